import { durationMs, shortDuration } from '../../time/index.ts';
import { clockMargins } from '../metrics/metrics.ts';
import { isOver, outages, type Outage } from '../metrics/outages.ts';
import { bar, type Bar, evenly } from './bar.ts';
import { markup, type Markup, nothing } from './markup.ts';
import type { Page } from './page.ts';
import { mark, points, together, table } from './parts.ts';

/** Every outage of every service against the time in which it is to be back (RTO) and may be away at most (MTPD). */
export function services({ incident, kept, time, entry }: Page): Markup {
  const all = outages(incident, kept);
  const lostBy = new Map(kept.filter(({ type }) => type === 'service.lost').map((each) => [lossKey(each), each.id]));
  const rows = all.map((one) => [
    incident.services[one.service]?.service.title ?? one.service,
    markup`${time(one.lost)} ${entry(lostBy.get(`${one.service} ${one.lost}`))}`,
    one.restored === undefined ? 'not yet' : time(one.restored),
    barOf(one, boundsOf(one, incident)),
    shortDuration(one.length),
    ...['RTO', 'MTPD'].map((name) => {
      const bound = boundsOf(one, incident).find((each) => each.name === name);
      if (bound === undefined) return '';
      const isKept = !isOver(one.length, bound.written);
      return markup`${bound.written} ${isKept ? 'kept' : mark(name === 'RTO' ? 'missed' : 'passed')}`;
    }),
  ]);
  if (rows.length === 0) return nothing;
  return together(
    markup`<p>The bar is the outage, the box around it the RTO, a line the MTPD where it was come to.</p>`,
    table(['Service', 'Lost', 'Restored', 'Against its RTO', 'Outage', 'RTO', 'MTPD'], rows),
  );
}

function lossKey(entry: Page['kept'][number]): string {
  return entry.type === 'service.lost' ? `${entry.data.service} ${entry.at}` : '';
}

interface Bound {
  readonly name: string;
  readonly written: string;
  readonly length: number;
}

function boundsOf({ service }: Outage, { services: known }: Page['incident']): readonly Bound[] {
  const { rto, mtpd } = known[service]?.service ?? {};
  return [
    { name: 'RTO', written: rto },
    { name: 'MTPD', written: mtpd },
  ].flatMap(({ name, written }) =>
    written === undefined ? [] : [{ name, written, length: durationMs(written) ?? 0 }],
  );
}

/** Drawn to its own RTO, or as long as it was: an MTPD of days would leave nothing to be seen of the hours. */
function barOf({ length }: Outage, bounds: readonly Bound[]): Markup {
  const rto = bounds.find(({ name }) => name === 'RTO')?.length;
  const mtpd = bounds.find(({ name }) => name === 'MTPD')?.length;
  const longest = Math.max(1, length, rto ?? mtpd ?? 0);
  const within = Math.min(length, rto ?? length);
  const parts: readonly Bar[] = [
    ...(rto === undefined ? [] : [{ from: 0, to: rto, kind: 'expected' } as const]),
    { from: 0, to: within, kind: 'took' },
    ...(within < length ? [{ from: within, to: length, kind: 'over' } as const] : []),
    ...(mtpd === undefined || mtpd > longest ? [] : [{ from: mtpd, to: mtpd, kind: 'limit' } as const]),
  ];
  return bar(parts, evenly(longest));
}

/** The register of deadlines and notifications: each that was owed, whether it was met, with what to spare; and each decided not to send. */
export function clocks(page: Page): Markup {
  const { incident, kept, time, entry, view } = page;
  const counted = kept.filter(({ id }) => !Object.hasOwn(incident.undone, id));
  const metBy = new Map(
    counted.flatMap((each) =>
      each.type === 'clock.met' ? [[`${each.data.clock}#${each.data.round}`, each] as const] : [],
    ),
  );
  const rows = clockMargins(incident, counted).map((one) => {
    const met = metBy.get(`${one.clock}#${one.round}`);
    const clock = incident.clocks[one.clock]?.clock;
    return [
      `${one.title}${one.round > 1 ? `, no. ${one.round}` : ''}`,
      clock?.to ?? '',
      time(one.due),
      one.met === null ? mark(one.missed ? 'missed' : 'open') : markup`${time(one.met)} ${entry(met?.id)}`,
      met?.data.reference ?? '',
      one.margin === null
        ? ''
        : one.margin < 0
          ? mark(`${shortDuration(-one.margin)} late`)
          : `${shortDuration(one.margin)} to spare`,
      clock?.basis ?? '',
    ];
  });
  const others = view.clocks.filter(
    ({ state }) => state === 'set-aside' || state === 'not-started' || state === 'provisional',
  );
  return together(
    table(['Duty', 'To', 'Due', 'Met', 'Reference', 'Margin', 'Basis'], rows),
    others.length === 0 ? nothing : markup`<h3>Not sent, or not owed</h3>`,
    points(others.map((clock) => markup`${clock.title}: ${notOwed(clock, page)}`)),
  );
}

function notOwed({ id, state, settled }: Page['view']['clocks'][number], { incident, entry }: Page): Markup {
  if (state === 'not-started') return markup`its time never began.`;
  if (state === 'provisional') return markup`whether it applies was not settled.`;
  if (settled?.itself === true) return markup`it does not apply by its own condition.`;
  const by = settled === undefined ? '' : ` by ${settled.by}`;
  const why = settled?.why === undefined ? '' : `: ${settled.why}`;
  return markup`set aside${by}${why} ${entry(incident.clocks[id]?.settled?.entry)}`;
}
