import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

/**
 * Runs a program in the foreground of this terminal and ends as it ends: same exit code, or the same signal.
 * @param {string} node the Node that it, and everything it starts, is to find first on the PATH
 * @param {string} root
 * @param {string[]} args for Node
 */
export function runInstead(node, root, args) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH || process.env.Path || ''].join(
    delimiter,
  );
  const child = spawn(node, args, { stdio: 'inherit', env: Object.assign({}, process.env, { PATH: path }) });
  // The terminal sends these to the whole foreground group, the child among it: here they only must not end the wait.
  const fromTerminal = process.platform === 'win32' ? ['SIGINT'] : ['SIGINT', 'SIGQUIT'];
  const passedOn = ['SIGTERM', 'SIGHUP'];
  const nothing = () => {};
  const pass = (signal) => child.kill(signal);
  fromTerminal.forEach((signal) => process.on(signal, nothing));
  passedOn.forEach((signal) => process.on(signal, pass));
  child.on('error', (error) => {
    process.stderr.write('holdfast: cannot run ' + node + ' (' + error.message + ').\n');
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    fromTerminal.forEach((name) => process.removeListener(name, nothing));
    passedOn.forEach((name) => process.removeListener(name, pass));
    if (signal) process.kill(process.pid, signal);
    else process.exit(code === null ? 1 : code);
  });
}
