import type { Act, Incident } from '../../incident/index.ts';
import { millis, parseWhen, sayTime, showTime } from '../../time/index.ts';
import type { Instant, ReadTime } from '../../time/index.ts';
import type { Guide, StepRow } from '../model.ts';
import { paperStep } from './paper-step.ts';
import { isCalled } from '../wanted.ts';
import { problem } from '../words/kit.ts';
import type { Lookup, Problem, Said } from '../words/kit.ts';
import { parseLine } from '../words/words.ts';

/** What one knows while paper is typed in. */
export interface PaperRoom {
  readonly guide: Guide;
  readonly incident: Incident;
  readonly lookup: Lookup;
  /** Everybody who may have written on it: of the organisation, the contacts, the roles, the timeline. */
  readonly people: readonly string[];
  /** Whose initials are whose, in small letters, as far as it was said. */
  readonly initials: Readonly<Record<string, string>>;
  /** The line before: paper is in order. */
  readonly before?: { readonly at: Instant; readonly by: string } | undefined;
}

/** A line of paper understood: one act of one person at one time. */
export interface PaperLine {
  readonly kind: 'line';
  readonly act: Act;
  readonly how: Said & { readonly at: Instant; readonly by: string; readonly via: 'paper' };
  /** What it says, in the words of the plan. */
  readonly text: string;
}

/** Initials that nobody has been named for yet, with those whom they fit. */
export interface NewInitials {
  readonly kind: 'initials';
  readonly initials: string;
  readonly fitting: readonly string[];
}

/** How a line is typed; stands wherever one could not be read. */
export const paperUsage = '0312 mk people-first done · 0315 AN depth=12 · 0320 AN note water at 12 cm';

