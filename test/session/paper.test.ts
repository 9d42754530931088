import fc from 'fast-check';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { sha256 } from '../../src/files/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { declareIncident, openSession } from '../../src/session/index.ts';
import type { Ports, Session } from '../../src/session/index.ts';
import { instant, millis } from '../../src/time/index.ts';
import { openTimeline } from '../../src/timeline/index.ts';
import type { Timeline } from '../../src/timeline/index.ts';

/** One of everything that falls due by itself. */
const runbook = `
holdfast: 1
id: night
title: Night
timezone: Europe/Copenhagen
roles:
  lead: { title: Lead, ack-within: 5m }
facts:
  dry: { ask: "Is it dry?", type: boolean }
topics:
  significant: Something significant
clocks:
  report: { title: Report, from: aware of significant, within: 1h }
  public: { title: Tell the public, from: declared, every: 30m, target: ours }
steps:
  - id: out
    do: Everybody out
    overdue: 10m
  - id: which
    decide: Which way?
    default: { choose: left, after: 10m }
    options:
      left: { title: Left }
      right: { title: Right }
  - id: settle
    wait: Let it settle
    for: 15m
  - id: drying
    wait: Until it is dry
    until: facts.dry
    at-most: 40m
  - id: rounds
    repeat: Look around
    every: 20m
    times: 3
    steps:
      - id: look
        do: Look
        overdue: 5m
  - id: over
    end: Over
`;

const zone = 'Europe/Copenhagen';
const declaredAt = Date.parse('2026-11-21T02:00:00+01:00');
let folder: string;
let wall: number;
let timers: { at: number; call: () => void }[];
const open: { close(): void }[] = [];

