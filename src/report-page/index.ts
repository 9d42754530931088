/**
 * What the review as a page carries in itself: its script and its style, as set-up has built them from `page.ts` and `page.css`
 * (`scripts/build/page.mjs`).
 */
export { script, style } from './page.generated.js';
