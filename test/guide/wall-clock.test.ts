import { describe, expect, test } from 'vitest';
import { guide } from '../../src/guide/index.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { pageOf } from '../support/page-in-browser.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { walk } from '../plain/walk.ts';

/** Declared at 03:12, a note at 04:12; then the clock of the machine is set back by so many minutes. */
function setBack(minutes: number): MemoryIncident {
  const desk = memoryIncident({ runbooks: [pumpFailure] });
  desk.pass({ minutes: 60 });
  desk.session('Ida').act({ act: 'note', words: 'The pump runs' });
  desk.away({ minutes: -minutes });
  return desk;
}

const asked = (desk: MemoryIncident): readonly string[] =>
  desk
    .session('Bo')
    .guide()
    .questions.filter(({ kind }) => kind === 'wall-clock')
    .map(({ text }) => text);

describe('a clock that was set back', () => {
  test('is asked about, first of all, in words that say by how much and what to do', () => {
    const desk = setBack(70);
    const { questions } = desk.session('Bo').guide();
    expect(questions[0]).toMatchObject({
      kind: 'wall-clock',
      text: expect.stringContaining(
        "This machine's clock is 1h 10m behind the record: something was written down at 04:12 +01:00.",
      ) as string,
      command: 'note WORDS',
    });
  });

  test('is asked about until it shows what was recorded last, whatever is written meanwhile', () => {
    const desk = setBack(70);
    desk.session('Bo').act({ act: 'note', words: 'The clock was wrong, by the tower it is 04:14' });
    expect(asked(desk)).toHaveLength(1);
    desk.pass({ minutes: 69 });
    expect(asked(desk)).toHaveLength(1);
    desk.pass({ minutes: 1 });
    expect(asked(desk)).toEqual([]);
  });

  test('is not asked about for less than a minute: clocks that are right differ by as much', () => {
    const desk = memoryIncident();
    desk.away({ seconds: -59 });
    expect(asked(desk)).toEqual([]);
    desk.away({ seconds: -1 });
    expect(asked(desk)).toHaveLength(1);
  });

  test('is not asked about for what was entered late, or as it will be', () => {
    const desk = memoryIncident();
    desk.session('Ida').act({ act: 'note', words: 'Power off' }, { at: '2026-11-22T02:00:00+01:00' });
    desk.session('Ida').act({ act: 'follow-up', words: 'A new pump', due: '2027-01-01T12:00:00+01:00' });
    expect(asked(desk)).toEqual([]);
  });

  test('makes nothing younger than nothing: no age is less than none', () => {
    const view = setBack(70).session('Bo').guide();
    expect(view.age).toBe(0);
    expect(view.current.map(({ running }) => running)).toEqual(view.current.map(() => 0));
  });

  test('stands on the screen and in lines', async () => {
    const desk = setBack(70);
    const screen = new ScreenInHand(desk.session('Bo'), { columns: 200, rows: 60 });
    expect(screen.text.replace(/\s+/g, ' ')).toContain("This machine's clock is 1h 10m behind the record");
    const text = await walk(desk.session('Bo'), []);
    expect(text.replace(/\s+/g, ' ')).toContain(
      "Somebody should answer: - This machine's clock is 1h 10m behind the record",
    );
    expect(text).toContain('· 0s since it was declared');
    expect(text).not.toMatch(/-\d+m/);
  });

  test('in a drill is the clock on the wall, not that of the exercise', () => {
    const drill = memoryIncident({ mode: 'drill', runbooks: [pumpFailure] });
    const kim = drill.session('Kim', undefined, true);
    kim.act({ act: 'exercise', change: { speed: 0.1 } });
    drill.pass({ minutes: 60 });
    kim.act({ act: 'note', words: 'x' });
    expect(asked(drill)).toEqual([]);
    drill.away({ minutes: -5 });
    expect(asked(drill)).toHaveLength(1);
  });

  test('is nothing of the record: who reads it afterwards is told nothing of it', () => {
    const desk = setBack(70);
    const { incident, entries } = desk;
    expect(guide(incident, { name: '' }, incident.lastAt).questions.map(({ kind }) => kind)).not.toContain(
      'wall-clock',
    );
    expect(pageOf(entries)).not.toContain("This machine's clock");
  });
});
