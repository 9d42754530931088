import { overSince } from '../../incident/index.ts';
import { addDuration, instant, millis, parseDuration } from '../../time/index.ts';
import type { ActName } from './act-info.ts';
import { actInfo } from '../acts.ts';
import { asAct, askedOption, problem } from './kit.ts';
import type { Parsed, Spoken } from './kit.ts';

type KeepingName = Extract<ActName, 'retain' | 'hold' | 'lift-hold'>;

/** How the words about keeping are read: how long what people said is kept, and that none of it may go. */
export const keepingParsers: Readonly<Record<KeepingName, (spoken: Spoken) => Parsed>> = {
  retain: (spoken) => {
    const said = spoken.words.join(' ').trim();
    if (said === '')
      return { kind: 'asking', prompt: 'How long? (5 years, 2031-12-31, for-ever)', choices: [], before: ['retain'] };
    const until = untilOf(said, spoken);
    if (until === undefined) return problem(`"${said}" is no length of time and no day.`, `It is typed: ${usage}`);
    const { basis } = spoken.options;
    const asked = askedOption(spoken, 'basis', asksBasis);
    if (asked !== undefined) return asked;
    if (basis === undefined)
      return { kind: 'asking', prompt: asksBasis, choices: [], before: ['retain', said, '--basis'] };
    return asAct(spoken, { act: 'retain', basis, ...(until !== forEver && { until }) });
  },
  hold: (spoken) => hold(spoken, true, 'Who asks that it is kept, and why?'),
  'lift-hold': (spoken) => hold(spoken, false, 'Why may words be removed again, and who says so?'),
};

const usage = actInfo('retain')?.usage ?? '';
const asksBasis = 'On what legal basis, in words?';
const forEver = 'for-ever';

/** The day on which that time is over, counted from the end of the incident, or from today while it goes on. */
function untilOf(said: string, { guide, incident }: Spoken): string | undefined {
  if (/^for[\s-]?ever$/i.test(said)) return forEver;
  if (/^\d{4}-\d\d-\d\d$/.test(said)) return said;
  const duration = parseDuration(said);
  if (duration === undefined) return undefined;
  const from = overSince(incident) ?? instant(millis(guide.now), guide.timezone);
  return addDuration(from, duration, { timeZone: guide.timezone }).slice(0, 10);
}

function hold(spoken: Spoken, held: boolean, prompt: string): Parsed {
  const words = spoken.words.join(' ').trim();
  return words === ''
    ? { kind: 'asking', prompt, choices: [], before: [spoken.name] }
    : asAct(spoken, { act: 'hold', held, words });
}
