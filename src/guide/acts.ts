import type { Guide, OfferName } from './model.ts';

/** What an act needs besides the step that it is about. */
export type Need =
  | 'step'
  | 'choice'
  | 'item'
  | 'fact'
  | 'reason'
  | 'text'
  | 'topic'
  | 'clock'
  | 'role'
  | 'person'
  | 'service'
  | 'severity'
  | 'field'
  | 'file'
  | 'entry'
  | 'runbook'
  | 'incident'
  | 'task'
  | 'confirmation';

export type ActName =
  | OfferName
  | 'untick'
  | 'why'
  | 'assign'
  | 'ack'
  | 'release'
  | 'call'
  | 'ask'
  | 'took'
  | 'gave'
  | 'handover'
  | 'accept-handover'
  | 'period'
  | 'objective'
  | 'describe'
  | 'severity'
  | 'asked'
  | 'lost'
  | 'suspect'
  | 'restored'
  | 'stabilise'
  | 'resolve'
  | 'close'
  | 'reopen-incident'
  | 'stand-down'
  | 'link'
  | 'merge'
  | 'follow'
  | 'follow-up'
  | 'follow-up-done'
  | 'follow-up-verified'
  | 'annotate'
  | 'sign-off'
  | 'feedback'
  | 'hot-wash'
  | 'scribe'
  | 'minutes'
  | 'correct'
  | 'mark'
  | 'expunge'
  | 'retain'
  | 'hold'
  | 'lift-hold'
  | 'pause'
  | 'resume'
  | 'speed'
  | 'answer'
  | 'inject'
  | 'hold-inject'
  | 'let-go'
  | 'skip-inject'
  | 'improvise'
  | 'phase'
  | 'observe'
  | 'rate'
  | 'take-over';

/** What a person may look at; nothing is written. */
export type ViewName =
  | 'now'
  | 'injects'
  | 'steps'
  | 'map'
  | 'log'
  | 'timeline'
  | 'tracks'
  | 'clocks'
  | 'messages'
  | 'facts'
  | 'people'
  | 'services'
  | 'questions'
  | 'brief'
  | 'review'
  | 'incidents'
  | 'facilitate'
  | 'help';
export type OtherName =
  | 'find'
  | 'step'
  | 'iam'
  | 'from-paper'
  | 'replay'
  | 'back'
  | 'forward'
  | 'to'
  | 'switch'
  | 'home'
  | 'quit';

/** One row of the table that feeds keys, numbered choices, help and the reading of typed words. */
export interface ActInfo<Name extends string = ActName> {
  readonly name: Name;
  /** A few words for a key or a numbered choice. */
  readonly label: string;
  /** How it is typed, with what it takes. */
  readonly usage: string;
  readonly help: string;
  readonly group: 'Steps' | 'Words' | 'Clocks and services' | 'People' | 'The incident' | 'The exercise' | 'To look';
  readonly needs: readonly Need[];
  /** Other words for the same, the shorter ones for tired hands. */
  readonly also: readonly string[];
}

const act = <Name extends string>(
  group: ActInfo['group'],
  name: Name,
  label: string,
  usage: string,
  help: string,
  needs: readonly Need[] = [],
  also: readonly string[] = [],
): ActInfo<Name> => ({ name, label, usage, help, group, needs, also });

