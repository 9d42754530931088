// A real Chromium for tests and measures: the one of this machine, else the one that an npm package carries.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Starts a browser without a window.
 * @returns {Promise<import('playwright-core').Browser>} to be closed by whoever asked for it
 * @throws {Error} where there is none; it is never done without
 */
export async function openBrowser() {
  const executablePath = ownBrowser() ?? (await packedBrowser());
  const env = { ...process.env };
  // The package carries a font for machines that have none.
  const fonts = join(dirname(executablePath), 'fonts');
  if (!existsSync('/etc/fonts/fonts.conf') && existsSync(fonts)) env.FONTCONFIG_PATH = fonts;
  return chromium.launch({ executablePath, args: ['--disable-gpu', '--disable-dev-shm-usage'], env });
}

function ownBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere].find(existsSync);
}

/** Unpacks it once into `.tools`; its own way would trust whatever lies in the temporary folder under that name. */
async function packedBrowser() {
  const entry = require.resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'));
  const home = join(root, '.tools', 'chromium');
  const folder = join(home, version);
  if (!existsSync(folder)) await unpack(home, folder);
  return join(folder, 'chromium');
}

async function unpack(home, folder) {
  mkdirSync(home, { recursive: true });
  const own = mkdtempSync(join(home, 'unpack-'));
  const { TMPDIR } = process.env;
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    process.env.TMPDIR = own;
    await packed.executablePath();
    renameSync(own, folder);
  } catch (error) {
    // Another run of the tests was faster.
    if (!existsSync(join(folder, 'chromium')))
      throw new Error(
        'There is no browser: install Chromium, or run npm ci, on Linux with an x64 processor, where the package carries one.',
        { cause: error },
      );
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(own, { recursive: true, force: true });
  }
}
