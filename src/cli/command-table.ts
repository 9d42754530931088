import { ofActs, type OptionName } from './arguments/options.ts';

/** One command; its file under `commands/` is loaded only when it is meant. */
export interface Command {
  readonly name: string;
  readonly group: Group;
  /** What stands behind its name. */
  readonly usage: string;
  readonly help: string;
  readonly options: readonly OptionName[];
  /** Words that begin with a dash are words: a note needs no quotes. */
  readonly loose?: true;
  readonly also?: readonly string[];
  /** Of an act: its word in the guide, where that is another. */
  readonly word?: string;
  /** Whoever gives it runs the exercise. */
  readonly staff?: true;
  /** The schemas of what it answers with `--json`, in `schemas`; none of a conversation. */
  readonly answers: readonly string[];
  /** Its file under `commands/`. */
  readonly file: string;
}

export type Group = 'Now' | 'Guide' | 'Act' | 'People' | 'State' | 'Runbooks' | 'Drills' | 'Review' | 'Keep' | 'hidden';

type More = Partial<Pick<Command, 'loose' | 'also' | 'word' | 'staff' | 'answers'>>;

const command = (
  group: Group,
  name: string,
  usage: string,
  help: string,
  options: readonly OptionName[],
  file: string,
  more: More = {},
): Command => ({ name, group, usage, help, options, file, answers: [`output/${file}`], ...more });

/** Answers as an act does, beside what else it answers. */
const asAct: More = { answers: ['output/act'] };

const conversation: More = { answers: [] };

/** An act on an incident, worded by the grammar that the guide has for typed words. */
const anAct = (
  group: Group,
  name: string,
  usage: string,
  help: string,
  options: readonly OptionName[] = [],
  more: More = {},
): Command => command(group, name, usage, help, [...options, ...ofActs], 'act', more);

/** What the staff of an exercise do to it; it falls on the drill that is played, and on no incident. */
const ofStaff = (
  name: string,
  word: string,
  usage: string,
  help: string,
  options: readonly OptionName[] = [],
): Command => anAct('Drills', `drill ${name}`, usage, help, options, { word, staff: true });

