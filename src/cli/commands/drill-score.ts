import { scoreOf } from '../../drill/index.ts';
import { tag } from '../../guide/index.ts';
import { atMost, type Call } from '../call.ts';
import { refused } from '../failure.ts';
import { hold } from '../open-incident.ts';
import { objectivesJson, scoreText } from '../score-text.ts';
import { noTimeline, readStore } from '../store.ts';
import { whichDrill } from '../which-drill.ts';

/** Each objective of a drill with what was measured and the entries behind it. Writes nothing. */
export function run(call: Call): void {
  atMost(call, 1);
  const timeline = readStore(call);
  if (!timeline) throw noTimeline(call);
  try {
    const row = whichDrill(call, timeline);
    const { session } = hold(call, timeline, row.id, row.timezone, 'cli');
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
    if (call.json)
      call.io.json({
        incident: incident.alias,
        scenario: incident.drill?.scenario.id,
        outcome: incident.runs[0]?.ended?.outcome ?? null,
        over: score.isOver,
        objectives: objectivesJson(score, numberOf),
        capabilities: score.capabilities.map(({ capability, rating }) => ({ capability, rating: rating ?? null })),
      });
    else
      call.io.say(`${tag(session.guide())} ${incident.drill?.scenario.title ?? ''}`, '', ...scoreText(score, numberOf));
    session.close();
  } finally {
    timeline.close();
  }
}
