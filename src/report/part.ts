/**
 * A piece of what is exported as it is made: text, or bytes, which may be the UTF-8 of a text. Bytes stand until the next piece
 * is asked for.
 */
export type Part = string | Uint8Array;

/** The parts of a text as one. */
export function textOf(parts: Iterable<Part>): string {
  const decoder = new TextDecoder();
  return Array.from(parts, (part) => (typeof part === 'string' ? part : decoder.decode(part))).join('');
}
