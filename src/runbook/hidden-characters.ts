import { visible } from '../text/index.ts';
import type { Fault } from './finding.ts';

/** What European languages are written with, and the signs that a runbook uses: none of them is hidden, so most files need no closer look. */
const plainText =
  /^[\x20-\x7e\n\r\t\u00a1-\u00ac\u00ae-\u02af\u0391-\u03ce\u0400-\u045f\u2010-\u2015\u2018-\u201f\u2022\u2026\u2030\u20ac\u2190-\u21ff\u2212\u2260\u2264\u2265]*$/;

/** Every control, bidirectional or invisible character of a file, comments included: a reviewer would not see it, and a terminal would obey it. */
export function hiddenCharacters(text: string): Fault[] {
  if (plainText.test(text)) return [];
  const found: Fault[] = [];
  let start = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const at = plainText.test(line) ? undefined : placeOf(line);
    if (at !== undefined)
      found.push({
        start: start + at.start,
        end: start + at.start + at.length,
        severity: 'error',
        rule: 'hidden-character',
        message: `${at.name} stands here, which a reader cannot see`,
        hint: 'take it out',
      });
    start += line.length;
  }
  return found;
}

/** The first such character of a text by name; line breaks and tabs are none. */
export function hiddenIn(value: string): string | undefined {
  if (plainText.test(value)) return undefined;
  for (const line of value.split('\n')) {
    const at = placeOf(line);
    if (at !== undefined) return at.name;
  }
  return undefined;
}

/** The shortest beginning that is changed when made visible ends in the character; emoji that need a joiner stay whole. */
function placeOf(line: string): { start: number; length: number; name: string } | undefined {
  const clean = line.replace(/[\t\r\n]/g, ' ');
  const shown = visible(clean);
  if (shown === clean) return undefined;
  let start = 0;
  while (start < clean.length && clean.charCodeAt(start) === shown.charCodeAt(start)) start += 1;
  const point = clean.codePointAt(start) ?? 0;
  return { start, length: point > 0xffff ? 2 : 1, name: `U+${point.toString(16).toUpperCase().padStart(4, '0')}` };
}
