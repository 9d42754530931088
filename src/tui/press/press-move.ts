import type { KeyAct } from '../keys/keys.ts';
import { stepsInList } from '../rows/step-rows.ts';
import { stepText } from '../rows/step-text.ts';
import { closed, lookedAt, pick, say } from '../state.ts';
import type { Part, Screen, World } from '../state.ts';

/** Esc leads back to where the guide would have us. */
export function back(screen: Screen): Screen {
  const { picked, ...rest } = closed(screen);
  const home: Screen = { ...rest, pickedOpen: false, textTop: 0, logBack: 0, part: 'steps' };
  return picked === undefined && screen.part === 'steps'
    ? say(home, 'You are at the guide. q leaves it; nothing is lost.')
    : home;
}

/** Marks another step, turns the text, or scrolls the log: whatever part of the screen is in front. */
export function move(
  screen: Screen,
  act: 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last',
  world: World,
): Screen {
  const { layout, guide } = world;
  const isPage = act === 'page-up' || act === 'page-down';
  if (screen.part === 'log') return moveLog(screen, act, world);
  // Pages turn the text of the step: a list of steps is walked.
  if (screen.part === 'now' || (isPage && layout.kind !== 'one')) {
    const { textTop, next, last } = stepText(screen, world, layout.now, layout.body);
    if (last === 0) return say(screen, 'All of it is on the screen.');
    const to = act === 'page-down' ? next : moved(textTop, act, isPage ? layout.body - 1 : 1, last);
    return to === textTop
      ? say(screen, to === 0 ? 'This is the beginning of the text.' : 'This is the end of the text.')
      : { ...screen, textTop: to };
  }
  const steps = stepsInList(screen, guide);
  if (steps.length === 0) return say(screen, 'No runbook is followed yet. Press : and type follow RUNBOOK.');
  const at = steps.findIndex((step) => step.key === lookedAt(screen, guide)?.key);
  const to = moved(at, act, isPage ? layout.body - 1 : 1, steps.length - 1);
  const key = steps[to]?.key;
  if (key === undefined || to === at)
    return say(screen, at === 0 ? 'This is the first step.' : 'This is the last step.');
  return pick(screen, key, guide);
}

function moveLog(screen: Screen, act: KeyAct, world: World): Screen {
  const height = world.layout.log === 0 ? world.layout.body : world.layout.log;
  const up = act === 'up' || act === 'page-up' || act === 'first';
  const by = act === 'up' || act === 'down' ? 1 : act === 'page-up' || act === 'page-down' ? height - 1 : Infinity;
  if (!up)
    return screen.logBack === 0
      ? say(screen, 'This is the end of the log.')
      : { ...screen, logBack: Math.max(0, screen.logBack - by) };
  const wanted = by === Infinity ? world.incident.count * 4 : screen.logBack + by;
  const shown = world.log(wanted, height).length;
  // Above the first line there is nothing: stay where the window is full.
  if (shown >= height) return { ...screen, logBack: wanted };
  const top = Math.max(0, world.log(0, wanted + height).length - height);
  return top === screen.logBack ? say(screen, 'This is the beginning of the log.') : { ...screen, logBack: top };
}

function moved(from: number, act: string, by: number, last: number): number {
  if (act === 'first') return 0;
  if (act === 'last') return last;
  const to = act === 'up' || act === 'page-up' ? from - by : from + by;
  return Math.max(0, Math.min(last, to));
}

const parts: readonly Part[] = ['steps', 'now', 'log'];

/** Brings the part beside to the front. */
export function toPart(screen: Screen, by: number, { layout }: World): Screen {
  // In one column nothing stands beside the step but what is behind it.
  const at = parts.indexOf(screen.part) + by;
  const part = parts[Math.max(0, Math.min(parts.length - 1, at))] ?? 'steps';
  if (part === screen.part) return say(screen, by < 0 ? 'The steps are the first part.' : 'The log is the last part.');
  return layout.kind === 'one' || part === 'log' ? { ...screen, part } : { ...screen, part, logBack: 0 };
}

/** Marks what is open in the next lane at work, or the one before: a step of mine first. */
export function toLane(screen: Screen, by: number, { guide }: World): Screen {
  const atWork = guide.lanes.flatMap((lane, place) => (lane.open.length > 0 ? [place] : []));
  if (atWork.length < 2) return say(screen, 'Nothing else is worked on side by side now.');
  const here = lookedAt(screen, guide)?.key;
  const at = guide.lanes.findIndex((lane) => here !== undefined && lane.steps.includes(here));
  const next =
    by > 0
      ? (atWork.find((place) => place > at) ?? atWork[0])
      : (atWork.findLast((place) => place < at) ?? atWork.at(-1));
  const open = next === undefined ? [] : (guide.lanes[next]?.open ?? []);
  const step = open.find((each) => each.mine) ?? open[0];
  return step === undefined ? screen : pick(screen, step.key, guide);
}

/** Marks the next open step, or the one before. */
export function toOpen(screen: Screen, by: number, { guide }: World): Screen {
  const open = guide.current;
  const at = open.findIndex((step) => step.key === lookedAt(screen, guide)?.key);
  const next = at < 0 ? open[0] : open[(at + by + open.length) % open.length];
  if (next === undefined) return say(screen, guide.finished ?? 'No step is open at this moment.');
  return open.length === 1 && at === 0 ? say(screen, 'This is the only open step.') : pick(screen, next.key, guide);
}
