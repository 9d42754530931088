import { isOver } from '../../entry/index.ts';
import { holdText } from '../../incident/index.ts';
import { plural } from '../../text/index.ts';
import { millis, shortDuration, showTime } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { mayApply } from './clock-text.ts';
import { commandNews } from './command-text.ts';
import { isOpenClock } from '../open-clock.ts';
import { periodText } from '../handover.ts';
import { taskText } from './people-text.ts';
import type { Act, ClockRow, CurrentStep, FactRow, Guide, LogLine, Question, ServiceRow, StepRow } from '../model.ts';

/** `[flood-7]`, or `[DRILL flood-7]`: how every answer begins. */
export function tag(guide: Pick<Guide, 'mode' | 'alias'>): string {
  return guide.mode === 'drill' ? `[DRILL ${guide.alias}]` : `[${guide.alias}]`;
}

/** The answer of `holdfast now`, three lines: what now, who does it, how long there is. Raw text. */
export function nowText(guide: Guide): string[] {
  // Once it is over for good what stood open is no task of anybody.
  const over = isOver(guide) || guide.drill?.clock === 'ended';
  const step = over ? undefined : focused(guide);
  const clock = nextClock(guide);
  if (guide.noDuff !== undefined) return [`${tag(guide)} ${guide.noDuff}`];
  if (step === undefined) {
    if (guide.drill?.clock === 'ended') return [`${tag(guide)} ${guide.finished ?? waitingText(guide)}`];
    return [
      `${tag(guide)} ${guide.finished ?? waitingText(guide)}`,
      `Who: ${guide.me.name}${guide.me.roles.length === 0 ? ', no role' : `, ${guide.me.roles.map((role) => roleTitle(guide, role)).join(', ')}`}`,
      clock === undefined ? 'No clock is running.' : clockText(clock, guide),
    ];
  }
  const others = guide.current.length - 1;
  return [
    `${tag(guide)} Now: ${step.title} (${step.name})${others > 0 ? `, and ${plural(others, 'other open step')}` : ''}`,
    `Who: ${whoText(step, guide)}`,
    `Time: ${timeText(step, guide)}${clock === undefined ? '' : ` · ${clockText(clock, guide)}`}`,
  ];
}

/** Where the incident stands, in lines for people; `typed`: how the words that answer a question are typed there. Raw text. */
export function statusText(guide: Guide, typed?: (words: string) => string): string[] {
  const lines = [
    `${tag(guide)} ${guide.title}`,
    `${stateText(guide)}, declared ${showTime(guide.declared, at(guide))}, ${shortDuration(guide.age)} ago`,
  ];
  if (guide.noDuff !== undefined) lines.push(guide.noDuff);
  if (guide.links.length > 0) lines.push(`Has to do with: ${linksText(guide)}`);
  lines.push(...keptLines(guide));
  if (guide.period !== undefined) {
    const { objectives } = guide.period;
    lines.push(
      `${capital(periodText(guide.period, guide))}${objectives.length === 0 ? '' : `: ${objectives.join('; ')}`}`,
    );
  }
  if (guide.runs.length > 0) {
    lines.push(
      `Following: ${guide.runs.map((run) => run.title + (run.ended === undefined ? '' : ` (${run.ended})`)).join(' · ')}`,
    );
  }
  if (guide.finished !== undefined) lines.push(guide.finished);
  if (guide.current.length > 0) lines.push('Now:', ...guide.current.map((step) => `  ${currentText(step, guide)}`));
  const clocks = guide.clocks.filter(isOpenClock);
  if (clocks.length > 0) lines.push('Clocks:', ...clocks.map((clock) => `  ${clockText(clock, guide)}`));
  const services = guide.services.filter((service) => service.state !== 'up');
  if (services.length > 0) lines.push('Services:', ...services.map((service) => `  ${serviceText(service, guide)}`));
  if (guide.roles.length > 0) lines.push('People:', ...guide.roles.map((role) => `  ${roleText(role)}`));
  const tasks = guide.tasks.filter((task) => task.state !== 'done');
  if (tasks.length > 0) lines.push('Tasks:', ...tasks.map((task) => `  ${taskText(task, guide)}`));
  const answerOf = ({ command }: Question): string =>
    command === undefined || typed === undefined ? '' : ` (${typed(command)})`;
  if (guide.questions.length > 0)
    lines.push('To answer:', ...guide.questions.map((question) => `  ${question.text}${answerOf(question)}`));
  if (guide.deviations.count > 0) lines.push(deviationText(guide));
  lines.push(`Head: ${guide.head}`);
  return lines;
}

