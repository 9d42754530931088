import { outcomes } from '../../statechart/index.ts';
import type { Before, Undoable, UndoPart } from '../model.ts';

/** What an entry changed, by its name among all that can be changed; undefined where its type alone tells how it is put right. */
export function thingOf({ before, run, step }: UndoPart): string | undefined {
  if (before === undefined) return undefined;
  switch (before.of) {
    case 'severity':
    case 'period':
      return before.of;
    case 'described':
      return `described ${before.field}`;
    case 'flow':
      return undefined;
    case 'tick':
      return `tick ${run ?? ''} ${step ?? ''} ${before.item}`;
    default:
      return `${before.of} ${before.id}`;
  }
}

/** Whether a later act has spoken of the same thing, so that what this one said of it is not what stands now. */
export function hasLater(undoable: readonly Undoable[], act: Undoable, part: UndoPart = act): boolean {
  const place = undoable.findIndex(({ entry }) => entry === act.entry);
  return undoable.slice(place + 1).some((later) => [later, ...later.parts].some((each) => overrides(each, part)));
}

/** Whether a later act has said anew what this one said: that stands, and nothing has to be put back. */
export function isFollowed(undoable: readonly Undoable[], act: Undoable, part: UndoPart = act): boolean {
  // A clock follows from all that was said: of each act it is put back by itself.
  return part.before?.of !== 'clock' && !takenBack.has(part.before?.of) && hasLater(undoable, act, part);
}

/**
 * The acts that are left once one is undone: what a later one would put back is no more what that one had said, but what stood
 * before it.
 */
export function without(undoable: readonly Undoable[], undone: Undoable): Undoable[] {
  const place = undoable.findIndex(({ entry }) => entry === undone.entry);
  // Of several changes to one thing the first knows what stood before all of them.
  const open = new Map<string, UndoPart>();
  for (const part of [undone, ...undone.parts]) {
    const thing = thingOf(part);
    if (thing !== undefined && !takenBack.has(part.before?.of) && !open.has(thing)) open.set(thing, part);
  }
  const linked = <T extends UndoPart>(later: T): T => {
    const thing = thingOf(later) ?? '';
    const part = open.get(thing);
    if (part?.before === undefined) return later;
    if (overrides(later, part)) open.delete(thing);
    return { ...later, before: part.before };
  };
  return undoable.flatMap((one, index) => {
    if (index === place) return [];
    return index < place || open.size === 0 ? [one] : [{ ...linked(one), parts: one.parts.map(linked) }];
  });
}

/** What is taken back with the mark that it is undone, and by no act of its own. */
const takenBack: ReadonlySet<Before['of'] | undefined> = new Set<Before['of']>([
  'task',
  'follow-up',
  'handover',
  'period',
]);

function overrides(later: UndoPart, part: UndoPart): boolean {
  if (outcomes.has(part.type)) return outcomes.has(later.type) && later.run === part.run && later.step === part.step;
  const thing = thingOf(part);
  if (thing === undefined || thing !== thingOf(later)) return false;
  // Whoever acknowledges a role holds it as it was given, and a clock is met as it was started.
  return part.before?.of === 'clock' ? later.type === 'clock.started' : later.type !== 'role.acknowledged';
}
