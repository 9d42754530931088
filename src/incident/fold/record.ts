import type { AnyEntry, Entry } from '../../entry/index.ts';
import { retitle } from '../../statechart/index.ts';
import { instant, millis } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { reworded } from '../drill/reworded.ts';
import { takenBack } from '../drill/taken-back.ts';
import { rewordIncident } from './incident.ts';
import type { Before, Undoable } from '../model.ts';
import { own } from '../own.ts';
import { drop, push, put, replaceAt, replaceRun } from '../work.ts';
import type { Work } from '../work.ts';
import { without } from './followed.ts';

/** Follow-ups are seen to in the days after an exercise, by the wall's clock: its own stands at the end for ever. */
function dayOf({ it: { exercise, timezone } }: Work, { at, recorded }: AnyEntry): Instant {
  return exercise?.ended === undefined ? at : instant(millis(recorded), timezone);
}

/** What an entry says about the record itself, and what is to be done after the incident. */
export function applyToRecord(work: Work, entry: AnyEntry): void {
  switch (entry.type) {
    case 'entry.corrected':
      return correct(work, entry);
    case 'entry.expunged':
      return expunge(work, entry);
    case 'note.written':
      return writeDown(work, entry);
    case 'follow-up.proposed': {
      const { 'follow-up': id, owner, due, kind, objective } = entry.data;
      return put(work, 'followUps', id, {
        id,
        entry: entry.id,
        words: entry.words ?? '',
        ...(owner !== undefined && { owner }),
        ...(due !== undefined && { due }),
        ...(kind !== undefined && { kind }),
        ...(objective !== undefined && { objective }),
      });
    }
    case 'follow-up.done': {
      const found = own(work.it.followUps, entry.data['follow-up']);
      return found === undefined
        ? undefined
        : put(work, 'followUps', found.id, { ...found, doneAt: dayOf(work, entry) });
    }
    case 'follow-up.verified': {
      const found = own(work.it.followUps, entry.data['follow-up']);
      return found === undefined
        ? undefined
        : put(work, 'followUps', found.id, {
            ...found,
            verifiedAt: dayOf(work, entry),
            ...(entry.data.in !== undefined && { verifiedIn: entry.data.in }),
          });
    }
    case 'feedback.given': {
      const { statement, agreement } = entry.data;
      return push(work, 'feedback', {
        ...keptBy(entry),
        at: entry.at,
        ...(statement !== undefined && { statement }),
        ...(agreement !== undefined && { agreement }),
        ...(entry.words !== undefined && { words: entry.words }),
      });
    }
    case 'review.annotated': {
      const { kind = '', entry: about } = entry.data;
      const said = { entry: entry.id, kind, words: entry.words ?? '', by: entry.by.name, at: entry.at };
      return push(work, 'annotations', { ...said, ...(about !== undefined && { about }) });
    }
    case 'retention.set': {
      const { until } = entry.data;
      work.it.retention = {
        ...keptBy(entry),
        at: entry.at,
        ...(until !== undefined && { until }),
        ...(entry.words !== undefined && { basis: entry.words }),
      };
      return;
    }
    case 'hold.set':
      if (entry.data.held)
        work.it.hold = { ...keptBy(entry), since: entry.at, ...(entry.words !== undefined && { why: entry.words }) };
      else delete work.it.hold;
      return;
    case 'review.signed-off':
      return push(work, 'signedOff', { entry: entry.id, by: entry.by.name, at: entry.at });
    default:
      return;
  }
}

const keptBy = ({ id, by }: AnyEntry): { entry: string; by: string } => ({ entry: id, by: by.name });

/** A note that belongs to a decision is kept with it. */
function writeDown(work: Work, entry: Entry<'note.written'>): void {
  const { data, id, at, by, run, step, turn = 1, words } = entry;
  if (data.minutes === undefined || run === undefined || step === undefined) return;
  const said = words === undefined ? {} : { words };
  push(work, 'minutes', { entry: id, at, by: by.name, run, step, turn, kind: data.minutes, ...said });
}

/** What a step that somebody added is called; by its id where those words are gone. */
function retitleAdded(work: Work, entry: string, words: string | undefined): void {
  const { run: of, step } = work.it.deviations.find((one) => one.entry === entry && one.type === 'step.added') ?? {};
  const index = work.it.runs.findIndex(({ id }) => id === of);
  const run = work.it.runs[index];
  if (run === undefined || step === undefined) return;
  replaceRun(work, index, { ...run, state: retitle(run.state, step, words ?? step) });
}

/** Why somebody added a step, where these words said it. */
function rewordReason(work: Work, entry: string, words: string | undefined): void {
  const index = work.it.deviations.findIndex((one) => one.reasonIn === entry);
  const record = work.it.deviations[index];
  if (record === undefined) return;
  const { reason: _, ...rest } = record;
  replaceAt(work, 'deviations', index, words === undefined ? rest : { ...rest, reason: words });
}

