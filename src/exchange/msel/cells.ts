import { durationMs } from '../../time/index.ts';

/** A name without what people write in more than one way. */
export const nameOf = (cell: string | Date): string =>
  String(cell)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');

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

/** The way that a cell means; undefined where it is none. */
export function modeOf(said: string): string | undefined {
  const name = nameOf(said);
  return modes.find((mode) => nameOf(mode) === name) ?? (Object.hasOwn(modesToo, name) ? modesToo[name] : undefined);
}

/** A day and time on the wall, its fields carried as if they were UTC; undefined where the cell is no such thing. */
export function wallOf(cell: string | Date): number | undefined {
  // Nobody exercised before 1970.
  if (cell instanceof Date) return cell.getTime() >= 0 ? cell.getTime() : undefined;
  const said = cell.trim();
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(said)) return undefined;
  const at = Date.parse(said.replace(' ', 'T').replace(/(?:Z|[+-]\d\d:\d\d)$/, '') + 'Z');
  return Number.isNaN(at) ? undefined : at;
}

/** Time from the start, in milliseconds: `01:30`, `1:30:00`, `StartEx+01:30`, `90m`, or as a spreadsheet keeps it. */
export function elapsedOf(cell: string | Date): number | undefined {
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

/** So many milliseconds as the format of a scenario has them. */
export function durationText(ms: number): string {
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
