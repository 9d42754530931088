import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { patches } from './patches.mjs';

/**
 * Changes other people's code on its way into the bundle, see patches.mjs.
 * @returns {import('esbuild').Plugin}
 */
export const patchForStartUp = () => ({
  name: 'patch-for-start-up',
  setup(build) {
    build.onResolve({ filter: /^holdfast:/ }, ({ path }) => ({
      path: fileURLToPath(new URL(`${path.slice('holdfast:'.length)}.mjs`, import.meta.url)),
      sideEffects: false,
    }));
    for (const { file, edits } of patches) {
      build.onLoad({ filter: file }, async ({ path }) => ({
        contents: edits.reduce((code, edit) => replace(code, edit, path), await readFile(path, 'utf8')),
        loader: 'js',
      }));
    }
  },
});

function replace(code, { find, put, times = 1 }, path) {
  const parts = code.split(find);
  if (parts.length - 1 !== times) {
    throw new Error(`${path} holds this text ${parts.length - 1} times, not ${times}: ${find}`);
  }
  return parts.join(put);
}
