/** What the map says beside the titles of a runbook; `{name}` is filled in. */
export const mapTexts = {
  afterwards: 'Afterwards: {title}',
  'holds-nothing': 'does not hold the response open',
  ended: '{run}, ended',
  'ended-as': '{run}, ended: {outcome}',
  back: '← back to {title}',
  on: '→ on to {title}',
  'failed-back': 'if it fails ← back to {title}',
  'failed-on': 'if it fails → on to {title}',
  chosen: 'chosen',
  'not-taken': 'not taken',
  'not-this-time': 'not taken this time',
  overdue: 'OVERDUE',
  turn: 'turn {turn}',
  added: 'added',
  never: 'not any more',
  now: 'now',
  rests: 'rests until the next round',
  'under-way': 'under way',
  awaiting: 'waits for an approval',
  'timed-out': 'its time was up',
  skipped: 'left out',
  failed: 'failed',
  'not-needed': 'not needed',
  'not-true': 'not needed, not true: {when}',
  'left-open': 'left open',
  options: 'one of {count}',
  tracks: 'side by side',
  rounds: 'in rounds',
  round: 'round {round}',
  runbook: 'runbook {runbook}',
  ends: 'ends it',
  'ends-as': 'ends it: {outcome}',
  option: 'option: {title}',
  track: 'track: {title}',
  since: 'since {when}',
  number: 'number {number}, {when}',
  by: '{when} by {who}',
} as const;

type MapText = keyof typeof mapTexts;

/** Says the words of the map, in whatever language. */
export type MapSay = (text: MapText, values?: Readonly<Record<string, string | number>>) => string;

/** As the guide says them. */
export const mapInEnglish: MapSay = (text, values = {}) =>
  mapTexts[text].replace(/\{([a-z]+)\}/g, (whole, name: string) => String(values[name] ?? whole));
