import { type Guide, mapLines, mapSigns, shownState, statusJson, type StepRow, tag } from '../../guide/index.ts';
import { atMost, type Call } from '../call.ts';
import { openIncident } from '../opening/open-incident.ts';

/** Every step of every followed runbook with its state, in the order in which they are written. */
export function run(call: Call): void {
  atMost(call, 0);
  const { session, close } = openIncident(call, 'read');
  try {
    const guide = session.guide();
    if (call.json) {
      call.io.json(statusJson(guide, session.incident).steps);
      return;
    }
    call.io.say(`${tag(guide)} ${guide.title}`);
    if (guide.steps.length === 0) call.io.say('No runbook is followed yet: holdfast follow RUNBOOK');
    else if (call.has('map'))
      call.io.say(mapSigns, ...mapLines(session.incident, guide).map(({ lead, text }) => lead + text));
    else call.io.say(...guide.steps.map((row, index) => line(guide, row, guide.steps[index - 1])));
  } finally {
    close();
  }
}

/** A mark and a word: never the mark alone. */
const marks: Readonly<Record<ReturnType<typeof shownState>, string>> = {
  waiting: '[ ]',
  active: '[>]',
  awaiting: '[?]',
  done: '[x]',
  skipped: '[-]',
  failed: '[!]',
  passed: '[/]',
  'left-open': '[~]',
  out: '[.]',
};

function line(guide: Guide, row: StepRow, before: StepRow | undefined): string {
  const indent = '  '.repeat(row.level + 1);
  const branch = row.branch !== undefined && row.branch !== before?.branch ? `${row.branch}: ` : '';
  const role = guide.roles.find((each) => each.id === row.role)?.title;
  const state = shownState(row);
  const said = [
    state === 'out' ? 'not any more' : state,
    ...(row.chose === undefined ? [] : [`chose ${row.chose}`]),
    ...(row.by === undefined ? [] : [`by ${row.by}`]),
    ...(row.overdue ? ['OVERDUE'] : []),
    ...(role === undefined ? [] : [role]),
  ];
  return `${indent}${marks[state]} ${branch}${row.title} (${row.name}) — ${said.join(', ')}`;
}
