// The pictures of docs/screens.md, in their order. From one to the next keys are pressed, each once what the one before brought is
// to be seen. A screen that is added gets a line here; the check of the documents asks for one of every page.

/**
 * @typedef {object} Picture
 * @property {string} name of its file in docs/pictures; for a page beside the guide the word that opens it
 * @property {string} title
 * @property {string} says one sentence under it
 * @property {readonly (readonly [keys: string, see: string])[]} keys
 */

/** Of one drill of the flood. @type {readonly Picture[]} */
export const pictures = [
  {
    name: 'guide',
    title: 'Guide',
    says: 'What to do now, who does it, how long there is, what has happened: steps on the left, the step in front in the middle, clocks above, the log below.',
    keys: [
      ['1', '[x] Zone'],
      ['2', '[x] Second'],
      ['3', '[x] Sea'],
      // The decision takes its keys once it could be read.
      ['d', '1-9 choose'],
      ['1', 'Open the bridge'],
      ['n', 'Enter: recorded'],
      ['Pumps run, the basement door is shut.\r', 'Note: Pumps run'],
    ],
  },
  {
    name: 'timeline',
    title: 'Timeline',
    says: 'Every entry, the newest last; searched, filtered, corrected, put right in its time, taken back.',
    keys: [['L', '─ Timeline']],
  },
  {
    name: 'map',
    title: 'Map',
    says: 'The runbook as a tree: the path taken, what is open, what can still come and what cannot any more.',
    keys: [
      ['q', '─ Log'],
      ['M', '─ Map'],
    ],
  },
  {
    name: 'clocks',
    title: 'Clocks',
    says: 'Every deadline with a bar, what it rests on and what the notification must contain.',
    keys: [
      ['q', '─ Log'],
      ['c', '─ Clocks'],
    ],
  },
  {
    name: 'people',
    title: 'People',
    says: 'Roles and who holds them, whom to ring and what came of it, tasks with their time, who is on shift.',
    keys: [
      ['q', '─ Log'],
      ['P', '─ People'],
    ],
  },
  {
    name: 'messages',
    title: 'Messages',
    says: 'Each message with the facts of now, in every language, and what was sent of it before.',
    keys: [
      ['q', '─ Log'],
      ['W', '─ Messages'],
    ],
  },
  {
    name: 'facts',
    title: 'Facts',
    says: 'What is known, since when and from whom, and what is not known yet.',
    keys: [
      ['q', '─ Log'],
      [':facts\r', '─ Facts'],
    ],
  },
  {
    name: 'services',
    title: 'Services',
    says: 'What is lost or in doubt, what leans on it, and how long it may stay away.',
    keys: [
      ['q', '─ Log'],
      [':services\r', '─ Services'],
    ],
  },
  {
    name: 'questions',
    title: 'Questions',
    says: 'What the record still waits for: owed reasons, clocks that may apply, roles that nobody holds.',
    keys: [
      ['q', '─ Log'],
      [':questions\r', '─ Questions'],
    ],
  },
  {
    name: 'brief',
    title: 'Handover',
    says: 'The brief as it stands now, to be read out, copied or saved; who waits for whom to accept.',
    keys: [
      ['q', '─ Log'],
      ['H', '─ Handover'],
    ],
  },
  {
    name: 'review',
    title: 'Review',
    says: 'The review as far as it has come: what left the plan, what was decided, what is still owed.',
    keys: [
      ['q', '─ Log'],
      ['V', '─ Review'],
    ],
  },
  {
    name: 'incidents',
    title: 'Incidents',
    says: 'Every open incident: go from one to another, link them, merge them, declare one more.',
    keys: [
      ['q', '─ Log'],
      ['I', '─ Incidents'],
    ],
  },
  {
    name: 'palette',
    title: 'Words',
    says: 'Whatever can be done, typed in words behind a colon and found while one types.',
    keys: [
      ['q', '─ Log'],
      [':', 'Esc'],
    ],
  },
  {
    name: 'replay',
    title: 'Replay',
    says: 'The incident as it stood at any entry; every screen shows that moment, and nothing can be recorded there.',
    keys: [
      ['\u0007', '─ Log'],
      ['Z', 'REPLAY'],
      ['g', 'REPLAY 1/'],
      [')', 'REPLAY 11/'],
    ],
  },
  {
    name: 'help',
    title: 'Help',
    says: 'Every key of the screen that one is on, the marks, and the words.',
    keys: [
      ['e', '─ Log'],
      ['?', '─ Keys'],
    ],
  },
];

/** Taken last, when there is something to be seen on it. @type {Picture} */
export const homePicture = {
  name: 'home',
  title: 'Home',
  says: 'What is open, the runbooks that speak of what somebody sees, what is over; one sentence declares an incident.',
  keys: [['water', 'Runbooks that speak of it']],
};

/** Of a drill that plays a scenario. @type {Picture} */
export const injectsPicture = {
  name: 'injects',
  title: 'Injects',
  says: 'In a drill: what has come to the players, word for word, what it asks, and what nobody has typed in yet.',
  keys: [[':injects\r', '─ Injects']],
};

/** Of the same drill, for whoever facilitates it. @type {Picture} */
export const facilitatePicture = {
  name: 'facilitate',
  title: 'Facilitate',
  says: 'For whoever facilitates a drill: what comes and when, by the clock of the exercise and of the wall; what came of it; objectives; what the players do.',
  keys: [['', '─ Exercise']],
};
