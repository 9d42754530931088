import { statusJson, statusText } from '../../guide/index.ts';
import type { Replay } from '../../session/index.ts';
import { millis, shortDuration, showTime } from '../../time/index.ts';
import { atMost, type Call } from '../call.ts';
import { exit, exitOfRefusal, Failure, wrongUsage } from '../failure.ts';
import { openGuide } from '../opening/open-guide.ts';
import { hold } from '../opening/open-incident.ts';
import { wantsPlain } from '../opening/screen.ts';
import { noTimeline, readStore } from '../opening/store.ts';
import { typedHere } from '../arguments/typed-here.ts';
import { byName, whichIncident } from '../arguments/which-incident.ts';

/**
 * An incident as it stood at each of its entries: on a screen, in numbered lines, or, with `--at`, where it stood then in one
 * answer. The timeline is opened to be read alone.
 */
export async function run(call: Call): Promise<number> {
  atMost(call, 1);
  const at = call.option('at');
  const isAnswer = call.json || (!call.io.interactive && !call.has('plain'));
  if (isAnswer && at === undefined)
    throw wrongUsage(
      'Where nobody can press keys, say as of when.',
      'It is typed: holdfast replay flood-7 --at 03:12 (or --at 120, an entry); line by line: --plain',
    );
  const timeline = readStore(call);
  if (!timeline) throw noTimeline(call);
  try {
    const [word] = call.words;
    const row = word === undefined ? whichIncident(call, timeline, 'read') : byName(word, timeline.incidents());
    const { session } = hold(call, timeline, row.id, row.timezone, 'cli');
    const replay = session.replay(`${wantsPlain(call) ? 'quit' : 'q'} leaves; now is: holdfast guide -i ${row.alias}`);
    try {
      if (at !== undefined) standAt(replay, at);
      if (isAnswer) {
        answer(call, replay);
        return exit.done;
      }
      return await openGuide(call, { session: replay, timeline });
    } finally {
      session.close();
    }
  } finally {
    timeline.close();
  }
}

function standAt(replay: Replay, at: string): void {
  const found = replay.find(at);
  if ('message' in found)
    throw new Failure(exitOfRefusal(found.code), found.code, found.message, typedHere(found.hint));
  replay.stand(found.place, found.at);
}

function answer(call: Call, replay: Replay): void {
  const guide = replay.guide();
  if (call.json) return call.io.json(statusJson(guide, replay.incident));
  const time = showTime(guide.now, { now: guide.now, timeZone: guide.timezone });
  const since = shortDuration(millis(guide.now) - millis(replay.incident.declared));
  call.io.say(
    `REPLAY ${replay.place} of ${replay.count} · ${time}, ${since} after it was declared`,
    ...statusText(guide),
  );
}
