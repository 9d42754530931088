/** One option: of the same kind in every command that takes it. */
export interface Option {
  readonly short?: string;
  /** What its value is called in help; an option without one is a switch. */
  readonly value?: string;
  readonly many?: true;
  readonly help: string;
  /** What it is for in a command, by its name, where that is said more closely. */
  readonly of?: Readonly<Record<string, string>>;
}

/** Every option there is. */
export const options = {
  json: { help: 'Answer in JSON' },
  db: { value: 'FILE', help: 'The timeline (else HOLDFAST_DB, else in the state folder)' },
  runbooks: { value: 'DIR', many: true, help: 'Where runbooks are looked for; may be repeated' },
  incident: { short: 'i', value: 'ID', help: 'Which incident: its id or how it begins' },
  help: { short: 'h', help: 'How it is used' },

  at: { value: 'TIME', help: 'When it happened, or as of when: -5m, 03:12, a date; never the future' },
  by: {
    value: 'PERSON',
    help: 'Who did it, where you type for another',
    of: { export: 'Whose log it is, of ics-214', search: 'Who did or typed it; one of the names is enough' },
  },
  note: { value: 'TEXT', help: 'A note written beside it' },
  why: { value: 'TEXT', help: 'The reason, where it leaves the plan; "later" owes it' },

  title: { value: 'TEXT', help: 'What it is called' },
  fact: { value: 'K=V', many: true, help: 'A fact that is known; may be repeated' },
  as: {
    value: 'WORDS',
    help: 'The role that you take',
    of: { 'stand-down': 'false-alarm or duplicate', link: 'In what way they have to do with each other' },
  },
  drill: { help: 'An exercise: nothing leaves the room' },
  speed: { value: 'N', help: 'How many times as fast as the wall the clock of a drill runs' },
  staff: { help: 'Of a drill that goes on: also what is kept from its players' },
  'real-world': { help: 'Something real has happened: no duff' },
  seed: { value: 'N', help: 'Which crew of simulated responders plays; the same gives the same' },
  runs: { value: 'N', help: 'How many crews play, one after the other' },
  ui: { help: 'Open the guide (the default on a terminal)' },
  'no-ui': { help: 'Do not open the guide' },
  impact: { value: 'TEXT', help: 'Who and what is hurt' },
  severity: { value: 'SEV', help: 'sev1 (worst) to sev5' },
  timezone: {
    value: 'ZONE',
    help: 'Time zone of the incident: an IANA name',
    of: { export: 'In which its times are told (else that of the incident): an IANA name' },
  },
  plain: { help: 'Numbered lines, no cursor movement' },
  'no-alt-screen': { help: 'Draw below what is on the screen, not instead of it' },

  after: { value: 'STEP', help: 'The step that it follows' },
  role: {
    value: 'ROLE',
    help: 'The role that does it',
    of: { handover: 'Only these of your roles go over (lead,scribe)' },
  },
  ref: { value: 'NUMBER', help: 'The reference that the authority gave' },
  due: { value: 'TIME', help: 'Until when: 4h, 17:00, 5 working days, a date' },
  in: { value: 'TIME', help: 'Until when: 10m, 17:00' },
  basis: { value: 'TEXT', help: 'On what basis words are taken out, or are kept so long' },
  expunge: { help: 'Take the words of what is past its time out for good' },
  of: { value: 'ID', help: 'Of which incident it is a duplicate' },
  into: {
    value: 'ID',
    help: 'The incident in which it goes on',
    of: { 'drill from-msel': 'The scenario that the list went out of' },
  },
  runbook: { value: 'ID', help: 'The runbook that a scenario drills' },
  language: {
    value: 'LANG',
    help: 'In which it is written: en or da',
    of: { send: 'Which wording of the message went out' },
  },
  kind: {
    value: 'K',
    help: 'prevent, detect, mitigate or process',
    of: { search: 'Of which kind of entry: note, step, message, choice, fact …, or step.done …' },
  },
  owner: { value: 'PERSON', help: 'Who does it' },
  to: {
    value: 'WHO',
    help: 'Who takes over',
    of: { 'drill improvise': 'The roles that are told (lead,scribe); everybody where it is left out' },
  },
  objective: { value: 'ID', help: 'The objective of the exercise that it is about' },
  rating: { value: 'R', help: 'P, S, M or U: without challenges, with some, with major ones, unable to' },
  'take-over': { help: 'In place of whoever facilitates' },
  considered: { value: 'TEXT', many: true, help: 'What was considered; may be repeated' },
  favour: { value: 'TEXT', many: true, help: 'Who was in favour of what; may be repeated' },
  objection: { value: 'WHO: WHY', many: true, help: 'Who strongly objects, and why; may be repeated' },
  'no-objection': { help: 'Asked, and nobody strongly objects' },
  marking: { value: 'TLP', help: 'clear, green, amber, amber+strict or red' },

  map: { help: 'As a map: the path taken, what is open, what can still come' },
  all: { help: 'All of them, also what is closed or stood down' },
  follow: { short: 'f', help: 'Go on and show what comes in' },
  since: { value: 'TIME', help: 'Only what happened then or later: 5m (ago), 03:12, a date' },
  last: { short: 'n', value: 'N', help: 'Only the last N' },
  limit: { value: 'N', help: 'No more than the newest N (20)' },
  sign: {
    value: 'KEY',
    help: 'Sign it with this private Ed25519 key (PEM or OpenSSH): the signature lies beside it, in FILE.sig',
  },
  key: { value: 'PUBLIC', help: 'The public key that it must be signed with' },
  head: { value: 'SEQ:HASH', help: 'A head kept elsewhere, to find a cut end' },
  tlp: {
    value: 'TLP',
    help: 'For whom: clear, green, amber, amber+strict or red; what is marked stricter is left out',
  },
  register: { help: 'What the tool stores about whom, instead of an incident' },
  person: { value: 'NAME', help: 'Of a register: all that is stored about this person' },
  pseudonyms: { help: 'People stand under their roles' },
  force: { help: 'Write over what is there' },
  format: {
    value: 'F',
    help: 'In which form',
    of: {
      export:
        'html, markdown, pdf, json, csv, xlsx, ics-201, aar, nis2-24h …: export alone lists them; else by how the file ends',
      metrics: 'csv',
      readiness: 'text, json, html or u4ssc',
      'runbook show': 'text, markdown, paper (a form: HTML or PDF by how the file ends), yaml or json',
    },
  },
  coverage: { help: 'Which steps, options, tracks and injects were ever exercised, when last and by whom' },
  until: {
    value: 'TIME',
    help: 'Until when it goes: 8h, 08:00, tomorrow 08:00',
    of: { search: 'Only what happened by then: 5m (ago), 03:12, a date' },
  },
  worries: { value: 'TEXT', help: 'What worries you, for whoever comes' },
  output: { short: 'o', value: 'FILE', help: 'The file to write' },
  yes: { short: 'y', help: 'Do not ask' },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;

/** Taken by every command. */
export const everywhere = ['json', 'db', 'runbooks', 'incident', 'help'] as const satisfies readonly OptionName[];

/** Taken by everything that writes into an incident. */
export const ofActs = ['at', 'by', 'note', 'why'] as const satisfies readonly OptionName[];

export const optionNamed = (name: string): Option | undefined =>
  Object.hasOwn(options, name) ? options[name as OptionName] : undefined;
