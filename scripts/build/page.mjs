// Builds what the review as a page carries in itself: src/report-page/page.ts and page.css, each as one minified text.
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { stampFiles, wantedStamp } from '../setup/stamps.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'src/report-page');

const stamp = wantedStamp(root, 'page');
const made = { script: await minified('page.ts'), style: await minified('page.css') };
const values = Object.entries(made);

const target = join(folder, 'page.generated');
writeFileSync(
  `${target}.js`,
  values.map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`).join(''),
);
writeFileSync(`${target}.d.ts`, values.map(([name]) => `export declare const ${name}: string;\n`).join(''));
writeFileSync(join(root, stampFiles.page), stamp);

async function minified(name) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(folder, name)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    charset: 'ascii',
    legalComments: 'none',
  });
  const text = outputFiles[0].text.trim();
  // It stands inside an element of that name, which such a text would end.
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${name} holds a tag that would end it inside a page.`);
  return text;
}
