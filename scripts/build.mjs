// Builds dist/: minified scripts, so that a command loads what it needs and nothing else.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildLayers } from './build/layers.mjs';
import { patchForStartUp } from './build/plugins.mjs';
import { root } from './setup.mjs';
import { stampFiles, wantedStamp } from './setup/stamps.mjs';

/**
 * The settings of the bundle.
 * @param {{ entry: string, outdir: string }} what
 * @returns {import('esbuild').BuildOptions}
 */
export const settings = ({ entry, outdir }) => ({
  absWorkingDir: root,
  entryPoints: { main: entry },
  outdir,
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.17',
  // The ES modules of a package, where it has both: CommonJS loses its named exports when it is split.
  mainFields: ['module', 'main'],
  conditions: ['module'],
  minify: true,
  // One byte a character: V8 parses such a file faster and keeps it in half the memory.
  charset: 'ascii',
  legalComments: 'none',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  external: ['better-sqlite3/package.json'],
  // Dependencies written as CommonJS ask for Node's own modules by `require`, which a module does not have.
  banner: { js: "const require=process.getBuiltinModule('module').createRequire(import.meta.url);" },
  plugins: [patchForStartUp()],
  write: false,
  logLevel: 'warning',
});

/**
 * Writes the files of a bundle so that a holdfast running from that folder keeps going: the entry comes last, and the chunks
 * of the build before this one stay.
 * @param {string} outdir
 * @param {{ path: string, text: string }[]} files
 */
function put(outdir, files) {
  mkdirSync(outdir, { recursive: true });
  const list = join(outdir, '.files.json');
  const before = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  const names = files.map((file) => file.path.slice(outdir.length + 1));
  const isEntry = (file) => file.path.endsWith('main.js');
  for (const file of files.toSorted((a, b) => Number(isEntry(a)) - Number(isEntry(b)))) {
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(`${file.path}.new`, file.text);
    renameSync(`${file.path}.new`, file.path);
  }
  for (const name of readdirSync(outdir)) {
    if (name.endsWith('.js') && !names.includes(name) && !before.includes(name))
      rmSync(join(outdir, name), { force: true });
  }
  writeFileSync(list, JSON.stringify(names));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const outdir = resolve(root, 'dist');
  const stamp = wantedStamp(root, 'build');
  try {
    put(outdir, await buildLayers(settings({ entry: 'src/cli/main.ts', outdir })));
    writeFileSync(join(root, stampFiles.build), stamp);
  } catch (error) {
    // esbuild has said what is wrong and where; its stack would add nothing.
    if (!Array.isArray(error.errors)) throw error;
    process.exitCode = 1;
  }
}
