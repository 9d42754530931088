import { holdText, type Retention } from '../../incident/index.ts';
import { plural } from '../../text/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import { askYes } from '../ask.ts';
import { beyondReach, beyondReachLines } from '../keeping/beyond-reach.ts';
import { atMost, type Call } from '../call.ts';
import { refused, wrongUsage } from '../failure.ts';
import { hold } from '../opening/open-incident.ts';
import { entriesOf } from '../perform.ts';
import { keepingOf, type Keeping } from '../keeping/retention.ts';
import { databaseOf, noTimeline, openStore, readStore } from '../opening/store.ts';
import { typedNext } from '../arguments/typed-again.ts';
import { byName, markOf } from '../arguments/which-incident.ts';

/**
 * How long what people said is kept, incident by incident, and what is past its time. With `--expunge` and a yes the words of what is
 * past its time are taken out for good. Nothing is ever removed unasked.
 */
export async function run(call: Call): Promise<void> {
  atMost(call, 0);
  const expunges = call.has('expunge');
  const timeline = readStore(call);
  if (timeline === undefined) throw noTimeline(call);
  let all: readonly Keeping[];
  try {
    const said = call.option('incident');
    const rows = said === undefined ? timeline.incidents() : [byName(said, timeline.incidents())];
    all = rows.map((row) => keepingOf(call, timeline, row));
  } finally {
    timeline.close();
  }
  if (expunges) await expunge(call, all);
  else list(call, all);
}

function list(call: Call, all: readonly Keeping[]): void {
  if (call.json) {
    call.io.json(all.map(keepingJson));
    return;
  }
  const due = all.filter(({ retention, words }) => retention.due && words.length > 0);
  const parts = [
    ['Past their time', due.filter(({ retention }) => retention.hold === undefined)],
    ['Past their time, under a legal hold', due.filter(({ retention }) => retention.hold !== undefined)],
    ['Kept', all.filter((each) => !due.includes(each) && each.retention.said !== 'nobody')],
    ['Nobody has said for how long', all.filter((each) => each.retention.said === 'nobody')],
  ] as const;
  for (const [title, some] of parts)
    if (some.length > 0) call.io.say(`${title}:`, ...some.map((each) => `  ${line(each)}`));
  if (all.length === 0) call.io.say('No incident was ever declared here.');
  if (due.some(({ retention }) => retention.hold === undefined))
    call.io.say(
      `Nothing is removed by itself. To take these words out for good: ${typedNext(call)('retention --expunge')}`,
    );
  if (all.some(({ retention }) => retention.said === 'nobody'))
    call.io.say(
      'Personal data is kept no longer than is necessary (GDPR Art. 5(1)(e)). Say how long: retention in organisation.yaml, or for one incident: holdfast retain 5 years --basis TEXT',
    );
}

/** What comes in again with a newer bundle takes the words out here too. */
const elsewhere = 'brought in from another installation: expunge it there, export it as json, and import that here';

function line({ row, retention, words, foreign }: Keeping): string {
  const { over, hold: held } = retention;
  return [
    `${markOf(row)} ${row.title}`,
    over === undefined ? 'not over yet' : `over since ${over.slice(0, 10)}`,
    untilText(retention),
    words.length === 0 ? 'no words left' : `words in ${plural(words.length, 'entry', 'entries')}`,
    ...(held === undefined ? [] : [holdText(held)]),
    ...(foreign ? [elsewhere] : []),
  ].join(' · ');
}

function untilText({ said, until, period, basis }: Retention): string {
  const why = basis === undefined ? '' : ` (${basis})`;
  if (until !== undefined) return `kept until ${until}${period === undefined ? '' : `, ${period} from its end`}${why}`;
  if (period !== undefined) return `kept for ${period} from its end${why}`;
  return said === 'nobody' ? 'no time was set' : `kept without a limit${why}`;
}

function keepingJson({ row, retention, words }: Keeping): object {
  const { said, over, until, period, basis, due, hold: held } = retention;
  return {
    id: row.alias,
    title: row.title,
    mode: row.mode,
    state: row.state,
    over: over ?? null,
    until: until ?? null,
    period: period ?? null,
    basis: basis ?? null,
    said,
    due,
    words: words.length,
    hold: held === undefined ? null : { since: held.since, by: held.by, why: held.why ?? null },
  };
}

