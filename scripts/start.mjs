// npm start [-- ARG…]: sets up what is missing, then runs holdfast; where there is no terminal to guide on, its demonstration.
import { join } from 'node:path';
import { everything, giveUp, root, setup } from './setup.mjs';
import { runInstead } from './setup/run.mjs';

const given = process.argv.slice(2);
const terminal = process.stdin.isTTY && process.stdout.isTTY;
const args = given.length > 0 || terminal ? given : ['demo'];
setup(everything)
  .then((node) => runInstead(node, root, [join(root, 'bin', 'holdfast.js')].concat(args)))
  .catch(giveUp);
