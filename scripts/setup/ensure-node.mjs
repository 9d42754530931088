import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeIsGood, nodePackage, PINNED } from './node.mjs';
import { npmCi } from './npm.mjs';
import { say, SetupError } from './say.mjs';

const executable = process.platform === 'win32' ? 'node.exe' : 'node';

/**
 * The path of a Node that will do without fetching anything, or undefined.
 * @param {string} root
 * @returns {string | undefined}
 */
export function presentNode(root) {
  if (nodeIsGood(process.versions.node)) return process.execPath;
  const own = join(root, '.tools', 'node', PINNED, 'bin', executable);
  return existsSync(own) ? own : undefined;
}

/**
 * Fetches the pinned Node into `.tools/node` and gives its path.
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function fetchNode(root) {
  const found = nodePackage(process.platform, process.arch);
  const need = 'holdfast needs Node 22.17 or newer (22, 24 or 26), this is ' + process.versions.node;
  if (!found)
    throw new SetupError(
      need + ', and there is none to fetch for ' + process.platform + '-' + process.arch + '. Install one.',
    );
  say('this machine has Node ' + process.versions.node + '; fetching ' + PINNED + ' for this folder alone…');

  const home = join(root, '.tools', 'node');
  mkdirSync(home, { recursive: true });
  const work = mkdtempSync(join(home, 'fetch-'));
  try {
    writeLock(work, found);
    await npmCi(work, 'Node ' + PINNED);
    const from = join(work, 'node_modules', found.name);
    const node = join(from, 'bin', executable);
    const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
    if (answer.status !== 0)
      throw new SetupError(need + ', and the fetched one does not run on this system. Install one.');
    // Headers and manual pages are two thirds of the package and nobody needs them here.
    for (const part of ['include', 'share']) rmSync(join(from, part), { recursive: true, force: true });
    rmSync(join(home, PINNED), { recursive: true, force: true });
    renameSync(from, join(home, PINNED));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return join(home, PINNED, 'bin', executable);
}

/** A lock file of one package, so that npm checks what it got against the digest that stands in this repository. */
function writeLock(folder, found) {
  const dependencies = {};
  dependencies[found.name] = PINNED;
  const packages = { '': { dependencies } };
  packages['node_modules/' + found.name] = { version: PINNED, integrity: found.integrity };
  const name = 'holdfast-node';
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true, dependencies }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name, lockfileVersion: 3, requires: true, packages }),
  );
}
