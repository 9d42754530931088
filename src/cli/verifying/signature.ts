import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { writeAside, writeWhole } from '../../files/index.ts';
import { bytesOf } from './bundle-file.ts';
import { privateKeyIn, publicKeyIn } from './key-file.ts';

/** The signature of a file lies beside it: the 64 bytes of Ed25519 (RFC 8032) over all of its bytes, and nothing else. */
export const signatureFile = (file: string): string => `${file}.sig`;

/** A key to sign with, read and looked at before anything is written. */
export interface SigningKey {
  /** The signature of these bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** Which key it is: hex SHA-256 of its public half (DER, SubjectPublicKeyInfo). */
  readonly fingerprint: string;
  /** Others than its owner may read the file that it lies in. */
  readonly isOpen: boolean;
}

/** The private key in a file. @param passphrase asked for only where the file is under one @throws Failure */
export async function signingKey(file: string, passphrase: () => Promise<string | undefined>): Promise<SigningKey> {
  const { key, isOpen } = await privateKeyIn(file, passphrase);
  return { sign: (bytes) => sign(null, bytes, key), fingerprint: fingerprintOf(createPublicKey(key)), isOpen };
}

/** Writes a file and its signature: both, or neither, and then what stood there stays. @throws FilesError, Failure */
export function writeSigned(file: string, parts: Iterable<string | Uint8Array>, key: SigningKey): void {
  const aside = writeAside(file, parts);
  try {
    const signature = signatureFile(file);
    const before = statSync(signature, { throwIfNoEntry: false })?.isFile() === true ? bytesOf(signature) : undefined;
    writeAside(signature, [key.sign(readFileSync(aside.path))]).keep();
    try {
      aside.keep();
    } catch (error) {
      if (before === undefined) rmSync(signature, { force: true });
      else writeWhole(signature, [before]);
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
  const key = publicKeyIn(file);
  return {
    fingerprint: fingerprintOf(key),
    isSigned: (bytes, signature) => verify(null, bytes, key, signature),
  };
}

function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
