import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { outages } from '../../src/analysis/index.ts';
import { allSteps, stepSpans, stepsOutOfTurn } from '../../src/incident/index.ts';
import type { ClockState, FoundStep, ServiceState } from '../../src/incident/index.ts';
import { metricsOf } from '../../src/report/index.ts';
import { summarise } from '../../src/timeline/summary.ts';
import { anyImpulse } from '../support/any-act.ts';
import { anyRunbook } from '../support/any-runbook.ts';
import { Desk } from '../support/incident-desk.ts';
import { live } from '../support/random-life.ts';

const acts = fc.array(anyImpulse, { maxLength: 60 });
const runs = { numRuns: 200 };

/** Entries as a timeline keeps them: what was taken out for good stands in none, nor in what had corrected it. */
function asKept(entries: readonly AnyEntry[]): readonly AnyEntry[] {
  return entries.reduce<readonly AnyEntry[]>((kept, entry) => {
    if (entry.type !== 'entry.expunged') return [...kept, entry];
    const gone = entry.data.entry;
    const bare = kept.map((each) => {
      const isOfIt = each.id === gone || (each.type === 'entry.corrected' && each.data.entry === gone);
      const { words: _, ...rest } = each;
      return isOfIt ? rest : each;
    });
    return [...bare, entry];
  }, []);
}

/** Whether it is away, as the incident has it; undefined where it may be. */
function isAway({ state, because }: ServiceState): boolean | undefined {
  if (state === 'lost') return true;
  return state === 'up' || because !== undefined ? false : undefined;
}

/** How the last round of a clock stands; undefined where none has a deadline that counts. */
function lastRound({ state, due, started, inapplicable, metAt, late }: ClockState): unknown {
  if (due === undefined || started === undefined || state === 'not-started' || inapplicable === true) return undefined;
  if (state === 'met') return { due, met: metAt, missed: late === true };
  return state === 'set-aside' ? undefined : { due, met: null, missed: state === 'missed' };
}

describe('over random acts on random runbooks, what is reported is what the incident itself says', () => {
  it('which services are away, after whatever was undone, corrected, or only suspected', () => {
    fc.assert(
      fc.property(anyRunbook, acts, (runbook, impulses) => {
        const { incident, entries } = live(runbook, impulses);
        const open = outages(incident, entries).filter(({ restored }) => restored === undefined);
        const known = Object.values(incident.services).filter((one) => isAway(one) !== undefined);
        expect(known.map(({ id }) => [id, open.filter(({ service }) => service === id).length])).toEqual(
          known.map((one) => [one.id, isAway(one) === true ? 1 : 0]),
        );
      }),
      runs,
    );
  });

  it('until when each duty was due, when it was done, whether its deadline went by', () => {
    fc.assert(
      fc.property(anyRunbook, acts, (runbook, impulses) => {
        const desk = live(runbook, impulses);
        desk.settle();
        const { clocks } = metricsOf({ incident: desk.incident, entries: () => desk.entries });
        const known = Object.values(desk.incident.clocks).flatMap((clock) => {
          const stands = lastRound(clock);
          return stands === undefined ? [] : [{ clock, stands }];
        });
        const told = known.map(({ clock: { id, round } }) =>
          clocks
            .filter((one) => one.clock === id && one.round === round)
            .map(({ due, met, missed }) => ({ due, met, missed })),
        );
        expect(told).toEqual(known.map(({ stands }) => [stands]));
        const aside = Object.values(desk.incident.clocks).filter(({ state }) => state === 'set-aside');
        expect(
          clocks.filter(
            ({ clock, round, met }) => met === null && aside.some((one) => one.id === clock && one.round === round),
          ),
        ).toEqual([]);
      }),
      runs,
    );
  });

  it('what an incident is called in a list, how bad it is, how far it is', () => {
    fc.assert(
      fc.property(anyRunbook, acts, (runbook, impulses) => {
        const { incident, entries } = live(runbook, impulses);
        const { title, state, severity, mode } = summarise(asKept(entries));
        expect({ title, state, severity, mode }).toEqual({
          title: incident.title,
          state: incident.state,
          severity: incident.severity,
          mode: incident.mode,
        });
      }),
      runs,
    );
  });

  it('how each turn of a step that was ever open ended, or that it is open', () => {
    fc.assert(
      fc.property(anyRunbook, acts, (runbook, impulses) => {
        const { incident } = live(runbook, impulses);
        const told = [...stepSpans(incident), ...stepsOutOfTurn(incident)].map(
          (one) => `${one.run}:${one.step} ${one.turn} ${one.state} ${one.ended ?? ''}`,
        );
        const isOpen = ({ life: { state, since } }: FoundStep): boolean =>
          (state === 'active' || state === 'awaiting') && since !== undefined;
        const isSettled = ({ life: { state } }: FoundStep): boolean => ['done', 'skipped', 'failed'].includes(state);
        const stands = allSteps(incident)
          .filter((one) => isOpen(one) || isSettled(one))
          .map((one) => {
            const { turn, state, at = '' } = one.life;
            return `${one.run.id}:${one.step.id} ${turn} ${state} ${isOpen(one) ? '' : at}`;
          });
        expect(told).toEqual(expect.arrayContaining(stands));
      }),
      runs,
    );
  });
});

it('how long it took to stabilise goes by its true time, where that was put right; reopened it is not stable', () => {
  const desk = new Desk();
  desk.wait(60);
  const [stable] = desk.act({ act: 'stabilise' });
  const minutes = (): number | null => {
    const { stabilise } = metricsOf({ incident: desk.incident, entries: () => desk.entries }).times;
    return stabilise === null ? null : stabilise / 60_000;
  };
  expect(minutes()).toBe(60);
  desk.act({ act: 'correct', entry: stable!.id, target: stable!, at: '2026-11-21T03:30:00+01:00' });
  expect(minutes()).toBe(30);
  desk.act({ act: 'reopen-incident' });
  expect(minutes()).toBeNull();
});
