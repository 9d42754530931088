import { awarenessWanted, own } from '../../incident/index.ts';
import { durationMs } from '../../time/index.ts';
import { type ClockMargin, marginOf } from '../metrics/metrics.ts';
import { isOver, type Outage } from '../../analysis/index.ts';
import { lateReason } from '../late-reason.ts';
import type { Round } from '../rounds.ts';
import { setAsideText, whyNotOwed } from '../why-not-owed.ts';
import { type Bar, evenly } from './bar.ts';
import { type Block, heading, joined, type Line, points, table } from './document.ts';
import type { Source } from './source.ts';

/**
 * Every outage of every service against the time in which it is to be back (RTO) and may be away at most (MTPD); then what may be
 * down, of which nobody has said more.
 */
export function services(source: Source): readonly Block[] {
  return [...outagesOf(source), ...points(suspects(source))];
}

function suspects({ view, ofType, entry, say }: Source): readonly Line[] {
  return view.services
    .filter(({ state }) => state === 'suspect')
    .map(({ id, title }) =>
      joined([
        say('services.suspect', { service: title }),
        entry(ofType('service.suspect').findLast(({ data }) => data.service === id)?.id),
      ]),
    );
}

function outagesOf({ incident, outages, time, entry, say, length, lengthAsWritten }: Source): readonly Block[] {
  const rows = outages.map((one) => {
    const { service, lost, lostBy, restored, restoredBy } = one;
    const bounds = boundsOf(one, incident);
    const against = (name: string): Line => {
      const bound = bounds.find((each) => each.name === name);
      if (bound === undefined) return '';
      const missed = { strong: say(name === 'RTO' ? 'services.missed' : 'services.passed') };
      const kept = say(restored === undefined ? 'services.not-passed' : 'services.kept');
      return joined([lengthAsWritten(bound.written), isOver(one.length, bound.written) ? missed : kept]);
    };
    return [
      own(incident.services, service)?.service.title ?? service,
      joined([time(lost), entry(lostBy.id)]),
      restored === undefined ? say('not-yet') : joined([time(restored), entry(restoredBy?.id)]),
      barOf(one, bounds),
      restored === undefined ? say('steps.so-far', { length: length(one.length) }) : length(one.length),
      against('RTO'),
      against('MTPD'),
    ];
  });
  if (rows.length === 0) return [];
  const head = [
    say('services.service'),
    say('services.lost'),
    say('services.restored'),
    say('services.against'),
    say('services.outage'),
    'RTO',
    'MTPD',
  ];
  return table(head, rows, { drawn: 3, legend: say('services.about') });
}

interface Bound {
  readonly name: string;
  readonly written: string;
  readonly length: number;
}

function boundsOf({ service }: Outage, { services: known }: Source['incident']): readonly Bound[] {
  const { rto, mtpd } = known[service]?.service ?? {};
  return [
    { name: 'RTO', written: rto },
    { name: 'MTPD', written: mtpd },
  ].flatMap(({ name, written }) =>
    written === undefined ? [] : [{ name, written, length: durationMs(written) ?? 0 }],
  );
}

/** Drawn to its own RTO, or as long as it was: an MTPD of days would leave nothing to be seen of the hours. */
function barOf({ length }: Outage, bounds: readonly Bound[]): Line {
  const rto = bounds.find(({ name }) => name === 'RTO')?.length;
  const mtpd = bounds.find(({ name }) => name === 'MTPD')?.length;
  const longest = Math.max(1, length, rto ?? mtpd ?? 0);
  const within = Math.min(length, rto ?? length);
  const bars: readonly Bar[] = [
    ...(rto === undefined ? [] : [{ from: 0, to: rto, kind: 'expected' } as const]),
    { from: 0, to: within, kind: 'took' },
    ...(within < length ? [{ from: within, to: length, kind: 'over' } as const] : []),
    ...(mtpd === undefined || mtpd > longest ? [] : [{ from: mtpd, to: mtpd, kind: 'limit' } as const]),
  ];
  return { bars, scale: evenly(longest) };
}

/**
 * The register of deadlines and notifications: each that was owed, when it was due and sent, its reference, with what to spare or
 * why it was late; and each decided not to send.
 */
