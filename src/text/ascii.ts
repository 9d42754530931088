import { isConsole } from './terminal-name.ts';

/** The signs that we draw and write with, each with one of ASCII that takes as many columns. */
const inItsPlace: Readonly<Record<string, string>> = {
  '…': '~',
  '·': '-',
  '•': '*',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '▾': 'v',
  '│': '|',
  '─': '-',
  '┬': '+',
  '┴': '+',
  '├': '|',
  '└': '`',
  '▏': '|',
  '░': '.',
  '█': '#',
  '✓': '+',
  '✔': '+',
  '✗': 'x',
  '×': 'x',
  '⏎': '/',
  '—': '-',
  '–': '-',
  '−': '-',
  '‹': '<',
  '›': '>',
  '“': '"',
  '”': '"',
  '’': "'",
};

/** With the pictures of controls, which stand for what a terminal must not obey. */
const signs = new RegExp(String.raw`[\u2400-\u2421${Object.keys(inItsPlace).join('')}]`, 'g');

/** A text for a terminal that has no more signs than ASCII: as wide as before. Letters stay, for a name is not ours to change. */
export const inAscii = (text: string): string => text.replace(signs, (sign) => inItsPlace[sign] ?? '?');

/**
 * Whether a terminal in this environment may have no more signs than ASCII: its locale names another encoding than UTF-8, or none, as
 * `C` and `da_DK` do (POSIX, XBD 8.2: of LC_ALL, LC_CTYPE and LANG the first that is set and not empty says); or it is the console of a
 * Linux machine, whose font has a few hundred. Where nothing says what it is, it is taken for one as all are by now.
 */
export function hasAsciiAlone(env: Readonly<Record<string, string | undefined>>): boolean {
  if (isConsole(env['TERM'])) return true;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return locale !== '' && !/utf-?8/i.test(locale);
}
