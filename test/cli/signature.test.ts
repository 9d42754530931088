import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { writeSigned } from '../../src/cli/verifying/signature.ts';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { keys, Terminal } from '../support/terminal.ts';
import { temporaryFolder } from '../support/timelines.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

/** A desk with an incident, a key in `key.pem` and its public half in `public.pem`. */
async function withKey(): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['declare', 'Water in hall A']);
  await desk.json(['n', 'The gauge reads nine']);
  writeKey(desk, 'key.pem', 'public.pem');
  return desk;
}

function writeKey(desk: Desk, name: string, half: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(desk.path(name), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(desk.path(half), publicKey.export({ type: 'spki', format: 'pem' }));
}

function atTerminal(desk: Desk, args: readonly string[]): Terminal {
  const terminal = new Terminal(process.execPath, [holdfast, ...args], {
    columns: 100,
    rows: 20,
    env: desk.env,
    cwd: desk.folder,
  });
  onTestFinished(() => terminal.close());
  return terminal;
}

/** The same key, under a passphrase from now on. */
function lockKey(desk: Desk, name: string, passphrase: string): void {
  const key = createPrivateKey(readFileSync(desk.path(name)));
  const pem = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase });
  writeFileSync(desk.path(name), pem, { mode: 0o600 });
}

const signed = (desk: Desk, format = 'json', ...more: string[]) =>
  desk.run(['export', '--format', format, '-o', 'out', '--sign', 'key.pem', ...more]);

