// Tracked files may not hold a path of somebody's machine, the host of a package registry, or talk of how they came about.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup.mjs';

const forbidden = [
  { what: "a path of somebody's machine", pattern: /(?<![\w.])\/(?:work|root|tmp\/bash_jobs|Users\/\w+|home\/\w+)\// },
  { what: 'the host of a package registry', pattern: /\bregistry\.(?:npmjs|yarnpkg)\b|"resolved":\s*"https?:/ },
  {
    what: 'talk of who or what wrote it',
    pattern:
      /\b(?:claude|anthropic|openai|chatgpt|copilot|llm|language model|sub-?agents?|ai[- ](?:agent|assistant|generated))\b/i,
  },
];

/**
 * The places in a text that must not be there.
 * @param {string} text
 * @returns {{ line: number, what: string, found: string }[]}
 */
export function forbiddenWords(text) {
  return text.split('\n').flatMap((line, index) =>
    forbidden.flatMap(({ what, pattern }) => {
      const found = pattern.exec(line);
      return found === null ? [] : [{ line: index + 1, what, found: found[0] }];
    }),
  );
}

function trackedFiles() {
  return execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '' && file !== 'scripts/verify/words.mjs');
}

function textOf(file) {
  try {
    const bytes = readFileSync(join(root, file));
    return bytes.includes(0) ? '' : bytes.toString('utf8');
  } catch {
    return '';
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  let places = 0;
  for (const file of trackedFiles()) {
    for (const { line, what, found } of forbiddenWords(textOf(file))) {
      places += 1;
      console.log(`${file}:${line}: "${found}" is ${what}`);
    }
  }
  process.exitCode = places === 0 ? 0 : 1;
}
