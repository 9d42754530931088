import type { Fact, FactValue } from '../runbook/index.ts';
import { instant } from '../time/index.ts';

/** When a fact is answered: hours since the declaration, and the clock of the exercise. */
export interface Moment {
  readonly hours: number;
  readonly now: number;
  readonly timezone: string;
}

type Answer = FactValue | ((moment: Moment) => FactValue);

const ago =
  (hours: number) =>
  ({ now, timezone }: Moment): string =>
    instant(now - hours * 3_600_000, timezone);

/** The night of a flood, as one might go: the water rises for three hours and falls; one person is missed and found. */
const flood: Readonly<Record<string, Answer>> = {
  inside_by_log: 12,
  counted_outside: ({ hours }) => (hours < 0.9 ? 11 : 12),
  people_missing: ({ hours }) => (hours < 0.9 ? 1 : 0),
  missing_person: 'The cleaner of the east wing, last seen at the goods lift',
  people_exposed: 2,
  people_out: true,
  warning_verdict: 'water-here',
  water_kind: 'sewage',
  water_depth: ({ hours }) => (hours < 3 ? 7 : 0),
  water_depth_basement: ({ hours }) => Math.max(0, Math.round(hours < 3 ? 14 + 8 * hours : 38 - 4 * (hours - 3))),
  water_depth_hall: ({ hours }) => Math.max(0, Math.round(hours < 3 ? 4 + hours : 7 - (hours - 3))),
  rise_rate: ({ hours }) => (hours < 3 ? 8 : 0),
  water_trend: ({ hours }) => (hours < 2.5 ? 'rising' : hours < 3.2 ? 'steady' : 'falling'),
  hall_state: 'wet',
  on_battery: ({ hours }) => hours < 2,
  ups_minutes: 48,
  fuel_hours: 20,
  hydrogen_percent: 0.4,
  hall_temperature: 26,
  lag_seconds: 42,
  standby_faults: 0,
  standby_dry: true,
  probe_failures: 0,
  lost_from: ago(3),
  lost_to: ago(2.9),
  records_lost: 118,
  what_was_lost: 'Forms handed in between 02:11 and 02:17',
  what_was_lost_da: 'Blanketter indsendt mellem 02:11 og 02:17',
  public_notices: ({ hours }) => hours < 8,
  public_line: 'Sign-in and payments are down; home care goes on by its printed lists.',
  public_line_da: 'Login og betalinger er nede; hjemmeplejen følger sine udskrevne lister.',
  significant: true,
  essential_disruption: true,
  malicious_suspected: 'no',
  breach_risk: 'likely',
  breach_suspected: false,
  ongoing_at_final: false,
  hall_humidity: ({ hours }) => Math.max(38, Math.round(90 - 0.6 * hours)),
  insulation_mohm: 5,
  chloride: 1,
  days_on_standby: 9,
  key_safe_code: 'given',
};

/** A plausible answer: from the table, else one by the fact's type that lets loops come to their end. */
export function answerFor(id: string, fact: Fact, moment: Moment): FactValue {
  const known = Object.hasOwn(flood, id) ? flood[id] : undefined;
  const answer = typeof known === 'function' ? known(moment) : known;
  return answer !== undefined && suits(fact, answer) ? answer : byType(fact, moment);
}

function suits({ type, of }: Fact, answer: FactValue): boolean {
  switch (type) {
    case 'number':
      return typeof answer === 'number';
    case 'boolean':
      return typeof answer === 'boolean';
    case 'choice':
      return typeof answer === 'string' && (of ?? []).includes(answer);
    case 'list':
      return Array.isArray(answer);
    case 'text':
    case 'time':
      return typeof answer === 'string';
  }
}

function byType({ type, of, ask }: Fact, moment: Moment): FactValue {
  const late = moment.hours >= 2;
  switch (type) {
    case 'number':
      return late ? 0 : 3;
    case 'boolean':
      return !late;
    case 'choice':
      return (late ? of?.at(-1) : of?.[0]) ?? '';
    case 'list':
      return ['one', 'two'];
    case 'time':
      return instant(moment.now, moment.timezone);
    case 'text':
      return `Played in the exercise: ${ask}`;
  }
}
