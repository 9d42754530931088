// The least that guided steps take: a statechart of as many states, and of each step an entry with its hash, committed before
// the next. No runbook is read, nothing is judged, said or shown.
import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { createMachine, initialTransition, transition } from 'xstate';

const [file, steps] = process.argv.slice(2);
const states = Object.fromEntries(
  Array.from({ length: Number(steps) }, (_, n) => [`step-${n}`, { on: { DONE: `step-${n + 1}` } }]),
);
states[`step-${steps}`] = { type: 'final' };
const machine = createMachine({ initial: 'step-0', states });
let [state] = initialTransition(machine);

const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE entry (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, body TEXT NOT NULL) STRICT');
const insert = database.prepare('INSERT INTO entry (hash, body) VALUES (?, ?)');
const commit = database.transaction((own, body) => insert.run(own, body));

let previous = '';
process.stdin.setEncoding('utf8').on('data', (lines) => {
  for (const line of lines.split('\n')) {
    if (line !== 'done') continue;
    [state] = transition(machine, state, { type: 'DONE' });
    const body = JSON.stringify({
      at: '2026-11-21T03:12:00+01:00',
      by: 'Astrid Holm',
      role: 'incident-lead',
      via: 'plain',
      type: 'step.done',
      data: { step: state.value, outcome: 'done', round: 1 },
      previous,
    });
    previous = hash('sha256', body);
    commit(previous, body);
  }
});
process.stdin.on('end', () => {
  database.close();
  if (state.status !== 'done') throw new Error(`It stands at ${JSON.stringify(state.value)}.`);
});
