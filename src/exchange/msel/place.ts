import type { Inject, Objective, Runbook, Scenario } from '../../runbook/index.ts';
import { nearest, visible } from '../../text/index.ts';
import { durationMs } from '../../time/index.ts';
import { eventTypes, everybody, mselColumns, type MselColumn, oneLine, roleTitle, timeText } from './rows.ts';

/** Something of a list that could not be placed as it stands, and what was made of it. */
export interface Misplaced {
  /** As a spreadsheet counts: its first row is row 1. */
  readonly row: number;
  readonly column: MselColumn;
  readonly message: string;
}

export interface Placed {
  readonly scenario: Scenario;
  readonly misplaced: readonly Misplaced[];
}

/** For what, and on top of what a list is read. */
export interface Around {
  readonly runbook: Runbook;
  readonly id: string;
  readonly title: string;
  /** The scenario of which the list once went out: what no column holds stays as it is in it. */
  readonly into?: Scenario | undefined;
}

/**
 * Makes a scenario of the rows of a list, their columns by the names in the first row that has those it cannot do without, for a title
 * may stand above; or says why that is none. Rows of one event number are one inject with several receivers.
 */
export function place(
  cells: readonly (readonly (string | Date)[])[],
  around: Around,
): Placed | { readonly problem: string } {
  const top = cells.findIndex((row) => lacking(row).length === 0);
  if (top < 0) {
    const [head = []] = cells;
    return {
      problem: `Its first row has no column "${lacking(head).join('", "')}"; ${head.length === 0 ? 'it is empty' : `it has: ${head.map((cell) => visible(String(cell))).join(', ')}`}.`,
    };
  }
  const places = new Map(mselColumns.map((column) => [column, placeOf(column, cells[top] ?? [])]));
  const rows = cells.slice(top + 1).map(
    (row): Row =>
      (column) =>
        row[places.get(column) ?? -1] ?? '',
  );
  return new Reading(around, rows, top + 2).placed();
}

type Row = (column: MselColumn) => string | Date;

/** Whether a row only names one more receiver of the event above it, whose other cells reach down over it where they are merged. */
const isMoreOf = (row: Row, number: string | undefined): boolean =>
  number !== undefined &&
  mselColumns.every((column) => {
    const said = text(row(column));
    return column === 'To' ? said !== '' : said === '' || (column === 'Event Number' && said === number);
  });

const placeOf = (column: MselColumn, head: readonly (string | Date)[]): number =>
  head.findIndex((cell) => nameOf(cell) === nameOf(column));

/** The columns without which there is no list that a row does not name. */
const lacking = (head: readonly (string | Date)[]): readonly MselColumn[] =>
  (['Designated Scenario Time', 'Message'] as const).filter((column) => placeOf(column, head) < 0);

const nameOf = (cell: string | Date): string =>
  String(cell)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');

type Draft = { -readonly [Key in keyof Inject]: Inject[Key] };

const isNumber = (said: string): boolean => /^\d{1,6}$/.test(said);

class Reading {
  readonly #around: Around;
  readonly #rows: readonly Row[];
  readonly #misplaced: Misplaced[] = [];
  readonly #objectives: Record<string, Objective>;
  /** The numbers that rows give themselves, and those of the scenario that they go into. */
  readonly #numbered: ReadonlySet<number>;
  /** The earliest day and time on the wall, if any: the start of the exercise. */
  readonly #start: number;
  readonly #firstRow: number;
  #at = 0;

