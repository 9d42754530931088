import type { AnyEntry } from '../../entry/index.ts';
import { isJumpedOver, lived, standingDeviations } from '../../incident/index.ts';
import { type Measure, type Rating, type Timely, ratings } from '../../runbook/index.ts';
import { durationMs, millis } from '../../time/index.ts';
import { doneFirst, happened, isAt, titleOf, wasReached } from './record.ts';
import type { Words } from './findings.ts';
import type { Happened, Played } from './record.ts';

/** What a measure comes to. Without a rating it is not decided yet, or says nothing about how this drill went. */
export interface Measured {
  readonly rating?: Rating;
  /** It says nothing: what it counts from never came about. */
  readonly notApplicable?: true;
  /** What was found, in words. */
  readonly measured: string;
  /** The ids of the entries that show it. */
  readonly evidence: readonly string[];
}

/** Reads one measure from the timeline. */
export function measureOf(measure: Measure, played: Played): Measured {
  if (measure['clock-kept'] !== undefined) return clockKept(measure, measure['clock-kept'], played);
  if (measure['no-deviation'] !== undefined) return noDeviation(measure, measure['no-deviation'], played);
  const { say } = played.words;
  const from = startOf(measure, played);
  if (from === undefined) {
    const what = fromInWords(measure, played);
    return played.isOver
      ? { notApplicable: true, measured: say('finding.never-came', { what }), evidence: [] }
      : { measured: say('finding.not-come', { what }), evidence: [] };
  }
  const found = measure.entries === undefined ? reached(measure, from, played) : counted(measure, from, played);
  if (found === undefined)
    return {
      notApplicable: true,
      measured: say('finding.neither', { what: titleOf(measure.before ?? '', played) }),
      evidence: [],
    };
  return judged(measure, from, found, played);
}

/** What was looked for: how long it took to come about, in milliseconds, or what came about in its place. */
interface Found {
  readonly took?: number;
  readonly evidence: readonly string[];
  /** In words, what came about in its place. */
  readonly instead?: string;
  /** It cannot come about any more. */
  readonly tooLate?: boolean;
  /** Its time counts from no moment: until the exercise is over it may come about. */
  readonly atAnyTime?: boolean;
}

function judged(measure: Measure, from: number, found: Found, played: Played): Measured {
  const otherwise = measure.else ?? 'U';
  const limits = limitsOf(measure.within);
  const { say, length } = played.words;
  const last = found.atAnyTime === true ? Infinity : (limits.at(-1)?.ms ?? Infinity);
  const { took } = found;
  if (took !== undefined) {
    const rating = limits.length === 0 ? 'P' : (limits.find(({ ms }) => took <= ms)?.rating ?? otherwise);
    const wanted = limits.map(({ rating: each, ms }) => `${limits.length > 1 ? `${each} ` : ''}${length(ms)}`);
    const within = wanted.length === 0 ? '' : ` ${say('finding.wanted', { limits: wanted.join(', ') })}`;
    return { rating, measured: `${inTime(measure, took, limits, played.words)}${within}`, evidence: found.evidence };
  }
  const done = verbOf(measure, played.words);
  const isLost = found.tooLate === true || lived(played.incident, from, played.now) > last;
  if (played.isCutShort && !isLost)
    return { notApplicable: true, measured: say('finding.cut-short'), evidence: found.evidence };
  // Whoever decided otherwise has decided, however much time was left.
  const isSettled = isLost || (measure.choice !== undefined && found.instead !== undefined);
  if (played.isOver && !isSettled && last < Infinity)
    return { notApplicable: true, measured: say('finding.time-left'), evidence: found.evidence };
  if (isLost || played.isOver)
    return { rating: otherwise, measured: found.instead ?? say('finding.not', { done }), evidence: found.evidence };
  const soFar =
    found.instead === undefined ? say('finding.not-yet', { done }) : say('finding.so-far', { what: found.instead });
  return { measured: soFar, evidence: found.evidence };
}

function verbOf(measure: Measure, { say }: Words): string {
  const kind = (['step', 'choice', 'fact', 'answer', 'entries'] as const).find((each) => measure[each] !== undefined);
  return say(`finding.verb.${kind ?? 'message'}`);
}

function inTime(measure: Measure, took: number, limits: readonly { readonly ms: number }[], words: Words): string {
  const { say } = words;
  const length = words.length(took);
  // A length is told without its last seconds: by those alone it can be over its limit.
  const isJustOver = limits.some(({ ms }) => took > ms && length === words.length(ms));
  const told = isJustOver ? say('finding.more-than', { length }) : length;
  if (measure.entries !== undefined) {
    const n = measure['at-least'] ?? 1;
    return say(n === 1 ? 'finding.after-length' : 'finding.times-in', { n, length: told });
  }
  return say(took < 0 ? 'finding.before-that' : 'finding.after', { done: verbOf(measure, words), length: told });
}

