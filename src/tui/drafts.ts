import { draftKey } from './doing.ts';
import { emptyLine } from './line-edit.ts';
import type { LineFor, Screen } from './state.ts';

/** The name under which is kept what was written on a line, by what it was written for. */
export function draftName(asks: LineFor): string {
  switch (asks.for) {
    case 'why': {
      const [act] = asks.acts;
      return act === undefined ? 'why' : draftKey(act);
    }
    case 'answer':
      return asks.asking.prompt;
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

/** Keeps what was written; nothing is kept of an empty line. */
export function keepDraft(screen: Screen, asks: LineFor, text: string): Screen {
  const name = draftName(asks);
  if (text === '' && !(name in screen.drafts)) return screen;
  return {
    ...screen,
    drafts: Object.fromEntries(Object.entries({ ...screen.drafts, [name]: text }).filter(([, kept]) => kept !== '')),
  };
}

/** Whether something was written for the record that is not in it; words of the palette and names of files are not for it. */
export function isAnythingWritten({ drafts, over }: Screen): boolean {
  const isOpen = over?.over === 'line' && over.line.text !== '' && isForTheRecord(draftName(over.asks));
  return isOpen || Object.keys(drafts).some(isForTheRecord);
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
