import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { incidentOf, note, open, temporaryFolder } from '../support/timelines.ts';

/** A timeline with a few entries, which nobody has open. */
function written(): string {
  const file = join(temporaryFolder(), 'timeline.db');
  const timeline = open(file);
  incidentOf(timeline, 3);
  timeline.close();
  return file;
}

const logOf = (file: string): number => statSync(`${file}-wal`).size;

/** What a power cut would leave of it. */
function asCutOff(file: string): string {
  const copy = join(temporaryFolder(), 'timeline.db');
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  return copy;
}

describe('the room of the log', () => {
  it('is there when somebody stays, and acts do not make it grow', () => {
    const file = written();
    const timeline = open(file);
    timeline.watch(() => {});
    const room = logOf(file);
    for (let n = 0; n < 50; n += 1) timeline.append('incident-1', timeline.head('incident-1'), [note(`Pump ${n}.`)]);
    expect(logOf(file)).toBe(room);
    expect(timeline.entries('incident-1')).toHaveLength(54);
  });

  it('is not made over what another has committed', () => {
    const file = written();
    const one = open(file);
    one.append('incident-1', one.head('incident-1'), [note('Not in the database yet.')]);
    const log = logOf(file);
    const two = open(file);
    two.watch(() => {});
    expect(logOf(file)).toBe(log);
    expect(open(asCutOff(file)).entries('incident-1')).toHaveLength(5);
  });

  it('holds nothing by itself, and what was recorded in it outlasts a power cut', () => {
    const file = written();
    const timeline = open(file);
    timeline.watch(() => {});
    expect(open(asCutOff(file)).entries('incident-1')).toHaveLength(4);
    const { head } = timeline.append('incident-1', timeline.head('incident-1'), [note('Into the room.')]);
    const after = open(asCutOff(file));
    expect(after.entries('incident-1')).toHaveLength(5);
    expect(after.verify('incident-1', head).problems).toEqual([]);
  });
});
