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
import type { Instant } from '../../time/index.ts';
import type { Key } from '../words/lexicon.ts';
import type { AarSource } from './aar-source.ts';

/** What the exercise was: for what, when, of whom, against which threat. */
export function overview({ source, drill }: AarSource): readonly Block[] {
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
      teams.flatMap(([team, players]) =>
        players.map(([role, { unreachable }]) => [
          incident.roles[role]?.role.title ?? role,
          team,
          joined(
            [incident.roles[role]?.holder ?? say('aar.nobody'), unreachable === true ? say('aar.unreachable') : ''],
            ' ',
          ),
        ]),
      ),
      { name: say('aar.participants') },
    ),
  ];
}

/** What came when, and what it was answered; what did not come is named once the exercise is over. */
export function injects({ source, drill, behind }: AarSource): readonly Block[] {
  const { time, incident, say } = source;
  const isOver = incident.exercise?.ended !== undefined;
  const rows = drill.scenario.injects.flatMap(({ id, number, title, message, kind }, place) => {
    const state = Object.hasOwn(drill.injects, id) ? drill.injects[id] : undefined;
    const { delivered = [], skipped, answered } = state ?? {};
    if (!isOver && delivered.length === 0 && skipped === undefined) return [];
    const came =
      delivered.length > 0
        ? joined([delivered.map(({ at }) => time(at)).join(', '), behind(delivered.map(({ entry }) => entry))])
        : skipped !== undefined
          ? joined([say('aar.skipped'), behind([skipped.entry])])
          : kind === 'expected-action'
            ? say('aar.expected')
            : say('aar.did-not-come');
    const answer =
      answered === undefined ? '' : joined([answered.option ?? answered.words ?? '', behind([answered.entry])]);
    return [[`${number ?? place + 1}`, title ?? message, came, answer]];
  });
  return table([say('aar.number'), say('aar.inject'), say('aar.came'), say('aar.answer')], rows);
}
