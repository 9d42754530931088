import { exerciseLines, staffInjectText, tag } from '../../guide/index.ts';
import { atMost, type Call } from '../call.ts';
import { exit, Failure } from '../failure.ts';
import { hold } from '../open-incident.ts';
import { noTimeline, readStore } from '../store.ts';
import { whichDrill } from '../which-drill.ts';

/** Every inject of a drill: what comes and when, what has come, what it got. For the staff; nothing is written. */
export function run(call: Call): void {
  atMost(call, 1);
  const timeline = readStore(call);
  if (!timeline) throw noTimeline(call);
  try {
    const row = whichDrill(call, timeline);
    const { session } = hold(call, timeline, row.id, row.timezone, 'cli', { facilitates: true });
    const guide = session.guide();
    const { staff, clock, speed, facilitator } = guide.drill ?? {};
    if (staff === undefined)
      throw new Failure(
        exit.refused,
        'wrong-state',
        `${guide.alias} plays no scenario.`,
        'Begin one: holdfast drill start SCENARIO',
      );
    if (call.json) {
      call.io.json({
        incident: guide.alias,
        clock,
        speed,
        now: guide.now,
        ...(facilitator !== undefined && facilitator.left === undefined && { facilitator: facilitator.name }),
        participants: staff.participants,
        injects: staff.injects.map(({ id, inject, title, state, at, wall, to, unheld, told, answered }) => ({
          id,
          ...(inject.number !== undefined && { number: inject.number }),
          title,
          state,
          ...(at !== undefined && { at }),
          ...(wall !== undefined && { wall }),
          to,
          unheld,
          told: told.map((each) => each.at),
          ...(answered !== undefined && {
            answer: answered.option ?? answered.words ?? '',
            'answered-by': answered.by,
          }),
        })),
      });
      return;
    }
    call.io.say(
      `${tag(guide)} ${guide.title}`,
      ...exerciseLines(guide),
      ...staff.injects.map((each) => `  ${staffInjectText(each, guide)}  (${each.id})`),
    );
  } finally {
    timeline.close();
  }
}