const ports: Ports = {
  wall: () => wall,
  newId: () => randomUUID(),
  newSalt: () => randomBytes(16).toString('hex'),
  later: (ms, call) => {
    const timer = { at: wall + ms, call };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  },
  start: () => undefined,
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-paper-'));
});
afterEach(() => {
  for (const one of open.splice(0).toReversed()) one.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Rings what was asked to ring by now. */
function ring(): void {
  for (const timer of timers.filter((one) => one.at <= wall)) {
    timers = timers.filter((one) => one !== timer);
    timer.call();
  }
}

function database(): Timeline {
  const timeline = openTimeline(join(folder, 'timeline.db'), ports);
  open.push(timeline);
  return timeline;
}

function terminal(timeline: Timeline, incident: string, name: string): Session {
  const session = openSession({ timeline, incident, me: { name }, via: 'cli', ports });
  open.push(session);
  return session;
}

/** Declared at 02:00, and the runbook followed; from then on nobody had a screen until the wall shows 06:00. */
function night(): {
  readonly id: string;
  readonly timeline: Timeline;
  readonly typist: Session;
  readonly begun: number;
} {
  wall = declaredAt;
  timers = [];
  const timeline = database();
  const said = { reason: 'Water', mode: 'real', timezone: zone, holidays: [], word: 'night' } as const;
  const id = declareIncident(timeline, said, { name: 'Ida' }, 'cli', ports);
  const ida = terminal(timeline, id, 'Ida');
  expect(ida.act({ act: 'follow', source: { text: runbook, followed: {}, sha256: sha256(runbook), folder } }).ok).toBe(
    true,
  );
  ida.close();
  wall = declaredAt + 4 * 3_600_000;
  return { id, timeline, typist: terminal(timeline, id, 'Ann'), begun: wall };
}

const acts: readonly Act[] = [
  { act: 'done', step: 'out' },
  { act: 'skip', step: 'out' },
  { act: 'choose', step: 'which', option: 'left' },
  { act: 'choose', step: 'which', option: 'right' },
  { act: 'done', step: 'settle' },
  { act: 'done', step: 'drying' },
  { act: 'fact', values: [{ fact: 'dry', value: true }] },
  { act: 'done', step: 'look' },
  { act: 'assign', role: 'lead', person: 'Mona' },
  { act: 'ack', role: 'lead' },
  { act: 'aware', topic: 'significant' },
  { act: 'met', clock: 'report' },
  { act: 'met', clock: 'public' },
  { act: 'note', words: 'water at 12 cm' },
];

/** Lines of a paper in their order: minutes after it was declared, and what was done. */
const lines = fc
  .array(fc.record({ minute: fc.integer({ min: 1, max: 235 }), act: fc.constantFrom(...acts) }), { maxLength: 14 })
  .map((all) => all.toSorted((a, b) => a.minute - b.minute));

const timed: ReadonlySet<AnyEntry['type']> = new Set(['timer.elapsed', 'default.taken', 'clock.missed']);
const movesPlan = (entry: AnyEntry): boolean =>
  entry.type === 'timer.elapsed' && ['wait', 'at-most', 'round'].includes(entry.data.timer);

const type = (session: Session, minute: number, act: Act): boolean =>
  session.act(act, { at: instant(declaredAt + minute * 60_000, zone), precision: 'minute', by: 'Mona', via: 'paper' })
    .ok;

describe('what stood on paper', () => {
  it('makes no timer fire backwards: nobody is said to have noticed, and what the paper settled is not told of', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), (typed, watched) => {
        const { id, timeline, typist, begun } = night();
        // Somebody else may have a guide open meanwhile.
        const bo = watched ? terminal(database(), id, 'Bo') : undefined;
        const before = timeline.entries(id).length;
        for (const { minute, act } of typed) {
          wall += 1000;
          type(typist, minute, act);
        }
        const paperEnds = timeline.entries(id).findLastIndex(({ via }) => via === 'paper');
        bo?.follow();
        bo?.act({ act: 'note', words: 'Here' });
        const told = (entry: AnyEntry): boolean => timed.has(entry.type) && !movesPlan(entry);
        expect(paperEnds < 0 ? [] : timeline.entries(id).filter(told)).toEqual([]);
        typist.paperThrough();
        const entries = timeline.entries(id);
        const byItself = entries.flatMap((entry, index) => (timed.has(entry.type) ? [{ entry, index }] : []));
        // Written now, and as something that was found to be so, not as something that somebody did then.
        for (const { entry, index } of byItself) {
          expect(index).toBeGreaterThanOrEqual(before);
          expect(millis(entry.recorded)).toBeGreaterThanOrEqual(begun);
          expect(entry.type).not.toBe('default.taken');
        }
        // Between the lines only the plan has moved, and never further than the next line.
        const between = byItself.filter(({ index }) => index < paperEnds);
        for (const { entry, index } of between) {
          const next = entries.slice(index).find(({ via, cause }) => via === 'paper' && cause === undefined);
          expect(movesPlan(entry)).toBe(true);
          expect(millis(entry.at)).toBeLessThanOrEqual(millis(next?.at ?? ''));
        }
        for (const one of open.splice(0).toReversed()) one.close();
        rmSync(join(folder, 'timeline.db'), { force: true });
        for (const rest of ['-wal', '-shm']) rmSync(join(folder, `timeline.db${rest}`), { force: true });
      }),
      { numRuns: 60 },
    );
  });

  it('moves the plan by its own time: a wait that ended before the next line has ended', () => {
    const { id, timeline, typist } = night();
    expect(type(typist, 5, { act: 'done', step: 'out' })).toBe(true);
    expect(type(typist, 8, { act: 'choose', step: 'which', option: 'right' })).toBe(true);
    expect(typist.guide().focus).toBe('night:settle');
    type(typist, 30, { act: 'note', words: 'on we go' });
    expect(typist.guide().focus).toBe('night:drying');
    expect(timeline.entries(id).filter(({ via }) => via === 'timer')).toMatchObject([
      { type: 'timer.elapsed', at: '2026-11-21T02:23:00+01:00', data: { timer: 'wait' } },
    ]);
  });

  it('what must still be said is said once, now: a duty that nobody met, a decision that nobody took', () => {
    const { typist } = night();
    type(typist, 1, { act: 'aware', topic: 'significant' });
    type(typist, 5, { act: 'done', step: 'out' });
    const said = typist.paperThrough();
    expect(
      said.map(({ type: kind, data }) => [kind, 'timer' in data ? data.timer : 'clock' in data ? data.clock : '']),
    ).toEqual([
      ['timer.elapsed', 'default'],
      ['clock.missed', 'public'],
      ['clock.missed', 'report'],
    ]);
    expect(typist.paperThrough()).toEqual([]);
  });

  it('a duty that the paper met in time is met, and never was missed', () => {
    const { id, timeline, typist } = night();
    type(typist, 1, { act: 'aware', topic: 'significant' });
    type(typist, 50, { act: 'met', clock: 'report' });
    typist.paperThrough();
    expect(typist.incident.clocks['report']).toMatchObject({ state: 'met' });
    expect(
      timeline.entries(id).filter((entry) => entry.type === 'clock.missed' && entry.data.clock === 'report'),
    ).toEqual([]);
  });

  it('is waited for by another terminal for two minutes after its last line, and then no more', () => {
    const { id, timeline, typist } = night();
    type(typist, 5, { act: 'done', step: 'out' });
    const bo = terminal(database(), id, 'Bo');
    bo.follow();
    const late = (): number => timeline.entries(id).filter((entry) => timed.has(entry.type)).length;
    expect(late()).toBe(0);
    wall += 60_000;
    ring();
    expect(late()).toBe(0);
    wall += 61_000;
    ring();
    expect(late()).toBeGreaterThan(0);
    expect(timeline.entries(id).some(({ type: kind }) => kind === 'default.taken')).toBe(false);
  });
});
