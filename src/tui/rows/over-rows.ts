import { alarmsBeside, alarmsOf, laneStory, wordsHere } from '../../guide/index.ts';
import type { Guide } from '../../guide/index.ts';
import { pad } from '../../text/index.ts';
import { flowed, hanging } from './detail-rows.ts';
import { keysHere } from '../manual.ts';
import { blank, piece, row } from './rows.ts';
import type { Row } from './rows.ts';
import { sentRows } from './sent-rows.ts';
import { toldRows } from './told-rows.ts';
import { markLegend } from './step-rows.ts';
import type { Over, Screen, World } from '../state.ts';

/** What lies over the whole guide and is read. */
export type ReadOver = Extract<Over, { over: 'help' | 'view' | 'sent' }>;
type ReadView = Extract<Over, { over: 'view' }>['view'];

/** The rows of what lies over the whole guide and is read: the keys, one of the views, what was sent of a message. */
export function overRows(screen: Screen, over: ReadOver, world: World): Row[] {
  const { columns } = world.layout;
  if (over.over === 'help') return helpRows(screen, world, columns);
  if (over.over === 'sent') return sentRows(over.message, world, columns);
  return viewRows(over.view, screen, world, columns);
}

/** The heading of what lies over the guide. */
export function overTitle(over: ReadOver): string {
  if (over.over === 'help') return 'Keys';
  if (over.over === 'sent') return `Sent: ${over.message}`;
  return over.view === 'alarms' ? 'Due and overdue' : over.view.charAt(0).toUpperCase() + over.view.slice(1);
}

/** The keys that count here first, then all others; what the marks mean; the words. */
function helpRows({ page }: Screen, { guide, replay }: World, columns: number): Row[] {
  const keys = keysHere(page?.page, replay !== undefined).flatMap(({ title, rows }) => [
    row(title, 'title'),
    ...rows.flatMap(({ shown, help }) => hanging([piece(`  ${pad(shown, 13)} `, 'key')], help, columns)),
    blank,
  ]);
  return [
    ...keys,
    row('Marks', 'title'),
    ...flowed(`  ${markLegend}`, columns),
    blank,
    row('Words, behind :', 'title'),
    ...wordsHere(guide).flatMap(({ usage, help }) => hanging([piece(`  ${pad(usage, 29)} `, 'key')], help, columns)),
    blank,
    ...flowed('To these words you may add: --why WORDS, --note WORDS, --at TIME (-5m, 03:12), --by PERSON.', columns),
    ...flowed('What follows note, scribe, follow-up and objective is taken as it is typed: n -5m: WORDS.', columns),
  ];
}

function viewRows(view: ReadView, screen: Screen, { guide, others }: World, columns: number): Row[] {
  switch (view) {
    case 'alarms':
      return listed(
        [...alarmsOf(guide), ...alarmsBeside(guide.mode, others)].map(
          (alarm) => `${screen.looked.includes(alarm.key) ? '' : '! '}${alarm.text}`,
        ),
        'Nothing is due or overdue.',
        columns,
      );
    case 'tracks':
      return trackRows(guide, columns);
    default:
      return listed(
        guide.steps.map((step) => `${step.title} (${step.name}): ${step.state}`),
        'No runbook is followed yet.',
        columns,
      );
  }
}

function trackRows(guide: Guide, columns: number): Row[] {
  if (guide.lanes.length === 0) return flowed('Nothing is worked on side by side now.', columns, 'faint');
  return guide.lanes.flatMap((lane) => [...toldRows(laneStory(lane, guide), columns), blank]);
}

function listed(texts: readonly string[], none: string, columns: number): Row[] {
  if (texts.length === 0) return flowed(none, columns, 'faint');
  return texts.flatMap((text) => hanging([piece(text.startsWith('! ') ? '' : '• ', 'faint')], text, columns));
}
