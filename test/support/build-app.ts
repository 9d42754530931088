import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { settings } from '../../scripts/build.mjs';

/** A program bundled as the product is. */
export interface BuiltApp {
  readonly file: string;
  remove(): void;
}

/** Bundles a test's program with the product's own settings, patches included. */
export async function buildApp(entry: string): Promise<BuiltApp> {
  const outdir = mkdtempSync(join(tmpdir(), 'holdfast-app-'));
  const { outputFiles } = await build({ ...settings({ entry, outdir }), write: false });
  for (const file of outputFiles) {
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(file.path, file.contents);
  }
  writeFileSync(join(outdir, 'package.json'), '{"type":"module"}');
  return { file: join(outdir, 'main.js'), remove: () => rmSync(outdir, { recursive: true, force: true }) };
}
