import { joined, type Block, heading, type Line, named, paragraph, points, table } from '../review/document.ts';
import type { AarSource } from './aar-source.ts';

/** What the exercise was: for what, when, of whom, against which threat. */
export function overview({ source, drill }: AarSource): readonly Block[] {
  const { incident, time } = source;
  const { scenario, begun, jumps } = drill;
  const { kind, dates = [], scope, threat, sponsor, contact, assumptions = [] } = scenario.overview;
  const said = (name: string, value: Line): { name: string; value: Line } => ({ name, value });
  const teams = [...Map.groupBy(Object.entries(scenario.players ?? {}), ([, { team }]) => team)];
  const capabilities = [...new Set(Object.values(scenario.objectives).map(({ capability }) => capability))];
  return [
    ...named([
      said('Exercise name', scenario.title),
      said('Kind', kind),
      ...(dates.length === 0 ? [] : [said('Dates', dates.join(', '))]),
      said('Exercise time', `${time(begun)} to ${time(incident.exercise?.ended ?? incident.lastAt)}`),
      ...(jumps.length === 0
        ? []
        : [said('Time jumps', jumps.map(({ from, to }) => `${time(from)} to ${time(to)}`).join('; '))]),
      said('Scope', scope),
      said('Core capabilities', capabilities.join('; ')),
      said('Threat or hazard', threat),
      ...(scenario.summary === undefined ? [] : [said('Scenario', scenario.summary)]),
      said('Sponsor', sponsor),
      said('Point of contact', contact),
      said(
        'Runbook',
        incident.runs
          .map(({ title, revision }) => `${title}${revision === undefined ? '' : `, revision ${revision}`}`)
          .join('; ') || scenario.runbook,
      ),
    ]),
    ...(incident.exercise?.realWorld === true
      ? [paragraph({ strong: 'The exercise was stopped because something real had happened.' })]
      : []),
    ...(assumptions.length === 0 ? [] : [heading('Assumptions'), ...points(assumptions)]),
    ...table(
      ['Role', 'Team', 'Played by'],
      teams.flatMap(([team, players]) =>
        players.map(([role, { unreachable }]) => [
          incident.roles[role]?.role.title ?? role,
          team,
          joined(
            [incident.roles[role]?.holder ?? 'nobody', unreachable === true ? '(unreachable by design)' : ''],
            ' ',
          ),
        ]),
      ),
      { name: 'Participants' },
    ),
  ];
}

/** What came when, and what it was answered; what did not come is named once the exercise is over. */
export function injects({ source, drill, behind }: AarSource): readonly Block[] {
  const { time, incident } = source;
  const isOver = incident.exercise?.ended !== undefined;
  const rows = drill.scenario.injects.flatMap(({ id, number, title, message, kind }, place) => {
    const state = Object.hasOwn(drill.injects, id) ? drill.injects[id] : undefined;
    const { delivered = [], skipped, answered } = state ?? {};
    if (!isOver && delivered.length === 0 && skipped === undefined) return [];
    const came =
      delivered.length > 0
        ? joined([delivered.map(({ at }) => time(at)).join(', '), behind(delivered.map(({ entry }) => entry))])
        : skipped !== undefined
          ? joined(['skipped', behind([skipped.entry])])
          : kind === 'expected-action'
            ? 'expected of the players'
            : 'did not come';
    const answer =
      answered === undefined ? '' : joined([answered.option ?? answered.words ?? '', behind([answered.entry])]);
    return [[`${number ?? place + 1}`, title ?? message, came, answer]];
  });
  return table(['Number', 'Inject', 'Came', 'Answer'], rows);
}
