/**
 * Text: made safe for a terminal, measured, cut, wrapped; the nearest word; text for Markdown; what is worked out once per text.
 *
 * `./markdown.entry.ts` (`markdownBlocks`, `renderPlainMarkdown`) is an entry of its own, imported lazily with `await import`
 * by those who show Markdown, because `marked` weighs at start-up; its types are named here.
 */
export { visible, visibleLines } from './visible.ts';
export { width, clip, pad, graphemes } from './width.ts';
export { toClipboard } from './clipboard.ts';
export { cannotBeSteered, isConsole } from './terminal-name.ts';
export { hasAsciiAlone, inAscii } from './ascii.ts';
export { wrap } from './wrap.ts';
export { nameMeant, nearest } from './nearest.ts';
export { wordAmong } from './word-among.ts';
export { escapeMarkdown } from './escape-markdown.ts';
export { filled } from './filled.ts';
export type { Filling } from './filled.ts';
export { oncePerText } from './once-per-text.ts';
export { plural } from './plural.ts';
export { listed, someOf } from './listed.ts';
export type { Block, BlockKind } from './markdown.ts';
export type { Span } from './markdown-spans.ts';
