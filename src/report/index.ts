/** What a timeline becomes for its readers. */
export { markdownReview } from './markdown.ts';
export { figures } from './figures.ts';
export type { Figure } from './figures.ts';
