/**
 * What a plain scalar means in the core schema of YAML 1.2.2, section 10.3.2: null, true or false, a number, else text.
 * Almost all scalars of a runbook are words, so the first letter settles it.
 */
export function plainScalar(source: string): string | number | boolean | null {
  if (source === '') return null;
  const first = source.charCodeAt(0);
  const perhapsNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (perhapsNumber) return numberOf(source) ?? source;
  // Looking a text up reads all of it, and most are sentences.
  if (source.length > longestWord) return source;
  const word = words.get(source);
  return word === undefined ? source : word;
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

const longestWord = 'false'.length;

function numberOf(source: string): number | undefined {
  if (/^[-+]?[0-9]+$/.test(source)) return Number(source);
  if (/^0o[0-7]+$/.test(source) || /^0x[0-9a-fA-F]+$/.test(source)) return Number(source);
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(source)) return Number(source);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(source)) return source.startsWith('-') ? -Infinity : Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(source) ? NaN : undefined;
}
