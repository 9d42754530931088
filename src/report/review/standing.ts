import type { FactRow, Question } from '../../guide/index.ts';
import { isInstant } from '../../time/index.ts';
import { type Block, joined, type Line, paragraph, points, table } from './document.ts';
import type { Source } from './source.ts';

/** What was known at the end. A value that is not for everybody is not shown here, whoever reads. */
export function facts(source: Source): readonly Block[] {
  const { view, incident, time, entry, say } = source;
  const rows = view.facts
    .filter(({ state }) => state !== 'unanswered')
    .map((fact) => [
      fact.ask,
      answerOf(fact, source),
      fact.at === undefined ? '' : joined([time(fact.at), entry(incident.facts[fact.id]?.answer?.entry)]),
      fact.by ?? '',
    ]);
  return table([say('facts.question'), say('facts.answer'), say('facts.as-of'), say('by-whom')], rows);
}

function answerOf({ id, privacy, type, shown }: FactRow, { say, name, incident, time }: Source): string {
  if (privacy !== 'public') return say(privacy === 'secret' ? 'facts.secret' : 'facts.private');
  const value = incident.facts[id]?.answer?.value;
  // What the guide shows of a time has no date where that is the day of the last entry.
  if (type === 'time' && typeof value === 'string' && isInstant(value)) return time(value);
  if (type === 'boolean' && shown !== undefined) return name('answer.', shown);
  return shown ?? say('facts.unknown');
}

/** What is still to be answered, what stood without effect, what was left open. */
export function openEnds(source: Source): readonly Block[] {
  const { view, incident, say } = source;
  const owed = new Map(incident.deviations.map((one) => [one.entry, one.by]));
  return points([
    ...view.questions.map((question) => questionText(question, owed, source)),
    ...view.steps.filter(({ state }) => state === 'left-open').map(({ title }) => say('open.left-open', { title })),
  ]);
}

/** A question in the words of the report; the guide asks it of whoever stands before it, and wants something typed. */
function questionText(
  { kind, ref }: Question,
  owed: ReadonlyMap<string, string>,
  { view, incident, say, time, entry }: Source,
): Line {
  const step = view.current.find(({ key }) => key === ref);
  switch (kind) {
    case 'fact':
      return say('open.fact', {
        ask: incident.facts[ref]?.fact.ask ?? ref,
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

/** What is to be done, for what, by whom and until when, whether it was done and whether its effect was verified. */
export function followUps({ incident, ofType, say, name, time, entry }: Source): readonly Block[] {
  const all = Object.values(incident.followUps);
  if (all.length === 0) return [paragraph(say('follow-up.none'))];
  const behind = (id: string, type: 'follow-up.proposed' | 'follow-up.done' | 'follow-up.verified') =>
    ofType(type).findLast(({ data }) => data['follow-up'] === id);
  const settled = (id: string, type: 'follow-up.done' | 'follow-up.verified', at: string | undefined): Line => {
    if (at === undefined) return say('not-yet');
    const done = behind(id, type);
    return joined([say('by-at', { who: done?.by.name ?? '', when: time(at) }), entry(done?.id)]);
  };
  const rows = all.map(({ id, words, kind, owner, due, doneAt, verifiedAt }) => [
    joined([words, entry(behind(id, 'follow-up.proposed')?.id)]),
    kind === undefined ? '' : name('follow-up.', kind),
    owner ?? say('nobody-yet'),
    due === undefined ? '' : time(due),
    settled(id, 'follow-up.done', doneAt),
    settled(id, 'follow-up.verified', verifiedAt),
    id,
  ]);
  return table(
    [
      say('what'),
      say('follow-up.kind'),
      say('owner'),
      say('due'),
      say('follow-up.done'),
      say('follow-up.verified'),
      'Id',
    ],
    rows,
  );
}
