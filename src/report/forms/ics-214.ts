import { own } from '../../incident/index.ts';
import { byNobody } from '../../entry/index.ts';
import { list, rows } from './form.ts';
import type { FormSource, IcsForm } from './form.ts';
import { inOrderOfTime, opening, organisationOf, period, signed, sayPeriod } from './sources.ts';

/** Everybody who did something, in the order in which they came. */
export function peopleOf({ entries }: Pick<FormSource, 'entries'>): readonly string[] {
  return [...new Set(entries.filter((entry) => !byNobody(entry)).map(({ by }) => by.name))];
}

/** Activity Log of one person. */
export function activityLog(source: FormSource, person: string): IcsForm {
  const { incident, entries, lines, view, time } = source;
  const brought = new Set(entries.filter(({ cause }) => cause !== undefined).map(({ id }) => id));
  const done = inOrderOfTime(lines).filter(
    ({ by, derived, id }) => by === person && derived !== true && !brought.has(id),
  );
  const held = new Set(
    entries.flatMap((entry) =>
      entry.type === 'role.assigned' && entry.data.person === person && !Object.hasOwn(incident.undone, entry.id)
        ? [entry.data.role]
        : [],
    ),
  );
  const positions = [...held].map((role) => own(incident.roles, role)?.role.title ?? role);
  const position = positions.join(', ');
  return {
    name: 'ICS 214',
    title: `Activity Log: ${person}`,
    blocks: [
      { ...opening(source)[0]!, said: `${incident.title} (${incident.alias})` },
      { number: 2, title: 'Operational Period', said: period(source, done[0]?.at), remedy: sayPeriod },
      { number: 3, title: 'Name', said: person },
      {
        number: 4,
        title: 'ICS Position',
        said: position === '' ? undefined : position,
        remedy: 'Say it: `holdfast assign ROLE PERSON`',
      },
      {
        number: 5,
        title: 'Home Agency (and Unit)',
        said: organisationOf(source),
        remedy: 'An `organisation.yaml` beside the runbook names it.',
      },
      {
        number: 6,
        title: 'Resources Assigned',
        said: rows(
          ['Name', 'ICS Position', 'Given'],
          view.tasks
            .filter(({ givenBy }) => givenBy === person)
            .map(({ to, words }) => [to, view.people.find(({ name }) => name === to)?.roles.join(', ') ?? '', words]),
        ),
        remedy: 'Say it: `holdfast ask PERSON WORDS`',
      },
      {
        number: 7,
        title: 'Activity Log',
        said: rows(
          ['Date/Time', 'Notable Activities'],
          done.map(({ at, text, undone, corrected }) => [
            time(at),
            `${text}${undone ? ' (undone later)' : ''}${corrected ? ' (corrected)' : ''}`,
          ]),
        ),
        remedy: 'Say it: `holdfast note WORDS`',
      },
      {
        number: 8,
        title: 'Prepared by',
        said: list(signed(source, { name: person, position: position === '' ? 'none recorded' : position }) ?? []),
      },
    ],
  };
}
