import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type AnyEntry, verifyChain } from '../../src/entry/index.ts';
import { guide, statusJson } from '../../src/guide/index.ts';
import { fromSnapshot, replay, toSnapshot } from '../../src/incident/index.ts';

const recorded = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
const history = (name: string) =>
  recorded(name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AnyEntry);

describe.each(['v1-cellar-flood', 'v1-data-centre-flood'])('the recorded incident %s', (name) => {
  const entries = history(`${name}.jsonl`);

  it('verifies', () => {
    expect(verifyChain(entries).problems).toEqual([]);
  });

  it('replays with no entry that does not fit', () => {
    expect(replay(entries).misfits).toEqual([]);
  });

  it('every prefix is a valid incident, whose snapshot goes on to the same end', () => {
    const whole = replay(entries);
    const followed = entries.filter((entry) => entry.type === 'runbook.followed');
    for (let cut = 1; cut < entries.length; cut += Math.ceil(entries.length / 20)) {
      const before = replay(entries.slice(0, cut));
      const woken = fromSnapshot(toSnapshot(before), () => followed.slice(0, before.runs.length));
      expect(replay(entries.slice(cut), woken).heads).toEqual(whole.heads);
      expect(guide(replay(entries.slice(cut), woken), { name: 'Reader' }, whole.lastAt)).toEqual(guide(whole, { name: 'Reader' }, whole.lastAt));
    }
  });
});

describe('the recorded flood', () => {
  it('comes to the very state that was printed when it was recorded', () => {
    const incident = replay(history('v1-data-centre-flood.jsonl'));
    const printed: unknown = JSON.parse(recorded('v1-data-centre-flood.status.json'));
    const now = statusJson(guide(incident, { name: 'Reader' }, incident.lastAt), incident);
    expect(JSON.parse(JSON.stringify(now))).toEqual(printed);
  });
});
