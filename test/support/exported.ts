import { crc32, inflateRawSync, inflateSync } from 'node:zlib';
import { extractText, getDocumentProxy } from 'unpdf';
import { exportFormat } from '../../src/report/index.ts';
import type { ExportFormat, Reader, Shown } from '../../src/report/index.ts';

/** All that a format writes, in one piece. */
export async function exportedBytes(format: ExportFormat, shown: Shown, reader?: Reader): Promise<Buffer> {
  return Buffer.concat([...(await format.write(shown, reader))].map((part) => Buffer.from(part as Uint8Array)));
}

/** What a format of text writes, by its name and how the file ends. */
export async function exported(name: string, shown: Shown, file?: string): Promise<string> {
  return (await exportedBytes(exportFormat(name, file)!, shown)).toString();
}

/** Every text that stands in what was written, unpacked where it is packed. */
export async function readable(format: ExportFormat, shown: Shown): Promise<string> {
  const bytes = await exportedBytes(format, shown);
  if (bytes.subarray(0, 2).toString() === 'PK')
    return [...unzipped(bytes)].map(([name, text]) => name + text).join('\n');
  if (bytes.subarray(0, 5).toString() === '%PDF-') return `${inflated(bytes)}\n${(await pdfPages(bytes)).join('\n')}`;
  return bytes.toString();
}

/** The text of each page of a PDF, as a library made by others reads it. */
export async function pdfPages(bytes: Buffer): Promise<readonly string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  return text;
}

/** A PDF with what is packed in it unpacked: what is drawn on its pages can be read in it. */
export function inflated(bytes: Buffer): string {
  const whole = bytes.toString('latin1');
  const streams = [...whole.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [whole, ...streams].join('\n');
}

/** The files of a ZIP archive by name, found as its directory says; each must have the length and the sum that stand there. */
export function unzipped(bytes: Buffer): ReadonlyMap<string, string> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const length = bytes.readUInt16LE(at + 28);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + length);
    const whole = inflateRawSync(bytes.subarray(from, from + packed));
    if (whole.length !== bytes.readUInt32LE(at + 24) || crc32(whole) !== bytes.readUInt32LE(at + 16))
      throw new Error(`${name} is not what the directory of the archive says of it.`);
    files.set(name, whole.toString());
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}
