import type { Incident } from '../incident/index.ts';
import { isInstant, shortDuration, showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { isOpenClock } from './clocks.ts';
import { guide } from './guide.ts';
import type { LogLine } from './model.ts';
import { clockText, currentText, deviationText, factText, roleText, serviceText, stateText, tag } from './texts.ts';

/**
 * What the next person must know, as text for paper or telephone: the situation, what is being done, tasks, clocks,
 * worries, services, people, what happened last, and the chain's head, by which a cut end can be found. Raw text.
 */
export function handoverBrief(
  incident: Incident,
  me: { readonly name: string },
  now: Instant,
  recent: readonly LogLine[],
): string {
  // Read by others: nobody in it is "you".
  const seen = guide(incident, { name: '' }, now);
  const zone = { now, timeZone: incident.timezone };
  const time = (at: Instant): string => showTime(at, zone);
  const described = Object.entries(incident.described).filter(([field]) => field !== 'title');
  const known = seen.facts.filter((fact) => fact.state !== 'unanswered' && fact.privacy === 'public');
  const tasks = Object.values(incident.tasks).filter((task) => task.doneAt === undefined);
  const services = seen.services.filter((service) => service.state !== 'up');
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'Situation',
      [
        incident.reason,
        `${stateText(seen)}, declared ${time(incident.declared)}, ${shortDuration(seen.age)} ago`,
        ...described.map(([field, value]) => `${field}: ${isInstant(value) ? time(value) : value}`),
        ...known.map((fact) => factText(fact, seen)),
      ],
    ],
    [
      'What is being done',
      seen.finished === undefined
        ? seen.current.map((step) => currentText(step, seen))
        : [seen.finished, ...seen.current.map((step) => currentText(step, seen))],
    ],
    [
      'Open tasks',
      tasks.map(
        (task) =>
          `${task.to}: ${task.words}${task.due === undefined ? '' : `, by ${time(task.due)}`}${task.takenAt === undefined ? ', not taken yet' : ''}`,
      ),
    ],
    [
      'Clocks',
      seen.clocks
        .filter((clock) => isOpenClock(clock) || clock.follows !== undefined)
        .map((clock) => clockText(clock, seen)),
    ],
    ['Worries', worries(seen)],
    ['Services', services.map((service) => serviceText(service, seen))],
    ['People', seen.roles.map(roleText)],
    [
      'What happened last',
      recent.map((line) => `${time(line.at)}  ${line.by === '' ? '' : `${line.by}: `}${line.text}`),
    ],
  ];
  return [
    `${tag(seen)} Handover: ${incident.title}`,
    `${time(now)}, by ${me.name}`,
    ...sections.flatMap(([title, lines]) => [
      '',
      title,
      ...(lines.length === 0 ? ['  none'] : lines.map((line) => `  ${line}`)),
    ]),
    '',
    `Head of the timeline: ${seen.head}`,
  ].join('\n');
}

function worries(seen: ReturnType<typeof guide>): string[] {
  const overdue = seen.current.filter((step) => step.overdue).map((step) => `Overdue: ${step.title} (${step.name})`);
  const stale = seen.facts.filter((fact) => fact.state === 'stale').map((fact) => `Out of date: ${fact.ask}`);
  const late = seen.clocks.filter((clock) => isOpenClock(clock) && clock.late).map((clock) => `Late: ${clock.title}`);
  const left = seen.deviations.count === 0 ? [] : [deviationText(seen)];
  return [...seen.questions.map((question) => question.text), ...overdue, ...late, ...stale, ...left];
}
