import type { DeviationKind, Entry } from '../../entry/index.ts';
import { type Incident, lived, own, standingDeviations, type StepSpan, wordsNow } from '../../incident/index.ts';
import { durationMs, millis, shortDuration } from '../../time/index.ts';
import { unknowns } from '../unknowns.ts';
import { marginOf } from '../metrics/metrics.ts';
import { isOver } from '../../analysis/index.ts';

import type { Source } from '../review/source.ts';
import type { Key } from '../words/lexicon.ts';

/** What the record suggests of one thing of a runbook; in words, and where it can be, as a change. */
export interface Proposal {
  /** The step of a run that it is about, or what of a kind in any runbook. */
  readonly of:
    | { readonly run: string; readonly step: string }
    | { readonly kind: 'facts' | 'clocks' | 'roles' | 'services' | 'messages'; readonly id: string };
  readonly text: string;
  /** The numbers of the entries that it comes from. */
  readonly entries: readonly number[];
  readonly change?: Change;
}

type Change =
  /** It should be expected to take so long. */
  | { readonly expect: string }
  /** A step that somebody added, behind the one that it is about. */
  | { readonly added: { readonly title: string; readonly role?: string | undefined; readonly expect?: string } };

/** What the deviations, and what went otherwise than planned without being one, suggest to change; in the order of the record. */
export function proposalsOf(source: Source): readonly Proposal[] {
  return gathered(
    [
      ...deviations(source),
      ...added(source),
      ...durations(source),
      ...commands(source),
      ...facts(source),
      ...messages(source),
      ...clocks(source),
      ...roles(source),
      ...services(source),
    ],
    source,
  );
}

/** One observation, before those that say the same of the same thing are put together. */
interface Observed extends Omit<Proposal, 'text' | 'entries'> {
  readonly key: Key;
  readonly values?: Readonly<Record<string, string>>;
  /** Why somebody did so; absent where that is not asked. */
  readonly why?: string | undefined;
  readonly seq: number | undefined;
}

/** So many reasons are told of one thing; the entries have them all. */
const mostReasons = 2;

/** Longer reasons are cut: a comment is no place for a letter. */
const longest = 160;

function gathered(all: readonly Observed[], { say }: Source): readonly Proposal[] {
  const same = Map.groupBy(all, ({ of, key, seq, change }) => {
    // Two steps that somebody added are two changes, wherever they stand.
    const one = change !== undefined && 'added' in change ? `${seq} ` : '';
    return one + ('kind' in of ? `${key} ${of.kind} ${of.id}` : `${key} ${of.run}:${of.step}`);
  });
  return [...same.values()].flatMap((some) => {
    // The last one counts: a last wording.
    const one = some.at(-1);
    if (one === undefined) return [];
    const reasons = [
      ...new Set(some.flatMap(({ why }) => (why === undefined || why === '' ? [] : [`"${shortened(why)}"`]))),
    ];
    const why = reasons.length === 0 ? say('change.no-reason') : reasons.slice(0, mostReasons).join('; ');
    return [
      {
        of: one.of,
        text: say(one.key, { ...one.values, why }),
        entries: some.flatMap(({ seq }) => seq ?? []),
        ...(one.change !== undefined && { change: one.change }),
      },
    ];
  });
}

/** A reason within a sentence: without its own full stop. */
const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text.trimEnd().replace(/(?<!\.)\.$/, '');

/** Kinds that say something of the plan; that an act was undone says nothing of it, and an added step is a change of its own. */
const told = [
  'ahead-of-turn',
  'skipped',
  'failed',
  'reopened',
  'jumped',
  'not-suggested',
  'changed-choice',
  'checklist-open',
  'evidence-missing',
  'fact-not-known',
  'without-approval',
  'other-role',
  'default-by-timer',
] as const satisfies readonly DeviationKind[];

function deviations({ incident, ofType }: Source): readonly Observed[] {
  const setAside = new Map(ofType('clock.set-aside').map(({ id, data }) => [id, data.clock]));
  const judged = new Set([...ofType('approval.given'), ...ofType('approval.refused')].map(({ id }) => id));
  return standingDeviations(incident).flatMap(
    ({ entry: id, seq, run, step, deviation, reason }): readonly Observed[] => {
      const clock = setAside.get(id);
      if (clock !== undefined)
        return [{ of: { kind: 'clocks', id: clock }, key: 'change.set-aside', why: reason ?? '', seq }];
      if (run === undefined || step === undefined) return [];
      return deviation.kinds
        .flatMap((kind) => told.find((one) => one === kind) ?? [])
        .map((kind): Observed => {
          const key = kind === 'other-role' && judged.has(id) ? 'change.other-approver' : (`change.${kind}` as const);
          return { of: { run, step }, key, why: reason ?? '', seq };
        });
    },
  );
}

