import { acts, clockText, deviationText, factText, roleText, serviceText, views } from '../guide/index.ts';
import type { ActInfo, Guide, LogLine, StepRow, ViewName } from '../guide/index.ts';
import { pad } from '../text/index.ts';
import { showTime } from '../time/index.ts';
import type { Page } from './page.ts';

/** Shows what a person asked to look at, but for what has a place of its own: the situation, the log, the messages. */
export function sayView(page: Page, view: Exclude<ViewName, 'now' | 'log' | 'messages'>, guide: Guide): void {
  page.gap();
  switch (view) {
    case 'steps':
      return saySteps(page, guide.steps);
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
      return sayRows(page, 'People:', guide.roles.map(roleText), 'There are no roles yet.');
    case 'services':
      return sayRows(
        page,
        'Services:',
        guide.services.map((service) => `${serviceText(service, guide)}  (${service.id})`),
        'There are no services.',
      );
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
    case 'help':
      return sayHelp(page);
  }
}

/** Lines of the log, one an entry; what was derived stands indented under it. */
export function sayLog(page: Page, lines: readonly LogLine[], guide: Guide): void {
  for (const line of lines) page.say(logText(line, guide), line.derived === true ? '       ' : `  #${line.seq} `);
}

function logText(line: LogLine, guide: Guide): string {
  if (line.derived === true) return `→ ${line.text}`;
  const time = showTime(line.at, { now: guide.now, timeZone: guide.timezone });
  const marks = [line.deviation ? 'deviation' : '', line.undone ? 'undone' : ''].filter((mark) => mark !== '');
  return `${time}  ${line.by}: ${line.text}${marks.length === 0 ? '' : `  [${marks.join(', ')}]`}`;
}

const signs: Readonly<Record<StepRow['state'], string>> = {
  waiting: '[ ]',
  active: '[>]',
  awaiting: '[?]',
  done: '[x]',
  skipped: '[-]',
  failed: '[!]',
  passed: '[ ]',
  'left-open': '[ ]',
};

/** What a sign alone does not tell. */
const stateWords: Readonly<Partial<Record<StepRow['state'], string>>> = {
  active: 'now: ',
  awaiting: 'waits for approval: ',
  skipped: 'skipped: ',
  failed: 'failed: ',
  passed: 'not needed: ',
  'left-open': 'left open: ',
};

/** All steps, indented as they stand in each other. */
function saySteps(page: Page, steps: readonly StepRow[]): void {
  page.say(steps.length === 0 ? 'No runbook is followed yet.' : 'Steps:');
  for (const step of steps) page.say(stepText(step), `  ${'  '.repeat(Math.min(step.level, 8))}${signs[step.state]} `);
}

function stepText(step: StepRow): string {
  const chose = step.chose === undefined ? '' : ` → ${step.chose}`;
  const by = step.by === undefined || step.state === 'waiting' ? '' : `, ${step.by}`;
  return `${stateWords[step.state] ?? ''}${step.title}  (${step.name})${chose}${step.overdue ? ', OVERDUE' : ''}${by}`;
}

function sayRows(page: Page, title: string, rows: readonly string[], none: string): void {
  if (rows.length === 0) return page.say(none);
  page.say(title);
  for (const row of rows) page.say(row, '  ');
}

function sayHelp(page: Page): void {
  page.say(
    'Type the number of a choice, or one of these. What stands in [ ] may be left out: then the step in front is meant.',
  );
  const groups = Map.groupBy<ActInfo['group'], ActInfo<string>>([...acts, ...views], (info) => info.group);
  for (const [group, infos] of groups) {
    page.gap();
    page.say(`${group}:`);
    for (const { usage, help, also } of infos) {
      const other = also.length === 0 ? '' : ` (also: ${also.join(', ')})`;
      page.say(`${help}${other}`, `  ${pad(usage, Math.min(30, Math.floor(page.columns / 2)))} `);
    }
  }
  page.gap();
  page.say(
    'To any act but a note (its words are kept to the letter) you may add: --why WORDS, --note WORDS, --at TIME (-5m, 03:12), --by PERSON.',
  );
  page.say('An answer of ? is "not known yet". An empty line shows where we are. Ctrl-C loses nothing.');
}
