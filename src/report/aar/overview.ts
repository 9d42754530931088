import {
  joined,
  type Block,
  heading,
  type Line,
  type Named,
  named,
  paragraph,
  points,
  table,
} from '../review/document.ts';
import { wordsNow, own } from '../../incident/index.ts';
import type { EntryType } from '../../entry/index.ts';
import type { InjectState, RoleState } from '../../incident/index.ts';
import type { Inject } from '../../runbook/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Key } from '../words/lexicon.ts';
import type { AarSource } from './aar-source.ts';

/** What the exercise was: for what, when, of whom, against which threat. */
export function overview(aar: AarSource): readonly Block[] {
  const { source, drill, entries } = aar;
  const { incident, time, say, name } = source;
  const { scenario, begun, jumps } = drill;
  const { kind, dates = [], scope, threat, sponsor, contact, assumptions = [] } = scenario.overview;
  const span = (from: Instant, to: Instant): string => say('until', { from: time(from), to: time(to) });
  const said = (key: Key, value: Line): Named => ({ name: say(key), value });
  const teams = [...Map.groupBy(Object.entries(scenario.players ?? {}), ([, { team }]) => team)];
  const capabilities = [...new Set(Object.values(scenario.objectives).map(({ capability }) => capability))];
  return [
    ...named([
      said('aar.name', scenario.title),
      said('aar.kind', name('exercise-kind.', kind)),
      ...(dates.length === 0 ? [] : [said('aar.dates', dates.join(', '))]),
      ...heldFrom(entries).map(([from, to]) => said('aar.held', span(from, to))),
      said('aar.time', span(begun, incident.exercise?.ended ?? incident.lastAt)),
      ...(jumps.length === 0 ? [] : [said('aar.jumps', jumps.map(({ from, to }) => span(from, to)).join('; '))]),
      said('aar.scope', scope),
      said('aar.capabilities', capabilities.join('; ')),
      said('aar.threat', threat),
      ...(scenario.summary === undefined ? [] : [said('aar.scenario', scenario.summary)]),
      said('aar.sponsor', sponsor),
      said('aar.contact', contact),
      said(
        'aar.runbook',
        incident.runs
          .map(({ title, revision }) =>
            revision === undefined ? title : say('aar.runbook.revision', { title, revision }),
          )
          .join('; ') || scenario.runbook,
      ),
    ]),
    ...(incident.exercise?.realWorld === true ? [paragraph({ strong: say('aar.real-world') })] : []),
    ...(assumptions.length === 0 ? [] : [heading(say('aar.assumptions')), ...points(assumptions)]),
    ...table(
      [say('role'), say('aar.team'), say('aar.played-by')],
      [
        ...teams.flatMap(([team, players]) =>
          players.map(([id, { unreachable }]) => {
            const role = own(incident.roles, id);
            return [
              role?.role.title ?? id,
              team,
              joined([playedBy(role, aar), unreachable === true ? say('aar.unreachable') : ''], ' '),
            ];
          }),
        ),
        ...withoutRole(aar).map((person) => [say('aar.no-role'), '', person]),
      ],
      { name: say('aar.participants') },
    ),
    ...staff(aar),
  ];
}

/** Who was given a role and never said yes may not have been there at all. */
function playedBy(role: RoleState | undefined, { source: { say } }: AarSource): string {
  if (role?.holder === undefined) return say('aar.nobody');
  return role.acknowledgedAt === undefined ? `${role.holder} (${say('people.not-acknowledged')})` : role.holder;
}

/** Who took part and held no role at the end. */
function withoutRole({ source: { incident }, drill, entries }: AarSource): readonly string[] {
  const holders = new Set(Object.values(incident.roles).map(({ holder }) => holder));
  const staff = new Set(whoWrote(entries, [...facilitating, ...evaluating]));
  return Object.keys(drill.participants).filter((person) => !holders.has(person) && !staff.has(person));
}

const facilitating: readonly EntryType[] = ['facilitator.joined'];
const evaluating: readonly EntryType[] = ['observation.written', 'objective.rated'];

