import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { settings } from '../build.mjs';

/**
 * Bundles a program of scripts/bench/programs as the product is bundled.
 * @param {string} name
 * @param {string} outdir is made
 * @param {import('esbuild').BuildOptions} [otherwise] where it is to be bundled in another way
 * @returns {Promise<string>} the file to be run
 */
export async function bundled(name, outdir, otherwise = {}) {
  const made = settings({ entry: `scripts/bench/programs/${name}.mjs`, outdir });
  const { outputFiles } = await build({ ...made, external: [...made.external, 'react-devtools-core'], ...otherwise });
  mkdirSync(outdir, { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  writeFileSync(join(outdir, 'package.json'), '{"type":"module"}');
  return join(outdir, 'main.js');
}
