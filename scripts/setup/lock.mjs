import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, say } from './say.mjs';

const PATIENCE = 15 * 60 * 1000;

/**
 * Runs some work while no other set-up of this checkout runs. A lock whose owner has died is taken over.
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(root, work) {
  const tools = join(root, '.tools');
  const lock = join(tools, 'lock');
  mkdirSync(tools, { recursive: true });
  await take(lock);
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

async function take(lock) {
  const started = Date.now();
  let told = false;
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (ownerIsDead(lock)) {
      putAside(lock);
      continue;
    }
    if (Date.now() - started > PATIENCE)
      throw new SetupError('another set-up holds ' + lock + '. If none is running, remove that folder.');
    if (!told && Date.now() - started > 2000) {
      say('waiting for another set-up of this folder to finish…');
      told = true;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

function ownerIsDead(lock) {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    if (pid > 0) {
      process.kill(pid, 0);
      return false;
    }
  } catch (error) {
    if (error.code === 'ESRCH') return true;
    if (error.code !== 'ENOENT') return false;
  }
  // No owner is named yet: it is either being taken at this moment, or its taker died in between.
  try {
    return Date.now() - statSync(lock).mtimeMs > 10000;
  } catch {
    return false;
  }
}

/** A rename is atomic, so of two that find the same dead lock only one removes it. */
function putAside(lock) {
  const aside = lock + '-' + process.pid;
  try {
    renameSync(lock, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
