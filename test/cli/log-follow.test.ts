import { execFileSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { type Given, named } from '../../src/cli/arguments/argv.ts';
import { callOf } from '../../src/cli/call.ts';
import { run } from '../../src/cli/commands/log.ts';
import type { AnyEntry } from '../../src/entry/index.ts';
import { built, holdfast } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

test('what others write while the log is being opened is told once', async () => {
  const desk = floodDesk();
  await desk.json(['declare', 'Water']);
  const given: Given = new Map([
    ['follow', ['']],
    ['json', ['']],
    ['db', [desk.db]],
    ['incident', ['incident-1']],
  ]);
  const call = callOf(named('log'), [], given);
  const told: number[] = [];
  // The command within this process: somebody else writes just when it has opened the incident.
  await run({
    ...call,
    option: (name) => {
      if (name === 'since')
        execFileSync(process.execPath, [holdfast, 'n', 'the pump is silent'], { env: { ...desk.env } });
      return call.option(name);
    },
    io: {
      ...call.io,
      json: (entry) => {
        told.push((entry as AnyEntry).seq);
        if (told.length === 2) setImmediate(() => process.emit('SIGHUP'));
      },
    },
  });
  expect(told).toEqual([1, 2]);
});