/** The times for each rating, the soonest first, in milliseconds. */
function limitsOf(within: Timely | undefined): readonly { readonly rating: Rating; readonly ms: number }[] {
  if (within === undefined) return [];
  const given: Partial<Record<Rating, string>> = typeof within === 'string' ? { P: within } : within;
  return ratings.flatMap((rating) => {
    const ms = durationMs(given[rating] ?? '');
    return ms === undefined ? [] : [{ rating, ms }];
  });
}

/** What `within` counts from: an answer from when it was asked for, all else from the start, where nothing is said. */
const fromOf = ({ from, answer }: Measure): string => from ?? (answer === undefined ? 'start' : `inject ${answer}`);

function fromInWords(measure: Measure, played: Played): string {
  const { words, drill } = played;
  const { say } = words;
  const [what, id = ''] = fromOf(measure).split(' ');
  if (what === 'step') return say('finding.from.step', { step: titleOf(id, played) });
  if (what !== 'inject') return say('finding.from.start');
  const title = drill.scenario.injects.find((inject) => inject.id === id)?.title;
  return say('finding.from.inject', { inject: title === undefined ? id : `"${title}"` });
}

/** From when `within` counts, in milliseconds since 1970; undefined while that has not come about. */
function startOf(measure: Measure, played: Played): number | undefined {
  const [what, id = ''] = fromOf(measure).split(' ');
  if (what === 'inject') {
    const first = Object.hasOwn(played.drill.injects, id) ? played.drill.injects[id]?.delivered[0] : undefined;
    return first === undefined ? undefined : happened({ id: first.entry, at: first.at }, played).at;
  }
  return what === 'step' ? doneFirst(id, played)?.at : millis(played.drill.begun);
}

/** Undefined where nothing of what should come in an order came about before the exercise was over. */
function reached(measure: Measure, from: number, played: Played): Found | undefined {
  const { found, instead, tooLate = false } = lookFor(measure, from, played);
  const limit = measure.before === undefined ? undefined : doneFirst(measure.before, played);
  if (
    measure.before !== undefined &&
    limit === undefined &&
    found === undefined &&
    instead === undefined &&
    played.isOver
  )
    return undefined;
  if (limit !== undefined && (found === undefined || found.at > limit.at))
    return {
      evidence: [...(found === undefined ? [] : [found.entry]), limit.entry],
      instead: played.words.say('finding.not-before', {
        done: verbOf(measure, played.words),
        what: titleOf(measure.before ?? '', played),
      }),
      tooLate: true,
    };
  if (found === undefined)
    return { evidence: instead?.evidence ?? [], ...(instead && { instead: instead.words }), tooLate };
  return { took: lived(played.incident, from, found.at), evidence: [found.entry] };
}

interface LookedFor {
  readonly found?: Happened;
  readonly instead?: { readonly words: string; readonly evidence: readonly string[] };
  readonly tooLate?: boolean;
}

function lookFor(measure: Measure, from: number, played: Played): LookedFor {
  const { step, choice, fact, answer } = measure;
  const first = (fits: (entry: AnyEntry) => boolean): LookedFor => {
    const entry = played.entries.find(fits);
    return entry === undefined ? {} : { found: happened(entry, played) };
  };
  if (step !== undefined) {
    const found = doneFirst(step, played);
    return found === undefined ? {} : { found };
  }
  if (choice !== undefined) return lookForChoice(measure, choice, played);
  if (answer !== undefined) return lookForAnswer(measure, answer, played);
  if (fact !== undefined)
    return first(
      (entry) =>
        entry.type === 'fact.recorded' &&
        entry.data.fact === fact &&
        entry.data.known &&
        happened(entry, played).at >= from &&
        (measure.is === undefined || isSame(entry.data.value, measure.is)),
    );
  const { message, to } = measure;
  return first(
    (entry) =>
      entry.type === 'message.sent' &&
      (message === undefined || entry.data.message === message) &&
      (to === undefined || entry.data.to.toLowerCase() === to.toLowerCase()),
  );
}

function lookForChoice({ is }: Measure, step: string, played: Played): LookedFor {
  const wanted = is === undefined ? undefined : [is].flat().map(String);
  const made = played.entries.flatMap((entry) =>
    (entry.type === 'choice.made' || entry.type === 'default.taken') &&
    isAt(entry, step, played) &&
    !played.refused.has(entry.id)
      ? [{ option: entry.data.option, entry }]
      : [],
  );
  const right = made.find(({ option }) => wanted === undefined || wanted.includes(option));
  if (right !== undefined) return { found: happened(right.entry, played) };
  const last = made.at(-1);
  return last === undefined
    ? {}
    : {
        instead: {
          words: played.words.say('finding.decided', { option: titleOf(step, played, last.option) }),
          evidence: made.map(({ entry }) => entry.id),
        },
      };
}