/** Every act that a person can do, in the order in which help shows them. */
export const acts: readonly ActInfo[] = [
  act('Steps', 'done', 'Done', 'done [STEP]', 'The step is done', ['step'], ['d']),
  act('Steps', 'choose', 'Choose', 'choose [STEP] OPTION', 'Decide for one of the options', ['step', 'choice']),
  act('Steps', 'tick', 'Tick an item', 'tick [STEP] N', 'An item of the checklist is done', ['step', 'item']),
  act('Steps', 'untick', 'Untick an item', 'untick [STEP] N', 'Take a tick back', ['step', 'item']),
  act('Steps', 'fact', 'Answer a fact', 'fact NAME=VALUE …', 'What is known; ? for not known yet', ['fact']),
  act('Steps', 'run', 'Run the command', 'run [STEP]', 'Start the command of the step', ['step']),
  act('Steps', 'send', 'Message sent', 'send [STEP|MESSAGE] [LANGUAGE]', 'The message went out as it is shown', [
    'step',
  ]),
  act('Steps', 'approve', 'Approve', 'approve [STEP]', 'Say yes to what another has done', ['step']),
  act('Steps', 'refuse', 'Refuse', 'refuse [STEP]', 'Say no; the step is open again', ['step', 'reason']),
  act('Steps', 'go-without', 'Go on without approval', 'go-without [STEP]', 'Nobody can approve now', [
    'step',
    'reason',
  ]),
  act('Steps', 'skip', 'Skip', 'skip [STEP]', 'Leave the step out', ['step', 'reason']),
  act('Steps', 'fail', 'It failed', 'fail [STEP]', 'The step was tried and did not work', ['step', 'reason']),
  act('Steps', 'reopen', 'Reopen', 'reopen STEP', 'A settled step has to be done again', ['step', 'reason']),
  act('Steps', 'jump', 'Go to another step', 'jump STEP', 'Leave the order and go on there', ['step', 'reason']),
  act('Steps', 'add', 'Add a step', 'add "TITLE" [--after STEP]', 'Something nobody had planned', ['text', 'reason']),
  act('Steps', 'undo', 'Undo', 'undo [ENTRY]', 'Take the last act back; both stay in the record'),

  act(
    'Words',
    'note',
    'Write a note',
    'note [WHEN:] WORDS …',
    'For the record; no quotes needed; -5m: or 03:12: before it for one of earlier',
    ['text'],
    ['n'],
  ),
  act(
    'Words',
    'scribe',
    'Write for others',
    'scribe WHO WHEN: WHAT',
    'A note of what another did or said, and when',
    ['text'],
    ['o'],
  ),
  act(
    'Words',
    'minutes',
    'Minutes of a decision',
    'minutes [STEP] [--considered TEXT] [--favour TEXT] [--objection WHO: WHY]',
    'What was considered, who was in favour, who strongly objects; asks where nothing is said',
    ['step', 'text'],
  ),
  act('Words', 'attach', 'Attach a file', 'attach FILE', 'A picture or a paper as evidence', ['file']),
  act('Words', 'why', 'Give a reason', 'why [ENTRY] WORDS …', 'Give a reason that is owed', ['entry', 'text']),
  act('Words', 'correct', 'Correct', 'correct ENTRY WORDS …', 'The words of an entry were wrong', ['entry', 'text']),
  act(
    'Words',
    'mark',
    'Mark for readers',
    'mark ENTRY TLP',
    'Who may read it: clear, green, amber, amber+strict, red',
    ['entry'],
  ),
  act('Words', 'expunge', 'Remove words', 'expunge ENTRY --basis WORDS', 'Take words out for good', ['entry', 'text']),

  act('Clocks and services', 'aware', 'Aware of', 'aware TOPIC', 'From now on we know of it; its clocks start', [
    'topic',
  ]),
  act('Clocks and services', 'met', 'Duty met', 'met CLOCK [REFERENCE]', 'The duty of a clock is done', ['clock']),
  act('Clocks and services', 'set-aside', 'Set a clock aside', 'set-aside CLOCK', 'It does not apply', [
    'clock',
    'reason',
  ]),
  act('Clocks and services', 'asked', 'An authority asked', 'asked CLOCK [--due TIME]', 'It starts with a request', [
    'clock',
  ]),
  act('Clocks and services', 'lost', 'Service lost', 'lost SERVICE …', 'It is down; its time starts', ['service']),
  act('Clocks and services', 'suspect', 'Service suspect', 'suspect SERVICE …', 'It may be down', ['service']),
  act('Clocks and services', 'restored', 'Service restored', 'restored SERVICE …', 'It is back', ['service']),

  act('People', 'assign', 'Give a role', 'assign ROLE PERSON', 'Who does what', ['role', 'person']),
  act('People', 'ack', 'Take my role', 'ack [ROLE]', 'I have it', ['role']),
  act('People', 'release', 'Give a role back', 'release ROLE', 'Nobody holds it then', ['role']),
  act('People', 'call', 'Call a role', 'call ROLE RESULT [CONTACT]', 'reached, voicemail, no-answer or refused', [
    'role',
  ]),
  act('People', 'ask', 'Ask somebody', 'ask PERSON WORDS … [--in 10m]', 'Give somebody a task', ['person', 'text']),
  act('People', 'took', 'Task taken', 'took [TASK]', 'I do it', ['task']),
  act('People', 'gave', 'Task done', 'gave [TASK]', 'What was asked is done', ['task']),
  act(
    'People',
    'handover',
    'Hand over',
    'handover [PERSON] [--role ROLE …] [--worries WORDS]',
    'Record the brief for who comes next; the roles go over once they accept',
  ),
  act('People', 'accept-handover', 'Accept the handover', 'accept-handover [PERSON]', 'I take it from here'),
  act(
    'People',
    'period',
    'Begin a period',
    'period [N] OBJECTIVE; OBJECTIVE … [--until 08:00]',
    'An operational period begins, or more is said of the running one',
    ['text'],
  ),
  act('People', 'objective', 'Set an objective', 'objective WORDS …', 'One more for the period that runs', ['text']),

  act('The incident', 'severity', 'Severity', 'severity sev1 … sev5', 'How bad it is', ['severity']),
  act('The incident', 'describe', 'Describe', 'describe FIELD=VALUE …', 'title, impact, cause, began, detected …', [
    'field',
  ]),
  act('The incident', 'follow', 'Follow a runbook', 'follow RUNBOOK', 'Take up one more runbook', ['runbook']),
  act('The incident', 'stabilise', 'Stabilised', 'stabilise', 'It gets no worse'),
  act('The incident', 'resolve', 'Resolve', 'resolve', 'It is over; asks what is still open', ['confirmation']),
  act('The incident', 'close', 'Close', 'close', 'Nothing is left to do', ['confirmation']),
  act('The incident', 'reopen-incident', 'Reopen the incident', 'reopen-incident', 'It came back'),
  act(
    'The incident',
    'stand-down',
    'Stand down',
    'stand-down [ID] false-alarm|duplicate [--of ID]',
    'It was none, or a duplicate',
    ['choice', 'confirmation'],
  ),
  act(
    'The incident',
    'link',
    'Link to another incident',
    'link [ID] ID [--as WORDS]',
    'Two incidents have to do with each other; it stands in both',
    ['incident'],
  ),
  act(
    'The incident',
    'merge',
    'Merge into another incident',
    'merge [ID] --into ID',
    'It goes on in the other one, and is stood down here',
    ['incident', 'confirmation'],
  ),
  act('The incident', 'follow-up', 'Propose a follow-up', 'follow-up WORDS …', 'To be done later, by whom', ['text']),
  act('The incident', 'follow-up-done', 'Follow-up done', 'follow-up-done [ID]', 'What was to be done later is done'),
  act(
    'The incident',
    'follow-up-verified',
    'Effect verified',
    'follow-up-verified [ID] [in DRILL]',
    'It was seen that what was done truly helps',
  ),
  act(
    'The incident',
    'annotate',
    'Say in the review',
    'annotate PART [#N] WORDS …',
    'What the review asks for; changes nothing in the record',
    ['text'],
  ),
  act(
    'The incident',
    'hot-wash',
    'Hot wash',
    'hot-wash [went-well|went-badly|lucky] WORDS …',
    'Right after it: what went well, what did not, where we were lucky',
    ['text'],
  ),
  act(
    'The incident',
    'feedback',
    'Feedback on the drill',
    'feedback [STATEMENT 1–5] WORDS …',
    'What a participant thinks of the exercise',
    ['text'],
  ),
  act('The incident', 'sign-off', 'Sign the review off', 'sign-off', 'I have read the review and agree'),
  act(
    'The incident',
    'retain',
    'How long words are kept',
    'retain 5 years --basis WORDS',
    'Until when what people said is kept, on what legal basis; nothing is removed by it',
    ['text'],
  ),
  act('The incident', 'hold', 'Legal hold', 'hold WORDS …', 'No words may be removed until it is lifted', ['text']),
  act('The incident', 'lift-hold', 'Lift the legal hold', 'lift-hold WORDS …', 'Words may be removed again', ['text']),
  act('The exercise', 'pause', 'Pause the drill', 'pause', 'The exercise clock stops'),
  act('The exercise', 'resume', 'Resume the drill', 'resume', 'The exercise clock goes on'),
  act('The exercise', 'speed', 'Speed of the drill', 'speed N', 'How fast the exercise clock runs', ['text']),
  act('The exercise', 'answer', 'Answer an inject', 'answer [INJECT] WORDS …', 'What you say to whoever asked', [
    'text',
  ]),
  act(
    'The exercise',
    'inject',
    'Let an inject come',
    'inject [INJECT]',
    'It comes now, whatever it waits for',
    ['choice'],
    ['fire'],
  ),
  act('The exercise', 'hold-inject', 'Hold an inject', 'hold-inject INJECT', 'It does not come until it is let go', [
    'choice',
  ]),
  act(
    'The exercise',
    'let-go',
    'Let an inject go',
    'let-go INJECT',
    'It comes at its time, or at once where that has gone by',
    ['choice'],
  ),
  act('The exercise', 'skip-inject', 'Skip an inject', 'skip-inject INJECT --why WORDS', 'It never comes', [
    'choice',
    'reason',
  ]),
  act(
    'The exercise',
    'improvise',
    'Improvise',
    'improvise WORDS … [--to ROLE,ROLE]',
    'The players are told something that no scenario has',
    ['text'],
  ),
  act('The exercise', 'phase', 'Jump to a phase', 'phase PHASE', 'The exercise clock moves to its beginning', [
    'choice',
  ]),
  act(
    'The exercise',
    'observe',
    'Write what you saw',
    'observe WORDS … [--objective O] [--rating P|S|M|U]',
    'For the after-action report; against an objective, with a rating',
    ['text'],
  ),
  act('The exercise', 'rate', 'Rate an objective', 'rate OBJECTIVE P|S|M|U', 'How well it was performed', ['choice']),
  act('The exercise', 'take-over', 'Take over as facilitator', 'take-over', 'You facilitate from now on'),
];

