import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const imports = /^import \{([^}]*)\} from '((?:\.\.?\/)[^']*\/index\.ts)';$/gm;
const exports = /^export \{([^}]*)\} from '(\.\/[^']*)';$/gm;

/** `a, b as c` → [{ name: 'a', as: 'a' }, { name: 'b', as: 'c' }]; types are left out. */
export const namesIn = (list) =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => {
      const [name, as = name] = part.split(' as ');
      return { name, as };
    });

/**
 * Lets imports from a room's index lead straight to the file that the index takes the name from: esbuild loads for a command
 * whatever an import statement leads to, used or not, and so a whole room for one name of it.
 * @returns {{ straight(path: string, contents: string): string }}
 */
export function indexes() {
  /** @type {Map<string, Map<string, { name: string, file: string }>>} */
  const known = new Map();

  function publicNames(index) {
    const before = known.get(index);
    if (before !== undefined) return before;
    const names = new Map();
    for (const [, list, file] of readFileSync(index, 'utf8').matchAll(exports))
      for (const { name, as } of namesIn(list)) names.set(as, { name, file: join(dirname(index), file) });
    known.set(index, names);
    return names;
  }

  return {
    straight: (path, contents) =>
      contents.replace(imports, (_, list, from) => {
        const folder = dirname(path);
        const names = publicNames(join(folder, from));
        return namesIn(list)
          .map(({ name, as }) => {
            const found = names.get(name) ?? { name, file: join(folder, from) };
            return `import { ${found.name} as ${as} } from './${relative(folder, found.file)}';`;
          })
          .join('\n');
      }),
  };
}
