import { createHash } from 'node:crypto';
import { beginRehearsal, type Rehearsed, rehearse, type Rehearsing } from '../../drill/index.ts';
import { standingDeviations } from '../../incident/index.ts';
import { plural } from '../../text/index.ts';
import { millis, shortDuration } from '../../time/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { playMany } from '../threads/many-crews.ts';
import { objectivesJson, scoreText } from '../writing/score-text.ts';
import { beginning, type Playable, playable } from '../sources/scenario-source.ts';
import { weakSpots, weakSpotsText } from '../threads/weak-spots.ts';

/**
 * Plays a scenario with simulated responders, in memory and as fast as it goes: for tests, and to find where a runbook is weak. The
 * same seed gives the same. Nothing is kept: a drill that nobody played is no rehearsal.
 */
export async function run(call: Call): Promise<void> {
  const found = await playable(call, onlyWord(call));
  const seed = countOf(call, 'seed') ?? 1;
  const runs = countOf(call, 'runs') ?? 1;
  const rehearsing = rehearsingOf(found);
  if (runs > 1) return many(call, rehearsing, seed, runs);
  const played = rehearse(beginRehearsal(rehearsing), seed);
  const numbers = new Map(played.entries.map(({ id, seq: each }) => [id, each]));
  const numberOf = (entry: string): number | undefined => numbers.get(entry);
  const { incident, score, ended, outcome } = played;
  if (call.json) {
    call.io.json({
      incident: incident.alias,
      scenario: found.scenario.id,
      seed,
      ended,
      outcome: outcome ?? null,
      entries: played.entries.length,
      digest: digestOf(played),
      objectives: objectivesJson(score, numberOf),
      capabilities: score.capabilities.map(({ capability, rating }) => ({ capability, rating: rating ?? null })),
    });
    return;
  }
  call.io.say(
    `[DRILL ${incident.alias}] ${found.scenario.title}, played by simulated responders (seed ${seed}): ${shortDuration(millis(incident.lastAt) - rehearsing.begins)} of exercise time, ${plural(played.entries.length, 'entry', 'entries')}, ${plural(standingDeviations(incident).length, 'deviation')}, ${endWords[ended]}. Nothing of it was kept.`,
    '',
    ...scoreText(score, numberOf),
  );
}

const endWords: Readonly<Record<Rehearsed['ended'], string>> = {
  'time-up': 'until the time was up',
  closed: 'until nothing was left to do',
  stuck: 'until nobody knew how to go on',
};

/** Of every kind of run the same clock: what a seed gives must not depend on the day. */
const someDay = Date.parse('2026-01-15T00:00:00Z');

function rehearsingOf(found: Playable): Rehearsing {
  const { scenario, source, runbookSource, timezone, organisation } = found;
  return {
    scenario,
    source,
    runbook: runbookSource,
    alias: scenario.id,
    begins: beginning(found, someDay),
    timezone,
    holidays: organisation?.holidays ?? [],
  };
}

async function many(call: Call, rehearsing: Rehearsing, first: number, runs: number): Promise<void> {
  const { scenario } = rehearsing;
  const spots = weakSpots(await playMany(rehearsing, first, runs));
  if (call.json) call.io.json({ scenario: scenario.id, seed: first, runs, ...spots });
  else call.io.say(...weakSpotsText(scenario, spots, { first, runs }));
}

/** Stands for all that was written: the same for the same seed, whatever day and machine. */
function digestOf({ entries }: Rehearsed): string {
  const hash = createHash('sha256');
  for (const { at, by, type, step, data, words } of entries)
    hash.update(
      JSON.stringify([at, by.name, type, step ?? null, type.endsWith('.followed') ? null : data, words ?? null]),
    );
  return hash.digest('hex');
}

function countOf(call: Call, name: 'seed' | 'runs'): number | undefined {
  const said = call.option(name);
  if (said === undefined) return undefined;
  const count = Number(said);
  if (!/^\d{1,9}$/.test(said) || count < 1)
    throw wrongUsage(`"${said}" is not a number that --${name} can be.`, `Give a whole number from 1 on: --${name} 7`);
  return count;
}
