import type { AnyEntry, Entry } from '../../entry/index.ts';
import type { Service } from '../../runbook/index.ts';
import type { ClockState, FactState, Incident, ServiceState } from '../model.ts';
import { askedDue, meetingOf, roundAsked } from '../judge-clocks.ts';
import { own } from '../own.ts';
import { put } from '../work.ts';
import type { Work } from '../work.ts';

/** What an entry says about the incident's facts, clocks, services and messages. */
export function applyToThings(work: Work, entry: AnyEntry): void {
  switch (entry.type) {
    case 'fact.recorded':
      return applyFact(work, entry);
    case 'clock.started':
    case 'clock.met':
    case 'clock.missed':
    case 'clock.set-aside':
    case 'clock.asked':
      return applyClock(work, entry);
    case 'service.lost':
    case 'service.suspect':
    case 'service.restored':
      return applyService(work, entry);
    case 'message.sent':
      return applyMessage(work, entry);
    default:
      return;
  }
}

function applyFact(work: Work, entry: Entry<'fact.recorded'>): void {
  const { fact: id, known, value, cleared } = entry.data;
  const state = own(work.it.facts, id);
  if (state === undefined) return;
  if (cleared === true) return put(work, 'facts', id, { id, fact: state.fact });
  // Of a personal fact the value is what was said; of a secret one only that it was given.
  const given = state.fact.privacy === 'personal' ? entry.words : state.fact.privacy === 'secret' ? undefined : value;
  const answer = {
    known,
    ...(known && given !== undefined && { value: given }),
    at: entry.at,
    by: entry.by.name,
    entry: entry.id,
  };
  put(work, 'facts', id, { id, fact: state.fact, answer } satisfies FactState);
}

type ClockEntry =
  | Entry<'clock.started'>
  | Entry<'clock.met'>
  | Entry<'clock.missed'>
  | Entry<'clock.set-aside'>
  | Entry<'clock.asked'>;

function applyClock(work: Work, entry: ClockEntry): void {
  const before = own(work.it.clocks, entry.data.clock);
  if (before !== undefined) put(work, 'clocks', before.id, clockAfter(before, entry));
}

function clockAfter(before: ClockState, entry: ClockEntry): ClockState {
  const { id, clock, asked } = before;
  const kept = { id, clock, ...(asked !== undefined && { asked }) };
  switch (entry.type) {
    case 'clock.started': {
      const { round, due, provisional } = entry.data;
      const earlier = metEarlier(before, round);
      return {
        ...kept,
        ...(earlier !== undefined && { earlier }),
        state: provisional === true ? 'provisional' : 'running',
        round,
        started: entry.at,
        ...(due !== undefined && { due }),
        ...(provisional === true && { provisional }),
      };
    }
    case 'clock.met': {
      const { inapplicable: _, interim: _interim, late: _late, reference: _reference, ...rest } = before;
      const { reference, late, interim } = entry.data;
      return {
        ...rest,
        state: 'met',
        round: entry.data.round,
        metAt: entry.at,
        settled: { by: entry.by.name, at: entry.at, entry: entry.id },
        ...(reference !== undefined && { reference }),
        ...(late === true && { late }),
        ...(interim === true && { interim }),
      };
    }
    case 'clock.missed':
      return { ...before, state: 'missed', missedAt: entry.data.due };
    case 'clock.set-aside': {
      const { inapplicable: _, ...rest } = before;
      const { started: _started, due: _due, provisional: _doubt, missedAt: _missedAt, ...unbegun } = rest;
      return {
        ...(entry.data['taken-back'] === true ? unbegun : rest),
        state: 'set-aside',
        round: entry.data.round,
        settled: { by: entry.by.name, at: entry.at, entry: entry.id },
        ...(entry.data.inapplicable === true && { inapplicable: true }),
      };
    }
    case 'clock.asked': {
      // Asked once more without a time, the time that was given before still binds.
      const round = roundAsked(before);
      const { due = askedDue(before, round) } = entry.data;
      return { ...before, asked: { at: entry.at, round, ...(due !== undefined && { due }), entry: entry.id } };
    }
  }
}

/** When the clock was met before the round that starts; a round that starts anew, because its meeting was undone, was not met. */
function metEarlier({ round: last, earlier, ...before }: ClockState, round: number): ClockState['earlier'] {
  if (round > last) return meetingOf(before) ?? earlier;
  return round === last ? earlier : undefined;
}

function applyService(
  work: Work,
  entry: Entry<'service.lost'> | Entry<'service.suspect'> | Entry<'service.restored'>,
): void {
  const before = own(work.it.services, entry.data.service);
  if (before === undefined) return;
  const { id, service, loss, back } = before;
  const state = entry.type === 'service.lost' ? 'lost' : entry.type === 'service.suspect' ? 'suspect' : 'up';
  put(work, 'services', id, {
    id,
    service,
    ...(loss !== undefined && { loss }),
    ...(back !== undefined && { back }),
    state,
    ...(state === 'lost' && { loss: { at: entry.at, entry: entry.id } }),
    ...(state === 'up' && { back: { at: entry.at, entry: entry.id } }),
  });
  deriveSuspects(work);
}

/** Semantics 21: a service that needs a lost one is suspect, also through others; it is up again when they are. */
export function deriveSuspects(work: Work): void {
  const lost = (id: string): boolean => own(work.it.services, id)?.state === 'lost';
  for (const state of Object.values(work.it.services)) {
    if (state.state === 'lost' || (state.state === 'suspect' && state.because === undefined)) continue;
    const because = lostNeeds(work.it, state.service, lost);
    if (because.join(' ') === (state.because ?? []).join(' ')) continue;
    const { because: _, ...rest } = state;
    const after: ServiceState = because.length > 0 ? { ...rest, state: 'suspect', because } : { ...rest, state: 'up' };
    put(work, 'services', state.id, after);
  }
}

function lostNeeds(incident: Incident, service: Service, lost: (id: string) => boolean): string[] {
  const seen = new Set<string>();
  const look = [...(service.needs ?? [])];
  for (let id = look.pop(); id !== undefined; id = look.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    look.push(...(own(incident.services, id)?.service.needs ?? []));
  }
  return [...seen].filter(lost).sort();
}

function applyMessage(work: Work, entry: Entry<'message.sent'>): void {
  const before = own(work.it.messages, entry.data.message ?? '');
  if (before === undefined) return;
  put(work, 'messages', before.id, { ...before, sent: before.sent + 1, lastAt: entry.at, lastEntry: entry.id });
}
