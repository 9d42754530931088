import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './setup.mjs';
import { stampFiles, wantedStamp } from './setup/stamps.mjs';
const stamp = wantedStamp(root, 'build');
await build({
  entryPoints: [join(root, 'src/cli/main.ts')],
  outdir: join(root, 'dist'),
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.17',
  charset: 'ascii',
  external: ['better-sqlite3'],
});
writeFileSync(join(root, stampFiles.build), stamp);
