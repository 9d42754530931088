import { plural } from '../../text/index.ts';
import { instant, millis, shortDuration, showClock, showTime } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { fromText } from './drill.ts';
import type { DrillView } from './model.ts';
import { answerWithin, ratings, ratingWords } from './facilitate.ts';
import type { StaffInject, InjectStanding, ObjectiveRow, PhaseRow, StaffView } from './facilitate.ts';
import type { Guide } from '../model.ts';
import { told } from '../texts/told.ts';
import type { Told } from '../texts/told.ts';

type When = Pick<Guide, 'now' | 'timezone'>;

/** How an exercise stands, in a line or two: its clock, its phase, who is there, what comes next. */
export function exerciseLines({ drill, now, timezone, noDuff }: Guide, here: readonly string[] = []): string[] {
  if (drill === undefined) return [];
  const { staff } = drill;
  const people = staff?.participants.map(({ name }) => {
    const isHere = here.length === 0 || here.includes(name);
    return isHere ? name : `${name} (not here now)`;
  });
  return [
    [
      noDuff ?? clockText(drill, { now, timezone }),
      ...(drill.phase === undefined ? [] : [`phase: ${drill.phase.title}`]),
      ...(staff === undefined ? facilitatorText(drill) : []),
    ].join(' · '),
    ...(staff === undefined ? [] : [staffText(drill, staff, people ?? [], { now, timezone })]),
    ...(staff?.takenOver === undefined
      ? []
      : [`${staff.takenOver} facilitates now: here you look on. To take it back: take-over`]),
  ];
}

function clockText({ clock, speed, staff }: DrillView, { now, timezone }: When): string {
  if (clock === 'ended') return 'The exercise has ended';
  const time = `exercise time ${showClock(now, timezone)}`;
  if (clock === 'stands') return `PAUSED at ${time}`;
  const wall = staff?.wall === undefined ? '' : `, wall ${showClock(staff.wall, timezone)}`;
  return `${time}${wall}, ${speed} ×`;
}

function facilitatorText({ facilitator }: DrillView): string[] {
  if (facilitator === undefined) return [];
  return [
    facilitator.left === undefined
      ? `${facilitator.name} facilitates`
      : `${facilitator.name}, who facilitated, has gone away`,
  ];
}

function staffText({ clock, isOver }: DrillView, staff: StaffView, people: readonly string[], when: When): string {
  if (clock === 'ended') return takeText(people, 'took part');
  const over = isOver ? ['its time is over: end-exercise'] : [];
  return [...over, nextText(staff, when), takeText(people)].join(' · ');
}

function nextText({ injects }: StaffView, { now }: When): string {
  const next = injects.find(({ state, at }) => state === 'coming' && at !== undefined);
  if (next?.at === undefined) return 'nothing comes by itself now';
  const left = Math.max(0, millis(next.at) - millis(now));
  return `next in ${shortDuration(left)}: ${numbered(next)}`;
}

const takeText = (people: readonly string[], word = 'taking part'): string =>
  people.length === 0 ? 'nobody takes part yet' : `${word}: ${people.join(', ')}`;

const numbered = ({ inject, title }: Pick<StaffInject, 'inject' | 'title'>): string =>
  inject.number === undefined ? title : `${inject.number} ${title}`;

/** What has become of an inject, in a word or two; empty where it comes at its time. */
export const standingWords: Readonly<Record<InjectStanding, string>> = {
  coming: '',
  held: 'HELD',
  'by-hand': 'by hand only',
  waits: 'waits',
  expected: 'expected',
  'was-expected': 'expected by now',
  come: 'come',
  skipped: 'skipped',
  'not-needed': 'not needed',
  'did-not-come': 'did not come',
};

/** The times of an inject: `02:18 · wall 20:41`, without its offset; empty where there is none. */
export function injectTimes({ at, wall }: Pick<StaffInject, 'at' | 'wall'>, { timezone }: When): string {
  if (at === undefined) return '';
  const short = (time: Instant): string => showClock(time, timezone).slice(0, 5);
  return wall === undefined ? short(at) : `${short(at)} (${short(wall)})`;
}

