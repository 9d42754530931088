import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** What a text in OpenSSH's own form holds. */
export type OpenSshKey =
  | { readonly is: 'private' | 'public'; readonly key: KeyObject }
  /** Under a passphrase: its public half alone can be read. */
  | { readonly is: 'locked'; readonly key: KeyObject }
  /** A key that is no Ed25519. */
  | { readonly is: 'other'; readonly type: string }
  | { readonly is: 'damaged' };

/**
 * Reads an Ed25519 key as `ssh-keygen` writes it: the private one (openssh-key-v1, OpenSSH's PROTOCOL.key) or the line of the public
 * one (RFC 4253, section 6.6, and RFC 8709, section 4). Every length is held against what is there, both halves against each other.
 * @returns undefined where the text is of another form
 */
export function openSshKey(text: string): OpenSshKey | undefined {
  const [, body] =
    /-----BEGIN OPENSSH PRIVATE KEY-----\s([A-Za-z0-9+/=\s]*)-----END OPENSSH PRIVATE KEY-----/.exec(text) ?? [];
  const [, type, blob] = /^\s*((?:ssh|ecdsa|sk)-[\w@.-]+) ([A-Za-z0-9+/=]+)(?: [^\n]*)?\s*$/.exec(text) ?? [];
  if (body === undefined && blob === undefined) return isOfThisForm.test(text) ? { is: 'damaged' } : undefined;
  try {
    if (body !== undefined) return privateKeyIn(Buffer.from(body, 'base64'));
    const found = publicKeyIn(Buffer.from(blob ?? '', 'base64'));
    return found.is === 'other' || found.type === type ? publicOf(found) : { is: 'damaged' };
  } catch (error) {
    if (error instanceof Damaged) return { is: 'damaged' };
    throw error;
  }
}

const isOfThisForm = /-----BEGIN OPENSSH PRIVATE KEY-----|^\s*(?:ssh|ecdsa|sk)-[\w@.-]+ AAAA/;

class Damaged extends Error {}

const ed25519 = 'ssh-ed25519';

type PublicHalf = { readonly is: 'ed25519'; readonly type: string; readonly bytes: Buffer } | OpenSshOther;
type OpenSshOther = Extract<OpenSshKey, { is: 'other' }>;

const publicOf = (found: PublicHalf): OpenSshKey =>
  found.is === 'other' ? found : { is: 'public', key: publicKey(found.bytes) };

function publicKeyIn(blob: Buffer): PublicHalf {
  const fields = new Fields(blob);
  const type = fields.string().toString('latin1');
  if (type !== ed25519) return { is: 'other', type };
  const bytes = fields.string();
  expect(bytes.length === 32 && fields.isOver);
  return { is: 'ed25519', type, bytes };
}

const magic = 'openssh-key-v1\0';

function privateKeyIn(bytes: Buffer): OpenSshKey {
  expect(bytes.subarray(0, magic.length).toString('latin1') === magic);
  const fields = new Fields(bytes.subarray(magic.length));
  const cipher = fields.string().toString('latin1');
  // How the key to that cipher is made of the passphrase, and with what.
  fields.string();
  fields.string();
  expect(fields.number() === 1);
  const half = publicKeyIn(fields.string());
  const secret = fields.string();
  if (half.is === 'other') return half;
  if (cipher !== 'none') return { is: 'locked', key: publicKey(half.bytes) };
  expect(fields.isOver);
  return { is: 'private', key: secretIn(secret, half.bytes) };
}

function secretIn(secret: Buffer, half: Buffer): KeyObject {
  const fields = new Fields(secret);
  expect(fields.number() === fields.number());
  expect(fields.string().toString('latin1') === ed25519 && fields.string().equals(half));
  const seedAndHalf = fields.string();
  expect(seedAndHalf.length === 64 && seedAndHalf.subarray(32).equals(half));
  // The comment, then 1, 2, 3 … up to a whole block of eight.
  fields.string();
  const padding = fields.rest();
  expect(padding.length < 8 && padding.every((byte, index) => byte === index + 1));
  const key = privateKey(seedAndHalf.subarray(0, 32));
  expect(createPublicKey(key).equals(publicKey(half)));
  return key;
}

/** Fields one after another: numbers of four bytes, and texts behind their length (RFC 4251, section 5). */
class Fields {
  #at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isOver(): boolean {
    return this.#at === this.#bytes.length;
  }

  number(): number {
    return this.#take(4).readUInt32BE();
  }

  string(): Buffer {
    return this.#take(this.number());
  }

  rest(): Buffer {
    return this.#take(this.#bytes.length - this.#at);
  }

  #take(length: number): Buffer {
    expect(length <= this.#bytes.length - this.#at);
    const from = this.#at;
    this.#at += length;
    return this.#bytes.subarray(from, this.#at);
  }
}

function expect(holds: boolean): void {
  if (!holds) throw new Damaged();
}

// What stands before the 32 bytes in DER (RFC 8410, sections 4 and 7).
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');

const publicKey = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicHead, bytes]), format: 'der', type: 'spki' });

const privateKey = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' });
