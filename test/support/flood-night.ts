/** What a drill of the flood finds out and decides, by the ids of the runbook: a night that comes to its end. */

/** Facts as they are typed; several are said one after another. */
export const answers: Readonly<Record<string, string | readonly string[]>> = {
  public_notices: ['yes', 'no'],
  inside_by_log: '12',
  counted_outside: '12',
  people_missing: '0',
  people_exposed: '2',
  water_kind: 'sewage',
  water_depth_basement: ['18', '14'],
  water_depth_hall: ['5', '4'],
  rise_rate: ['8', '0'],
  water_trend: ['rising', 'falling'],
  on_battery: 'yes',
  ups_minutes: '9',
  fuel_hours: '20',
  hydrogen_percent: '0.4',
  hall_temperature: '26',
  key_safe_code: '4711',
  standby_dry: 'yes',
  lag_seconds: '42',
  standby_faults: '0',
  probe_failures: '0',
  lost_from: '-3h',
  lost_to: '-2h',
  records_lost: '118',
  what_was_lost: 'Forms of a quarter of an hour',
  what_was_lost_da: 'Blanketter fra et kvarter',
  public_line: 'Sign-in is down; home care comes by its lists.',
  public_line_da: 'Login er nede; hjemmeplejen kommer efter lister.',
  malicious_suspected: 'no',
  significant: 'yes',
  essential_disruption: 'yes',
  breach_risk: 'likely',
  hall_state: 'wet',
  hall_humidity: '38',
  chloride: '1',
  insulation_mohm: '5',
  days_on_standby: '9',
  on_paper: 'home care, counters, payments',
  paper_since: '-1h',
  vulnerable_total: '40',
  vulnerable_seen: '40',
  still_on_paper: '0',
  sheets_counted: '212',
  sheets_entered: '212',
};

/** Decisions, by the name of the step: how the chosen option begins. */
export const choices: Readonly<Record<string, string>> = {
  'real-or-not': 'Water is in the building',
  'head-count': 'Everybody is out',
  'what-water': 'Sewage',
  'hall-power': 'Keep it while',
  'water-verdict': 'Below the limit',
  'may-we-carry': 'No: it stays',
  'standby-same-water': 'No, it is outside',
  'move-or-stay': 'Move now',
  'how-to-move': 'Forced',
  'payment-due': 'Yes, a run falls',
  'anything-lost': 'Entries are lost',
  'personal-data': 'Harm is possible',
  'state-of-the-halls': 'Wet',
  'where-next': 'Yes, in stages',
  'weigh-failback': 'Yes, in the announced',
  'paper-agrees': 'Every numbered sheet',
};

/** What one becomes aware of while a step is open. */
export const awareOf: Readonly<Record<string, readonly string[]>> = {
  'weigh-the-duties': ['significant-incident', 'essential-disruption', 'insured-loss'],
  'personal-data': ['personal-data-breach'],
};

/** What ends a round that comes back by the clock. */
export const endings: Readonly<Record<string, string>> = {
  'watch-water': 'fact water_trend=falling',
  'public-rounds': 'fact public_notices=no',
};
