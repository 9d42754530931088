import { type Fact, type FactValue, takesValue } from '../runbook/index.ts';
import { instant } from '../time/index.ts';

/** When a fact is answered: in the exercise of which runbook, hours since the declaration, and the clock of the exercise. */
export interface Moment {
  readonly runbook: string;
  readonly hours: number;
  readonly now: number;
  readonly timezone: string;
}

type Answer = FactValue | ((moment: Moment) => FactValue);

const ago =
  (hours: number) =>
  ({ now, timezone }: Moment): string =>
    instant(now - hours * 3_600_000, timezone);

/** People served on paper and by hand, some days long. */
const byHand = (days: number): Readonly<Record<string, Answer>> => ({
  on_paper: ['home care', 'counters', 'payments', 'pumps and gates'],
  paper_since: ago(0),
  vulnerable_total: 212,
  vulnerable_seen: 212,
  still_on_paper: ({ hours }) => (hours < 24 * days ? 4 : 0),
  sheets_counted: 340 * days,
  sheets_entered: 340 * days,
  signin_state: ({ hours }) => (hours < 24 * days ? 'lost' : 'works'),
  trust_before: ago(24 * 30),
  first_form: 'P 0401',
  proof_desks: 4,
  callback_open: true,
  waiting_minutes: 35,
  proofs_given: 120 * days,
  proofs_refused: 6 * days,
  fraud_signs: 1,
  vulnerable_waiting: 0,
  forms_issued: 150 * days,
  forms_back: 150 * days,
  forms_doubtful: days,
  forms_typed: 120 * days - days,
});

/** The night of a flood, as one might go: the water rises for three hours and falls; one person is missed and found. */
const flood: Readonly<Record<string, Answer>> = {
  ...byHand(1),
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
  public_notices: ({ hours }) => hours < 4,
  public_line: 'Sign-in and payments are down; home care goes on by its printed lists.',
  public_line_da: 'Login og betalinger er nede; hjemmeplejen følger sine udskrevne lister.',
  significant: true,
  essential_disruption: true,
  malicious_suspected: 'no',
  breach_risk: 'likely',
  breach_suspected: false,
  hall_humidity: ({ hours }) => Math.max(38, Math.round(90 - 0.6 * hours)),
  insulation_mohm: 5,
  chloride: 1,
  days_on_standby: 9,
  key_safe_code: 'given',
};

/** A breach, as one might go: watched until evidence and cut are ready, cut at night, rebuilt in two days, citizens back in a week. */
const breach: Readonly<Record<string, Answer>> = {
  ...byHand(8),
  first_sign: 'partner',
  earliest_sign: ago(24 * 9),
  strong_signs: 1,
  weak_signs: 2,
  breach_verdict: 'platform',
  malicious_suspected: 'yes',
  people_in_the_know: 9,
  deepest_reach: 'signing-key',
  way_in: 'supplier',
  accounts_touched: 37,
  records_read: 2140,
  clock_offset_max: 41,
  sources_open: 0,
  intruder_active: ({ hours }) => hours < 20,
  tripwire_seen: false,
  ready_to_act: ({ hours }) => hours >= 5,
  cannot_wait: 640,
  staff_first: 400,
  hours_dark: 18,
  hour_has_come: true,
  break_glass_code: 'given',
  insider_file: 'P 1',
  partners_rolled: 15,
  new_key_print: '7C19 E2A4',
  ways_back_open: 0,
  forged_seen: 0,
  new_doors: 0,
  new_traces: 0,
  ring_refused: 3,
  ring_wait: 12,
  ring_forged: 0,
  ring_fraud: 0,
  hours_quiet: ({ hours }) => Math.max(0, Math.round(hours - 30)),
  admins_enrolled: 100,
  staff_enrolled: ({ hours }) => Math.max(2, Math.min(97, Math.round((hours - 90) * 1.2))),
  ring_open: ({ hours }) => (hours < 180 ? 'five-hundred' : hours < 190 ? 'tenth' : hours < 200 ? 'half' : 'all'),
  refused_share: 3,
  helpdesk_wait: 12,
  fraud_hits: ({ hours }) => (hours < 60 ? 1 : 0),
  public_notices: ({ hours }) => hours < 24 * 11,
  public_line: 'Sign-in is switched off by us; counters and the call-back line serve what cannot wait.',
  public_line_da: 'Vi har slukket for login; borgerservice og telefonen klarer det, der ikke kan vente.',
  staff_line: 'Paper goes on; keys are given out group by group.',
  staff_line_da: 'Vi arbejder videre på papir; nøgler deles ud gruppe for gruppe.',
  what_was_seen: 'names, CPR numbers, addresses and telephone numbers from the customer register',
  what_was_seen_da: 'navne, CPR-numre, adresser og telefonnumre fra kunderegistret',
  significant: true,
  cross_border: false,
  essential_disruption: false,
  trust_service_hurt: false,
  breach_risk: 'high',
  people_affected: 2140,
  people_told: 2140,
  fraud_total: 4,
  doors_later: 0,
  police_asks_delay: false,
};

/** Exercises that go another way than the flood, by their runbook. */
const nights: Readonly<Record<string, Readonly<Record<string, Answer>>>> = { 'identity-platform-breach': breach };

/** A plausible answer: from the table, else one by the fact's type that lets loops come to their end. */
export function answerFor(id: string, fact: Fact, moment: Moment): FactValue {
  const night = Object.hasOwn(nights, moment.runbook) ? (nights[moment.runbook] ?? flood) : flood;
  const known = Object.hasOwn(night, id) ? night[id] : undefined;
  const answer = typeof known === 'function' ? known(moment) : known;
  return answer !== undefined && takesValue(fact, answer) ? answer : byType(fact, moment);
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
