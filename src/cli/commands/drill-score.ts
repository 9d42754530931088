import { scoreOf } from '../../drill/index.ts';
import { objectiveLines, tag } from '../../guide/index.ts';
import { isAnyKept } from '../../incident/index.ts';
import { atMost, type Call } from '../call.ts';
import { refused } from '../failure.ts';
import { viewerOf } from '../sources/kept-from-players.ts';
import { hold } from '../opening/open-incident.ts';
import { objectivesJson, observationsJson, observationLines, scoreText } from '../writing/score-text.ts';
import { noTimeline, readStore } from '../opening/store.ts';
import { whichDrill } from '../arguments/which-drill.ts';

/**
 * Each objective of a drill with what was measured and the entries behind it; to its players, while it goes on, what was read aloud to them.
 * Writes nothing.
 */
export function run(call: Call): void {
  atMost(call, 1);
  const timeline = readStore(call);
  if (!timeline) throw noTimeline(call);
  try {
    const row = whichDrill(call, timeline);
    const { session } = hold(call, timeline, row.id, row.timezone, 'cli', { facilitates: true });
    const { incident } = session;
    const entries = session.entries();
    const score = scoreOf(incident, entries, session.now());
    if (score === undefined)
      throw refused(
        'no-scenario',
        `${row.alias} plays no scenario: there is nothing to measure it by.`,
        'A drill with objectives: holdfast drill start SCENARIO',
      );
    const numbers = new Map(entries.map(({ id, seq }) => [id, seq]));
    const numberOf = (entry: string): number | undefined => numbers.get(entry);
    // Players heard the objectives read aloud; by what they are measured would tell them what to do.
    const isKept = isAnyKept(incident, viewerOf(call, incident));
    if (isKept) call.io.remark('How it goes is told when the exercise has ended. --staff shows it now.');
    if (call.json)
      call.io.json({
        incident: incident.alias,
        scenario: incident.drill?.scenario.id,
        outcome: incident.runs[0]?.ended?.outcome ?? null,
        over: score.isOver,
        ...(isKept && { 'not-shown': score.objectives.length }),
        objectives: isKept ? [] : objectivesJson(score, numberOf),
        capabilities: isKept
          ? []
          : score.capabilities.map(({ capability, rating }) => ({ capability, rating: rating ?? null })),
        observations: isKept ? [] : observationsJson(entries, incident),
      });
    else
      call.io.say(
        `${tag(session.guide())} ${incident.drill?.scenario.title ?? ''}`,
        '',
        ...(isKept
          ? objectiveLines(score.objectives)
          : [...scoreText(score, numberOf), ...observationLines(entries, incident)]),
      );
    session.close();
  } finally {
    timeline.close();
  }
}
