import { describe, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { PaperDesk } from '../../src/session/index.ts';
import { PaperHold } from '../../src/session/paper-hold.ts';
import { instant, millis } from '../../src/time/index.ts';
import { memoryIncident } from '../support/memory-session.ts';

/** Declared at 21:00; nobody had a screen until six in the morning. */
function night() {
  const incident = memoryIncident({
    start: '2026-11-21T21:00:00+01:00',
    runbooks: [
      `holdfast: 1
id: gate
title: Gate
steps:
  - { id: settle, wait: Let it settle, for: 10m }
  - { id: look, do: Look }
  - { id: shut, do: Shut the gate }
`,
    ],
  });
  incident.away({ hours: 9 });
  const desk = new PaperDesk(incident.session('Ann Ebbe'), ['Mona Krag', 'Arne Nybo']);
  const type = (line: string) => {
    const read = desk.read(line);
    if (read.kind !== 'line') throw new Error(JSON.stringify(read));
    return desk.record(read);
  };
  const notes = () =>
    incident.entries
      .filter(({ via }) => via === 'paper')
      .map(({ at, by, words }) => [at.slice(11, 16), by.name, words]);
  return { incident, desk, type, notes };
}

describe('paper that is typed in', () => {
  test('keeps whose initials are whose, and what `"` stands for: the line above, or that above it once it is taken back', () => {
    const { incident, desk, type, notes } = night();
    expect(desk.read('" mk note wet')).toMatchObject({ kind: 'problem', message: 'No line stands above it.' });
    expect(desk.read('2130 xy note wet')).toMatchObject({ kind: 'initials', initials: 'xy' });
    // Who may have written is known by their initials; whose others are is said once.
    desk.name({ initials: 'xy', name: 'Xenia Yde' });
    desk.name({ initials: 'zz', name: 'Zita Zahle' });
    type('2128 xy note dry');
    type('2129 zz note damp');
    type('2130 mk note wet');
    type('" " note rising');
    type('2140 an note still rising');
    expect(desk.count).toBe(5);
    expect(desk.undo()?.ok).toBe(true);
    expect(desk.count).toBe(4);
    type('" " note fast');
    expect(notes().filter(([, , words]) => words !== undefined)).toEqual([
      ['21:28', 'Xenia Yde', 'dry'],
      ['21:29', 'Zita Zahle', 'damp'],
      ['21:30', 'Mona Krag', 'wet'],
      ['21:30', 'Mona Krag', 'rising'],
      ['21:40', 'Arne Nybo', 'still rising'],
      ['21:30', 'Mona Krag', 'fast'],
    ]);
    expect(Object.keys(incident.incident.undone)).toEqual([
      incident.entries.find(({ words }) => words === 'still rising')?.id,
    ]);
    const line = desk.read('2125 mk note it began');
    expect(line.kind === 'line' && desk.echo(line)).toBe(
      '21 Nov 21:25 +01:00 Mona Krag: note: it began (before the line above)',
    );
  });

  test('takes back the line itself, where the plan had gone on before it; a line that is refused is none', () => {
    const { incident, desk, type } = night();
    expect(desk.undo()).toBeUndefined();
    desk.name({ initials: 'mk', name: 'Mona Krag' });
    const outcome = type('2130 mk look done');
    expect(outcome.ok && outcome.entries.map((entry) => entry.type)).toEqual(['timer.elapsed', 'step.done']);
    expect(type('2140 mk look done').ok).toBe(false);
    expect(desk.count).toBe(1);
    const again = desk.read('" " note wet');
    expect(again.kind === 'line' && again.how.at.slice(11, 16)).toBe('21:30');
    expect(desk.undo()?.ok).toBe(true);
    expect(desk.count).toBe(0);
    expect(incident.session('Ann').guide().focus).toBe('gate:look');
    expect(desk.undo()).toBeUndefined();
  });

  test('a line that cannot be taken back any more stays one', () => {
    const { incident, desk, type } = night();
    desk.name({ initials: 'mk', name: 'Mona Krag' });
    type('2130 mk note wet');
    const entry = incident.entries.at(-1)?.id ?? '';
    incident.session('Bo').act({ act: 'undo', entry });
    expect(desk.undo()?.ok).toBe(false);
    expect(desk.count).toBe(1);
  });
});

describe('what falls due waits for paper', () => {
  const zone = 'Europe/Copenhagen';
  const begun = Date.parse('2026-11-22T06:00:00+01:00');
  /** A line that stood on paper at that minute of the night, and was typed in so many seconds after six. */
  const line = (minute: string, seconds: number): AnyEntry =>
    ({
      via: 'paper',
      at: `2026-11-22T02:${minute}:00+01:00`,
      recorded: instant(begun + seconds * 1000, zone),
    }) as unknown as AnyEntry;
  const other = { via: 'cli' } as unknown as AnyEntry;

  function waiting() {
    const clock = { wall: begun };
    const hold = new PaperHold(
      () => clock.wall,
      () => instant(clock.wall, zone),
    );
    return { hold, at: (seconds: number) => void (clock.wall = begun + seconds * 1000) };
  }

  test('of another for two minutes after the last line, up to which it counts', () => {
    const { hold, at } = waiting();
    expect([hold.held(), hold.left()]).toEqual([undefined, Infinity]);
    hold.seen([other]);
    expect(hold.held()).toBeUndefined();
    hold.seen([line('10', 0), other, line('30', 0), other]);
    expect(hold.held()?.upTo).toBe('2026-11-22T02:30:00+01:00');
    expect(hold.left()).toBe(120_000);
    at(100);
    hold.seen([line('40', 90)]);
    expect(hold.left()).toBe(110_000);
    at(209);
    expect(hold.held()).toEqual({ upTo: '2026-11-22T02:40:00+01:00', typedAt: instant(begun + 100_000, zone) });
    expect(hold.left()).toBe(1000);
    at(210);
    expect([hold.held(), hold.left()]).toEqual([undefined, Infinity]);
  });

  test('not where it was typed in longer ago than that', () => {
    const { hold, at } = waiting();
    at(120);
    hold.seen([line('10', 0)]);
    expect(hold.held()).toBeUndefined();
    hold.seen([line('10', 1)]);
    expect(hold.left()).toBe(1000);
  });

  test('of one’s own until it is through, however long that takes and whatever others type in', () => {
    const { hold, at } = waiting();
    hold.begin('2026-11-22T02:10:00+01:00');
    at(3600);
    hold.seen([line('50', 3600)]);
    expect(hold.held()?.upTo).toBe('2026-11-22T02:10:00+01:00');
    expect(millis(hold.held()?.typedAt ?? '')).toBe(begun);
    expect(hold.left()).toBe(Infinity);
    hold.through();
    expect(hold.held()).toBeUndefined();
    // And from then on another's is waited for again.
    hold.seen([line('50', 3600)]);
    expect(hold.left()).toBe(120_000);
  });
});