/** Steps that nobody had planned, behind the planned one that they followed, in the order in which they stood there. */
function added({ ofType, incident, kept, spans }: Source): readonly Observed[] {
  // What did not fit, as a step behind itself, is in no plan.
  const misfits = new Set(incident.misfits.map(({ entry }) => entry));
  const all = ofType('step.added').filter(({ id }) => !Object.hasOwn(incident.undone, id) && !misfits.has(id));
  const behind = (one: AddedStep): readonly AddedStep[] =>
    all.filter(({ run, data }) => run === one.run && data.after === one.step);
  const isBehindAdded = ({ run, data }: AddedStep): boolean =>
    all.some((one) => one.run === run && one.step === data.after);
  const inOrder = (
    one: AddedStep,
    anchor: string | undefined,
  ): readonly (readonly [AddedStep, string | undefined])[] => [
    [one, anchor],
    ...behind(one).flatMap((next) => inOrder(next, anchor)),
  ];
  const placed = all.filter((one) => !isBehindAdded(one)).flatMap((one) => inOrder(one, one.data.after));
  return placed.flatMap(([entry, anchor]): readonly Observed[] => {
    const { run, step = '', seq, data } = entry;
    const title = wordsNow(entry, incident, kept) ?? '';
    if (run === undefined || anchor === undefined || title.trim() === '') return [];
    const why = incident.deviations.find((one) => one.entry === entry.id)?.reason;
    const span = spans.findLast((each) => each.run === run && each.step === step && each.ended !== undefined);
    const took = span === undefined ? undefined : millisOf(span, incident);
    return [
      {
        of: { run, step: anchor },
        key: 'change.added',
        values: { who: entry.by.name, title },
        ...(why !== undefined && { why }),
        seq,
        change: { added: { title, role: data.role, ...(took !== undefined && { expect: rounded(took) }) } },
      },
    ];
  });
}

type AddedStep = Entry<'step.added'>;

/** Shorter than this it is no matter for a plan, in milliseconds. */
const worthIt = 60_000;

/** A single number is an estimate: only what goes so far beyond it says that it was wrong. Of three numbers the last is meant. */
const tolerance = 1.2;

/** Steps that took longer than was to be expected, each turn of them; what is told is the longest. */
function durations({ spans, incident, entry, kept, length }: Source): readonly Observed[] {
  const mostOf = ({ run, step, expected = Infinity }: StepSpan): number => {
    const expect = incident.runs.find(({ id }) => id === run)?.chart.plan.get(step)?.step.expect;
    return typeof expect === 'object' ? (durationMs(expect.max) ?? Infinity) : expected * tolerance;
  };
  const late = spans
    .filter(({ state }) => state === 'done')
    .map((span) => ({ span, took: millisOf(span, incident) ?? 0 }))
    .filter(({ span, took }) => took > mostOf(span) + worthIt);
  // What holds others ends with the last of them, by no entry of its own.
  const ends = new Set(late.flatMap(({ span: { entry, ended } }) => (entry === undefined ? (ended ?? []) : [])));
  const last = new Map(kept.filter(({ at }) => ends.has(at)).map(({ run, at, id }) => [`${run ?? ''} ${at}`, id]));
  const turns = Map.groupBy(late, ({ span: { run, step } }) => `${run}:${step}`);
  return late.map(({ span }): Observed => {
    const same = turns.get(`${span.run}:${span.step}`) ?? [];
    const took = Math.max(...same.map((each) => each.took));
    const behind = entry(span.entry ?? last.get(`${span.run} ${span.ended ?? ''}`));
    return {
      of: { run: span.run, step: span.step },
      key: same.length > 1 ? 'change.expect-turns' : 'change.expect',
      values: { took: length(took), expected: length(span.expected ?? null) },
      seq: typeof behind === 'object' && 'entry' in behind ? behind.entry : undefined,
      change: { expect: rounded(took) },
    };
  });
}

function millisOf({ began, ended }: StepSpan, incident: Incident): number | undefined {
  return ended === undefined ? undefined : lived(incident, millis(began), millis(ended));
}

/** As people write how long something takes: up to what they count in. */
function rounded(ms: number): string {
  const minutes = ms / 60_000;
  const unit = minutes <= 10 ? 1 : minutes <= 60 ? 5 : minutes <= 240 ? 15 : 60;
  return shortDuration(Math.max(1, Math.ceil(minutes / unit)) * unit * 60_000).replaceAll(' ', '');
}

