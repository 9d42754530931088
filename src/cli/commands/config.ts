import { join } from 'node:path';
import { type Config, configKeys, foldersOf, readConfig, writeConfig } from '../../files/index.ts';
import { nearest, wordAmong } from '../../text/index.ts';
import type { Call } from '../call.ts';
import { notFound } from '../failure.ts';
import { languageNamed } from '../arguments/language-named.ts';
import { zoneNamed } from '../arguments/zone-named.ts';

type Key = keyof typeof configKeys;

/** Shows the settings, or one of them; with a value sets it, with an empty one takes it back. */
export function run(call: Call): void {
  const [said, ...words] = call.words;
  const config = readConfig(call.around);
  if (said === undefined) return show(call, config);
  const key = keyNamed(said);
  if (words.length === 0) {
    if (call.json) call.io.json({ [key]: config[key] ?? null });
    else call.io.say(config[key] ?? `${key} is not set: ${configKeys[key]}`);
    return undefined;
  }
  const value = valueOf(key, words.join(' ').trim());
  const { [key]: _, ...others } = config;
  const changed: Config = { ...others, ...(value !== '' && { [key]: value }) };
  const file = writeConfig(call.around, changed);
  if (call.json) call.io.json({ [key]: value === '' ? null : value });
  else call.io.say(`${key} ${value === '' ? 'is not set any more' : `is ${value}`} (${file})`);
  return undefined;
}

function show(call: Call, config: Config): void {
  const keys = Object.keys(configKeys) as Key[];
  if (call.json) call.io.json(Object.fromEntries(keys.map((key) => [key, config[key] ?? null])));
  else
    call.io.say(
      ...keys.map((key) => `${key}: ${config[key] ?? 'not set'}  (${configKeys[key]})`),
      `Kept in ${join(foldersOf(call.around).config, 'config.json')}. Set one: holdfast config KEY VALUE`,
    );
}

/** As it is kept, however it was typed. @throws Failure where the setting cannot have it */
function valueOf(key: Key, said: string): string {
  if (said === '') return said;
  switch (key) {
    case 'timezone':
      return zoneNamed(said);
    case 'language':
      return languageNamed(said);
    case 'name':
      return said;
  }
}

function keyNamed(said: string): Key {
  const keys = Object.keys(configKeys) as Key[];
  const found = wordAmong(said, keys);
  if (found) return found;
  const meant = nearest(said, keys);
  throw notFound(
    `There is no setting "${said}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `There is: ${keys.join(', ')}.`,
  );
}
