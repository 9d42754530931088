import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Call } from '../call.ts';
import { refused, wrongUsage } from '../failure.ts';
import { folderIsThere } from './may-write.ts';

/** Where a text that is begun with that id goes: by the option, else under its id. @throws Failure where the id is none, or something stands there */
export function fileToBegin(call: Call, id: string): string {
  if (!/^[a-z](?:[a-z0-9]*(?:-[a-z0-9]+)*)$/.test(id))
    throw wrongUsage(
      `"${id}" cannot be an id.`,
      'Use small letters, digits and single hyphens, a letter first: pump-failure',
    );
  const file = resolve(call.around.cwd, call.option('output') ?? `${id}.yaml`);
  if (existsSync(file))
    throw refused('exists', `${file} is there already; it was left untouched.`, 'Give another name with -o FILE.');
  folderIsThere(file);
  return file;
}

/** What it is called: as was said, else the words of its id. */
export const titleToBegin = (call: Call, id: string): string =>
  call.option('title') ?? `${id.charAt(0).toUpperCase()}${id.slice(1)}`.replaceAll('-', ' ');
