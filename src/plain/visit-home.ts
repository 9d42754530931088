import { problemOf } from '../session/index.ts';
import type { Held, Lobby } from '../session/index.ts';
import { atHome, firstVisit } from './home.ts';
import type { Lines } from './talk.ts';

/** The incident that one came from. */
interface From {
  readonly id: string;
  readonly alias: string;
}

/**
 * At home until something was chosen there that can be had: an incident that is held open then, the way back, or to leave. What
 * cannot be had is said, and one stays, with all that was typed.
 */
export async function visitHome(lines: Lines, lobby: Lobby, from: From): Promise<Held | 'back' | 'left' | 'over'>;
export async function visitHome(lines: Lines, lobby: Lobby): Promise<Held | 'left' | 'over'>;
export async function visitHome(lines: Lines, lobby: Lobby, from?: From): Promise<Held | 'back' | 'left' | 'over'> {
  const threshold = await lobby.home();
  const visit = { ...firstVisit, ...(from && { back: from.alias }) };
  for (;;) {
    const end = await atHome(lines, threshold.look, visit);
    if (end === 'over') return 'over';
    if (end.end === 'leave') return 'left';
    if (end.end === 'back') return 'back';
    try {
      if (end.end === 'begin') return await threshold.begin(end.begin);
      const id = lobby.find(end.id);
      return id === from?.id ? 'back' : lobby.hold(id);
    } catch (error) {
      lines.page.say(problemOf(error));
      if (end.end === 'begin') {
        lines.fault = true;
        lines.page.say('Nothing was declared. What you wrote is kept here; write it on paper too.');
      }
    }
  }
}
