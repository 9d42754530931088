import type { CurrentStep } from '../guide/index.ts';
import type { MessageOver, Screen } from './state.ts';

/** The body as it would be recorded: the runbook's wording with the facts in it, or what somebody made of it here. */
export function bodyOf(screen: Screen, over: MessageOver, step: CurrentStep): string {
  const written = step.message?.bodies.find((body) => body.language === over.language)?.text ?? '';
  return screen.drafts[messageDraft(over)] ?? written;
}

/** The name under which a changed wording is kept. */
export function messageDraft({ step, language }: Pick<MessageOver, 'step' | 'language'>): string {
  return `message ${step} ${language}`;
}
