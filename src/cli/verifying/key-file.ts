import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { exit, Failure, notFound, wrongUsage } from '../failure.ts';
import { openSshKey } from './openssh-key.ts';

/** No key is larger, in bytes. */
const largestKey = 64 * 1024;

/** A private key, and whether others than its owner may read the file that it lies in. */
export interface PrivateKeyFile {
  readonly key: KeyObject;
  readonly isOpen: boolean;
}

/**
 * The private Ed25519 key in a file: PEM, as `openssl genpkey` writes it, or OpenSSH's form, as `ssh-keygen` does.
 * @param passphrase asked of only where a PEM file is under one; undefined where there is none to be had
 * @throws Failure
 */
export async function privateKeyIn(
  file: string,
  passphrase: () => Promise<string | undefined>,
): Promise<PrivateKeyFile> {
  const { text, mode } = keyText(file);
  const isOpen = (mode & 0o077) !== 0;
  const ssh = openSshKey(text);
  if (ssh?.is === 'public' || /-----BEGIN PUBLIC KEY-----/.test(text))
    throw noKey(`${file} is a public key; one signs with the private one.`, 'Give the private key: --sign KEY');
  if (ssh?.is === 'locked')
    throw noKey(
      `${file} is protected by a passphrase in OpenSSH's own form, which is not opened here.`,
      `Sign with a copy that has none (cp ${file} KEY && ssh-keygen -p -N '' -f KEY), or with a key of openssl, whose passphrase is asked for`,
    );
  if (ssh !== undefined) return { key: sshHalf(file, ssh), isOpen };
  if (!isLocked(text)) return { key: pemKey(file, text, createPrivateKey), isOpen };
  const said = await passphrase();
  if (said === undefined)
    throw noKey(
      `${file} is protected by a passphrase, and there is nobody here to ask for it.`,
      'Give it as HOLDFAST_KEY_PASSPHRASE, or export at a terminal, where it is asked for',
    );
  return { key: opened(file, text, said), isOpen };
}

/** A public key to check with; a private one stands for its public half. @throws Failure */
export function publicKeyIn(file: string): KeyObject {
  const { text } = keyText(file);
  const ssh = openSshKey(text);
  if (ssh !== undefined) {
    const key = sshHalf(file, ssh);
    return key.type === 'private' ? createPublicKey(key) : key;
  }
  if (isLocked(text))
    throw noKey(`${file} is a private key under a passphrase.`, 'Check with its public half: --key PUBLIC');
  return pemKey(file, text, createPublicKey);
}

function keyText(file: string): { readonly text: string; readonly mode: number } {
  try {
    // Asked before it is opened: to open a pipe is to wait for whoever writes into it.
    const found = statSync(file);
    if (!found.isFile()) throw wrongUsage(`${file} is no file.`, 'Name the file of the key.');
    if (found.size > largestKey) throw noKey(`${file} is too large for a key.`, howKeysAreMade);
    return { text: readFileSync(file, 'latin1'), mode: found.mode };
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw notFound(`There is no key ${file}.`, 'Make one: openssl genpkey -algorithm ed25519 -out KEY');
    throw noKey(`${file} cannot be read (${code}).`, 'Check its permissions.');
  }
}

const howKeysAreMade =
  'A key is made by: openssl genpkey -algorithm ed25519 -out KEY; its public half by: openssl pkey -in KEY -pubout -out PUBLIC; ssh-keygen -t ed25519 makes both';

const isLocked = (text: string): boolean => /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text);

function sshHalf(file: string, ssh: NonNullable<ReturnType<typeof openSshKey>>): KeyObject {
  if (ssh.is === 'damaged') throw noKey(`${file} is no key that can be read.`, howKeysAreMade);
  if (ssh.is === 'other') throw otherType(file, ssh.type);
  return ssh.key;
}

function pemKey(file: string, text: string, read: (text: string) => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read(text);
  } catch {
    throw noKey(`${file} is no key that can be read.`, howKeysAreMade);
  }
  return ofEd25519(file, key);
}

function opened(file: string, text: string, passphrase: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: text, passphrase });
  } catch {
    throw noKey(`That passphrase does not open ${file}.`, 'Try again; or the file is damaged.');
  }
  return ofEd25519(file, key);
}

function ofEd25519(file: string, key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw otherType(file, String(key.asymmetricKeyType));
}

const otherType = (file: string, type: string): Failure =>
  noKey(`${file} is a key of the type ${type}; only Ed25519 is used.`, howKeysAreMade);

const noKey = (message: string, hint: string): Failure => new Failure(exit.refused, 'no-key', message, hint);
