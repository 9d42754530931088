/** The step that an entry is about, in the whole incident: `run:step`. */
export const stepKey = (run: string | undefined, step: string): string => `${run ?? ''}:${step}`;
