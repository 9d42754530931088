/** What comes in from other programs and other installations. */
export { readBundle } from './read-bundle.ts';
export type { BundleRead } from './read-bundle.ts';
