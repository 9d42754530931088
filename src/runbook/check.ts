/**
 * The checker of runbooks: an entry of its own beside `index.ts`, imported lazily by whoever shows diagnostics, because
 * conditions weigh at start-up and only checking needs them.
 */
import { isOfAnotherKind } from './another-kind.ts';
import { diagnose } from './diagnostics.ts';
import type { Finding, Path } from './finding.ts';
import type { Library } from './library.ts';
import type { Diagnostic, Runbook } from './model.ts';
import { diagnosticsOf, readDocument } from './parse.ts';
import { repaired } from './repair.ts';
import { clockRules } from './rules/clocks.ts';
import { conditionRules } from './rules/conditions.ts';
import { dayRule, zoneRule } from './rules/days-and-zones.ts';
import { durationRules } from './rules/durations.ts';
import { factRules } from './rules/facts.ts';
import { flowRules } from './rules/flow.ts';
import { followRules } from './rules/follow.ts';
import { idRules } from './rules/ids.ts';
import { nameRules } from './rules/names.ts';
import { subjectOf } from './rules/subject.ts';
import { recoveryRules } from './rules/recovery.ts';
import type { Rule } from './rules/subject.ts';
import { upkeepRules } from './rules/upkeep.ts';

export { formatDiagnostic } from './format-diagnostic.ts';

const rules: readonly Rule[] = [
  idRules,
  nameRules,
  factRules,
  durationRules,
  clockRules,
  flowRules,
  followRules,
  conditionRules,
  recoveryRules,
  upkeepRules,
];

/**
 * Every error and warning of a runbook, in the order of the file; empty where there is nothing to say. `today` is `YYYY-MM-DD`. Never throws:
 * a file that cannot be read is a diagnostic too.
 */
export function checkRunbook(text: string, file: string, library: Library, options: { today: string }): Diagnostic[] {
  const read = readDocument(text, 'runbook');
  if (read.events.length === 0 || isOfAnotherKind(read.findings)) return diagnosticsOf(read, file);
  const sound = read.faults.length === 0 && read.findings.length === 0;
  const runbook = sound ? (read.data as Runbook) : repaired(read.data);
  const subject = subjectOf(runbook, library, options.today);
  const further = rules.flatMap((rule) => rule(subject));
  const findings = sound
    ? further
    : [
        ...read.findings,
        ...further.filter(
          (finding) => !read.findings.some((known) => concerns(known, finding.path) || explains(known, finding)),
        ),
      ];
  return diagnose(read.text, file, read.faults, findings, read.events);
}

/**
 * Every error of an `organisation.yaml`, as `checkRunbook`. Who reads it at night takes what its schema takes: a holiday that no calendar has
 * is none, and a zone that there is none is as good as left out.
 */
export function checkOrganisation(text: string, file: string): Diagnostic[] {
  const read = readDocument(text, 'organisation');
  const { timezone, holidays } = Object(read.data) as { readonly timezone?: unknown; readonly holidays?: unknown };
  const days: readonly unknown[] = Array.isArray(holidays) ? holidays : [];
  const further = [
    ...zoneRule(typeof timezone === 'string' ? timezone : undefined),
    ...days.flatMap((day, index) => (typeof day === 'string' ? dayRule(day, ['holidays', index]) : [])),
  ].filter(({ path }) => !read.findings.some((known) => concerns(known, path)));
  return diagnose(read.text, file, read.faults, [...read.findings, ...further], read.events);
}

/** Faults of what is missing leave the rest of the thing to be checked. */
const partial = new Set(['missing-key', 'missing-timeout', 'no-verb', 'unknown-key', 'unknown-verb', 'two-verbs']);

/** A place whose schema fault was reported has nothing more to say. */
function concerns(known: Finding, path: Path): boolean {
  if (partial.has(known.rule) && known.path.length < path.length) return false;
  return (
    known.path.length <= path.length &&
    known.path.length > 0 &&
    known.path.every((segment, index) => segment === path[index])
  );
}

/** `expcet: 5m` is why a step does not say how long it takes: a warning about something missing waits until its neighbours are right. */
function explains(known: Finding, { path, severity }: Finding): boolean {
  return (
    severity === 'warning' &&
    known.path.length >= path.length &&
    path.slice(0, -1).every((segment, index) => segment === known.path[index])
  );
}