/** Every command, in the order in which help shows them. */
export const commands: readonly Command[] = [
  command('Now', 'now', '', 'What now, who, how long', [], 'now'),
  anAct('Now', 'note', 'WORDS…', 'Write a note; no quotes needed', [], { loose: true, also: ['n'] }),
  anAct('Now', 'done', '[STEP]', 'The step is done', ['yes'], { also: ['d'] }),

  command(
    'Guide',
    'declare',
    '"REASON"',
    'Declare an incident; a reason is enough',
    ['impact', 'severity', 'title', 'timezone', 'drill', 'speed', 'at', 'by', 'note'],
    'declare',
    { answers: ['output/start'] },
  ),
  command('Guide', 'follow', 'RUNBOOK', 'Take up a runbook in the incident', ['yes', ...ofActs], 'follow', asAct),
  anAct('Guide', 'revise', '[RUNBOOK]', 'Go on in the newer text of a runbook; shows what is other, and asks', ['yes']),
  command(
    'Guide',
    'start',
    'RUNBOOK',
    'Declare and follow at once, and open the guide',
    [
      'title',
      'fact',
      'as',
      'drill',
      'speed',
      'severity',
      'impact',
      'timezone',
      'ui',
      'no-ui',
      'plain',
      'no-alt-screen',
      'at',
      'by',
      'note',
    ],
    'start',
  ),
  command('Guide', 'guide', '', 'Be guided, step by step', ['plain', 'no-alt-screen'], 'guide', conversation),
  command('Guide', 'status', '', 'Where the incident stands', [], 'status', { answers: ['status'] }),
  command('Guide', 'steps', '', 'Every step with its state', ['map'], 'steps'),
  command('Guide', 'log', '', 'What has happened', ['follow', 'since', 'last', 'staff'], 'log', { answers: ['entry'] }),
  command('Guide', 'use', '[ID]', 'Work on this incident in this terminal', [], 'use'),
  command('Guide', 'iam', '[NAME]', 'Who sits at this terminal', [], 'iam'),

  anAct('Act', 'scribe', 'WHO WHEN: WHAT', 'A note of what another did or said, and when', [], {
    loose: true,
    also: ['o'],
  }),
  anAct(
    'Act',
    'minutes',
    '[STEP] [--considered TEXT]… [--favour TEXT]… [--objection "WHO: WHY"]…',
    'What was considered in a decision, and who strongly objects',
    ['considered', 'favour', 'objection', 'no-objection'],
  ),
  anAct('Act', 'skip', '[STEP]', 'Leave the step out'),
  anAct('Act', 'fail', '[STEP]', 'It was tried and did not work'),
  anAct('Act', 'reopen', 'STEP', 'A settled step has to be done again'),
  anAct('Act', 'jump', 'STEP', 'Leave the order and go on there'),
  anAct('Act', 'tick', '[STEP] N', 'An item of the checklist is done'),
  anAct('Act', 'untick', '[STEP] N', 'Take a tick back'),
  anAct('Act', 'choose', '[STEP] OPTION', 'Decide for one of the options'),
  anAct('Act', 'fact', 'K=V…', 'What is known; "K=?" not known yet, "K=" clears'),
  anAct('Act', 'approve', '[STEP]', 'Say yes to what another has done'),
  anAct('Act', 'refuse', '[STEP]', 'Say no; the step is open again'),
  anAct('Act', 'go-without', '[STEP]', 'Nobody can approve now: go on'),
  anAct('Act', 'run', '[STEP]', 'Run the command of the step and wait for its end'),
  anAct(
    'Act',
    'send',
    '[MESSAGE] [LANGUAGE]',
    'You have sent the message as it is worded (holdfast sends nothing itself)',
    ['language'],
  ),
  anAct('Act', 'attach', 'FILE', 'Keep a file as evidence'),
  anAct('Act', 'add', '"STEP TITLE" [--after STEP]', 'A step that nobody had planned', ['after', 'role']),
  anAct('Act', 'undo', '[ENTRY]', 'Take the last act back; both stay in the record'),
  command(
    'Act',
    'correct',
    'ENTRY [WORDS…]',
    'Words, time (--at) or marking of an entry were wrong',
    ['marking', ...ofActs],
    'correct',
    asAct,
  ),
  anAct('Act', 'mark', 'ENTRY TLP', 'Who may read an entry: clear, green, amber, amber+strict, red'),
  anAct('Act', 'why', '[ENTRY] WORDS…', 'Give a reason that is owed', [], { loose: true }),
  anAct('Act', 'expunge', 'ENTRY --basis TEXT', 'Take the words of an entry out for good', ['basis', 'yes']),

  anAct('People', 'assign', 'ROLE PERSON', 'Give somebody a role'),
  anAct('People', 'ack', '[ROLE]', 'I have the role'),
  anAct('People', 'release', 'ROLE', 'Give a role back'),
  command(
    'People',
    'call',
    'ROLE [RESULT [CONTACT]]',
    'Numbers in order; what came of it: reached, voicemail, no-answer, refused',
    ofActs,
    'call',
    { answers: ['output/call', 'output/act'] },
  ),
  anAct('People', 'ask', 'PERSON WORDS… [--in 10m]', 'Give somebody a task', ['in']),
  anAct('People', 'took', '[TASK]', 'The task is taken'),
  anAct('People', 'gave', '[TASK]', 'What was asked is done'),
  command(
    'People',
    'handover',
    '[accept [PERSON]]',
    'Record the brief for who comes next; the roles go over once they accept',
    ['to', 'role', 'worries', 'output', 'force', ...ofActs],
    'handover',
    asAct,
  ),
  command(
    'People',
    'brief',
    '[-o FILE]',
    'The handover brief as it stands now; records nothing',
    ['output', 'force'],
    'brief',
  ),
  anAct(
    'People',
    'period',
    '[N] OBJECTIVE; OBJECTIVE… [--until TIME]',
    'An operational period begins, or more is said of the running one',
    ['until'],
  ),
  anAct('People', 'objective', 'WORDS…', 'One more for the period that runs', [], { loose: true }),

  anAct('State', 'describe', 'K=V…', 'title, began, detected, detected-by, impact, tlp, cause, trigger, area, people'),
  anAct('State', 'severity', 'SEV', 'How bad it is: sev1 … sev5'),
  anAct('State', 'aware', 'TOPIC', 'We know of it from now on; its clocks start'),
  anAct('State', 'met', 'CLOCK [--ref NUMBER]', 'The duty of a clock is done', ['ref']),
  anAct('State', 'set-aside', 'CLOCK', 'The duty does not apply'),
  anAct('State', 'asked', 'CLOCK [--due TIME]', 'Somebody has asked for it', ['due']),
  anAct('State', 'lost', 'SERVICE…', 'The service is down'),
  anAct('State', 'suspect', 'SERVICE…', 'The service may be down'),
  anAct('State', 'restored', 'SERVICE…', 'The service is back'),
  anAct('State', 'stabilise', '', 'It gets no worse'),
  anAct('State', 'resolve', '', 'It is over', ['yes']),
  anAct('State', 'close', '', 'Nothing is left to do', ['yes']),
  anAct('State', 'reopen-incident', '', 'It came back'),
  anAct('State', 'stand-down', '[ID] --as false-alarm|duplicate [--of ID]', 'It was none, or a duplicate', [
    'as',
    'of',
    'yes',
  ]),
  anAct('State', 'link', '[ID] ID [--as WORDS]', 'Two incidents have to do with each other; it stands in both', ['as']),
  anAct('State', 'merge', '[ID] --into ID', 'It goes on in the other one, and is stood down', ['into', 'yes']),
  command(
    'State',
    'follow-up',
    'WORDS… [--owner PERSON] [--due TIME] [--kind K] [--objective O]',
    'To be done later, and by whom',
    ['owner', 'due', 'kind', 'objective', ...ofActs],
    'follow-up',
    asAct,
  ),
  anAct('State', 'follow-up-done', '[ID]', 'What was to be done later is done'),
  anAct(
    'State',
    'follow-up-verified',
    '[ID] [in DRILL]',
    'It was seen that what was done truly helps, in the next drill',
  ),

  command('Runbooks', 'runbook list', '', 'The runbooks that are found', [], 'runbook-list'),
  command(
    'Runbooks',
    'runbook show',
    'ID [--format F] [-o FILE] [--coverage]',
    'A runbook to read, with the commands that it would run; as paper a form to be filled in by hand; or what of it was ever exercised',
    ['format', 'output', 'language', 'force', 'coverage'],
    'runbook-show',
    { answers: ['output/runbook-show', 'output/runbook-file', 'output/coverage'] },
  ),
  command('Runbooks', 'runbook check', '[FILE…]', 'Every fault, with its place', [], 'runbook-check'),
  command('Runbooks', 'runbook new', 'ID', 'Begin a runbook', ['title', 'output'], 'runbook-new'),
  command('Runbooks', 'runbook allow', 'ID', 'Let the commands of this very text run', ['yes'], 'runbook-allow'),
  command('Drills', 'drill list', '', 'The scenarios that are found', [], 'drill-list'),
  command('Drills', 'drill check', '[FILE…]', 'Every fault of a scenario, with its place', [], 'drill-check', {
    answers: ['output/runbook-check'],
  }),
  command(
    'Drills',
    'drill start',
    'SCENARIO [--speed N] [--as ROLE]',
    'One team plays a scenario at its own pace, and is guided as on the night',
    ['title', 'as', 'speed', 'ui', 'no-ui', 'plain', 'no-alt-screen'],
    'drill-start',
  ),
  command(
    'Drills',
    'drill auto',
    'SCENARIO [--seed N] [--runs N]',
    'Simulated responders play it, in memory: where the runbook is weak',
    ['seed', 'runs'],
    'drill-auto',
    { answers: ['output/drill-auto', 'output/drill-weak-spots'] },
  ),
  command(
    'Drills',
    'drill msel',
    'SCENARIO [-o FILE]',
    'Its injects as a Master Scenario Events List: CSV, or a workbook where the file ends with .xlsx',
    ['output', 'force'],
    'drill-msel',
  ),
  command(
    'Drills',
    'drill from-msel',
    'FILE --runbook ID | --into SCENARIO [-o FILE]',
    'A scenario from such a list, .csv or .xlsx; what could not be placed is said, row and column',
    ['runbook', 'into', 'title', 'output', 'force'],
    'drill-from-msel',
  ),
  command(
    'Drills',
    'drill score',
    '[ID]',
    'Each objective, what was measured, the entries behind it; to players when the exercise has ended',
    ['staff'],
    'drill-score',
  ),
  command(
    'Drills',
    'drill stop',
    '[ID] [--real-world]',
    'The exercise ends at once; for something real every screen says so',
    ['real-world', ...ofActs],
    'drill-stop',
    asAct,
  ),
  command(
    'Drills',
    'drill facilitate',
    '[ID | SCENARIO] [--speed N] [--take-over]',
    "The facilitator's screen: what comes, fire, hold, skip, improvise, observe; of a scenario it begins one",
    ['take-over', 'title', 'speed', 'plain', 'no-alt-screen'],
    'drill-facilitate',
    conversation,
  ),
  command(
    'Drills',
    'drill injects',
    '[ID]',
    'Every inject, when it comes, what it got; to players what came to them',
    ['staff'],
    'drill-injects',
  ),
  ofStaff('fire', 'inject', 'INJECT', 'It comes now, whatever it waits for'),
  ofStaff('hold', 'hold-inject', 'INJECT', 'It does not come until it is let go'),
  ofStaff('let-go', 'let-go', 'INJECT', 'It comes at its time, or at once where that has gone by'),
  ofStaff('skip', 'skip-inject', 'INJECT --why TEXT', 'It never comes'),
  ofStaff('improvise', 'improvise', 'WORDS… [--to ROLE,ROLE]', 'The players are told something that no scenario has', [
    'to',
  ]),
  ofStaff('pause', 'pause', '', 'The clock of the exercise stands'),
  ofStaff('resume', 'resume', '', 'The clock of the exercise goes on'),
  ofStaff('speed', 'speed', 'N', 'How fast the clock of the exercise runs: 0.1 to 100'),
  ofStaff('jump', 'phase', 'PHASE', 'The clock of the exercise moves to the beginning of a phase'),
  ofStaff('observe', 'observe', 'WORDS… [--objective O] [--rating P|S|M|U]', 'Write down what you saw', [
    'objective',
    'rating',
  ]),
  ofStaff('rate', 'rate', 'OBJECTIVE P|S|M|U', 'How well an objective was performed'),
  anAct('Drills', 'pause', '', 'The clock of the drill stops'),
  anAct('Drills', 'resume', '', 'The clock of the drill goes on'),
  anAct('Drills', 'speed', 'N', 'How fast the clock of the drill runs'),
  anAct('Drills', 'answer', '[INJECT] WORDS…', 'Answer what an inject asks'),
  anAct('Drills', 'inject', '[INJECT]', 'Let an inject come now, whatever it waits for'),
  command('Drills', 'demo', '[RUNBOOK]', 'Watch the flood runbook as a fast drill', [], 'demo'),

  anAct('Review', 'annotate', 'PART [#N] WORDS…', 'What the review says beside the record, such as went-well', [], {
    loose: true,
  }),
  anAct(
    'Review',
    'hot-wash',
    '[went-well|went-badly|lucky] WORDS…',
    'Right after it: what went well, what did not, where we were lucky',
    [],
    { loose: true },
  ),
  anAct(
    'Review',
    'feedback',
    '[STATEMENT 1–5] WORDS…',
    'What a participant thinks of the exercise; alone it asks',
    [],
    { loose: true },
  ),
  anAct('Review', 'sign-off', '', 'I have read the review and agree'),
  command('Review', 'list', '', 'The incidents', ['all'], 'list', { also: ['incidents'] }),
  command(
    'Review',
    'search',
    'WORDS… [--by PERSON] [--kind K] [--since TIME]',
    'What was said or done in all incidents, the newest first',
    ['by', 'kind', 'since', 'until', 'limit', 'staff'],
    'search',
  ),
  command(
    'State',
    'from-paper',
    '[FILE|-]',
    'Type in what was written by hand: time, initials, step, mark',
    [],
    'from-paper',
    asAct,
  ),
  command(
    'Review',
    'replay',
    '[ID] [--at ENTRY|TIME]',
    'As it stood, entry by entry; in a pipe where it stood at --at',
    ['at', 'plain', 'no-alt-screen'],
    'replay',
    { answers: ['status'] },
  ),
  command(
    'Review',
    'export',
    '[--format F] [-o FILE [--sign KEY]] · --register [--person NAME]',
    'The incident for its readers; what is stored about whom',
    [
      'format',
      'output',
      'tlp',
      'pseudonyms',
      'language',
      'timezone',
      'by',
      'force',
      'sign',
      'register',
      'person',
      'staff',
    ],
    'export',
    { answers: ['output/export', 'output/register', 'output/register-file'] },
  ),
  command(
    'Review',
    'metrics',
    '[--all]',
    'In numbers: times, steps, deadlines, outages, who was waited for',
    ['all', 'format'],
    'metrics',
    { answers: ['output/metrics', 'output/metrics-all'] },
  ),
  command(
    'Review',
    'readiness',
    '[RUNBOOK…] [--format F] [-o FILE]',
    'How ready runbooks and services are: one score each, with what it is the sum of',
    ['format', 'output', 'force'],
    'readiness',
    { answers: ['output/readiness', 'output/readiness-u4ssc', 'output/readiness-file'] },
  ),
  command('Review', 'verify', '[FILE [--key PUBLIC]]', 'Whether the record is whole', ['head', 'key'], 'verify'),

  command(
    'Keep',
    'retention',
    '[--expunge]',
    'How long what people said is kept, and what is past its time',
    ['expunge', 'yes'],
    'retention',
  ),
  anAct('Keep', 'retain', 'LENGTH|DAY|for-ever --basis TEXT', 'Until when the words of an incident are kept', [
    'basis',
  ]),
  anAct('Keep', 'hold', 'WORDS…', 'Legal hold: no words may be removed until it is lifted', [], { loose: true }),
  anAct('Keep', 'lift-hold', 'WORDS…', 'The legal hold is lifted', [], { loose: true }),
  command('Keep', 'import', 'BUNDLE', 'Bring an incident of another installation in, to be read here', [], 'import'),
  command('Keep', 'doctor', '', 'What could be wrong here', [], 'doctor'),
  command('Keep', 'config', '[KEY [VALUE]]', 'Show or set: name, timezone, language', [], 'config'),
  command('Keep', 'backup', 'FILE', 'Copy the timeline, and check the copy', [], 'backup'),
  command('Keep', 'restore', 'FILE', 'Put a backup in place; what stood there is kept aside', ['yes'], 'restore'),
  command('Keep', 'completion', 'SHELL', 'What bash, zsh or fish reads to complete what is typed', [], 'completion'),
  command('Keep', 'help', '[COMMAND]', 'How a command is used', [], 'help'),
  command('hidden', '_command', 'FILE', 'Runs the command of a step', [], 'run-job', conversation),
  command('hidden', '_complete', '', 'What can come next on a command line', [], 'complete', conversation),
  command('hidden', '_seeds', '', 'Another thread of drill auto', [], 'play-seeds', conversation),
  command('hidden', '_windows', '', 'The second thread of an export', [], 'make-windows', conversation),
  command(
    'hidden',
    'home',
    '',
    'Alone: the guide, or home: what there is',
    ['plain', 'no-alt-screen'],
    'home',
    conversation,
  ),
];
