/**
 * What the review as a page carries in itself: its script and its style, as set-up has built them from `page.ts` and `page.css`
 * (`scripts/build/page.mjs`), each with the digest by which the page's policy allows it.
 */
export { script, scriptDigest, style, styleDigest } from './page.generated.js';