export function clocks(source: Source): readonly Block[] {
  const { incident, view, say } = source;
  const rounds = source.rounds.flatMap((round) => {
    const margin = marginOf(incident, round);
    return margin === undefined ? [] : [{ round, margin }];
  });
  const rows = rounds.map(({ round, margin }) => dutyRow(margin, round, source));
  // One that was missed before anybody knew whether it applies stands in both: nobody can say that it was owed.
  const isUnsettled = (id: string): boolean => own(incident.clocks, id)?.provisional === true;
  const others = view.clocks.filter(
    ({ id, state }) =>
      state === 'set-aside' ||
      state === 'not-started' ||
      state === 'provisional' ||
      (state === 'missed' && isUnsettled(id)),
  );
  const head = [
    say('clocks.duty'),
    say('to'),
    say('due'),
    say('clocks.sent'),
    say('clocks.reference'),
    say('clocks.margin'),
    say('clocks.why-late'),
    say('basis'),
  ];
  return [
    ...table(head, [...rows, ...withoutDeadline(new Set(rounds.map(({ round }) => round.clock)), source)]),
    ...(others.length === 0 ? [] : [heading(say('clocks.not-sent'))]),
    ...points(others.map((clock) => [`${clock.title}: `, notOwed(clock, source)])),
  ];
}

function dutyRow(one: ClockMargin, ends: Round, source: Source): readonly Line[] {
  const { incident, time, entry, say, length } = source;
  const { title, round, due, margin } = one;
  const clock = own(incident.clocks, one.clock)?.clock;
  return [
    round > 1 ? say('clocks.round', { title, round }) : title,
    clock?.to ?? '',
    time(due),
    one.met === null
      ? joined([one.missed ? { strong: say('clocks.missed') } : say('clocks.open'), entry(ends.missed?.id)])
      : joined([time(one.met), entry(ends.met?.id)]),
    ends.met?.data.reference ?? '',
    one['jumped-over'] === true
      ? say('clocks.jumped-over')
      : margin === null
        ? ''
        : margin < 0
          ? { strong: say('clocks.late', { length: length(-margin) }) }
          : say('clocks.spare', { length: length(margin) }),
    one.missed ? whyLate(ends, clock?.basis, source) : '',
    clock?.basis ?? '',
  ];
}

function whyLate(ends: Round, basis: string | undefined, { incident, say, entry }: Source): Line {
  const reason = lateReason(incident, ends, basis);
  if (reason === undefined) return { strong: say('clocks.why-missing') };
  const { words, ofAll } = reason;
  return joined([ofAll === true ? say('clocks.why-of-all', { words }) : words, entry(reason.entry)]);
}

/** Duties of which no law names a moment ("without undue delay"): when they were met, or that they are open. */
function withoutDeadline(
  known: ReadonlySet<string>,
  { view, incident, time, entry, say }: Source,
): readonly (readonly Line[])[] {
  return view.clocks
    .filter(({ id, state }) => !known.has(id) && (state === 'running' || state === 'met' || state === 'missed'))
    .map(({ id, title, to, basis, reference }) => {
      const { metAt: at, settled } = own(incident.clocks, id) ?? {};
      return [
        title,
        to ?? '',
        say(
          own(incident.clocks, id)?.clock.within === 'without-undue-delay'
            ? 'clocks.undue-delay'
            : 'clocks.no-deadline',
        ),
        at === undefined ? say('clocks.open') : joined([time(at), entry(settled?.entry)]),
        reference ?? '',
        '',
        '',
        basis ?? '',
      ];
    });
}

function notOwed(clock: Source['view']['clocks'][number], { incident, entry, say }: Source): Line {
  const state = own(incident.clocks, clock.id);
  if (state !== undefined && awarenessWanted(incident, state, incident.lastAt) !== undefined)
    return { strong: say('clocks.unaware') };
  const why = whyNotOwed(incident, clock) ?? 'provisional';
  const said = why === 'set-aside' ? setAsideText(clock.settled, say) : say(`clocks.${why}`);
  return joined([said, entry(state?.settled?.entry)]);
}
