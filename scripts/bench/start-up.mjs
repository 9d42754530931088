import { join } from 'node:path';
import { root } from '../setup.mjs';
import { runToEnd } from './harness.mjs';

const holdfast = join(root, 'bin/holdfast.js');

/** Node that does nothing: what every start costs. */
export const bareNode = () => runToEnd(process.execPath, ['-e', '0']);

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    name: 'holdfast --version',
    against: 'node -e 0',
    bound: 1.3,
    subject: () => runToEnd(process.execPath, [holdfast, '--version']),
    reference: bareNode,
  },
];
