import { type Act, fillForPeople, runbookOf, surroundingsForTexts } from '../incident/index.ts';
import { sendAct } from '../guide/index.ts';
import type { Session } from '../session/index.ts';
import { worldFor } from '../statechart/index.ts';
import type { Call } from './call.ts';
import { notFound } from './failure.ts';

/**
 * The act that sends a message that no open step is about (`send status-page`): people are told when they must be told, not
 * only when the plan comes to it. Nothing where the words mean something else.
 */
export function messageOutOfTurn(call: Call, session: Session): Act | undefined {
  const [id, language = call.option('language'), ...more] = call.words;
  const { incident } = session;
  const message =
    call.command.name === 'send' && id !== undefined && Object.hasOwn(incident.messages, id)
      ? incident.messages[id]?.message
      : undefined;
  if (message === undefined || id === undefined || more.length > 0) return undefined;
  if (session.guide().current.some((step) => step.message?.id === id || step.name === id)) return undefined;

  const written = runbookOf(incident, ({ messages }) => messages?.[id]);
  if (written === undefined) return undefined;
  const { run, prefix } = written;
  const world = worldFor(run.chart, run.state, surroundingsForTexts(incident, run, session.now()), prefix);
  const bodies = Object.entries(message.text).map(([language, text]) => ({
    language,
    ...fillForPeople(text, world, incident, session.now()),
  }));
  const act = sendAct(
    { name: '', message: { id, to: message.to, bodies, ...(message.by !== undefined && { by: message.by }) } },
    language,
  );
  if (act === undefined)
    throw notFound(
      `The message "${id}" is not written in "${language ?? ''}".`,
      `It is written in: ${bodies.map((body) => body.language).join(', ')}`,
    );
  const { step: _, ...without } = act;
  return without;
}
