import { keepsText } from './compile.ts';
import type { AnyEntry } from '../entry/index.ts';
import { compileChart } from '../statechart/index.ts';
import type { Bundle } from '../runbook/index.ts';
import type { Incident, Run } from './model.ts';
import { nothingYet } from './fold.ts';

/** Rises with each change of what a snapshot holds, or of how it comes about: an older one is no use and is folded anew. */
const version = 36;

/**
 * The incident as text, to be kept as a cache. Of its charts the runbooks are kept as they were read: reading their YAML again
 * is half of what opening an incident costs.
 */
export function toSnapshot(incident: Incident): string {
  const bundles = incident.runs.map(({ chart }) => chart.bundle);
  return JSON.stringify({ version, incident: { ...incident, runs: incident.runs.map(withoutChart) }, bundles });
}

/**
 * The incident of a snapshot. Undefined where the text is no snapshot of this version, or does not go with the entries that
 * keep the texts of its runs: then fold all entries. Throws only what finding them throws.
 * @param named gives the entries with these ids
 */
export function fromSnapshot(
  json: string,
  named: (ids: readonly string[]) => readonly AnyEntry[],
): Incident | undefined {
  const kept = read(json);
  if (kept === undefined) return undefined;
  const texts = new Map(named(kept.incident.runs.map(({ textEntry }) => textEntry)).map((entry) => [entry.id, entry]));
  try {
    const runs: Run[] = [];
    for (const [index, run] of kept.incident.runs.entries()) {
      const entry = texts.get(run.textEntry);
      const bundle = kept.bundles[index];
      if (!keepsText(entry) || entry.data.sha256 !== run.sha256 || bundle === undefined) return undefined;
      runs.push({ ...run, chart: compileChart(bundle) });
    }
    return { ...kept.incident, runs };
  } catch {
    return undefined;
  }
}

function read(json: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(json);
    return isKept(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function withoutChart({ chart: _chart, ...run }: Run): Omit<Run, 'chart'> {
  return run;
}

interface Kept {
  readonly version: number;
  readonly incident: Omit<Incident, 'runs'> & { readonly runs: readonly Omit<Run, 'chart'>[] };
  /** What each run follows, in the order of the runs. */
  readonly bundles: readonly Bundle[];
}

/** A cache is ours, but it may be cut short or of another time. */
function isKept(given: unknown): given is Kept {
  if (typeof given !== 'object' || given === null || !('version' in given) || given.version !== version) return false;
  if (!('incident' in given) || typeof given.incident !== 'object' || given.incident === null) return false;
  if (!('bundles' in given) || !Array.isArray(given.bundles)) return false;
  const incident = given.incident as Record<string, unknown>;
  const always = Object.entries(nothingYet).every(
    ([key, value]) => typeof incident[key] === typeof value && Array.isArray(incident[key]) === Array.isArray(value),
  );
  return (
    always &&
    (incident.runs as unknown[]).every(
      (run) => typeof run === 'object' && run !== null && 'textEntry' in run && 'state' in run,
    )
  );
}