function lookForAnswer({ is }: Measure, inject: string, played: Played): LookedFor {
  const { drill, words } = played;
  const answered = Object.hasOwn(drill.injects, inject) ? drill.injects[inject]?.answered : undefined;
  if (answered === undefined) return {};
  const wanted = is === undefined ? undefined : [is].flat().map(String);
  if (wanted === undefined || wanted.includes(answered.option ?? ''))
    return { found: happened({ id: answered.entry, at: answered.at }, played) };
  // Nobody answers twice.
  return {
    instead: { words: words.say('finding.answered', { answer: answered.option ?? '' }), evidence: [answered.entry] },
    tooLate: true,
  };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** So many entries: from the start of its time on, or in the shortest stretch where that is not said. */
function counted(measure: Measure, from: number, played: Played): Found {
  const { entries: type, role, result, 'at-least': times = 1 } = measure;
  const all = played.entries.flatMap((entry) => {
    if (entry.type !== type) return [];
    const data: Readonly<Record<string, unknown>> = { ...entry.data };
    const fits = (role === undefined || data['role'] === role) && (result === undefined || data['result'] === result);
    return fits ? [happened(entry, played)] : [];
  });
  const isFrom = measure.from !== undefined;
  const those = all.filter(({ at }) => !isFrom || at >= from).toSorted((a, b) => a.at - b.at);
  const stretches = those.flatMap((end, index) => {
    const start = those[index - times + 1];
    if (start === undefined) return [];
    const took = lived(played.incident, isFrom || times === 1 ? from : start.at, end.at);
    return [{ took, evidence: those.slice(index - times + 1, index + 1).map(({ entry }) => entry) }];
  });
  const best = stretches.toSorted((a, b) => a.took - b.took)[0];
  if (best !== undefined) return best;
  const { say } = played.words;
  const instead =
    those.length === 0 ? say('finding.not-once') : say('finding.of-times', { times: those.length, of: times });
  return { evidence: those.map(({ entry }) => entry), instead, atAnyTime: !isFrom && times > 1 };
}

/** What ran out while the clock jumped ran out for nobody; what was due only after the end was kept by nobody. */
function clockKept(measure: Measure, id: string, played: Played): Measured {
  const { entries, incident, isOver, words } = played;
  const missed = entries.filter(
    (entry) => entry.type === 'clock.missed' && entry.data.clock === id && !isJumpedOver(incident, entry.data.due),
  );
  if (missed.length > 0)
    return {
      rating: measure.else ?? 'U',
      measured: words.say('finding.missed', { n: missed.length }),
      evidence: missed.map((entry) => entry.id),
    };
  const state = Object.hasOwn(incident.clocks, id) ? incident.clocks[id] : undefined;
  if (state === undefined || state.round === 0)
    return isOver
      ? { notApplicable: true, measured: words.say('finding.never-ran'), evidence: [] }
      : { measured: words.say('finding.runs-not-yet'), evidence: [] };
  const met = entries.flatMap((entry) => (entry.type === 'clock.met' && entry.data.clock === id ? [entry.id] : []));
  if (!isOver) return { measured: words.say('finding.not-missed-yet'), evidence: met };
  return met.length === 0
    ? { notApplicable: true, measured: words.say('finding.not-run-out'), evidence: [] }
    : { rating: 'P', measured: words.say('finding.never-missed'), evidence: met };
}

/** Where nobody came to the step in question nothing shows that they would not have left the plan there. */
function noDeviation(measure: Measure, kinds: readonly string[], played: Played): Measured {
  const { incident, isOver, words } = played;
  const made = standingDeviations(incident).filter(
    ({ deviation, ...made }) =>
      (measure.on === undefined || isAt(made, measure.on, played)) &&
      deviation.kinds.some((kind) => kinds.includes(kind)),
  );
  if (made.length > 0)
    return {
      rating: measure.else ?? 'U',
      measured: words.say('finding.times', { n: made.length }),
      evidence: made.map(({ entry }) => entry),
    };
  if (!isOver) return { measured: words.say('finding.not-so-far'), evidence: [] };
  const { on } = measure;
  return on === undefined || wasReached(on, played)
    ? { rating: 'P', measured: words.say('finding.never'), evidence: [] }
    : {
        notApplicable: true,
        measured: words.say('finding.never-came', {
          what: words.say('finding.from.step', { step: titleOf(on, played) }),
        }),
        evidence: [],
      };
}
