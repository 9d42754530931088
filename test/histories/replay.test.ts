import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type AnyEntry, verifyChain } from '../../src/entry/index.ts';
import { guide, statusJson } from '../../src/guide/index.ts';
import { fromSnapshot, keepsText, replay, toSnapshot } from '../../src/incident/index.ts';

const recorded = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
const history = (name: string) =>
  recorded(name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AnyEntry);

describe.each(['v1-cellar-flood', 'v1-data-centre-flood', 'v1-rewritten-runbook'])('the recorded incident %s', (name) => {
  const entries = history(`${name}.jsonl`);

  it('verifies', () => {
    expect(verifyChain(entries).problems).toEqual([]);
  });

  it('replays with no entry that does not fit', () => {
    expect(replay(entries).misfits).toEqual([]);
  });

  it('every prefix is a valid incident, whose snapshot goes on to the same end', () => {
    const whole = replay(entries);
    const texts = entries.filter(keepsText);
    for (let cut = 1; cut < entries.length; cut += Math.ceil(entries.length / 20)) {
      const before = replay(entries.slice(0, cut));
      const woken = fromSnapshot(toSnapshot(before), () => texts);
      expect(replay(entries.slice(cut), woken).heads).toEqual(whole.heads);
      expect(guide(replay(entries.slice(cut), woken), { name: 'Reader' }, whole.lastAt)).toEqual(guide(whole, { name: 'Reader' }, whole.lastAt));
    }
  });
});

describe.each(['v1-data-centre-flood', 'v1-rewritten-runbook'])('the recorded state of %s', (name) => {
  it('is the very one that was printed when it was recorded', () => {
    const incident = replay(history(`${name}.jsonl`));
    const printed: unknown = JSON.parse(recorded(`${name}.status.json`));
    const now = statusJson(guide(incident, { name: 'Reader' }, incident.lastAt), incident);
    expect(JSON.parse(JSON.stringify(now))).toEqual(printed);
  });
});
