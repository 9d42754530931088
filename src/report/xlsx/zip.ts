import { constants, crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive; its text comes in parts. */
export interface ZipFile {
  /** ASCII, with slashes. */
  readonly name: string;
  readonly text: Iterable<string>;
}

/** So many characters are packed at a time: enough that little is lost between two, few enough to be held. */
const together = 1 << 17;

/** Of one UTF-16 code unit in UTF-8. */
const mostOctets = 3;

/** What a field of four octets holds; beyond it another form of archive would be needed (zip64). */
const most = 0xffff_ffff;

/** MS-DOS date of 1 January 1980, the first that there is: the same text gives the same archive. */
const noDate = 0x0021;

/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808;
const deflated = 8;
const version = 20;

/**
 * A ZIP archive (APPNOTE 6.3.10) while its files are made; nothing of them is held but what is packed next.
 * @throws RangeError where it grows beyond 4 GiB
 */
export function* zipped(files: Iterable<ZipFile>): Iterable<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of files) {
    const begin = offset;
    const local = fields([4, 0x0403_4b50], ...about(), [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]);
    const head = Buffer.concat([local, Buffer.from(name)]);
    yield head;
    offset += head.length;
    let [crc, size, packed] = [0, 0, 0];
    for (const { bytes, whole } of deflatedParts(text)) {
      // Of nothing at all Node's sum may be 0, whatever came before.
      if (whole.length > 0) crc = crc32(whole, crc);
      size += whole.length;
      packed += bytes.length;
      yield bytes;
    }
    offset += packed;
    if (Math.max(size, offset) > most) throw new RangeError('The archive grows beyond 4 GiB.');
    const sizes = [[4, crc] as const, [4, packed] as const, [4, size] as const];
    const after = fields([4, 0x0807_4b50], ...sizes);
    yield after;
    offset += after.length;
    const entry = fields(
      [4, 0x0201_4b50],
      [2, version],
      ...about(),
      ...sizes,
      [2, name.length],
      // No extra field, no comment, first disk, no attributes.
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, begin],
    );
    directory.push(Buffer.concat([entry, Buffer.from(name)]));
  }
  const all = Buffer.concat(directory);
  const { length } = directory;
  yield all;
  yield fields([4, 0x0605_4b50], [2, 0], [2, 0], [2, length], [2, length], [4, all.length], [4, offset], [2, 0]);
}

const about = (): Field[] => [
  [2, version],
  [2, flags],
  [2, deflated],
  [2, 0],
  [2, noDate],
];

type Field = readonly [octets: 2 | 4, value: number];

function fields(...all: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(all.reduce((sum, [octets]) => sum + octets, 0));
  let at = 0;
  for (const [octets, value] of all) at = bytes.writeUIntLE(value, at, octets);
  return bytes;
}

/** Blocks of one deflated stream: each ends on an octet, the last one says that it is the last. */
function* deflatedParts(text: Iterable<string>): Iterable<{ readonly bytes: Uint8Array; readonly whole: Uint8Array }> {
  const options = { level: 1, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: together };
  const encoder = new TextEncoder();
  // One room for all pieces: what is thrown away is taken back late.
  let room = new Uint8Array(0);
  for (const part of inPieces(text)) {
    if (room.length < part.length * mostOctets) room = new Uint8Array(part.length * mostOctets);
    const whole = room.subarray(0, encoder.encodeInto(part, room).written);
    yield { bytes: deflateRawSync(whole, options), whole };
  }
  const nothing = Buffer.alloc(0);
  yield { bytes: deflateRawSync(nothing), whole: nothing };
}

function* inPieces(text: Iterable<string>): Iterable<string> {
  let held = '';
  for (const part of text) {
    held += part;
    if (held.length < together) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}
