import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Crew, crewFor, type Move, nextMove } from '../../src/drill/index.ts';
import { moveOn, movesOnAt } from '../../src/drill/move-on-step.ts';
import { type Incident, nextDue, openSteps } from '../../src/incident/index.ts';
import { millis } from '../../src/time/index.ts';
import { anyRunbook } from '../support/any-runbook.ts';
import { memoryIncident, type MemoryIncident, type MemoryOptions } from '../support/memory-session.ts';

/** Plays until the incident is closed; gives the moves. */
function play(
  options: MemoryOptions,
  each: (incident: Incident, crew: Crew) => void = () => undefined,
): { readonly memory: MemoryIncident; readonly moves: readonly Move[] } {
  const memory = memoryIncident({ mode: 'drill', ...options });
  const crew = crewFor(Object.keys(memory.incident.roles));
  const moves: Move[] = [];
  let refusals = 0;
  for (let turn = 0; turn < 30_000 && memory.incident.state !== 'closed'; turn += 1) {
    const { incident } = memory;
    each(incident, crew);
    const move = nextMove(incident, crew);
    const due = nextDue(incident);
    const next = Math.min(move?.at ?? Infinity, due === undefined ? Infinity : millis(due));
    const now = millis(memory.session('x').now());
    if (next === Infinity || refusals > 3) break;
    if (next > now) memory.pass({ seconds: (next - now) / 1000 });
    else if (move === undefined || move.at > now) memory.pass({ seconds: 1 });
    else {
      const done = make(memory, move);
      refusals = done ? 0 : refusals + 1;
      if (done) moves.push(move);
    }
  }
  return { memory, moves };
}

function make(memory: MemoryIncident, { by, what, why }: Move): boolean {
  const session = memory.session(by);
  if (what.kind === 'run') return session.run(what.step).ok;
  const act =
    what.kind === 'act'
      ? what.act
      : ({ act: 'attach', step: what.step, name: what.name, sha256: 'a'.repeat(64), bytes: what.text.length } as const);
  return session.act(act, session.probe(act).deviates ? { why } : {}).ok;
}

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const followedByBoth = {
  'continuity-on-paper': text('runbooks/continuity-on-paper.yaml'),
  'citizen-fallback': text('runbooks/citizen-fallback.yaml'),
};