/** What was said of how long its words are kept; nothing where nobody has said anything. Raw text. */
function keptLines({ alias, kept: { hold, retention } }: Guide): string[] {
  const { until, basis } = retention ?? {};
  return [
    ...(hold === undefined ? [] : [`LEGAL HOLD: ${alias} ${holdText(hold)}`]),
    ...(retention === undefined
      ? []
      : [
          `Words are kept ${until === undefined ? 'without a limit' : `until ${until}`}${basis === undefined ? '' : `: ${basis}`}`,
        ]),
  ];
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The step that the guide puts first. */
function focused(guide: Guide): CurrentStep | undefined {
  return guide.current.find((step) => step.key === guide.focus);
}

/** The open clock whose deadline is nearest. */
function nextClock(guide: Guide): ClockRow | undefined {
  return guide.clocks.find((clock) => isOpenClock(clock) && clock.due !== undefined);
}

/** `open, sev2`. */
export function stateText(guide: Pick<Guide, 'state' | 'severity'>): string {
  return guide.severity === undefined ? guide.state : `${guide.state}, ${guide.severity}`;
}

/** `breach-2 (same cause), power-4`: the other incidents that it has to do with. */
export function linksText({ links }: Pick<Guide, 'links'>): string {
  return links.map(({ incident, as }) => `${incident}${as === undefined ? '' : ` (${as})`}`).join(', ');
}

/** One open step in a line: title, name, who, since when, overdue in words, what became of its command. */
export function currentText(step: CurrentStep, guide: Guide): string {
  const command = commandNews(step);
  const about = [whoText(step, guide), timeText(step, guide), ...(command === undefined ? [] : [command])];
  return `${step.title} (${step.name}) — ${about.join(', ')}`;
}

/** Who is to act on a step: the role and its holder, or who approves. */
export function whoText(step: CurrentStep, guide: Guide): string {
  const role = step.approval?.awaiting === true ? step.approval.by : step.role;
  const prefix = step.approval?.awaiting === true ? 'approval by ' : '';
  if (role === undefined) return `${prefix}anyone`;
  const row = guide.roles.find((each) => each.id === role);
  const title = row?.title ?? role;
  if (row?.holder === undefined) return `${prefix}${title}, nobody yet`;
  return `${prefix}${title}, ${row.holder === guide.me.name ? `${row.holder} (you)` : row.holder}`;
}

/** Who has to approve a step before it is settled, and whether somebody refused; undefined where nobody has, or it waits for them now. */
export function needsApprovalText({ approval }: CurrentStep, guide: Guide): string | undefined {
  if (approval === undefined || approval.awaiting) return undefined;
  const refused = approval.refused === undefined ? '' : ` ${approval.refused}`;
  return `Needs an approval by: ${roleTitle(guide, approval.by)}.${refused}`;
}

/** How long a step has gone on, what is expected, and what happens by itself. */
export function timeText(step: CurrentStep, guide: Guide): string {
  const parts = [`${shortDuration(step.running)} so far`];
  if (step.expect !== undefined) parts.push(`about ${shortDuration(step.expect)} expected`);
  if (step.over !== undefined) parts.push(`OVERDUE by ${shortDuration(step.over)}`);
  if (step.until !== undefined && millis(step.until.due) > millis(guide.now))
    parts.push(`${step.until.what} at ${showTime(step.until.due, at(guide))}`);
  else if (step.default !== undefined && step.chose === undefined && millis(step.default.due) <= millis(guide.now))
    parts.push(`was to be decided by ${showTime(step.default.due, at(guide))}`);
  // Whoever only looks writes nothing: it comes about with the next act.
  else if (step.until !== undefined) parts.push(`due since ${showTime(step.until.due, at(guide))}: ${step.until.what}`);
  return parts.join(', ');
}

/** One clock in a line: `NIS2 early warning: 3h 12m left, due 22 Nov 03:12 +01:00`. */
export function clockText(clock: ClockRow, guide: Guide): string {
  const to = clock.to === undefined ? '' : ` (${clock.to})`;
  return `${clock.title}${to}: ${clockStateText(clock, guide)}`;
}

function clockStateText(clock: ClockRow, guide: Guide): string {
  const due = clock.due === undefined ? undefined : showTime(clock.due, at(guide));
  switch (clock.state) {
    case 'not-started':
      return 'not started';
    case 'set-aside':
      return 'set aside';
    case 'met':
      return `${clock.late ? 'met, late' : 'met'}${clock.follows === undefined ? '' : `; to follow: ${clock.follows}`}`;
    case 'missed':
    case 'provisional':
    case 'running': {
      const sure = mayApply(clock) ? 'may apply, ' : '';
      if (clock.left === undefined || due === undefined)
        return clock.state === 'missed' ? `${sure}OVERDUE; it can still be met` : `${sure}without undue delay`;
      if (clock.left < 0 || clock.state === 'missed')
        return `${sure}OVERDUE by ${shortDuration(Math.max(0, -clock.left))}, was due ${due}; it can still be met`;
      return `${sure}${shortDuration(clock.left)} left, due ${due}`;
    }
  }
}

/** One service in a line, with the time by which it must be back and its fallback. */
export function serviceText(service: ServiceRow, guide: Guide): string {
  const parts = [`${service.title}: ${service.state}`];
  if (service.rtoDue !== undefined) parts.push(backText(service.rtoDue, guide));
  if (service.because !== undefined && service.because.length > 0) {
    const titles = service.because.map((id) => guide.services.find((each) => each.id === id)?.title ?? id);
    parts.push(`needs ${titles.join(', ')}`);
  }
  if (service.state !== 'up' && service.fallback !== undefined) parts.push(`meanwhile: ${service.fallback}`);
  return parts.join(', ');
}

function backText(due: Instant, guide: Guide): string {
  const over = millis(guide.now) - millis(due);
  const time = showTime(due, at(guide));
  return over < 0 ? `to be back by ${time}` : `OVERDUE by ${shortDuration(over)}, was to be back by ${time}`;
}

/** One role in a line. */
export function roleText(role: Guide['roles'][number]): string {
  if (role.holder === undefined) return `${role.title} (${role.id}): nobody yet`;
  const state = role.acknowledged ? '' : role.overdue ? ', NOT ACKNOWLEDGED IN TIME' : ', not acknowledged yet';
  return `${role.title} (${role.id}): ${role.holder}${state}`;
}

/** One fact in a line: what is asked, the answer, who gave it and when. */
export function factText(fact: FactRow, guide: Guide): string {
  const source = fact.at === undefined ? '' : ` (${fact.by ?? ''}, ${showTime(fact.at, at(guide))})`;
  switch (fact.state) {
    case 'unanswered':
      return `${fact.ask} (${fact.id}): not answered`;
    case 'not-known':
      return `${fact.ask} (${fact.id}): not known yet${source}`;
    case 'stale':
      return `${fact.ask} (${fact.id}): ${fact.shown ?? 'given'}${source}, OUT OF DATE`;
    case 'known':
      return `${fact.ask} (${fact.id}): ${fact.shown ?? 'given'}${source}`;
  }
}

/** How many entries left the plan, and how many of their reasons are owed. */
export function deviationText({ deviations }: Pick<Guide, 'deviations'>): string {
  const owed = deviations.owed === 0 ? '' : `, ${plural(deviations.owed, 'reason')} owed`;
  return `${plural(deviations.count, 'deviation')} from the plan${owed}`;
}

/**
 * What is asked before an act that ends more than itself: the question, and what it would leave open. An `end` asks only
 * where others are still at work: their steps would be left open by one press of a key. Raw text.
 */
export function askedBefore(
  act: Act,
  guide: Guide,
): { readonly question: string; readonly open: readonly string[] } | undefined {
  switch (act.act) {
    case 'resolve':
      return { question: 'Resolve the incident?', open: stillOpen(guide) };
    case 'close':
      return { question: 'Close the incident?', open: stillOpen(guide) };
    case 'stand-down':
      return { question: `Stand ${guide.alias} down?`, open: stillOpen(guide) };
    case 'merge':
      // What is open does not end by it: whoever goes on in the other one has to know where it is counted.
      return {
        question: `Merge ${guide.alias} into ${act.into}? It is stood down; what is open stays in its own record`,
        open: stillOpen(guide),
      };
    case 'done': {
      const open = leftOpenBy(act.step, guide);
      return open.length === 0 ? undefined : { question: 'End it here, and leave these steps open?', open };
    }
    default:
      return undefined;
  }
}

/** What an act would destroy, to be read before somebody says yes to it; undefined where it destroys nothing. Raw text. */
export function destroyedBy(
  act: Act,
  lineOf: (entry: string) => LogLine | undefined,
): { readonly question: string; readonly lines: readonly string[] } | undefined {
  if (act.act !== 'expunge') return undefined;
  const line = lineOf(act.entry);
  return {
    question: 'Remove these words for good?',
    lines: [
      line === undefined ? 'That entry' : `#${line.seq} ${line.by}: ${line.text}`,
      `Basis: ${act.basis}`,
      'They cannot be brought back. Not reached: backups, exports and prints made before; who did what when stays.',
    ],
  };
}

/** The open steps that end with a runbook when this step does. */
function leftOpenBy(name: string, { current }: Guide): string[] {
  const end = current.find((step) => step.name === name || step.key === name);
  if (end?.verb !== 'end') return [];
  // A runbook that is followed from another ends by itself: what belongs to it bears its name before the slash.
  const within = /^.*[:/]/.exec(end.key)?.[0] ?? '';
  return current.filter((step) => step !== end && !step.afterwards && step.key.startsWith(within)).map(stepText);
}

/** What is not settled yet: named before an incident is resolved, closed or stood down. Raw text. */
export function stillOpen(guide: Guide): string[] {
  const steps = guide.current.filter((step) => !step.afterwards).map(stepText);
  const clocks = guide.clocks.filter(isOpenClock).map((clock) => `Clock: ${clockText(clock, guide)}`);
  const services = guide.services.filter((service) => service.state !== 'up');
  const { owed } = guide.deviations;
  return [
    ...steps,
    ...clocks,
    ...services.map((service) => `Service: ${serviceText(service, guide)}`),
    ...(owed === 0 ? [] : [`${plural(owed, 'reason')} owed`]),
  ];
}

function stepText({ title, name }: StepRow): string {
  return `Step: ${title} (${name})`;
}

function waitingText(guide: Guide): string {
  return guide.runs.length === 0 ? 'No runbook is followed yet.' : 'Nothing to do at this moment: the plan waits.';
}

function roleTitle(guide: Guide, role: string): string {
  return guide.roles.find((each) => each.id === role)?.title ?? role;
}

function at(guide: Pick<Guide, 'now' | 'timezone'>): { readonly now: Instant; readonly timeZone: string } {
  return { now: guide.now, timeZone: guide.timezone };
}
