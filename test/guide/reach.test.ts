import { expect, test } from 'vitest';
import type { Session } from '../../src/session/index.ts';
import { walk } from '../plain/walk.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { smallFlood } from '../support/small-flood.ts';
import { threeTracks } from '../support/three-tracks.ts';

const steady = (): { anna: Session; screen: ScreenInHand } => {
  const anna = memoryIncident({ runbooks: [smallFlood] }).session('Anna');
  const screen = new ScreenInHand(anna, { columns: 100, rows: 150 });
  anna.act({ act: 'done', step: 'get-out' }, { why: 'all out' });
  return { anna, screen };
};
const steadyIs = (anna: Session): void => void anna.act({ act: 'choose', step: 'rising', option: 'steady' });
const out = (session: Session): string[] =>
  session
    .guide()
    .steps.filter(({ isOut }) => isOut === true)
    .map(({ step }) => step);

test('what a decision has led past does not wait any more, until the decision is opened again', () => {
  const { anna } = steady();
  expect(out(anna)).toEqual([]);
  steadyIs(anna);
  expect(out(anna)).toEqual(['cut-power']);
  anna.act({ act: 'reopen', step: 'rising' }, { why: 'the water moves' });
  expect(out(anna)).toEqual([]);
});

test('done all the same it was done; and what was added behind a step goes with it', () => {
  const { anna } = steady();
  anna.act({ act: 'add', title: 'Seal the board', after: 'cut-power' }, { why: 'it sparks' });
  anna.act({ act: 'add', title: 'Photograph the seal', after: 'added-1' }, { why: 'for the insurer' });
  expect(out(anna)).toEqual([]);
  steadyIs(anna);
  expect(out(anna)).toEqual(['cut-power', 'added-1', 'added-2']);
  anna.act({ act: 'done', step: 'cut-power' }, { why: 'to be safe' });
  expect(out(anna)).not.toContain('cut-power');
});

test('line by line its sign and its words say so', async () => {
  const { anna } = steady();
  expect(await walk(anna, ['steps'])).toContain('[ ] Cut the power');
  steadyIs(anna);
  expect(await walk(anna, ['steps'])).toContain('[.] not any more: Cut the power');
});

test('on the screen it stands in brackets, is not counted, and says why it does not open', () => {
  const { anna, screen } = steady();
  expect(screen.text).toMatch(/Steps 1 of 9 /);
  steadyIs(anna);
  expect(screen.text).toMatch(/Steps 2 of 8 /);
  expect(screen.text).toContain('(Cut the power)');
  screen.press('g', 'down', 'down');
  expect(screen.words).toContain('The plan went another way, and does not come here any more.');
  expect(screen.words).toContain('J: go on here now');
  screen.press('?');
  expect(screen.words).toContain('( ) not any more');
});

test('an added step that waits is among those that a track still has before it', () => {
  const anna = memoryIncident({ runbooks: [threeTracks] }).session('Anna');
  anna.act({ act: 'done', step: 'begin' });
  const water = (): string => {
    const lane = anna.guide().lanes.find(({ title }) => title === 'Water');
    return `${lane?.settled}/${lane?.total}`;
  };
  expect(water()).toBe('0/2');
  const [, last = ''] = anna.guide().lanes.find(({ title }) => title === 'Water')?.steps ?? [];
  anna.act({ act: 'add', title: 'Look at the hoses', after: last.split(':')[1] ?? '' }, { why: 'one is torn' });
  expect(water()).toBe('0/3');
});
