import { entryTypes } from '../../entry/index.ts';
import { kindOf, lineMarks } from '../../guide/index.ts';
import { type FoundEntry, search } from '../../session/index.ts';
import { clip, nearest, plural, visible } from '../../text/index.ts';
import { type Instant, instant, isTimeZone, millis, parseDuration } from '../../time/index.ts';
import { type IncidentRow, isSearchable, type Sought, type Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { dated, pastTime } from '../arguments/how.ts';
import { settingsOf } from '../settings.ts';
import { noTimeline, readStore } from '../opening/store.ts';
import { byName, markOf } from '../arguments/which-incident.ts';

const usual = 20;
/** More words than this nobody looks for. */
const mostWords = 40;
/** From so many entries on it is said that they are read; fewer take no time. */
const worthSaying = 20_000;
/** As much of a sentence as is shown, in columns. */
const excerptColumns = 200;

/** What was said or done, in all incidents: the newest first. Nothing is written but the index beside the timeline. */
export async function run(call: Call): Promise<void> {
  const words = wordsOf(call);
  const timeline = readStore(call);
  if (timeline === undefined) throw noTimeline(call);
  try {
    const sought = soughtOf(call, words, timeline);
    const { found, isMore, isKept, unread } = await search(timeline, sought, (entries) => {
      if (entries >= worthSaying) call.io.remark(`Reading ${plural(entries, 'entry', 'entries')} first, once.`);
    });
    if (!isKept)
      call.io.remark(
        `The index cannot be kept beside ${timeline.file}: every search reads all of it, until its folder can be written.`,
      );
    for (const { alias } of unread)
      call.io.remark(`${alias} is damaged and was not looked through. See where: holdfast verify -i ${alias}`);
    const read = await forReader(call, timeline, found);
    if (call.json) return call.io.json(read.map(asJson));
    call.io.say(...read.map(line));
    if (found.length === 0)
      call.io.say('Nothing was found. Each word is looked for as one begins; fewer words find more.');
    if (isMore) call.io.say(`There are older ones: --limit ${sought.limit * 5} shows more.`);
  } finally {
    timeline.close();
  }
}

/** Of a drill that goes on nobody finds what is kept from them; what looks for that is loaded where there is one. */
async function forReader(call: Call, timeline: Timeline, found: readonly FoundEntry[]): Promise<readonly FoundEntry[]> {
  if (call.has('staff') || found.every(({ incident }) => incident.mode === 'real')) return found;
  const { mayFind } = await import('../sources/kept-from-players.ts');
  return mayFind(call, timeline, found);
}

/** Whatever was typed is words: quotes, stars and the like mean nothing. */
function wordsOf(call: Call): readonly string[] {
  const typed = call.words.flatMap((word) => word.split(/\s+/)).filter((word) => word !== '');
  const words = [...new Set(typed.filter(isSearchable))];
  const isFiltered = (['by', 'kind', 'since', 'until', 'incident'] as const).some((name) => call.has(name));
  if (words.length === 0 && (typed.length > 0 || !isFiltered))
    throw wrongUsage(
      typed.length === 0 ? 'Say what to look for.' : 'There is no letter and no digit in it to look for.',
      'It is typed: holdfast search WORDS…',
    );
  if (words.length > mostWords)
    throw wrongUsage(`${words.length} words are more than can be looked for.`, `Give at most ${mostWords}.`);
  return words;
}

function soughtOf(call: Call, words: readonly string[], timeline: Timeline): Sought {
  const said = call.option('incident');
  const incident = said === undefined ? undefined : byName(said, timeline.incidents());
  const person = call.option('by');
  if (person !== undefined && !isSearchable(person)) throw wrongUsage(`--by names nobody: "${person}".`);
  const kind = kindNamed(call.option('kind'));
  const since = momentOf(call, 'since', incident);
  const until = momentOf(call, 'until', incident);
  return {
    words,
    limit: limitOf(call.option('limit')),
    ...(incident !== undefined && { incident: incident.id }),
    ...(person !== undefined && { person }),
    ...(kind !== undefined && { kind }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

function kindNamed(said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  const kinds = [...new Set([...entryTypes.map(kindOf), ...entryTypes])];
  const found = kinds.find((kind) => kind === said.trim().toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(said, kinds);
  throw wrongUsage(
    `There is no kind of entry "${said}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `There is: ${[...new Set(entryTypes.map(kindOf))].join(', ')}, or one type, such as step.done.`,
  );
}

/** A moment that has passed, by the clock of the only incident, else of this place. `5m` is five minutes ago. */
function momentOf(call: Call, option: 'since' | 'until', incident: IncidentRow | undefined): number | undefined {
  const typed = call.option(option);
  if (typed === undefined) return undefined;
  const own = settingsOf(call).timezone;
  const here = own !== undefined && isTimeZone(own) ? own : Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = incident?.timezone ?? here;
  const now: Instant = instant(Date.now(), zone);
  const when = parseDuration(typed) === undefined ? typed : `-${typed}`;
  return millis(pastTime(when, now, zone, option).at);
}

function limitOf(said: string | undefined): number {
  if (said === undefined) return usual;
  if (!/^[1-9]\d{0,5}$/.test(said))
    throw wrongUsage(`"${said}" is not a number of entries.`, 'Give a whole number from 1: --limit 50');
  return Number(said);
}

function line({ incident, entry, at, rough, excerpt, undone, corrected }: FoundEntry): string {
  const deviation = entry.deviation !== undefined;
  const marks = lineMarks({ deviation, undone, corrected, rough });
  const text = clip(visible(excerpt.replaceAll(/\s+/g, ' ')), excerptColumns);
  return `${markOf(incident)} #${entry.seq}  ${dated(at)}  ${entry.by.name}: ${text}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
}

const asJson = ({ incident, entry, at, text, undone, corrected }: FoundEntry) => ({
  incident: incident.alias,
  mode: incident.mode,
  seq: entry.seq,
  id: entry.id,
  at,
  by: entry.by.name,
  type: entry.type,
  step: entry.step ?? null,
  text,
  deviation: entry.deviation !== undefined,
  undone,
  corrected,
});