describe('simulated responders', () => {
  test('play any runbook to its end, whatever verbs, loops and conditions it has', () => {
    fc.assert(
      fc.property(anyRunbook, (runbook) => {
        const { memory } = play({ runbooks: [runbook] });
        expect(memory.incident.state).toBe('closed');
        expect(memory.incident.misfits).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  /** Time and again while it is played: what is remembered of when somebody is done with a step is what it would be now. */
  const rememberedAsItIs = (incident: Incident, crew: Crew): void => {
    for (const found of openSteps(incident))
      expect(movesOnAt(incident, crew, found)).toBe(moveOn(incident, crew, found)?.at);
  };

  test('are done with a step when they would be had they looked at it now, in any runbook', () => {
    fc.assert(
      fc.property(anyRunbook, (runbook) => {
        play({ runbooks: [runbook] }, rememberedAsItIs);
      }),
      { numRuns: 30 },
    );
  });

  test.each(['data-centre-flood', 'identity-platform-breach'])(
    'are done with a step when they would be had they looked at it now, in %s',
    (runbook) => {
      const options = {
        runbooks: [text(`runbooks/${runbook}.yaml`)],
        followed: followedByBoth,
        organisation: text('runbooks/organisation.yaml'),
      };
      expect(play(options, rememberedAsItIs).memory.incident.state).toBe('closed');
    },
  );

  test('play the flood through its main line: found, moved, told, home again', () => {
    const { memory, moves } = play({
      runbooks: [text('runbooks/data-centre-flood.yaml')],
      followed: followedByBoth,
      organisation: text('runbooks/organisation.yaml'),
    });
    expect(memory.incident.state).toBe('closed');
    expect(memory.incident.runs[0]?.ended?.outcome).toBe('resolved');
    const chosen = memory.entries
      .filter((entry) => entry.type === 'choice.made')
      .map((entry) => [entry.step, entry.data.option]);
    expect(chosen).toEqual(
      expect.arrayContaining([
        ['head-count', 'missing'],
        ['move-or-stay', 'move'],
        ['how-to-move', 'in-order'],
      ]),
    );
    expect(new Set(moves.map(({ by }) => by)).size).toBeGreaterThan(5);
    const approvals = memory.entries.filter((entry) => entry.type === 'approval.given');
    expect(approvals.length).toBeGreaterThan(3);
  });

  test('play the breach of sign-in through its main line: watched, cut, told, trusted again', () => {
    const { memory } = play({
      runbooks: [text('runbooks/identity-platform-breach.yaml')],
      followed: followedByBoth,
      organisation: text('runbooks/organisation.yaml'),
    });
    const { incident } = memory;
    expect([incident.state, incident.runs[0]?.ended?.outcome]).toEqual(['closed', 'resolved']);
    expect(incident.misfits).toEqual([]);
    const chosen = memory.entries
      .filter((entry) => entry.type === 'choice.made')
      .map((entry) => [entry.step, entry.data.option]);
    expect(chosen).toEqual(
      expect.arrayContaining([
        ['how-sure', 'platform'],
        ['when-to-act', 'at-an-hour'],
        ['how-deep', 'everybody'],
        ['old-key-dead', 'dead'],
        ['may-citizens-in', 'go'],
        ['ring-verdict', 'all-in'],
        ['identity-by-hand/is-it-needed', 'by-hand'],
      ]),
    );
    // Rounds that an exercise cuts short leave a cadence of ours behind; no law and no contract may be missed.
    const missed = Object.values(incident.clocks).filter(
      ({ state, clock }) => state === 'missed' && clock.target !== 'ours',
    );
    expect(missed.map(({ id }) => id)).toEqual([]);
    expect(Object.values(incident.services).map(({ state }) => state)).not.toContain('lost');
  });

  test('move at the same moments whenever the same exercise is played', () => {
    const runbook = text('test/runbooks/ok/format-example/data-centre-flood.yaml');
    const followed = {
      'identity-platform-breach': text('test/runbooks/ok/format-example/identity-platform-breach.yaml'),
    };
    const organisation = text('test/runbooks/ok/format-example/organisation.yaml');
    const [one, other] = [1, 2].map(() => play({ runbooks: [runbook], followed, organisation }));
    expect(one?.memory.incident.state).toBe('closed');
    expect(one?.moves).toEqual(other?.moves);
  });

  test('what was told last counts, wherever it stands in the scenario; and of a duty that has not begun nobody says that they know', () => {
    const runbook = (looking: string) => `holdfast: 1
id: cellar
title: Water in the cellar
timezone: Europe/Copenhagen
roles: { lead: { title: Lead } }
facts:
  harmed: { ask: Is somebody harmed?, type: boolean }
  way: { ask: Which way?, type: choice, of: [stairs, yard] }
topics: { harm: Somebody is harmed }
clocks:
  report: { title: Report it, from: aware of harm, within: 24h, applies-when: facts.harmed }
steps:
  - { id: look, do: Look at it, role: lead, expect: ${looking}, record: [harmed, way] }
  - id: which-way
    decide: Which way out?
    role: lead
    options:
      stairs: { title: By the stairs, suggest-when: facts.way == 'stairs' }
      yard: { title: By the yard, suggest-when: facts.way == 'yard' }
  - { id: over, end: It is over, outcome: resolved }
`;
    const scenario = (last: string) => `holdfast: 1
id: first-hour
title: A wet cellar
runbook: cellar
lasts: 6h
overview: { kind: tabletop, scope: An hour, threat: Water, sponsor: The mayor, contact: Resilience }
objectives:
  out: { statement: They get out, capability: Coordination, element: training, tasks: [{ task: Look, measure: { step: look } }] }
injects:
  - { id: second, at: 2m, message: And now?, tells: ${last} }
  - { id: first, at: 1m, message: How is it?, tells: { harmed: true, way: stairs } }
`;
    const known = (looking: string, last: string) => {
      const { memory } = play({ runbooks: [runbook(looking)], scenario: scenario(last) });
      const chosen = memory.entries.flatMap((entry) => (entry.type === 'choice.made' ? [entry.data.option] : []));
      return [chosen, Object.keys(memory.incident.aware)];
    };
    // Who looks is done before what was told is typed in, or long after.
    for (const looking of ['9m', '30m']) expect(known(looking, '{ harmed: false, way: yard }')).toEqual([['yard'], []]);
    expect(known('9m', '{ harmed: true, way: yard }')).toEqual([['yard'], ['harm']]);
  });

  test('nobody approves their own work', () => {
    const runbook = JSON.stringify({
      holdfast: 1,
      id: 'two-keys',
      title: 'Two keys',
      roles: { lead: { title: 'Lead' } },
      steps: [
        { id: 'cut', do: 'Cut', role: 'lead', approval: { by: 'lead', within: '10m', else: 'wait' } },
        { id: 'over', end: 'Over', outcome: 'resolved' },
      ],
    });
    const { memory } = play({ runbooks: [runbook] });
    const given = memory.entries.find((entry) => entry.type === 'approval.given');
    const done = memory.entries.find((entry) => entry.type === 'step.done' && entry.step === 'cut');
    expect(given?.by.name).not.toBe(done?.by.name);
    expect(memory.incident.state).toBe('closed');
  });
});
