import { exerciseLines, staffInjectText, objectiveText, phaseText, tag } from '../guide/index.ts';
import type { Guide, StaffInject } from '../guide/index.ts';
import type { Choice } from './choice.ts';
import type { Page } from './page.ts';

/** How many injects stand in the overview of whoever facilitates; `facilitate` shows them all. */
const NEXT = 5;

/** Where the exercise is, for whoever facilitates it: its clock, what comes next, what was answered. */
export function sayFacilitation(page: Page, guide: Guide, here: readonly string[]): void {
  const injects = guide.drill?.staff?.injects ?? [];
  page.gap();
  page.say(`${tag(guide)} ${guide.title}`);
  page.say(`You are ${guide.me.name}, and facilitate.`);
  for (const line of exerciseLines(guide, here)) page.say(line);
  const coming = injects.filter(isAhead);
  if (coming.length > 0) page.say('Coming, on the clock of the exercise (on the wall):');
  for (const row of coming.slice(0, NEXT)) page.say(`${staffInjectText(row, guide)}  (${row.id})`, '  - ');
  if (coming.length > NEXT) page.say(`and ${coming.length - NEXT} more (facilitate shows them)`, '  ');
  const waiting = injects.filter(
    ({ inject, told, answered }) => inject.answer !== undefined && told.length > 0 && answered === undefined,
  );
  if (waiting.length > 0) page.say('Not answered yet:');
  for (const row of waiting) page.say(staffInjectText(row, guide), '  - ');
}

const isAhead = ({ state }: StaffInject): boolean => state === 'coming' || state === 'held' || state === 'expected';

/** All that the staff know: every inject, the objectives, the phases. */
export function sayExercise(page: Page, guide: Guide, here: readonly string[]): void {
  const { staff } = guide.drill ?? {};
  if (staff === undefined) return;
  for (const line of exerciseLines(guide, here)) page.say(line);
  page.say('Injects, on the clock of the exercise (on the wall):');
  for (const row of staff.injects) page.say(`${staffInjectText(row, guide)}  (${row.id})`, '  - ');
  page.say('Objectives:');
  for (const row of staff.objectives) page.say(objectiveText(row), '  ');
  if (staff.phases.length > 0) page.say('Phases:');
  for (const row of staff.phases) page.say(`${phaseText(row, guide)}  (${row.id})`, '  ');
}

/** What whoever facilitates does, by number: to an exercise that goes on, or after it. */
export function facilitatorChoices({ drill }: Guide): Choice[] {
  return [
    ...(drill?.clock === 'ended' ? [] : controls(drill)),
    { label: 'Write what you saw', words: ['observe'] },
    { label: 'Rate an objective', words: ['rate'] },
    { label: 'Hot wash: what went well, what did not, where we were lucky', words: ['hot-wash'] },
    { label: 'All injects, objectives and phases', words: ['facilitate'] },
    { label: 'Where the players are', words: ['steps'] },
    { label: 'Something else', words: 'more' },
    { label: 'Leave', words: ['quit'] },
  ];
}

function controls(drill: Guide['drill']): Choice[] {
  const staff = drill?.staff;
  const isPaused = drill?.clock === 'stands';
  return [
    ...(staff?.takenOver === undefined
      ? []
      : [{ label: `Take over from ${staff.takenOver}`, words: ['take-over'] as const }]),
    { label: 'Fire an inject now', words: ['inject'] },
    { label: 'Hold an inject', words: ['hold-inject'] },
    { label: 'Let a held inject go', words: ['let-go'] },
    { label: 'Skip an inject', words: ['skip-inject'] },
    { label: 'Improvise', words: ['improvise'] },
    { label: isPaused ? 'Go on' : 'Pause', words: [isPaused ? 'resume' : 'pause'] },
    { label: 'Speed of the clock', words: ['speed'] },
    { label: 'Jump to a phase', words: ['phase'] },
    { label: 'End the exercise', words: ['end-exercise'] },
  ];
}

/** All of an exercise that would make it worth saying again. */
export function exerciseFace({ drill }: Guide): unknown {
  if (drill === undefined) return null;
  const { clock, speed, phase, facilitator, injects, staff } = drill;
  return [
    clock,
    speed,
    phase,
    facilitator,
    injects.length,
    staff?.takenOver,
    staff?.injects.map(({ id, state, round, answered }) => [id, state, round, answered?.entry]),
    staff?.objectives.map(({ rated }) => rated.length),
  ];
}
