import type { Refusal } from '../statechart/index.ts';
import type { Clock, Fact, Runbook } from '../runbook/index.ts';
import type { EntryData } from '../entry/index.ts';
import type { Incident, Run } from './model.ts';
import { compileFollowed } from './compile.ts';

/** Why a runbook cannot be followed in this incident: it cannot be read, or one of its things is of another type here. */
export function judgeFollow(
  incident: Incident,
  data: EntryData['runbook.followed'],
  run: string | undefined,
): Refusal | undefined {
  if ((data.semantics as number) !== 1) {
    return {
      code: 'wrong-type',
      message: `The runbook "${data.runbook}" was followed under semantics ${String(data.semantics)}, which this version does not know.`,
      hint: 'Update holdfast.',
    };
  }
  if (run !== undefined && incident.runs.some(({ id }) => id === run)) {
    return { code: 'already-so', message: `A runbook is followed as "${run}" already.` };
  }
  const compiled = compileFollowed(data);
  if ('problem' in compiled) {
    return {
      code: 'wrong-type',
      message: `The runbook "${data.runbook}" cannot be followed: ${compiled.problem}`,
      hint: 'Run: holdfast runbook check',
    };
  }
  const { runbook, followed } = compiled.chart.bundle;
  for (const taken of [runbook, ...Object.values(followed)]) {
    const refused = clashOf(incident, taken);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** The id of the next following of this runbook: its own, then `ID-2`, `ID-3`. */
export function nextRunId(incident: Incident, runbook: string): string {
  const taken = new Set(incident.runs.map(({ id }) => id));
  if (!taken.has(runbook)) return runbook;
  for (let n = 2; ; n += 1) if (!taken.has(`${runbook}-${n}`)) return `${runbook}-${n}`;
}

/** Facts, roles, services and clocks of one id are one thing in an incident; two types of it cannot be. */
function clashOf(incident: Incident, taken: Runbook): Refusal | undefined {
  for (const [id, fact] of Object.entries(taken.facts ?? {})) {
    const here = incident.facts[id]?.fact;
    const [was, is] = [here && factType(here), factType(fact)];
    if (was !== undefined && was !== is)
      return clash(
        'fact',
        id,
        is,
        taken,
        was,
        placeOf(incident.runs, (book) => book.facts?.[id]),
      );
  }
  for (const [id, clock] of Object.entries(taken.clocks ?? {})) {
    const here = incident.clocks[id]?.clock;
    const [was, is] = [here && clockType(here), clockType(clock)];
    if (was !== undefined && was !== is)
      return clash(
        'clock',
        id,
        is,
        taken,
        was,
        placeOf(incident.runs, (book) => book.clocks?.[id]),
      );
  }
  return undefined;
}

function clash(kind: string, id: string, is: string, taken: Runbook, was: string, place: string): Refusal {
  return {
    code: 'clash',
    message: `The ${kind} "${id}" is ${is} in ${taken.id} and ${was} in ${place}, which is being followed.`,
    hint: `In one incident a ${kind} of one id is one thing: rename it in one of the two runbooks.`,
  };
}

function factType(fact: Fact): string {
  const choice = fact.type === 'choice' ? `a choice of ${[...(fact.of ?? [])].sort().join(', ')}` : fact.type;
  return (fact.privacy ?? 'public') === 'public' ? choice : `${choice} (${fact.privacy})`;
}

function clockType(clock: Clock): string {
  return clock.every === undefined ? 'a deadline' : 'a cadence';
}

/** The runbook that declared it, for the message. */
function placeOf(runs: readonly Run[], has: (runbook: Runbook) => unknown): string {
  for (const { chart } of runs) {
    for (const runbook of [chart.bundle.runbook, ...Object.values(chart.bundle.followed)])
      if (has(runbook) !== undefined) return runbook.id;
  }
  return 'another runbook';
}