const whoWrote = (entries: AarSource['entries'], types: readonly EntryType[]): readonly string[] => [
  ...new Set(entries.filter(({ type }) => types.includes(type)).map(({ by }) => by.name)),
];

/** Who led and watched it, as the scenario wanted it and as it was. */
function staff({ source: { incident, say }, drill, entries }: AarSource): readonly Block[] {
  const { facilitator = '', evaluators = [], 'simulation-cell': cell = [] } = drill.scenario.staff ?? {};
  const watched = evaluators.map(({ name, watches }) => {
    const roles = watches.map((role) => own(incident.roles, role)?.role.title ?? role).join(', ');
    return roles === '' ? name : say('aar.watches', { name, roles });
  });
  const were = (types: readonly EntryType[]): string => whoWrote(entries, types).join(', ') || say('aar.nobody');
  return table(
    [say('aar.function'), say('aar.as-planned'), say('aar.who')],
    [
      [say('aar.facilitator'), facilitator, were(facilitating)],
      [say('aar.evaluators'), watched.join('; '), were(evaluating)],
      ...(cell.length === 0 ? [] : [[say('aar.simulation-cell'), cell.join('; '), say('aar.not-written')]]),
    ],
    { name: say('aar.staff') },
  );
}

/** When people sat together, by the wall's clock: that of the exercise may stand on another night. */
function heldFrom(entries: AarSource['entries']): readonly (readonly [from: Instant, to: Instant])[] {
  const first = entries[0];
  const last = entries.findLast(({ type }) => type === 'exercise.ended') ?? entries.at(-1);
  return first === undefined || last === undefined ? [] : [[first.recorded, last.recorded]];
}

/** What came when, and what it was answered; what did not come is named once the exercise is over. Last what was improvised. */
export function injects(aar: AarSource): readonly Block[] {
  const { source, drill, behind } = aar;
  const { time, incident, say } = source;
  const isOver = incident.exercise?.ended !== undefined;
  const rows = drill.scenario.injects.flatMap((inject, place): Line[][] => {
    const { id, number, title, message } = inject;
    const state = Object.hasOwn(drill.injects, id) ? drill.injects[id] : undefined;
    const { delivered = [], skipped, answered } = state ?? {};
    if (!isOver && delivered.length === 0 && skipped === undefined) return [];
    const came =
      delivered.length > 0
        ? joined([delivered.map(({ at }) => time(at)).join(', '), behind(delivered.map(({ entry }) => entry))])
        : notCome(inject, state, aar);
    const answer =
      answered === undefined ? '' : joined([answered.option ?? answered.words ?? '', behind([answered.entry])]);
    return [[`${number ?? place + 1}`, title ?? message, came, answer]];
  });
  const improvised = drill.improvised.map(({ at, words, entry }): Line[] => [
    say('aar.improvised'),
    words,
    joined([time(at), behind([entry])]),
    '',
  ]);
  return table([say('aar.number'), say('aar.inject'), say('aar.came'), say('aar.answer')], [...rows, ...improvised]);
}

/** Why an inject did not come: the staff left it out, or held it to the end, it was not needed, or it is for the players to do. */
function notCome({ id, kind }: Inject, state: InjectState | undefined, aar: AarSource): Line {
  const { source, score, entries, behind } = aar;
  const { say, incident } = source;
  const { skipped, held } = state ?? {};
  if (skipped !== undefined) {
    const entry = entries.find((each) => each.id === skipped.entry);
    const why = entry === undefined ? undefined : wordsNow(entry, incident, entries);
    const what = say(skipped.byItself === true ? 'aar.not-needed' : 'aar.skipped');
    return joined([why === undefined || why === '' ? what : `${what}: ${why}`, behind([skipped.entry])]);
  }
  if (held === true) {
    const entry = entries.findLast((each) => each.type === 'inject.held' && each.data.inject === id);
    return joined([say('aar.held-back'), behind(entry === undefined ? [] : [entry.id])]);
  }
  if (kind !== 'expected-action') return say('aar.did-not-come');
  const seen = score.expected.find(({ inject }) => inject.id === id);
  return seen === undefined
    ? say('aar.expected')
    : joined([`${say('aar.expected')}: ${seen.measured}`, behind(seen.evidence)]);
}
