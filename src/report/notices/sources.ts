import { isGoingOn } from '../../entry/index.ts';
import { reviewKind, own } from '../../incident/index.ts';
import type { Verb } from '../../runbook/index.ts';
import { severityText } from '../severity-text.ts';
import { allOf, annotated, fact, firstOf, named } from './notice.ts';
import type { NoticeItem } from './notice.ts';

type Said = NoticeItem['said'];

const described =
  (field: 'began' | 'detected' | 'detected-by' | 'impact' | 'cause' | 'trigger' | 'area' | 'people'): Said =>
  ({ incident, time }) => {
    const said = incident.described[field];
    return said !== undefined && (field === 'began' || field === 'detected') ? time(said) : said;
  };

/** Whether an unlawful or malicious act is suspected. */
export const malicious = firstOf(annotated('malicious'), fact('malicious_suspected'));

/** Whether it can reach another country. */
export const crossBorder = firstOf(annotated('cross-border'), fact('cross_border'));

/** How bad it is, whom it hurts, which services are or were away. */
export const severityAndImpact: Said = (source) => {
  const impact = firstOf(described('impact'), annotated('harm'), annotated('summary'))(source);
  if (impact === undefined) return undefined;
  return allOf(
    () => impact,
    named('said.severity', ({ incident }) => severityText(incident)),
    named('said.people', firstOf(described('people'), fact('people_affected'))),
    named('said.share', annotated('share')),
    named('said.duration', annotated('duration')),
    named('said.area', described('area')),
    named('said.services', services),
  )(source);
};

/** Every outage with its length, also of what is back by now; then what may be hurt. */
function services({ view, incident, outages, say, name, length }: Parameters<Said>[0]): string | undefined {
  const titleOf = (id: string): string => own(incident.services, id)?.service.title ?? id;
  const away = outages.map((one) =>
    say(one.restored === undefined ? 'said.still-away' : 'said.away', {
      service: titleOf(one.service),
      length: length(one.length),
    }),
  );
  const suspect = view.services
    .filter(({ state }) => state === 'suspect')
    .map(({ title }) => `${title} (${name('service.', 'suspect')})`);
  return [...away, ...suspect].join(', ') || undefined;
}

/** What happened, from the beginning to its end as far as it has come. */
export const description: Said = (source) => {
  const { incident, say, time } = source;
  const { impact } = incident.described;
  const summary = annotated('summary')(source);
  if (summary === undefined && impact === undefined) return undefined;
  // Whoever declared it with its title gave no other reason.
  const told = incident.title === incident.reason ? incident.title : `${incident.title}: ${incident.reason}`;
  return [
    ...(summary === undefined ? [told, `${say('said.impact')}: ${impact}`] : [summary]),
    ...(['began', 'detected', 'detected-by'] as const).flatMap((field) => {
      const said = described(field)(source);
      return said === undefined ? [] : [`${say(`about.${field}`)}: ${said}`];
    }),
    `${say('about.declared')}: ${time(incident.declared)}`,
    ...(['stabilised', 'resolved'] as const).flatMap((state) => {
      const at = incident.reached[state];
      return at === undefined ? [] : [`${say(`about.${state}`)}: ${time(at)}`];
    }),
  ].join('\n');
};

/** One of few answers, in the language of the notice. */
const confidence: Said = (source) => {
  const said = annotated('confidence')(source);
  const isKnown = reviewKind('confidence')?.of?.includes(said ?? '') === true;
  return said !== undefined && isKnown ? source.name('answer.', said) : said;
};

/** What lay behind it, and how sure one is: how sure, of nothing, is no answer. */
export const rootCause: Said = (source) => {
  const behind = allOf(
    named('said.threat', annotated('threat')),
    named('said.cause', described('cause')),
    named('said.trigger', described('trigger')),
  )(source);
  return behind === undefined ? undefined : allOf(() => behind, named('said.confidence', confidence))(source);
};

/** By these something is done. Others ask, wait, or hold steps together. */
const doing: ReadonlySet<Verb> = new Set<Verb>(['do', 'run', 'tell']);

/** What was done, and what goes on: in the words of the review, else the steps that were done and what is still to be done. */
export const mitigation = firstOf(annotated('mitigation'), ({ view, incident, say }) => {
  const done = view.steps.filter(({ state, verb }) => state === 'done' && doing.has(verb)).map(({ title }) => title);
  if (done.length === 0) return undefined;
  const going = [
    ...view.current.filter(({ verb }) => doing.has(verb)).map(({ title }) => title),
    ...Object.values(incident.followUps).flatMap(({ words, doneAt }) =>
      doneAt === undefined && words !== '' ? [words] : [],
    ),
  ];
  // Between two steps of an incident that goes on, nothing is done, and much may still be going on.
  const none = isGoingOn(incident) ? [] : [say('said.over')];
  return [
    `${say('said.applied')}: ${done.join('; ')}.`,
    ...(going.length === 0 ? none : [`${say('said.going-on')}: ${going.join('; ')}.`]),
  ].join('\n');
});

/** What about people's data, which people, which records: as Art. 33(3)(a) puts it. */
export const breachNature = firstOf(annotated('nature'), fact('what_was_seen', 'what_was_lost'));
export const dataSubjects = firstOf(
  annotated('data-subjects'),
  // How many it hurts may be more than those whose data it is about.
  named('said.people', firstOf(fact('people_affected'), described('people'))),
);
export const records = firstOf(annotated('records'), fact('records_read', 'records_lost', 'records_affected'));
export const consequences = annotated('consequences');
export const contact = annotated('contact');
export const indicators = annotated('indicators');

/** Who else is told of it beside this authority. */
export const whoElse = annotated('told');
