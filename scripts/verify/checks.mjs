import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../setup.mjs';

const require = createRequire(import.meta.url);

/** The file behind a tool's command. */
function tool(name, command = name) {
  const manifest = join(root, 'node_modules', name, 'package.json');
  return join(dirname(manifest), require(manifest).bin[command]);
}

const projects = ['tsconfig.json', 'src/report-page/tsconfig.json'].filter((file) => existsSync(join(root, file)));

/**
 * Every check: its name, what it holds, and what Node is to run for it.
 * @type {{ name: string, holds: string, args: string[] }[]}
 */
export const checks = [
  ...projects.map((project) => ({
    name: project === 'tsconfig.json' ? 'types' : 'types of the page',
    holds: 'TypeScript finds no error',
    args: [tool('typescript', 'tsc'), '-p', project, '--pretty', 'false'],
  })),
  { name: 'lint', holds: 'oxlint, with its rules that know types', args: [tool('oxlint'), '--format', 'unix'] },
  { name: 'format', holds: 'npm run format would change nothing', args: [tool('oxfmt'), '--list-different'] },
  {
    name: 'unused',
    holds: 'knip finds nothing that nobody uses',
    args: [tool('knip'), '--no-progress', '--no-config-hints'],
  },
  {
    name: 'rooms',
    holds: 'who imports whom is as the table says',
    args: [tool('dependency-cruiser', 'depcruise'), '--output-type', 'err', 'src'],
  },
  { name: 'words', holds: 'tracked files speak of the project alone', args: ['scripts/verify/words.mjs'] },
  { name: 'docs', holds: 'what is generated into the documents is current', args: ['scripts/docs.mjs', '--check'] },
].filter((check) => !check.args[0].startsWith('scripts/') || existsSync(join(root, check.args[0])));
