import type { DrillState, Incident, Told, Viewer } from '../../incident/index.ts';
import { phaseNow, reaches, rolesOf } from '../../incident/index.ts';
import { type Inject, playedMs, type Scenario } from '../../runbook/index.ts';
import { durationMs, instant, millis, shortDuration, showTime } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { DrillView, InjectRow } from './model.ts';
import { overText } from './exercise-news.ts';
import { staffView } from './facilitate.ts';
import type { Question } from '../model.ts';

/** The drill as somebody sees it; whoever facilitates it sees all of it. Undefined where no scenario is played. */
export function drillView(incident: Incident, viewer: Viewer, now: Instant): DrillView | undefined {
  const { drill, exercise } = incident;
  if (drill === undefined) return undefined;
  const roles = rolesOf(incident, viewer.name);
  const isFor = (told: Told): boolean => viewer.facilitates === true || reaches(told, roles);
  const told = drill.scenario.injects.flatMap((inject) =>
    deliveredOf(drill, inject)
      .filter(isFor)
      .map((delivered, index, all) => rowOf(incident, drill, inject, delivered, index === all.length - 1)),
  );
  const improvised = drill.improvised.filter(isFor).map(({ entry, at, to, unheld, words }): InjectRow => ({
    entry,
    at,
    from: '',
    to: titles(incident, to),
    isForWhoeverHears: isUnheld({ to, unheld }),
    words,
    attachments: [],
    untyped: [],
  }));
  const phase = phaseNow(incident, now);
  const end = millis(drill.begun) + (durationMs(drill.scenario.lasts) ?? Infinity);
  return {
    title: drill.scenario.title,
    clock: exercise?.ended !== undefined ? 'ended' : exercise?.paused === true ? 'stands' : 'runs',
    speed: exercise?.speed ?? 1,
    ...(drill.facilitator !== undefined && { facilitator: drill.facilitator }),
    ...(viewer.facilitates === true && { staff: staffView(incident, drill, viewer, now) }),
    ...(phase && { phase: { title: phase.title, ...(phase.text !== undefined && { text: phase.text }) } }),
    injects: [...told, ...improvised].toSorted((a, b) => millis(b.at) - millis(a.at)),
    isOver: incident.exercise?.ended !== undefined || millis(now) >= end,
    byHand: drill.scenario.injects.flatMap((inject) =>
      inject['by-hand'] === true && deliveredOf(drill, inject).length === 0 ? [inject.id] : [],
    ),
  };
}

const deliveredOf = ({ injects }: DrillState, { id }: Inject) =>
  Object.hasOwn(injects, id) ? (injects[id]?.delivered ?? []) : [];

const titles = ({ roles }: Incident, to: readonly string[] = []): string[] =>
  to.map((role) => (Object.hasOwn(roles, role) ? (roles[role]?.role.title ?? role) : role));

function rowOf(
  incident: Incident,
  drill: DrillState,
  inject: Inject,
  { at, entry, to, unheld, words }: Told,
  isLast: boolean,
): InjectRow {
  const { id, answer, attachments = [], tells = {} } = inject;
  const answered = Object.hasOwn(drill.injects, id) ? drill.injects[id]?.answered : undefined;
  const within = durationMs(answer?.within ?? '');
  return {
    entry,
    id,
    at,
    from: fromText(inject),
    to: titles(incident, to),
    isForWhoeverHears: isUnheld({ to, unheld }),
    words,
    attachments,
    ...(answer !== undefined &&
      isLast && {
        asks: {
          text: answer.ask ?? 'An answer is awaited.',
          of: answer.of ?? [],
          ...(within !== undefined && { due: instant(millis(at) + within, incident.timezone) }),
          ...(answered !== undefined && {
            answered: { by: answered.by, text: answered.option ?? answered.words ?? '' },
          }),
        },
      }),
    untyped: Object.keys(tells).flatMap((fact) => {
      const state = Object.hasOwn(incident.facts, fact) ? incident.facts[fact] : undefined;
      const isTyped = state?.answer !== undefined && millis(state.answer.at) >= millis(at);
      return state === undefined || isTyped || !isLast ? [] : [{ fact, ask: state.fact.ask }];
    }),
  };
}

const isUnheld = ({
  to = [],
  unheld = [],
}: {
  readonly to?: readonly string[] | undefined;
  readonly unheld?: readonly string[] | undefined;
}): boolean => to.length > 0 && to.every((role) => unheld.includes(role));