describe('an export that is signed', () => {
  test.each(['json', 'markdown', 'html', 'pdf', 'csv'])(
    '%s has its signature beside it, which anybody can check',
    async (format) => {
      const desk = await withKey();
      expect(await signed(desk, format)).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringContaining('Signed: ') as string,
      });
      const key = createPublicKey(readFileSync(desk.path('public.pem')));
      expect(verify(null, readFileSync(desk.path('out')), key, readFileSync(desk.path('out.sig')))).toBe(true);
      expect(statSync(desk.path('out.sig')).mode & 0o777).toBe(0o600);
      expect(await desk.run(['verify', 'out', '--key', 'public.pem'])).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('The signature fits') as string,
      });
    },
  );

  test('is checked by openssl without us, by the lines of the manual', async () => {
    const desk = await withKey();
    const openssl = (...args: string[]): string =>
      execFileSync('openssl', args, { cwd: desk.folder, encoding: 'utf8' });
    openssl('genpkey', '-algorithm', 'ed25519', '-out', 'key.pem');
    openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'public.pem');
    chmodSync(desk.path('key.pem'), 0o600);
    await signed(desk);
    const check = [
      'pkeyutl',
      '-verify',
      '-pubin',
      '-inkey',
      'public.pem',
      '-rawin',
      '-in',
      'out',
      '-sigfile',
      'out.sig',
    ];
    expect(openssl(...check)).toContain('Signature Verified Successfully');
    appendFileSync(desk.path('out'), ' ');
    expect(() => openssl(...check)).toThrow('Command failed');
  });

  test('is signed with a key of OpenSSH, and checked with the line of its public half', async () => {
    const desk = await withKey();
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', desk.path('ssh')]);
    expect(await desk.run(['export', '--format', 'json', '-o', 'out', '--sign', 'ssh'])).toMatchObject({
      code: 0,
      stderr: '',
    });
    for (const key of ['ssh.pub', 'ssh'])
      expect(await desk.run(['verify', 'out', '--key', key])).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('The signature fits') as string,
      });
    appendFileSync(desk.path('out'), ' ');
    expect(await desk.run(['verify', 'out', '--key', 'ssh.pub'])).toMatchObject({ code: 1 });
    expect(await desk.run(['export', '--format', 'csv', '-o', 'more', '--sign', 'ssh.pub'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('is a public key') as string,
    });
  });

  test('is signed with a key under a passphrase, which comes from the environment or is asked for unseen', async () => {
    const desk = await withKey();
    lockKey(desk, 'key.pem', 'open sesame');
    expect(await signed(desk)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('Give it as HOLDFAST_KEY_PASSPHRASE') as string,
    });
    const passphrase = (said: string) => ({ env: { HOLDFAST_KEY_PASSPHRASE: said } });
    const args = ['export', '--format', 'json', '-o', 'out', '--sign', 'key.pem'];
    expect(await desk.run(args, passphrase('wrong'))).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('That passphrase does not open') as string,
    });
    expect(existsSync(desk.path('out'))).toBe(false);
    expect(await desk.run(args, passphrase('open sesame'))).toMatchObject({ code: 0, stderr: '' });
    expect((await desk.run(['verify', 'out', '--key', 'public.pem'])).code).toBe(0);

    const left = atTerminal(desk, [...args, '--force']);
    await left.see('Passphrase of');
    left.press('open ses', keys.ctrl('c'));
    expect(await left.end()).toMatchObject({ code: 2 });
    expect(left.text).toContain('Left. Nothing was recorded.');

    const terminal = atTerminal(desk, [...args, '--force']);
    await terminal.see('Passphrase of');
    terminal.press('open sesame', keys.enter);
    await terminal.see('Signed:');
    expect(terminal.text).not.toContain('sesame');
    expect(await terminal.end()).toMatchObject({ code: 0 });
    expect((await desk.run(['verify', 'out', '--key', 'public.pem'])).code).toBe(0);
  });

  test('says which key, to people and to programs; a bundle has its record checked too', async () => {
    const desk = await withKey();
    const key = createPublicKey(readFileSync(desk.path('public.pem')));
    const fingerprint = createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex');
    const answer = await desk.json(['export', '--format', 'json', '-o', 'out', '--sign', 'key.pem']);
    expect(answer).toMatchObject({
      file: desk.path('out'),
      signature: { file: desk.path('out.sig'), key: fingerprint },
    });
    const { stdout } = await desk.run(['verify', 'out', '--key', 'public.pem']);
    expect(stdout).toContain(`with the key ${fingerprint.slice(0, 12)}.`);
    expect(stdout).toMatch(/^\[incident-1] whole: \d+ entries/m);
    expect(await desk.json(['verify', 'out', '--key', 'key.pem'])).toMatchObject({
      ok: true,
      signature: { ok: true, key: fingerprint },
      incidents: [{ ok: true }],
    });
  });

  test.each([
    [
      'the file was changed',
      (desk: Desk) => writeFileSync(desk.path('out'), readFileSync(desk.path('out'), 'utf8').replace('nine', 'five')),
    ],
    [
      'the file was cut',
      (desk: Desk) => writeFileSync(desk.path('out'), readFileSync(desk.path('out')).subarray(0, -9)),
    ],
    [
      'the signature was changed',
      (desk: Desk) => writeFileSync(desk.path('out.sig'), readFileSync(desk.path('out.sig')).reverse()),
    ],
    [
      'the signature was cut',
      (desk: Desk) => writeFileSync(desk.path('out.sig'), readFileSync(desk.path('out.sig')).subarray(1)),
    ],
    ['the signature is empty', (desk: Desk) => writeFileSync(desk.path('out.sig'), '')],
    ['it is another key', (desk: Desk) => writeKey(desk, 'other.pem', 'public.pem')],
  ])('does not fit where %s', async (_, harm) => {
    const desk = await withKey();
    await signed(desk);
    harm(desk);
    expect(await desk.run(['verify', 'out', '--key', 'public.pem'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('The signature does not fit') as string,
    });
    const { stdout } = await desk.run(['verify', 'out', '--key', 'public.pem', '--json']);
    const { ok, signature, problems } = JSON.parse(stdout) as { ok: boolean; signature: object; problems: object[] };
    expect({ ok, signature, first: problems[0] }).toMatchObject({
      ok: false,
      signature: { ok: false },
      first: { kind: 'signature' },
    });
  });

  test('is said not to have been looked at where no key was given', async () => {
    const desk = await withKey();
    await signed(desk);
    const unseen = `Its signature, ${desk.path('out.sig')}, was not looked at: holdfast verify FILE --key PUBLIC`;
    expect((await desk.run(['verify', 'out'])).stderr).toContain(unseen);
    expect((await desk.run(['verify', 'out', '--json'])).stderr).toContain(unseen);
    expect((await desk.run(['verify', 'out', '--key', 'public.pem'])).stderr).toBe('');
  });

  test('without its signature, or of a timeline, there is nothing to check', async () => {
    const desk = await withKey();
    await desk.run(['export', '--format', 'json', '-o', 'out']);
    expect(await desk.run(['verify', 'out', '--key', 'public.pem'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('no signature') as string,
    });
    for (const args of [['verify'], ['verify', desk.db]])
      expect(await desk.run([...args, '--key', 'public.pem'])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('A timeline is not signed') as string,
      });
  });
});

