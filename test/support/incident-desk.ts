import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { AnyEntry, Draft, Entry, EntryType, Person } from '../../src/entry/index.ts';
import { decide, declare, evolve, fallenDue, replay } from '../../src/incident/index.ts';
import type { Act, ActContext, Decision, Declaring, Incident, Refusal } from '../../src/incident/index.ts';
import { instant, millis } from '../../src/time/index.ts';

export const ane: Person = { name: 'Ane' };
export const bo: Person = { name: 'Bo' };
const timer: Person = { name: 'holdfast' };

type How = Partial<Omit<ActContext, 'now'>>;

/**
 * A desk at which an incident is worked on without a database: acts are decided, sealed as entries and folded. Its clock
 * stands still until somebody moves it.
 */
export class Desk {
  readonly entries: AnyEntry[] = [];
  readonly zone: string;
  incident: Incident;
  now: number;

  constructor(options: Partial<Declaring> = {}, at = '2026-11-21T03:00:00+01:00') {
    const {
      alias = 'flood-1',
      reason = 'Water in the hall',
      mode = 'real',
      timezone = 'Europe/Copenhagen',
      holidays = [],
      ...rest
    } = options;
    this.zone = timezone;
    this.now = millis(at);
    this.incident = replay([]);
    this.append(declare({ alias, reason, mode, timezone, holidays, ...rest }, this.context()));
  }

  get clock(): string {
    return instant(this.now, this.zone);
  }

  context(how: How = {}): ActContext {
    return { now: this.clock, by: ane, via: 'cli', ...how };
  }

  decide(act: Act, how: How = {}): Decision {
    return decide(this.incident, act, this.context(how));
  }

  /** Does it, and expects that it can be done; gives what was written. */
  act(act: Act, how: How = {}): AnyEntry[] {
    // Something else was thought through before: what is kept of that must not keep anything back of this.
    this.decide({ act: 'note', words: 'What if?' });
    const decision = this.decide(act, how);
    if (!decision.ok)
      throw new Error(`${act.act} was refused: ${decision.refusal.message} ${decision.refusal.hint ?? ''}`);
    const misfits = this.incident.misfits.length;
    const written = this.append(decision.drafts);
    expect(this.incident.misfits.slice(misfits)).toEqual([]);
    return written;
  }

  /** Expects a refusal, and that nothing was written. */
  refused(act: Act, how: How = {}): Refusal {
    const decision = this.decide(act, how);
    if (decision.ok)
      throw new Error(`${act.act} was not refused: ${decision.drafts.map(({ type }) => type).join(', ')}`);
    return decision.refusal;
  }

  follow(text: string, followed: Record<string, string> = {}, organisation?: string): AnyEntry[] {
    return this.act({
      act: 'follow',
      source: { text, followed, sha256: sha256(text), ...(organisation !== undefined && { organisation }) },
    });
  }

  /** Lets the clock run and writes what falls due on the way. */
  wait(minutes: number, present = true): AnyEntry[] {
    this.now += minutes * 60_000;
    return this.settle(present);
  }

  settle(present = true): AnyEntry[] {
    const written: AnyEntry[] = [];
    for (let round = 0; ; round += 1) {
      if (round > 500) throw new Error('What falls due never ends.');
      const drafts = fallenDue(this.incident, this.clock, { by: timer, present });
      if (drafts.length === 0) return written;
      written.push(...this.append(drafts));
    }
  }

  append(drafts: readonly Draft[]): AnyEntry[] {
    const first = this.entries.length;
    const written = drafts.map((draft, place): AnyEntry => {
      const { causedBy, ...said } = draft;
      const seq = first + place + 1;
      return {
        ...structuredClone(said),
        id: `e${seq}`,
        incident: 'incident-1',
        origin: 'here',
        seq,
        stamp: String(this.now).padStart(15, '0') + String(seq).padStart(8, '0'),
        recorded: new Date(this.now).toISOString(),
        ...(causedBy !== undefined && { cause: `e${first + causedBy + 1}` }),
        prev: seq === 1 ? '' : `h${seq - 1}`,
        hash: `h${seq}`,
      };
    });
    for (const entry of written) {
      this.entries.push(entry);
      this.incident = evolve(this.incident, entry);
    }
    return written;
  }

  /** The last entry of that type. */
  last<T extends EntryType>(type: T): Entry<T> {
    const found = this.entries.findLast((entry) => entry.type === type);
    if (found === undefined) throw new Error(`No ${type} was written: ${this.types().join(', ')}`);
    return found as unknown as Entry<T>;
  }

  types(from = 0): EntryType[] {
    return this.entries.slice(from).map(({ type }) => type);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An incident as plain data: the charts, which are compiled, left out. */
export function asData(incident: Incident): unknown {
  return JSON.parse(JSON.stringify({ ...incident, runs: incident.runs.map(({ chart: _chart, ...run }) => run) }));
}
