// The bundle in layers. esbuild's own splitting makes a chunk for every set of commands that share something, and each chunk
// that is loaded costs a thirtieth of a bare start; so what most commands share is a few whole files, one upon the other.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { build, transform } from 'esbuild';
import { lazyBuiltins } from './builtins.mjs';
import { indexes, namesIn } from './indexes.mjs';

/**
 * From the lowest up: what each is made of is all that these files import, and no lower one has. What a `late` one gives are
 * functions, and it is loaded at the first call: an incident that is open has read its runbook before, and plain steps have no
 * condition. A late one that stands on another loads it at once.
 */
const layers = [
  {
    name: 'main',
    of: [
      'src/cli/main.ts',
      'src/cli/commands/list.ts',
      'src/cli/commands/guide.ts',
      'src/cli/commands/search.ts',
      'src/conditions/template.ts',
      'src/runbook/bundle.ts',
      'src/runbook/grammar.ts',
      'src/runbook/scenario/terms.ts',
      'src/runbook/scenario/words.ts',
      'src/runbook/steps.ts',
    ],
  },
  { name: 'conditions', of: ['src/conditions/evaluate.ts', 'src/conditions/references.ts'], late: true },
  { name: 'reading', of: ['src/cli/commands/runbook-check.ts', 'src/runbook/check.entry.ts'], late: true },
  { name: 'scenarios', of: ['src/runbook/check-scenario.entry.ts'], late: true },
  {
    name: 'incident',
    of: [
      'src/cli/commands/act.ts',
      'src/cli/commands/status.ts',
      'src/cli/commands/log.ts',
      'src/cli/commands/start.ts',
    ],
  },
  { name: 'plain', of: ['src/plain/index.ts'] },
];

const fromClause = /^(import|export) (?:\{([^}]*)\}|\* as (\w+)) from '(\.\.?\/[^']*\.tsx?)';$/gm;
const dynamic = /\bimport\('(\.\.?\/[^']*\.tsx?)'\)/g;

/**
 * Bundles the program into scripts that `bin/load.js` runs.
 * @param {import('esbuild').BuildOptions} given with one entry, the file of the lowest layer that begins it all
 * @returns {Promise<{ path: string, text: string }[]>} what is to be written
 */
export async function buildLayers(given) {
  const settings = { ...given, banner: {}, define: { ...given.define, 'import.meta.filename': '__filename' } };
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
  const loadLayer = (file) => loading(layerFile(owner.get(file)));

  /** Takes what a file imports or passes on from a lower layer: once, while it is loaded, for that layer is complete by then. */
  function fromBelow(file, verb, names, fromLate) {
    if (names.length === 0) return '';
    const own = (as) => (verb === 'export' ? `passed_${as}` : as);
    const passed = names.map(({ as }) => `${own(as)} as ${as}`).join(', ');
    const consts =
      layers[owner.get(file)].late && !fromLate
        ? names.map(
            ({ name, as }) => `${own(as)} = (...given) => ${loadLayer(file)}.${takeFunction(file, name)}(...given)`,
          )
        : [`{ ${names.map(({ name, as }) => `${take(file, name)}: ${own(as)}`).join(', ')} } = ${loadLayer(file)}`];
    return `const ${consts.join(', ')};${verb === 'export' ? ` export { ${passed} };` : ''}`;
  }

  function takeFunction(file, name) {
    const isFunction = new RegExp(
      `^export (?:(?:async )?function ${name}\\b|const ${name} = (?:(?:async )?|oncePerText)\\()`,
      'm',
    );
    if (!isFunction.test(readFileSync(join(root, file), 'utf8')))
      throw new Error(
        `${file}: ${name} is no function that can be loaded late; see the layers in scripts/build/layers.mjs`,
      );
    return take(file, name);
  }

  /** Lets imports that cross a layer lead to that layer's file. */
  const crossing = (current, restFiles) =>
    source(root, (path, contents) => {
      const target = (from) => relative(root, join(dirname(path), from));
      const isBelow = (file) => owner.has(file) && owner.get(file) !== current;
      return contents
        .replace(fromClause, (whole, verb, list, star, from) => {
          const file = target(from);
          if (!isBelow(file)) return whole;
          return fromBelow(
            file,
            verb,
            star === undefined ? namesIn(list) : [{ name: '*', as: star }],
            layers[current]?.late,
          );
        })
        .replace(dynamic, (whole, from) => {
          const file = target(from);
          if (owner.has(file)) return late(`${loadLayer(file)}.${take(file, '*')}`);
          return restFiles === undefined ? whole : late(loading(restFiles.get(file)));
        });
    });

  const restEntries = [...dynamics].filter((file) => !owner.has(file));
  const rest = await build({
    ...settings,
    entryPoints: restEntries,
    entryNames: '[name]-[hash]',
    metafile: true,
    plugins: [crossing(-1), ...plugins],
  });
  const restFiles = new Map(
    Object.entries(rest.metafile.outputs).flatMap(([path, { entryPoint }]) =>
      entryPoint === undefined ? [] : [[entryPoint, relative(settings.outdir, join(root, path))]],
    ),
  );
  const files = [...rest.outputFiles];
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
      plugins: [crossing(index, restFiles), ...plugins],
    });
    files.push(...outputFiles);
  }
  return Promise.all(files.map(async ({ path, text }) => ({ path, text: await asScript(text, settings) })));
}

/** A module as a script that `bin/load.js` can run, with the mark by which its code cache is found. */
async function asScript(module, { minify, charset, target }) {
  // Without `import()`, which would ask Node for the file and not the loader.
  const supported = { 'dynamic-import': false };
  const { code } = await transform(module, { format: 'cjs', platform: 'node', supported, minify, charset, target });
  const mark = createHash('sha256').update(code).digest('hex').slice(0, 12);
  return `/*${mark}*/(function(exports,require,module,loadScript,__filename){${code}})`;
}

const loading = (file) => `loadScript('${file}')`;

/** Loads when the file that asks is done: without a turn in between the two would wait for each other. */
const late = (expression) => `Promise.resolve().then(() => ${expression})`;

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
