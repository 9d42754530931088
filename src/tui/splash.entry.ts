import { cannotBeSteered, visible } from '../text/index.ts';

/** What a row of the list of incidents knows, before anything is folded. */
export interface SplashOf {
  readonly alias: string;
  readonly title: string;
  readonly mode: 'real' | 'drill';
  readonly state: string;
  readonly severity?: string;
  /** What is wanted now, in a line. */
  readonly now?: string;
}

interface Output {
  readonly columns?: number;
  write(text: string): unknown;
}

interface Input {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

/** The first text of the guide, made of what the database says of the incident in one row: at most three lines. */
export function splashText(incident: SplashOf, columns: number): string[] {
  const drill = incident.mode === 'drill' ? 'DRILL ' : '';
  const severity = incident.severity === undefined ? '' : `, ${incident.severity}`;
  const now = incident.now === undefined || incident.now === '' ? [] : [`Now: ${incident.now}`];
  return [
    `${drill}${incident.alias} ${incident.title} (${incident.state}${severity})`,
    ...now,
    'Opening the guide; you can type already.',
  ].map((line) => fitted(visible(line), columns));
}

/**
 * Paints the first text and takes raw mode at once: what is typed from now on waits in the terminal for the guide. Gives the way to
 * take the text away, to be called right before the first frame. Should the program end in between, Node gives the
 * terminal back as it was.
 */
export function paintSplash(incident: SplashOf, stdout: Output, stdin: Input): () => void {
  const lines = splashText(incident, stdout.columns ?? 80);
  stdout.write(`${lines.join('\r\n')}\r\n`);
  if (stdin.isTTY === true) stdin.setRawMode?.(true);
  return () => {
    stdout.write(`\u001b[${lines.length}A\r\u001b[J`);
  };
}

/** Serial lines as Linux names them: what is drawn over and over comes there a letter at a time. */
const serialLine = /^\/dev\/tty(?:S|USB|ACM|AMA)\d/;

/**
 * Why the screen cannot be used here and the plain lines are to be taken; undefined where it can. `device`: what the output is, such
 * as `/dev/pts/3`, where the system tells.
 */
export function whyNoScreen(
  env: Readonly<Record<string, string | undefined>>,
  stdin: { readonly isTTY?: boolean },
  stdout: { readonly isTTY?: boolean },
  device?: string,
): string | undefined {
  if (stdout.isTTY !== true) return 'the output is not a terminal';
  if (stdin.isTTY !== true) return 'the input is not a terminal';
  const term = env['TERM'] ?? '';
  if (cannotBeSteered(term)) return `this terminal (TERM=${term}) cannot move its cursor`;
  if (device !== undefined && serialLine.test(device)) return `${device} is a serial line`;
  if (env['INK_SCREEN_READER'] === 'true' || env['HOLDFAST_PLAIN'] === '1') return 'plain lines were asked for';
  return undefined;
}

/** Cut by characters of one unit: measuring width needs tables that are not loaded yet, so a wide script may be cut early. */
function fitted(line: string, columns: number): string {
  const isNarrow = /^[\x20-\x7e\xa0-\u02ff\u2010-\u2027]*$/.test(line);
  const room = isNarrow ? columns - 1 : Math.floor((columns - 1) / 2);
  return line.length <= room ? line : `${line.slice(0, Math.max(0, room - 1))}…`;
}
