import {
  injectMarks,
  injectStory,
  staffInjectText,
  injectTimes,
  objectiveStory,
  objectiveText,
  phaseText,
  standingWords,
} from '../../guide/index.ts';
import type { StaffInject, ObjectiveRow, PhaseRow, StaffView } from '../../guide/index.ts';
import { comesToPlayers } from '../../runbook/index.ts';
import { pad } from '../../text/index.ts';
import { flowed } from '../rows/detail-rows.ts';
import { logRow } from '../rows/log-rows.ts';
import { piece, row } from '../rows/rows.ts';
import type { Row, Tone } from '../rows/rows.ts';
import type { World } from '../state.ts';
import { toldRows } from '../rows/told-rows.ts';
import { exerciseLegend } from './exercise-legend.ts';
import { facilitateKeys } from './facilitate-keys.ts';
import { injectOf, objectiveOf, phaseOf } from './facilitate-items.ts';
import type { Item, Page } from './page.ts';

/** The exercise as its facilitator has it: what comes and when, what came of it, the objectives, what the players do. */
export const facilitatePage: Page = {
  title: ({ guide }) => {
    const injects = guide.drill?.staff?.injects ?? [];
    const come = injects.filter(({ inject }) => comesToPlayers(inject));
    return `Exercise: ${come.filter(({ told }) => told.length > 0).length} of ${come.length} injects have come`;
  },
  none: 'No scenario is played here, or you do not facilitate it.',
  legend: exerciseLegend,
  foot: lastEntries,
  items: (world) => itemsOf(world),
  detail: (item, world, columns) => {
    const inject = injectOf(item, world);
    if (inject !== undefined) return toldRows(injectStory(inject, world.guide), columns);
    const objective = objectiveOf(item, world);
    if (objective !== undefined) return toldRows(objectiveStory(objective, world.guide), columns);
    const phase = phaseOf(item, world);
    return phase === undefined ? [] : [...flowed(phase.title, columns, 'strong'), ...flowed(phase.text ?? '', columns)];
  },
  keys: facilitateKeys,
};

/** What the players do: the end of the log, under the list. */
function lastEntries(world: World, _columns: number, height: number): readonly Row[] {
  if (height < 13) return [];
  const lines = world.log(0, Math.max(2, Math.floor(height / 5)));
  return [[piece('── Last entries ', 'faint')], ...lines.map((line) => logRow(line, world.guide))];
}

function itemsOf(world: World): Item[] {
  const { staff } = world.guide.drill ?? {};
  if (staff === undefined) return [];
  return [
    ...injectItems(staff, world),
    ...headed(
      'Objectives',
      staff.objectives.map((each) => objectiveItem(each)),
    ),
    ...headed(
      'Phases',
      staff.phases.map((each) => phaseItem(each, world)),
    ),
  ];
}

const groups = {
  coming: 'Coming: exercise time (wall)',
  held: 'Coming: exercise time (wall)',
  expected: 'Coming: exercise time (wall)',
  'by-hand': 'Waiting',
  waits: 'Waiting',
  come: 'Have come',
  'was-expected': 'Have come',
  skipped: 'Do not come',
  'not-needed': 'Do not come',
  'did-not-come': 'Do not come',
} as const satisfies Record<StaffInject['state'], string>;

function injectItems({ injects }: StaffView, world: World): Item[] {
  const times = Math.max(0, ...injects.map((each) => injectTimes(each, world.guide).length));
  return [...Map.groupBy(injects, ({ state }) => groups[state])].flatMap(([heading, rows]) =>
    headed(
      heading,
      rows.map((each) => ({
        id: `inject ${each.id}`,
        text: `${staffInjectText(each, world.guide)} ${each.id} ${each.inject.message} ${each.to.join(' ')}`,
        row: injectRow(each, world, times),
      })),
    ),
  );
}

function injectRow(each: StaffInject, { guide }: World, times: number): Row {
  const { inject, title, state } = each;
  const number = inject.number === undefined ? '' : `${inject.number} `;
  const marks = injectMarks(each, guide).filter((mark) => mark !== standingWords['come']);
  return [
    piece(`${pad(injectTimes(each, guide), times)} `, state === 'come' ? 'faint' : 'plain'),
    ...(state === 'held' ? [piece('HELD ', 'warn')] : []),
    piece(`${number}${title}`, toneOf(each)),
    ...(marks.length === 0
      ? []
      : [piece(` [${marks.filter((mark) => mark !== 'HELD').join('; ')}]`.replace(' []', ''), 'warn')]),
  ];
}

function toneOf({ state }: StaffInject): Tone {
  return state === 'coming' || state === 'held'
    ? 'strong'
    : state === 'by-hand' || state === 'waits'
      ? 'plain'
      : 'faint';
}

const objectiveItem = (each: ObjectiveRow): Item => ({
  id: `objective ${each.id}`,
  text: objectiveText(each),
  row: row(objectiveText(each)),
});

const phaseItem = (each: PhaseRow, { guide }: World): Item => ({
  id: `phase ${each.id}`,
  text: phaseText(each, guide),
  row: row(phaseText(each, guide), each.state === 'over' ? 'faint' : 'plain'),
});

function headed(heading: string, items: readonly Item[]): Item[] {
  return items.map((item, index) => (index === 0 ? { ...item, heading } : item));
}