  constructor(around: Around, rows: readonly Row[], firstRow: number) {
    this.#around = around;
    this.#rows = rows;
    this.#firstRow = firstRow;
    this.#start = rows.reduce(
      (start, row) => Math.min(start, wallOf(row('Designated Scenario Time')) ?? Infinity),
      Infinity,
    );
    this.#objectives = { ...around.into?.objectives };
    const said = rows.map((row) => text(row('Event Number')));
    const known = (around.into?.injects ?? []).map(({ number }, place) => number ?? place + 1);
    this.#numbered = new Set([...said.filter(isNumber).map(Number), ...known]);
  }

  placed(): Placed | { readonly problem: string } {
    const injects = new Map<string, Draft>();
    const firsts = new Map<string, Row>();
    let last: string | undefined;
    for (const [index, row] of this.#rows.entries()) {
      this.#at = this.#firstRow + index;
      if (mselColumns.every((column) => text(row(column)) === '')) continue;
      const message = text(row('Message'));
      const number = isMoreOf(row, last) ? last : this.#number(row, injects, message);
      if (number === undefined) {
        this.#report('Message', 'says nothing, so there is nothing to tell: the row was left out');
        continue;
      }
      last = number;
      const before = injects.get(number);
      const first = firsts.get(number);
      if (before === undefined || first === undefined) {
        firsts.set(number, row);
        injects.set(number, this.#inject(row, number, message, injects.size + 1));
      } else this.#another(before, row, first);
    }
    if (injects.size === 0) return { problem: 'No row of it has a message.' };
    const drafts = [...injects.values()];
    // By its place an event without a number could come to have that of another.
    if (drafts.some((draft) => draft.number !== undefined))
      for (const [number, draft] of injects) draft.number ??= Number(number);
    return { scenario: this.#scenario(drafts), misplaced: this.#misplaced };
  }

  #report(column: MselColumn, message: string): void {
    this.#misplaced.push({ row: this.#at, column, message });
  }

  /** Undefined where the row tells nothing. */
  #number(row: Row, injects: ReadonlyMap<string, Draft>, message: string): string | undefined {
    if (message === '') return undefined;
    const said = text(row('Event Number'));
    if (isNumber(said)) return String(Number(said));
    let free = injects.size + 1;
    while (this.#numbered.has(free) || injects.has(String(free))) free += 1;
    if (said !== '') this.#report('Event Number', `${quoted(said)} is no whole number; the event is number ${free}`);
    return String(free);
  }

  #inject(row: Row, number: string, message: string, place: number): Draft {
    const { into } = this.#around;
    const known = into?.injects.find((inject, index) => `${inject.number ?? index + 1}` === number);
    const draft: Draft = known === undefined ? { id: `event-${place}`, message } : { ...known, message };
    if (known === undefined) draft.number = Number(number);
    const put = (key: 'from' | 'expect' | 'notes', column: MselColumn): void => {
      const said = text(row(column));
      if (said === '') delete draft[key];
      else draft[key] = said;
    };
    this.#mode(draft, row);
    put('from', 'From');
    put('expect', 'Expected Participant Response');
    put('notes', 'Notes');
    this.#time(draft, row, known);
    this.#kind(draft, row);
    const to = this.#receivers(row);
    if (to === undefined) delete draft.to;
    else draft.to = [...to];
    const objectives = this.#objectivesOf(row);
    if (objectives.length === 0) delete draft.objectives;
    else draft.objectives = objectives;
    return draft;
  }

  /** The same event to one more receiver. */
  #another(draft: Draft, row: Row, first: Row): void {
    for (const column of mselColumns) {
      if (column === 'Event Number' || column === 'To') continue;
      const said = text(row(column));
      if (said !== '' && said !== text(first(column)))
        this.#report(column, 'differs from that of the first row of the same event, which counts');
    }
    const to = this.#receivers(row);
    if (to === undefined) delete draft.to;
    else if (draft.to !== undefined) draft.to = [...new Set([...draft.to, ...to])];
  }

  #time(draft: Draft, row: Row, known: Inject | undefined): void {
    const cell = row('Designated Scenario Time');
    const said = text(cell);
    // What it waits for stands in no column: it is as it went out.
    if (known !== undefined && said === timeText(known)) return;
    const wall = wallOf(cell);
    const ms = wall === undefined ? elapsedOf(cell) : wall - this.#start;
    if (ms !== undefined) {
      for (const key of ['when', 'after', 'branch', 'by-hand', 'delay'] as const) delete draft[key];
      draft.at = durationText(ms);
      return;
    }
    if (known !== undefined) {
      this.#report('Designated Scenario Time', `${quoted(said)} is no time; it comes as it did before`);
      return;
    }
    draft['by-hand'] = true;
    if (said.toLowerCase() !== 'by hand')
      this.#report(
        'Designated Scenario Time',
        `${quoted(said)} is no time from the start, such as 01:30; it comes by hand`,
      );
  }

  #mode(draft: Draft, row: Row): void {
    const said = text(row('Inject Mode'));
    const found = modeOf(said);
    if (found !== undefined) draft.by = found;
    else delete draft.by;
    if (found === undefined && said !== '')
      this.#report('Inject Mode', `${quoted(said)} is none of ${modes.join(', ')}; it is left out`);
  }

  #kind(draft: Draft, row: Row): void {
    const said = text(row('Event Type'));
    const kinds = Object.entries(eventTypes) as [NonNullable<Inject['kind']>, string][];
    const found = kinds.find(([id, name]) => [id, name].some((each) => nameOf(each) === nameOf(said)));
    if (found === undefined && said !== '')
      this.#report(
        'Event Type',
        `${quoted(said)} is none of ${kinds.map(([, name]) => name).join(', ')}; it is an inject`,
      );
    const kind = found?.[0] ?? 'inject';
    if (kind === 'inject' && draft.kind === undefined) return;
    draft.kind = kind;
  }

  /** Ids of roles, of which a cell may name several; undefined: everybody. */
  #receivers(row: Row): readonly string[] | undefined {
    const said = text(row('To'));
    if (said === '' || nameOf(said) === nameOf(everybody) || nameOf(said) === 'all') return undefined;
    const whole = this.#role(oneLine(said));
    if (whole !== undefined) return [whole];
    const parts = said
      .split(/[,;\n]/)
      .map(oneLine)
      .filter((part) => part !== '');
    const found = parts.flatMap((part) => this.#role(part) ?? []);
    const what = found.length > 0 ? 'it is left out' : 'it goes to everybody';
    for (const part of parts) if (this.#role(part) === undefined) this.#report('To', `${this.#noRole(part)}; ${what}`);
    return found.length === 0 ? undefined : [...new Set(found)];
  }

  #role(said: string): string | undefined {
    const { runbook } = this.#around;
    return Object.keys(runbook.roles ?? {}).find((id) =>
      [id, roleTitle(id, runbook)].some((each) => each.toLowerCase() === said.toLowerCase()),
    );
  }

  #noRole(said: string): string {
    const { runbook } = this.#around;
    const ids = Object.keys(runbook.roles ?? {});
    const meant = nearest(said, [...ids, ...ids.map((id) => roleTitle(id, runbook))]);
    return `${quoted(said)} is no role of ${runbook.id}${meant === undefined ? '' : ` (${meant}?)`}`;
  }

  #objectivesOf(row: Row): readonly string[] {
    const said = text(row('Exercise Objective'))
      .split('\n')
      .map(oneLine)
      .filter((line) => line !== '');
    return [...new Set(said.map((statement) => this.#objective(statement)))];
  }

  #objective(statement: string): string {
    const all = Object.entries(this.#objectives);
    const known = all.find(([id, one]) => id === statement || oneLine(one.statement) === statement);
    if (known !== undefined) return known[0];
    const id = `objective-${all.length + 1}`;
    // Which capability it belongs to no column says; whoever goes on with it writes that.
    this.#objectives[id] = { statement, capability: toWrite, element: 'exercises', rated: true };
    return id;
  }

  #scenario(injects: readonly Draft[]): Scenario {
    const { into, runbook, id, title } = this.#around;
    if (into !== undefined) return { ...into, objectives: this.#objectives, injects };
    const last = Math.max(0, ...injects.map(({ at }) => durationMs(at ?? '') ?? 0));
    const objectives =
      Object.keys(this.#objectives).length > 0
        ? this.#objectives
        : { 'objective-1': { statement: toWrite, capability: toWrite, element: 'exercises', rated: true } as const };
    return {
      holdfast: 1,
      id,
      title,
      runbook: runbook.id,
      lasts: durationText(Math.max(30, Math.ceil(last / 60_000) + 30) * 60_000),
      overview: { kind: 'tabletop', scope: toWrite, threat: toWrite, sponsor: toWrite, contact: toWrite },
      objectives,
      injects,
    };
  }
}

/** The ways in which an inject can come, as the format of a scenario has them. */
export const modes: readonly string[] = [
  'phone',
  'radio',
  'in-person',
  'mail',
  'sms',
  'chat',
  'alarm',
  'screen',
  'news',
  'social-media',
  'letter',
];

/** What planners write for them. */
const modesToo: Readonly<Record<string, string>> = {
  telephone: 'phone',
  call: 'phone',
  phonecall: 'phone',
  email: 'mail',
  verbal: 'in-person',
  facetoface: 'in-person',
  textmessage: 'sms',
  text: 'sms',
  tv: 'news',
  socialmedia: 'social-media',
};

function modeOf(said: string): string | undefined {
  const name = nameOf(said);
  return modes.find((mode) => nameOf(mode) === name) ?? (Object.hasOwn(modesToo, name) ? modesToo[name] : undefined);
}

/** What stands where no column says it. */
const toWrite = 'To be written';

/** What nobody can see in a cell is made visible: a file of ours holds no such thing. */
function text(cell: string | Date): string {
  if (cell instanceof Date) return cell.toISOString();
  return cell.split(/\r?\n/).map(visible).join('\n').trim();
}
const quoted = (said: string): string => (said === '' ? 'nothing' : `"${visible(said.slice(0, 80))}"`);

/** A day and time on the wall, its fields carried as if they were UTC; undefined where the cell is no such thing. */
function wallOf(cell: string | Date): number | undefined {
  // Nobody exercised before 1970.
  if (cell instanceof Date) return cell.getTime() >= 0 ? cell.getTime() : undefined;
  const said = cell.trim();
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(said)) return undefined;
  const at = Date.parse(said.replace(' ', 'T').replace(/(?:Z|[+-]\d\d:\d\d)$/, '') + 'Z');
  return Number.isNaN(at) ? undefined : at;
}

/** Time from the start, in milliseconds: `01:30`, `1:30:00`, `StartEx+01:30`, `90m`, or as a spreadsheet keeps it. */
function elapsedOf(cell: string | Date): number | undefined {
  if (cell instanceof Date) return sinceDayZero(cell);
  const plain = cell
    .trim()
    .replace(/^startex\s*/i, '')
    .replace(/^(?:\+|t\+)\s*/i, '');
  const clock = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$/.exec(plain);
  if (clock !== null) {
    const [, hours, minutes, seconds = '0'] = clock;
    return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  }
  return durationMs(plain);
}

/**
 * A time without a day, in milliseconds: a spreadsheet keeps hours and minutes as a moment so long after its day zero, also where
 * there are more than 24 (`[h]:mm`). Undefined for every other day.
 */
function sinceDayZero(cell: Date): number | undefined {
  return dayZeros.map((zero) => cell.getTime() - zero).find((ms) => ms >= 0 && ms < mostHours * 3_600_000);
}

/** Of the two ways in which workbooks count days (ECMA-376 part 1, 18.17.4.1). */
const dayZeros = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];

/** As many as can be typed. */
const mostHours = 1000;

function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  return (
    parts
      .filter(([n]) => n > 0)
      .map(([n, unit]) => `${n}${unit}`)
      .join('') || '0m'
  );
}
