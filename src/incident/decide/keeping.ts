import type { AnyEntry } from '../../entry/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { Act } from '../act.ts';
import type { Transaction } from '../transaction.ts';
import { judgeExpunge } from '../judge-keeping.ts';
import { own } from '../own.ts';
import { attempt } from './attempt.ts';

type KeepingAct = Extract<Act, { act: 'expunge' | 'expunge-all' | 'retain' | 'hold' }>;

/** How long words are kept, that they must be kept, and that they go for good. */
export function writeKeeping(tx: Transaction, act: KeepingAct): Refusal | undefined {
  switch (act.act) {
    case 'expunge':
      return expunge(tx, [act.entry], act.basis, act.target);
    case 'expunge-all':
      return expunge(tx, act.entries, act.basis);
    case 'retain':
      return act.basis.trim() === ''
        ? { code: 'needs-words', message: 'Say on what legal basis.', hint: 'retain 5 years --basis TEXT' }
        : attempt(tx, 'retention.set', act.until === undefined ? {} : { until: act.until }, { words: act.basis });
    case 'hold':
      return act.words.trim() === ''
        ? {
            code: 'needs-words',
            message: 'Say why.',
            hint: act.held ? 'hold WORDS: who asks that it is kept, and why' : 'lift-hold WORDS',
          }
        : attempt(tx, 'hold.set', { held: act.held }, { words: act.words });
  }
}

/** An entry in which nobody ever said anything is another one than was meant: its number was mistyped. */
function wordless({ before }: Transaction, target: AnyEntry | undefined): Refusal | undefined {
  if (target === undefined || target['words-digest'] !== undefined || own(before.reworded, target.id) !== undefined)
    return undefined;
  return {
    code: 'no-such-thing',
    message: `#${target.seq} holds no words that could be taken out.`,
    hint: 'See their numbers: log',
  };
}

/**
 * The words of entries go for good, and with them those that later corrections gave them: who takes a name out need not know
 * where else it stands. That they went, by whom and on what basis stays.
 */
function expunge(tx: Transaction, entries: readonly string[], basis: string, target?: AnyEntry): Refusal | undefined {
  if (basis.trim() === '')
    return {
      code: 'needs-words',
      message: 'Say on what basis the words are removed.',
      hint: 'expunge ENTRY --basis TEXT',
    };
  const refused = judgeExpunge(tx.incident) ?? wordless(tx, target);
  if (refused !== undefined) return refused;
  const gone = new Set(entries.flatMap((entry) => [entry, ...(own(tx.before.reworded, entry) ?? [])]));
  tx.addAll(
    'entry.expunged',
    [...gone].map((entry, index) => ({ data: { entry }, said: { words: basis, ...(index > 0 && { causedBy: 0 }) } })),
  );
  return undefined;
}
