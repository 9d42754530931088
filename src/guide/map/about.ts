import { own } from '../../incident/index.ts';
import type { Expect, Option, Step, Verb } from '../../runbook/index.ts';
import { failureTarget } from '../../statechart/index.ts';
import { plural } from '../../text/index.ts';
import { showTime } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { mapRows } from './map.ts';
import type { MapRow } from './map.ts';
import { branchTitleOf, mapWords, titleOf } from './words.ts';
import type { MapView } from './words.ts';
import { standing } from '../standing.ts';
import type { StandingStep } from '../standing.ts';
import { timeText, whoText } from '../texts/texts.ts';

/** One thing that is said of a row, under a word or two. Raw text. */
export interface MapLine {
  readonly label: string;
  readonly text: string;
}

/** All that is said of a row of the map beside its title: what it is, what became of it and why, where it leads, what it touches. */
export function mapAbout(row: MapRow, view: MapView): MapLine[] {
  switch (row.kind) {
    case 'runbook':
    case 'afterwards':
      return runLines(row, view);
    case 'way':
      return wayLines(row, view);
    case 'option':
    case 'track':
      return row.step === undefined || row.branch === undefined ? [] : branchLines(row, row.step, row.branch, view);
    case 'step':
      return row.step === undefined ? [] : stepLines(row, row.step, view);
  }
}

const verbWords: Readonly<Record<Verb, string>> = {
  do: 'do, something to be done',
  decide: 'decide, a decision',
  run: 'run, a command',
  tell: 'tell, a message',
  wait: 'wait, until a moment or a condition',
  parallel: 'parallel, tracks side by side',
  repeat: 'repeat, in rounds',
  follow: 'follow, another runbook',
  end: 'end, the end of the runbook',
};

function stepLines(row: MapRow, step: StandingStep, view: MapView): MapLine[] {
  const { planned, life } = step;
  const written = planned.step;
  return [
    line('Step', `${step.row.name} (${verbWords[planned.verb]})`),
    line('State', stateText(row, step, view)),
    ...reasonLines(step, view),
    ...(life.chose === undefined ? [] : [line('Chosen', branchTitleOf(step, life.chose, view))]),
    ...turnLines(step, view),
    line('Who', roleText(step, view)),
    ...said('Only when', written.when),
    ...(written.after === undefined ? [] : [line('Not before', namedTitle(step, written.after, view))]),
    ...limitLines(written),
    ...leadsTo(step, view).map((way) => line('Leads to', way)),
    ...touchLines([written], step, view),
  ];
}

function stateText(row: MapRow, step: StandingStep, view: MapView): string {
  const { life } = step;
  const current = view.guide.current.find(({ key }) => key === step.row.key);
  const by = `${life.by === undefined ? '' : ` by ${life.by}`}${life.at === undefined ? '' : `, ${time(life.at, view)}`}`;
  const place = row.order === undefined ? '' : `; number ${row.order} on the path`;
  switch (life.state) {
    case 'waiting':
      return row.reach === 'out' ? 'not any more: the flow does not come to it by itself' : 'can still come';
    case 'active':
      if (current !== undefined) return `open now, ${timeText(current, view.guide)}`;
      return `under way${life.since === undefined ? '' : ` since ${time(life.since, view)}`}`;
    case 'awaiting':
      return `open now, done by ${life.awaiting?.by ?? 'somebody'}; waits for an approval`;
    case 'done':
      return `done${by}${place}`;
    case 'skipped':
      return `left out${by}${place}`;
    case 'failed':
      return `failed${by}${place}`;
    case 'passed':
      return `not needed, its condition was not true${life.at === undefined ? '' : `, ${time(life.at, view)}`}`;
    case 'left-open':
      return 'left open when what it stands in was over';
  }
}

/** Why it was left out, or done in another order: as it was said, or that it is owed. */
function reasonLines({ life }: StandingStep, { incident }: MapView): MapLine[] {
  const record = incident.deviations.find(({ entry }) => entry === life.entry);
  if (record === undefined) return [];
  return [line('Left the plan', record.reason ?? (record.deviation.owed ? 'its reason is owed' : 'no reason'))];
}

