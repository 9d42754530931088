#!/usr/bin/env node
'use strict';
// Read by whatever Node the machine has, so it is written for an old one. Nothing is loaded before the check: the database's
// binary brings an old Node down without a word. CommonJS, because that starts faster.

const node = process.versions.node.split('.').map(Number);
const newEnough = (node[0] > 22 || (node[0] === 22 && node[1] >= 17)) && Number(process.versions.napi) >= 10;

if (!newEnough) {
  process.stderr.write(
    'holdfast: needs Node 22.17 or newer, this is ' +
      process.versions.node +
      '. Install Node 22 or 24, or use "npm start" in a checkout, which brings its own.\n',
  );
  process.exitCode = 2;
} else if (process.argv[2] === '--version' || process.argv[2] === '-V') {
  const { version } = require('../package.json');
  process.stdout.write((process.argv[3] === '--json' ? JSON.stringify({ version }) : version) + '\n');
} else {
  try {
    require('./load.js').load('main.js');
  } catch (error) {
    if (error.code !== 'ENOENT' || require('node:fs').existsSync(__dirname + '/../dist/main.js')) throw error;
    process.stderr.write('holdfast: this checkout is not built yet. Run "npm run setup".\n');
    process.exitCode = 2;
  }
}
