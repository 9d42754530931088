/**
 * Markdown for a terminal. An entry of its own, to be imported lazily (`await import`): `marked` weighs at start-up.
 */
export { markdownBlocks } from './markdown-blocks.ts';
export type { Block, BlockKind } from './markdown-blocks.ts';
export type { Span } from './markdown-spans.ts';
export { renderPlainMarkdown } from './plain-markdown.ts';
