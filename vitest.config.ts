import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['scripts/setup/before-tests.mjs'],
    include: ['test/**/*.test.{ts,tsx}'],
    // Two noisy cores: a limit is there to end a hang, never to judge speed.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    maxWorkers: 2,
    pool: 'forks',
    env: { TZ: 'UTC', NO_COLOR: '1' },
    passWithNoTests: false,
  },
});
