import fc from 'fast-check';
import { entryTypes, nextStamp, seal } from '../../src/entry/index.ts';
import type { AnyEntry, Draft, EntryData, EntryType } from '../../src/entry/index.ts';

/** Text as people and files may give it: any Unicode, quotes, control characters, but no lone surrogates. */
const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const name = fc.oneof(fc.constantFrom('flood-7', 'people-first', '__proto__', '10'), anyText);
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);
const count = fc.integer({ min: 1, max: 9 });
const bytes = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const id = fc.uuid();
const offset = fc.constantFrom('Z', '+01:00', '-09:30');
const instant = fc
  .tuple(fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), offset)
  .map(([date, zone]) => date.toISOString().slice(0, 19) + zone);
const list = fc.array(name, { maxLength: 3 });
const yes = fc.constant(true as const);
const nothing = fc.constant({});
const role = fc.record({ role: name, person: name });
const service = fc.record({ service: name });
const clockRound = { clock: name, round: count };
const rating = fc.constantFrom('P', 'S', 'M', 'U');
const speed = fc.constantFrom(1, 60, 0.5);
const texts = fc.dictionary(name, anyText, { maxKeys: 3 });
const source = { sha256, text: anyText, followed: texts, organisation: anyText, semantics: fc.constant(1 as const) };
const severity = fc.constantFrom('sev1', 'sev2', 'sev3', 'sev4', 'sev5');
const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), anyText, fc.boolean(), list);

/** A record whose keys but the named ones may be missing. */
function record<T extends object, K extends keyof T>(
  model: { [P in keyof T]: fc.Arbitrary<T[P]> },
  ...requiredKeys: K[]
) {
  return fc.record<T, K>(model, { requiredKeys });
}

/** What `data` may hold, for every type. */
const dataOf: { readonly [T in EntryType]: fc.Arbitrary<EntryData[T]> } = {
  'incident.declared': record(
    { mode: fc.constantFrom('real', 'drill'), alias: name, timezone: name, holidays: fc.constant(['2026-12-25']) },
    'mode',
    'alias',
    'timezone',
  ),
  'incident.described': record(
    {
      field: fc.constantFrom(
        'title',
        'began',
        'detected',
        'detected-by',
        'impact',
        'tlp',
        'cause',
        'trigger',
        'area',
        'people',
      ),
      value: anyText,
    },
    'field',
  ),
  'incident.aware': fc.record({ topic: name }),
  'incident.stabilised': nothing,
  'incident.resolved': nothing,
  'incident.closed': nothing,
  'incident.reopened': nothing,
  'incident.stood-down': record({ as: fc.constantFrom('false-alarm', 'duplicate', 'merged'), of: id }, 'as'),
  'incident.linked': record({ to: id, as: anyText }, 'to'),
  'incident.merged': fc.record({ into: id }),
  'severity.set': fc.record({ severity }),
  'runbook.followed': record(
    { runbook: name, title: anyText, revision: name, ...source, folder: anyText, file: anyText },
    'runbook',
    'title',
    'sha256',
    'text',
    'followed',
    'semantics',
  ),
  'runbook.revised': record(source, 'sha256', 'text', 'followed', 'semantics'),
  'scenario.followed': record(
    {
      scenario: name,
      title: anyText,
      revision: name,
      sha256: source.sha256,
      text: source.text,
      file: anyText,
      semantics: source.semantics,
    },
    'scenario',
    'title',
    'sha256',
    'text',
    'semantics',
  ),
  'runbook.ended': record({
    outcome: fc.constantFrom('resolved', 'stood-down', 'handed-over', 'escalated', 'false-alarm', 'duplicate'),
  }),
  'step.done': record({ 'timed-out': yes }),
  'step.skipped': nothing,
  'step.failed': nothing,
  'step.reopened': nothing,
  'step.jumped': record({ from: name }),
  'step.added': record({ after: name, role: name }),
  'item.ticked': record({ item: count, ticked: fc.boolean(), label: anyText }, 'item', 'ticked'),
  'choice.made': record({ option: name, auto: yes }, 'option'),
  'default.taken': fc.record({ option: name }),
  'fact.recorded': fc.oneof(
    record(
      { fact: name, known: fc.boolean(), value, cleared: yes, privacy: fc.constant('personal' as const) },
      'fact',
      'known',
    ),
    fc.record({ fact: name, known: fc.boolean(), privacy: fc.constant('secret' as const) }),
  ),
  'approval.given': fc.record({ of: id }),
  'approval.refused': fc.record({ of: id }),
  'approval.gone-without': fc.record({ of: id }),
  'command.started': record({ command: list, drill: yes, attempt: count }, 'command', 'attempt'),
  'command.finished': record(
    { started: id, 'exit-code': fc.integer(), signal: name, 'timed-out': yes, ok: fc.boolean(), bytes },
    'started',
    'ok',
  ),
  'command.unknown': fc.record({ started: id }),
  'message.sent': record({ message: name, to: anyText, by: anyText, language: name, missing: list }, 'to'),
  'role.assigned': role,
  'role.acknowledged': role,
  'role.released': role,
  'call.attempted': record(
    { role: name, contact: name, result: fc.constantFrom('reached', 'voicemail', 'no-answer', 'refused') },
    'result',
  ),
  'task.given': record({ task: id, to: name, due: instant }, 'task', 'to'),
  'task.taken': fc.record({ task: id }),
  'task.done': fc.record({ task: id }),
  'clock.started': record({ ...clockRound, due: instant, provisional: yes, interim: yes }, 'clock', 'round'),
  'clock.met': record({ ...clockRound, reference: anyText, late: yes, interim: yes }, 'clock', 'round'),
  'clock.missed': record({ ...clockRound, due: instant, interim: yes }, 'clock', 'round', 'due'),
  'clock.set-aside': fc.record(clockRound),
  'clock.asked': record({ clock: name, due: instant }, 'clock'),
  'timer.elapsed': record(
    {
      timer: fc.constantFrom('wait', 'at-most', 'round', 'approval', 'overdue', 'acknowledge', 'default'),
      due: instant,
      round: count,
    },
    'timer',
    'due',
  ),
  'service.lost': service,
  'service.suspect': service,
  'service.restored': service,
  'note.written': nothing,
  'evidence.attached': fc.record({ name: anyText, sha256, bytes }),
  'entry.corrected': record(
    { entry: id, field: fc.constantFrom('words', 'at', 'marking'), value: anyText, reason: anyText },
    'entry',
    'field',
  ),
  'entry.expunged': fc.record({ entry: id }),
  'entry.moved': fc.record({ entry: id, to: id }),
  'handover.given': record({ to: name, roles: list }),
  'handover.accepted': record({ from: name, roles: list }),
  'period.begun': record({ number: count, until: instant }, 'number'),
  'timeline.merged': fc.record({ origin: id, entries: bytes }),
  'follow-up.proposed': record(
    {
      'follow-up': id,
      owner: name,
      due: name,
      kind: fc.constantFrom('prevent', 'detect', 'mitigate', 'process'),
      objective: id,
    },
    'follow-up',
  ),
  'follow-up.done': fc.record({ 'follow-up': id }),
  'follow-up.verified': fc.record({ 'follow-up': id }),
  'review.annotated': record({ entry: id, kind: name }),
  'review.signed-off': nothing,
  'feedback.given': record({ statement: name, agreement: fc.integer({ min: 1, max: 5 }) }),
  'retention.set': record({ until: name }),
  'hold.set': fc.record({ held: fc.boolean() }),
  'exercise.started': fc.record({ 'exercise-at': instant, speed }),
  'exercise.paused': record({ 'exercise-at': instant }),
  'exercise.resumed': nothing,
  'exercise.speed-set': fc.record({ speed }),
  'exercise.jumped': fc.record({ 'exercise-at': instant }),
  'exercise.ended': record({ 'real-world': yes }),
  'facilitator.joined': record({ from: anyText }),
  'facilitator.left': record({ facilitator: anyText, unseen: yes }, 'facilitator'),
  'participant.joined': record({ late: fc.constantFrom('PT20M', 'PT3H') }),
  'inject.delivered': record({ inject: name, to: list, unheld: list, round: fc.integer({ min: 1, max: 9 }) }, 'inject'),
  'inject.held': record({ inject: name, lifted: fc.constant(true) }, 'inject'),
  'inject.skipped': record({ inject: name, unless: fc.constant(true) }, 'inject'),
  'inject.improvised': record({ to: list, unheld: list }),
  'inject.answered': record({ inject: name, option: name }, 'inject'),
  'observation.written': record({ objective: name, rating }),
  'objective.rated': fc.record({ objective: name, rating }),
};

