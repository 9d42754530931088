// Brings a checkout to where it can run: the right Node, the dependencies, the generated validators and fonts, the build. Says nothing
// when there is nothing to do. Must run on the oldest Node a machine may have, see scripts/setup/node.mjs.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchNode, presentNode } from './setup/ensure-node.mjs';
import { alone } from './setup/lock.mjs';
import { npmCi } from './setup/npm.mjs';
import { say, SetupError } from './setup/say.mjs';
import { isCurrent, stampFiles, wantedStamp } from './setup/stamps.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Everything there is to set up, in the order in which one needs the other. */
export const everything = ['dependencies', 'validators', 'page', 'fonts', 'build', 'codeCache'];

/**
 * Installs and builds what is missing or stale.
 * @param {string[]} parts which of `everything`, in that order
 * @returns {Promise<string>} the path of the Node to run with
 */
export async function setup(parts) {
  const node = presentNode(root);
  if (node && parts.every((part) => isCurrent(root, part))) return node;
  return alone(root, async () => {
    const found = presentNode(root) || (await fetchNode(root));
    for (const part of parts) if (!isCurrent(root, part)) await steps[part](found);
    return found;
  });
}

const steps = {
  async dependencies() {
    say('installing dependencies…');
    const stamp = wantedStamp(root, 'dependencies');
    await npmCi(root, 'the dependencies');
    writeFileSync(join(root, stampFiles.dependencies), stamp);
  },
  async validators(node) {
    runScript(node, 'scripts/build/validators.mjs', 'the validators could not be made');
  },
  async page(node) {
    runScript(node, 'scripts/build/page.mjs', 'the page of the review could not be made');
  },
  async fonts(node) {
    runScript(node, 'scripts/build/fonts.mjs', 'the fonts could not be packed');
  },
  async build(node) {
    say('building…');
    runScript(node, 'scripts/build.mjs', 'the build failed');
  },
  async codeCache(node) {
    runScript(node, 'scripts/build/code-cache.mjs', 'the code cache could not be made');
  },
};

function runScript(node, script, failure) {
  const done = spawnSync(node, [join(root, script)], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new SetupError(failure + ' (' + script + ').');
}

/**
 * Ends the process with a set-up error in plain words; anything else is a defect and keeps its stack.
 * @param {unknown} error
 */
export function giveUp(error) {
  if (error instanceof SetupError) say(error.message);
  else console.error(error);
  process.exit(1);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) setup(everything).catch(giveUp);
