/** The checker, loaded late by whoever shows diagnostics: conditions weigh at start-up. */
export { checkOrganisation, checkRunbook, formatDiagnostic } from './check.ts';
