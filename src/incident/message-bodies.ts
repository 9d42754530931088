import { worldFor } from '../statechart/index.ts';
import type { Surroundings } from '../statechart/index.ts';
import type { Message } from '../runbook/index.ts';
import type { Instant } from '../time/index.ts';
import { nextRound } from './clocks.ts';
import { markedAsExercise } from './exercise.ts';
import { fillForPeople } from './fill-for-people.ts';
import { takesMore } from './judge-clocks.ts';
import type { Incident, Run } from './model.ts';
import { surroundingsForTexts } from './surroundings.ts';
import { own } from './own.ts';

/** A message in one language, as it would be sent now; `missing`: the expressions of what is not known. */
export interface MessageBody {
  readonly language: string;
  readonly text: string;
  readonly missing: readonly string[];
}

/** Where a message is worded: the runbook that declares it, and the clocks that are met by sending it. */
export interface Wording {
  readonly run: Run;
  readonly prefix: string;
  readonly stops?: readonly string[] | undefined;
}

/** A message in each of its languages, in the order written, as it would be sent now; in a drill marked as an exercise. */
export function messageBodies(
  incident: Incident,
  { text }: Pick<Message, 'text'>,
  { run, prefix, stops = [] }: Wording,
  now: Instant,
): MessageBody[] {
  const world = worldFor(run.chart, run.state, surroundingsOnceSent(incident, run, stops, now), prefix);
  return Object.entries(text).map(([language, words]) => ({
    language,
    ...fillForPeople(markedAsExercise(incident, words), world, incident, now, language),
  }));
}

/** "Next update {{ clocks['public-update'].due }}" promises the one that follows, and not the one that this is. */
function surroundingsOnceSent(incident: Incident, run: Run, stops: readonly string[], now: Instant): Surroundings {
  const around = surroundingsForTexts(incident, run, now);
  const clocks = { ...around.clocks };
  for (const id of stops) {
    const due = dueOnceMet(incident, id, now);
    const clock = own(clocks, id);
    if (due !== undefined && clock !== undefined) clocks[id] = { ...clock, due };
  }
  return { ...around, clocks };
}

/** When a clock is due next once it is met now; undefined where nothing follows, or no deadline. */
function dueOnceMet(incident: Incident, id: string, now: Instant): Instant | undefined {
  const clock = own(incident.clocks, id);
  if (clock === undefined || !takesMore(clock)) return undefined;
  const change = nextRound(incident, { ...clock, state: 'met', metAt: now }, now, now);
  return change?.type === 'clock.started' ? change.data.due : undefined;
}
