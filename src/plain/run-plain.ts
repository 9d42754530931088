import { isReplay, leavingText, type Lobby, type Session } from '../session/index.ts';
import { converse } from './converse.ts';
import { follow, hear, sayKind, talkOf } from './go-over.ts';
import type { PlainIo } from './io.ts';
import { interrupt, sayNews } from './news.ts';
import { watchOthers } from './others.ts';
import { pageOn } from './page.ts';
import { typeInPaper } from './paper.ts';
import { readerOf } from './reader.ts';
import { sayPlace } from './replay.ts';
import type { Lines, Talk } from './talk.ts';

/**
 * Guides a person line by line: where we are, numbered choices, a number or words as the answer. Nothing is written but
 * lines, nothing is taken back, so it works on any terminal, for a screen reader and over a pipe. Ends when the person
 * leaves or the input ends, with 0; with 5 where an act could not be written to the disk. The session stays open: whoever opened it
 * closes it.
 */
export async function runPlain(session: Session, io: PlainIo): Promise<number> {
  return atTerminal(io, (lines) => talkOn(lines, session, io, { listen: follow, have: guidedTalk }));
}

/**
 * What was written by hand is typed in line by line, and nothing else. Until it is through nothing falls due for whoever types.
 * Gives the exit code.
 */
export async function runPaper(session: Session, io: PlainIo): Promise<number> {
  return atTerminal(io, (lines) => talkOn(lines, session, io, { listen: hear, have: typeInPaper }));
}

/**
 * Begins at home, line by line: what is open, what can be begun and is found by what somebody sees, what is over; then the guide
 * of what was chosen there. Gives the exit code, as {@link runPlain} does.
 */
export async function runPlainHome(io: PlainIo & { readonly lobby: Lobby }): Promise<number> {
  return atTerminal(io, async (lines) => {
    const { visitHome } = await import('./visit-home.ts');
    const { page } = lines;
    page.say('holdfast guides you through an incident, line by line, and keeps the record.');
    const chosen = await visitHome(lines, io.lobby);
    if (typeof chosen === 'string') {
      page.gap();
      page.say(`Nothing was declared. To come back: ${io.again()}. All commands: ${io.again('help')}`);
      return lines.fault ? 5 : 0;
    }
    const { session, close, ...reach } = chosen;
    try {
      return await talkOn(lines, session, { ...io, ...reach, letGo: close }, { listen: follow, have: talkFromHome });
    } finally {
      close();
    }
  });
}

async function guidedTalk(talk: Talk): Promise<void> {
  welcome(talk);
  await beGuided(talk);
}

async function talkFromHome(talk: Talk): Promise<void> {
  const { page, session } = talk;
  page.gap();
  page.say(`You work on ${session.incident.alias} from now on; home leads back. help lists the words, quit leaves.`);
  sayKind(talk);
  await beGuided(talk);
}

async function beGuided(talk: Talk): Promise<void> {
  watchOthers(talk, () => interrupt(talk));
  await converse(talk);
  sayNews(talk, 'now');
  farewell(talk);
}

/** Lines come in and go out until it is over, or somebody must leave. */
async function atTerminal(io: PlainIo, have: (lines: Lines) => Promise<number>): Promise<number> {
  const reader = readerOf(io.input);
  const stopSignals = io.onSignal?.(() => {
    reader.leave();
  });
  let code: number;
  try {
    code = await have({
      page: pageOn(io),
      reader,
      again: (words) => io.again(words),
      waiting: undefined,
      pushed: undefined,
      fault: false,
    });
  } finally {
    stopSignals?.();
  }
  reader.close();
  return code;
}

async function talkOn(
  lines: Lines,
  session: Session,
  io: PlainIo,
  { listen, have }: { readonly listen: (talk: Talk) => () => void; readonly have: (talk: Talk) => Promise<unknown> },
): Promise<number> {
  const talk = talkOf(lines, session, io);
  const stop = listen(talk);
  try {
    await have(talk);
  } finally {
    stop();
    talk.neighbours?.close();
  }
  // The one that was opened here; the first is for whoever opened it.
  if (talk.session !== session) talk.letGo();
  return talk.fault ? 5 : 0;
}

function welcome(talk: Talk): void {
  const { page, session } = talk;
  if (isReplay(session)) {
    page.say('A replay, line by line: nothing can be recorded. back, forward, to #12, to 03:12; help; quit leaves.');
    if (session.incident.mode === 'drill') page.say('This was a DRILL. Nothing in it is real.');
    return sayPlace(talk, session);
  }
  page.say('holdfast, line by line. Type the number of a choice, or words; help lists them, quit leaves.');
  sayKind(talk);
}

function farewell({ page, session, io }: Talk): void {
  page.gap();
  if (isReplay(session)) return page.say(`The guide of now: ${io.again(`guide -i ${session.incident.alias}`)}`);
  const { alias } = session.incident;
  if (session.guide().drill?.staff !== undefined) {
    page.say(`You have left the exercise. ${leavingText(session)}`);
    return page.say(`To come back: ${io.again(`drill facilitate ${alias}`)}`);
  }
  page.say(`You have left the guide. ${leavingText(session)}`);
  page.say(`To come back: ${io.again(`guide -i ${alias}`)}`);
}