/** Words that the state keeps are others now, or gone: of the incident, of an added step, of what is to be done, of one of the minutes, of what the review says. */
function reword(work: Work, entry: string, words: string | undefined): void {
  rewordIncident(work, entry, words);
  retitleAdded(work, entry, words);
  rewordReason(work, entry, words);
  const task = Object.values(work.it.tasks).find((one) => one.entry === entry);
  if (task !== undefined) put(work, 'tasks', task.id, { ...task, words: words ?? '' });
  const followUp = Object.values(work.it.followUps).find((one) => one.entry === entry);
  if (followUp !== undefined) put(work, 'followUps', followUp.id, { ...followUp, words: words ?? '' });
  const place = work.it.minutes.findIndex((one) => one.entry === entry);
  const minute = work.it.minutes[place];
  if (minute !== undefined) {
    const { words: _, ...rest } = minute;
    replaceAt(work, 'minutes', place, words === undefined ? rest : { ...rest, words });
  }
  if (work.it.drill !== undefined) work.it.drill = reworded(work.it.drill, entry, words);
  const index = work.it.annotations.findIndex((one) => one.entry === entry);
  const said = work.it.annotations[index];
  if (said !== undefined) replaceAt(work, 'annotations', index, { ...said, words: words ?? '' });
  const spot = work.it.feedback.findIndex((one) => one.entry === entry);
  const feedback = work.it.feedback[spot];
  if (feedback !== undefined) {
    const { words: _, ...rest } = feedback;
    replaceAt(work, 'feedback', spot, words === undefined ? rest : { ...rest, words });
  }
}

function correct(work: Work, entry: Entry<'entry.corrected'>): void {
  const { entry: target, field } = entry.data;
  if (field === 'undone') return undo(work, entry);
  put(work, 'corrected', target, entry.id);
  if (field === 'at' && entry.data.value !== undefined) retime(work, target, entry.data.value);
  if (field !== 'words') return;
  const index = work.it.deviations.findIndex((one) => one.entry === target);
  const record = work.it.deviations[index];
  const isReasonBeside = record?.type === 'step.added' && record.deviation.owed;
  if (!isReasonBeside) {
    reword(work, target, entry.words);
    if (entry.words !== undefined) put(work, 'reworded', target, [...(own(work.it.reworded, target) ?? []), entry.id]);
  }
  // The words of an added step are its title: its reason stands beside it.
  if (record === undefined || (record.type === 'step.added' && !isReasonBeside)) return;
  const { reason: _, ...rest } = record;
  // A reason that was owed is given by correcting the entry that owes it; it is not owed again where its words are gone.
  replaceAt(work, 'deviations', index, {
    ...rest,
    deviation: { ...record.deviation, owed: false },
    ...(entry.words !== undefined && { reason: entry.words, ...(isReasonBeside && { reasonIn: entry.id }) }),
  });
}

/** What is only told of an entry's time, and decides nothing, is told as it is believed now. */
function retime(work: Work, target: string, at: Instant): void {
  put(work, 'retimed', target, at);
  const call = work.it.calls.findIndex(({ entry }) => entry === target);
  if (call >= 0) replaceAt(work, 'calls', call, { ...work.it.calls[call]!, at });
  const message = Object.values(work.it.messages).find(({ lastEntry }) => lastEntry === target);
  if (message !== undefined) put(work, 'messages', message.id, { ...message, lastAt: at });
}

function undo(work: Work, entry: Entry<'entry.corrected'>): void {
  const { entry: target } = entry.data;
  put(work, 'undone', target, entry.id);
  // The act that put the state right is undone with it: the two cancel out.
  if (entry.cause !== undefined) put(work, 'undone', entry.cause, entry.id);
  const undone = work.it.undoable.find((one) => one.entry === target);
  const gone = new Set([target, ...(undone?.parts ?? []).map((part) => part.entry)]);
  if (work.it.feedback.some((one) => gone.has(one.entry))) {
    work.it.feedback = work.it.feedback.filter((one) => !gone.has(one.entry));
    work.owned.delete('feedback');
  }
  if (work.it.minutes.some((one) => gone.has(one.entry))) {
    work.it.minutes = work.it.minutes.filter((one) => !gone.has(one.entry));
    work.owned.delete('minutes');
  }
  if ([...work.it.annotations, ...work.it.signedOff].some((one) => gone.has(one.entry))) {
    work.it.annotations = work.it.annotations.filter((one) => !gone.has(one.entry));
    work.it.signedOff = work.it.signedOff.filter((one) => !gone.has(one.entry));
    work.owned.delete('annotations');
    work.owned.delete('signedOff');
  }
  if (work.it.drill !== undefined) work.it.drill = takenBack(work.it.drill, gone, entry['exercise-at'] ?? entry.at);
  if (undone?.before !== undefined) takeBack(work, undone.before);
  if (undone !== undefined) takeTimesBack(work, undone, entry.cause);
  const left = undone === undefined ? work.it.undoable : without(work.it.undoable, undone);
  work.it.undoable = left.filter((one) => one.entry !== target && one.entry !== entry.cause);
  work.owned.add('undoable');
}

