// The bundle in layers. esbuild's own splitting makes a chunk for every set of commands that share something, and each chunk
// that is loaded costs a thirtieth of a bare start; so what most commands share is a few whole files, one upon the other.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { lazyBuiltins } from './builtins.mjs';
import { indexes, namesIn } from './indexes.mjs';

/** From the lowest up: what each is made of is all that these files import, and no lower one has. */
const layers = [
  { name: 'main', of: ['src/cli/main.ts', 'src/cli/commands/list.ts', 'src/cli/commands/guide.ts'] },
  { name: 'reading', of: ['src/cli/commands/runbook-check.ts', 'src/runbook/check.entry.ts'] },
  {
    name: 'incident',
    of: [
      'src/cli/commands/act.ts',
      'src/cli/commands/status.ts',
      'src/cli/commands/log.ts',
      'src/cli/commands/start.ts',
    ],
  },
];

/** What draws the guide's screen, with Ink and React. */
const SCREEN = 'src/tui/run-screen.tsx';

const fromClause = /^(import|export) (?:\{([^}]*)\}|\* as (\w+)) from '(\.\.?\/[^']*\.tsx?)';$/gm;
const dynamic = /\bimport\('(\.\.?\/[^']*\.tsx?)'\)/g;

/**
 * Bundles the program.
 * @param {import('esbuild').BuildOptions} settings with one entry, the file of the lowest layer that begins it all
 * @returns {Promise<{ path: string, contents: Uint8Array }[]>} what is to be written
 */
