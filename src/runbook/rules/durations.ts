import { durationMs, isNoTime, parseDuration } from '../../time/index.ts';
import type { Finding, Path } from '../finding.ts';
import type { Step } from '../model.ts';
import { zoneRule } from './days-and-zones.ts';
import { fault } from './subject.ts';
import type { Subject } from './subject.ts';

/**
 * Which durations may stand there: `plain` where it is compared with a time that has gone by, and not counted on a calendar;
 * `plain or none` where nothing is an answer too.
 */
type Wanted = 'any' | 'plain' | 'plain or none';

/** Durations that parse, estimates in order, time zones that exist. */
export function durationRules({ runbook, steps }: Subject): Finding[] {
  const found: Finding[] = [];
  const check = (text: string | undefined, around: Path, key: string, wanted: Wanted = 'any'): void => {
    if (text !== undefined) found.push(...duration(text, around, [key], wanted));
  };
  for (const [id, role] of Object.entries(runbook.roles ?? {}))
    check(role['ack-within'], ['roles', id], 'ack-within', 'plain');
  for (const [id, service] of Object.entries(runbook.services ?? {}))
    for (const key of ['rto', 'rpo', 'mtpd'] as const)
      // No data at all may be lost: that is an objective.
      check(service[key], ['services', id], key, key === 'rpo' ? 'plain or none' : 'plain');
  for (const [id, fact] of Object.entries(runbook.facts ?? {}))
    check(fact['fresh-for'], ['facts', id], 'fresh-for', 'plain');
  for (const [id, clock] of Object.entries(runbook.clocks ?? {})) {
    check(clock.every, ['clocks', id], 'every');
    check(clock.again?.every, ['clocks', id, 'again'], 'every');
  }
  for (const { step, where } of steps) {
    check(step.overdue, where.path, 'overdue', 'plain');
    if (step.approval !== undefined) check(step.approval.within, [...where.path, 'approval'], 'within');
    if ('timeout' in step) check(step.timeout, where.path, 'timeout', 'plain');
    if ('options' in step && step.default !== undefined) check(step.default.after, [...where.path, 'default'], 'after');
    if ('wait' in step) check(step.for, where.path, 'for');
    if ('wait' in step || 'repeat' in step) check(step['at-most'], where.path, 'at-most');
    if ('repeat' in step) check(step.every, where.path, 'every');
    found.push(...expectation(step, where.path));
  }
  found.push(...zoneRule(runbook.timezone));
  return found;
}

const forms = 'write for example `30s`, `15m`, `4h`, `2d`, `1h30m`, `1 month` or `PT15M`';

/** The path is put together only where there is a fault: most durations are right. */
function duration(text: string, around: Path, keys: Path, wanted: Wanted): Finding[] {
  const parsed = parseDuration(text);
  const isNone = parsed !== undefined && isNoTime(parsed) && wanted !== 'plain or none';
  if (parsed !== undefined && !isNone && (wanted === 'any' || parsed.kind === 'exact')) return [];
  const path = [...around, ...keys];
  if (parsed === undefined) return [fault(path, 'duration', `\`${text}\` is not a duration`, near(text))];
  if (isNone)
    return [fault(path, 'duration', `\`${text}\` is no time at all`, 'write a longer one, or take the key out')];
  return [
    fault(
      path,
      'duration',
      `\`${text}\` is counted on the calendar, and here a plain length of time is needed`,
      'write for example `30s`, `4h` or `2d`',
    ),
  ];
}

/** Slips that are made often: a bare number, capital units, words. */
function near(text: string): string {
  if (/^\d+$/.test(text.trim())) return `add a unit: \`${text.trim()}m\`, \`${text.trim()}h\``;
  const lower = text.trim().toLowerCase();
  return lower !== text && parseDuration(lower) !== undefined ? `write \`${lower}\`` : forms;
}

function expectation(step: Step, around: Path): Finding[] {
  const { expect } = step;
  if (expect === undefined) return [];
  if (typeof expect === 'string') return duration(expect, around, ['expect'], 'plain');
  const found = (['min', 'likely', 'max'] as const).flatMap((key) =>
    duration(expect[key], around, ['expect', key], 'plain'),
  );
  if (found.length > 0) return found;
  const [min, likely, max] = [durationMs(expect.min), durationMs(expect.likely), durationMs(expect.max)];
  if (min === undefined || likely === undefined || max === undefined || (min <= likely && likely <= max)) return [];
  return [
    fault(
      [...around, 'expect'],
      'expect-order',
      `\`min\`, \`likely\` and \`max\` must rise: ${expect.min}, ${expect.likely}, ${expect.max}`,
      'put them in order',
    ),
  ];
}
