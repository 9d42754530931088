import type { AnyEntry, Entry } from '../../entry/index.ts';
import { own, put, replaceAt } from '../work.ts';
import type { Work } from '../work.ts';

/** What an entry says about the record itself, and what is to be done after the incident. */
export function applyToRecord(work: Work, entry: AnyEntry): void {
  switch (entry.type) {
    case 'entry.corrected':
      return correct(work, entry);
    case 'entry.expunged':
      return expunge(work, entry);
    case 'follow-up.proposed': {
      const { 'follow-up': id, owner, due } = entry.data;
      return put(work, 'followUps', id, {
        id,
        words: entry.words ?? '',
        ...(owner !== undefined && { owner }),
        ...(due !== undefined && { due }),
      });
    }
    case 'follow-up.done': {
      const found = own(work.it.followUps, entry.data['follow-up']);
      return found === undefined ? undefined : put(work, 'followUps', found.id, { ...found, doneAt: entry.at });
    }
    case 'follow-up.verified': {
      const found = own(work.it.followUps, entry.data['follow-up']);
      return found === undefined ? undefined : put(work, 'followUps', found.id, { ...found, verifiedAt: entry.at });
    }
    default:
      return;
  }
}

function correct(work: Work, entry: Entry<'entry.corrected'>): void {
  const { entry: target, field } = entry.data;
  put(work, 'undone', target, entry.id);
  if (field === 'undone') {
    // The act that put the state right is undone with it: the two cancel out.
    if (entry.cause !== undefined) put(work, 'undone', entry.cause, entry.id);
    const kept = work.it.undoable.filter((one) => one.entry !== target && one.entry !== entry.cause);
    work.it.undoable = kept;
    work.owned.add('undoable');
  }
  if (field !== 'words') return;
  const index = work.it.deviations.findIndex((one) => one.entry === target);
  const record = work.it.deviations[index];
  if (record === undefined || entry.words === undefined) return;
  // A reason that was owed is given by correcting the entry that owes it.
  replaceAt(work, 'deviations', index, {
    ...record,
    deviation: { ...record.deviation, owed: false },
    reason: entry.words,
  });
}

/** The words of that entry are gone: what the state kept of them goes too. */
function expunge(work: Work, entry: Entry<'entry.expunged'>): void {
  const { entry: target } = entry.data;
  put(work, 'undone', target, entry.id);
  for (const fact of Object.values(work.it.facts)) {
    if (fact.answer?.entry !== target || fact.fact.privacy !== 'personal') continue;
    const { value: _, ...answer } = fact.answer;
    put(work, 'facts', fact.id, { ...fact, answer });
  }
  // What would be put back by `undo` must not bring the words back.
  work.it.undoable = work.it.undoable.filter(
    ({ entry: id, before }) => id !== target && !(before?.of === 'fact' && before.answer?.entry === target),
  );
  work.owned.add('undoable');
  const index = work.it.deviations.findIndex((one) => one.entry === target);
  const record = work.it.deviations[index];
  if (record !== undefined) {
    const { reason: _, ...rest } = record;
    replaceAt(work, 'deviations', index, rest);
  }
}
