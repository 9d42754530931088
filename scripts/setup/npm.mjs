import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SetupError } from './say.mjs';

const QUIET = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--no-update-notifier',
  '--loglevel=error',
  // npm would try in silence for more than a minute before it says that there is no network.
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

const NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;

/** The machine's own npm, run by the machine's own Node: the one that was used to start this, or the one beside Node. */
function ownNpm() {
  const bin = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath || '',
    resolve(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(bin, 'node_modules/npm/bin/npm-cli.js'),
  ];
  const cli = candidates.find((file) => /npm-cli\.c?js$/.test(file) && existsSync(file));
  return cli === undefined ? { command: 'npm', before: [] } : { command: process.execPath, before: [cli] };
}

/**
 * Runs `npm ci` in a folder, with no install scripts and no output of its own.
 * @param {string} folder
 * @param {string} what what is being fetched, for the error
 * @returns {Promise<void>}
 */
export function npmCi(folder, what) {
  const npm = ownNpm();
  const args = npm.before.concat(['ci', '--prefix', folder], QUIET);
  return new Promise((done, failed) => {
    const child = spawn(npm.command, args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: npm.before.length === 0 && process.platform === 'win32',
    });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('error', (error) =>
      failed(new SetupError('cannot run npm (' + error.message + '). Install npm and run this again.')),
    );
    child.on('close', (code) => (code === 0 ? done() : failed(new SetupError(explain(what, errors)))));
  });
}

function explain(what, errors) {
  const lines = errors
    .split('\n')
    .filter((line) => /\w{2}/.test(line.replace('npm error', '')) && !/A complete log of this run|\.log$/.test(line));
  const network = NETWORK.exec(errors);
  const said = lines.slice(0, 6).map((line) => '\n  ' + line);
  return network
    ? 'could not fetch ' +
        what +
        ': the package registry cannot be reached (' +
        network[1] +
        ').\n' +
        "  Check the network, or the proxy in npm's settings, and run the same command again. Nothing was left half done."
    : 'could not fetch ' + what + '. npm said:' + said.join('');
}
