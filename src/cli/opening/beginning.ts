import type { Via } from '../../entry/index.ts';
import type { RunbookSource } from '../../incident/index.ts';
import type { Declaration, How } from '../../session/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { declareAs } from './declaring.ts';
import { hold, type Opened } from './open-incident.ts';
import { entriesOf } from '../perform.ts';
import { meOf, settleHere } from '../arguments/who.ts';

/** How the acts are done that come with a declaration: by whoever declared. */
export const byWhom = ({ by }: Declaration): How => (by === undefined ? {} : { by });

/**
 * Declares, follows where there is a runbook, and holds the incident open; this terminal works on it from then on.
 * `declaredBy`: by what means it was declared; `via`: by what means it goes on.
 */
export function beginIncident(
  call: Call,
  timeline: Timeline,
  declaration: Declaration,
  {
    source,
    via,
    declaredBy,
    isOnScreen = false,
  }: {
    readonly source?: RunbookSource | undefined;
    readonly via: Via;
    readonly declaredBy: Via;
    readonly isOnScreen?: boolean;
  },
): Opened {
  const id = declareAs(timeline, declaration, meOf(call), declaredBy);
  const opened = hold(call, timeline, id, declaration.timezone, via);
  try {
    if (source !== undefined) entriesOf(opened.session.act({ act: 'follow', source }, byWhom(declaration)));
    settleHere(call, id, opened.session.incident.alias, isOnScreen);
    return opened;
  } catch (error) {
    opened.session.close();
    throw error;
  }
}
