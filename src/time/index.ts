/** Time: instants, durations, deadlines on a calendar, what a person types for a time and is shown for one. */
export { millis, instant, isInstant, elapsed } from './instant.ts';
export type { Instant } from './instant.ts';
export { isTimeZone, trustLocalZone } from './zone.ts';
export { parseDuration, isNoTime, durationMs, isoDuration, shortDuration } from './duration.ts';
export type { Duration } from './duration.ts';
export { addDuration, onWorkingDay } from './calendar.ts';
export type { CalendarOptions } from './calendar.ts';
export { parseWhen, parseDue } from './when.ts';
export type { ReadTime, TimePrecision, WhenOptions } from './when.ts';
export { sayTime, showTime, showClock } from './show.ts';
export type { ShowOptions } from './show.ts';
export { overlapping } from './overlapping.ts';
export type { Period } from './overlapping.ts';
