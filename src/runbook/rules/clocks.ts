import { pieces } from '../../conditions/index.ts';
import { nearest, listed } from '../../text/index.ts';
import { isNoTime, parseDuration } from '../../time/index.ts';
import type { Finding, Path } from '../finding.ts';
import { clockStart } from '../grammar.ts';
import type { Clock, Option, Step, Within } from '../model.ts';
import { allSteps } from '../steps.ts';
import { fault, faultAtKey, mayBeStep, unknown } from './subject.ts';
import type { Subject } from './subject.ts';

const moments = [
  'declared',
  'detected',
  'aware of TOPIC',
  'clock ID met',
  'clock ID last met',
  'step ID done',
  'fact ID',
  'service ID lost',
  'resolved',
  'asked',
];

/** Clocks: what starts them, how long they run, that something stops them; and services: that something brings them back. */
export function clockRules(subject: Subject): Finding[] {
  const found: Finding[] = [];
  const own = Object.entries(subject.runbook.clocks ?? {});
  for (const [id, clock] of own) {
    const path = ['clocks', id];
    found.push(...start(clock.from, [...path, 'from'], subject), ...within(clock.within, [...path, 'within']));
    const second = clock['and-within'];
    if (second !== undefined)
      found.push(
        ...start(second.from, [...path, 'and-within', 'from'], subject),
        ...within(second.within, [...path, 'and-within', 'within']),
      );
    found.push(...again(id, clock, subject), ...workingDay(id, clock));
    if (clock.within === undefined && clock.every === undefined)
      found.push(
        faultAtKey(
          path,
          'clock-without-deadline',
          `the clock \`${id}\` has neither \`within\` nor \`every\``,
          'add for example `within: 24h`, or `within: without-undue-delay`',
        ),
      );
    if (clock.within !== undefined && clock.every !== undefined)
      found.push(
        faultAtKey(
          [...path, 'within'],
          'clock-cadence',
          `\`within\` says nothing beside \`every\`: each round of \`${id}\` lasts ${clock.every}, the first as well`,
          'take one of the two out; a first deadline of its own is a clock of its own',
        ),
      );
  }
  if (subject.unread.length === 0) {
    const started = named(subject, 'starts');
    for (const [id] of own)
      if (isInCircle(id, subject, started))
        found.push(
          fault(
            ['clocks', id, 'from'],
            'clock-never-starts',
            `nothing starts \`${id}\`: it waits for a clock that waits for it`,
            'let one of them begin with `declared` or `aware of TOPIC`',
          ),
        );
    const stopped = named(subject, 'stops');
    for (const [id] of own)
      if (!stopped.has(id))
        found.push(
          faultAtKey(
            ['clocks', id],
            'clock-never-stops',
            `no step stops the clock \`${id}\``,
            `give the step that meets it \`stops: [${id}]\`; it may stand in \`afterwards\``,
          ),
        );
    const restored = named(subject, 'restores');
    for (const id of Object.keys(subject.runbook.services ?? {}))
      if (!restored.has(id))
        found.push(
          faultAtKey(
            ['services', id],
            'service-never-restored',
            `no step restores the service \`${id}\``,
            `give the step that brings it back \`restores: [${id}]\``,
          ),
        );
  }
  return found;
}

/** What is owed once more: that its moment can come after the clock was met, and that nothing else starts it again anyway. */
function again(id: string, clock: Clock, subject: Subject): Finding[] {
  if (clock.again === undefined) return [];
  const path = ['clocks', id, 'again'];
  const { from } = clock.again;
  const found = [...start(from, [...path, 'from'], subject), ...within(clock.again.within, [...path, 'within'])];
  if (clock.every !== undefined)
    found.push(
      faultAtKey(
        path,
        'clock-again',
        `\`again\` says nothing beside \`every\`: \`${id}\` starts again whenever it is met`,
        'take one of the two out; `again` has an `every` of its own',
      ),
    );
  if (isNeverLater(id, clock, from))
    found.push(
      fault(
        [...path, 'from'],
        'clock-again',
        `\`${id}\` is never owed again: \`${from}\` has always come before it is met`,
        'name what can come later, for example `step ID done`',
      ),
    );
  return found;
}

/** Whether that moment cannot come after the clock was met, because it is what it counts from, or its own meeting. */
function isNeverLater(id: string, clock: Clock, from: string): boolean {
  const meant = clockStart(from);
  if (meant?.kind === 'declared' || (meant?.kind === 'clock-met' && meant.clock === id)) return true;
  return meant !== undefined && JSON.stringify(meant) === JSON.stringify(clockStart(clock.from));
}

