import { plainScalar } from './scalar.ts';

/** What these mean to JavaScript would outlast every check of the data. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Why a text cannot be a key of a map; undefined where it can. `taken`: the map has it already. */
export function keyFault(
  key: string,
  isPlain: boolean,
  taken: boolean,
): { readonly rule: string; readonly message: string; readonly hint: string } | undefined {
  if (forbidden.has(key))
    return { rule: 'forbidden-key', message: `\`${key}\` cannot be a key`, hint: 'take another name' };
  if (isPlain && key === '')
    return { rule: 'key-not-text', message: 'a value without a key', hint: 'write the key before the colon' };
  if (isPlain && typeof plainScalar(key) !== 'string') {
    return {
      rule: 'key-not-text',
      message: `the key \`${key}\` is not a text in YAML`,
      hint: 'names begin with a letter',
    };
  }
  if (key === '<<') {
    const hint = 'write the keys out, or use `&name` and `*name` for whole values';
    return { rule: 'yaml-merge', message: '`<<` (merge) is not part of YAML 1.2', hint };
  }
  if (taken)
    return { rule: 'duplicate-key', message: `the key \`${key}\` stands here twice`, hint: 'keep one of the two' };
  return undefined;
}
