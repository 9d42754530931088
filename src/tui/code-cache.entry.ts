import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/** A bundled script that was run, and the way to keep what V8 made of it. */
export interface Loaded {
  readonly exports: unknown;
  /** Keeps the functions compiled so far for the next start, once; does nothing where they came from there. */
  keep(): void;
}

/**
 * Runs a script of the bundle with the functions that V8 compiled for it last time: Node's own compile cache is written before
 * any function has run and holds none of those that the first frame needs. Without a cache that fits it is compiled as ever.
 * @param name of the file, with the hash of what is in it
 * @param beside the URL of a file in the same folder
 */
export function loadCompiled(name: string, beside: string): Loaded {
  const file = fileURLToPath(new URL(name, beside));
  const cache = cacheFile(name);
  const cachedData = cache === undefined ? undefined : read(cache);
  const source = `(function(exports,require,module){${readFileSync(file, 'utf8')}\n})`;
  const script = new Script(source, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  const module = { exports: {} };
  const run = script.runInThisContext() as (exports: object, require: NodeJS.Require, module: object) => void;
  run(module.exports, createRequire(file), module);
  let kept = cache === undefined || (cachedData !== undefined && script.cachedDataRejected !== true);
  return {
    exports: module.exports,
    keep: () => {
      if (kept || cache === undefined) return;
      kept = true;
      write(cache, script.createCachedData());
    },
  };
}

/** In the person's own cache folder: who can write there can run programs as that person already. */
function cacheFile(name: string): string | undefined {
  const { XDG_CACHE_HOME: given, NODE_DISABLE_COMPILE_CACHE: off } = process.env;
  if (off !== undefined) return undefined;
  try {
    const home = given !== undefined && given.startsWith('/') ? given : join(homedir(), '.cache');
    return join(home, 'holdfast', `${name}-${process.version}-${process.arch}`);
  } catch {
    // No home: then each start compiles anew.
    return undefined;
  }
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written is none: nobody needs to hear of it. */
function write(file: string, data: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.${process.pid}`, data, { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A read-only home, a full disk.
  }
}
