import type { CurrentStep, Guide } from '../../guide/index.ts';

/** What a step must be for an act to be about it, where nobody named one. */
const suits: Readonly<Record<string, (step: CurrentStep) => boolean>> = {
  done: ({ state, verb }) => state === 'active' && verb !== 'decide',
  skip: ({ state }) => state === 'active',
  fail: ({ state }) => state === 'active',
  tick: ({ checklist }) => checklist.length > 0,
  untick: ({ checklist }) => checklist.length > 0,
  choose: ({ options }) => options.length > 0,
  approve: ({ approval }) => approval?.awaiting === true,
  refuse: ({ approval }) => approval?.awaiting === true,
  'go-without': ({ approval }) => approval?.awaiting === true,
  run: ({ command }) => command !== undefined,
  send: ({ message }) => message !== undefined,
};

/** Waits and rests end by themselves: they are meant only by name, or where there is nothing else. */
const needsNobody = ({ verb, afterwards }: CurrentStep): boolean => verb === 'wait' || verb === 'repeat' || afterwards;

/**
 * The step meant where none was named: the one that waits for a role I hold, else the only one that I may do, else the only one
 * at all. Several are given back to be chosen from; none where the act suits no open step.
 */
export function stepsMeant(
  act: string,
  guide: Guide,
  also: (step: CurrentStep) => boolean = () => true,
): readonly CurrentStep[] {
  const fits = suits[act] ?? (() => true);
  const fitting = guide.current.filter((step) => fits(step) && also(step));
  const wanting = fitting.filter((step) => !needsNobody(step));
  const among = wanting.length > 0 ? wanting : fitting;
  const ofMyRole = among.filter((step) => {
    const role = step.state === 'awaiting' ? step.approval?.by : step.role;
    return role !== undefined && guide.me.roles.includes(role);
  });
  if (ofMyRole.length > 0) return ofMyRole;
  const mine = among.filter((step) => step.mine);
  return mine.length === 1 ? mine : among;
}

/** Whether an act's words may leave the step out. */
const mayLeaveOutStep = (act: string): boolean => Object.hasOwn(suits, act);

/** A way to put the step that was left out: what it is about, and the words that then say so. */
interface Way {
  readonly title: string;
  readonly words: readonly string[];
}

/**
 * The words of an act with the step put in, where they leave it out: one way, or several to choose from. A step is put in by
 * its key where its name might be taken for an option or a message.
 */
export function withStep(act: string, words: readonly string[], guide: Guide): readonly Way[] {
  const [first, second] = words;
  const asSaid: readonly Way[] = [{ title: '', words }];
  const put = (steps: readonly CurrentStep[], by: 'name' | 'key' = 'name'): readonly Way[] =>
    steps.length === 0 ? asSaid : steps.map((step) => ({ title: step.title, words: [step[by], ...words] }));
  switch (act) {
    case 'choose':
      if (second !== undefined) return asSaid;
      return put(
        stepsMeant(act, guide, (step) => first === undefined || step.options.some((option) => option.id === first)),
        'key',
      );
    case 'tick':
    case 'untick':
      return second === undefined && (first === undefined || /^\d+$/.test(first))
        ? put(stepsMeant(act, guide))
        : asSaid;
    case 'send':
      return first === undefined ? put(stepsMeant(act, guide), 'key') : asSaid;
    default:
      return first === undefined && mayLeaveOutStep(act) ? put(stepsMeant(act, guide)) : asSaid;
  }
}
