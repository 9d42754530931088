// npm run verify [-- CHECK…]: every check, two at a time; one line for each that holds, all its words for one that does not.
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { root, setup } from './setup.mjs';
import { checks } from './verify/checks.mjs';

function run(check) {
  return new Promise((done) => {
    const child = spawn(process.execPath, check.args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('close', (code) => done({ check, holds: code === 0, said: said.trim() }));
  });
}

/**
 * Runs checks and says how each went.
 * @param {string[]} names none means all
 * @returns {Promise<boolean>} whether all hold
 */
export async function verify(names) {
  await setup(['dependencies', 'validators', 'page', 'fonts']);
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no check ${unknown.join(', ')}. There are: ${checks.map((check) => check.name).join(', ')}.`,
    );
    return false;
  }
  const waiting = checks.filter((check) => names.length === 0 || names.includes(check.name));
  const failed = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const result = await run(check);
      if (!result.holds) failed.push(check.name);
      console.log(`${result.holds ? '✓' : '✗'} ${check.name.padEnd(8)} ${check.holds}`);
      if (!result.holds) console.log(result.said.replace(/^/gm, '    '));
    }
  };
  await Promise.all([worker(), worker()]);
  console.log(failed.length === 0 ? 'verify: everything holds' : `verify: ${failed.join(', ')} failed`);
  return failed.length === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = (await verify(process.argv.slice(2))) ? 0 : 1;
}
