import { stepTitle } from '../../runbook/index.ts';
import { plural } from '../../text/index.ts';
import { millis, shortDuration, showTime } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { flowed, hanging } from '../detail-rows.ts';
import { piece, row } from '../rows.ts';
import type { Row } from '../rows.ts';
import type { HomeItem } from './home-items.ts';
import type { HomeIncident, HomeRunbook, HomeWorld } from './home-state.ts';

/** What is to be known of the marked item before one chooses it. */
export function previewRows(item: HomeItem | undefined, world: HomeWorld, columns: number): Row[] {
  switch (item?.kind) {
    case undefined:
      return [];
    case 'declare':
      return flowed(
        'A sentence is enough. What happens is written down from then on, clocks run, others can join; a runbook can be taken up at any time, and a second one too.',
        columns,
      );
    case 'runbook':
      return runbookRows(item.book, columns);
    case 'incident':
      return incidentPreview(item.incident, world, columns);
  }
}

/** How many of the first steps are shown: enough to know what one lets oneself in for. */
const FIRST_STEPS = 6;

function runbookRows({ runbook, id }: HomeRunbook, columns: number): Row[] {
  const listed = (title: string, texts: readonly string[]): Row[] =>
    texts.length === 0 ? [] : hanging([piece(`${title} `, 'title')], texts.join(' · '), columns);
  const bullets = (texts: readonly string[]): Row[] =>
    texts.flatMap((text) => hanging([piece('• ', 'faint')], text, columns));
  const { roles = {}, services = {}, clocks = {}, steps } = runbook;
  return [
    ...(runbook.summary === undefined ? [] : flowed(runbook.summary, columns, 'strong')),
    ...(runbook['use-when'] === undefined ? [] : [row('Use it when', 'title'), ...bullets(runbook['use-when'])]),
    ...listed(
      'Roles',
      Object.values(roles).map(({ title }) => title),
    ),
    row('It begins with', 'title'),
    ...bullets(steps.slice(0, FIRST_STEPS).map((step) => stepTitle(step))),
    ...listed(
      'Clocks',
      Object.values(clocks).map(({ title }) => title),
    ),
    ...listed(
      'Services',
      Object.values(services).map(({ title }) => title),
    ),
    ...flowed(
      `${id}, ${plural(steps.length, 'step')} in its first list, revised ${runbook.revision ?? 'no date'}`,
      columns,
      'faint',
    ),
  ];
}

function incidentPreview(incident: HomeIncident, { now }: HomeWorld, columns: number): Row[] {
  const { now: step, nextDue, declared, timezone, isOver, links, alarms } = incident;
  const at = { now, timeZone: timezone };
  if (isOver) return overPreview(incident, at, columns);
  return [
    ...(alarms === undefined || alarms === 0 ? [] : flowed(`! ${plural(alarms, 'alarm')} in it`, columns, 'bad')),
    ...(step === undefined ? [] : flowed(`Now: ${step}`, columns, 'strong')),
    ...(nextDue === undefined
      ? []
      : flowed(`Next deadline: ${nextDue.title}, due ${showTime(nextDue.due, at)}`, columns)),
    ...flowed(`Declared ${showTime(declared, at)}`, columns),
    ...(links === undefined ? [] : flowed(`Has to do with: ${links}`, columns)),
    ...flowed('Enter: go on with it.', columns, 'faint'),
  ];
}

/** What became of it, and where its review is. */
function overPreview(
  { alias, state, stoodDown, declared, ended, entries, runbook, links }: HomeIncident,
  at: { readonly now: Instant; readonly timeZone: string },
  columns: number,
): Row[] {
  const end = stoodDown ?? state.replace('-', ' ');
  const when =
    ended === undefined
      ? ''
      : ` ${showTime(ended, at)}, ${shortDuration(millis(ended) - millis(declared))} after it was declared`;
  return [
    ...flowed(`${end.charAt(0).toUpperCase()}${end.slice(1)}${when}`, columns, 'strong'),
    ...(runbook === undefined ? [] : flowed(`Runbook: ${runbook}`, columns)),
    ...flowed(
      `Declared ${showTime(declared, at)}${entries === undefined ? '' : `; ${plural(entries, 'entry', 'entries')} in its record`}`,
      columns,
    ),
    ...(links === undefined ? [] : flowed(`Has to do with: ${links}`, columns)),
    ...flowed(`Its review: holdfast export --format markdown -i ${alias} -o review.md`, columns),
    ...flowed('Enter: read it. Nothing is written by that; there, :reopen-incident goes on with it.', columns, 'faint'),
  ];
}
