import { compileChart } from '../statechart/index.ts';
import type { Chart } from '../statechart/index.ts';
import { bundle, parseRunbook, readOrganisation } from '../runbook/index.ts';
import type { Diagnostic, Runbook } from '../runbook/index.ts';
import { oncePerText } from '../text/index.ts';
import type { AnyEntry, Entry, EntryData } from '../entry/index.ts';

type Followed = Pick<EntryData['runbook.followed'], 'text' | 'followed' | 'organisation' | 'file'>;

/** Whether an entry keeps the text of a runbook that is followed. */
export function keepsText(entry: AnyEntry | undefined): entry is Entry<'runbook.followed'> | Entry<'runbook.revised'> {
  return entry?.type === 'runbook.followed' || entry?.type === 'runbook.revised';
}

export type Compiled = { readonly chart: Chart } | { readonly problem: string };

const mostKept = 8;

/** The same text is compiled when it is decided and again when it is folded, a moment later. */
const compiled = oncePerText(mostKept, (_texts, followed: Followed) => compile(followed));

/** The chart of a followed runbook, from the texts that its entry keeps; or why they cannot be read. Never throws. */
export function compileFollowed(followed: Followed): Compiled {
  return compiled(JSON.stringify([followed.text, followed.followed, followed.organisation, followed.file]), followed);
}

function compile({ text, followed, organisation, file }: Followed): Compiled {
  try {
    const root = readOne(text, file ?? 'runbook.yaml');
    if ('problem' in root) return root;
    const taken = new Map<string, Runbook>();
    for (const [id, inner] of Object.entries(followed)) {
      const read = readOne(inner, `${id}.yaml`);
      if ('problem' in read) return read;
      taken.set(id, read.runbook);
    }
    const org = organisation === undefined ? undefined : readOrganisation(organisation, 'organisation.yaml');
    if (org !== undefined && 'diagnostics' in org) return { problem: firstOf(org.diagnostics, 'organisation.yaml') };
    const made = bundle(root.runbook, {
      ...(org !== undefined && { organisation: org.organisation }),
      runbook: (id) => taken.get(id),
      ids: [...taken.keys()],
    });
    return 'problem' in made ? made : { chart: compileChart(made.bundle) };
  } catch (fault) {
    return { problem: fault instanceof Error ? fault.message : String(fault) };
  }
}

function readOne(text: string, file: string): { runbook: Runbook } | { problem: string } {
  const read = parseRunbook(text, file);
  return 'runbook' in read ? read : { problem: firstOf(read.diagnostics, file) };
}

function firstOf(diagnostics: readonly Diagnostic[], file: string): string {
  const [first] = diagnostics;
  return first === undefined
    ? `${file} cannot be read.`
    : `${first.file}:${first.line}:${first.column} ${first.message}`;
}
