import { briefLog, briefPage, handoverBrief } from '../guide/index.ts';
import type { Talk } from './talk.ts';

function briefNow({ session }: Talk): string {
  const { incident, me } = session;
  return briefPage(handoverBrief(incident, me, session.now(), session.log(briefLog)), incident);
}

/** The brief as it stands, into a file that is not there yet. */
export async function saveBrief(talk: Talk, path: string): Promise<void> {
  const { io, page, session } = talk;
  const had = (await io.save?.(path, briefNow(talk))) ?? {
    problem: `This guide cannot reach files. Beside it, in another terminal: holdfast brief -o FILE -i ${session.incident.alias}`,
  };
  page.say('problem' in had ? had.problem : `Written: ${had.file}`);
}

/** The brief as it stands, to the clipboard of the terminal. */
export function copyBrief(talk: Talk): void {
  talk.page.say(talk.io.copy?.(briefNow(talk)) ?? 'This guide has no clipboard. brief FILE writes it to a file.');
}
