import {
  briefText,
  clockStory,
  clockText,
  exerciseLines,
  deviationText,
  factText,
  handoverBrief,
  heldText,
  injectText,
  laneStory,
  laneText,
  lineMarks,
  mapLines,
  mapSigns,
  shownState,
  personText,
  ringText,
  roleStory,
  serviceText,
  taskText,
  waitingText,
  withHere,
  wordsHere,
} from '../guide/index.ts';
import type { ActInfo, ContactOf, Guide, LogLine, StepRow, Told, ViewName } from '../guide/index.ts';
import type { Incident } from '../incident/index.ts';
import { pad, width } from '../text/index.ts';
import { showTime } from '../time/index.ts';
import { sayExercise } from './exercise.ts';
import type { Page } from './page.ts';

/** The only thing of a view that is wanted, and where its numbers are. */
interface Shown {
  /** The word that help was asked about. */
  readonly about?: ActInfo<string> | undefined;
  readonly of?: string | undefined;
  readonly contactOf: ContactOf;
  /** Who has the incident open on this machine, by name. */
  readonly here: readonly string[];
  /** The end of the log, for the brief. */
  readonly recent: () => readonly LogLine[];
}

/** Shows what a person asked to look at, but for what has a place of its own: the situation, the log, the timeline, the messages. */
export function sayView(
  page: Page,
  view: Exclude<ViewName, 'now' | 'log' | 'timeline' | 'messages' | 'incidents' | 'review'>,
  guide: Guide,
  incident: Incident,
  { about, of, contactOf, here, recent }: Shown = { contactOf: () => undefined, here: [], recent: () => [] },
): void {
  page.gap();
  const role = view === 'people' ? guide.roles.find(({ id }) => id === of) : undefined;
  if (role !== undefined) return sayTold(page, roleStory(role, guide, contactOf));
  const clock = view === 'clocks' ? guide.clocks.find(({ id }) => id === of) : undefined;
  if (clock !== undefined) return sayTold(page, clockStory(clock, guide));
  switch (view) {
    case 'steps':
      return saySteps(page, guide.steps);
    case 'tracks':
      return sayTracks(page, guide);
    case 'map':
      return sayMap(page, guide, incident);
    case 'clocks':
      return sayRows(
        page,
        'Clocks:',
        guide.clocks.map(
          (clock) => `${clockText(clock, guide)}  (${clock.id})${clock.basis === undefined ? '' : ` — ${clock.basis}`}`,
        ),
        'There are no clocks.',
      );
    case 'facts':
      return sayRows(
        page,
        'Facts:',
        guide.facts.map((fact) => factText(fact, guide)),
        'There are no facts.',
      );
    case 'people':
      return sayPeople(page, guide, here);
    case 'brief':
      return sayBrief(page, guide, incident, recent());
    case 'services':
      return sayRows(
        page,
        'Services:',
        guide.services.map((service) => `${serviceText(service, guide)}  (${service.id})`),
        'There are no services.',
      );
    case 'injects':
      return sayInjects(page, guide);
    case 'questions':
      sayRows(
        page,
        'To be answered:',
        guide.questions.map(
          (question) => `${question.text}${question.command === undefined ? '' : `  (type: ${question.command})`}`,
        ),
        'Nothing waits for an answer.',
      );
      if (guide.deviations.count > 0) page.say(`${deviationText(guide)}.`);
      return;
    case 'facilitate':
      return sayExercise(page, guide, here);
    case 'help':
      return about === undefined ? sayHelp(page, guide) : sayUsage(page, about);
  }
}

function sayInjects(page: Page, guide: Guide): void {
  const { drill } = guide;
  if (drill === undefined) return page.say('No scenario is played here.');
  for (const line of exerciseLines(guide)) page.say(line);
  if (drill.injects.length === 0) page.say('Nothing has come yet.');
  for (const row of drill.injects.toReversed()) {
    const [first = '', ...lines] = injectText(row, guide);
    page.say(`${first}${row.id === undefined ? '' : `  (${row.id})`}`, '  ');
    for (const line of lines) page.say(line, '     ');
  }
}

/** Lines of the log, one an entry; what was derived stands indented under it. */
export function sayLog(page: Page, lines: readonly LogLine[], guide: Guide): void {
  page.sayAll(
    lines.map((line) => ({
      text: logText(line, guide),
      lead: line.derived === true ? '       ' : `  #${line.seq} `,
    })),
  );
}

function logText(line: LogLine, guide: Guide): string {
  if (line.derived === true) return `→ ${line.text}`;
  const time = showTime(line.at, { now: guide.now, timeZone: guide.timezone });
  const marks = lineMarks(line);
  return `${time}  ${line.by}: ${line.text}${marks.length === 0 ? '' : `  [${marks.join(', ')}]`}`;
}

const signs: Readonly<Record<ReturnType<typeof shownState>, string>> = {
  waiting: '[ ]',
  active: '[>]',
  awaiting: '[?]',
  done: '[x]',
  skipped: '[-]',
  failed: '[!]',
  passed: '[ ]',
  'left-open': '[ ]',
  out: '[.]',
};

