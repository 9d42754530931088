/** What comes in from other programs and other installations. */
export { readBundle } from './read-bundle.ts';
export { mselCsv, mselWorkbook } from './msel/draw.ts';
export { place } from './msel/place.ts';
export type { Misplaced, Placed } from './msel/place.ts';
export { mselRows } from './msel/rows.ts';
export type { BundleRead } from './read-bundle.ts';
