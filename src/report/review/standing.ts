import { own } from '../../incident/index.ts';
import type { FactRow } from '../../guide/index.ts';
import { factText } from '../fact-text.ts';
import { type Block, joined, type Line, paragraph, points, table } from './document.ts';
import { openQuestions } from './open-questions.ts';
import type { Source } from './source.ts';

/** What was known at the end. A value that is not for everybody is not shown here, whoever reads. */
export function facts(source: Source): readonly Block[] {
  const { view, incident, time, entry, say } = source;
  const rows = view.facts
    .filter(({ state }) => state !== 'unanswered')
    .map((fact) => [
      fact.ask,
      answerOf(fact, source),
      fact.at === undefined ? '' : joined([time(fact.at), entry(own(incident.facts, fact.id)?.answer?.entry)]),
      fact.by ?? '',
    ]);
  return table([say('facts.question'), say('facts.answer'), say('facts.as-of'), say('by-whom')], rows);
}

function answerOf(fact: FactRow, { say, name, incident, time }: Source): string {
  const { privacy, type } = fact;
  if (privacy !== 'public') return say(privacy === 'secret' ? 'facts.secret' : 'facts.private');
  const said = factText(fact, incident, time);
  if (said === undefined) return say('facts.unknown');
  return type === 'boolean' ? name('answer.', said) : said;
}

/** What is still to be answered, what stood without effect, what was left open. */
export function openEnds(source: Source): readonly Block[] {
  const { view, say } = source;
  return points([
    ...openQuestions(source),
    ...view.steps.filter(({ state }) => state === 'left-open').map(({ title }) => say('open.left-open', { title })),
  ]);
}

/** What is to be done, for what, by whom and until when, whether it was done and whether its effect was verified. */
export function followUps({ incident, ofType, say, name, time, entry }: Source): readonly Block[] {
  const all = Object.values(incident.followUps);
  if (all.length === 0) return [paragraph(say('follow-up.none'))];
  const behind = (id: string, type: 'follow-up.proposed' | 'follow-up.done' | 'follow-up.verified') =>
    ofType(type).findLast(({ data }) => data['follow-up'] === id);
  const settled = (
    id: string,
    type: 'follow-up.done' | 'follow-up.verified',
    at: string | undefined,
    where?: string,
  ): Line => {
    if (at === undefined) return say('not-yet');
    const done = behind(id, type);
    const said = say('by-at', { who: done?.by.name ?? '', when: time(at) });
    return joined([where === undefined ? said : say('follow-up.seen-in', { said, where }), entry(done?.id)]);
  };
  const rows = all.map(({ id, words, kind, owner, due, doneAt, verifiedAt, verifiedIn }) => [
    joined([words, entry(behind(id, 'follow-up.proposed')?.id)]),
    kind === undefined ? '' : name('follow-up.', kind),
    owner ?? say('nobody-yet'),
    due === undefined ? '' : time(due),
    settled(id, 'follow-up.done', doneAt),
    settled(id, 'follow-up.verified', verifiedAt, verifiedIn),
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
