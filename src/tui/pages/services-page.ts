import { backBy, serviceText } from '../../guide/index.ts';
import type { BackBy, Guide, ServiceRow } from '../../guide/index.ts';
import { shortDuration, showTime } from '../../time/index.ts';
import { bar } from '../rows/bar.ts';
import { flowed } from '../rows/detail-rows.ts';
import { blank, piece } from '../rows/rows.ts';
import type { Row, Tone } from '../rows/rows.ts';
import type { World } from '../state.ts';
import type { Item, Page, PageKey } from './page.ts';
import { wordsKey } from './words-key.ts';

const tones: Readonly<Record<ServiceRow['state'], Tone>> = { lost: 'bad', suspect: 'warn', up: 'plain' };

/** Every service: whether it is there, until when it must be back, what falls with it, what people do meanwhile. */
export const servicesPage: Page = {
  title: ({ guide }) => {
    const count = (state: ServiceRow['state']): number =>
      guide.services.filter((service) => service.state === state).length;
    return `Services (${guide.services.length}: ${count('lost')} lost, ${count('suspect')} suspect)`;
  },
  none: 'No followed runbook names a service.',
  items: ({ guide }) =>
    guide.services.map((service) => ({
      id: service.id,
      text: `${serviceText(service, guide)} ${service.id}`,
      row: itemRow(service, guide),
    })),
  detail: (item, world, columns) => {
    const service = serviceAt(item, world);
    return service === undefined ? [] : detailRows(service, world.guide, columns);
  },
  keys: [
    stateKey('lost', 'l', 'lost', 'It is down; its time starts', 'lost'),
    stateKey('suspect', 's', 'suspect', 'It may be down', 'suspect'),
    stateKey('restored', 'r', 'restored', 'It is back', 'up'),
  ],
};

/** A key that says a service to be in that state; where it is in it already, that is said. */
function stateKey(word: string, key: string, label: string, help: string, state: ServiceRow['state']): PageKey {
  return wordsKey(word, {
    keys: [key],
    shown: key,
    label,
    help,
    off: (item, world) => {
      const service = item && serviceAt(item, world);
      if (service === undefined) return servicesPage.none;
      return service.state === state ? `${service.title} is ${state} already.` : undefined;
    },
  });
}

function serviceAt({ id }: Item, { guide }: World): ServiceRow | undefined {
  return guide.services.find((service) => service.id === id);
}

function itemRow(service: ServiceRow, guide: Guide): Row {
  const [first] = backBy(service, guide.now);
  const left = first === undefined ? '' : `, ${leftText(first)}`;
  return [bar(first?.share), piece(' '), piece(`${service.title}: ${service.state}${left}`, tones[service.state])];
}

function leftText({ name, left }: BackBy): string {
  return left < 0 ? `${name} OVER by ${shortDuration(-left)}` : `${name} ${shortDuration(left)} left`;
}

function detailRows(service: ServiceRow, guide: Guide, columns: number): Row[] {
  const at = { now: guide.now, timeZone: guide.timezone };
  const titles = (ids: readonly string[]): string =>
    ids.map((id) => guide.services.find((each) => each.id === id)?.title ?? id).join(', ');
  const since = service.lostAt === undefined ? '' : ` since ${showTime(service.lostAt, at)}`;
  return [
    ...flowed(`${service.title} (${service.id})`, columns, 'strong'),
    ...flowed(`${service.state}${since}`, columns, tones[service.state]),
    ...(service.because === undefined || service.because.length === 0
      ? []
      : flowed(`Suspect, for it needs what is lost: ${titles(service.because)}`, columns, 'warn')),
    ...backBy(service, guide.now).map((by): Row => [
      bar(by.share),
      piece(` ${leftText(by)}, ${showTime(by.due, at)}`, by.left < 0 ? 'bad' : 'plain'),
    ]),
    ...(service.state === 'lost' ? [] : limitRows(service, columns)),
    blank,
    ...(service.fallback === undefined ? [] : flowed(`Meanwhile: ${service.fallback}`, columns)),
    ...(service.needs.length === 0 ? [] : flowed(`It needs: ${titles(service.needs)}`, columns)),
    ...(service.neededBy.length === 0 ? [] : flowed(`Needed by: ${titles(service.neededBy)}`, columns)),
  ];
}

/** Of what is not lost: how long it may be away, should it be. */
function limitRows({ rto, mtpd }: ServiceRow, columns: number): Row[] {
  const limits = [
    ...(rto === undefined ? [] : [`back within ${rto} (RTO)`]),
    ...(mtpd === undefined ? [] : [`away ${mtpd} at most (MTPD)`]),
  ];
  return limits.length === 0 ? [] : flowed(`If it is lost: ${limits.join(', ')}`, columns, 'faint');
}
