import { randomUUID } from 'node:crypto';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openTimeline } from '../../src/timeline/index.ts';
import type { OpenOptions, Timeline, TimelinePorts } from '../../src/timeline/index.ts';
import type { Draft, Head } from '../../src/entry/index.ts';

export const NEW: Head = { seq: 0, hash: '' };

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-timeline-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Permissions bind everybody but root, whom a container may run the tests as. */
export function asSomebodyElse<T>(folder: string, work: () => T): T {
  if (process.geteuid?.() !== 0) return work();
  const nobody = 65_534;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, name), nobody, nobody);
  chownSync(folder, nobody, nobody);
  process.seteuid?.(nobody);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

export const ports: TimelinePorts = {
  wall: () => Date.now(),
  newId: () => randomUUID(),
  newSalt: () => randomUUID().replaceAll('-', ''),
};

/** Opens a timeline that is closed when the test is over. */
export function open(file: string, options?: OpenOptions, given: TimelinePorts = ports): Timeline {
  const timeline = openTimeline(file, given, options);
  onTestFinished(() => timeline.close());
  return timeline;
}

const common = {
  at: '2026-11-21T03:12:00+01:00',
  precision: 'second',
  by: { name: 'Astrid Holm', role: 'incident-lead' },
  via: 'cli',
} as const;

export function declared(alias = 'flood-1'): Draft {
  const data = { mode: 'real', alias, timezone: 'Europe/Copenhagen' } as const;
  return { ...common, type: 'incident.declared', data, words: 'Water in the cellar.' };
}

export function note(words: string, at: string = common.at): Draft {
  return { ...common, at, type: 'note.written', data: {}, words };
}

export function done(step: string): Draft {
  return { ...common, type: 'step.done', run: 'flood', step, turn: 1, data: {} };
}

export function expunged(entry: string): Draft {
  return { ...common, type: 'entry.expunged', data: { entry }, words: 'Article 17 GDPR' };
}

export { common as said };

/** Declares an incident and writes so many notes, one append each. */
export function incidentOf(timeline: Timeline, notes: number, incident = 'incident-1', alias = 'flood-1'): Head {
  let { head } = timeline.append(incident, NEW, [declared(alias)]);
  for (let n = 1; n <= notes; n += 1) ({ head } = timeline.append(incident, head, [note(`Note ${n}.`)]));
  return head;
}
