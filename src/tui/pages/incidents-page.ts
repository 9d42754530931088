import { asksFor, linksText, neighbourOf } from '../../guide/index.ts';
import type { Neighbour } from '../../guide/index.ts';
import { plural } from '../../text/index.ts';
import { shortDuration, showTime } from '../../time/index.ts';
import { flowed, hanging } from '../rows/detail-rows.ts';
import { beginWords } from '../press/doing.ts';
import { blank, piece } from '../rows/rows.ts';
import type { Piece, Row } from '../rows/rows.ts';
import type { World } from '../state.ts';
import type { Item, Page, PageKey } from './page.ts';

/** Every incident that is open: what presses in it and what it waits for; from here one goes over to another. */
export const incidentsPage: Page = {
  title: ({ others }) =>
    `Incidents (${plural(others.length + 1, 'open one')}, ${plural(others.filter(({ alarms }) => alarms.length > 0).length, 'other')} with alarms)`,
  none: 'No incident is open.',
  items: (world) => all(world).map((each) => itemOf(each, isHere(each, world))),
  detail: (item, world, columns) => {
    const found = all(world).find(({ id }) => id === item.id);
    return found === undefined ? [] : detailRows(found, isHere(found, world), columns);
  },
  keys: [
    {
      keys: ['enter'],
      shown: 'Enter',
      label: 'switch',
      help: 'Go on in the marked one; Ctrl-O goes back to this one',
      press: (item, screen) => ({ screen, wants: [{ want: 'switch', incident: item?.id ?? '' }] }),
    },
    aboutAnother('l', 'link', 'It has to do with this one; it stands in the record of both', (alias) => [
      'link',
      alias,
      ...asksFor('as'),
    ]),
    aboutEither('m', 'merge', 'Merge the marked one into this one; on this one: into another', (alias, here) =>
      alias === here ? ['merge'] : ['merge', alias, '--into', here],
    ),
    aboutEither(
      's',
      'stand down',
      'The marked one is a duplicate of this one; on this one: as what is asked',
      (alias, here) => (alias === here ? ['stand-down'] : ['stand-down', alias, 'duplicate', '--of', here]),
    ),
    {
      keys: ['d'],
      shown: 'd',
      label: 'declare',
      help: 'Declare another incident, or begin a drill: the home screen',
      press: (_item, screen) => ({ screen, wants: [{ want: 'home' }] }),
    },
  ],
};

/** This one first, then the others as they stand. */
function all({ incident, guide, others }: World): readonly Neighbour[] {
  return [neighbourOf(incident, guide.now), ...others];
}

const isHere = ({ id }: { readonly id: string }, { incident }: World): boolean => id === incident.id;

const aliasOf = (item: Item | undefined, world: World): string =>
  all(world).find(({ id }) => id === item?.id)?.alias ?? '';

function aboutEither(
  key: string,
  label: string,
  help: string,
  words: (alias: string, here: string) => readonly string[],
): PageKey {
  return {
    keys: [key],
    shown: key,
    label,
    help,
    press: (item, screen, world) => beginWords(screen, words(aliasOf(item, world), world.guide.alias), world),
  };
}

function aboutAnother(key: string, label: string, help: string, words: (alias: string) => readonly string[]): PageKey {
  return {
    ...aboutEither(key, label, help, words),
    off: (item, world) => {
      if (item !== undefined && !isHere(item, world)) return undefined;
      return world.others.length === 0
        ? `No other incident is open to ${label} it to; in words: ${label} ID`
        : `This is the one that you work on: mark another to ${label} it to this one.`;
    },
  };
}

function itemOf(each: Neighbour, here: boolean): Item {
  const { id, alias, title, mode, stands, severity, age, nextDue, alarms } = each;
  const facts = [
    stands === 'open' ? undefined : stands,
    severity,
    shortDuration(age),
    nextDue === undefined ? undefined : nextDue.left < 0 ? 'OVERDUE' : `due in ${shortDuration(nextDue.left)}`,
  ].filter((word) => word !== undefined);
  const row: Piece[] = [
    piece(alarms.length > 0 ? '! ' : here ? '* ' : '  ', alarms.length > 0 ? 'bad' : 'key'),
    ...(mode === 'drill' ? [piece('DRILL', 'drill'), piece(' ')] : []),
    piece(alias, 'strong'),
    piece(` ${facts.join(', ')}${alarms.length > 0 ? ', ' : ' '}`, 'faint'),
    ...(alarms.length > 0 ? [piece(`${plural(alarms.length, 'alarm')} `, 'bad')] : []),
    piece(title),
  ];
  return { id, row, text: `${alias} ${title}`, ...(here ? { isStart: true } : {}) };
}

function detailRows(each: Neighbour, here: boolean, columns: number): Row[] {
  const at = { now: each.now, timeZone: each.timezone };
  const { stands, step, nextDue, otherSteps, alarms, links, stoodDown, openClocks } = each;
  const bullets = (texts: readonly string[]): Row[] =>
    texts.flatMap((text) => hanging([piece('! ', 'bad')], text, columns));
  return [
    ...flowed(`${each.alias} ${each.title}`, columns, 'strong'),
    ...flowed(
      `${stands}${each.severity === undefined ? '' : `, ${each.severity}`}, declared ${showTime(each.declared, at)}, ${shortDuration(each.age)} ago`,
      columns,
    ),
    ...(here ? flowed('You are working on this one.', columns, 'key') : []),
    ...(stoodDown?.as === 'merged' ? flowed('What is still open here is counted here alone.', columns, 'warn') : []),
    ...(alarms.length === 0 ? [] : [blank, ...bullets(alarms.map(({ text }) => text))]),
    blank,
    ...(step === undefined
      ? flowed('No step is open in it.', columns)
      : [
          ...flowed(`Now: ${step.title}${step.overdue ? ', OVERDUE' : ''}`, columns),
          ...flowed(`It waits for: ${step.who}`, columns),
        ]),
    ...(otherSteps === 0 ? [] : flowed(`and ${plural(otherSteps, 'other open step')}`, columns)),
    ...(nextDue === undefined
      ? []
      : flowed(
          `Next deadline: ${nextDue.title}, ${showTime(nextDue.due, at)}${openClocks > 1 ? `, and ${plural(openClocks - 1, 'more clock')}` : ''}`,
          columns,
        )),
    ...(links.length === 0 ? [] : flowed(`Has to do with: ${linksText(each)}`, columns)),
  ];
}
