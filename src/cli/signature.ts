import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, rmSync } from 'node:fs';
import { writeAside } from '../files/index.ts';
import { exit, Failure, notFound, wrongUsage } from './failure.ts';

/** The signature of a file lies beside it: the 64 bytes of Ed25519 (RFC 8032) over all of its bytes, and nothing else. */
export const signatureFile = (file: string): string => `${file}.sig`;

/** No key is larger, in bytes. */
const largestKey = 64 * 1024;

/** A key to sign with, read and looked at before anything is written. */
export interface SigningKey {
  /** The signature of these bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** Which key it is: hex SHA-256 of its public half (DER, SubjectPublicKeyInfo). */
  readonly fingerprint: string;
  /** Others than its owner may read the file that it lies in. */
  readonly isOpen: boolean;
}

/** The private key in a file: PEM, as `openssl genpkey -algorithm ed25519` writes it. @throws Failure */
export function signingKey(file: string): SigningKey {
  const { text, mode } = keyText(file);
  if (/-----BEGIN PUBLIC KEY-----/.test(text))
    throw noKey(`${file} is a public key; one signs with the private one.`, 'Give the private key: --sign KEY');
  const key = readKey(file, text, createPrivateKey);
  return {
    sign: (bytes) => sign(null, bytes, key),
    fingerprint: fingerprintOf(createPublicKey(key)),
    isOpen: (mode & 0o077) !== 0,
  };
}

/** Writes a file and its signature: both, or neither. @throws FilesError, Failure */
export function writeSigned(file: string, parts: Iterable<string | Uint8Array>, key: SigningKey): void {
  const aside = writeAside(file, parts);
  try {
    const signature = signatureFile(file);
    writeAside(signature, [key.sign(readFileSync(aside.path))]).keep();
    try {
      aside.keep();
    } catch (error) {
      rmSync(signature, { force: true });
      throw error;
    }
  } catch (error) {
    aside.drop();
    throw error;
  }
}

/** A public key to check with; a private one stands for its public half. @throws Failure */
export function checkingKey(file: string): {
  readonly fingerprint: string;
  readonly isSigned: (bytes: Uint8Array, signature: Uint8Array) => boolean;
} {
  const key = readKey(file, keyText(file).text, createPublicKey);
  return {
    fingerprint: fingerprintOf(key),
    isSigned: (bytes, signature) => signature.length === 64 && verify(null, bytes, key, signature),
  };
}

function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function keyText(file: string): { readonly text: string; readonly mode: number } {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw notFound(`There is no key ${file}.`, 'Make one: openssl genpkey -algorithm ed25519 -out KEY');
    throw noKey(`${file} cannot be read (${code}).`, 'Check its permissions.');
  }
  try {
    const found = fstatSync(opened);
    if (!found.isFile()) throw wrongUsage(`${file} is no file.`, 'Name the file of the key.');
    if (found.size > largestKey) throw noKey(`${file} is too large for a key.`, howKeysAreMade);
    return { text: readFileSync(opened, 'latin1'), mode: found.mode };
  } finally {
    closeSync(opened);
  }
}

const howKeysAreMade =
  'A key is made by: openssl genpkey -algorithm ed25519 -out KEY; its public half by: openssl pkey -in KEY -pubout -out PUBLIC';

function readKey(file: string, text: string, read: (text: string) => KeyObject): KeyObject {
  if (/-----BEGIN OPENSSH PRIVATE KEY-----|^(?:ssh|ecdsa|sk)-\S+ AAAA/m.test(text))
    throw noKey(`${file} is a key of OpenSSH's own form, which is not read here.`, howKeysAreMade);
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text))
    throw noKey(
      `${file} is protected by a passphrase, which is not asked for here.`,
      'Export without --sign, then sign with openssl, which asks: openssl pkeyutl -sign -rawin -inkey KEY -in FILE -out FILE.sig',
    );
  let key: KeyObject;
  try {
    key = read(text);
  } catch {
    throw noKey(`${file} is no key that can be read.`, howKeysAreMade);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw noKey(`${file} is a key of the type ${key.asymmetricKeyType}; only Ed25519 is used.`, howKeysAreMade);
  return key;
}

const noKey = (message: string, hint: string): Failure => new Failure(exit.refused, 'no-key', message, hint);
