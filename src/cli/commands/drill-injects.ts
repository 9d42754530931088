import { exerciseLines, guide as guideOf, staffInjectText, tag } from '../../guide/index.ts';
import { isAnyKept } from '../../incident/index.ts';
import { plural } from '../../text/index.ts';
import { atMost, type Call } from '../call.ts';
import { exit, Failure } from '../failure.ts';
import { remarkKept, viewerOf } from '../sources/kept-from-players.ts';
import { hold } from '../opening/open-incident.ts';
import { noTimeline, readStore } from '../opening/store.ts';
import { whichDrill } from '../arguments/which-drill.ts';

/** Every inject of a drill: what comes and when, what has come, what it got; to players, while it goes on, what came to them. Nothing is written. */
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
    const { incident } = session;
    const viewer = viewerOf(call, incident);
    // Players see an inject when it has come to them.
    const theirs = isAnyKept(incident, viewer) ? guideOf(incident, viewer, session.now()) : guide;
    const came = new Set(theirs.drill?.injects.map(({ id }) => id));
    const injects = theirs === guide ? staff.injects : staff.injects.filter(({ id }) => came.has(id));
    const kept = staff.injects.length - injects.length;
    remarkKept(call, kept, plural(kept, 'inject'));
    if (call.json) {
      call.io.json({
        incident: guide.alias,
        clock,
        speed,
        now: guide.now,
        ...(facilitator !== undefined && facilitator.left === undefined && { facilitator: facilitator.name }),
        participants: staff.participants,
        ...(kept > 0 && { 'not-shown': kept }),
        injects: injects.map(({ id, inject, title, state, at, wall, to, unheld, told, answered }) => ({
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
      ...exerciseLines(theirs),
      ...injects.map((each) => `  ${staffInjectText(each, guide)}  (${each.id})`),
    );
  } finally {
    timeline.close();
  }
}