const person = record({ name: anyText, role: name, host: name }, 'name');

const common = {
  at: instant,
  precision: fc.constantFrom('second', 'minute', 'about', 'day'),
  by: person,
  'entered-by': person,
  via: fc.constantFrom('tui', 'cli', 'plain', 'paper', 'timer', 'drill', 'import', 'alert', 'sync'),
  run: name,
  step: name,
  turn: count,
  deviation: fc.record({ kinds: fc.subarray(['skipped', 'without-approval', 'undone'] as const), owed: fc.boolean() }),
  words: anyText,
  marking: fc.constantFrom('clear', 'green', 'amber', 'amber+strict', 'red'),
  'exercise-at': instant,
};

/** A draft of that type. */
export function draftOf(type: EntryType): fc.Arbitrary<Draft> {
  const draft = record(
    { type: fc.constant(type), data: dataOf[type], ...common },
    'type',
    'data',
    'at',
    'precision',
    'by',
    'via',
  );
  // The compiler cannot see that `data` is that of `type`; `dataOf` is checked type by type.
  return draft as fc.Arbitrary<Draft>;
}

/** A draft of any type but `entry.expunged`, which says that words are gone. */
export const anyDraft: fc.Arbitrary<Draft> = fc
  .constantFrom(...entryTypes.filter((type) => type !== 'entry.expunged'))
  .chain(draftOf);

/** Drafts sealed one after another into one origin's chain, a millisecond apart. */
export function chainOf(drafts: readonly Draft[], incident = 'incident-1', origin = 'origin-1'): AnyEntry[] {
  const chain: AnyEntry[] = [];
  for (const [index, draft] of drafts.entries()) {
    const last = chain.at(-1);
    chain.push(
      seal(draft, {
        id: `${origin === 'origin-1' ? 'entry' : origin}-${index + 1}`,
        incident,
        origin,
        seq: index + 1,
        stamp: nextStamp(last?.stamp, 1_795_000_000_000 + index),
        recorded: '2026-11-21T03:12:00+00:00',
        prev: last?.hash ?? '',
        salt: index.toString(16).padStart(32, '0'),
      }),
    );
  }
  return chain;
}

/** Chains of at least so many entries. */
export function chains(minLength: number): fc.Arbitrary<AnyEntry[]> {
  return fc.array(anyDraft, { minLength, maxLength: minLength + 8 }).map((drafts) => chainOf(drafts));
}