/** Of these nobody asks whom they reach. */
const noReceiver: ReadonlySet<InjectStanding> = new Set([
  'expected',
  'was-expected',
  'did-not-come',
  'skipped',
  'not-needed',
]);

/** The marks that stand behind the title of an inject: what it is, what it got, whom it does not reach. */
export function injectMarks(row: StaffInject, guide: When): string[] {
  const { inject, state, told: times, answered, unheld, round } = row;
  const kind = inject.kind === 'contingency' ? 'contingency' : '';
  const again = round === undefined || round < 2 ? '' : `${round}. time`;
  const answer = inject.answer === undefined || times.length === 0 ? '' : gotText(row, guide);
  const nobody = unheld.length === 0 || noReceiver.has(state) ? '' : `nobody is ${unheld.join(', ')}`;
  const word = state === 'come' && answered === undefined && answer !== '' ? '' : standingWords[state];
  return [word, kind, again, answer, nobody].filter((part) => part !== '');
}

function gotText({ inject, told: times, answered }: StaffInject, { now, timezone }: When): string {
  if (answered !== undefined) return `answer: ${answered.option ?? answered.words ?? 'given'} (${answered.by})`;
  const last = times.at(-1);
  const within = answerWithin(inject);
  if (last === undefined || within === undefined) return 'answer awaited';
  const due = millis(last.at) + within;
  const left = due - millis(now);
  return left < 0
    ? `answer OVERDUE by ${shortDuration(-left)}`
    : `answer awaited for ${shortDuration(left)} more, until ${showClock(instant(due, timezone), timezone).slice(0, 5)}`;
}

/** An inject as one line of the list. */
export function staffInjectText(row: StaffInject, guide: When): string {
  const times = injectTimes(row, guide);
  const marks = injectMarks(row, guide);
  return `${times === '' ? '' : `${times}  `}${numbered(row)}${marks.length === 0 ? '' : ` [${marks.join('; ')}]`}`;
}

/** All that the controllers know of an inject: first what is said, and by whom, which they may have to read aloud. */
export function injectStory(row: StaffInject, guide: When): Told[] {
  const { inject, waits, told: times, to, unheld } = row;
  const of = [
    `#${row.id}`,
    inject.kind ?? 'inject',
    ...(inject.objectives === undefined ? [] : [`for ${inject.objectives.join(', ')}`]),
  ];
  const by = fromText(inject);
  return [
    told(numbered(row), 'strong'),
    ...(waits === undefined ? [] : [told(`Waits until: ${waits}`)]),
    told(`${by === '' ? '' : `From ${by}. `}To ${to.length === 0 ? 'everybody' : to.join(', ')}.`),
    told(`"${inject.message}"`),
    ...(inject.attachments === undefined ? [] : [told(`Goes with it: ${inject.attachments.join(', ')}`)]),
    ...(inject.answer === undefined ? [] : answerTold(row, guide)),
    ...(unheld.length === 0 || noReceiver.has(row.state) ? [] : [told(unheldText(row), 'warn')]),
    ...(inject.expect === undefined ? [] : [told(`Expected: ${inject.expect}`, 'good')]),
    ...(inject.notes === undefined ? [] : [told(`For the controller: ${inject.notes}`, 'warn')]),
    ...(inject.tells === undefined
      ? []
      : [
          told(
            `They have to type in: ${Object.entries(inject.tells)
              .map(([id, value]) => `${id}=${String(value)}`)
              .join(', ')}`,
          ),
        ]),
    ...timesTold(row, guide),
    ...(inject.unless === undefined ? [] : [told('Does not come if its "unless" holds by then.', 'faint')]),
    told(of.join(' · '), 'faint'),
    ...times.map(({ at, words }) => ({
      ...told(`${showTime(at, zone(guide))}: ${words}`, 'faint'),
      point: true as const,
    })),
  ];
}