/** A deadline that may move to the next working day: that there is one. */
function workingDay(id: string, clock: Clock): Finding[] {
  if (clock['next-working-day'] === undefined) return [];
  const periods = [clock.every ?? clock.within, clock['and-within']?.within, clock.again?.within, clock.again?.every];
  const some = periods.flatMap((period) => (typeof period === 'object' ? [period.then, period.else] : (period ?? [])));
  return some.some((period) => period !== 'without-undue-delay' && period !== 'as-asked')
    ? []
    : [
        faultAtKey(
          ['clocks', id, 'next-working-day'],
          'no-deadline-to-move',
          `\`${id}\` has no deadline that could move to a working day`,
          'take `next-working-day` out, or give it a `within` that can be counted',
        ),
      ];
}

function start(from: string, path: Path, subject: Subject): Finding[] {
  const meant = clockStart(from);
  if (meant === undefined) {
    const near = nearest(from, ['declared', 'detected', 'resolved', 'asked']);
    return [
      fault(
        path,
        'clock-start',
        `\`${from}\` does not say when a clock starts`,
        near === undefined ? `write one of ${listed(moments)}` : `did you mean \`${near}\`?`,
      ),
    ];
  }
  switch (meant.kind) {
    case 'aware':
      return Object.hasOwn(subject.topics, meant.topic)
        ? []
        : [unknown(path, 'topic', meant.topic, Object.keys(subject.topics))];
    case 'clock-met':
      return Object.hasOwn(subject.clocks, meant.clock)
        ? []
        : [unknown(path, 'clock', meant.clock, Object.keys(subject.clocks))];
    case 'step-done':
      return mayBeStep(subject, meant.step) ? [] : [unknown(path, 'step', meant.step, [...subject.stepIds])];
    case 'fact':
      return Object.hasOwn(subject.facts, meant.fact)
        ? []
        : [unknown(path, 'fact', meant.fact, Object.keys(subject.facts))];
    case 'service-lost':
      return Object.hasOwn(subject.services, meant.service)
        ? []
        : [unknown(path, 'service', meant.service, Object.keys(subject.services))];
    default:
      return [];
  }
}

function within(given: Within | undefined, path: Path): Finding[] {
  if (given === undefined) return [];
  return typeof given === 'string'
    ? period(given, path)
    : [...period(given.then, [...path, 'then']), ...period(given.else, [...path, 'else'])];
}

/** A `{{ }}` stands for a number, so any number must make a duration of it. */
function period(given: string, path: Path): Finding[] {
  if (given === 'without-undue-delay' || given === 'as-asked') return [];
  const parts = pieces(given);
  const tried = parts.map((piece) => (piece.kind === 'expression' ? '1' : piece.text)).join('');
  const parsed = parseDuration(tried);
  if (parsed !== undefined)
    return isNoTime(parsed)
      ? [fault(path, 'duration', `\`${given}\` is no time at all`, 'write a longer one, or `without-undue-delay`')]
      : [];
  const lower = given.toLowerCase();
  const near =
    lower !== given && parseDuration(lower) !== undefined ? lower : nearest(given, ['without-undue-delay', 'as-asked']);
  return [
    fault(
      path,
      'duration',
      `\`${given}\` is not a period`,
      parts.some(({ kind }) => kind === 'expression')
        ? 'a `{{ }}` stands for a number here, with its unit behind it: `"{{ org.hours }}h"`'
        : near === undefined
          ? 'write `24h`, `1 month`, `5 working days`, `without-undue-delay` or `as-asked`'
          : `did you mean \`${near}\`?`,
    ),
  ];
}

/** Whether a clock waits for itself, by way of others or not, and no step starts one of them. */
function isInCircle(id: string, { clocks }: Subject, started: ReadonlySet<string>): boolean {
  const seen = new Set<string>();
  let next = id;
  while (!seen.has(next)) {
    seen.add(next);
    const meant = clockStart(clocks[next]?.from ?? '');
    if (started.has(next) || meant?.kind !== 'clock-met') return false;
    next = meant.clock;
  }
  return next === id;
}

/** What any step or option of the runbook, or of one that it follows, starts, stops or restores. */
function named({ steps, followed }: Subject, key: 'starts' | 'stops' | 'restores'): Set<string> {
  const found = new Set<string>();
  const take = (of: Step | Option): void => of[key]?.forEach((name) => found.add(name));
  const takeStep = (step: Step): void => {
    take(step);
    if ('options' in step) Object.values(step.options).forEach(take);
  };
  for (const { step } of steps) takeStep(step);
  for (const { runbook } of followed) allSteps(runbook).forEach(takeStep);
  return found;
}
