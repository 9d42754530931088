import { paperEcho, peopleOnPaper, readInitials, readPaperLine } from '../../guide/index.ts';
import type { PaperRoom } from '../../guide/index.ts';
import { emptyLine, lineOf } from '../keys/line-edit.ts';
import { closed, say } from '../state.ts';
import type { Over, PaperFor, Pressed, Screen, World } from '../state.ts';

type LineOver = Extract<Over, { over: 'line' }>;

/** A line for what was written by hand; it stays open for the next one. */
export function writePaper(screen: Screen, asks: PaperFor = { for: 'paper', initials: {} }): Screen {
  const { asking } = asks;
  return {
    ...screen,
    over: {
      over: 'line',
      asks,
      prompt:
        asking === undefined
          ? 'From paper: TIME INITIALS STEP MARK   (0312 mk people-first done; 0315 AN depth=12; " means the one above)'
          : `Whose initials are "${asking.initials}"? ${asking.fitting.map((name, index) => `${index + 1} ${name}`).join('   ')}`,
      hint:
        asking === undefined
          ? 'Enter: recorded, and the next one. undo takes the last back. Esc: the paper is through.'
          : 'A number or a name. Enter: on. Empty: back to the line.',
      line: asking === undefined ? lineOf(screen.drafts['paper'] ?? '') : emptyLine,
    },
  };
}

/** Whether paper is being typed in. */
export function isOnPaper({ over }: Screen): boolean {
  return over?.over === 'line' && over.asks.for === 'paper';
}

/** The line that waited for a name. */
export function backToLine(screen: Screen, asks: PaperFor): Screen {
  const { asking: _asking, ...rest } = asks;
  return writePaper(screen, rest);
}

/** A line of paper goes into the record as it was read to be; what cannot be taken stands there to be mended. */
export function sendPaper(screen: Screen, over: LineOver, asks: PaperFor, world: World): Pressed {
  const text = over.line.text.trim();
  if (asks.asking !== undefined) return only(named(screen, asks, asks.asking, text));
  if (text === '') return only(say(screen, 'Nothing was written. Esc: the paper is through.'));
  if (/\n\s*(?:\d{3,4}|\d{1,2}:\d\d|")\s/.test(text))
    return only(say(screen, 'One line at a time. A whole page at once: holdfast from-paper FILE', 'bad'));
  if (/^undo$/i.test(text)) {
    const doing = { act: { act: 'undo' } as const, how: {}, drafts: ['paper'] };
    return { screen, wants: [{ want: 'act', doing }] };
  }
  const known = readInitials(text);
  if (known !== undefined) {
    const initials = { ...asks.initials, [known.initials]: known.name };
    return only(
      say(writePaper(withDraft(screen, ''), { ...asks, initials }), `${known.initials}: ${known.name}.`, 'good'),
    );
  }
  const read = readPaperLine(text, roomOf(asks, world));
  if (read.kind === 'problem')
    return only(say(screen, read.hint === undefined ? read.message : `${read.message} ${read.hint}`, 'bad'));
  if (read.kind === 'initials') {
    const { initials, fitting } = read;
    return only(writePaper(withDraft(screen, text), { ...asks, asking: { initials, fitting, line: text } }));
  }
  const { act, how } = read;
  const { refusal } = world.probe(act, how);
  if (refusal !== undefined)
    return only(
      say(screen, refusal.hint === undefined ? refusal.message : `${refusal.message} ${refusal.hint}`, 'bad'),
    );
  const before = { at: how.at, by: how.by };
  return {
    screen: { ...withDraft(screen, text), over: { ...over, asks: { ...asks, before } } },
    wants: [{ want: 'act', doing: { act, how, drafts: ['paper'] } }],
  };
}

/** How a line of paper would stand in the record, or what is missing in it. */
export function echoPaper(asks: PaperFor, text: string, world: World): string {
  if (asks.asking !== undefined || /^undo$/i.test(text.trim()) || readInitials(text) !== undefined) return '';
  const room = roomOf(asks, world);
  const read = readPaperLine(text, room);
  if (read.kind === 'line') return paperEcho(read, room);
  return read.kind === 'initials' ? `whose initials are "${read.initials}" is asked` : read.message;
}

function named(
  screen: Screen,
  asks: PaperFor,
  { initials, fitting }: NonNullable<PaperFor['asking']>,
  text: string,
): Screen {
  const name = /^\d+$/.test(text) ? fitting[Number(text) - 1] : text;
  if (name === undefined) return say(screen, `There is no choice ${text}.`, 'bad');
  return backToLine(closed(screen), name === '' ? asks : { ...asks, initials: { ...asks.initials, [initials]: name } });
}

function withDraft(screen: Screen, text: string): Screen {
  return { ...screen, drafts: { ...screen.drafts, paper: text } };
}

function roomOf({ initials, before }: PaperFor, { guide, incident, timeline, contactOf }: World): PaperRoom {
  const known = { guide, incident, lookup: timeline };
  const rung = guide.roles.flatMap(({ order }) => order.map((id) => contactOf(id)?.name));
  const others = rung.filter((name) => name !== undefined);
  return { ...known, people: peopleOnPaper(known, others), initials, before };
}

const only = (screen: Screen): Pressed => ({ screen, wants: [] });
