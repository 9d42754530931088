import { readFileSync, statSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { built } from '../support/cli.ts';

beforeAll(built, 120_000);

test('the script that every command loads has little in it: one import too many in a command that is loaded with it brings the whole incident in', () => {
  const dist = new URL('../../dist/', import.meta.url);
  const main = readFileSync(new URL('main.js', dist), 'utf8');
  const [incident = 'none'] = /incident-[0-9a-f]{8}\.js/.exec(main) ?? [];
  expect(statSync(new URL(incident, dist)).size).toBeGreaterThan(2 * main.length);
});