/** What can be looked at, and the rest that writes nothing. */
export const views: readonly ActInfo<ViewName | OtherName>[] = [
  act('To look', 'now', 'Where we are', 'now', 'Show where we are', [], ['status', 'guide']),
  act('To look', 'step', 'Look at another step', 'step NAME', 'Look at another open step', ['step']),
  act('To look', 'steps', 'All steps', 'steps', 'All steps with their state'),
  act('To look', 'map', 'The map', 'map', 'The path taken, what is open, what can still come'),
  act('To look', 'log', 'The log', 'log [N]', 'The last entries'),
  act(
    'To look',
    'timeline',
    'The timeline',
    'timeline [#N] [kind=K] [person=P] [step=S] [deviations] [WORDS]',
    'Every entry, or those that are meant',
  ),
  act(
    'To look',
    'tracks',
    'The tracks',
    'tracks',
    'What is worked on side by side, by whom, how far it is',
    [],
    ['lanes'],
  ),
  act('To look', 'clocks', 'The clocks', 'clocks [CLOCK]', 'Every duty with its deadline'),
  act(
    'To look',
    'messages',
    'The messages',
    'messages [MESSAGE]',
    'To whom, sent when, due when; one of them with its words',
  ),
  act('To look', 'facts', 'The facts', 'facts', 'What is known'),
  act(
    'To look',
    'people',
    'The people',
    'people [ROLE]',
    'Who holds which role, whom to ring, tasks, who is there',
    [],
    ['roles'],
  ),
  act('To look', 'services', 'The services', 'services', 'What is lost, and until when it must be back'),
  act(
    'The exercise',
    'injects',
    'The injects',
    'injects',
    'In a drill: what has come to us, and what waits for an answer',
  ),
  act('To look', 'questions', 'Open questions', 'questions', 'What somebody should answer'),
  act('Words', 'from-paper', 'From paper', 'from-paper', 'Type in what was written by hand, line by line'),
  act(
    'To look',
    'replay',
    'Replay',
    'replay [ENTRY|TIME]',
    'As it stood at an entry or a time; nothing is recorded there',
  ),
  act('To look', 'back', 'Entries back', 'back [N]', 'In a replay: so many entries back'),
  act('To look', 'forward', 'Entries forward', 'forward [N]', 'In a replay: so many entries on'),
  act('To look', 'to', 'To an entry or a time', 'to ENTRY|TIME', 'In a replay: to #12, to 03:12'),
  act('To look', 'review', 'The review', 'review', 'Reasons owed, decisions, duties, follow-ups, numbers so far'),
  act(
    'To look',
    'brief',
    'The handover brief',
    'brief [copy|FILE]',
    'What the next person must know, as it stands now; to the clipboard, into a file',
  ),
  act('To look', 'incidents', 'The incidents', 'incidents', 'Every open incident and drill: what presses in each'),
  act(
    'The exercise',
    'facilitate',
    'The exercise',
    'facilitate',
    'For whoever facilitates: what comes, what has come, objectives',
  ),
  act(
    'To look',
    'switch',
    'Work on another incident',
    'switch [ID]',
    'Go on in another incident; alone: in the one before',
    ['incident'],
    [],
  ),
  act('To look', 'home', 'The home screen', 'home', 'What is open, what can be begun, what is over'),
  act('To look', 'iam', 'Say who I am', 'iam NAME', 'Whose name stands in the record', ['person']),
  act('To look', 'find', 'Find', 'find WORDS', 'Whatever has these words in it: acts, steps, clocks, people, facts', [
    'text',
  ]),
  act('To look', 'help', 'Help', 'help [WORD]', 'This list, or what one word does', [], ['?', 'h']),
  act('To look', 'quit', 'Leave', 'quit', 'Leave the guide; nothing is lost', [], ['q', 'exit', 'bye']),
];

