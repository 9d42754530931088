import type { Fault } from './finding.ts';

/**
 * Where YAML expects a space (before a key or a dash, or behind one) something that looks like one: what is copied from a page or out of
 * a chat is full of U+00A0. Between words it is as good as any other space.
 */
const strange =
  /^( *(?:- +)*)(?:((?:-|[a-z][\w-]*:) *)([\u00a0\u2000-\u200a\u202f\u205f\u3000])|([\u00a0\u2000-\u200a\u202f\u205f\u3000])(?=[^\S\n]*(?:-\s|[a-z][\w-]*:(?:\s|$))))/gmu;

/**
 * Each of them, as the fault that it is. To be asked only of a text that is wrong already: YAML takes such a space for a letter, which a
 * text over several lines may truly hold.
 */
export function strangeSpaces(text: string): Fault[] {
  return [...text.matchAll(strange)].map(({ index, 1: indent = '', 2: before = '', 3: behind, 4: within }) => {
    const start = index + indent.length + before.length;
    const point = (behind ?? within ?? '').charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return {
      start,
      end: start + 1,
      severity: 'error',
      rule: 'hidden-character',
      message: `U+${point} stands here: it looks like a space, and YAML takes it for a letter`,
      hint: 'write an ordinary space in its place',
    };
  });
}
