import type { AnyEntry, DeviationKind, Person, Precision, Via } from '../../entry/index.ts';
import type { Incident } from '../../incident/index.ts';
import { instant, millis, sayTime } from '../../time/index.ts';
import { reasonOfCorrection } from './describe.ts';
import type { LogLine } from '../model.ts';
import { namesOf } from './names.ts';

/** One thing that is to be said of an entry; the text is as it was written, its line ends too. */
export interface Labelled {
  readonly label: string;
  readonly text: string;
}

/** What else in the timeline is about an entry. */
export interface Around {
  /** The entry as a line: what is believed of it now. */
  readonly line: LogLine;
  /** What corrects, undoes or expunges it, oldest first. */
  readonly corrections: readonly AnyEntry[];
  /** What it brought with it, and what was derived from it. */
  readonly brought: readonly LogLine[];
  /** The entry that brought this one with it. */
  readonly cause?: LogLine;
}

/** All that an entry holds besides its sentence, in the order in which people ask for it. */
export function wholeEntry(entry: AnyEntry, around: Around, incident: Incident): readonly Labelled[] {
  const { line, corrections, brought, cause } = around;
  const when = (at: string): string => dated(at, incident);
  const words = believed(entry, corrections);
  const isAsWritten = line.at === entry.at;
  const happened = `${when(line.at)}${precisions[line.rough ?? (isAsWritten ? entry.precision : 'second')]}`;
  return [
    ...told('Words', words !== undefined && line.text.includes(words) ? undefined : words),
    ...told('When', isAsWritten ? happened : `${happened}; at first ${when(entry.at)}`),
    ...told('Recorded', when(entry.recorded)),
    ...told('By', who(entry.by)),
    ...told('Entered by', entry['entered-by'] && who(entry['entered-by'])),
    ...told('Via', vias[entry.via]),
    ...told('Step', stepOf(entry, incident)),
    ...told('Left the plan', entry.deviation?.kinds.map((kind) => kinds[kind] ?? kind).join(', ')),
    ...told('Reason', reasonOf(entry, incident)),
    ...told('Marking', entry.marking && `TLP:${entry.marking.toUpperCase()}`),
    ...told('Said at first', corrections.some(isRewording) ? (entry.words ?? '[words removed]') : undefined),
    ...corrections.flatMap((each) => told('Then', correctionOf(each, incident))),
    ...brought.flatMap((each) =>
      told('Brought with it', each.derived === true ? `→ ${each.text}` : `#${each.seq} ${each.text}`),
    ),
    ...told('Came with', cause && `#${cause.seq} ${cause.by}: ${cause.text}`),
    ...told('Entry', `#${entry.seq}, ${entry.type}, ${entry.id}`),
  ];
}

/** The words that stand now: the last that were given, or why there are none. */
export function believed(entry: AnyEntry, corrections: readonly AnyEntry[]): string | undefined {
  const last = corrections.findLast((each) => isRewording(each) && each.words !== undefined);
  if (last?.words !== undefined) return last.words;
  return entry.words ?? (entry['words-digest'] === undefined ? undefined : '[words removed]');
}

function isRewording(entry: AnyEntry): boolean {
  return entry.type === 'entry.corrected' && entry.data.field === 'words';
}

function told(label: string, text: string | undefined): Labelled[] {
  return text === undefined || text === '' ? [] : [{ label, text }];
}

/** With its date and seconds, in the zone of the incident. */
function dated(at: string, { timezone }: Incident): string {
  const ms = millis(at);
  if (Number.isNaN(ms)) return at;
  const local = instant(ms, timezone);
  const seconds = /T\d\d:\d\d(:\d\d)/.exec(local)?.[1] ?? '';
  return sayTime(local).replace(/(\d\d:\d\d) /, `$1${seconds} `);
}

function who({ name, role, host }: Person): string {
  return `${name}${role === undefined ? '' : ` (${role})`}${host === undefined ? '' : ` at ${host}`}`;
}

function stepOf(entry: AnyEntry, incident: Incident): string | undefined {
  const { run, step, turn } = entry;
  if (run === undefined) return step;
  const names = namesOf(incident, entry);
  if (step === undefined) return names.run;
  return `${names.step} (${step}) of ${names.run}${turn === undefined || turn === 1 ? '' : `, turn ${turn}`}`;
}

/** A reason that was owed is given by a correction of the words. */
function reasonOf({ id, deviation }: AnyEntry, { deviations }: Incident): string | undefined {
  if (deviation === undefined) return undefined;
  const known = deviations.find((one) => one.entry === id);
  return known?.reason ?? ((known?.deviation ?? deviation).owed ? 'owed' : undefined);
}

function correctionOf(entry: AnyEntry, incident: Incident): string {
  const head = `#${entry.seq}, ${dated(entry.recorded, incident)}, ${entry.by.name}`;
  if (entry.type !== 'entry.corrected') return `${head} removed the words: ${entry.words ?? '[words removed]'}`;
  const { field, value, precision = 'second' } = entry.data;
  const reason = reasonOfCorrection(entry);
  const why = reason === undefined ? '' : ` (${reason})`;
  switch (field) {
    case 'undone':
      return `${head} took it back${why}`;
    case 'words':
      return `${head} said instead: ${entry.words ?? '[words removed]'}${why}`;
    case 'at':
      return `${head} said that it happened ${value === undefined ? '' : dated(value, incident)}${precisions[precision]}${why}`;
    case 'marking':
      return `${head} marked it ${value ?? ''}${why}`;
  }
}

const precisions: Readonly<Record<Precision, string>> = {
  second: '',
  minute: ' (to the minute)',
  about: ' (about)',
  day: ' (to the day)',
};

const vias: Readonly<Record<Via, string>> = {
  tui: 'the screen',
  cli: 'a command',
  plain: 'the guide in lines',
  paper: 'paper, typed in later',
  timer: 'a timer',
  drill: 'the drill',
  import: 'an import',
  alert: 'an alert',
  sync: 'another installation',
};

const kinds: Readonly<Partial<Record<DeviationKind, string>>> = {
  'ahead-of-turn': 'ahead of its turn',
  'not-suggested': 'not what was suggested',
  'changed-choice': 'chosen anew',
  'checklist-open': 'items of the checklist open',
  'evidence-missing': 'no evidence',
  'fact-not-known': 'a question open',
  'without-approval': 'without the approval',
  'other-role': 'by another role',
  'default-by-timer': 'nobody decided in time',
  'set-aside': 'set aside',
};
