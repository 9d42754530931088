// npm run bench [-- WORD…]: every file of scripts/bench that exports `measures`; with words, the measures whose names hold one.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './bench/harness.mjs';
import { everything, root, setup } from './setup.mjs';

await setup(everything);
const folder = join(root, 'scripts/bench');
const files = readdirSync(folder).filter((name) => name.endsWith('.mjs') && name !== 'harness.mjs');
const modules = await Promise.all(files.toSorted().map((name) => import(join(folder, name))));
const words = process.argv.slice(2);
const chosen = modules
  .flatMap((module) => module.measures ?? [])
  .filter((measure) => words.length === 0 || words.some((word) => measure.name.includes(word)));

if (chosen.length === 0) console.error('No measure has a name with that word.');
process.exitCode = chosen.length > 0 && (await report(chosen)) ? 0 : 1;
