import type { AnyEntry, Draft, Outcome } from '../entry/index.ts';
import {
  type Act,
  type ActContext,
  decide,
  declare,
  evolve,
  fallDue,
  type Incident,
  nextDueAt,
  nothingYet,
  resolveStep,
  type RunbookSource,
  type ScenarioSource,
  own,
} from '../incident/index.ts';
import type { Scenario } from '../runbook/index.ts';
import { durationMs, instant, millis } from '../time/index.ts';
import { answerFor } from './answers.ts';
import { crewFor } from './crew.ts';
import type { Crew } from './crew.ts';
import type { Move } from './move.ts';
import { nextMove } from './next-move.ts';
import { type Score, scoreOf } from './score/score.ts';

/** What a rehearsal needs: the scenario, the runbook that it drills, and when and where its clock begins. */
export interface Rehearsing {
  readonly scenario: Scenario;
  readonly source: ScenarioSource;
  readonly runbook: RunbookSource;
  readonly alias: string;
  /** Milliseconds since 1970. */
  readonly begins: number;
  /** IANA name. */
  readonly timezone: string;
  readonly holidays: readonly string[];
}

/** How a rehearsal went. Nothing of it is kept but what is returned. */
export interface Rehearsed {
  readonly seed: number;
  readonly incident: Incident;
  readonly entries: readonly AnyEntry[];
  readonly score: Score;
  /** `time-up`: the exercise time was over. `closed`: all was done before. `stuck`: nobody knew how to go on. */
  readonly ended: 'time-up' | 'closed' | 'stuck';
  /** How the runbook ended, where it did. */
  readonly outcome?: Outcome;
}

/** A rehearsal that has begun and in which nobody has done anything yet: many can be played from here. */
export interface Begun {
  readonly incident: Incident;
  readonly entries: readonly AnyEntry[];
  readonly scenario: Scenario;
}

/** Declares the drill, takes its scenario and its runbook up, and records what is known at the start. @throws Error with what refuses it */
export function beginRehearsal(given: Rehearsing): Begun {
  const { scenario, source, runbook, alias, begins, timezone, holidays } = given;
  const now = instant(begins, timezone);
  const by = { name: crewFor(Object.keys(scenario.players ?? {})).lead };
  const stage = new Stage({ ...nothingYet, mode: 'drill' }, [], begins);
  stage.write(
    declare(
      { alias, reason: scenario.title, title: scenario.title, mode: 'drill', timezone, holidays },
      { now, by, via: 'drill' },
    ),
  );
  const facts = Object.entries(scenario.facts ?? {}).map(([fact, value]) => ({ fact, value }));
  const acts: Act[] = [
    { act: 'scenario', source },
    { act: 'follow', source: runbook },
    ...(facts.length === 0 ? [] : [{ act: 'fact', values: facts } as const]),
  ];
  for (const act of acts) {
    const problem = stage.act(act, by.name);
    if (problem !== undefined) throw new Error(problem);
  }
  return { incident: stage.incident, entries: stage.entries, scenario };
}

/**
 * Plays a rehearsal to the end of its exercise time with simulated responders, as fast as it goes and in memory alone. The
 * same seed gives the same, entry by entry.
 */
export function rehearse({ incident, entries, scenario }: Begun, seed: number): Rehearsed {
  const unreachable = Object.entries(scenario.players ?? {}).flatMap(([role, player]) =>
    player.unreachable === true ? [role] : [],
  );
  const crew = crewFor(Object.keys(incident.roles), { unreachable, temper: { seed } });
  const begun = millis(incident.drill?.begun ?? incident.declared);
  const end = begun + (durationMs(scenario.lasts) ?? 0);
  const stage = new Stage(incident, entries, begun);
  const ended = play(stage, crew, end);
  stage.act({ act: 'exercise', change: 'end' }, crew.lead);
  const score = scoreOf(stage.incident, stage.entries, instant(stage.now, incident.timezone));
  if (score === undefined) throw new Error('a rehearsal without a scenario');
  const outcome = stage.incident.runs[0]?.ended?.outcome;
  return {
    seed,
    incident: stage.incident,
    entries: stage.entries,
    score,
    ended,
    ...(outcome !== undefined && { outcome }),
  };
}

/** Moves that are refused one after the other: then nobody knows how to go on. */
const mostRefused = 20;

