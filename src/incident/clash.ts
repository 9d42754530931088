import { revisionRefusal } from '../statechart/index.ts';
import type { Chart, Refusal } from '../statechart/index.ts';
import type { Bundle, Clock, Fact, Runbook } from '../runbook/index.ts';
import type { EntryData } from '../entry/index.ts';
import type { Incident } from './model.ts';
import { compileFollowed } from './compile.ts';
import { alreadySo, noSuch } from './refusals.ts';
import { own } from './own.ts';

/** Why a runbook cannot be followed in this incident: it cannot be read, or one of its things is of another type here. */
export function judgeFollow(
  incident: Incident,
  data: EntryData['runbook.followed'],
  run: string | undefined,
): Refusal | undefined {
  const read = readable(data, data.runbook);
  if ('code' in read) return read;
  if (run !== undefined && incident.runs.some(({ id }) => id === run)) {
    return { code: 'already-so', message: `A runbook is followed as "${run}" already.` };
  }
  return judgeThings(incident, read.chart.bundle);
}

/** The chart of a text that an entry keeps; or why this version cannot go by it. */
function readable(
  data: EntryData['runbook.followed'] | EntryData['runbook.revised'],
  runbook: string,
): { readonly chart: Chart } | Refusal {
  if ((data.semantics as number) !== 1) {
    return {
      code: 'wrong-type',
      message: `The runbook "${runbook}" was followed under semantics ${String(data.semantics)}, which this version does not know.`,
      hint: 'Update holdfast.',
    };
  }
  const compiled = compileFollowed(data);
  if ('chart' in compiled) return compiled;
  return {
    code: 'wrong-type',
    message: `The runbook "${runbook}" cannot be followed: ${compiled.problem}`,
    hint: 'Run: holdfast runbook check',
  };
}

/** A fact or clock of one id is one thing in the incident, also where an older text of the same runbook declared it. */
function judgeThings(incident: Incident, bundle: Bundle): Refusal | undefined {
  const known: Runbook[] = incident.runs.flatMap(({ chart }) => allOf(chart.bundle));
  for (const taken of allOf(bundle)) {
    const refused = clashOf(known, taken);
    if (refused !== undefined) return refused;
    known.push(taken);
  }
  return undefined;
}

/** Why a newer text of a runbook that is followed cannot be taken: it is none, it cannot be read, or what stands does not fit it. */
export function judgeRevise(
  incident: Incident,
  data: EntryData['runbook.revised'],
  id: string | undefined,
): Refusal | undefined {
  const run = incident.runs.find((each) => each.id === id);
  if (run === undefined) {
    const all = incident.runs.map((each) => each.id);
    return noSuch('followed runbook', id ?? '', all, 'runbook-not-followed');
  }
  const read = readable(data, run.runbook);
  if ('code' in read) return read;
  const { chart } = read;
  if (chart.bundle.runbook.id !== run.runbook) {
    return {
      code: 'wrong-type',
      message: `This is the text of "${chart.bundle.runbook.id}", not of ${run.runbook}.`,
      hint: `Take it up beside: follow ${chart.bundle.runbook.id}`,
    };
  }
  if (data.sha256 === run.sha256 && isSame(chart.bundle, run.chart.bundle))
    return alreadySo(`${run.runbook} is followed as it stands there.`);
  return judgeThings(incident, chart.bundle) ?? revisionRefusal(run.chart, run.state, chart);
}

const isSame = (a: Bundle, b: Bundle): boolean => JSON.stringify(a) === JSON.stringify(b);

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
        message:
          taken.id === other.id
            ? `The ${kind} "${id}" is ${is} in the newer text of ${taken.id} and ${typeOf(here)} in the one that is being followed.`
            : `The ${kind} "${id}" is ${is} in ${taken.id} and ${typeOf(here)} in ${other.id}, which is being followed.`,
        hint: `In one incident a ${kind} of one id is one thing: rename it in one of the two${taken.id === other.id ? '' : ' runbooks'}.`,
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
