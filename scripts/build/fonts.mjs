// Packs the fonts of the PDF into a module: DejaVu, because it has what people type, from Danish to arrows and boxes.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { stampFiles, wantedStamp } from '../setup/stamps.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const target = join(root, 'src/report/pdf/fonts.generated.js');

const stamp = wantedStamp(root, 'fonts');
const packed = (name) => JSON.stringify(brotliCompressSync(readFileSync(join(folder, name))).toString('base64'));
writeFileSync(
  target,
  `export const regular = ${packed('DejaVuSansCondensed.ttf')};\nexport const bold = ${packed('DejaVuSansCondensed-Bold.ttf')};\n`,
);
writeFileSync(
  target.replace(/js$/, 'd.ts'),
  `/** TrueType, packed with brotli, in base64. */\nexport declare const regular: string;\nexport declare const bold: string;\n`,
);
writeFileSync(join(root, stampFiles.fonts), stamp);
