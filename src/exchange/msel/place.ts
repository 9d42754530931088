import type { Inject, Objective, Runbook, Scenario } from '../../runbook/index.ts';
import { nearest, visible } from '../../text/index.ts';
import { durationMs } from '../../time/index.ts';
import { durationText, modeOf, modes, nameOf } from './cells.ts';
import { knownAmong, numberByWords, numberOf } from './known.ts';
import { eventTypes, everybody, mselColumns, type MselColumn, oneLine, roleTitle, textOf, timeText } from './rows.ts';
import { type RowTime, timesOf, withoutStart } from './times.ts';

/** Something of a list that could not be placed as it stands, and what was made of it. */
export interface Misplaced {
  /** As a spreadsheet counts: its first row is row 1. */
  readonly row: number;
  /** Its name; of one that has none, its letter. */
  readonly column: string;
  readonly message: string;
}

export interface Placed {
  readonly scenario: Scenario;
  readonly misplaced: readonly Misplaced[];
  /** What the scenario had and the list has not. */
  readonly gone: readonly Inject[];
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
export function place(cells: readonly (readonly Cell[])[], around: Around): Placed | { readonly problem: string } {
  const top = cells.findIndex((row) => lacking(row).length === 0);
  if (top < 0) {
    // The row that was meant for their names, under a title it may be.
    const ours = (row: readonly Cell[]): number => mselColumns.filter((column) => placeOf(column, row) >= 0).length;
    const [head = []] = cells.toSorted((one, other) => ours(other) - ours(one));
    const names = head.map((cell) => visible(String(cell))).filter((name) => name.trim() !== '');
    return {
      problem: `It has no column "${lacking(head).join('", "')}"; ${names.length === 0 ? 'it is empty' : `it has: ${names.join(', ')}`}.`,
    };
  }
  const head = cells[top] ?? [];
  const places = new Map(
    mselColumns.map((column) => [column, placeOf(column, head)] as const).filter(([, place]) => place >= 0),
  );
  const below = cells.slice(top + 1);
  const rows = below.map(
    (row): Row =>
      (column) =>
        row[places.get(column) ?? -1] ?? '',
  );
  const reading = new Reading(around, rows, { columns: new Set(places.keys()), first: top + 2 });
  return reading.placed(unread(head, below, new Set(places.values()), top + 1));
}

/** Columns in which something stands and that none of ours are: what is in them is left out. */
function unread(
  head: readonly Cell[],
  below: readonly (readonly Cell[])[],
  places: ReadonlySet<number>,
  row: number,
): readonly Misplaced[] {
  const widest = below.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: widest }, (_, place) => place)
    .filter((place) => !places.has(place) && below.some((cells) => textOf(cells[place] ?? '') !== ''))
    .map((place) => {
      const name = oneLine(textOf(head[place] ?? '')).slice(0, 80);
      const isSecond = mselColumns.some((column) => nameOf(column) === nameOf(name));
      const message = isSecond ? 'stands there twice; the first counts' : 'is none of its columns';
      return {
        row,
        column: name === '' ? letterOf(place) : name,
        message: `${message}, and what is in it was left out`,
      };
    });
}

/** `A`, `Z`, `AA`: a column as a spreadsheet calls it. */
const letterOf = (place: number): string =>
  (place < 26 ? '' : letterOf(Math.floor(place / 26) - 1)) + String.fromCodePoint(65 + (place % 26));

type Cell = string | Date;

type Row = (column: MselColumn) => Cell;

/** Whether a row only names one more receiver of the event above it, whose other cells reach down over it where they are merged. */
const isMoreOf = (row: Row, number: string | undefined): boolean =>
  number !== undefined &&
  mselColumns.every((column) => {
    const said = textOf(row(column));
    return column === 'To' ? said !== '' : said === '' || (column === 'Event Number' && said === number);
  });

const placeOf = (column: MselColumn, head: readonly Cell[]): number =>
  head.findIndex((cell) => nameOf(cell) === nameOf(column));

/** The columns without which there is no list that a row does not name. */
const lacking = (head: readonly Cell[]): readonly MselColumn[] =>
  (['Designated Scenario Time', 'Message'] as const).filter((column) => placeOf(column, head) < 0);

type Draft = { -readonly [Key in keyof Inject]: Inject[Key] };

