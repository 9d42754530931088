import { type Act, withoutMark } from '../incident/index.ts';
import { wordAmong } from '../text/index.ts';
import type { FilledMessage } from './model.ts';

/**
 * The act that sends a step's message as its runbook words it; with no name of a step, the message alone. With no language
 * given every wording goes out as one body, each under its language where there are several. Undefined where the step has no
 * message, or not in that language.
 */
export function sendAct(
  step: { readonly name?: string; readonly message?: FilledMessage },
  language?: string,
): (Act & { act: 'send' }) | undefined {
  const message = step.message;
  if (message === undefined) return undefined;
  const isMeant = (body: { readonly language: string }): boolean =>
    language === undefined || wordAmong(language, [body.language]) !== undefined;
  const bodies = message.bodies.filter(isMeant);
  const only = bodies[0];
  if (only === undefined) return undefined;
  const body =
    bodies.length === 1 ? only.text : bodies.map((each) => `[${each.language}] ${withoutMark(each.text)}`).join('\n\n');
  const missing = [...new Set(bodies.flatMap((each) => each.missing))];
  return {
    act: 'send',
    ...(step.name === undefined ? {} : { step: step.name }),
    message: message.id,
    to: message.to,
    body,
    ...(bodies.length === 1 ? { language: only.language } : {}),
    ...(missing.length === 0 ? {} : { missing }),
  };
}
