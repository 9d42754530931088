import {
  answerWhy,
  askedBefore,
  destroyedBy,
  currentJson,
  describeEntry,
  leavesPlan,
  leftPlan,
  nowText,
  stillOpenJson,
  type StillOpenJson,
  tag,
  unmetOffer,
  whyAsked,
  whyWanted,
  whyWelcome,
} from '../guide/index.ts';
import type { Act } from '../incident/index.ts';
import type { Beside, How, Outcome, Session } from '../session/index.ts';
import type { AnyEntry } from '../entry/index.ts';
import { type Instant, millis, shortDuration } from '../time/index.ts';
import type { Remains } from '../timeline/index.ts';
import { askLine, askYes } from './ask.ts';
import { beyondReach, beyondReachLines } from './keeping/beyond-reach.ts';
import type { Call } from './call.ts';
import { exit, exitOfRefusal, Failure, wrongUsage } from './failure.ts';
import { dated } from './arguments/how.ts';
import { numbersFor } from './writing/numbers.ts';
import { databaseOf } from './opening/store.ts';
import { typedNext } from './arguments/typed-again.ts';
import { typedHere } from './arguments/typed-here.ts';

/** Does an act and answers; what is asked is asked before anything is written. */
export async function perform(call: Call, session: Session, act: Act, how: How): Promise<void> {
  const open = await surely(call, session, act);
  const reasoned = await withReason(call, session, act, how);
  const outcome = session.act(act, reasoned);
  const written = entriesOf(outcome, act.act);
  const { beside = [], remains, quoted = [] } = outcome.ok ? outcome : {};
  answer(call, session, written, how, { ...(open && { open }), beside, ...(remains && { remains }), quoted });
  const half = beside.find(({ problem }) => problem !== undefined);
  if (half?.problem !== undefined) throw new Failure(exit.storage, 'half-written', half.problem);
}

/** The entries that were written. @throws Failure where it was refused. */
export function entriesOf(outcome: Outcome, act?: string): readonly AnyEntry[] {
  if (outcome.ok) return outcome.entries;
  const { code, message, hint } = outcome.refusal;
  const faster = outcome.lostRace ? 'Somebody else was faster. ' : '';
  throw new Failure(
    outcome.gaveUp === true ? exit.lostRace : exitOfRefusal(code, act),
    code,
    faster + message,
    hint === undefined ? undefined : typedHere(hint),
  );
}

/** What is told beside the entries. */
interface Told {
  readonly open?: StillOpenJson;
  readonly beside?: readonly Beside[];
  readonly remains?: Remains;
  readonly quoted?: readonly number[];
}

const isRemark: ReadonlySet<AnyEntry['type']> = new Set(['review.annotated', 'feedback.given']);

/** Tells what was recorded and what is to be done now. */
export function answer(
  call: Call,
  session: Session,
  entries: readonly AnyEntry[],
  how: How = {},
  { open, beside = [], remains, quoted }: Told = {},
): void {
  const guide = session.guide();
  const beyond = entries.some(({ type }) => type === 'entry.expunged')
    ? beyondReach(databaseOf(call), remains, quoted)
    : undefined;
  if (call.json) {
    call.io.json({
      incident: guide.alias,
      entries,
      head: session.head,
      current: currentJson(guide),
      ...(open && { open }),
      ...(beyond && { beyond }),
      ...(beside.length > 0 && {
        beside: beside.map(({ incident, entries: theirs, head }) => ({ incident, entries: theirs, head })),
      }),
    });
    return;
  }
  const mark = tag(guide);
  const numbers = numbersFor(entries, session);
  call.io.say(...entries.map((entry) => `${mark} #${entry.seq} ${describeEntry(entry, session.incident, numbers)}`));
  for (const { incident, lines } of beside)
    call.io.say(...lines.map((line) => `${tag({ mode: guide.mode, alias: incident })} ${line}`));
  if (beyond !== undefined) call.io.say(...beyondReachLines(beyond));
  if (how.at !== undefined) call.io.say(`${mark} ${saidOfTime(how.at, how.precision, session.now())}`);
  if (entries.some((entry) => entry.type === 'message.sent'))
    call.io.say(`${mark} That is the record of it: holdfast sends nothing itself.`);
  const unmet = unmetOffer(entries, session.incident, typedNext(call));
  if (unmet !== undefined) call.io.say(`${mark} ${unmet}`);
  // Whoever was asked why has read it; to who gave a reason at once it may be new.
  const [left] = entries.flatMap(({ deviation }) => (deviation && leftPlan(deviation)) ?? []);
  if (left !== undefined && call.option('why') !== undefined) call.io.say(`${mark} ${left}`);
  const owing = entries.find((entry) => entry.deviation?.owed === true);
  if (owing) call.io.say(`${mark} Its reason is owed: ${typedNext(call)(`why ${owing.seq} "WORDS"`)}`);
  const [now] = nowText(guide);
  // Between the remarks of a hot wash nobody asks what is to be done.
  if (now !== undefined && !entries.every(({ type }) => isRemark.has(type))) call.io.say(now);
}

