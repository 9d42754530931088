/** How well something was performed, best first (HSEEP, Exercise Evaluation Guide, ratings key). */
export const ratings = ['P', 'S', 'M', 'U'] as const;
export type Rating = (typeof ratings)[number];

/** The keys of which a measure has exactly one. */
export const measureKinds = [
  'step',
  'choice',
  'fact',
  'message',
  'answer',
  'entries',
  'clock-kept',
  'no-deviation',
] as const;
export type MeasureKind = (typeof measureKinds)[number];
