import type { StaffInject } from '../../guide/index.ts';
import { beginWords } from '../press/doing.ts';
import type { World } from '../state.ts';
import { injectOf, objectiveOf, phaseOf } from './facilitate-items.ts';
import type { Item, PageKey } from './page.ts';

/** The keys of the facilitator's page. */
export const facilitateKeys: readonly PageKey[] = [
  {
    keys: ['f'],
    shown: 'f',
    label: 'fire',
    help: 'The marked inject comes now, whatever it waits for; asks first',
    off: (item, world) => whyNot(item, world),
    press: (item, screen, world) => beginWords(screen, ['inject', injectOf(item, world)?.id ?? ''], world),
  },
  {
    keys: ['h'],
    shown: 'h',
    label: 'hold, let go',
    labelNow: (item, world) => (injectOf(item, world)?.state === 'held' ? 'let go' : 'hold'),
    help: 'The marked inject waits until it is let go; again: let go',
    off: (item, world) => whyNot(item, world),
    press: (item, screen, world) => {
      const inject = injectOf(item, world);
      return beginWords(screen, [inject?.state === 'held' ? 'let-go' : 'hold-inject', inject?.id ?? ''], world);
    },
  },
  {
    keys: ['x'],
    shown: 'x',
    label: 'skip',
    help: 'The marked inject never comes; asks why',
    off: (item, world) => whyNot(item, world),
    press: (item, screen, world) => beginWords(screen, ['skip-inject', injectOf(item, world)?.id ?? ''], world),
  },
  {
    keys: ['p'],
    shown: 'p',
    label: 'pause, go on',
    labelNow: (_, world) => (world.guide.drill?.clock === 'stands' ? 'go on' : 'pause'),
    help: 'The clock of the exercise stands, or goes on',
    off: (_, world) => whyOff(world),
    press: (_, screen, world) =>
      beginWords(screen, [world.guide.drill?.clock === 'stands' ? 'resume' : 'pause'], world),
  },
  {
    keys: ['e'],
    shown: 'e',
    label: 'observe',
    help: 'Write down what you saw, against the marked objective or that of the marked inject, with a rating',
    off: (_, world) => noStaff(world),
    press: (item, screen, world) => beginWords(screen, ['observe', `--objective=${objectiveFor(item, world)}`], world),
  },
  {
    keys: ['i'],
    shown: 'i',
    label: 'improvise',
    help: 'Tell the players something that the scenario does not have; asks what, and whom',
    off: (_, world) => whyOff(world),
    press: (_, screen, world) => beginWords(screen, ['improvise'], world),
  },
  {
    keys: ['r'],
    shown: 'r',
    label: 'rate',
    help: 'Rate an objective: performed without challenges (P), with some (S), with major ones (M), unable to (U)',
    off: (_, world) => noStaff(world),
    press: (item, screen, world) => {
      const objective = objectiveOf(item, world)?.id;
      return beginWords(screen, objective === undefined ? ['rate'] : ['rate', objective], world);
    },
  },
  {
    keys: ['s'],
    shown: 's',
    label: 'speed',
    help: 'How many times as fast as the wall the clock of the exercise runs: 0.1 to 100',
    off: (_, world) => whyOff(world),
    press: (_, screen, world) => beginWords(screen, ['speed'], world),
  },
  {
    keys: ['J'],
    shown: 'J',
    label: 'phase',
    help: 'The clock of the exercise jumps to the beginning of the marked phase, or of one that is asked for',
    off: (item, world) => {
      const phase = phaseOf(item, world);
      if (phase !== undefined && phase.state !== 'coming') return 'The clock of an exercise does not go back.';
      return whyOff(world);
    },
    press: (item, screen, world) => {
      const phase = phaseOf(item, world)?.id;
      return beginWords(screen, phase === undefined ? ['phase'] : ['phase', phase], world);
    },
  },
  {
    keys: ['E'],
    shown: 'E',
    label: 'end',
    help: 'The exercise is over for everybody; asks first. Something real: : and no duff',
    off: (_, world) => whyOff(world),
    press: (_, screen, world) => beginWords(screen, ['end-exercise'], world),
  },
  {
    keys: ['w'],
    shown: 'w',
    label: 'hot wash',
    help: 'Right after it: what people say went well, went badly, or well by luck alone, one remark after another',
    off: (_, world) =>
      noStaff(world) ??
      (world.guide.drill?.clock === 'ended' ? undefined : 'A hot wash is for when the exercise has ended.'),
    press: (_, screen, world) => beginWords(screen, ['hot-wash'], world),
  },
  {
    keys: ['t'],
    shown: 't',
    label: 'take over',
    help: 'You facilitate from now on, in place of whoever does',
    off: (_, world) => noStaff(world) ?? (facilitatesAlready(world) ? 'You facilitate already.' : undefined),
    press: (_, screen, world) => beginWords(screen, ['take-over'], world),
  },
];

const facilitatesAlready = ({ guide: { drill } }: World): boolean =>
  drill?.staff?.takenOver === undefined && drill?.facilitator !== undefined && drill.facilitator.left === undefined;

const noStaffHere = 'That is for whoever facilitates the exercise.';

function noStaff({ guide, replay }: World): string | undefined {
  if (replay !== undefined) return `This is a replay: nothing is recorded. ${replay.wayBack}`;
  return guide.drill?.staff === undefined ? noStaffHere : undefined;
}

/** Why nothing of the exercise is changed from here now. */
function whyOff(world: World): string | undefined {
  const { drill } = world.guide;
  const off = noStaff(world);
  if (off !== undefined || drill?.staff === undefined) return off;
  const { takenOver } = drill.staff;
  if (takenOver !== undefined) return `${takenOver} facilitates now, and you look on. t takes it back.`;
  return drill.clock === 'ended' ? 'The exercise has ended.' : undefined;
}

function whyNot(item: Item | undefined, world: World): string | undefined {
  const off = whyOff(world);
  const inject = injectOf(item, world);
  if (off !== undefined) return off;
  return inject === undefined ? 'Mark an inject first: this key is about one.' : settled[inject.state];
}

const settled: Readonly<Partial<Record<StaffInject['state'], string>>> = {
  come: 'It has come already.',
  skipped: 'It was skipped.',
  'not-needed': 'Its time is over: its "unless" held.',
  'did-not-come': 'The exercise ended before it.',
  'was-expected': 'Nobody tells this to the players: it is what they should have done.',
  expected: 'Nobody tells this to the players: it is what they should do.',
};

/** Where an inject serves several, or none is marked, it is asked for. */
function objectiveFor(item: Item | undefined, world: World): string {
  const objective = objectiveOf(item, world)?.id;
  const [first, ...others] = injectOf(item, world)?.inject.objectives ?? [];
  return objective ?? (others.length === 0 ? first : undefined) ?? '?';
}
