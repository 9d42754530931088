import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/incident/index.ts';
import { millis } from '../../src/time/index.ts';
import type { Replay } from '../../src/session/index.ts';
import { asData } from '../support/incident-desk.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { wetNight } from '../support/wet-night.ts';

/** A night of the pump: steps done, notes, time that goes by. */
function night(notes = 200): MemoryIncident {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  const bo = incident.session('Bo');
  for (let number = 1; number <= notes; number += 1) {
    bo.act({ act: 'note', words: `note ${number}` });
    if (number % 10 === 0) incident.pass({ minutes: 1 });
    if (number === 40) bo.act({ act: 'done', step: 'people-first' }, { why: 'later' });
    if (number === 120) bo.act({ act: 'aware', topic: 'significant-incident' });
  }
  return incident;
}

const open = (incident: MemoryIncident): Replay => incident.session('Anna').replay('q leaves.');

describe('a replay', () => {
  it('stands at the last entry at first, and knows at each what the first so many entries tell, in whatever order it goes', () => {
    const incident = night();
    const film = open(incident);
    expect(film.place).toBe(incident.entries.length);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: incident.entries.length }), { maxLength: 12 }), (places) => {
        for (const place of places) {
          film.stand(place);
          expect(asData(film.incident)).toEqual(asData(replay(incident.entries.slice(0, place))));
          expect(film.head.seq).toBe(place);
          expect(film.log(3).at(-1)?.seq).toBe(place);
          expect(film.timeline.count).toBe(place);
          expect(film.timeline.line(place)?.seq).toBe(place);
          expect(film.timeline.entry(place + 1)).toBeUndefined();
          expect(film.timeline.find({ kind: 'note' }).length).toBe(
            incident.entries.slice(0, place).filter(({ type }) => type === 'note.written').length,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has a clock that shows the time of its entry and never goes back, whatever was written down later', () => {
    const incident = night(30);
    incident.session('Bo').act({ act: 'note', words: 'earlier' }, { at: '2026-11-22T03:12:00+01:00' });
    const film = open(incident);
    let before = -Infinity;
    for (let place = 1; place <= film.count; place += 1) {
      film.stand(place);
      expect(millis(film.now())).toBeGreaterThanOrEqual(before);
      expect(millis(film.now())).toBeGreaterThanOrEqual(millis(incident.entries[place - 1]?.at ?? ''));
      before = millis(film.now());
    }
  });

  it('refuses every act and writes nothing', () => {
    const incident = night(5);
    const before = incident.entries.length;
    const film = open(incident);
    film.stand(3);
    expect(film.act({ act: 'note', words: 'no' })).toMatchObject({
      ok: false,
      refusal: { message: 'This is a replay of flood-7 at #3: nothing is recorded.' },
    });
    expect(film.probe({ act: 'note', words: 'no' }).refusal).toBeDefined();
    expect(film.run('people-first')).toMatchObject({ ok: false });
    film.follow();
    film.close();
    expect(incident.entries).toHaveLength(before);
  });

  it('finds an entry by its number and a place by a time, with all that bears that minute', () => {
    const film = open(night(30));
    expect(film.find('#12')).toEqual({ place: 12 });
    expect(film.find('12')).toEqual({ place: 12 });
    const found = film.find('03:13');
    expect(found).toMatchObject({ at: '2026-11-22T03:13:00+01:00' });
    expect(film.find('0313')).toEqual(found);
    if (!('place' in found)) throw new Error('not found');
    film.stand(found.place);
    expect(film.now()).toBe('2026-11-22T03:13:00+01:00');
    film.stand(found.place + 1);
    expect(film.now()).not.toBe('2026-11-22T03:13:00+01:00');
    expect(film.find('#4000')).toMatchObject({ message: `There is no entry #4000: they go up to #${film.count}.` });
    expect(film.find('02:00')).toMatchObject({
      message: '22 Nov 2026 02:00 +01:00 lies before it was declared: that was 22 Nov 2026 03:12 +01:00.',
    });
    expect(film.find('soon')).toMatchObject({ message: expect.stringContaining('is not a time') });
  });

  it('shows the time that was asked for, where nothing was written just then', () => {
    const incident = memoryIncident();
    incident.pass({ minutes: 20 });
    incident.session('Bo').act({ act: 'note', words: 'wet' });
    const film = open(incident);
    const found = film.find('03:17');
    expect(found).toEqual({ place: film.count - 1, at: '2026-11-22T03:17:00+01:00' });
    film.stand('place' in found ? found.place : 0, 'place' in found ? found.at : undefined);
    expect(film.now()).toBe('2026-11-22T03:17:00+01:00');
    expect(film.guide().now).toBe('2026-11-22T03:17:00+01:00');
    film.stand(film.place);
    expect(film.now()).toBe('2026-11-22T03:12:00+01:00');
    expect(film.guide().now).toBe('2026-11-22T03:12:00+01:00');
  });

  it('shows what was corrected later as it was said at first, and nothing of what was removed for good', () => {
    const incident = memoryIncident();
    const anna = incident.session('Anna');
    anna.act({ act: 'note', words: 'Hall B is wet' });
    anna.act({ act: 'note', words: 'Call Karen at home' });
    const film = anna.replay('q leaves.');
    const [wet, karen] = incident.entries.slice(-2);
    anna.act({ act: 'correct', entry: wet?.id ?? '', words: 'Hall A is wet' });
    film.stand(4);
    expect(film.log(1)[0]).toMatchObject({ text: 'Note: Call Karen at home' });
    anna.act({ act: 'expunge', entry: karen?.id ?? '', basis: 'Her wish' });
    film.stand(4);
    expect(film.timeline.line(3)).toMatchObject({ text: 'Note: Hall B is wet', corrected: false });
    expect(film.log(1)[0]?.text).toBe('Note: [words removed]');
    expect(JSON.stringify([film.incident, film.log(9), film.timeline.whole(4)])).not.toContain('Karen');
    film.stand(film.count);
    expect(film.timeline.line(3)).toMatchObject({ text: 'Note: Hall A is wet', corrected: true });
  });

  it('has nothing of what was removed for good wherever it stands, also of what it had gone through before, and finds times as before', () => {
    const incident = night(90);
    const [anna, bo] = [incident.session('Anna'), incident.session('Bo')];
    const told = bo.act({ act: 'describe', values: [{ field: 'title', value: 'At Karen Hansens' }] });
    for (let number = 1; number <= 90; number += 1) bo.act({ act: 'note', words: `later note ${number}` });
    const film = open(incident);
    const at = incident.entries.findLastIndex(({ type }) => type === 'incident.described') + 1;
    film.stand(at + 60);
    expect(film.incident.title).toBe('At Karen Hansens');
    const found = film.find('03:15');
    anna.act({ act: 'expunge', entry: (told.ok && told.entries[0]?.id) || '', basis: 'Her wish' });
    // Whoever only looks a time up has read it again, too.
    expect(film.find('03:15')).toEqual(found);
    expect(JSON.stringify([film.incident, film.entries()])).not.toContain('Karen');
    let heard = 0;
    film.subscribe(() => (heard += 1));
    for (const place of [at + 61, at + 30, at + 40, 8, at + 80]) {
      film.stand(place);
      expect(asData(film.incident)).toEqual(asData(replay(incident.entries.slice(0, place))));
      expect(JSON.stringify([film.incident, film.entries()])).not.toContain('Karen');
    }
    expect(heard).toBe(5);
    expect(film.count).toBe(incident.entries.length);
    expect(film.find('03:21')).toMatchObject({ place: film.count });
  });

  it('has of messages those that had been sent by then, in the words that they had', () => {
    const incident = memoryIncident();
    const anna = incident.session('Anna');
    for (const body of ['Sign-in is down.', 'Sign-in is back.']) anna.act({ act: 'send', to: 'All', body });
    const first = incident.entries.find(({ type }) => type === 'message.sent');
    anna.act({ act: 'correct', entry: first?.id ?? '', words: 'Sign-in is slow.' });
    const film = open(incident);
    const sent = (place: number) => {
      film.stand(place);
      return film.sent().map(({ words }) => words);
    };
    const seq = first?.seq ?? 0;
    expect([seq - 1, seq, film.count - 1].map(sent)).toEqual([
      [],
      ['Sign-in is down.'],
      ['Sign-in is down.', 'Sign-in is back.'],
    ]);
    expect(sent(film.count)).toContain('Sign-in is slow.');
    // Its entries are those, and one that is to come is not looked up.
    film.stand(seq);
    expect(film.entries()).toHaveLength(seq);
    expect(film.timeline.lineOf(first?.id ?? '')).toBeDefined();
    film.stand(seq - 1);
    expect(film.timeline.lineOf(first?.id ?? '')).toBeUndefined();
    expect(film.replay('back').place).toBe(film.count);
  });

  it('goes from one change of the plan to the next', () => {
    const incident = night(60);
    const film = open(incident);
    const back = film.nextChange(-1);
    expect(incident.entries[(back ?? 0) - 1]).toMatchObject({ type: 'step.done', step: 'people-first' });
    film.stand(back ?? 0);
    film.stand(film.nextChange(-1) ?? 0);
    expect(incident.entries[film.place - 1]?.type).toBe('runbook.followed');
    film.stand(1);
    expect(film.nextChange(-1)).toBeUndefined();
    expect(film.nextChange(1)).toBe(incident.entries.findIndex(({ type }) => type === 'runbook.followed') + 1);
  });

  it('goes to what moves the plan by itself too: a command that ends, a wait that is over; and not to what only rings', () => {
    const incident = memoryIncident({
      runbooks: [
        `holdfast: 1
id: gate
title: Gate
steps:
  - { id: shut, run: Shut the gate, command: [gate, shut], timeout: 30s, overdue: 1m }
  - { id: settle, wait: Let it settle, for: 10m }
  - { id: look, do: Look }
`,
      ],
    });
    incident.pass({ minutes: 2 });
    const ida = incident.session('Ida');
    ida.act({ act: 'command-start', step: 'shut' });
    const started = incident.entries.at(-1)!.id;
    ida.act({ act: 'command-end', step: 'shut', started, exitCode: 0, stdout: '', stderr: '' });
    incident.pass({ minutes: 11 });
    const film = open(incident);
    const stops: string[] = [];
    film.stand(1);
    for (let next = film.nextChange(1); next !== undefined; next = film.nextChange(1)) {
      film.stand(next);
      stops.push(film.log(1)[0]!.text);
    }
    expect(stops).toEqual([
      'Following the runbook: Gate',
      'Shut the gate: command finished well',
      'Let it settle: the wait is over',
    ]);
    // That the step was overdue stands in the record beside the wait.
    expect(incident.entries.filter(({ type }) => type === 'timer.elapsed')).toHaveLength(2);
  });

  it('takes in what others write meanwhile once it is moved', () => {
    const incident = night(5);
    const film = open(incident);
    incident.session('Bo').act({ act: 'note', words: 'one more' });
    film.stand(Infinity);
    expect(film.log(1)[0]?.text).toBe('Note: one more');
  });
});