function play(stage: Stage, crew: Crew, end: number): Rehearsed['ended'] {
  let refused = 0;
  while (stage.incident.state !== 'closed') {
    const move = nextMove(stage.incident, crew);
    const next = Math.min(move?.at ?? Infinity, nextDueAt(stage.incident));
    if (next === Infinity || refused > mostRefused) return 'stuck';
    if (Math.max(next, stage.now) >= end) {
      stage.pass(end);
      return 'time-up';
    }
    stage.pass(next);
    if (move === undefined || move.at > stage.now) continue;
    refused = makeMove(stage, move) ? 0 : refused + 1;
    // Whoever was refused looks again a minute later.
    if (refused > 0) stage.pass(stage.now + 60_000);
  }
  return 'closed';
}

function makeMove(stage: Stage, { by, why, what }: Move): boolean {
  switch (what.kind) {
    case 'act':
      return stage.act(what.act, by, why) === undefined;
    case 'evidence':
      return (
        stage.act(
          { act: 'attach', step: what.step, name: what.name, sha256: '0'.repeat(64), bytes: what.text.length },
          by,
          why,
        ) === undefined
      );
    case 'run':
      return stage.run(what.step, by, why);
  }
}

/** An incident in memory, on a clock that goes only when it is told to. */
class Stage {
  incident: Incident;
  readonly entries: AnyEntry[];
  now: number;
  #ids: number;

  constructor(incident: Incident, entries: readonly AnyEntry[], now: number) {
    this.incident = incident;
    this.entries = [...entries];
    this.now = now;
    this.#ids = entries.length;
  }

  readonly #newId = (): string => `entry-${(this.#ids += 1)}`;

  /** Does an act; gives why it was refused. */
  act(act: Act, name: string, why?: string): string | undefined {
    const context: ActContext = {
      now: instant(this.now, this.incident.timezone),
      by: { name },
      via: 'drill',
      newId: this.#newId,
      ...(why !== undefined && { why }),
    };
    const decision = decide(this.incident, act, context);
    if (!decision.ok) return decision.refusal.message;
    this.#keep(decision.drafts, decision.foreseen);
    return undefined;
  }

  /** Nothing is run; the facts that the command would have told are made up. */
  run(name: string, by: string, why: string): boolean {
    if (this.act({ act: 'command-start', step: name }, by, why) !== undefined) return false;
    const started = this.entries.findLast(({ type }) => type === 'command.started');
    const stdout = this.#printed(name);
    return (
      this.act({ act: 'command-end', step: name, started: started?.id ?? '', exitCode: 0, stdout, stderr: '' }, by) ===
      undefined
    );
  }

  /** Goes on to a time, and writes all that falls due until then. */
  pass(to: number): void {
    for (;;) {
      const at = nextDueAt(this.incident);
      if (at > to) break;
      this.now = Math.max(this.now, at);
      const fallen = fallDue(this.incident, instant(this.now, this.incident.timezone), {
        by: { name: 'holdfast' },
        present: true,
        newId: this.#newId,
      });
      if (fallen === undefined) break;
      this.#keep(fallen.drafts, fallen.foreseen);
    }
    this.now = Math.max(this.now, to);
  }

  /** Writes the first entries of all. */
  write(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      const entry = this.#asEntry(draft);
      this.incident = evolve(this.incident, entry);
      this.entries.push(entry);
    }
  }

  #keep(drafts: readonly Draft[], foreseen: Incident): void {
    const first = this.entries.length;
    for (const draft of drafts) this.entries.push(this.#asEntry(draft));
    this.incident = foreseen;
    for (const entry of this.entries.slice(first))
      if (entry.type === 'exercise.jumped') this.now = Math.max(this.now, millis(entry.data['exercise-at']));
  }

  /** What it would be in a timeline, but for its hash. */
  #asEntry(draft: Draft): AnyEntry {
    const seq = this.entries.length + 1;
    return {
      id: draft.id ?? this.#newId(),
      incident: 'rehearsal',
      origin: 'rehearsal',
      seq,
      stamp: String(seq),
      recorded: draft['exercise-at'] ?? draft.at,
      prev: '',
      hash: '',
      ...draft,
    };
  }

  /** What the command of a step would print for the fact that is read from it, whichever runbook the step stands in. */
  #printed(name: string): string {
    const found = resolveStep(this.incident, name);
    if ('refusal' in found || !('capture' in found.step.step)) return '';
    const [fact] = Object.keys(found.step.step.capture ?? {});
    const declared = fact === undefined ? undefined : own(this.incident.facts, fact);
    if (fact === undefined || declared === undefined) return '';
    const moment = {
      runbook: found.run.runbook,
      now: this.now,
      hours: (this.now - millis(this.incident.declared)) / 3_600_000,
      timezone: this.incident.timezone,
    };
    return String(answerFor(fact, declared.fact, moment));
  }
}