/** What a sign alone does not tell. */
const stateWords: Readonly<Partial<Record<ReturnType<typeof shownState>, string>>> = {
  active: 'now: ',
  awaiting: 'waits for approval: ',
  skipped: 'skipped: ',
  failed: 'failed: ',
  passed: 'not needed: ',
  'left-open': 'left open: ',
  out: 'not any more: ',
};

/** All steps, indented as they stand in each other. */
function saySteps(page: Page, steps: readonly StepRow[]): void {
  page.say(steps.length === 0 ? 'No runbook is followed yet.' : 'Steps:');
  for (const step of steps)
    page.say(stepText(step), `  ${'  '.repeat(Math.min(step.level, 8))}${signs[shownState(step)]} `);
}

function stepText(step: StepRow): string {
  const chose = step.chosen === undefined ? '' : ` → ${step.chosen}`;
  const by = step.by === undefined || step.state === 'waiting' ? '' : `, ${step.by}`;
  return `${stateWords[shownState(step)] ?? ''}${step.title}  (${step.name})${chose}${step.overdue ? ', OVERDUE' : ''}${by}`;
}

/** What was done, what is open and what can still come; the signs are told first. */
function sayMap(page: Page, guide: Guide, incident: Incident): void {
  page.say(incident.runs.length === 0 ? 'No runbook is followed yet.' : `Map: ${mapSigns}`);
  for (const { lead, text } of mapLines(incident, guide)) page.say(text, lead);
}

/** What goes on side by side, and what is open in each. */
function sayTracks(page: Page, guide: Guide): void {
  page.say(guide.lanes.length === 0 ? 'Nothing is worked on side by side now.' : 'Side by side:');
  for (const lane of guide.lanes) {
    page.say(laneText(lane, guide), '  ');
    for (const { text, point } of laneStory(lane, guide)) if (point === true) page.say(text, '    - ');
  }
}

/** The brief as it stands now; nothing is recorded by it. */
function sayBrief(page: Page, guide: Guide, incident: Incident, recent: readonly LogLine[]): void {
  page.say(briefText(handoverBrief(incident, guide.me, guide.now, recent), incident));
  page.gap();
  for (const row of guide.handovers) page.say(waitingText(row, guide));
  page.say('handover [PERSON] records it for who comes next; accept-handover takes over.');
}

function sayPeople(page: Page, guide: Guide, here: readonly string[]): void {
  const roles = guide.roles.map((role) => {
    const ring = ringText(role, guide);
    return `${role.title} (${role.id}): ${heldText(role, guide)}${ring === '' ? '' : `; ${ring}`}`;
  });
  sayRows(page, 'People:', roles, 'There are no roles yet.');
  if (guide.tasks.length > 0)
    sayRows(
      page,
      'Tasks:',
      guide.tasks.map((task) => `${taskText(task, guide)}  (${task.id})`),
      '',
    );
  const people = withHere(guide.people, here);
  if (people.length > 0)
    sayRows(
      page,
      'Who is here, and how long on shift:',
      people.map(
        (person) =>
          `${person.name}: ${personText(person, guide, (name) => here.filter((each) => each === name).length)}`,
      ),
      '',
    );
}

/** What is said of a thing, line by line. */
export function sayTold(page: Page, lines: readonly Told[]): void {
  for (const { text, point, lead } of lines)
    page.say(text, point === true ? '  - ' : lead === undefined ? '' : `${lead}: `);
}

function sayRows(page: Page, title: string, rows: readonly string[], none: string): void {
  if (rows.length === 0) return page.say(none);
  page.say(title);
  for (const row of rows) page.say(row, '  ');
}

function sayUsage(page: Page, { usage, help, also }: ActInfo<string>): void {
  const other = also.length === 0 ? '' : ` (also: ${also.join(', ')})`;
  const column = Math.min(30, Math.floor(page.columns / 2));
  const said = `${help}${other}`;
  if (width(usage) <= column) return page.say(said, `  ${pad(usage, column)} `);
  // How a word is typed is never cut off: nowhere else could it be read.
  page.say(usage, '  ');
  page.say(said, ' '.repeat(column + 3));
}

function sayHelp(page: Page, guide: Guide): void {
  page.say(
    'Type the number of a choice, or one of these. What stands in [ ] may be left out: then the step in front is meant.',
  );
  const groups = Map.groupBy<ActInfo['group'], ActInfo<string>>(wordsHere(guide), (info) => info.group);
  for (const [group, infos] of groups) {
    page.gap();
    page.say(`${group}:`);
    for (const info of infos) sayUsage(page, info);
  }
  page.gap();
  page.say(
    'To any act but a note (its words are kept to the letter) you may add: --why WORDS, --note WORDS, --at TIME (-5m, 03:12), --by PERSON.',
  );
  page.say('An answer of ? is "not known yet". An empty line shows where we are. Ctrl-C loses nothing.');
}
