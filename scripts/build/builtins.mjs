import { namesIn } from './indexes.mjs';

const imports = /^import \{([^}]*)\} from '(node:[a-z_/]+)';$/gm;

/** Slow to load, and all that is taken from them are functions: loaded at the first call. */
const atFirstCall = new Set(['node:crypto', 'node:child_process', 'node:readline/promises']);

/**
 * Takes Node's own modules as CommonJS does. As a module each has a facade that reads every export once, and reading those of
 * `node:fs` alone loads promises, streams and readline; `node:crypto` loads twenty modules for one hash.
 * @param {string} contents
 */
export const lazyBuiltins = (contents) =>
  contents.replace(imports, (_, list, from) => {
    const get = `process.getBuiltinModule('${from}')`;
    const names = namesIn(list);
    if (names.length === 0) return '';
    if (atFirstCall.has(from))
      return names.map(({ name, as }) => `const ${as} = (...given) => ${get}.${name}(...given);`).join(' ');
    return `const { ${names.map(({ name, as }) => `${name}: ${as}`).join(', ')} } = ${get};`;
  });