function turnLines({ life }: StandingStep, view: MapView): MapLine[] {
  if (life.turn < 2) return [];
  const { last } = life;
  const before =
    last === undefined ? '' : `; done in turn ${last.turn}${last.at === undefined ? '' : `, ${time(last.at, view)}`}`;
  return [line('Turn', `${life.turn}${before}`)];
}

function roleText({ planned, row }: StandingStep, { guide, incident }: MapView): string {
  const current = guide.current.find(({ key }) => key === row.key);
  if (current !== undefined) return whoText(current, guide);
  if (planned.role === undefined) return 'anyone';
  const role = own(incident.roles, planned.role);
  return `${role?.role.title ?? planned.role}, ${role?.holder ?? 'nobody yet'}`;
}

function limitLines(step: Step): MapLine[] {
  const rounds =
    'repeat' in step
      ? [
          ...said('Every', step.every),
          ...(step.times === undefined ? [] : [line('At most', plural(step.times, 'round'))]),
          ...said('Until', step.until === 'asked' ? 'somebody says that it is enough' : step.until),
        ]
      : 'wait' in step
        ? [...said('For', step.for), ...said('Until', step.until)]
        : [];
  const limit = 'at-most' in step ? said('No longer than', step['at-most']) : [];
  return [...rounds, ...limit, ...said('Expected', expectText(step.expect)), ...said('Overdue after', step.overdue)];
}

function expectText(expect: Expect | undefined): string | undefined {
  if (expect === undefined || typeof expect === 'string') return expect;
  return `${expect.likely} (${expect.min} to ${expect.max})`;
}

/** Where the flow goes from a step, a phrase for each way. */
function leadsTo(step: StandingStep, view: MapView): string[] {
  const { planned } = step;
  const written = planned.step;
  const then = written['go-to'] === undefined ? next(step, view) : wayTo(step, written['go-to'], view);
  const failure = failureTarget(written);
  const failed = failure === undefined ? [] : [`if it fails ${wayTo(step, failure, view)}`];
  if ('options' in written)
    return Object.entries(written.options).map(
      ([id, option]) => `${branchTitleOf(step, id, view)}: ${optionLeads(step, id, option, then, view)}`,
    );
  if ('tracks' in written) {
    const tracks = Object.keys(written.tracks).map((id) => branchTitleOf(step, id, view));
    return [`${tracks.join(' | ')}, side by side`, `then ${then}`];
  }
  if ('end' in written) return [`the end of the runbook${written.outcome === undefined ? '' : `: ${written.outcome}`}`];
  const inside = insideOf(step, undefined, view)[0];
  if (inside !== undefined) return [titleOf(inside, view), `then ${then}`];
  return [...failed, then];
}

function optionLeads(step: StandingStep, id: string, option: Option, then: string, view: MapView): string {
  const first = insideOf(step, id, view)[0];
  if (first !== undefined) return titleOf(first, view);
  return option['go-to'] === undefined ? then : wayTo(step, option['go-to'], view);
}

/** What follows a step in its list; behind the last, what follows the list. */
function next(step: StandingStep, view: MapView): string {
  const { run, planned } = step;
  const list = standing(view.incident).steps.filter(
    (each) =>
      each.run === run &&
      each.planned.parent === planned.parent &&
      each.planned.branch === planned.branch &&
      each.planned.afterwards === planned.afterwards,
  );
  const after = planned.afterwards && planned.parent === undefined ? undefined : list[list.indexOf(step) + 1];
  if (after !== undefined) return titleOf(after, view);
  const around = planned.parent === undefined ? undefined : stepNamed(step, planned.parent, view);
  if (around === undefined) return planned.afterwards ? 'nothing more' : 'the end of the runbook';
  const { step: holder } = around.planned;
  if ('tracks' in holder) return 'the end of its track';
  const then = holder['go-to'] === undefined ? next(around, view) : wayTo(around, holder['go-to'], view);
  return 'repeat' in holder ? `the next round, or ${then}` : then;
}

function wayTo(from: StandingStep, target: string, view: MapView): string {
  const to = stepNamed(from, from.planned.prefix + target, view);
  if (to === undefined) return target;
  return `${to.planned.index <= from.planned.index ? 'back to' : 'on to'} ${titleOf(to, view)}`;
}

function stepNamed({ run }: StandingStep, id: string, { incident }: MapView): StandingStep | undefined {
  return standing(incident).byKey.get(`${run.id}:${id}`);
}

