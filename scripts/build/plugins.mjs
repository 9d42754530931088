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
    build.onResolve({ filter: /^holdfast:graphemes$/ }, () => ({
      path: fileURLToPath(new URL('graphemes.mjs', import.meta.url)),
      sideEffects: false,
    }));
    for (const { file, edits } of patches) {
      build.onLoad({ filter: file }, async ({ path }) => ({
        contents: edits.reduce((code, edit) => replaceOnce(code, edit, path), await readFile(path, 'utf8')),
        loader: 'js',
      }));
    }
  },
});

function replaceOnce(code, { find, put }, path) {
  const parts = code.split(find);
  if (parts.length !== 2) throw new Error(`${path} holds this text ${parts.length - 1} times, not once: ${find}`);
  return parts.join(put);
}
