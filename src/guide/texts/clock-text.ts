import { shortDuration, showTime } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { isOpenClock } from '../open-clock.ts';
import type { ClockRow, Guide } from '../model.ts';
import { told } from './told.ts';
import type { Told } from './told.ts';

type When = Pick<Guide, 'now' | 'timezone'>;
/** What has a title besides its id. */
type Named = Pick<Guide, 'topics' | 'steps' | 'facts' | 'clocks' | 'services'>;

/** Time left in two or three words, for the column before the title: `3h 12m left`, `OVERDUE 2h`, `no delay`. */
export function leftText({ state, left, due }: ClockRow): string {
  if (state === 'missed' && left === undefined) return 'OVERDUE';
  if (left === undefined || due === undefined) return 'no delay';
  return left < 0 || state === 'missed'
    ? `OVERDUE ${shortDuration(Math.max(0, -left))}`
    : `${shortDuration(left)} left`;
}

/** Nobody knows yet whether it applies; one whose time went by meanwhile may still not. */
export function mayApply({ state, dependsOn }: Pick<ClockRow, 'state' | 'dependsOn'>): boolean {
  return state === 'provisional' || (state === 'missed' && dependsOn.length > 0);
}

/** What is to be said behind the title in a list: why it does not run, or what became of it. */
export function clockNote(clock: ClockRow, guide: When): string {
  switch (clock.state) {
    case 'provisional':
      return 'may apply';
    case 'not-started':
      return `counts from: ${clock.from}`;
    case 'met':
      return [
        `met${clock.late ? ' late' : ''}${clock.settled === undefined ? '' : ` ${time(clock.settled.at, guide)}`}`,
        ...(clock.reference === undefined ? [] : [`reference ${clock.reference}`]),
        ...(clock.follows === undefined ? [] : [`to follow: ${clock.follows}`]),
      ].join(', ');
    case 'set-aside':
      return clock.settled?.itself === true ? 'does not apply' : 'set aside';
    case 'running':
    case 'missed':
      return clock.progress === undefined ? (mayApply(clock) ? 'may apply' : '') : `then: ${clock.progress.then}`;
  }
}

/** All that is to be said of a duty, the most pressing first. */
export function clockStory(clock: ClockRow, guide: When & Named): Told[] {
  return [
    told(clock.title, 'strong'),
    ...(clock.to === undefined ? [] : [told(`To: ${clock.to}`)]),
    ...standing(clock, guide),
    ...provisional(clock),
    ...(clock.progress === undefined
      ? []
      : [
          told(
            `What is sent now is a progress report. Then: ${clock.progress.then}, counted from: ${clock.progress.from}`,
          ),
        ]),
    ...(clock.mustContain.length === 0
      ? []
      : [told('Must contain:', 'strong'), ...clock.mustContain.map((text): Told => ({ text, point: true }))]),
    told(counted(clock, guide)),
    ...(clock.asked === undefined ? [] : [told(`Asked for ${time(clock.asked, guide)}`)]),
    ...(clock.earlier === undefined ? [] : [told(`Last met ${time(clock.earlier, guide)}`)]),
    ...(clock.target === undefined ? [] : [told(targets[clock.target])]),
    ...(clock.basis === undefined ? [] : [told(clock.basis, 'faint')]),
    ...(clock.readOn === undefined ? [] : [told(`Read on ${clock.readOn}; not legal advice.`, 'faint')]),
  ];
}

const targets = { law: 'A duty of law.', contract: 'A duty of a contract.', ours: 'Our own promise.' } as const;

function standing(clock: ClockRow, guide: When): Told[] {
  const { due, settled } = clock;
  if (isOpenClock(clock)) {
    const until = due === undefined ? 'without undue delay, no number of hours' : `due ${time(due, guide)}`;
    const pressing = clock.late ? 'bad' : clock.left !== undefined && clock.left < 3_600_000 ? 'warn' : undefined;
    return [
      told(`${due === undefined ? '' : `${leftText(clock)}, `}${until}`, pressing),
      ...(clock.late
        ? [told('It can still be met: late is better than never, and the reason is asked for.', 'bad')]
        : []),
    ];
  }
  if (clock.state === 'not-started') return [told('Not started.', 'faint')];
  const when = settled === undefined ? '' : ` ${time(settled.at, guide)}`;
  const by = settled === undefined || settled.itself ? '' : ` by ${settled.by}`;
  const why = settled?.why === undefined ? [] : [told(`Why: ${settled.why}`)];
  if (clock.state === 'set-aside') {
    if (settled?.itself === true) return [told(`Does not apply by its own condition, since${when}`), ...why];
    return [told(`Set aside${when}${by}`), ...(why.length > 0 ? why : [told('The reason is owed.', 'warn')])];
  }
  return [
    told(`Met${clock.late ? ' LATE' : ''}${when}${by}`, clock.late ? 'bad' : 'good'),
    told(clock.reference === undefined ? 'No reference was given.' : `Reference: ${clock.reference}`),
    ...why,
    ...(clock.follows === undefined ? [] : [told(`Still to follow: ${clock.follows}`, 'warn')]),
  ];
}

function provisional({ dependsOn, state }: ClockRow): Told[] {
  if (state !== 'provisional' && dependsOn.length === 0) return [];
  if (dependsOn.length === 0) return [told('It may apply: that is not known yet.', 'warn')];
  return [
    told('It may apply. That depends on:', 'warn'),
    ...dependsOn.map(({ ask, fact }): Told => ({ text: `${ask} (${fact})`, mood: 'warn', point: true })),
  ];
}

/** `Counts from: aware of significant-incident (A significant incident); started 03:12`. */
function counted({ from, started }: ClockRow, guide: When & Named): string {
  const title = titleIn(from, guide);
  const since = started === undefined ? '' : `; started ${time(started, guide)}`;
  return `Counts from: ${from}${title === undefined ? '' : ` (${title})`}${since}`;
}

/** What people call that which a clock counts from: `step say-breach done` says it by an id that stands on no screen. */
function titleIn(from: string, { topics, steps, facts, clocks, services }: Named): string | undefined {
  const [, kind, id] = /^(aware of|step|fact|clock|service) (\S+)/.exec(from) ?? [];
  switch (kind) {
    case 'aware of':
      return topics.find((topic) => topic.id === id)?.title;
    case 'step':
      return steps.find((step) => step.name === id)?.title;
    case 'fact':
      return facts.find((fact) => fact.id === id)?.ask;
    case 'clock':
      return clocks.find((clock) => clock.id === id)?.title;
    case 'service':
      return services.find((service) => service.id === id)?.title;
    default:
      return undefined;
  }
}

/** A topic, and what begins with knowing of it: `A significant incident (known since 03:12) → NIS2 early warning`. */
export function topicText({ title, since, starts }: Guide['topics'][number], guide: When): string {
  const known = since === undefined ? '' : ` (known since ${time(since, guide)})`;
  return `${title}${known} → ${starts.length === 0 ? 'no clock' : starts.join(', ')}`;
}

const time = (at: Instant, { now, timezone }: When): string => showTime(at, { now, timeZone: timezone });
