import { randomBytes } from 'node:crypto';
import type { TimelinePorts } from '../timeline/index.ts';

/** What the timeline needs from outside. */
export const timelinePorts: TimelinePorts = {
  wall: () => Date.now(),
  newId,
  newSalt: () => randomBytes(16).toString('hex'),
};

/** Random bytes for so many ids are asked for at once: asking takes longer than getting them. */
const idsAtOnce = 64;
let pool = Buffer.alloc(0);

/** A UUID of version 7 (RFC 9562, section 5.7): it sorts by the millisecond in which it was made. */
function newId(): string {
  if (pool.length === 0) pool = randomBytes(16 * idsAtOnce);
  const bytes = pool.subarray(0, 16);
  pool = pool.subarray(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
