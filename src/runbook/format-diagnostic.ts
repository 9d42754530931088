import { pad, visible, width } from '../text/index.ts';
import type { Diagnostic } from './model.ts';

/** Wider source lines are shown from near the fault: a caret that wraps points at nothing. */
const widest = 100;

/**
 * A diagnostic for a person: place, severity, message and rule, then the source line with a caret under the fault, then what to do.
 * Nothing of the file reaches the terminal as a control sequence.
 */
export function formatDiagnostic(diagnostic: Diagnostic, options: { color?: boolean } = {}): string {
  const paint =
    options.color === true
      ? (code: string, text: string) => `\u001B[${code}m${text}\u001B[0m`
      : (_code: string, text: string) => text;
  const { file, line, column, severity, message, rule, hint, source } = diagnostic;
  const head = `${paint('1', `${visible(file)}:${line}:${column}:`)} ${paint(severity === 'error' ? '31' : '33', `${severity}:`)} ${paint('1', visible(message))} ${paint('2', `[${rule}]`)}`;
  const gutter = String(line).length;
  const rows = [head];
  if (source !== undefined) {
    const { shown, before, caret } = cut(source, column, diagnostic.length);
    rows.push(
      paint('2', `${' '.repeat(gutter)} |`),
      `${paint('2', `${line} |`)} ${shown}`,
      `${paint('2', `${' '.repeat(gutter)} |`)} ${before}${paint('32', caret)}`,
    );
  }
  if (hint !== undefined) rows.push(`${' '.repeat(gutter)} ${paint('36', '=')} ${visible(hint)}`);
  return rows.join('\n');
}

function cut(source: string, column: number, length: number): { shown: string; before: string; caret: string } {
  const index = column - 1;
  const from = source.length > widest && index > widest / 2 ? index - widest / 4 : 0;
  const lead = from > 0 ? '…' : '';
  const tail = source.length > from + widest ? '…' : '';
  const end = Math.min(index + length, from + widest, Math.max(source.length, index + 1));
  const before = visible(source.slice(from, index));
  const marked = visible(source.slice(index, end));
  const after = visible(source.slice(end, from + widest));
  return {
    shown: `${lead}${before}${marked}${after}${tail}`,
    before: pad('', width(lead + before)),
    caret: `^${'~'.repeat(Math.max(0, width(marked) - 1))}`,
  };
}
