import type { Refusal } from '../statechart/index.ts';
import { sayTime } from '../time/index.ts';
import type { HoldState, Incident } from './model.ts';
import { alreadySo } from './refusals.ts';

/** Whether words may be taken out: under a legal hold none may, on whatever basis. */
export function judgeExpunge({ hold, alias }: Incident): Refusal | undefined {
  return hold === undefined
    ? undefined
    : {
        code: 'held',
        message: `${alias} ${holdText(hold)}. No words are removed.`,
        hint: 'Once it is lifted: lift-hold WORDS',
      };
}

/** `is under a legal hold since …, by …: why`. */
export function holdText({ since, by, why }: HoldState): string {
  return `is under a legal hold since ${sayTime(since)}, by ${by}${why === undefined ? '' : `: ${why}`}`;
}

/** Whether a legal hold may be set, or lifted. */
export function judgeHold({ hold, alias }: Incident, held: boolean): Refusal | undefined {
  if (held)
    return hold === undefined
      ? undefined
      : { ...alreadySo(`${alias} ${holdText(hold)}.`, hold.entry), hint: 'It is lifted by: lift-hold WORDS' };
  return hold === undefined ? alreadySo(`${alias} is under no legal hold.`) : undefined;
}

/** Whether its time may be over on that day. */
export function judgeRetention(until: string | undefined): Refusal | undefined {
  if (until === undefined || isDay(until)) return undefined;
  return { code: 'wrong-type', message: `"${until}" is no day.`, hint: 'Write YYYY-MM-DD, or how long: 5 years.' };
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  // 30 February would be read as a day in March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
