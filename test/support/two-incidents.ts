import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { sha256 } from '../../src/files/index.ts';
import { declareIncident, openSession } from '../../src/session/index.ts';
import type { Declaration, Ports, Session } from '../../src/session/index.ts';
import { openTimeline } from '../../src/timeline/index.ts';
import type { Timeline } from '../../src/timeline/index.ts';

/** A timeline on the disk with any number of incidents in it, and a wall clock that stands still until somebody moves it. */
export class Night {
  readonly timeline: Timeline;
  wall = Date.parse('2026-11-21T03:00:00+01:00');
  #timers: { at: number; call: () => void }[] = [];

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-night-'));
    this.timeline = openTimeline(join(folder, 'timeline.db'), this.ports);
    onTestFinished(() => {
      this.timeline.close();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  readonly ports: Ports = {
    wall: () => this.wall,
    newId: () => randomUUID(),
    newSalt: () => randomBytes(16).toString('hex'),
    later: (ms, call) => {
      const timer = { at: this.wall + ms, call };
      this.#timers.push(timer);
      return () => {
        this.#timers = this.#timers.filter((one) => one !== timer);
      };
    },
    start: () => undefined,
  };

  /** How many timers somebody sleeps on. */
  get sleeping(): number {
    return this.#timers.length;
  }

  /** Lets the wall clock run, and calls back who slept until then. */
  pass(minutes: number): void {
    this.wall += minutes * 60_000;
    for (;;) {
      const due = this.#timers.find(({ at }) => at <= this.wall);
      if (due === undefined) return;
      this.#timers = this.#timers.filter((one) => one !== due);
      due.call();
    }
  }

  /** Declares an incident; gives its id. */
  declare(word: string, more: Partial<Declaration> = {}): string {
    return declareIncident(
      this.timeline,
      { reason: `${word} it is`, mode: 'real', timezone: 'Europe/Copenhagen', holidays: [], word, ...more },
      { name: 'Ane' },
      'cli',
      this.ports,
    );
  }

  /** Ane's hold on an incident. */
  session(incident: string, timeline: Timeline = this.timeline): Session {
    const session = openSession({ timeline, incident, me: { name: 'Ane' }, via: 'cli', ports: this.ports });
    onTestFinished(() => session.close());
    return session;
  }

  /** Follows a runbook given as text. */
  follow(incident: string, text: string): void {
    const session = this.session(incident);
    const outcome = session.act({ act: 'follow', source: { text, followed: {}, sha256: sha256(text) } });
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    session.close();
  }

  /** What a timeline of this night would be if nothing could be written into that incident any more. */
  withFullDisk(incident: string): Timeline {
    return {
      ...this.timeline,
      append: (into, ...rest) => {
        if (into === incident) throw new Error('The disk is full.');
        return this.timeline.append(into, ...rest);
      },
    };
  }

  /** As if somebody did that in the moment before an incident is read. */
  whenOpened(incident: string, happens: () => void): Timeline {
    let isOver = false;
    return {
      ...this.timeline,
      snapshot: (of) => {
        if (of === incident && !isOver) {
          isOver = true;
          happens();
        }
        return this.timeline.snapshot(of);
      },
    };
  }
}