/** The time that was said, read back: of a day alone no time of day is claimed. */
function saidOfTime(at: Instant, precision: How['precision'], now: Instant): string {
  if (precision === 'day') return `on ${at.slice(0, 10)}`;
  return `at ${precision === 'about' ? 'about ' : ''}${dated(at)}, ${shortDuration(millis(now) - millis(at))} ago`;
}

/** An act that leaves the plan wants its reason: asked for on a terminal, an error where nobody can be asked. */
export async function withReason(call: Call, session: Session, act: Act, how: How): Promise<How> {
  const { refusal, deviates, deviation, leaves } = session.probe(act, how);
  if (refusal !== undefined || how.why !== undefined || call.option('why') !== undefined) return how;
  if (!deviates) {
    const wanted = call.io.interactive ? whyWanted(act, session.guide()) : undefined;
    if (wanted === undefined) return how;
    call.io.say(wanted);
    return answerWhy(how, await askLine(`${whyWelcome}:`));
  }
  if (!call.io.interactive)
    throw new Failure(
      exit.usage,
      'reason-missing',
      `${leavesPlan(deviation)} and needs a reason. Nothing was recorded.`,
      'Give it with --why "WORDS"; --why later owes it.',
    );
  call.io.say(
    `${leavesPlan(deviation)}. It is not refused; the review wants to know why.`,
    ...(leaves === undefined ? [] : [leaves]),
  );
  return answerWhy(how, await askLine(`${whyAsked}:`));
}

/**
 * Before an act that ends more than itself what is still open is named; on a terminal somebody says yes. Of the incident
 * it is given where a program is to read it.
 */
async function surely(call: Call, session: Session, act: Act): Promise<StillOpenJson | undefined> {
  const { refusal, elsewhere } = session.probe(act);
  const guide = elsewhere ?? session.guide();
  const asked = askedBefore(act, guide);
  const destroyed = destroyedBy(act, (entry) => session.timeline.lineOf(entry));
  if ((asked === undefined && destroyed === undefined) || refusal !== undefined) return undefined;
  if (destroyed !== undefined && call.io.interactive && !call.has('yes')) {
    call.io.remark(...destroyed.lines);
    if (!(await askYes(destroyed.question))) throw wrongUsage('Left as it is. Nothing was recorded.');
  }
  if (asked === undefined) return undefined;
  if (call.json) return act.act === 'done' ? undefined : stillOpenJson(guide, session.incident);
  const { open } = asked;
  if (open.length === 0) return undefined;
  call.io.remark('Still open:', ...open.map((line) => `  ${line}`));
  if (call.io.interactive && !call.has('yes') && !(await askYes('Go on all the same?')))
    throw wrongUsage('Left as it is. Nothing was recorded.');
  return undefined;
}
