import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

/** A newer text with so many more steps at its end. */
const newerBy = (steps: number): string => {
  const [before, after] = pumpFailure.split(/(?=\nafterwards:)/);
  const more = Array.from({ length: steps }, (_, n) => `  - id: more-${n + 1}\n    do: One more, number ${n + 1}\n`);
  return `${before?.trimEnd() ?? ''}\n${more.join('')}${after ?? ''}`;
};

const sourceOf = (text: string) => ({
  text,
  followed: {},
  sha256: createHash('sha256').update(text).digest('hex'),
});

/** The screen of an incident whose runbook has that newer text now. */
function opened(text: string) {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  const newer = () => Promise.resolve(sourceOf(text));
  return { incident, screen: new ScreenInHand(incident.session('Anna'), { newer }) };
}

/** Types it, and waits for what lies in files. */
async function revise(screen: ScreenInHand): Promise<void> {
  screen.press(':').enter('revise');
  await new Promise((resolve) => setImmediate(resolve));
}

test('all that is other can be read before somebody says yes, however much it is', async () => {
  const { incident, screen } = opened(newerBy(40));
  const before = incident.entries.length;
  await revise(screen);
  expect(screen.words).toContain('Go on in the newer text of Pump failure? New: One more, number 1 (more-1)');
  expect(screen.words).toMatch(/↓ \d+ more below \(arrow keys\) … yes n no, leave it/);
  screen.press('down');
  expect(screen.words).not.toContain('number 1 (more-1)');
  expect(screen.words).toMatch(/↑ 1 more above ↓ \d+ more below/);
  screen.press('up');
  expect(screen.words).toContain('number 1 (more-1)');
  screen.press(...Array.from({ length: 12 }, () => 'page-down'));
  expect(screen.words).toContain('What was done stays done, and you stay where you are. It stands in the record.');
  expect(screen.words).toMatch(/↑ \d+ more above \(arrow keys\)/);
  // Back is back by one at once, however often the end was reached.
  screen.press('up');
  expect(screen.words).toMatch(/↓ 1 more below/);
  screen.press('n');
  expect(screen.words).toContain('Left as it is.');
  expect(incident.entries).toHaveLength(before);
});

test('y takes it, and the plan is the newer one', async () => {
  const { incident, screen } = opened(newerBy(1));
  await revise(screen);
  screen.press('y');
  expect(incident.entries.at(-1)?.type).toBe('runbook.revised');
  expect(incident.incident.runs[0]?.chart.plan.get('more-1')?.title).toBe('One more, number 1');
});

test('the same text is refused in words, and a screen that reaches no files says where it is done', async () => {
  const { screen } = opened(pumpFailure);
  await revise(screen);
  expect(screen.words).toContain('pump-failure is followed as it stands there.');
  const alone = new ScreenInHand(memoryIncident({ runbooks: [pumpFailure] }).session('Bo'));
  await revise(alone);
  expect(alone.words).toContain('Beside it, in another terminal: holdfast revise pump-failure -i');
});

test('with no runbook there is nothing to be newer; of several it asks of which', async () => {
  const none = new ScreenInHand(memoryIncident().session('Bo'));
  await revise(none);
  expect(none.words).toContain('No runbook is followed yet.');
  const other = pumpFailure
    .replace('id: pump-failure', 'id: other-pump')
    .replace('title: Pump failure', 'title: Other pump');
  const two = new ScreenInHand(memoryIncident({ runbooks: [pumpFailure, other] }).session('Bo'));
  await revise(two);
  expect(two.words).toContain('The newer text of which runbook?');
  expect(two.words).toContain('Other pump (other-pump)');
});

test('what comes up while something else is written takes none of it for a yes, and loses none of it', async () => {
  const { incident, screen } = opened(newerBy(1));
  screen.press(':').enter('revise').press('n').type('half of a stor');
  await new Promise((resolve) => setImmediate(resolve));
  expect(screen.words).toContain('Go on in the newer text of Pump failure?');
  expect(screen.words).toContain('… yes n no, leave it');
  screen.tap('y');
  expect(screen.said).toBe('This has just come up. Press the key again once you have read it.');
  expect(incident.entries.at(-1)?.type).not.toBe('runbook.revised');
  screen.press('left');
  expect(screen.words).toContain('y yes n no, leave it');
  screen.press('n', 'n');
  expect(screen.words).toContain('> half of a stor');
});
