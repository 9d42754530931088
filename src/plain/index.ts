/** The guide in numbered lines: no cursor movement, no colour, append-only. */
export { runPaper, runPlain } from './run-plain.ts';
export type { NotHad, PlainIo } from './io.ts';
