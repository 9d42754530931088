// What the present state of installed and built things is called, so that one look says whether they are stale.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nodeIsGood, PINNED } from './node.mjs';

const sources = [
  'src',
  'schemas',
  'bin',
  'scripts/build',
  'scripts/build.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** What the generated parts are made of. */
const generated = {
  validators: ['schemas', 'scripts/build/validators.mjs', 'package-lock.json'],
  page: ['src/report-page', 'scripts/build/page.mjs', 'package-lock.json'],
  fonts: ['scripts/build/fonts.mjs', 'package-lock.json'],
};

/** Where each stamp is kept. */
export const stampFiles = {
  dependencies: join('node_modules', '.holdfast-stamp'),
  validators: join('src', 'runbook', 'validators.generated.stamp'),
  page: join('src', 'report-page', 'page.generated.stamp'),
  fonts: join('src', 'report', 'pdf', 'fonts.generated.stamp'),
  build: join('dist', '.stamp'),
  codeCache: join('dist', '.code-cache-stamp'),
};

/**
 * @param {string} root
 * @param {'dependencies' | 'validators' | 'page' | 'fonts' | 'build' | 'codeCache'} what
 * @returns {string} the stamp that stands for what is in the tree now
 */
export function wantedStamp(root, what) {
  const hash = createHash('sha256');
  if (what === 'dependencies') {
    hash.update(readFileSync(join(root, 'package-lock.json')));
    hash.update(process.platform + '-' + process.arch);
  } else {
    for (const source of generated[what] || sources) addTo(hash, root, source);
    // What one Node compiled is of no use to another.
    if (what === 'codeCache') hash.update(nodeIsGood(process.versions.node) ? process.versions.node : PINNED);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {'dependencies' | 'validators' | 'page' | 'fonts' | 'build' | 'codeCache'} what
 * @returns {boolean} whether what is installed or built is what the tree asks for
 */
export function isCurrent(root, what) {
  const file = join(root, stampFiles[what]);
  return existsSync(file) && readFileSync(file, 'utf8') === wantedStamp(root, what);
}

function addTo(hash, root, name) {
  const path = join(root, name);
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).sort()) addTo(hash, root, name + '/' + entry);
  } else if (!/\.generated\./.test(name)) {
    hash.update(name + '\0');
    hash.update(readFileSync(path));
  }
}