/** What no act of its own puts right: what somebody was asked for, what is to be done, what was handed over, a period. */
function takeBack(work: Work, before: Before): void {
  switch (before.of) {
    case 'follow-up':
      return before.state === undefined
        ? drop(work, 'followUps', before.id)
        : put(work, 'followUps', before.id, inWordsNow(before.state, own(work.it.followUps, before.id)));
    case 'task':
      return before.state === undefined
        ? drop(work, 'tasks', before.id)
        : put(work, 'tasks', before.id, inWordsNow(before.state, own(work.it.tasks, before.id)));
    case 'handover':
      return before.state === undefined
        ? drop(work, 'handovers', before.id)
        : put(work, 'handovers', before.id, before.state);
    case 'period':
      if (before.state === undefined) delete work.it.period;
      else work.it.period = before.state;
      return;
    default:
      return;
  }
}

/**
 * What was undone happened at no time: that somebody asked for a clock, or met it, that a service was lost or came back. What put its state right tells
 * of no time either. Where somebody has said so anew since, that stands.
 */
function takeTimesBack(work: Work, undone: Undoable, cause: string | undefined): void {
  const putBack = work.it.undoable.filter((one) => one.entry === cause);
  const gone = new Set([undone, ...putBack].flatMap((one) => [one, ...one.parts]).map(({ entry }) => entry));
  // Of several changes to one thing the first knows what stood before all of them.
  for (const part of [undone, ...undone.parts].toReversed()) {
    const { before } = part;
    if (before?.of === 'clock') clockBefore(work, before, gone);
    // What came of an act stands where a later one has said that anew: nothing was put back.
    if (before?.of === 'service' && (part === undone || putBack.length > 0)) timesBefore(work, before, gone);
  }
}

function clockBefore(work: Work, { id, state }: Extract<Before, { of: 'clock' }>, gone: ReadonlySet<string>): void {
  const clock = own(work.it.clocks, id);
  if (clock === undefined) return;
  // Met or set aside as it was before, it is so by who did it then, in the round and with the deadline of then.
  if (clock.state === state.state && gone.has(clock.settled?.entry ?? '')) {
    put(work, 'clocks', id, { ...state, id, clock: clock.clock });
    return;
  }
  const { asked, earlier, ...rest } = clock;
  const wasAsked = gone.has(asked?.entry ?? '') ? state.asked : asked;
  const wasMet = earlier === undefined || gone.has(earlier.entry) ? state.earlier : earlier;
  if (wasAsked === asked && wasMet === earlier) return;
  put(work, 'clocks', id, {
    ...rest,
    ...(wasAsked !== undefined && { asked: wasAsked }),
    ...(wasMet !== undefined && { earlier: wasMet }),
  });
}

function timesBefore(work: Work, before: Extract<Before, { of: 'service' }>, gone: ReadonlySet<string>): void {
  const service = own(work.it.services, before.id);
  if (service === undefined) return;
  const { loss, back, ...rest } = service;
  const lost = gone.has(loss?.entry ?? '') ? before.loss : loss;
  const cameBack = gone.has(back?.entry ?? '') ? before.back : back;
  put(work, 'services', before.id, {
    ...rest,
    ...(lost !== undefined && { loss: lost }),
    ...(cameBack !== undefined && { back: cameBack }),
  });
}

/** As it was, in the words that are believed now. */
const inWordsNow = <State extends { readonly words: string }>(before: State, now: State | undefined): State => ({
  ...before,
  words: now?.words ?? before.words,
});

/** The words of that entry are gone: what the state kept of them goes too. */
function expunge(work: Work, entry: Entry<'entry.expunged'>): void {
  const { entry: target } = entry.data;
  put(work, 'corrected', target, entry.id);
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
  forgetReason(work, target);
  reword(work, target, undefined);
  for (const [corrected, by] of Object.entries(work.it.reworded)) {
    if (!by.includes(target)) continue;
    if (by.at(-1) === target) {
      forgetReason(work, corrected);
      reword(work, corrected, undefined);
    }
    put(
      work,
      'reworded',
      corrected,
      by.filter((id) => id !== target),
    );
  }
}

function forgetReason(work: Work, entry: string): void {
  const index = work.it.deviations.findIndex((one) => one.entry === entry);
  const record = work.it.deviations[index];
  // The reason of an added step stands beside it, and not in its words.
  if (record === undefined || record.type === 'step.added') return;
  const { reason: _, ...rest } = record;
  replaceAt(work, 'deviations', index, rest);
}
