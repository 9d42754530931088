import { describe, expect, test } from 'vitest';
import { intact, onATerminal } from '../support/intact.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { withNumbers } from '../support/people-night.ts';
import { openScreen, screenNames } from '../support/screens.ts';
import { smallFlood } from '../support/small-flood.ts';
import naughty from '../fixtures/naughty/blns.json' with { type: 'json' };

/** Two sizes: the smallest, where most is cut, and one in which columns stand beside each other. */
const sizes = [
  { columns: 60, rows: 20 },
  { columns: 132, rows: 43 },
] as const;

/** What no record takes for words is left out; the rest comes in sixes, one for each place in which it can stand. */
const words = naughty.filter((text) => text.trim() !== '').map((text) => text.replaceAll(/\s+/g, ' ').trim());
const nights = Array.from({ length: Math.ceil(words.length / 6) }, (_, night) => {
  const at = (place: number): string => words[(night * 6 + place) % words.length] ?? '';
  const runbooks = [runbookSaying(at(0), at(1), at(2)), smallFlood];
  return { title: at(0), anna: at(1), bo: at(2), note: at(3), fact: at(4), task: at(5), runbooks };
});

/** What the checker of runbooks lets nobody write comes into no title; it is tried as words all the same. */
function runbookSaying(step: string, option: string, clock: string): string {
  const runbook = withNumbers
    .replace('do: Get everyone out', () => `do: ${JSON.stringify(step)}`)
    .replace('title: Yes, it rises', () => `title: ${JSON.stringify(option)}`)
    .replace('title: Tell the public', () => `title: ${JSON.stringify(clock)}`);
  try {
    memoryIncident({ runbooks: [runbook] });
    return runbook;
  } catch {
    return withNumbers;
  }
}

describe('whatever is written, the frame stays whole', () => {
  test.each(screenNames)('%s', { timeout: 60_000 }, (name) => {
    nights.forEach((night, place) => {
      const size = sizes[place % 2] ?? sizes[0];
      intact(openScreen(name, size, night).rows, size);
    });
  });

  test('a terminal takes each row for one line', async () => {
    const size = sizes[0];
    for (const night of nights) {
      const { rows } = openScreen('timeline', size, night);
      expect(await onATerminal(rows, size)).toHaveLength(size.rows);
    }
  });
});
