import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betweenTwo, judgeBetween, replay } from '../../src/incident/index.ts';
import type { ExerciseState } from '../../src/incident/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { asData, Desk } from '../support/incident-desk.ts';

const flood = (): Desk => new Desk({ alias: 'flood-7', reason: 'Water in the hall' });
const breach = (): Desk => new Desk({ alias: 'breach-2', reason: 'Somebody else signs in' });

/** Does an act in the one, and writes into the other what belongs there. */
function between(one: Desk, other: Desk, act: Act): void {
  const there = betweenTwo(act, one.incident)?.there;
  one.act(act);
  if (there === undefined) throw new Error(`${act.act} is about one incident alone`);
  other.act(there);
}

describe('two incidents that have to do with each other', () => {
  test('are linked in both, in the same words', () => {
    const [one, other] = [flood(), breach()];
    between(one, other, { act: 'link', to: 'breach-2', as: 'same cause' });
    expect(one.incident.links).toEqual({ 'breach-2': { as: 'same cause', at: one.clock } });
    expect(other.incident.links).toEqual({ 'flood-7': { as: 'same cause', at: other.clock } });
  });

  test('a second time is said to be so already; in other words it is said anew', () => {
    const one = flood();
    one.act({ act: 'link', to: 'breach-2' });
    expect(one.refused({ act: 'link', to: 'breach-2' })).toMatchObject({
      code: 'already-so',
      message: 'flood-7 is linked to breach-2 already.',
    });
    one.act({ act: 'link', to: 'breach-2', as: 'not related after all' });
    expect(one.incident.links['breach-2']?.as).toBe('not related after all');
  });

  test('neither is the other', () => {
    const one = flood();
    expect(one.refused({ act: 'link', to: 'flood-7' }).message).toContain('cannot be linked to itself');
    expect(one.refused({ act: 'merge', into: 'flood-7' }).message).toContain('cannot be merged into itself');
    expect(one.refused({ act: 'stand-down', as: 'duplicate', of: 'flood-7' }).message).toContain(
      'cannot be a duplicate of itself',
    );
  });

  test('linking is symmetric, whichever of the two it is said of, and said again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.constantFrom(undefined, 'same cause', 'same people'))), (said) => {
        const [one, other] = [flood(), breach()];
        for (const [fromTheOther, as] of said) {
          const [here, there] = fromTheOther ? [other, one] : [one, other];
          const act: Act = { act: 'link', to: there.incident.alias, ...(as !== undefined && { as }) };
          const count = here.entries.length;
          if (here.decide(act).ok) between(here, there, act);
          const again = here.decide(act);
          expect(again.ok ? 'written twice' : again.refusal.code).toBe('already-so');
          expect(here.entries.length - count).toBeLessThanOrEqual(1);
        }
        expect(one.incident.links['breach-2']?.as).toBe(other.incident.links['flood-7']?.as);
        expect(one.entries).toHaveLength(other.entries.length);
        expect(asData(replay(one.entries))).toEqual(asData(one.incident));
      }),
    );
  });
});

describe('an incident that is merged into another', () => {
  test('stands down as merged, its clocks and steps stay as they are, and the other says so', () => {
    const [one, other] = [breach(), flood()];
    one.act({ act: 'severity', severity: 'sev2' });
    between(one, other, { act: 'merge', into: 'flood-7' });
    expect(one.incident).toMatchObject({ state: 'stood-down', stoodDown: { as: 'merged', of: 'flood-7' } });
    expect(one.last('incident.merged').data).toEqual({ into: 'flood-7' });
    expect(other.incident.links['breach-2']?.as).toBe('merged into this one');
    expect(other.incident.state).toBe('open');
  });

  test('is the same again when its timeline is replayed, and can be reopened', () => {
    const one = breach();
    one.act({ act: 'merge', into: 'flood-7' });
    expect(asData(replay(one.entries))).toEqual(asData(one.incident));
    const there = betweenTwo({ act: 'reopen-incident' }, one.incident);
    expect(there).toEqual({
      other: 'flood-7',
      there: { act: 'link', to: 'breach-2', as: 'reopened, goes on by itself' },
    });
    one.act({ act: 'reopen-incident' });
    expect(one.incident.state).toBe('open');
    expect(one.incident.stoodDown).toBeUndefined();
  });

  test('is merged once: into another, or when it is closed, it is reopened first', () => {
    const one = breach();
    one.act({ act: 'merge', into: 'flood-7' });
    expect(one.refused({ act: 'merge', into: 'flood-7' }).code).toBe('already-so');
    expect(one.refused({ act: 'merge', into: 'power-9' })).toMatchObject({
      code: 'wrong-state',
      message: 'breach-2 is merged into flood-7.',
      hint: 'If that was wrong, reopen it first: reopen-incident.',
    });
    expect(one.refused({ act: 'stand-down', as: 'duplicate', of: 'flood-7' }).code).toBe('wrong-state');
    const closed = breach();
    closed.act({ act: 'close' });
    expect(closed.refused({ act: 'merge', into: 'flood-7' })).toMatchObject({ message: 'The incident is closed.' });
  });

  test('cannot be undone, only reopened', () => {
    const one = breach();
    one.act({ act: 'merge', into: 'flood-7' });
    expect(one.refused({ act: 'undo' }).hint).toBe('reopen-incident');
  });
});

describe('two incidents from outside', () => {
  const declared = '2026-11-21T03:00:00+01:00';
  const real = { alias: 'flood-7', mode: 'real', state: 'open', declared } as const;
  test('a drill is never mixed with what is real', () => {
    const drill = { ...real, alias: 'drill-3', mode: 'drill' } as const;
    for (const [one, other] of [
      [real, drill],
      [drill, real],
    ] as const)
      expect(judgeBetween({ act: 'link', to: other.alias }, one, other)?.message).toBe(
        'drill-3 is a drill and flood-7 is real: they are never mixed. Nothing was recorded.',
      );
  });

  test('nothing is merged into one that is over; linked to it may be', () => {
    const over = { ...real, alias: 'flood-1', state: 'closed' } as const;
    expect(judgeBetween({ act: 'merge', into: 'flood-1' }, real, over)?.hint).toContain('or reopen flood-1 first');
    expect(judgeBetween({ act: 'link', to: 'flood-1' }, real, over)).toBeUndefined();
  });

  test('that a follow-up helps is shown by a drill as by what is real, but by none that nobody has played yet', () => {
    const verified = { act: 'follow-up-verified', followUp: 'follow-up-1', in: 'drill-3' } as const;
    const drillAt = (clock: Partial<ExerciseState>) =>
      ({
        ...real,
        alias: 'drill-3',
        mode: 'drill',
        exercise: { wallAt: declared, exerciseAt: declared, speed: 1, paused: true, ...clock },
      }) as const;
    expect(judgeBetween(verified, real, drillAt({}))).toMatchObject({
      message: 'drill-3 has not begun: it has not shown yet that "follow-up-1" helps. Nothing was recorded.',
      hint: 'Once it was played: follow-up-verified follow-up-1 in drill-3',
    });
    for (const clock of [{ paused: false }, { exerciseAt: '2026-11-21T03:00:01+01:00' }, { ended: declared }])
      expect(judgeBetween(verified, real, drillAt(clock))).toBeUndefined();
    expect(judgeBetween({ ...verified, in: 'flood-1' }, drillAt({}), { ...real, alias: 'flood-1' })).toBeUndefined();
  });
});
