/** The guide in numbered lines: no cursor movement, no colour, append-only. */
export { runPaper, runPlain, runPlainHome } from './run-plain.ts';
export type { PlainIo } from './io.ts';
