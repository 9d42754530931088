/**
 * Markdown for a terminal. An entry of its own, to be imported lazily (`await import`): `marked` weighs at start-up.
 */
export { markdownBlocks } from './markdown.ts';
export { renderPlainMarkdown } from './plain-markdown.ts';