describe('a key that cannot sign writes nothing', () => {
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(pem).toString();
  const locked = () =>
    generateKeyPairSync('ed25519')
      .privateKey.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString();
  const sshKey = (...options: readonly string[]): string => {
    const file = join(temporaryFolder(), 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file, ...options]);
    return readFileSync(file, 'latin1');
  };
  test.each([
    ['RSA', rsa, 4, 'of the type rsa; only Ed25519'],
    ['under a passphrase', locked, 4, 'protected by a passphrase'],
    [
      'in an old form, under a passphrase',
      () => '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n',
      4,
      'protected by a passphrase',
    ],
    [
      'of OpenSSH, cut',
      () => '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----\n',
      4,
      'no key that can be read',
    ],
    ['of OpenSSH, under a passphrase', () => sshKey('-N', 'x'), 4, 'ssh-keygen -p'],
    ['of OpenSSH, of another type', () => sshKey('-t', 'ecdsa'), 4, 'of the type ecdsa-sha2-nistp256; only Ed25519'],
    [
      'public',
      () => generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      4,
      'is a public key',
    ],
    ['cut', () => '-----BEGIN PRIVATE KEY-----\nMC4C\n', 4, 'no key that can be read'],
    ['a list of groceries', () => 'Milk\n', 4, 'no key that can be read'],
    ['empty', () => '', 4, 'no key that can be read'],
    ['far too large', () => 'x'.repeat(70_000), 4, 'too large for a key'],
  ])('%s', async (_, key, code, says) => {
    const desk = await withKey();
    writeFileSync(desk.path('key.pem'), key(), { mode: 0o600 });
    const ended = await signed(desk);
    expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(/^holdfast: [^\n]+\n$/) as string });
    expect(ended.stderr).toContain(says);
    expect([existsSync(desk.path('out')), existsSync(desk.path('out.sig'))]).toEqual([false, false]);
  });

  test('not there, a folder, a pipe that nobody writes into, without a file to sign', async () => {
    const desk = await withKey();
    const named = (...args: string[]) => desk.run(['export', '--format', 'json', ...args]);
    spawnSync('mkfifo', [desk.path('pipe')]);
    expect(await named('-o', 'out', '--sign', 'pipe')).toMatchObject({ code: 2, stdout: '' });
    expect(await named('-o', 'out', '--sign', 'none.pem')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('openssl genpkey') as string,
    });
    expect(await named('-o', 'out', '--sign', '.')).toMatchObject({ code: 2 });
    expect(await named('--sign', 'key.pem')).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(desk.path('out'))).toBe(false);
  });

  test('one that others may read signs, with a warning', async () => {
    const desk = await withKey();
    chmodSync(desk.path('key.pem'), 0o644);
    expect(await signed(desk)).toMatchObject({
      code: 0,
      stderr: `Others may read the key ${desk.path('key.pem')}: chmod 600 ${desk.path('key.pem')}\n`,
    });
  });

  test('a signature that cannot be written leaves no file, and what stands there is written over only where that is said', async () => {
    const desk = await withKey();
    mkdirSync(desk.path('out.sig'));
    expect(await signed(desk)).toMatchObject({ code: 2, stderr: expect.stringContaining('is a folder') as string });
    expect(existsSync(desk.path('out'))).toBe(false);
    writeFileSync(desk.path('other.sig'), 'of something else');
    const args = ['export', '--format', 'json', '-o', 'other', '--sign', 'key.pem'];
    expect(await desk.run(args)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('other.sig is there already') as string,
    });
    expect(existsSync(desk.path('other'))).toBe(false);
    expect(await desk.run([...args, '--force'])).toMatchObject({ code: 0 });
    expect((await desk.run(['verify', 'other', '--key', 'public.pem'])).code).toBe(0);
  });
});

test('where the file gets no name in the end, no signature is left either', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'night.csv'));
  const key = { sign: () => new Uint8Array(64), fingerprint: '', isOpen: false };
  expect(() => writeSigned(join(folder, 'night.csv'), ['of last night'], key)).toThrow('cannot be written');
  expect(readdirSync(folder)).toEqual(['night.csv']);
});

test('where the file gets no name in the end, the signature that stood there is still there', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'night.csv'));
  writeFileSync(join(folder, 'night.csv.sig'), 'of the night before');
  const key = { sign: () => new Uint8Array(64), fingerprint: '', isOpen: false };
  expect(() => writeSigned(join(folder, 'night.csv'), ['of last night'], key)).toThrow('cannot be written');
  expect(readdirSync(folder)).toEqual(['night.csv', 'night.csv.sig']);
  expect(readFileSync(join(folder, 'night.csv.sig'), 'utf8')).toBe('of the night before');
});

test('where the signature gets no name, nothing of the file is left either', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'night.csv.sig'));
  const key = { sign: () => new Uint8Array(64), fingerprint: '', isOpen: false };
  expect(() => writeSigned(join(folder, 'night.csv'), ['of last night'], key)).toThrow('cannot be written');
  expect(readdirSync(folder)).toEqual(['night.csv.sig']);
});
