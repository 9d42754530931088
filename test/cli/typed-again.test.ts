import { expect, test } from 'vitest';
import { typedAgain } from '../../src/cli/arguments/typed-again.ts';

const called = (env: Readonly<Record<string, string>>, db?: string): ReturnType<typeof typedAgain> =>
  typedAgain({ around: { env, cwd: '/' }, option: (name) => (name === 'db' ? db : undefined) });

test('a command is typed again with the program as it was called', () => {
  const installed = called({});
  expect([installed(), installed('guide -i flood-1')]).toEqual(['holdfast', 'holdfast guide -i flood-1']);
  const cloned = called({ npm_lifecycle_event: 'start' });
  expect([cloned(), cloned('guide -i flood-1')]).toEqual(['npm start', 'npm start -- guide -i flood-1']);
});

test('the record that was named is named again, as a shell takes it', () => {
  expect(called({}, 'night.db')('guide -i flood-1')).toBe('holdfast guide -i flood-1 --db night.db');
  expect(called({}, "Ida's night.db")()).toBe("holdfast --db 'Ida'\\''s night.db'");
  expect(called({ npm_lifecycle_event: 'start' }, 'night.db')()).toBe('npm start -- --db night.db');
});
