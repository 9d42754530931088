import { visible } from '../../text/index.ts';
import { cellXml, letters, looks, xmlText } from './cells.ts';
import type { Cell } from './cells.ts';
import { zipped } from './zip.ts';
import type { ZipFile } from './zip.ts';

/** A sheet: a first row that names the columns, then its rows as they are made. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly width: number }[];
  readonly rows: () => Iterable<readonly Cell[]>;
}

/** What the workbook says of itself. */
export interface About {
  readonly title: string;
  /** In the head of every page that is printed, left and in the middle. */
  readonly left: string;
  readonly middle: string;
  /** The label of TLP 2.0: in the header and the footer of each page, on the right, in 12 points. Absent where it has none. */
  readonly label?: string;
  /** Which page it is, of how many: `&P` and `&N` stand for the two. */
  readonly page: string;
  /** UTC. */
  readonly created: string;
}

/** Rows of a sheet, its first among them ("Excel specifications and limits"). */
export const mostRows = 1_048_576;

/** An Office Open XML workbook (ECMA-376), in parts. Of sheets with more rows than one holds the rest is left out. */
export function workbook(sheets: readonly Sheet[], about: About): Iterable<Uint8Array> {
  return zipped(filesOf(sheets, about));
}

function* filesOf(sheets: readonly Sheet[], about: About): Iterable<ZipFile> {
  const file = (name: string, text: string): ZipFile => ({ name, text: [`${declaration}${text}`] });
  const numbers = sheets.map((_, index) => index + 1);
  yield file(
    '[Content_Types].xml',
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
  );
  yield file(
    '_rels/.rels',
    relations([
      [`${documents}/officeDocument`, 'xl/workbook.xml'],
      [`${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
  );
  yield file(
    'docProps/core.xml',
    `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${safe(about.title)}</dc:title><dc:creator>holdfast</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${about.created}</dcterms:created></cp:coreProperties>`,
  );
  yield file(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${documents}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${safe(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
  );
  yield file(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...numbers.map((n): Relation => [`${documents}/worksheet`, `worksheets/sheet${n}.xml`]),
      [`${documents}/styles`, 'styles.xml'],
    ]),
  );
  yield file('xl/styles.xml', styles);
  for (const [index, sheet] of sheets.entries())
    yield { name: `xl/worksheets/sheet${index + 1}.xml`, text: sheetXml(sheet, about) };
}

function* sheetXml({ columns, rows }: Sheet, about: About): Iterable<string> {
  const width = columns.map(
    (column, n) => `<col min="${n + 1}" max="${n + 1}" width="${column.width}" customWidth="1"/>`,
  );
  yield `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${width.join('')}</cols><sheetData>`;
  const letter = columns.map((_, index) => letters(index));
  const names = columns.map(({ name }, index) => cellXml(name, `${letter[index]}1`, looks.head));
  yield `<row r="1">${names.join('')}</row>`;
  let last = 1;
  for (const row of rows()) {
    last += 1;
    yield `<row r="${last}">${row.map((value, index) => cellXml(value, `${letter[index]}${last}`)).join('')}</row>`;
    if (last === mostRows) break;
  }
  const label = about.label === undefined ? '' : `&R&B&12${printed(about.label)}`;
  yield `</sheetData><autoFilter ref="A1:${letter.at(-1)}${last}"/><pageSetup orientation="landscape" paperSize="9" fitToHeight="0"/><headerFooter><oddHeader>${safe(`&L${printed(about.left)}&C${printed(about.middle)}${label}`)}</oddHeader><oddFooter>${safe(`&L&A&C${about.page}${label}`)}</oddFooter></headerFooter></worksheet>`;
}

const safe = (text: string): string => xmlText(visible(text));

/** As it stands in a printed header, of which 255 signs are shown: `&` opens a code there, and is written twice, both or none. */
function printed(text: string): string {
  let shown = '';
  for (const character of text.toWellFormed()) {
    const next = character === '&' ? '&&' : character;
    if (shown.length + next.length > 100) break;
    shown += next;
  }
  return shown;
}

type Relation = readonly [type: string, target: string];

function relations(all: readonly Relation[]): string {
  const each = all.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** In the order of `looks`. */
const styles = `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Calibri"/></font><font><b/><sz val="10"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
