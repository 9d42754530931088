import type { Refusal } from '../../statechart/index.ts';
import type { ActContext } from '../act.ts';
import type { Incident, Undoable, UndoPart } from '../model.ts';
import type { Transaction } from '../transaction.ts';
import { isFollowed, thingOf } from '../fold/followed.ts';
import { firstOccasion } from '../clock-rules.ts';
import { own } from '../own.ts';
import { whyNot, whyNotAlone } from './cannot-undo.ts';
import { putBack } from './put-back.ts';

/**
 * Takes back an act: writes what puts the state right, and marks both as undone. Without an entry it is the last act
 * that the person who asks did, or typed for another. What cannot be taken back (a message that was sent) is said in words.
 */
export function writeUndo(tx: Transaction, entry: string | undefined, context: ActContext): Refusal | undefined {
  const found =
    entry === undefined
      ? lastActOf(tx.incident, context.by.name)
      : tx.incident.undoable.find((one) => one.entry === entry);
  if (found === undefined) return nothingToUndo(tx.incident, entry, context.by.name);
  const isOver = isFollowed(tx.incident.undoable, found);
  // What a later act has said anew stands: of that nothing is put back, nor of what follows from it as well.
  const brought = isOver ? found.parts.filter((part) => followsFromItAlone(tx.incident, found, part)) : found.parts;
  const parts = [found, ...brought];
  const impossible = whyNotAlone(found) ?? parts.map(whyNot).find((reason) => reason !== undefined);
  if (impossible !== undefined)
    return { code: 'wrong-type', message: impossible.message, hint: impossible.hint, entry: found.entry };
  const restored = new Map<UndoPart, number>();
  for (const part of isOver ? brought : earliest(parts)) {
    if (isFollowed(tx.incident.undoable, found, part)) continue;
    const place = tx.drafts.length;
    const refused = putBack(tx, part, context);
    if (refused !== undefined) return refused;
    if (tx.drafts.length > place) restored.set(part, place);
  }
  for (const part of parts) {
    // What put it right is undone with it; where nothing had to be written, the entry alone is.
    const causedBy = restored.get(part) ?? (restored.size > 0 ? 0 : undefined);
    // The reason is said once, of the act itself; in the words, from where it can be removed.
    const words = part === found ? context.why : undefined;
    tx.add(
      'entry.corrected',
      { entry: part.entry, field: 'undone' },
      { ...(causedBy !== undefined && { causedBy }), ...(words !== undefined && { words }) },
    );
  }
  return undefined;
}

/**
 * Whether a clock was started by what was said of a service or a fact there, and counts from nothing that was said since: that it is back, or
 * that nobody knows any more.
 */
function followsFromItAlone(incident: Incident, { entry, before }: Undoable, part: UndoPart): boolean {
  if (part.type !== 'clock.started' || part.before?.of !== 'clock') return false;
  const clock = own(incident.clocks, part.before.id);
  if (clock === undefined) return false;
  const { start, moment } = firstOccasion(incident, clock);
  if (before?.of === 'service' && start?.kind === 'service-lost')
    return own(incident.services, start.service)?.loss?.entry === entry;
  return before?.of === 'fact' && start?.kind === 'fact' && moment === undefined;
}

/** Of several changes to one thing the first knows what stood before all of them. */
function earliest(parts: readonly UndoPart[]): UndoPart[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    const thing = thingOf(part);
    if (thing === undefined) return true;
    return seen.has(thing) ? false : seen.add(thing) !== undefined;
  });
}

/** What `undo` without an entry takes back: the last act that the person did, or typed for another. */
export function lastActOf(incident: Incident, person: string): Undoable | undefined {
  return incident.undoable.findLast(({ by, enteredBy }) => by === person || enteredBy === person);
}

function nothingToUndo(incident: Incident, entry: string | undefined, person: string): Refusal {
  if (entry === undefined) {
    const last = incident.undoable.at(-1);
    return {
      code: 'no-such-thing',
      message: `${person} has done nothing here that could be undone.`,
      ...(last !== undefined && { hint: `The last act is #${last.seq} by ${last.by}: undo ${last.seq}` }),
    };
  }
  const by = own(incident.undone, entry);
  if (by !== undefined) return { code: 'already-so', message: 'That entry is undone already.', entry: by };
  const root = incident.undoable.find(({ parts }) => parts.some((part) => part.entry === entry));
  if (root !== undefined)
    return {
      code: 'wrong-type',
      message: `That came of #${root.seq}, and is taken back with it.`,
      hint: `undo ${root.seq}`,
      entry: root.entry,
    };
  return {
    code: 'no-such-thing',
    message: 'That entry is no act of the last fifty.',
    hint: 'Put it right by a new act: reopen, jump, fact, note.',
  };
}
