import { clockBehind, millisOfStamp } from '../entry/index.ts';
import type { Incident, Viewer } from '../incident/index.ts';
import { instant, shortDuration, showTime } from '../time/index.ts';
import type { Guide, Question } from './model.ts';

/**
 * A clock that shows less than what was recorded last was set back, or was ahead before: until somebody has looked, no time and no
 * deadline in the record can be trusted. Asked of whoever stands before that clock alone.
 */
export function wallClockQuestions(
  { stamp }: Pick<Incident, 'stamp'>,
  { wall }: Pick<Viewer, 'wall'>,
  { now, timezone }: Pick<Guide, 'now' | 'timezone'>,
): Question[] {
  if (wall === undefined || stamp === '') return [];
  const behind = clockBehind(stamp, wall);
  if (behind === undefined) return [];
  const recorded = millisOfStamp(stamp);
  const when = showTime(instant(recorded, timezone), { now, timeZone: timezone });
  return [
    {
      kind: 'wall-clock',
      text: `This machine's clock is ${shortDuration(behind)} behind the record: something was written down at ${when}. One of the two is wrong, and every time and deadline goes by it: look at another clock, set this one right, and note which it was.`,
      command: 'note WORDS',
      ref: String(recorded),
    },
  ];
}
