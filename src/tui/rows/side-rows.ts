import { atWorkText, clockText, factText, othersAtWork, roleText, serviceText } from '../../guide/index.ts';
import type { Guide } from '../../guide/index.ts';
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
      'Others now',
      othersAtWork(guide).map((each) => ({ text: atWorkText(each), isLate: each.step.overdue })),
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

function section(
  title: string,
  points: readonly (string | { readonly text: string; readonly isLate: boolean })[],
  columns: number,
): Row[] {
  if (points.length === 0) return [];
  return [
    blank,
    row(title, 'title'),
    ...points.flatMap((point) =>
      typeof point === 'string' || !point.isLate
        ? hanging([piece('• ', 'faint')], typeof point === 'string' ? point : point.text, columns)
        : hanging([piece('! ', 'bad')], point.text, columns, 'bad'),
    ),
  ];
}