/** Takes the words of what is past its time out: of the incident that was named, else of every one. */
async function expunge(call: Call, all: readonly Keeping[]): Promise<void> {
  const named = call.option('incident') !== undefined;
  const [only] = all;
  if (named && only !== undefined) mayExpunge(only);
  const due = all.filter(({ retention, words }) => retention.due && words.length > 0);
  const held = due.filter(({ retention }) => retention.hold !== undefined);
  const free = due.filter(({ retention, foreign }) => retention.hold === undefined && !foreign);
  const away = due.filter(({ retention, foreign }) => retention.hold === undefined && foreign);
  if (free.length === 0 && held.length > 0)
    throw refused(
      'held',
      `What is past its time is under a legal hold: ${held.map(({ row }) => row.alias).join(', ')}. No words are removed.`,
      'Once it is lifted: holdfast lift-hold WORDS -i ID',
    );
  if (free.length > 0) {
    await agreed(call, free);
    stillMayExpunge(call, free);
  }
  const done = free.map((each) => expungeOne(call, each));
  const beyond = beyondReach(databaseOf(call), done.find(({ remains }) => remains !== undefined)?.remains);
  if (call.json) {
    call.io.json({
      expunged: done.map(({ incident, entries, head }) => ({ incident, entries, head })),
      held: held.map(({ row }) => row.alias),
      elsewhere: away.map(({ row }) => row.alias),
      beyond,
    });
    return;
  }
  if (done.length + away.length === 0) call.io.say('Nothing is past its time.');
  for (const { mark, entries } of done)
    call.io.say(`${mark} the words of ${plural(entries, 'entry', 'entries')} were removed; the chain is whole`);
  for (const { row, retention } of held)
    if (retention.hold !== undefined) call.io.say(`${markOf(row)} left as it is: it ${holdText(retention.hold)}`);
  for (const { row } of away) call.io.say(`${markOf(row)} left as it is: ${elsewhere}`);
  if (done.length > 0) call.io.say(...beyondReachLines(beyond));
}

/** @throws Failure that says why its words are not to go */
function mayExpunge({ row, retention, foreign }: Keeping): void {
  if (foreign) throw refused('elsewhere', `${row.alias} was ${elsewhere}.`);
  if (retention.hold !== undefined)
    throw refused(
      'held',
      `${row.alias} ${holdText(retention.hold)}. No words are removed.`,
      `Once it is lifted: holdfast lift-hold WORDS -i ${row.alias}`,
    );
  if (retention.due) return;
  throw refused(
    'not-due',
    retention.over === undefined
      ? `${row.alias} is not over: its words are worked with. No words are removed.`
      : `${row.alias} is not past its time: ${untilText(retention)}. No words are removed.`,
    `Set another: holdfast retain -i ${row.alias} LENGTH|DAY --basis TEXT. One entry: holdfast expunge ENTRY --basis TEXT`,
  );
}

/** While somebody thought about it, others may have set another time, put a hold on it, or opened it again. @throws Failure */
function stillMayExpunge(call: Call, all: readonly Keeping[]): void {
  const timeline = readStore(call);
  if (timeline === undefined) throw noTimeline(call);
  try {
    for (const { row } of all) mayExpunge(keepingOf(call, timeline, row));
  } finally {
    timeline.close();
  }
}

/** @throws Failure where nobody says yes */
async function agreed(call: Call, due: readonly Keeping[]): Promise<void> {
  if (call.has('yes')) return;
  const what = due.map(({ row, words }) => `${row.alias} (${plural(words.length, 'entry', 'entries')})`).join(', ');
  if (!call.io.interactive)
    throw wrongUsage(
      `Words would be removed for good: ${what}. Nothing was recorded.`,
      `If that is meant: ${typedNext(call)('retention --expunge --yes')}`,
    );
  call.io.remark(...due.map(line), 'They cannot be brought back.');
  if (!(await askYes(`Remove the words for good: ${what}?`))) throw wrongUsage('Left as it is. Nothing was recorded.');
}

function expungeOne(call: Call, { row, retention, words }: Keeping) {
  const timeline: Timeline = openStore(call);
  try {
    const { session } = hold(call, timeline, row.id, row.timezone, 'cli');
    const basis = `Past its time: ${untilText(retention)}; GDPR Art. 5(1)(e)`;
    const outcome = session.act({ act: 'expunge-all', entries: words, basis }, {});
    const entries = entriesOf(outcome, 'expunge').filter(({ type }) => type === 'entry.expunged').length;
    const answer = {
      incident: row.alias,
      mark: markOf(row),
      entries,
      head: session.head,
      remains: outcome.ok ? outcome.remains : undefined,
    };
    session.close();
    return answer;
  } finally {
    timeline.close();
  }
}
