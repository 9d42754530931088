// npm test [-- VITEST-ARG…]: sets up, verifies, runs every test, and sums up. With arguments it runs those tests alone.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { everything, root, setup } from './setup.mjs';
import { SetupError, say } from './setup/say.mjs';
import { verify } from './verify.mjs';

const chosen = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));

/** Whether everything could be built; the tests run all the same, so that one sees all that is wrong. */
async function built() {
  try {
    await setup(everything);
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return false;
  }
}

/** Runs vitest and counts from its own report: no report means that it did not come to its end. */
function runTests() {
  const report = join(folder, 'report.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...chosen], {
    cwd: root,
    stdio: 'inherit',
  });
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that could not even be read has no failed test in it, and failed.
    const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    return {
      status,
      passed: numPassedTests,
      failed: numFailedTests + broken.length,
      skipped: numPendingTests,
      names: testResults.flatMap(failures),
    };
  } catch {
    return { status: status || 1, passed: 0, failed: 1, skipped: 0, names: ['the tests came to no end'] };
  }
}

/** What failed in a file, a line each: its output may be long, and an end of it is often all that is kept. */
function failures({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const brief = (text = '') => text.split('\n', 1)[0].slice(0, 200);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${brief(message)}`] : [];
  return failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${brief(failureMessages[0])}`);
}

let passed = 0;
let failed = 0;
let skipped = 0;
const couldBuild = await built();
if (chosen.length === 0) {
  for (const held of [couldBuild, await verify([])]) {
    if (held) passed += 1;
    else failed += 1;
  }
}
const tests = runTests();
rmSync(folder, { recursive: true, force: true });
passed += tests.passed;
failed += tests.failed === 0 && tests.status !== 0 ? 1 : tests.failed;
skipped += tests.skipped;

for (const name of tests.names) console.log(`failed: ${name}`);
console.log(
  `\nbuild and checks included: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
if (process.env.HOLDFAST_TEST_COUNT)
  writeFileSync(process.env.HOLDFAST_TEST_COUNT, `${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
