import { durationMs, parseDuration, shortDuration } from '../../../time/index.ts';
import type { Finding, Path } from '../../finding.ts';
import { isDay, zoneRule } from '../../rules/days-and-zones.ts';
import { fault } from '../../rules/subject.ts';
import type { Scenario, Trigger } from '../model.ts';
import type { ScenarioSubject } from '../subject.ts';
import { eachTrigger } from '../triggers.ts';

/** Times of the exercise that are plain lengths of time, phases in their order, days and zones that exist. */
export function timeRules({ scenario, measures }: ScenarioSubject): Finding[] {
  const found: Finding[] = [];
  const check = (text: string | undefined, path: Path, mayBeZero = false): void => {
    if (text !== undefined) found.push(...length(text, path, mayBeZero));
  };
  const trigger = (given: Trigger | undefined, path: Path): void =>
    eachTrigger(given, path, (each, at) => {
      if (typeof each !== 'string') check(each.at, [...at, 'at'], true);
    });

  if (scenario.lasts !== '') check(scenario.lasts, ['lasts']);
  for (const [index, { at, until }] of (scenario.phases ?? []).entries()) {
    check(at, ['phases', index, 'at'], true);
    // That it is later than `at` is another rule's.
    check(until, ['phases', index, 'until'], true);
  }
  for (const [id, { when }] of Object.entries(scenario.branches ?? {})) trigger(when, ['branches', id, 'when']);
  for (const [index, inject] of scenario.injects.entries()) {
    const path = ['injects', index];
    check(inject.at, [...path, 'at'], true);
    check(inject.delay, [...path, 'delay'], true);
    check(inject.answer?.within, [...path, 'answer', 'within']);
    check(inject.repeat?.every, [...path, 'repeat', 'every']);
    trigger(inject.when, [...path, 'when']);
    trigger(inject.unless, [...path, 'unless']);
    trigger(inject.repeat?.until, [...path, 'repeat', 'until']);
  }
  for (const { measure, path } of measures) {
    const { within } = measure;
    if (typeof within === 'string') check(within, [...path, 'within']);
    else if (within !== undefined) found.push(...rising(within, [...path, 'within']));
  }
  return [...found, ...zoneRule(scenario.timezone), ...phasesInOrder(scenario), ...day(scenario.begins)];
}

function length(text: string, path: Path, mayBeZero: boolean): Finding[] {
  const parsed = parseDuration(text);
  if (parsed?.kind === 'exact' && (parsed.ms > 0 || mayBeZero)) return [];
  if (parsed === undefined) {
    const bare = /^\d+$/.test(text.trim());
    const hint = bare
      ? `add a unit: \`${text.trim()}m\`, \`${text.trim()}h\``
      : 'write for example `0m`, `12m`, `1h30m` or `PT15M`';
    return [fault(path, 'duration', `\`${text}\` is not a duration`, hint)];
  }
  return parsed.kind === 'exact'
    ? [fault(path, 'duration', `\`${text}\` is no time at all`, 'write a longer one')]
    : [
        fault(
          path,
          'duration',
          `\`${text}\` is counted on the calendar, and the exercise's clock counts plain time`,
          'write for example `12m` or `5h`',
        ),
      ];
}

function rising(within: { readonly P: string; readonly S?: string; readonly M?: string }, path: Path): Finding[] {
  const given = (['P', 'S', 'M'] as const).flatMap((key) => {
    const text = within[key];
    return text === undefined ? [] : [{ key, text, faults: length(text, [...path, key], false) }];
  });
  const faults = given.flatMap((each) => each.faults);
  if (faults.length > 0) return faults;
  return given.flatMap(({ key, text }, index) => {
    const before = given[index - 1];
    return before === undefined || (durationMs(before.text) ?? 0) < (durationMs(text) ?? 0)
      ? []
      : [
          fault(
            [...path, key],
            'within-order',
            `\`${key}\` (${text}) must be later than \`${before.key}\` (${before.text})`,
            'P is the best and the soonest, then S, then M',
          ),
        ];
  });
}

function phasesInOrder({ phases = [], lasts }: Scenario): Finding[] {
  // A length that is none is another rule's.
  const over = durationMs(lasts) || Infinity;
  return phases.flatMap(({ id, at, until }, index): Finding[] => {
    const start = durationMs(at ?? '');
    const end = durationMs(until ?? '');
    const before = phases[index - 1];
    const last = before === undefined ? undefined : durationMs(before.until ?? before.at ?? '');
    if (start === undefined) return [];
    if (last !== undefined && (start < last || (before?.until === undefined && start === last)))
      return [
        fault(
          ['phases', index, 'at'],
          'phase-order',
          `${phase(id)} begins before ${named(before?.id, 'the one above it')} is over`,
          'put the phases in the order of their time',
        ),
      ];
    if (end !== undefined && end <= start)
      return [
        fault(
          ['phases', index, 'until'],
          'phase-order',
          `${phase(id)} ends before it begins`,
          '`until` counts from the start of the exercise, as `at` does',
        ),
      ];
    if (start >= over)
      return [
        fault(
          ['phases', index, 'at'],
          'phase-order',
          `${phase(id)} begins ${shortDuration(start)} after the start, and the exercise lasts ${lasts}`,
          'let it begin sooner, or let the exercise last longer',
        ),
      ];
    if (end !== undefined && index === phases.length - 1)
      return [
        fault(
          ['phases', index, 'until'],
          'phase-order',
          `the last phase has nothing to jump to`,
          'take `until` out; `lasts` says when the exercise is over',
        ),
      ];
    return [];
  });
}

const named = (id: string | undefined, otherwise: string): string =>
  id === undefined || id === '' ? otherwise : `\`${id}\``;

const phase = (id: string): string => `the phase ${named(id, 'here')}`;

function day(begins: string | undefined): Finding[] {
  const date = begins === undefined ? undefined : /^(\S+) /.exec(begins)?.[1];
  return date === undefined || isDay(date)
    ? []
    : [fault(['begins'], 'bad-date', `\`${date}\` is not a day of the calendar`, 'write it as `2026-12-03 02:10`')];
}