function namedTitle(from: StandingStep, id: string, view: MapView): string {
  const step = stepNamed(from, from.planned.prefix + id, view);
  return step === undefined ? id : titleOf(step, view);
}

function insideOf({ run, planned }: StandingStep, branch: string | undefined, { incident }: MapView): StandingStep[] {
  return standing(incident).steps.filter(
    (each) => each.run === run && each.planned.parent === planned.id && each.planned.branch === branch,
  );
}

/** The clocks and services that come of it. */
function touchLines(
  written: readonly Pick<Step | Option, 'starts' | 'stops' | 'loses' | 'restores'>[],
  step: StandingStep | undefined,
  { incident }: MapView,
): MapLine[] {
  const clock = (id: string): string => own(incident.clocks, id)?.clock.title ?? id;
  const service = (id: string): string => own(incident.services, id)?.service.title ?? id;
  const all = (key: 'starts' | 'stops' | 'loses' | 'restores'): string[] => written.flatMap((each) => each[key] ?? []);
  const counted = Object.values(incident.clocks)
    .filter(({ clock: { from } }) => step !== undefined && from === `step ${step.planned.step.id} done`)
    .map(({ id }) => id);
  return [
    ...named('Starts the clock', [...all('starts'), ...counted].map(clock)),
    ...named('Meets the clock', all('stops').map(clock)),
    ...named('Takes down', all('loses').map(service)),
    ...named('Brings back', all('restores').map(service)),
  ];
}

function branchLines(row: MapRow, step: StandingStep, branch: string, view: MapView): MapLine[] {
  const { said: words } = mapWords(row, view);
  const { step: written } = step.planned;
  const steps = plural(insideOf(step, branch, view).length, 'step');
  if (!('options' in written)) return [line('Track of', titleOf(step, view)), line('Holds', steps)];
  const option = own(written.options, branch);
  const can = row.reach === 'out' ? 'not any more' : 'can be chosen';
  return [
    line('Option of', titleOf(step, view)),
    line('State', words === '' ? can : words),
    ...said('Suggested when', option?.['suggest-when']),
    ...(option === undefined ? [] : [line('Leads to', optionLeads(step, branch, option, next(step, view), view))]),
    line('Holds', steps),
    ...touchLines(option === undefined ? [] : [option], undefined, view),
  ];
}

function wayLines({ way, step }: MapRow, view: MapView): MapLine[] {
  if (way === undefined || step === undefined) return [];
  return [
    line('From', titleOf(step, view)),
    line('To', titleOf(way.to, view)),
    ...(way.when === 'failed' ? [line('When', 'the step fails')] : []),
    ...(way.back ? [line('Going back', 'every step from there on waits again, in a new turn')] : []),
  ];
}

function runLines({ run, kind }: MapRow, view: MapView): MapLine[] {
  const rows = mapRows(view.incident).filter((row) => row.kind === 'step' && row.run === run);
  const count = (test: (row: MapRow) => boolean): number => rows.filter(test).length;
  const ended = run.ended;
  return [
    line('Runbook', `${run.runbook}${run.revision === undefined ? '' : `, revision ${run.revision}`}`),
    line('Followed', `since ${time(run.followedAt, view)}`),
    ...(ended === undefined
      ? []
      : [
          line(
            'Ended',
            `${time(ended.at, view)} by ${ended.by}${ended.outcome === undefined ? '' : `: ${ended.outcome}`}`,
          ),
        ]),
    line(
      'Steps',
      `${rows.length}: ${count(({ reach }) => reach === 'path')} settled, ${count(({ reach }) => reach === 'now')} open, ${count(({ reach }) => reach === 'ahead')} can still come, ${count(({ reach }) => reach === 'out')} not any more`,
    ),
    ...(kind === 'afterwards' ? [line('Afterwards', 'duties that outlive the response; they never hold it open')] : []),
  ];
}

function time(at: Instant, { guide }: MapView): string {
  return showTime(at, { now: guide.now, timeZone: guide.timezone });
}

function line(label: string, text: string): MapLine {
  return { label, text };
}

function said(label: string, text: string | undefined): MapLine[] {
  return text === undefined ? [] : [{ label, text }];
}

function named(label: string, names: readonly string[]): MapLine[] {
  return names.length === 0 ? [] : [{ label, text: names.join(', ') }];
}
