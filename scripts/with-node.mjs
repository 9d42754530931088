// with-node.mjs SCRIPT|TOOL [ARG…]: runs a script, or a tool of node_modules, with the Node this checkout needs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, root, setup } from './setup.mjs';
import { runInstead } from './setup/run.mjs';

/** The file behind a tool's name: what the package of that name says its command is. */
function toolFile(name) {
  const folder = join(root, 'node_modules', name === 'tsc' ? 'typescript' : name);
  const bin = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin;
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

const what = process.argv[2];
setup(['dependencies'])
  .then((node) =>
    runInstead(node, root, [/\.m?js$/.test(what) ? join(root, what) : toolFile(what)].concat(process.argv.slice(3))),
  )
  .catch(giveUp);
