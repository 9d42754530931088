import { own } from '../../incident/index.ts';
import type { Entry } from '../../entry/index.ts';
import { type Block, heading, joined, type Line, paragraph, table } from './document.ts';
import { refTo, type Source } from './source.ts';

/** Who held which role, who wrote how much and for how long, who was rung, what was handed over. */
export function people(source: Source): readonly Block[] {
  return [...roles(source), ...hours(source), ...calls(source), ...handovers(source)];
}

function roles({ incident, kept, say, time, entry }: Source): readonly Block[] {
  const rows = Object.values(incident.roles).flatMap(({ id, role, holder, acknowledgedAt }) => {
    if (holder === undefined) return [];
    const taken = kept.findLast(
      (each) =>
        (each.type === 'role.acknowledged' || each.type === 'role.assigned') &&
        each.data.role === id &&
        each.data.person === holder,
    );
    const acknowledged =
      acknowledgedAt === undefined ? say('people.not-acknowledged') : time(taken?.at ?? acknowledgedAt);
    return [[role.title, holder, joined([acknowledged, entry(taken?.id)])]];
  });
  return table([say('role'), say('people.held'), say('people.acknowledged')], rows, { name: say('people.roles') });
}

function hours({ writers, say, time, length }: Source): readonly Block[] {
  const rows = [...writers]
    .filter(([, { entries }]) => entries > 0)
    .map(([name, { entries, first, last, onIt }]) => [
      name,
      say('count.entries', { n: entries }),
      joined([time(first.at), refTo(first.seq)]),
      joined([time(last.at), refTo(last.seq)]),
      length(onIt),
    ]);
  return table(
    [say('who'), say('people.entries'), say('people.first'), say('people.last'), say('people.hours')],
    rows,
    { name: say('people.wrote'), legend: say('people.hours.about') },
  );
}

/** Each attempt with what came of it: never a number, which is nobody's business here. */
function calls({ incident, say, name, time, entry }: Source): readonly Block[] {
  const made = incident.calls.filter(({ entry: id }) => !Object.hasOwn(incident.undone, id));
  const rows = made.map(({ entry: id, at, by, role, contact, result }) => [
    joined([entry(id), time(at)]),
    by,
    role === undefined ? (contact ?? '') : (own(incident.roles, role)?.role.title ?? role),
    name('call.', result),
  ]);
  return [
    heading(say('people.calls')),
    ...(rows.length === 0
      ? [paragraph(say('people.calls.none'))]
      : table([say('when'), say('by-whom'), say('people.rang'), say('people.came')], rows)),
  ];
}

function handovers({ standing, incident, say, time, entry }: Source): readonly Block[] {
  const all = standing.filter(
    (each): each is Handover => each.type === 'handover.given' || each.type === 'handover.accepted',
  );
  const rows = all.flatMap((given, place) => {
    if (given.type !== 'handover.given') return [];
    const accepted = acceptedLater(all.slice(place + 1), given);
    const titles = given.data.roles?.map((role) => own(incident.roles, role)?.role.title ?? role).join(', ');
    return [
      [
        joined([entry(given.id), time(given.at)]),
        given.by.name,
        given.data.to ?? say('people.to-anyone'),
        titles ?? say('people.all-roles'),
        accepted === undefined
          ? { strong: say('people.not-accepted') }
          : joined([say('by-at', { who: accepted.by.name, when: time(accepted.at) }), entry(accepted.id)]),
      ] satisfies readonly Line[],
    ];
  });
  return [
    heading(say('people.handovers')),
    ...(rows.length === 0
      ? [paragraph(say('people.handovers.none'))]
      : table(
          [say('people.given'), say('people.from'), say('to'), say('people.what-roles'), say('people.accepted')],
          rows,
        )),
  ];
}

type Handover = Entry<'handover.given'> | Entry<'handover.accepted'>;

/** Who took it: the first who accepted what that person gave, before they gave anything else. */
function acceptedLater(
  later: readonly Handover[],
  { by }: Entry<'handover.given'>,
): Entry<'handover.accepted'> | undefined {
  const next = later.find((each) =>
    each.type === 'handover.given' ? each.by.name === by.name : (each.data.from ?? by.name) === by.name,
  );
  return next?.type === 'handover.accepted' ? next : undefined;
}