function commands({ ofType, say }: Source): readonly Observed[] {
  return ofType('command.finished').flatMap((entry): readonly Observed[] => {
    if (entry.data.ok || entry.run === undefined || entry.step === undefined) return [];
    const { signal, 'exit-code': code, 'timed-out': isOut } = entry.data;
    const ended = code === undefined ? say('change.not-started') : say('change.exit-code', { code });
    const how = isOut === true ? say('change.timed-out') : (signal ?? ended);
    return [{ of: { run: entry.run, step: entry.step }, key: 'change.command', values: { how }, seq: entry.seq }];
  });
}

/** What was to be known and never was: answered only with "not known yet". */
function facts({ incident, numbers }: Source): readonly Observed[] {
  return Object.values(incident.facts).flatMap(({ id, answer }): readonly Observed[] =>
    answer?.known === false
      ? [{ of: { kind: 'facts', id }, key: 'change.never-known', seq: numbers.get(answer.entry) }]
      : [],
  );
}

/** Messages that went out with gaps, or in other words than those of the plan. */
function messages({ ofType, incident, say }: Source): readonly Observed[] {
  // A message goes out again and again.
  const pieces = new Map<string, readonly string[]>();
  const piecesOf = (template: string): readonly string[] => {
    const known = pieces.get(template) ?? template.split(/\{\{.*?\}\}/s).map(flat);
    pieces.set(template, known);
    return known;
  };
  return ofType('message.sent').flatMap((entry): readonly Observed[] => {
    if (entry.data.message === undefined) return [];
    const { message: id, missing = [], language } = entry.data;
    const of = { kind: 'messages', id } as const;
    const what = unknowns(missing, (fact) => `facts.${fact}`).join(', ');
    const gaps: readonly Observed[] =
      missing.length === 0 ? [] : [{ of, key: 'change.message-missing', values: { what }, seq: entry.seq }];
    const texts = own(incident.messages, id)?.message.text ?? {};
    const text = own(texts, language ?? '') ?? Object.values(texts)[0];
    const isOwn =
      entry.words !== undefined && text !== undefined && !holds(entry.words, piecesOf(text), say('left-out.here'));
    return isOwn ? [...gaps, { of, key: 'change.message-words', seq: entry.seq }] : gaps;
  });
}

/** A text on one line, whatever its line ends. */
const flat = (text: string): string => (isFlat.test(text) ? text : text.replaceAll(/\s+/g, ' ').trim());

/** As nearly every message is: no white space in it but single blanks. */
const isFlat = /^[!-~]+(?: [!-~]+)*$/;

/** Whether a text can have come of a template: all the pieces that stand between its places are in it, in that order. */
function holds(said: string, pieces: readonly string[], leftOut: string): boolean {
  // What was left out for these readers is nobody's wording.
  if (said.includes(leftOut)) return true;
  let rest = flat(said);
  return pieces.every((wanted) => {
    const at = rest.indexOf(wanted);
    if (at >= 0) rest = rest.slice(at + wanted.length);
    return at >= 0;
  });
}

/** Deadlines that passed, or were met only after they had. */
function clocks({ incident, rounds, length }: Source): readonly Observed[] {
  return rounds.flatMap((round): readonly Observed[] => {
    const kept = marginOf(incident, round);
    if (kept?.missed !== true) return [];
    const { clock: id, met, missed } = round;
    const of = { kind: 'clocks', id } as const;
    if (kept.margin === null) return [{ of, key: 'change.clock-missed', seq: missed?.seq }];
    return kept.margin < -worthIt
      ? [{ of, key: 'change.clock-late', values: { length: length(-kept.margin) }, seq: met?.seq }]
      : [];
  });
}

function roles({ ofType }: Source): readonly Observed[] {
  return ofType('timer.elapsed').flatMap(({ data: { timer, role }, seq }): readonly Observed[] =>
    timer === 'acknowledge' && role !== undefined
      ? [{ of: { kind: 'roles', id: role }, key: 'change.role-late', seq }]
      : [],
  );
}

function services({ incident, outages, length, lengthAsWritten }: Source): readonly Observed[] {
  return outages.flatMap((outage): readonly Observed[] => {
    const { rto } = own(incident.services, outage.service)?.service ?? {};
    if (rto === undefined || !isOver(outage.length, rto)) return [];
    return [
      {
        of: { kind: 'services', id: outage.service },
        key: 'change.service',
        values: { length: length(outage.length), rto: lengthAsWritten(rto) },
        seq: outage.lostBy.seq,
      },
    ];
  });
}
