import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ChainReport, Head } from '../../entry/index.ts';
import { labelOf } from '../../report/index.ts';
import type { TimelineBundle } from '../../report/index.ts';
import { plural } from '../../text/index.ts';
import { bundleIn, bytesOf } from './bundle-file.ts';
import type { Call } from '../call.ts';
import { exit, Failure, notFound } from '../failure.ts';
import { checkingKey, signatureFile } from './signature.ts';
import { markOf } from '../arguments/which-incident.ts';

/** What was found of a signature. */
interface SignatureReport {
  readonly ok: boolean;
  /** Hex SHA-256 of the public key. */
  readonly key: string;
}

/**
 * A file that was exported: whether its signature fits, where a key is given, and whether the record in it is whole, where it carries one. Of
 * a bundle that withholds something the rest is checked, and how much it withholds is said.
 */
export function verifyFile(call: Call, file: string, head: Head | undefined): number {
  const key = call.option('key');
  const signature = key === undefined ? undefined : signatureOf(file, resolve(call.around.cwd, key));
  const read = recordIn(file, head, signature);
  const ok = signature?.ok !== false && read?.report.ok !== false;
  if (call.json) call.io.json(asJson(ok, read, signature));
  else call.io.say(...signatureLines(file, signature, read), ...recordLines(read));
  // That a record is whole says nothing of who wrote it down.
  if (signature === undefined && existsSync(signatureFile(file)))
    call.io.remark(`Its signature, ${signatureFile(file)}, was not looked at: holdfast verify FILE --key PUBLIC`);
  return ok ? exit.done : exit.no;
}

type Read = { readonly bundle: TimelineBundle; readonly report: ChainReport };

/** The record in the file. What is signed need not carry one. @throws Failure */
function recordIn(file: string, head: Head | undefined, signature: SignatureReport | undefined): Read | undefined {
  try {
    return bundleIn(file, head);
  } catch (error) {
    if (signature === undefined || head !== undefined || !(error instanceof Failure)) throw error;
    return undefined;
  }
}

function signatureOf(file: string, keyFile: string): SignatureReport {
  const key = checkingKey(keyFile);
  const beside = signatureFile(file);
  if (!existsSync(beside))
    throw notFound(
      `There is no signature ${beside}.`,
      'It must lie beside the file; leave --key out to check the record alone.',
    );
  return { ok: key.isSigned(bytesOf(file), bytesOf(beside)), key: key.fingerprint };
}

const unfit = 'The signature does not fit: the file was changed since, or it was signed with another key.';

function asJson(ok: boolean, read: Read | undefined, signature: SignatureReport | undefined) {
  const { alias } = read?.bundle ?? {};
  const { entries = 0, head = null, problems = [] } = read?.report ?? {};
  return {
    ok,
    entries,
    head,
    problems: [
      ...(signature?.ok === false ? [{ incident: null, kind: 'signature', seq: 0, message: unfit }] : []),
      ...problems.map((problem) => ({ incident: alias ?? null, ...problem })),
    ],
    incidents:
      read === undefined ? [] : [{ id: alias, ok: read.report.ok, entries, head, expunged: read.report.expunged }],
    ...(read && { whole: read.bundle.whole, withheld: read.bundle.withheld }),
    ...(signature && { signature }),
  };
}

function signatureLines(file: string, signature: SignatureReport | undefined, read: Read | undefined): string[] {
  if (signature === undefined) return [];
  return [
    signature.ok
      ? `The signature fits: ${file} is as it was signed, with the key ${signature.key.slice(0, 12)}.`
      : unfit,
    ...(read === undefined && signature.ok ? ['It carries no record of its own that could be checked further.'] : []),
  ];
}

function recordLines(read: Read | undefined): string[] {
  if (read === undefined) return [];
  const { bundle, report } = read;
  const state = report.ok ? (bundle.whole ? 'whole' : 'its entries are as they were written') : 'DAMAGED';
  return [
    `${markOf(bundle)} ${state}: ${plural(report.entries, 'entry', 'entries')}, head #${report.head.seq} ${report.head.hash.slice(0, 12)}`,
    ...reportLines(report),
    ...(bundle.whole
      ? []
      : [
          `It was made for ${labelOf(bundle.tlp)} and says that it withholds: personal answers ${bundle.withheld.answers}, entries ${bundle.withheld.entries}.`,
        ]),
  ];
}

/** No more of one kind are told one by one; programs get them all. */
const mostTold = 100;

/** What was found wrong in a record, and what is missing from it rightly. */
export function reportLines({ problems, expunged }: ChainReport): string[] {
  const more = problems.length - mostTold;
  const others = expunged.length - mostTold;
  return [
    ...problems.slice(0, mostTold).map((problem) => `  #${problem.seq} ${problem.kind}: ${problem.message}`),
    ...(more > 0 ? [`  and ${more} more; all of them: holdfast verify --json`] : []),
    ...(expunged.length === 0
      ? []
      : [
          `  Words taken out for good, as the record says: ${expunged
            .slice(0, mostTold)
            .map((seq) => `#${seq}`)
            .join(', ')}${others > 0 ? ` and ${others} more` : ''}`,
        ]),
  ];
}
