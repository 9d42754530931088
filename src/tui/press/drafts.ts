import type { Act } from '../../incident/index.ts';
import { emptyLine, lineOf } from '../keys/line-edit.ts';
import type { Line } from '../keys/line-edit.ts';
import { keepWording, messageOf } from '../rows/message-body.ts';
import type { LineFor, Screen, World } from '../state.ts';

/** The name under which an unfinished reason is kept. */
export function draftKey(act: Act): string {
  return `why ${act.act} ${'step' in act ? (act.step ?? '') : 'clock' in act ? act.clock : ''}`;
}

/** The name under which is kept what was written on a line, by what it was written for. */
export function draftName(asks: LineFor): string {
  switch (asks.for) {
    case 'why':
      return draftKey(asks.doing.act);
    case 'answer': {
      // Not by the question alone: it may be the same for two things, and what was half written for one is not for the other.
      const { prompt, before = [], after = [] } = asks.asking;
      return [prompt, ...before, ...after].join(' ');
    }
    case 'save':
      return `save ${asks.what}`;
    case 'correct':
    case 'time':
    case 'expunge':
      return `${asks.for} ${asks.entry}`;
    default:
      return asks.for;
  }
}

/** The name under which an answer to a fact is kept that was begun. */
export function factDraft(fact: string): string {
  return `fact ${fact}`;
}

/** The line on which a fact is answered: what was begun stands there again. */
export function factLine({ drafts }: Screen, fact: string | undefined): Line {
  return lineOf(drafts[factDraft(fact ?? '')] ?? '');
}

/** Keeps what was written; nothing is kept of an empty line. */
export function keepDraft(screen: Screen, asks: LineFor, text: string): Screen {
  return keepNamed(screen, draftName(asks), text);
}

/** The same by the name of the draft. */
export function keepNamed(screen: Screen, name: string, text: string): Screen {
  if (text === '' && !(name in screen.drafts)) return screen;
  return {
    ...screen,
    drafts: Object.fromEntries(Object.entries({ ...screen.drafts, [name]: text }).filter(([, kept]) => kept !== '')),
  };
}

/**
 * The screen with what is being written among its drafts, as it is kept where one goes back. A secret is kept nowhere, nor is
 * what only stood there to be changed.
 */
export function setAside(screen: Screen, world: Pick<World, 'guide'>): Screen {
  const { over } = screen;
  switch (over?.over) {
    case 'line':
      // While it is asked whose initials these are, the line of the paper is among the drafts already.
      if (over.asks.for === 'paper' && over.asks.asking !== undefined) return screen;
      return keepDraft(screen, over.asks, over.line.text === over.offered ? '' : over.line.text);
    case 'facts': {
      const [id] = over.queue;
      const fact = world.guide.facts.find((each) => each.id === id);
      if (fact === undefined || fact.privacy === 'secret') return screen;
      return keepNamed(screen, factDraft(fact.id), over.line.text);
    }
    case 'message': {
      const message = over.line === undefined ? undefined : messageOf(over, world);
      if (over.line === undefined || message === undefined) return screen;
      return keepWording(screen, message, over.language, over.line.text);
    }
    default:
      return screen;
  }
}

/** What was written for the record and is not in it; words of the palette and names of files are not for it. */
export function unrecorded({ drafts }: Screen): string[] {
  return Object.entries(drafts).flatMap(([name, text]) => (isForTheRecord(name) ? [text] : []));
}

function isForTheRecord(draft: string): boolean {
  return draft !== 'command' && !draft.startsWith('save ');
}

/** It is recorded: the draft goes, and a line that stays open for the next one is empty. */
export function forgetDraft(screen: Screen, name: string): Screen {
  const { [name]: _, ...drafts } = screen.drafts;
  const { over } = screen;
  const isOpen = over?.over === 'line' && draftName(over.asks) === name;
  return { ...screen, drafts, ...(isOpen ? { over: { ...over, line: emptyLine } } : {}) };
}

/** What is said against leaving where something is written elsewhere, in what is called so; undefined where nothing is. */
export function writtenBeside(name: string | undefined): string | undefined {
  return name === undefined
    ? undefined
    : `What you wrote in ${name} is not recorded yet, and leaving loses it. The same key again leaves; it stands there still.`;
}
