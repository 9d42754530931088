import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTimeline, type Timeline } from '../../src/timeline/index.ts';
import { incidentOf, note, open, ports, temporaryFolder } from '../support/timelines.ts';

const writer = fileURLToPath(new URL('writer.ts', import.meta.url));

function write(file: string, name: string, count: number): ChildProcessByStdio<null, Readable, null> {
  const child = spawn(process.execPath, ['--no-warnings', writer, file, 'incident-1', name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Calls back until it says that it has seen enough. */
async function watching(timeline: Timeline, enough: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = timeline.watch(() => {
      if (!enough()) return;
      stop();
      resolve();
    });
  });
}

describe('several processes on one timeline', () => {
  it('another process sees each entry that is committed', async () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const timeline = open(file);
    incidentOf(timeline, 0);
    const seen: string[] = [];
    const all = watching(timeline, () => {
      for (const entry of timeline.entries('incident-1', { after: 1 + seen.length })) seen.push(entry.words ?? '');
      return seen.length === 20;
    });
    const ended = once(write(file, 'Bo', 20), 'exit');
    await all;
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => `Bo ${n + 1}`));
    expect(await ended).toEqual([0, null]);
  });

  it.runIf(process.platform === 'linux')('one who opens it a second time and closes that keeps the lock', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    incidentOf(open(file), 0);
    const locks = (): number => {
      const ofFile = new RegExp(` ${process.pid} \\w+:\\w+:${statSync(file).ino} `, 'g');
      return readFileSync('/proc/locks', 'utf8').match(ofFile)?.length ?? 0;
    };
    expect(locks()).toBe(1);
    // The file is looked at before SQLite opens it, and every lock goes with whoever closes it by hand.
    for (const readonly of [false, true, false]) openTimeline(file, ports, { readonly }).close();
    expect(locks()).toBe(1);
  });

  it('two connections follow each other, and neither is woken by itself', async () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const one = open(file);
    const two = open(file);
    const head = incidentOf(one, 1);
    let wokenByItself = 0;
    onTestFinished(one.watch(() => (wokenByItself += 1)));
    const seen = watching(two, () => two.head('incident-1').seq === 3);
    one.append('incident-1', head, [note('Seen by two.')]);
    await seen;
    expect(wokenByItself).toBe(0);
    const answer = two.append('incident-1', two.head('incident-1'), [note('Seen by one.')]);
    expect(one.head('incident-1')).toEqual(answer.head);
  });

  it('changes() tells of the other connection alone', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const one = open(file);
    const two = open(file);
    const before = one.changes();
    const head = incidentOf(one, 2);
    expect(one.changes()).toBe(before);
    two.append('incident-1', head, [note('From two.')]);
    expect(one.changes()).not.toBe(before);
  });

  it('a connection that lost the race is told the new head, and wins with it', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const one = open(file);
    const two = open(file);
    const head = incidentOf(one, 1);
    expect(two.head('incident-1')).toEqual(head);
    const won = one.append('incident-1', head, [note('First.')]);
    expect(two.append('incident-1', head, [note('Second.')])).toEqual({ ok: false, head: won.head });
    expect(two.append('incident-1', won.head, [note('Second.')]).ok).toBe(true);
    expect(one.entries('incident-1').map(({ words }) => words)).toEqual([
      'Water in the cellar.',
      'Note 1.',
      'First.',
      'Second.',
    ]);
  });

  it('four race for the same heads: every note stands once, in one chain', async () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const timeline = open(file);
    incidentOf(timeline, 0);
    const outputs = await Promise.all(['Ane', 'Bo', 'Carl', 'Dorte'].map((name) => text(write(file, name, 40).stdout)));
    const reported = outputs.flatMap((output) => output.trim().split('\n'));
    const entries = timeline.entries('incident-1', { after: 1 });
    expect(entries.map(({ seq, hash, words }) => `${seq} ${hash} ${words}`)).toEqual(
      reported.toSorted((a, b) => Number.parseInt(a) - Number.parseInt(b)),
    );
    expect(entries).toHaveLength(160);
    expect(timeline.verify('incident-1', timeline.head('incident-1')).problems).toEqual([]);
  });

  it('many make the same new timeline at once, and have one origin', async () => {
    const file = join(temporaryFolder(), 'state', 'timeline.db');
    const script = `import { openTimeline } from ${JSON.stringify(new URL('../../src/timeline/index.ts', import.meta.url).href)};
      const timeline = openTimeline(process.argv[1], { wall: () => 0, newId: () => String(process.pid), newSalt: () => '' });
      process.stdout.write(timeline.origin); timeline.close();`;
    const args = ['--no-warnings', '--input-type=module', '-e', script, file];
    const origins = await Promise.all(
      Array.from({ length: 6 }, () =>
        text(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout),
      ),
    );
    expect(new Set(origins)).toEqual(new Set([open(file).origin]));
  });

  it('killed at any moment: what was reported is there, and the chain verifies', async () => {
    const lengths = fc.sample(fc.integer({ min: 1, max: 60 }), 12);
    for (const length of lengths) {
      const file = join(temporaryFolder(), 'timeline.db');
      const first = open(file);
      incidentOf(first, 0);
      // So that whoever opens it next finds the log of a process that died, and has to recover it.
      first.close();
      const child = write(file, 'Bo', 100_000);
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        if (output.split('\n').length > length) child.kill('SIGKILL');
      });
      await once(child, 'close');
      const reported = output.slice(0, output.lastIndexOf('\n')).split('\n');
      const after = open(file);
      const entries = after.entries('incident-1', { after: 1 });
      expect(entries.slice(0, reported.length).map(({ seq, hash, words }) => `${seq} ${hash} ${words}`)).toEqual(
        reported,
      );
      // One more may have been committed and not yet reported.
      expect(entries.length - reported.length).toBeLessThanOrEqual(1);
      expect(after.verify('incident-1').problems).toEqual([]);
      expect(after.damage()).toEqual([]);
      expect(after.append('incident-1', after.head('incident-1'), [note('And on.')]).ok).toBe(true);
    }
  });
});