const LINE = /^(\d{4}-\d\d-\d\d\s+)?(\d{3,4}|\d{1,2}:\d\d(?::\d\d)?|["'”])\s+(\S+)(?:\s+([\s\S]*))?$/;
const DITTO = /^["'”]$/;
const HOUR = 3_600_000;

/** What stood earlier by so much is out of its order; what stood earlier by more is of the next day. */
const SLIP = 2 * HOUR;

/**
 * Reads a line of paper: time, initials, step, mark. Times are of the day of the line before, or of the next where that has
 * passed, and never of the future; `"` for time or initials means those above. Nothing is judged here.
 */
export function readPaperLine(typed: string, room: PaperRoom): PaperLine | NewInitials | Problem {
  const [, day, clock = '', who = '', rest = ''] = LINE.exec(typed.trim()) ?? [];
  if (who === '') return problem('A line of paper begins with its time and whose it is.', `It is typed: ${paperUsage}`);
  const when = timeOf(day?.trim(), clock, room);
  if ('problem' in when) return problem(when.problem);
  const by = personOf(who, room);
  if (typeof by !== 'string') return by;
  const how = { at: when.at, precision: when.precision, by, via: 'paper' } as const;
  if (rest.trim() === '')
    return problem('What was done is missing.', 'done, skipped, failed, chose OPTION, FACT=VALUE or note WORDS.');
  const read = actOf(rest.trim(), room);
  if ('kind' in read) return read;
  return { kind: 'line', act: read.act, how: { ...how, ...read.said }, text: read.text };
}

/** `mk = Mona Krag`: whose initials they are. */
export function readInitials(typed: string): { readonly initials: string; readonly name: string } | undefined {
  const [, initials = '', name = ''] = /^\s*(\p{L}{1,5})\s*=\s*(\p{L}.*\s.*\S|\p{L}{6,})\s*$/u.exec(typed) ?? [];
  return initials === '' ? undefined : { initials: initials.toLowerCase(), name: name.trim() };
}

/** Everybody who may have written on a paper. */
export function peopleOnPaper(
  { guide, incident, lookup }: Pick<PaperRoom, 'guide' | 'incident' | 'lookup'>,
  others: readonly string[] = [],
): readonly string[] {
  const names = [
    guide.me.name,
    ...guide.roles.map(({ holder }) => holder),
    ...Object.values(incident.tasks).map(({ to }) => to),
    ...lookup.people(),
    ...others,
  ];
  return [...new Set(names.filter((name) => name !== undefined && name !== 'holdfast' && name !== ''))] as string[];
}

/** How a line will stand in the record, to be read before it does. */
export function paperEcho({ how, text }: PaperLine, { guide, before }: PaperRoom): string {
  const time = showTime(how.at, { now: guide.now, timeZone: guide.timezone });
  const isEarlier = before !== undefined && millis(how.at) < millis(before.at);
  return `${time} ${how.by}: ${text}${isEarlier ? ' (before the line above)' : ''}`;
}

function timeOf(day: string | undefined, clock: string, { guide, before }: PaperRoom): ReadTime {
  const { now, timezone: timeZone } = guide;
  if (DITTO.test(clock))
    return before === undefined ? { problem: 'No line stands above it.' } : { at: before.at, precision: 'minute' };
  const time = clock.includes(':') ? clock : clock.padStart(4, '0').replace(/^(\d\d)(\d\d)$/, '$1:$2');
  if (day !== undefined || before === undefined)
    return parseWhen(day === undefined ? time : `${day} ${time}`, { now, timeZone });
  const same = parseWhen(`${dateOf(before.at)} ${time}`, { now, timeZone, notBefore: before.at });
  const back = 'problem' in same ? 0 : millis(before.at) - millis(same.at);
  if ('problem' in same || back <= SLIP) return same;
  const next = parseWhen(`${dateOf(before.at, 1)} ${time}`, { now, timeZone });
  if (!('problem' in next)) return next;
  return {
    problem: `${time} lies before the line above (${sayTime(before.at)}), and the next day's has not come. Paper is in order; for another day write the date: ${dateOf(before.at, -1)} ${time}.`,
  };
}

/** The date of an instant as its own offset has it, some days later. */
function dateOf(at: Instant, days = 0): string {
  const date = at.slice(0, 10);
  return days === 0 ? date : new Date(Date.parse(`${date}T12:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10);
}

function personOf(who: string, { people, initials, before }: PaperRoom): string | NewInitials | Problem {
  if (DITTO.test(who)) return before?.by ?? problem('No line stands above it.');
  const word = who.replace(/[:.,]+$/, '');
  const known = initials[word.toLowerCase()];
  if (known !== undefined) return known;
  if (!/^\p{L}[\p{L}.]*$/u.test(word))
    return problem(`"${who}" are no initials.`, `After the time stands whose line it is: ${paperUsage}`);
  const called = people.filter((name) => isCalled(name, word));
  if (called.length === 1 && called[0] !== undefined) return called[0];
  const fitting = called.length > 1 ? called : people.filter((name) => initialsOf(name).includes(bare(word)));
  if (fitting.length === 1 && fitting[0] !== undefined) return fitting[0];
  return { kind: 'initials', initials: word.toLowerCase(), fitting };
}

const bare = (word: string): string => word.replaceAll('.', '').toLowerCase();

/** Of Mona Lind Krag: mlk, mk and m. */
function initialsOf(name: string): readonly string[] {
  const letters = name.split(/[\s-]+/).flatMap((part) => (/^\p{L}/u.test(part) ? [part.charAt(0).toLowerCase()] : []));
  return [letters.join(''), `${letters[0] ?? ''}${letters.at(-1) ?? ''}`, letters[0] ?? ''];
}

interface ReadAct {
  readonly act: Act;
  readonly said: Said;
  readonly text: string;
}

type Mark = 'done' | 'skip' | 'fail';

/** In the words of the form in each of its languages. */
const marks: readonly (readonly [Mark, RegExp])[] = [
  ['done', /^(?:done|ok|udført|✓|✔|\[x\])$/iu],
  ['skip', /^(?:skipped|skip|udeladt)$/i],
  ['fail', /^(?:failed|fail|mislykket)$/i],
];
/** In a hurry; only at the end of a line, for a title may have them too. */
const short: Readonly<Record<string, Mark>> = { d: 'done', x: 'done', s: 'skip', '-': 'skip', f: 'fail', '!': 'fail' };
const shown = { done: 'done', skip: 'skipped', fail: 'failed' } as const;

function actOf(rest: string, room: PaperRoom): ReadAct | Problem {
  return noteOf(rest) ?? choiceOf(rest, room) ?? markOf(rest, room) ?? wordsOf(rest, room);
}

/** A note is kept to the letter. */
function noteOf(rest: string): ReadAct | undefined {
  const words = /^(?:note|n)[\s:]+([\s\S]+)$/i.exec(rest)?.[1]?.trim();
  return words === undefined ? undefined : { act: { act: 'note', words }, said: {}, text: `note: ${words}` };
}

/** `which-way chose left`, `chose It stands still: the pumps hold`: the option by its id or its title; behind a colon the reason. */
function choiceOf(rest: string, room: PaperRoom): ReadAct | Problem | undefined {
  const [, named = '', said = ''] = /^(.*?)(?:^|\s)(?:chose|choose|chosen|→|->)\s+(.+)$/i.exec(rest) ?? [];
  if (said === '') return undefined;
  const step = named.trim() === '' ? onlyDecision(room) : paperStep(named.trim(), room);
  if ('kind' in step) return step;
  const options = optionsOf(step, room);
  if (options.length === 0)
    return problem(`"${step.title}" is no decision.`, 'done, skipped or failed; or name the decision.');
  const found = optionIn(said, options);
  if (found === undefined)
    return problem(`There is no option "${said}".`, `There is: ${options.map(({ id }) => id).join(', ')}`);
  const { option, reason } = found;
  return {
    act: { act: 'choose', step: step.key, option: option.id, turn: step.turn },
    said: why(reason),
    text: `chose "${option.title}" in "${step.title}"${because(reason)}`,
  };
}

interface Option {
  readonly id: string;
  readonly title: string;
}

function optionsOf({ run, step }: StepRow, { incident }: PaperRoom): readonly Option[] {
  const planned = incident.runs.find(({ id }) => id === run)?.chart.plan.get(step)?.step;
  if (planned === undefined || !('options' in planned)) return [];
  return Object.entries(planned.options).map(([id, { title }]) => ({ id, title }));
}

/** The option that words begin with, by its id or how its title begins; what stands behind it is the reason. */
function optionIn(
  said: string,
  options: readonly Option[],
): { readonly option: Option; readonly reason: string } | undefined {
  const [, before = said, behind = ''] = /^([^:;]+)[:;]\s*(.*)$/.exec(said) ?? [];
  const typed = before.trim().toLowerCase();
  const called = options.filter(({ id, title }) => id === typed || title.toLowerCase().startsWith(typed));
  if (called.length === 1 && called[0] !== undefined) return { option: called[0], reason: behind };
  const [first = ''] = typed.split(/[\s,]+/);
  const byId = options.find(({ id }) => id === first);
  const reason = [
    before
      .trim()
      .slice(first.length)
      .replace(/^[\s,]+/, ''),
    behind,
  ]
    .filter((part) => part !== '')
    .join(': ');
  return byId && { option: byId, reason };
}

/** Where one decision alone is open, a choice without a step means that one. */
function onlyDecision({ guide }: PaperRoom): StepRow | Problem {
  const [only, ...others] = guide.steps.filter(({ state, verb }) => state === 'active' && verb === 'decide');
  if (only !== undefined && others.length === 0) return only;
  return problem('Which decision is meant is not clear.', 'Name its step: 0312 mk which-way chose left');
}

/** `people-first done`, `done people-first`, `7 skipped: no key`; of several marks the first behind a step counts. */
function markOf(rest: string, room: PaperRoom): ReadAct | Problem | undefined {
  const words = rest.split(/\s+/);
  const found = markIn(words);
  if (found === undefined) return undefined;
  const { mark, at } = found;
  const named = (at === 0 ? words.slice(1) : words.slice(0, at)).join(' ');
  const reason = at === 0 ? '' : words.slice(at + 1).join(' ');
  const step = named === '' ? onlyOpen(room) : paperStep(named, room);
  if ('kind' in step) return step;
  const act = { act: mark, step: step.key, turn: step.turn } as const;
  return { act, said: why(reason), text: `${shown[mark]} "${step.title}"${because(reason)}` };
}

function markIn(words: readonly string[]): { readonly mark: Mark; readonly at: number } | undefined {
  const markAt = (at: number): Mark | undefined =>
    marks.find(([, form]) => form.test((words[at] ?? '').replace(/[:,;.]+$/, '')))?.[0];
  const last = words.length - 1;
  const brief = short[(words[last] ?? '').toLowerCase()];
  for (const at of [...words.keys()].slice(1)) {
    const mark = markAt(at);
    if (mark !== undefined) return { mark, at };
  }
  if (brief !== undefined) return { mark: brief, at: last };
  const first = markAt(0);
  return first && { mark: first, at: 0 };
}

/** Where one step alone is open, a mark without a step means that one. */
function onlyOpen({ guide }: PaperRoom): StepRow | Problem {
  const [only, ...others] = guide.steps.filter(({ state }) => state === 'active');
  if (only !== undefined && others.length === 0) return only;
  return problem('Which step is meant is missing.', 'Its number on the form, its id, or words of its title.');
}

/** All else that the guide has words for: `depth=12`, `met early-warning`, `lost sign-in`. */
function wordsOf(rest: string, { guide, incident, lookup }: PaperRoom): ReadAct | Problem {
  const isFact = /^[\w-]+=/.test(rest);
  const parsed = parseLine(isFact ? `fact ${rest}` : rest, guide, incident, lookup);
  if (parsed.kind === 'act')
    return { act: parsed.act, said: parsed.how, text: isFact ? rest : rest.replace(/\s+/g, ' ') };
  if (parsed.kind === 'problem' && isFact) return parsed;
  return problem(
    `"${rest}" has no mark.`,
    'Behind the step: done, skipped, failed or chose OPTION; else FACT=VALUE or note WORDS.',
  );
}

const cleaned = (reason: string): string => reason.replace(/^(?:because\s+|[:,;–—-]+\s*)/i, '').trim();
const why = (reason: string): Said => (cleaned(reason) === '' ? {} : { why: cleaned(reason) });
const because = (reason: string): string => (cleaned(reason) === '' ? '' : `, because: ${cleaned(reason)}`);