/** `Night guard, by phone`. */
export function fromText({ from, by }: Pick<Inject, 'from' | 'by'>): string {
  const means = by === undefined ? undefined : by === 'in-person' ? 'in person' : `by ${by.replace('-', ' ')}`;
  return [from, means].filter((part) => part !== undefined).join(', ');
}

/** What an exercise asks of whoever looks: to end it once its time is over, and what its injects ask, each with the words that answer it. */
export function exerciseQuestions(view: DrillView | undefined): Question[] {
  if (view === undefined) return [];
  const over = overText(view);
  return [
    ...(over === undefined
      ? []
      : [{ kind: 'exercise', text: over, command: 'end-exercise', ref: 'end' } satisfies Question]),
    ...injectQuestions(view),
  ];
}

function injectQuestions(view: DrillView): Question[] {
  if (view.isOver || view.staff !== undefined) return [];
  return view.injects.flatMap(({ id, asks, from, entry }): Question[] =>
    id === undefined || asks === undefined || asks.answered !== undefined
      ? []
      : [
          {
            kind: 'inject',
            text: `${from === '' ? 'They ask' : `${from} asks`}: ${asks.text}${asks.of.length === 0 ? '' : ` (${asks.of.join(' / ')})`}`,
            command: `answer ${id} WORDS`,
            ref: entry,
          },
        ],
  );
}

/** An inject in lines: when and from whom, its words, what it asks and what has still to be typed in. */
export function injectText(
  row: InjectRow,
  { now, timezone }: { readonly now: Instant; readonly timezone: string },
): string[] {
  const zone = { now, timeZone: timezone };
  const { at, from, to, isForWhoeverHears, words, attachments, asks, untyped } = row;
  const nobody = isForWhoeverHears ? ' (nobody held that when it came: it is for whoever hears it)' : '';
  const whom = to.length === 0 ? '' : `, to ${to.join(', ')}${nobody}`;
  const due = asks?.due === undefined ? '' : `, until ${showTime(asks.due, zone)}`;
  return [
    `${showTime(at, zone)}  ${from === '' ? 'Told' : from}${whom}`,
    ...words.split('\n'),
    ...attachments.map((file) => `Goes with it: ${file}`),
    ...(asks === undefined
      ? []
      : asks.answered === undefined
        ? [`Asks: ${asks.text}${asks.of.length === 0 ? '' : ` (${asks.of.join(' / ')})`}${due}`]
        : [`Answered by ${asks.answered.by}: ${asks.answered.text}`]),
    ...untyped.map(({ fact, ask }) => `Nobody has typed in yet: ${ask} (fact ${fact}=)`),
  ];
}

/** How long it is played, and how much of the night its clock then shows where it jumps. */
export function exerciseTime(scenario: Pick<Scenario, 'lasts' | 'phases'>): string {
  const played = shortDuration(playedMs(scenario));
  return played === shortDuration(durationMs(scenario.lasts) ?? 0)
    ? played
    : `${played} (${scenario.lasts} on its clock)`;
}

/** What an exercise is to show, as it is read aloud to its players. */
export const objectiveLines = (objectives: readonly { readonly statement: string }[]): string[] => [
  'It is to show:',
  ...objectives.map(({ statement }) => `  - ${statement}`),
];

/** What is read aloud before a drill begins. */
export function drillBrief({ title, overview, players = {}, objectives, lasts, phases = [] }: Scenario): string[] {
  const absent = Object.entries(players).flatMap(([role, { unreachable }]) => (unreachable === true ? [role] : []));
  return [
    'EXERCISE EXERCISE EXERCISE',
    `${title}: a ${overview.kind}, ${exerciseTime({ lasts, phases })}. ${overview.scope}`,
    `What threatens: ${overview.threat}`,
    ...(overview.assumptions === undefined
      ? []
      : ['Read aloud:', ...overview.assumptions.map((each) => `  - ${each}`)]),
    ...objectiveLines(Object.values(objectives)),
    ...(absent.length === 0 ? [] : [`Nobody plays ${absent.join(', ')}: whoever rings that role gets no answer.`]),
    ...(phases[0]?.text === undefined ? [] : ['', phases[0].text]),
    'EXERCISE EXERCISE EXERCISE',
  ];
}
