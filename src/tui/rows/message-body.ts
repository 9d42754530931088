import type { FilledMessage } from '../../guide/index.ts';
import type { MessageOver, Screen, World } from '../state.ts';

/**
 * The message that is being read: as the step fills it that it was opened from, else as it stands for itself. Undefined where
 * that step is open no longer.
 */
export function messageOf({ message, step }: MessageOver, { guide }: Pick<World, 'guide'>): FilledMessage | undefined {
  if (step !== undefined) return guide.current.find((each) => each.key === step)?.message;
  return guide.messages.find(({ id }) => id === message);
}

/** The message as it would be recorded: what was written here stands in place of the runbook's wording. */
export function asWritten(screen: Screen, message: FilledMessage): FilledMessage {
  return {
    ...message,
    bodies: message.bodies.map((body) => {
      const draft = draftOf(screen, message.id, body.language);
      return draft === undefined ? body : withDraft(body, draft);
    }),
  };
}

/** The text of one language; the first where it is not written in that one. */
export function bodyIn({ bodies }: FilledMessage, language: string): FilledMessage['bodies'][number] | undefined {
  return bodies.find((body) => body.language === language) ?? bodies[0];
}

/** The language behind that one. */
export function languageAfter({ bodies }: FilledMessage, language: string): string {
  const at = bodies.findIndex((body) => body.language === language);
  return bodies[(at + 1) % bodies.length]?.language ?? language;
}

/** What somebody wrote here in place of the runbook's wording, where somebody did. */
export function draftOf({ drafts }: Screen, message: string, language: string): string | undefined {
  return drafts[draftName(message, language)];
}

/** Keeps a changed wording. Nothing at all, or the runbook's own words, give the message back its facts of now. */
export function keepWording(screen: Screen, message: FilledMessage, language: string, text: string): Screen {
  const name = draftName(message.id, language);
  const { [name]: _before, ...others } = screen.drafts;
  const own = message.bodies.find((body) => body.language === language)?.text ?? '';
  const isChanged = text.trim() !== '' && text.trim() !== own.trim();
  return { ...screen, drafts: isChanged ? { ...others, [name]: text } : others };
}

/** The screen without what was written for that message: it went out. */
export function withoutDrafts(screen: Screen, message: string): Screen {
  const kept = Object.entries(screen.drafts).filter(([name]) => !name.startsWith(draftName(message, '')));
  return { ...screen, drafts: Object.fromEntries(kept) };
}

function draftName(message: string, language: string): string {
  return `message ${message} ${language}`;
}

function withDraft(body: FilledMessage['bodies'][number], draft: string): typeof body {
  // Each thing that is missing has its mark in the text, in the same order; what was written in its place is missing no longer.
  const marks = [...body.text.matchAll(/\[not known yet: [^\]]*\]/g)].map(([mark]) => mark);
  return {
    ...body,
    text: draft,
    missing: body.missing.filter((_, index) => draft.includes(marks[index] ?? '[not known yet: ')),
  };
}
