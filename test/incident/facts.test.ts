import { beforeEach, describe, expect, test } from 'vitest';
import { isStale, surroundings } from '../../src/incident/index.ts';
import type { FactAnswer } from '../../src/incident/index.ts';
import { Desk } from '../support/incident-desk.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.follow(smallFlood, {}, organisation);
});
const say = (fact: string, value: string): void => {
  desk.act({ act: 'fact', values: [{ fact, value }] });
};
const answer = (fact: string): FactAnswer | undefined => desk.incident.facts[fact]?.answer;
const known = (): Readonly<Record<string, unknown>> => {
  const [run] = desk.incident.runs;
  return run === undefined ? {} : surroundings(desk.incident, run, desk.clock).facts;
};

describe('typed facts', () => {
  test.each([
    ['water_depth', '12', 12],
    ['water_depth', '12 cm', 12],
    ['water_depth', '12CM', 12],
    ['water_depth', '0,5', 0.5],
    ['water_depth', '-1.5', -1.5],
    ['people_out', 'ja', true],
    ['people_out', 'NEJ', false],
    ['people_out', 'y', true],
    ['water_kind', 'Sewage', 'sewage'],
    ['seen_at', '02:15', '2026-11-21T02:15:00+01:00'],
    ['seen_at', '-5m', '2026-11-21T02:55:00+01:00'],
    ['rooms', 'hall 1, cable basement', ['hall 1', 'cable basement']],
  ])('%s=%s is %j', (fact, typed, value) => {
    say(fact, typed);
    expect(answer(fact)).toMatchObject({ known: true, value, by: 'Ane' });
  });

  test.each([
    ['water_depth', 'deep'],
    ['water_depth', '12 m'],
    ['water_depth', '1e999'],
    ['people_out', 'perhaps'],
    ['water_kind', 'lava'],
    ['seen_at', 'soon'],
  ])('%s=%s is refused and writes nothing', (fact, typed) => {
    expect(
      desk.refused({
        act: 'fact',
        values: [
          { fact: 'people_out', value: 'yes' },
          { fact, value: typed },
        ],
      }).code,
    ).toBe('wrong-type');
  });

  test('a choice that is nearly right gets "did you mean"', () => {
    expect(desk.refused({ act: 'fact', values: [{ fact: 'water_kind', value: 'sewege' }] }).hint).toContain(
      'Did you mean "sewage"?',
    );
  });

  test('a fact that nobody declared gets "did you mean"', () => {
    expect(desk.refused({ act: 'fact', values: [{ fact: 'water_dept', value: '1' }] })).toMatchObject({
      code: 'no-such-thing',
      hint: 'Did you mean "water_depth"?',
    });
  });

  test('"not known yet" is an answer, and is recorded as one; `K=` clears', () => {
    say('people_out', 'unknown');
    expect(answer('people_out')).toMatchObject({ known: false });
    say('people_out', '');
    expect(answer('people_out')).toBeUndefined();
    expect(desk.last('fact.recorded').data).toEqual({ fact: 'people_out', known: false, cleared: true });
  });
});

describe('what decides', () => {
  test('an answer older than its fresh-for no longer decides, counted from when it was so', () => {
    desk.act({ act: 'fact', values: [{ fact: 'water_depth', value: '9' }] }, { at: '2026-11-21T02:50:00+01:00' });
    expect(known()).toEqual({ water_depth: 9 });
    desk.wait(5);
    expect(known()).toEqual({ water_depth: 9 });
    desk.wait(1);
    expect(known()).toEqual({});
    const fact = desk.incident.facts.water_depth;
    expect(fact !== undefined && isStale(fact, desk.clock)).toBe(true);
  });

  test('"not known yet" is missing from what conditions read', () => {
    say('people_out', 'yes');
    say('people_out', '?');
    expect(known()).toEqual({});
  });

  test('personal and secret facts decide nothing', () => {
    say('caller', 'Jens Hansen');
    say('door_code', '4711');
    expect(known()).toEqual({});
  });
});

describe('privacy', () => {
  test('the value of a personal fact is in words only, outside the hash', () => {
    say('caller', 'Jens Hansen');
    expect(desk.last('fact.recorded')).toMatchObject({
      data: { fact: 'caller', known: true, privacy: 'personal' },
      words: 'Jens Hansen',
    });
    expect(JSON.stringify(desk.last('fact.recorded').data)).not.toContain('Jens');
    expect(answer('caller')?.value).toBe('Jens Hansen');
  });

  test('expunged, the state forgets it too', () => {
    say('caller', 'Jens Hansen');
    desk.act({ act: 'expunge', entry: desk.last('fact.recorded').id, basis: 'GDPR Art. 17' });
    expect(answer('caller')).toMatchObject({ known: true });
    expect(JSON.stringify(desk.incident.facts)).not.toContain('Jens');
    expect(JSON.stringify(desk.incident.undoable)).not.toContain('Jens');
  });

  test('of a secret only that it was given is written', () => {
    say('door_code', '4711');
    expect(desk.last('fact.recorded')).toMatchObject({ data: { fact: 'door_code', known: true, privacy: 'secret' } });
    expect(JSON.stringify(desk.entries.slice(2))).not.toContain('4711');
    expect(answer('door_code')).toEqual({
      known: true,
      at: desk.clock,
      by: 'Ane',
      entry: desk.last('fact.recorded').id,
    });
  });

  test('of a secret the state keeps no value, whatever a record that was brought in says', () => {
    const { now: _, ...hand } = desk.context();
    const data = { fact: 'door_code', known: true, value: '4711' };
    desk.append([{ ...hand, type: 'fact.recorded', at: desk.clock, precision: 'second', data }]);
    expect(JSON.stringify(desk.incident.facts)).not.toContain('4711');
  });

  test('what was typed for a secret does not stand in an error', () => {
    const strict = new Desk();
    strict.follow(
      smallFlood.replace('door_code: { ask: Door code, type: text', 'door_code: { ask: Door code, type: number'),
    );
    expect(
      JSON.stringify(strict.refused({ act: 'fact', values: [{ fact: 'door_code', value: 'hunter2' }] })),
    ).not.toContain('hunter2');
  });
});
