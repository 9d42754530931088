import { sayHere, type Presence } from '../../files/index.ts';
import type { Opened } from './open-incident.ts';

/** Others see it no sooner than they look; the first frame must not wait for it. In milliseconds. */
const AFTER_FIRST_FRAME = 300;

/** Others on this machine can see who has the incident open, by the name that the record has. Gives the way to leave. */
export function sayWhoIsHere({ session, timeline }: Pick<Opened, 'session' | 'timeline'>): () => void {
  let name = '';
  const facilitates = session.guide().drill?.staff !== undefined;
  let presence: Presence | undefined;
  const say = (): void => {
    if (session.me.name === name) return;
    ({ name } = session.me);
    if (presence === undefined) presence = sayHere(timeline.file, session.incident.id, name, facilitates);
    else presence.rename(name);
  };
  // Those who take part look for the facilitator's screen.
  if (facilitates) say();
  const soon = setTimeout(say, AFTER_FIRST_FRAME);
  const unsubscribe = session.subscribe(() => {
    if (presence !== undefined) say();
  });
  return () => {
    clearTimeout(soon);
    unsubscribe();
    presence?.leave();
  };
}
