import type { Marking } from './entry.ts';

/** From the widest audience to the narrowest: Traffic Light Protocol 2.0 (FIRST, August 2022), section 2. */
export const markings = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const satisfies readonly Marking[];
