/** The checker, loaded late by whoever shows diagnostics: conditions weigh at start-up. */
export { checkRunbook, formatDiagnostic } from './check.ts';
