// bare-export.mjs DATABASE FILE: reads every entry, parses it and writes a line of as many bytes as a row of the CSV has; nothing more.
import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

const [, , from, to] = process.argv;
const database = new Database(from, { readonly: true });
const read = database.prepare('SELECT place, body, hash, words FROM entry WHERE place > ? ORDER BY place LIMIT 500');
const file = openSync(to, 'w');

let held = '';
for (let rows = read.all(0); rows.length > 0; rows = read.all(rows.at(-1).place)) {
  for (const { body, words } of rows) {
    const { at, by, recorded } = JSON.parse(body);
    held += `"${at}","${recorded}","${by.name}","${words ?? ''}","${body.slice(0, 300)}"\r\n`;
  }
  writeSync(file, held);
  held = '';
}
closeSync(file);
