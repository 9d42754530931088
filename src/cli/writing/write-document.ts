import { resolve } from 'node:path';
import { writeWhole } from '../../files/index.ts';
import { askHidden } from '../ask.ts';
import type { Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { mayWrite } from './may-write.ts';
import { signatureFile, type SigningKey, signingKey, writeSigned } from '../verifying/signature.ts';

/** What a document is to be signed with; read first, so that a key that is none costs nothing. @throws Failure */
export async function keyOf(call: Call, output: string | undefined): Promise<SigningKey | undefined> {
  const said = call.option('sign');
  if (said === undefined) return undefined;
  if (output === undefined)
    throw wrongUsage(
      'The signature lies beside the file, so there must be one.',
      'It is typed: holdfast export --format F -o FILE --sign KEY',
    );
  const file = resolve(call.around.cwd, said);
  const key = await signingKey(file, () => passphraseOf(call, file));
  if (key.isOpen) call.io.remark(`Others may read the key ${file}: chmod 600 ${file}`);
  return key;
}

/** From the environment, else from whoever sits there; undefined where there is neither. */
async function passphraseOf(call: Call, file: string): Promise<string | undefined> {
  const said = call.around.env['HOLDFAST_KEY_PASSPHRASE'];
  if (said !== undefined && said !== '') return said;
  return call.io.interactive ? askHidden(`Passphrase of ${file}:`) : undefined;
}

/** The signature beside a file, and which key made it. */
interface Signature {
  readonly file: string;
  readonly key: string;
}

/** Writes what leaves, signed where there is a key: both files or neither, over nothing that stands there unasked. @throws Failure, FilesError */
export async function writeDocument(
  call: Call,
  file: string,
  made: () => Promise<Iterable<string | Uint8Array>> | Iterable<string | Uint8Array>,
  key: SigningKey | undefined,
): Promise<Signature | undefined> {
  await mayWrite(call, file);
  if (key === undefined) {
    writeWhole(file, await made());
    return undefined;
  }
  await mayWrite(call, signatureFile(file));
  writeSigned(file, await made(), key);
  return { file: signatureFile(file), key: key.fingerprint };
}

/** The same in words. */
export function writtenLines(file: string, signature: Signature | undefined): string[] {
  return [
    `Written: ${file}`,
    ...(signature === undefined ? [] : [`Signed: ${signature.file}, with the key ${signature.key.slice(0, 12)}`]),
  ];
}
