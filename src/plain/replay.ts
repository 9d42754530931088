import { asksToAct } from '../guide/index.ts';
import type { Parsed, ReplayMove } from '../guide/index.ts';
import { isReplay } from '../session/index.ts';
import type { Replay } from '../session/index.ts';
import { shortDuration, showTime } from '../time/index.ts';
import type { Choice } from './choice.ts';
import { sayProblem } from './talk.ts';
import type { Talk } from './talk.ts';
import { sayLog } from './views.ts';

/** What can be done in a replay, by number. */
export const replayChoices: readonly Choice[] = [
  { label: 'An entry back', words: ['back'] },
  { label: 'An entry on', words: ['forward'] },
  { label: 'To an entry or a time', words: ['to'] },
  { label: 'The timeline so far', words: ['timeline'] },
  { label: 'The map', words: ['map'] },
  { label: 'The clocks', words: ['clocks'] },
  { label: 'Leave the replay', words: ['quit'] },
];

/** Where a replay stands, and the entry that it stands at. */
export function sayPlace({ page }: Talk, session: Replay): void {
  const guide = session.guide();
  const time = showTime(guide.now, { now: guide.now, timeZone: guide.timezone });
  page.gap();
  page.say(`REPLAY ${session.place} of ${session.count} · ${time}, ${shortDuration(guide.age)} after it was declared`);
  sayLog(
    page,
    session.log(1).filter(({ derived }) => derived !== true),
    guide,
  );
}

/** Moves in a replay, or says why there is no such place. */
export function moveReplay(talk: Talk, move: ReplayMove): void {
  const { session, page } = talk;
  if (!isReplay(session)) return page.say('This is now. Type replay to go back in time first.');
  if ('by' in move) {
    const wanted = session.place + move.by;
    if (wanted < 1) page.say('The first entry stands before all others.');
    if (wanted > session.count) page.say('After this nothing is recorded.');
    session.stand(wanted);
  } else {
    const place = 'to' in move ? move.to : move.begin;
    const found = place === undefined ? { place: session.place } : session.find(place);
    if ('message' in found) return sayProblem(page, found);
    session.stand(found.place, 'at' in found ? found.at : undefined);
  }
  talk.seen = session.head.seq;
  sayPlace(talk, session);
}

/** Whether words ask for something that cannot be in a replay; then that is said, and nothing is asked. */
export function isRefusedHere({ session, page }: Talk, parsed: Parsed): boolean {
  if (!isReplay(session)) return false;
  const isAct = parsed.kind === 'asking' ? asksToAct(parsed) : actKinds.has(parsed.kind);
  if (!isAct) return false;
  const { refusal } = session.probe({ act: 'undo' });
  if (refusal !== undefined) sayProblem(page, refusal);
  return true;
}

const actKinds: ReadonlySet<Parsed['kind']> = new Set([
  'act',
  'run',
  'attach',
  'follow',
  'revise',
  'handover',
  'paper',
  'switch',
  'home',
]);
