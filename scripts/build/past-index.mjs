import { readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';

const imports = /^import \{([^}]*)\} from '((?:\.\.?\/)[^']*\/index\.ts)';$/gm;
const exports = /^export \{([^}]*)\} from '(\.\/[^']*)';$/gm;

/** `a, b as c` → [{ name: 'a', as: 'a' }, { name: 'b', as: 'c' }]; types are left out. */
const namesIn = (list) =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => {
      const [name, as = name] = part.split(' as ');
      return { name, as };
    });

/**
 * Lets an import from a room's index lead straight to the file that the index takes the name from. Of a room a command then
 * loads what it needs: esbuild puts into a command's chunks whatever an import statement leads to, used or not.
 * @returns {import('esbuild').Plugin}
 */
export const pastIndex = () => ({
  name: 'past-index',
  setup(build) {
    /** @type {Map<string, Map<string, { name: string, file: string }>>} */
    const indexes = new Map();
    build.onStart(() => indexes.clear());

    function publicNames(index) {
      const known = indexes.get(index);
      if (known !== undefined) return known;
      const names = new Map();
      for (const [, list, file] of readFileSync(index, 'utf8').matchAll(exports))
        for (const { name, as } of namesIn(list)) names.set(as, { name, file: join(dirname(index), file) });
      indexes.set(index, names);
      return names;
    }

    build.onLoad({ filter: /\/src\/[^.]*\.tsx?$/ }, ({ path }) => {
      const folder = dirname(path);
      const contents = readFileSync(path, 'utf8').replace(imports, (_, list, from) => {
        const names = publicNames(join(folder, from));
        return namesIn(list)
          .map(({ name, as }) => {
            const found = names.get(name) ?? { name, file: join(folder, from) };
            return `import { ${found.name} as ${as} } from './${relative(folder, found.file)}';`;
          })
          .join(' ');
      });
      return { contents, loader: extname(path) === '.tsx' ? 'tsx' : 'ts' };
    });
  },
});