/** Words of an exercise that count in every drill, and those of its players. */
const ofDrill: ReadonlySet<string> = new Set(['pause', 'resume', 'speed']);
const ofPlayers: ReadonlySet<string> = new Set(['answer', 'injects', 'inject']);

/** The acts and views that there are for a person here: of an exercise those alone that are theirs. */
export function wordsHere({
  mode,
  drill,
}: Pick<Guide, 'mode' | 'drill'>): readonly ActInfo<ActName | ViewName | OtherName>[] {
  const isHere = ({ group, name }: ActInfo<string>): boolean =>
    group !== 'The exercise' ||
    (mode === 'drill' && ofDrill.has(name)) ||
    (drill !== undefined && (ofPlayers.has(name) || drill.staff !== undefined));
  return [...acts, ...views].filter(isHere);
}

const byWord: ReadonlyMap<string, ActInfo<ActName | ViewName | OtherName>> = new Map(
  [...acts, ...views].flatMap((info) => [info.name, ...info.also].map((word) => [word, info])),
);

/** The row of an act by its name. */
export function actInfo(name: ActName): ActInfo | undefined {
  return acts.find((info) => info.name === name);
}

/** The row that a typed word stands for, also by its other words. */
export function actByWord(word: string): ActInfo<ActName | ViewName | OtherName> | undefined {
  return byWord.get(word.toLowerCase());
}

/** Every word that begins a command, for "did you mean". */
export const commandWords: readonly string[] = [...byWord.keys()];
