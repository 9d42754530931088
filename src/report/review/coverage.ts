import {
  coverage,
  type Coverage,
  exercisedIn,
  keyOf,
  type Share,
  type Thing,
  wasExercised,
} from '../../analysis/index.ts';
import { type Run, titlesAt } from '../../incident/index.ts';
import type { Runbook } from '../../runbook/index.ts';
import type { PlannedStep } from '../../statechart/index.ts';
import { type Block, joined, type Line, paragraph, points, table } from './document.ts';
import type { Source } from './source.ts';

const kinds = ['step', 'option', 'track', 'inject'] as const satisfies readonly Thing['kind'][];

/** So many things are named; the others are counted. */
const most = 20;

/**
 * What of each runbook was exercised here, and what ever, as line coverage is to code. Of other incidents only counts stand here: who
 * reads this review may not be among their readers.
 */
export function covered(source: Source): readonly Block[] {
  const { incident, say, others } = source;
  const followed = runbooksIn(incident.runs);
  if (followed.length === 0) return [];
  const blocks = followed.flatMap((one) => ofRunbook(one, source));
  return [paragraph(say(others === undefined ? 'coverage.here-alone' : 'coverage.about')), ...blocks];
}

/** A runbook as it was followed, by itself or by another. */
interface Followed {
  readonly run: Run;
  readonly runbook: Runbook;
  /** By the ids that they have in it, where it stands first. */
  readonly steps: ReadonlyMap<string, PlannedStep>;
}

/** Each runbook of the plan once: what is followed inside another counts under its own name, as it does over all incidents. */
function runbooksIn(runs: readonly Run[]): readonly Followed[] {
  const found = new Map<string, Followed & { readonly steps: Map<string, PlannedStep> }>();
  for (const run of runs)
    for (const planned of run.chart.plan.values()) {
      const { runbook, step } = planned;
      const followed = found.get(runbook.id) ?? { run, runbook, steps: new Map() };
      found.set(runbook.id, followed);
      if (!followed.steps.has(step.id)) followed.steps.set(step.id, planned);
    }
  return [...found.values()];
}

function ofRunbook(followed: Followed, source: Source): readonly Block[] {
  const { incident, kept, others, say } = source;
  const { drill, exercise } = incident;
  // While it goes on, what is still to come is nobody's to read here.
  const scenarios = drill === undefined || exercise?.ended === undefined ? [] : [drill.scenario];
  const { runbook } = followed;
  // Who reads what simulated responders did wants to see it here.
  const here = { ...exercisedIn({ incident, entries: kept }), simulated: false };
  const now = coverage(runbook, { scenarios, exercised: [here] });
  const ever = others === undefined ? undefined : coverage(runbook, { scenarios, exercised: [here, ...others] });
  const before = others === undefined ? undefined : coverage(runbook, { scenarios, exercised: others });
  const rows = kinds
    .filter((kind) => now.shares[kind].of > 0)
    .map((kind): readonly Line[] => [
      say(`coverage.${kind}`),
      share(now.shares[kind], source),
      ...(ever === undefined ? [] : [share(ever.shares[kind], source), `${firstTime(now, before, kind)}`]),
    ]);
  const head = [
    say('coverage.part'),
    say('coverage.here'),
    ...(ever === undefined ? [] : [say('coverage.ever'), say('coverage.first')]),
  ];
  return [...table(head, rows, { name: runbook.title }), ...never(ever ?? now, followed, source)];
}

const share = ({ of, exercised }: Share, { say }: Source): string => say('coverage.of', { exercised, of });

/** So many were exercised here, and never before. */
function firstTime(now: Coverage, before: Coverage | undefined, kind: Thing['kind']): number {
  const known = new Set(before?.things.filter(wasExercised).map(keyOf));
  return now.things.filter((thing) => thing.kind === kind && wasExercised(thing) && !known.has(keyOf(thing))).length;
}

function never({ things }: Coverage, { run, steps }: Followed, { incident, say }: Source): readonly Block[] {
  const left = things.filter((thing) => !wasExercised(thing));
  const titles = titlesAt(incident, incident.lastAt);
  /** As it was called here. */
  const called = ({ kind, id, step, title }: Thing): string => {
    const planned = kind === 'inject' ? undefined : steps.get(step ?? id);
    if (planned === undefined) return title;
    return (kind === 'step' ? titles.step(run, planned) : titles.branch(run, planned, id)) ?? title;
  };
  const shown = left.slice(0, most).map((thing) => joined([called(thing), `(${thing.step ?? thing.id})`]));
  if (left.length === 0) return [paragraph(say('coverage.all'))];
  if (left.length === things.length) return [paragraph(say('coverage.nothing'))];
  return [
    paragraph(say('coverage.never', { n: left.length })),
    ...points(left.length > most ? [...shown, say('quality.and-more', { n: left.length - most })] : shown),
  ];
}
