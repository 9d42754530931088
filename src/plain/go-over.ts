import { overText } from '../home/index.ts';
import { followWhereOpen, isReplay, problemOf } from '../session/index.ts';
import type { Held, Session } from '../session/index.ts';
import type { PlainIo } from './io.ts';
import { interrupt } from './news.ts';
import { sayProblem } from './talk.ts';
import type { Lines, Talk } from './talk.ts';

/** One person at a terminal begins with an incident; nothing of it is watched yet. */
export function talkOf(lines: Lines, session: Session, io: PlainIo): Talk {
  return {
    ...lines,
    session,
    io,
    looking: undefined,
    seen: session.head.seq,
    neighbours: undefined,
    told: new Set(),
    offered: undefined,
    before: undefined,
    letGo: () => io.letGo?.(),
  };
}

/** Says what happens in the incident. Gives the way to stop listening. */
export function hear(talk: Talk): () => void {
  return talk.session.subscribe(() => interrupt(talk));
}

/** Follows the incident, where it is open, and says what happens in it. Gives the way to stop listening. */
export function follow(talk: Talk): () => void {
  const { session } = talk;
  followWhereOpen(session);
  return session.subscribe(() => {
    followWhereOpen(session);
    interrupt(talk);
  });
}

/** Goes over to another incident by its name, or to the one before. Where that cannot be, it is said, and one stays. */
export function switchTo(talk: Talk, said: string | undefined): void {
  const { lobby } = talk.io;
  const name = said ?? talk.before;
  if (lobby === undefined)
    return talk.page.say(`This guide holds one incident alone. In another terminal: holdfast guide -i ${said ?? 'ID'}`);
  if (name === undefined)
    return sayProblem(talk.page, {
      message: 'No other incident was open here yet.',
      hint: 'incidents shows what there is.',
    });
  const { id: here, alias } = talk.session.incident;
  try {
    const id = lobby.find(name);
    if (id === here) return talk.page.say(`${alias} is the one that you work on.`);
    goOver(talk, lobby.hold(id));
  } catch (error) {
    talk.page.say(problemOf(error));
  }
}

/** Goes over to an incident that is held open, and lets go of the one before. */
export function goOver(talk: Talk, held: Held): void {
  const before = talk.session.incident;
  const { session, close, ...reach } = held;
  talk.letGo();
  talk.before = before.id;
  talk.session = session;
  talk.io = { ...talk.io, ...reach };
  talk.looking = undefined;
  talk.seen = session.head.seq;
  talk.offered = undefined;
  const stop = follow(talk);
  talk.letGo = () => {
    stop();
    close();
  };
  talk.neighbours?.look(session.incident.id);
  talk.page.gap();
  talk.page.say(`You work on ${session.incident.alias} from now on; switch goes back to ${before.alias}.`);
  sayKind(talk);
}

/** Whoever works on a drill is told so, and whoever opens what is over. */
export function sayKind(talk: Talk): void {
  const { page, session, io } = talk;
  const { incident } = session;
  if (incident.mode === 'drill') page.say(session.guide().noDuff ?? 'This is a DRILL. Nothing in it is real.');
  if (io.greeting !== undefined) page.say(io.greeting);
  sayOffer(talk);
  const over = overText(incident);
  if (over !== undefined) page.say(over);
}

/** Says once what there is to be taken up that the record does not know of. */
export function sayOffer(talk: Talk): void {
  if (isReplay(talk.session)) return;
  const offer = talk.io.offer?.();
  if (offer !== undefined && offer !== talk.offered) talk.page.say(offer);
  talk.offered = offer;
}