const isNumber = (said: string): boolean => /^\d{1,6}$/.test(said);

/** A row that tells something, by the number of its event. */
interface NumberedRow {
  readonly row: Row;
  /** As a spreadsheet counts. */
  readonly at: number;
  readonly number: string;
  readonly message: string;
}

class Reading {
  readonly #around: Around;
  readonly #rows: readonly Row[];
  readonly #misplaced: Misplaced[] = [];
  readonly #objectives: Record<string, Objective>;
  /** The numbers that rows give themselves, and those of the scenario that they go into. */
  readonly #numbered: ReadonlySet<number>;
  readonly #times: readonly RowTime[];
  readonly #columns: ReadonlySet<MselColumn>;
  readonly #firstRow: number;
  #known: ReadonlyMap<string, Inject> = new Map();
  #at = 0;

  constructor(around: Around, rows: readonly Row[], list: { columns: ReadonlySet<MselColumn>; first: number }) {
    this.#around = around;
    this.#rows = rows;
    this.#columns = list.columns;
    this.#firstRow = list.first;
    this.#times = timesOf(rows.map((row) => row('Designated Scenario Time')));
    this.#objectives = { ...around.into?.objectives };
    const said = rows.map((row) => textOf(row('Event Number')));
    const known = (around.into?.injects ?? []).map(numberOf);
    this.#numbered = new Set([...said.filter(isNumber), ...known].map(Number));
  }

