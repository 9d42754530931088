// node pdfmake.mjs BUNDLE FILE: the entries of a bundle as a table of five columns, by the library that most take for such a thing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const pdfmake = require('pdfmake');
const fonts = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const [bundle, file] = process.argv.slice(2);

pdfmake.setFonts({
  DejaVu: {
    normal: join(fonts, 'DejaVuSansCondensed.ttf'),
    bold: join(fonts, 'DejaVuSansCondensed-Bold.ttf'),
  },
});
const { entries } = JSON.parse(readFileSync(bundle, 'utf8'));
const rows = entries.map(({ seq, at, by, type, words, deviation }) => [
  `#${seq}`,
  at,
  by.name,
  words ?? type,
  deviation === undefined ? '' : 'deviation',
]);
const table = {
  headerRows: 1,
  widths: ['auto', 'auto', 'auto', '*', 'auto'],
  body: [['', 'When', 'Who', 'What', ''], ...rows],
};
const content = { pageSize: 'A4', defaultStyle: { font: 'DejaVu', fontSize: 8.5 }, content: [{ table }] };
await pdfmake.createPdf(content).write(file);
