import fc from 'fast-check';
import type { Bundle, Runbook } from '../../src/runbook/index.ts';

/** One change that an author makes to a runbook: what, and where. */
export interface Edit {
  readonly what: 'insert' | 'remove' | 'swap' | 'reword' | 'retime';
  readonly where: number;
}

export const anyEdits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ what: fc.constantFrom('insert', 'remove', 'swap', 'reword', 'retime'), where: fc.nat(1_000) }),
  { minLength: 1, maxLength: 4 },
);

type Loose = Record<string, unknown> & { id: string };

/** A newer text of the runbook: nothing that another step names is gone. `name`: how the ids of new steps begin. */
export function edited({ runbook, ...bundle }: Bundle, edits: readonly Edit[], name = 'new'): Bundle {
  const newer = structuredClone(runbook) as unknown as Loose;
  for (const [number, edit] of edits.entries()) change(newer, edit, `${name}-${number}`);
  return { ...bundle, runbook: newer as unknown as Runbook };
}

function change(runbook: Loose, { what, where }: Edit, id: string): void {
  const lists = listsIn(runbook);
  const list = lists[where % lists.length] ?? [];
  const at = where % list.length;
  const step = list[at];
  if (step === undefined) return;
  switch (what) {
    case 'insert':
      list.splice(where % (list.length + 1), 0, { id, do: 'What the newer text adds' });
      return;
    case 'remove':
      if (list.length > 1 && 'do' in step && !isNamed(runbook, step.id)) list.splice(at, 1);
      return;
    case 'swap':
      list.splice(at, 1);
      list.splice(where % (list.length + 1), 0, step);
      return;
    case 'reword':
      if ('do' in step) step['do'] = 'In other words';
      return;
    case 'retime':
      for (const each of lists.flat()) each['overdue'] = `${1 + (where % 50)}m`;
  }
}

/** Whether any step goes to that one, or waits for it. */
function isNamed(runbook: Loose, id: string): boolean {
  return listsIn(runbook).some((list) => list.some((step) => JSON.stringify({ ...step, id: '' }).includes(`"${id}"`)));
}

function listsIn(runbook: Loose): Loose[][] {
  const lists: Loose[][] = [];
  const walk = (found: unknown): void => {
    if (Array.isArray(found)) {
      if (found.every((each) => typeof each === 'object' && each !== null && 'id' in each))
        lists.push(found as Loose[]);
      found.forEach(walk);
    } else if (typeof found === 'object' && found !== null) Object.values(found).forEach(walk);
  };
  walk(runbook['steps']);
  walk(runbook['afterwards']);
  return lists.filter((list) => list.length > 0);
}
