import { clockText, factText, roleText, serviceText } from '../guide/index.ts';
import type { Guide } from '../guide/index.ts';
import { hanging } from './detail-rows.ts';
import { blank, piece, row } from './rows.ts';
import type { Row } from './rows.ts';

/** The third column of a wide screen: what waits for an answer, the clocks, what is lost, who does what, what is known. */
export function sideRows(guide: Guide, columns: number): Row[] {
  const clocks = guide.clocks.filter(
    (clock) => clock.state === 'running' || clock.state === 'provisional' || clock.state === 'missed',
  );
  const services = guide.services.filter((service) => service.state !== 'up');
  const facts = guide.facts.filter((fact) => fact.state !== 'unanswered');
  return [
    ...section(
      'To answer',
      guide.questions.map((question) => question.text),
      columns,
    ),
    ...section(
      'Clocks',
      clocks.map((clock) => clockText(clock, guide)),
      columns,
    ),
    ...section(
      'Services',
      services.map((service) => serviceText(service, guide)),
      columns,
    ),
    ...section('People', guide.roles.filter((role) => role.holder !== undefined).map(roleText), columns),
    ...section(
      'Known',
      facts.map((fact) => factText(fact, guide)),
      columns,
    ),
  ].slice(1);
}

function section(title: string, texts: readonly string[], columns: number): Row[] {
  if (texts.length === 0) return [];
  return [blank, row(title, 'title'), ...texts.flatMap((text) => hanging([piece('• ', 'faint')], text, columns))];
}
