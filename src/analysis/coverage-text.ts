import { plural } from '../text/index.ts';
import type { Coverage, Covered, Share } from './coverage.ts';
import { wasExercised } from './coverage.ts';

/** A coverage in lines for people: its shares first, then every thing with when and by whom last. Raw text. */
export function coverageLines(coverage: Coverage): readonly string[] {
  const { title, runbook, shares, things } = coverage;
  const steps = things.filter(({ kind }) => kind !== 'inject');
  const injects = things.filter(({ kind }) => kind === 'inject');
  const scenarios = [...Map.groupBy(injects, ({ scenario = '' }) => scenario)];
  return [
    `${title} (${runbook}): what was ever exercised`,
    '',
    ...(['step', 'option', 'track', 'inject'] as const)
      .filter((kind) => shares[kind].of > 0)
      .map((kind) => `  ${`${kind}s`.padEnd(8)} ${shareText(shares[kind])}`),
    '',
    `  ${playedText(coverage)}`,
    ...changedLine(things),
    '',
    ...steps.map(coveredLine),
    ...scenarios.flatMap(([scenario, those]) => ['', `Injects of ${scenario}`, ...those.map(coveredLine)]),
  ];
}

/** `34 of 58 (58 %), 3 more only simulated`; of none: that there is none. Rounded down: a hundred is all of them. */
export function shareText({ of, exercised, simulated }: Share): string {
  if (of === 0) return 'none';
  const more = simulated === 0 ? '' : `, ${simulated} more only simulated`;
  return `${exercised} of ${of} (${Math.floor((100 * exercised) / of)} %)${more}`;
}

/** Where it comes from. */
export function playedText({
  incidents,
  drills,
  simulated,
}: Pick<Coverage, 'incidents' | 'drills' | 'simulated'>): string {
  const people =
    incidents + drills === 0
      ? 'Nobody ever exercised it.'
      : `From ${plural(incidents, 'incident')} and ${plural(drills, 'drill')}.`;
  return simulated === 0
    ? people
    : `${people} ${plural(simulated, 'run')} of simulated responders ${simulated === 1 ? 'does' : 'do'} not count.`;
}

function changedLine(things: readonly Covered[]): readonly string[] {
  const changed = things.filter((thing) => thing.changed === true).length;
  return changed === 0
    ? []
    : [
        `  ${plural(changed, 'step')} ${changed === 1 ? 'is' : 'are'} written otherwise today than when last exercised.`,
      ];
}

function coveredLine(thing: Covered): string {
  const mark = wasExercised(thing) ? '[x]' : '[ ]';
  const kind = thing.kind === 'option' || thing.kind === 'track' ? `${thing.kind}: ` : '';
  return `${'  '.repeat(thing.level + 1)}${mark} ${kind}${thing.title.split('\n')[0] ?? ''} (${thing.id}) — ${coveredText(thing)}`;
}

/** So many names are said; the others are counted. */
const mostNames = 3;

/** How often, when last, where and by whom: `2 times, last 2026-10-01 in flood-7, by Ane and Bo`. */
export function coveredText({ incidents, drills, simulated, last, by, changed }: Covered): string {
  if (last === undefined) return simulated === 0 ? 'never' : 'never by people, only simulated';
  const times = incidents + drills;
  const names = by.slice(0, mostNames);
  const more = by.length - names.length;
  return [
    times === 1 ? 'once' : `${times} times`,
    `last ${last.at.slice(0, 10)} in ${last.in}`,
    ...(names.length === 0 ? [] : [`by ${[...names, ...(more === 0 ? [] : [`${more} more`])].join(', ')}`]),
    ...(changed === true ? ['written otherwise today'] : []),
  ].join(', ');
}