export async function buildLayers(settings) {
  const root = settings.absWorkingDir;
  const plugins = settings.plugins ?? [];
  const scanned = await build({ ...settings, metafile: true, plugins: [source(root), ...plugins] });
  const { inputs } = scanned.metafile;
  const stamp = createHash('sha256');
  for (const { contents } of scanned.outputFiles) stamp.update(contents);
  const mark = stamp.digest('hex').slice(0, 8);

  const owner = new Map();
  for (const [index, { of }] of layers.entries())
    for (const file of closure(inputs, of)) if (!owner.has(file)) owner.set(file, index);
  const dynamics = new Set(
    Object.values(inputs).flatMap((input) =>
      input.imports
        .filter(({ kind, external }) => kind === 'dynamic-import' && external !== true)
        .map(({ path }) => path),
    ),
  );
  const layerFile = (index) => (index === 0 ? 'main.js' : `${layers[index].name}-${mark}.js`);
  /** What the layers above take from each: by file, the names; `*` is the whole file. */
  const taken = layers.map(() => new Map());
  const id = new Map([...owner.keys()].toSorted((a, b) => (a < b ? -1 : 1)).map((file, index) => [file, `f${index}`]));
  const take = (file, name) => {
    const of = taken[owner.get(file)];
    of.set(file, (of.get(file) ?? new Set()).add(name));
    return name === '*' ? id.get(file) : `${id.get(file)}_${name}`;
  };
  for (const file of dynamics) if (owner.has(file)) take(file, '*');

  /** Lets imports that cross a layer lead to that layer's file. */
  const crossing = (current, restFiles) =>
    source(root, (path, contents) => {
      const target = (from) => relative(root, join(dirname(path), from));
      const isBelow = (file) => owner.has(file) && owner.get(file) !== current;
      return contents
        .replace(fromClause, (whole, verb, list, star, from) => {
          const file = target(from);
          if (!isBelow(file)) return whole;
          const layer = `'layer:${owner.get(file)}'`;
          if (star !== undefined) return `import { ${take(file, '*')} as ${star} } from ${layer};`;
          const names = namesIn(list).map(({ name, as }) => `${take(file, name)} as ${as}`);
          return names.length === 0 ? '' : `${verb} { ${names.join(', ')} } from ${layer};`;
        })
        .replace(dynamic, (whole, from) => {
          const file = target(from);
          if (owner.has(file)) return late(`require('layer:${owner.get(file)}').${take(file, '*')}`);
          return restFiles === undefined ? whole : late(`require('rest:${restFiles.get(file)}')`);
        });
    });
  const elsewhere = {
    name: 'elsewhere',
    setup(building) {
      building.onResolve({ filter: /^(layer|rest):/ }, ({ path }) => {
        const [kind, name] = path.split(':');
        return { path: `./${kind === 'layer' ? layerFile(Number(name)) : name}`, external: true };
      });
    },
  };

  // The screen is one script, run with the functions that were compiled last time (src/tui/code-cache.entry.ts).
  const screen = await build({
    ...settings,
    entryPoints: { screen: SCREEN },
    entryNames: '[name]-[hash]',
    splitting: false,
    format: 'cjs',
    banner: {},
    plugins: [crossing(-1), elsewhere, ...plugins],
  });
  const screenLoader = {
    name: 'screen-loader',
    setup(building) {
      const name = basename(screen.outputFiles[0].path);
      building.onLoad({ filter: new RegExp(`/${SCREEN}$`) }, () => ({
        contents:
          `import { loadCompiled } from './code-cache.entry.ts'; const loaded = loadCompiled('./${name}', import.meta.url); ` +
          'setTimeout(loaded.keep, 2000).unref(); ' +
          'export const runScreen = (...given) => loaded.exports.runScreen(...given).finally(loaded.keep);',
        loader: 'ts',
        resolveDir: join(root, dirname(SCREEN)),
      }));
    },
  };

  const restEntries = [...dynamics].filter((file) => !owner.has(file));
  const rest = await build({
    ...settings,
    entryPoints: restEntries,
    entryNames: '[name]-[hash]',
    metafile: true,
    plugins: [screenLoader, crossing(-1), elsewhere, ...plugins],
  });
  const restFiles = new Map(
    Object.entries(rest.metafile.outputs).flatMap(([path, { entryPoint }]) =>
      entryPoint === undefined ? [] : [[entryPoint, relative(settings.outdir, join(root, path))]],
    ),
  );
  const files = [...screen.outputFiles, ...rest.outputFiles];
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const lines = [...taken[index]].map(([file, names]) =>
      [...names]
        .map(
          (name) =>
            `export ${name === '*' ? `* as ${id.get(file)}` : `{ ${name} as ${id.get(file)}_${name} }`} from './${file}';`,
        )
        .join('\n'),
    );
    const begin =
      index === 0
        ? /** @type {string[]} */ (Object.values(settings.entryPoints)).map((entry) => `import './${entry}';`)
        : [];
    const { outputFiles } = await build({
      ...settings,
      splitting: false,
      entryPoints: undefined,
      stdin: { contents: [...begin, ...lines].join('\n'), resolveDir: root, loader: 'ts' },
      outfile: join(settings.outdir, layerFile(index)),
      outdir: undefined,
      entryNames: undefined,
      chunkNames: undefined,
      plugins: [crossing(index, restFiles), elsewhere, ...plugins],
    });
    files.push(...outputFiles);
  }
  return files;
}

/** Loads when the file that asks is done: without a turn in between the two would wait for each other. By `require`, which reads at once. */
const late = (load) => `Promise.resolve().then(() => ${load})`;

/** Every file that these files import, and what those import, themselves included. */
function closure(inputs, files, found = new Set()) {
  for (const file of files) {
    if (found.has(file) || inputs[file] === undefined) continue;
    found.add(file);
    closure(
      inputs,
      inputs[file].imports
        .filter(({ kind, external }) => kind !== 'dynamic-import' && external !== true)
        .map(({ path }) => path),
      found,
    );
  }
  return found;
}

/** Reads our own files: imports led past the rooms' indexes, Node's own modules taken without a facade, and changed further. */
function source(root, change = (_, contents) => contents) {
  return {
    name: 'source',
    setup(building) {
      const reading = indexes();
      building.onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => ({
        contents: lazyBuiltins(change(path, reading.straight(path, readFileSync(path, 'utf8')))),
        loader: extname(path).slice(1),
      }));
    },
  };
}
