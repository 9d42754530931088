import { execFileSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSshKey } from '../../src/cli/verifying/openssh-key.ts';
import { temporaryFolder } from '../support/timelines.ts';

/** A key as ssh-keygen itself makes it: the private file, and the line of the public one. */
function made(...options: readonly string[]): { readonly secret: string; readonly line: string } {
  const file = join(temporaryFolder(), 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ida@example.org', '-f', file, ...options]);
  return { secret: readFileSync(file, 'latin1'), line: readFileSync(`${file}.pub`, 'latin1') };
}

/** The file with its bytes as they are after this. */
function altered(secret: string, change: (bytes: Buffer) => Uint8Array): string {
  const [head = '', ...rest] = secret.trimEnd().split('\n');
  const bytes = change(Buffer.from(rest.slice(0, -1).join(''), 'base64'));
  return [head, Buffer.from(bytes).toString('base64'), rest.at(-1), ''].join('\n');
}

const halfOf = (text: string): unknown => {
  const found = openSshKey(text);
  if (found === undefined || !('key' in found)) return found;
  return (found.key.type === 'private' ? createPublicKey(found.key) : found.key).export({ format: 'jwk' });
};

describe('a key of OpenSSH', () => {
  it('is read, both halves, and they are of one key', () => {
    const { secret, line } = made();
    expect([openSshKey(secret)?.is, openSshKey(line)?.is]).toEqual(['private', 'public']);
    expect(halfOf(secret)).toEqual(halfOf(line));
    expect(openSshKey(secret.replaceAll('\n', '\r\n'))?.is).toBe('private');
    expect(openSshKey(line.replace(' ida@example.org\n', ''))?.is).toBe('public');
  });

  it('under a passphrase gives its public half alone', () => {
    const { secret, line } = made('-N', 'open sesame');
    expect(openSshKey(secret)?.is).toBe('locked');
    expect(halfOf(secret)).toEqual(halfOf(line));
  });

  it('of another type says which', () => {
    const { secret, line } = made('-t', 'ecdsa');
    expect(openSshKey(secret)).toEqual({ is: 'other', type: 'ecdsa-sha2-nistp256' });
    expect(openSshKey(line)).toEqual({ is: 'other', type: 'ecdsa-sha2-nistp256' });
  });

  it.each(['', 'Milk\n', '-----BEGIN PRIVATE KEY-----\nMC4C\n', 'ssh-ed25519', '\u0000'])('%j is none', (text) => {
    expect(openSshKey(text)).toBeUndefined();
  });

  it('cut anywhere is damaged, and so is one with more behind it', () => {
    const { secret } = made();
    for (let length = 0; length < 200; length += 1)
      expect(openSshKey(altered(secret, (bytes) => bytes.subarray(0, length)))).toEqual({ is: 'damaged' });
    expect(openSshKey(altered(secret, (bytes) => Buffer.concat([bytes, Buffer.alloc(8)])))).toEqual({ is: 'damaged' });
    expect(openSshKey(secret.slice(0, 200))).toEqual({ is: 'damaged' });
  });

  it('with any byte or length changed is never another key, and stops nothing', () => {
    const { secret, line } = made();
    const whole = halfOf(line);
    fc.assert(
      fc.property(fc.nat({ max: 220 }), fc.uint8Array({ minLength: 1, maxLength: 8 }), (place, bytes) => {
        const harmed = altered(secret, (key) => {
          key.set(bytes.subarray(0, Math.max(0, key.length - place)), place);
          return key;
        });
        // Where only what nobody reads was changed it is the key that it was.
        const { is } = openSshKey(harmed) ?? { is: undefined };
        expect(['damaged', 'other', 'locked', 'private']).toContain(is);
        expect(is !== 'private' || isDeepStrictEqual(halfOf(harmed), whole)).toBe(true);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.string(), (text) => void openSshKey(`-----BEGIN OPENSSH PRIVATE KEY-----\n${text}`)));
    fc.assert(fc.property(fc.base64String(), (text) => void openSshKey(`ssh-ed25519 AAAA${text}`)));
  });

  it('whose every part is not as OpenSSH writes it is damaged', () => {
    const { secret, line } = made();
    const half = Buffer.from(line.split(' ')[1] ?? '', 'base64').subarray(-32);
    const with1More = (place: (bytes: Buffer) => number): string =>
      altered(secret, (bytes) => {
        const at = place(bytes);
        bytes[at] = (bytes[at] ?? 0) + 1;
        return bytes;
      });
    // The version of the form, the half that stands behind the secret, and what fills the last block.
    expect(openSshKey(with1More(() => 'openssh-key-v'.length))).toEqual({ is: 'damaged' });
    expect(openSshKey(with1More((bytes) => bytes.lastIndexOf(half)))).toEqual({ is: 'damaged' });
    expect(openSshKey(with1More((bytes) => bytes.length - 1))).toEqual({ is: 'damaged' });
  });

  it('whose line says another type, or holds more or less than a key, is damaged', () => {
    const [type = '', text = ''] = made().line.split(' ');
    const blob = Buffer.from(text, 'base64');
    const short = Buffer.from(blob.subarray(0, -1));
    short.writeUInt32BE(31, blob.length - 36);
    const long = Buffer.concat([blob, Buffer.alloc(1)]);
    expect(openSshKey(`${type} ${text}`)?.is).toBe('public');
    for (const line of [
      `ssh-rsa ${text}`,
      `${type} ${short.toString('base64')}`,
      `${type} ${long.toString('base64')}`,
      `${type} ${text}\nMilk`,
    ])
      expect(openSshKey(line)).toEqual({ is: 'damaged' });
    // What stands before it makes it another text.
    expect(openSshKey(`Milk ${type} ${text}`)).toBeUndefined();
  });

  it('whose two halves are not of one key is damaged', () => {
    const [one, other] = [made(), made()];
    const half = Buffer.from(other.line.split(' ')[1] ?? '', 'base64').subarray(-32);
    const mine = Buffer.from(one.line.split(' ')[1] ?? '', 'base64').subarray(-32);
    // Everywhere the other's public half, with a secret that is not of it.
    const mixed = altered(one.secret, (bytes) => {
      for (let at = bytes.indexOf(mine); at >= 0; at = bytes.indexOf(mine)) bytes.set(half, at);
      return bytes;
    });
    expect(openSshKey(mixed)).toEqual({ is: 'damaged' });
  });
});
