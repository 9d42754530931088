import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';

/** What stands in a cell of a list that was read. A moment is one that a spreadsheet keeps as a number. */
export type ReadCell = string | Date;

/** The rows of a list, those of which nothing is in them too: people count them. Or what is wrong with the file. */
export type ReadCells = { readonly rows: readonly (readonly ReadCell[])[] } | { readonly problem: string };

/** Reads comma-separated values (RFC 4180), with semicolons where the first line that has either has more of those. */
export function cellsOfCsv(text: string): ReadCells {
  const [head = ''] = /^.*[;,].*$/m.exec(text) ?? [];
  const delimiter = head.split(';').length > head.split(',').length ? ';' : ',';
  try {
    const rows = parse(text, { bom: true, relax_column_count: true, delimiter });
    return { rows: rows.map((row) => row.map((cell) => inLines(unquoted(cell)))) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads the first sheet of a workbook (Office Open XML). */
export async function cellsOfXlsx(bytes: Uint8Array): Promise<ReadCells> {
  if (unpackedSize(bytes) > mostUnpacked)
    return { problem: `unpacked it would be more than ${mostUnpacked / 1024 / 1024} MiB` };
  try {
    const [sheet] = await readWorkbook(Buffer.from(bytes), { trim: false });
    const rows = (sheet?.data ?? []).map((row) =>
      row.map((cell): ReadCell => (cell instanceof Date ? cell : cell === null ? '' : inLines(String(cell)))),
    );
    return { rows };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The apostrophe that kept a text from being calculated is none of its own. */
const unquoted = (text: string): string => text.replace(/^'(?='*[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u, '');

/** A line end inside a cell was made visible on the way out. */
const inLines = (text: string): string => text.replaceAll('⏎', '\n');

/** A list of ten thousand long rows is a tenth of this. A small file can be made that unpacks to all the memory there is. */
const mostUnpacked = 64 * 1024 * 1024;

/** What the parts of an archive say that they unpack to, in bytes, by the entries of its directory (APPNOTE.TXT 6.3.10, 4.3.12). */
function unpackedSize(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entry = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  let size = 0;
  for (let at = buffer.indexOf(entry); at >= 0 && at + 28 <= buffer.length; at = buffer.indexOf(entry, at + 4))
    size += buffer.readUInt32LE(at + 24);
  return size;
}
