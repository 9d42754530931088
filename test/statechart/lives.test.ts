import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lives } from '../../src/statechart/lives.ts';
import type { StepLife } from '../../src/statechart/index.ts';

const states: readonly StepLife['state'][] = ['waiting', 'active', 'awaiting', 'done', 'skipped'];
const life = fc.record({ state: fc.constantFrom(...states), turn: fc.integer({ min: 1, max: 3 }) });
/** Some steps, far enough apart to lie in several blocks. */
const change = fc.tuple(fc.integer({ min: 0, max: 150 }), life);
const changes = fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 30 });

type Plain = (StepLife | null)[];

function changed(plain: Plain, round: readonly (readonly [number, StepLife])[]): Plain {
  const next = [...plain];
  for (const [index, at] of round) {
    while (next.length < index) next.push(null);
    next[index] = at;
  }
  return next;
}

const indexesWhere = (plain: Plain, is: (life: StepLife | null, index: number) => boolean): number[] =>
  plain.flatMap((each, index) => (is(each, index) ? [index] : []));

it('holds what a plain list would hold, and leaves what it was made from as it was', () => {
  fc.assert(
    fc.property(changes, (rounds) => {
      let lives = Lives.none;
      let plain: Plain = [];
      const past: [Lives, Plain][] = [];
      for (const round of rounds) {
        past.push([lives, plain]);
        lives = lives.with(round);
        plain = changed(plain, round);
      }
      for (const [then, thenPlain] of [...past, [lives, plain] as const]) {
        expect(then.toJSON()).toEqual(thenPlain);
        expect(then.length).toBe(thenPlain.length);
        expect(then.open()).toEqual(
          indexesWhere(thenPlain, (each) => each?.state === 'active' || each?.state === 'awaiting'),
        );
        expect(lives.changedSince(then)).toEqual(
          indexesWhere(plain, (each, index) => each !== (thenPlain[index] ?? null)),
        );
      }
    }),
  );
});

it('is the same again after it was kept as JSON', () => {
  fc.assert(
    fc.property(changes, (rounds) => {
      let lives = Lives.none;
      for (const round of rounds) lives = lives.with(round);
      const kept = JSON.stringify(lives);
      const woken = Lives.of(JSON.parse(kept) as Plain);
      expect(JSON.stringify(woken)).toBe(kept);
      expect(woken.open()).toEqual(lives.open());
      for (let index = -1; index <= lives.length; index += 1) expect(woken.at(index)).toEqual(lives.at(index));
    }),
  );
});