describe('of a drill', () => {
  const come = (film: Replay): readonly string[] =>
    film.guide().drill?.staff?.injects.flatMap(({ id, told }) => (told.length > 0 ? [id] : [])) ?? [];

  it('that has ended everything is seen, as it stood then: what had come, what was to come; with the eyes of a player what they saw', () => {
    const drill = wetNight();
    drill.pass({ minutes: 25 });
    drill.session('Bo').act({ act: 'note', words: 'Half an hour' });
    drill.session('Ulla', undefined, true).act({ act: 'exercise', change: 'end' });
    const film = open(drill);
    expect(come(film).toSorted()).toEqual(['keeper', 'mayor', 'sensor']);
    film.stand(1);
    const stops: (readonly string[])[] = [];
    for (let next = film.nextChange(1); next !== undefined; next = film.nextChange(1)) {
      film.stand(next);
      stops.push(come(film));
    }
    expect(stops.at(-3)).toEqual(['sensor']);
    expect(stops.at(-1)).toHaveLength(3);
    expect(film.guide().drill?.staff?.takenOver).toBeUndefined();
    film.setMe('Bo');
    expect(film.guide().drill?.staff).toBeUndefined();
    expect(film.guide().drill?.injects.map(({ id }) => id)).not.toContain('sensor');
    expect(film.act({ act: 'note', words: 'x' }).ok).toBe(false);
  });

  it('that goes on a player sees no more than on their own screen', () => {
    const drill = wetNight();
    drill.pass({ minutes: 25 });
    drill.session('Bo').act({ act: 'note', words: 'Half an hour' });
    const film = drill.session('Bo').replay('q leaves.');
    expect(film.guide().drill?.staff).toBeUndefined();
    const lines = film.log(100).map(({ text }) => text);
    expect(lines.some((text) => text.includes('Do you give me your word?'))).toBe(true);
    expect(lines.filter((text) => text.includes('LEAK, sensor 7'))).toEqual([]);
  });
});
