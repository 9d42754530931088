import type { Refusal } from '../statechart/index.ts';
import type { Bundle, Clock, Fact, Runbook } from '../runbook/index.ts';
import type { EntryData } from '../entry/index.ts';
import type { Incident } from './model.ts';
import { compileFollowed } from './compile.ts';
import { own } from './work.ts';

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
  const known: Runbook[] = incident.runs.flatMap(({ chart }) => allOf(chart.bundle));
  for (const taken of [runbook, ...Object.values(followed)]) {
    const refused = clashOf(known, taken);
    if (refused !== undefined) return refused;
    known.push(taken);
  }
  return undefined;
}

function allOf({ runbook, followed }: Bundle): Runbook[] {
  return [runbook, ...Object.values(followed)];
}

/** The id of the next following of this runbook: its own, then `ID-2`, `ID-3`. */
export function nextRunId(incident: Incident, runbook: string): string {
  const taken = new Set(incident.runs.map(({ id }) => id));
  if (!taken.has(runbook)) return runbook;
  for (let n = 2; ; n += 1) if (!taken.has(`${runbook}-${n}`)) return `${runbook}-${n}`;
}

/** Facts, roles, services and clocks of one id are one thing in an incident; two types of it cannot be. */
function clashOf(known: readonly Runbook[], taken: Runbook): Refusal | undefined {
  return (
    clashIn('fact', known, taken, ({ facts }) => facts, factType) ??
    clashIn('clock', known, taken, ({ clocks }) => clocks, clockType)
  );
}

function clashIn<T>(
  kind: string,
  known: readonly Runbook[],
  taken: Runbook,
  thingsOf: (runbook: Runbook) => Readonly<Record<string, T>> | undefined,
  typeOf: (thing: T) => string,
): Refusal | undefined {
  for (const [id, thing] of Object.entries(thingsOf(taken) ?? {})) {
    const is = typeOf(thing);
    for (const other of known) {
      const here = own(thingsOf(other) ?? {}, id);
      if (here === undefined || typeOf(here) === is) continue;
      return {
        code: 'clash',
        message: `The ${kind} "${id}" is ${is} in ${taken.id} and ${typeOf(here)} in ${other.id}, which is being followed.`,
        hint: `In one incident a ${kind} of one id is one thing: rename it in one of the two runbooks.`,
      };
    }
  }
  return undefined;
}

function factType(fact: Fact): string {
  const choice = fact.type === 'choice' ? `a choice of ${[...(fact.of ?? [])].sort().join(', ')}` : fact.type;
  return (fact.privacy ?? 'public') === 'public' ? choice : `${choice} (${fact.privacy})`;
}

function clockType(clock: Clock): string {
  return clock.every === undefined ? 'a deadline' : 'a cadence';
}
