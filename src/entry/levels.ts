import type { Marking, Severity } from './entry.ts';

/** From the widest audience to the narrowest: Traffic Light Protocol 2.0 (FIRST, August 2022), section 2. */
export const markings = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const satisfies readonly Marking[];

/** From the worst to the mildest. What each means a runbook says. */
export const severities = ['sev1', 'sev2', 'sev3', 'sev4', 'sev5'] as const satisfies readonly Severity[];
