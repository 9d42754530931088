import { own } from '../../incident/index.ts';
import type { Question } from '../../guide/index.ts';
import { joined, type Line } from './document.ts';
import type { Source } from './source.ts';

type Asked = Pick<Source, 'view' | 'incident' | 'say' | 'time' | 'entry'>;

/** What is still to be answered, each question as a reader of a report is told it. */
export function openQuestions(asked: Asked): readonly Line[] {
  const owed = new Map(asked.incident.deviations.map((one) => [one.entry, one.by]));
  return asked.view.questions.flatMap(({ kind, ref }) =>
    // It is of the machine of whoever looks, not of the record.
    kind === 'wall-clock' ? [] : [questionText({ kind, ref }, owed, asked)],
  );
}

/** A question in the words of the report; the guide asks it of whoever stands before it, and wants something typed. */
function questionText(
  { kind, ref }: { readonly kind: Exclude<Question['kind'], 'wall-clock'>; readonly ref: string },
  owed: ReadonlyMap<string, string>,
  { view, incident, say, time, entry }: Asked,
): Line {
  const step = view.current.find(({ key }) => key === ref);
  switch (kind) {
    case 'fact':
      return say('open.fact', {
        ask: own(incident.facts, ref)?.fact.ask ?? ref,
        step: view.current.find(({ asks }) => asks.includes(ref))?.title ?? '',
      });
    case 'default': {
      const { option = '', due = '' } = step?.default ?? {};
      const title = step?.options.find(({ id }) => id === option)?.title ?? option;
      return say('open.default', { step: step?.title ?? ref, when: time(due), option: title });
    }
    case 'command-unknown':
      return say('open.command', { step: step?.title ?? ref });
    case 'provisional-clock': {
      const clock = view.clocks.find(({ id }) => id === ref);
      const what = clock?.dependsOn.map(({ ask }) => ask).join(' ') ?? '';
      return joined([
        say('open.provisional', { duty: clock?.title ?? ref }),
        what === '' ? '' : say('open.depends', { what }),
      ]);
    }
    case 'awareness':
      return say('open.awareness', { topic: own(incident.topics, ref) ?? ref });
    case 'role': {
      const role = view.roles.find(({ id }) => id === ref);
      const title = role?.title ?? ref;
      return role?.holder === undefined
        ? say('open.role', { role: title })
        : say('open.role-late', { who: role.holder, role: title });
    }
    case 'owed-reason':
      return joined([entry(ref), say('open.owed', { who: owed.get(ref) ?? '' })]);
    case 'inject': {
      const row = view.drill?.injects.find((each) => each.entry === ref);
      return say('open.inject', { ask: row?.asks?.text ?? ref });
    }
    case 'exercise':
      return say('open.exercise');
    case 'misfit':
      return joined([
        entry(ref),
        say('open.misfit', { why: incident.misfits.find((one) => one.entry === ref)?.reason ?? '' }),
      ]);
    case 'handover': {
      const given = view.handovers.find((row) => row.entry === ref);
      return joined([entry(ref), say('open.handover', { who: given?.from ?? '', when: time(given?.at ?? '') })]);
    }
    case 'period': {
      const { number = 0, until = '' } = view.period ?? {};
      return say('open.period', { number: `${number}`, when: time(until) });
    }
  }
}
