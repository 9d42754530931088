import { readNoteLine, readScribeLine } from '../../guide/index.ts';
import type { Act } from '../../incident/index.ts';
import { parseWhen } from '../../time/index.ts';
import { attempt, only, said } from './doing.ts';
import { draftName, keepDraft } from './drafts.ts';
import { closed, say } from '../state.ts';
import type { LineFor, Over, Pressed, Screen, World } from '../state.ts';

type LineOver = Extract<Over, { over: 'line' }>;
type Change = Extract<LineFor, { for: 'correct' | 'time' | 'expunge' }>;

/** What others did goes into the record as theirs. The line stays open, and empties itself only when it is recorded. */
export function sendForOthers(screen: Screen, over: LineOver, world: World): Pressed {
  const text = over.line.text.trim();
  if (text === '') return only(say(screen, 'Nothing was written. Esc leads back.'));
  const read = readScribeLine(text, { ...world, people: world.timeline.people() });
  if ('kind' in read) return only(say(screen, said(read), 'bad'));
  const act: Act = { act: 'note', words: read.words };
  const { refusal } = world.probe(act, read.how);
  if (refusal !== undefined) return only(say(screen, said(refusal), 'bad'));
  return {
    screen: keepDraft(screen, over.asks, over.line.text),
    wants: [{ want: 'act', doing: { act, how: read.how, drafts: [draftName(over.asks)] } }],
  };
}

/** A note, of now or of the time that stands before it. A time that cannot be stays there to be put right. */
export function sendNote(screen: Screen, over: LineOver, world: World): Pressed {
  const read = readNoteLine(over.line.text, world);
  if ('kind' in read) return only(say(screen, said(read), 'bad'));
  const act: Act = { act: 'note', words: read.words };
  return {
    screen: keepDraft(closed(screen), over.asks, over.line.text.trim()),
    wants: [{ want: 'act', doing: { act, how: read.how, drafts: [draftName(over.asks)] } }],
  };
}

/** A change of an entry: its words or its time put right, or its words taken out for good. */
export function sendChange(screen: Screen, over: LineOver, asks: Change, world: World): Pressed {
  const text = over.line.text.trim();
  const bare = closed(screen);
  if (text === '' || (asks.for === 'correct' && text === world.timeline.whole(asks.place)?.words?.trim()))
    return only(say(keepDraft(bare, asks, ''), 'Nothing was changed, nothing was recorded.'));
  const act = changeOf(asks, text, world);
  if ('problem' in act) return only(say(screen, act.problem, 'bad'));
  const { refusal } = world.probe(act, {});
  // What the judge refuses stands there still, to be put right.
  if (refusal !== undefined) return only(say(screen, said(refusal), 'bad'));
  return attempt(keepDraft(bare, asks, over.line.text), { act, how: {}, drafts: [draftName(asks)] }, world);
}

function changeOf({ for: what, entry }: Change, text: string, { guide }: World): Act | { readonly problem: string } {
  if (what === 'correct') return { act: 'correct', entry, words: text };
  if (what === 'expunge') return { act: 'expunge', entry, basis: text };
  const read = parseWhen(text, { now: guide.now, timeZone: guide.timezone });
  return 'problem' in read ? read : { act: 'correct', entry, at: read.at, precision: read.precision };
}
