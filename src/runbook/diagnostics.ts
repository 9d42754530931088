import type { Event } from 'js-yaml';
import type { Fault, Finding } from './finding.ts';
import type { Diagnostic } from './model.ts';
import { Places } from './place.ts';

/** Turns faults and findings into diagnostics in the order of the file; of several at one place only the first is kept. */
export function diagnose(
  text: string,
  file: string,
  faults: readonly Fault[],
  findings: readonly Finding[],
  events: readonly Event[],
): Diagnostic[] {
  if (faults.length + findings.length === 0) return [];
  const places = findings.length > 0 ? new Places(text, events) : undefined;
  const placed: Fault[] = [...faults];
  for (const finding of findings) {
    const { start, end } = places?.of(finding) ?? { start: 0, end: 1 };
    placed.push({
      start,
      end,
      severity: finding.severity,
      rule: finding.rule,
      message: finding.message,
      ...(finding.hint === undefined ? {} : { hint: finding.hint }),
    });
  }
  const inOrder = placed.toSorted((a, b) => a.start - b.start || rank(a) - rank(b));
  const lines = new Lines(text);
  const said = new Set<string>();
  const kept = inOrder.filter(({ start, rule, message }) => {
    const what = JSON.stringify([start, rule, message]);
    return said.size < said.add(what).size;
  });
  return kept.map((fault) => toDiagnostic(fault, file, lines));
}

function rank({ severity }: Fault): number {
  return severity === 'error' ? 0 : 1;
}

function toDiagnostic(fault: Fault, file: string, lines: Lines): Diagnostic {
  const { line, column, source } = lines.at(fault.start);
  const length = Math.max(1, Math.min(fault.end - fault.start, source.length - column + 1));
  return {
    file,
    line,
    column,
    length,
    severity: fault.severity,
    rule: fault.rule,
    message: fault.message,
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
    source,
  };
}

/** Offsets to lines and columns, both counted from 1. */
class Lines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (const found of text.matchAll(/\r\n|\r|\n/g)) this.#starts.push(found.index + found[0].length);
  }

  at(offset: number): { line: number; column: number; source: string } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low] ?? 0;
    let end = this.#starts[low + 1] ?? this.#text.length;
    // Not by a pattern: of a thousand faults in one long line each would look through all of it.
    while (end > start && '\r\n'.includes(this.#text.charAt(end - 1))) end -= 1;
    return { line: low + 1, column: offset - start + 1, source: this.#text.slice(start, end) };
  }
}