  placed(unread: readonly Misplaced[]): Placed | { readonly problem: string } {
    const { injects: before = [] } = this.#around.into ?? {};
    const numbered = this.#numberedRows();
    const firsts = new Map<string, NumberedRow>();
    for (const each of numbered) if (!firsts.has(each.number)) firsts.set(each.number, each);
    if (firsts.size === 0) return { problem: 'No row of it has a message.' };
    this.#known = knownAmong([...firsts.values()], before);
    const injects = new Map<string, Draft>();
    for (const each of numbered) {
      this.#at = each.at;
      const draft = injects.get(each.number);
      const first = firsts.get(each.number);
      if (draft === undefined || first === undefined) injects.set(each.number, this.#inject(each));
      else this.#another(draft, each.row, first.row);
    }
    const drafts = [...injects.values()];
    // By its place an event without a number could come to have that of another.
    if ([...injects].some(([number, draft], place) => number !== numberOf(draft, place)))
      for (const [number, draft] of injects) draft.number ??= Number(number);
    const still = new Set(this.#known.values());
    return {
      scenario: this.#scenario(drafts),
      misplaced: [...unread, ...this.#misplaced].toSorted((a, b) => a.row - b.row),
      gone: before.filter((inject) => !still.has(inject)),
    };
  }

  /** The rows that tell something, each with the number of its event. */
  #numberedRows(): readonly NumberedRow[] {
    const numbered: NumberedRow[] = [];
    const numbers = new Set<string>();
    let last: string | undefined;
    for (const [index, row] of this.#rows.entries()) {
      this.#at = this.#firstRow + index;
      if (mselColumns.every((column) => textOf(row(column)) === '')) continue;
      const message = textOf(row('Message'));
      const number = isMoreOf(row, last) ? last : this.#number(row, numbers, message);
      if (number === undefined) {
        this.#report('Message', 'says nothing, so there is nothing to tell: the row was left out');
        continue;
      }
      last = number;
      numbers.add(number);
      numbered.push({ row, at: this.#at, number, message });
    }
    return numbered;
  }

  #report(column: MselColumn, message: string): void {
    this.#misplaced.push({ row: this.#at, column, message });
  }

  /** Undefined where the row tells nothing. */
  #number(row: Row, numbers: ReadonlySet<string>, message: string): string | undefined {
    if (message === '') return undefined;
    const said = textOf(row('Event Number'));
    if (isNumber(said)) return String(Number(said));
    const before = said === '' ? numberByWords(message, this.#around.into?.injects ?? []) : undefined;
    if (before !== undefined) return before;
    let free = numbers.size + 1;
    while (this.#numbered.has(free) || numbers.has(String(free))) free += 1;
    if (said !== '') this.#report('Event Number', `${quoted(said)} is no whole number; the event is number ${free}`);
    return String(free);
  }

  /** What stands in no column of the list stays as it is in the scenario that it goes into. */
  #inject({ row, number, message }: NumberedRow): Draft {
    const known = this.#known.get(number);
    const draft: Draft = known === undefined ? { id: this.#freeId(number), message } : { ...known, message };
    const place = known === undefined ? -1 : (this.#around.into?.injects.indexOf(known) ?? -1);
    if (known === undefined || numberOf(known, place) !== number) draft.number = Number(number);
    const put = <Key extends keyof Draft>(key: Key, column: MselColumn, said: Draft[Key] | '' | undefined): void => {
      if (!this.#columns.has(column)) return;
      if (said === undefined || said === '') delete draft[key];
      else draft[key] = said;
    };
    put('by', 'Inject Mode', this.#mode(row));
    put('from', 'From', textOf(row('From')));
    put('expect', 'Expected Participant Response', textOf(row('Expected Participant Response')));
    put('notes', 'Notes', textOf(row('Notes')));
    this.#time(draft, row, known);
    if (this.#columns.has('Event Type')) this.#kind(draft, row);
    put('to', 'To', this.#receivers(row));
    put('objectives', 'Exercise Objective', this.#objectivesOf(row));
    return draft;
  }

  /** `event-3`, or with as many more as it takes to be none of the scenario. */
  #freeId(number: string): string {
    const ids = new Set(this.#around.into?.injects.map(({ id }) => id));
    let id = `event-${number}`;
    while (ids.has(id)) id += '-new';
    return id;
  }

  /** The same event to one more receiver. */
  #another(draft: Draft, row: Row, first: Row): void {
    for (const column of mselColumns) {
      if (column === 'Event Number' || column === 'To') continue;
      const said = textOf(row(column));
      if (said !== '' && said !== textOf(first(column)))
        this.#report(column, 'differs from that of the first row of the same event, which counts');
    }
    if (!this.#columns.has('To')) return;
    const to = this.#receivers(row);
    if (to === undefined) delete draft.to;
    else if (draft.to !== undefined) draft.to = [...new Set([...draft.to, ...to])];
  }

  #time(draft: Draft, row: Row, known: Inject | undefined): void {
    const said = textOf(row('Designated Scenario Time'));
    // What it waits for stands in no column: it is as it went out.
    if (known !== undefined && withoutStart(said) === timeText(known)) return;
    const time = this.#times[this.#at - this.#firstRow];
    if (time !== undefined && 'ms' in time) {
      for (const key of ['when', 'after', 'branch', 'by-hand', 'delay'] as const) delete draft[key];
      draft.at = durationText(time.ms);
      return;
    }
    if (known === undefined) draft['by-hand'] = true;
    if (known === undefined && said.toLowerCase() === 'by hand') return;
    const made = known === undefined ? 'it comes by hand' : 'it comes as it did before';
    this.#report('Designated Scenario Time', `${quoted(said)} ${time?.problem ?? 'is no time'}; ${made}`);
  }

  #mode(row: Row): Inject['by'] {
    const said = textOf(row('Inject Mode'));
    const found = modeOf(said);
    if (found === undefined && said !== '')
      this.#report('Inject Mode', `${quoted(said)} is none of ${modes.join(', ')}; it is left out`);
    return found;
  }

  #kind(draft: Draft, row: Row): void {
    const said = textOf(row('Event Type'));
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
    const said = textOf(row('To'));
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

  #objectivesOf(row: Row): readonly string[] | undefined {
    const said = textOf(row('Exercise Objective'))
      .split('\n')
      .map(oneLine)
      .filter((line) => line !== '');
    return said.length === 0 ? undefined : [...new Set(said.map((statement) => this.#objective(statement)))];
  }

  #objective(statement: string): string {
    const all = Object.entries(this.#objectives);
    const known = all.find(([id, one]) => id === statement || oneLine(one.statement) === statement);
    if (known !== undefined) return known[0];
    let number = all.length + 1;
    while (Object.hasOwn(this.#objectives, `objective-${number}`)) number += 1;
    const id = `objective-${number}`;
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

/** What stands where no column says it. */
const toWrite = 'To be written';

const quoted = (said: string): string => (said === '' ? 'nothing' : `"${visible(said.slice(0, 80))}"`);
