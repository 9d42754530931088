import { plural } from '../../text/index.ts';
import { shortDuration } from '../../time/index.ts';
import { markup, type Markup, nothing } from './markup.ts';
import type { Page } from './page.ts';
import { points, together, table } from './parts.ts';

/** What was known at the end. A value that is not for everybody is not shown here, whoever reads. */
export function facts({ view, incident, time, entry }: Page): Markup {
  const rows = view.facts
    .filter(({ state }) => state !== 'unanswered')
    .map((fact) => [
      fact.ask,
      fact.privacy === 'public' ? (fact.shown ?? 'not known yet') : `given (${fact.privacy}; left out here)`,
      fact.at === undefined ? '' : markup`${time(fact.at)} ${entry(incident.facts[fact.id]?.answer?.entry)}`,
      fact.by ?? '',
    ]);
  return table(['Question', 'Answer', 'As of', 'By'], rows);
}

export function openEnds({ view, incident, entry }: Page): Markup {
  const all = [
    ...view.questions.map(({ text }) => markup`${text}`),
    ...incident.misfits.map(
      (misfit) => markup`${entry(misfit.entry)} was recorded and did not change the state: ${misfit.reason}`,
    ),
    ...view.steps.filter(({ state }) => state === 'left-open').map(({ title }) => markup`Left open: ${title}`),
  ];
  return points(all);
}

export function followUps({ incident }: Page): Markup {
  const rows = Object.values(incident.followUps).map((one) => [
    one.words,
    one.kind ?? '',
    one.owner ?? 'nobody yet',
    one.due ?? '',
    one.verifiedAt !== undefined
      ? 'done, effect verified'
      : one.doneAt !== undefined
        ? 'done, effect not verified'
        : 'open',
    one.id,
  ]);
  return table(['What', 'To', 'Owner', 'Due', 'State', 'Id'], rows);
}

/** Who held which role, who wrote how much, from when to when they were there. */
export function people({ incident, view, writers, time }: Page): Markup {
  const held = Object.values(incident.roles).flatMap(({ role, holder, acknowledgedAt }) =>
    holder === undefined
      ? []
      : [[role.title, holder, acknowledgedAt === undefined ? 'not acknowledged' : time(acknowledgedAt)]],
  );
  const wrote = [...writers]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => {
      const { first, last } = Object.hasOwn(incident.heard, name) ? (incident.heard[name] ?? {}) : {};
      const shift = view.people.find((person) => person.name === name)?.onShift;
      return [
        name,
        plural(count, 'entry', 'entries'),
        first === undefined ? '' : time(first),
        last === undefined ? '' : time(last),
        shift === undefined ? '' : shortDuration(shift),
      ];
    });
  return together(
    table(['Role', 'Held at the end by', 'Acknowledged'], held, 'Roles'),
    table(['Who', 'Wrote', 'First', 'Last', 'Hours of the last shift'], wrote, 'Who wrote in it'),
    incident.calls.length === 0
      ? nothing
      : markup`<p>${plural(incident.calls.length, 'call')} rung: ${callsText(incident.calls)}.</p>`,
  );
}

function callsText(calls: Page['incident']['calls']): string {
  return [...Map.groupBy(calls, ({ result }) => result)]
    .map(([result, those]) => `${those.length} ${result.replace('-', ' ')}`)
    .join(', ');
}