const zone = ({ now, timezone }: When): { readonly now: Instant; readonly timeZone: string } => ({
  now,
  timeZone: timezone,
});

function timesTold({ at, wall, state, round }: StaffInject, guide: When): Told[] {
  const word = standingWords[state];
  if (at === undefined)
    return word === '' ? [] : [told(`It ${word === 'waits' ? 'waits for something' : `is ${word}`}.`)];
  const time = showTime(at, zone(guide));
  const onWall = wall === undefined ? '' : `, on the wall ${showClock(wall, guide.timezone)}`;
  const left = millis(at) - millis(guide.now);
  const again = round === undefined || round < 2 ? '' : `, for the ${round}. time`;
  const ahead = left < 0 || isSettled.has(state) ? '' : `, in ${shortDuration(left)}`;
  const what =
    state === 'held'
      ? 'HELD until it is let go. Its time'
      : word === ''
        ? 'Comes'
        : word.charAt(0).toUpperCase() + word.slice(1);
  return [told(`${what}: ${time}${onWall}${ahead}${again}`)];
}

/** Of these the time is when it came, or when that was settled. */
const isSettled: ReadonlySet<InjectStanding> = new Set(['come', 'skipped', 'not-needed', 'did-not-come']);

function unheldText({ unheld, to, state }: StaffInject): string {
  const who = unheld.join(', ');
  const isAll = unheld.length === to.length;
  if (state === 'come')
    return isAll
      ? `Nobody was ${who} when it came: it stood on every screen.`
      : `Nobody was ${who} when it came: the others had it.`;
  return isAll
    ? `Nobody is ${who} now: as it stands it will be on every screen, for whoever hears it.`
    : `Nobody is ${who} now: as it stands only the others will have it.`;
}

function answerTold(row: StaffInject, guide: When): Told[] {
  const { answer } = row.inject;
  const of = answer?.of === undefined ? '' : ` (${answer.of.join(', ')})`;
  return [
    told(`Asks: ${answer?.ask ?? 'What do you say?'}${of}`),
    ...(row.told.length === 0 ? [] : [told(gotText(row, guide), row.answered === undefined ? 'warn' : 'good')]),
  ];
}

/** An objective in a line, with how it was rated last. */
export function objectiveText({ id, statement, rated }: ObjectiveRow): string {
  const worst = rated.map(({ rating }) => rating).toSorted((a, b) => ratings.indexOf(b) - ratings.indexOf(a))[0];
  return `${worst ?? '·'}  ${id}: ${statement}${rated.length === 0 ? '' : ` [${plural(rated.length, 'rating')}]`}`;
}

/** What evaluators listen for, and what they gave. */
export function objectiveStory(
  { id, statement, capability, listenFor, discuss, rated }: ObjectiveRow,
  guide: When,
): Told[] {
  return [
    told(statement, 'strong'),
    told(`${id} · ${capability}`, 'faint'),
    ...(listenFor.length === 0 ? [] : [told('Listen for:')]),
    ...listenFor.map((text) => ({ ...told(text), point: true as const })),
    ...(discuss.length === 0 ? [] : [told('To talk about afterwards:')]),
    ...discuss.map((text) => ({ ...told(text), point: true as const })),
    told(rated.length === 0 ? 'Nobody has rated it yet.' : 'Rated:'),
    ...rated.map(({ rating, by, at, words }) => ({
      ...told(
        `${rating}, ${ratingWords[rating]} (${by}, ${showTime(at, zone(guide))})${words === undefined ? '' : `: ${words}`}`,
        rating === 'P' ? 'good' : rating === 'U' ? 'bad' : 'warn',
      ),
      point: true as const,
    })),
  ];
}

/** A phase in a line. */
export function phaseText({ title, at, state }: PhaseRow, { timezone }: When): string {
  return `${showClock(at, timezone).slice(0, 5)}  ${title}${state === 'now' ? ' [now]' : state === 'over' ? ' [over]' : ''}`;
}
