/** The languages that reports are written in (BCP 47). Apart from the reports, which weigh, for whoever only asks for one by name. */
export const languages = ['en', 'da'] as const;
export type Language = (typeof languages)[number];
