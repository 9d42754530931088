// Databases to measure with, written by the program's own session: every entry is one that an act has made.
import Database from 'better-sqlite3';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { activeOf } from '../../src/incident/index.ts';
import { declareIncident, openSession } from '../../src/session/index.ts';
import { openTimeline } from '../../src/timeline/index.ts';
import { root } from '../setup.mjs';
import { ordinaryRunbook } from './materials.mjs';

/** A folder on the disk that the checkout is on; the temporary folder may be memory. @returns {string} */
export function benchFolder() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  return mkdtempSync(join(root, 'dist', '.bench-'));
}

/** @param {string} folder */
export const remove = (folder) => rmSync(folder, { recursive: true, force: true });

/** A clock of its own, so that an incident of a day is written in seconds. It ends at the present. */
function portsEnding(minutes) {
  let now = Date.now() - minutes * 60_000;
  return {
    wall: () => now,
    pass: (ms) => (now += ms),
    newId: () => randomUUID(),
    newSalt: () => randomBytes(16).toString('hex'),
    later: () => () => {},
    start: () => {},
  };
}

const astrid = { name: 'Astrid Holm', host: 'ops-laptop-3' };
const source = (text) => ({ text, followed: {}, sha256: createHash('sha256').update(text).digest('hex') });

/**
 * Declares an incident that follows a runbook, and gives the session on it.
 * @param {import('../../src/timeline/index.ts').Timeline} timeline
 * @param {string | undefined} text of the runbook; none is followed without
 */
function begin(timeline, text, ports, number = 1) {
  const declaration = {
    reason: `Pump hall ${number} is wet`,
    mode: 'real',
    timezone: 'Europe/Copenhagen',
    holidays: [],
    word: 'flood',
  };
  const incident = declareIncident(timeline, declaration, astrid, 'cli', ports);
  const session = openSession({ timeline, incident, me: astrid, via: 'cli', ports });
  if (text !== undefined) expectDone(session.act({ act: 'follow', source: source(text) }));
  return session;
}

function expectDone(outcome) {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}

/** A database of so many incidents, three entries in each. */
export function manyIncidents(file, count) {
  const ports = portsEnding(60);
  const timeline = openTimeline(file, ports);
  for (let number = 1; number <= count; number += 1) {
    const session = begin(timeline, undefined, ports, number);
    expectDone(session.act({ act: 'severity', severity: `sev${1 + (number % 3)}` }));
    expectDone(session.act({ act: 'note', words: 'The level alarm rang twice.' }));
    session.close();
  }
  timeline.close();
}

/**
 * A database with one incident of about so many entries: of twenty acts nine notes, six facts, two ticks, one message, one
 * call or severity, and one step further; its clocks run, are met and are missed meanwhile.
 * @param {string} file
 * @param {string} runbook its text
 * @param {number} entries
 */
export function longIncident(file, runbook, entries) {
  const ports = portsEnding(entries / 6 + 1);
  const timeline = openTimeline(file, ports);
  const session = begin(timeline, runbook, ports);
  for (let turn = 0; session.incident.count < entries; turn += 1) {
    ports.pass(10_000);
    const act = nextAct(turn, session.incident);
    if (act !== undefined) session.act(act);
  }
  const { alias, count } = session.incident;
  session.close();
  timeline.close();
  return { alias, count };
}

const parts = ['valve', 'stair', 'rack', 'door', 'cable', 'hose', 'sump', 'fan', 'lamp', 'gate', 'duct'];
const states = ['leaking', 'dry', 'hot', 'open', 'shut', 'wet', 'loose'];

/** A database of incidents of so many notes each, half of which speak of a pump; written many at once. */
export function manyNotes(file, incidents, each) {
  const ports = portsEnding((incidents * each) / 6 + 1);
  const timeline = openTimeline(file, ports);
  for (let number = 1; number <= incidents; number += 1) {
    const { id, head: first } = begun(timeline, ports, number);
    let head = first;
    for (let done = head.seq; done < each; done = head.seq) {
      const drafts = Array.from({ length: Math.min(1000, each - done) }, (_, index) => {
        ports.pass(10_000);
        return noteOf(done + index, ports.wall());
      });
      ({ head } = timeline.append(id, head, drafts));
    }
  }
  timeline.close();
}

function begun(timeline, ports, number) {
  const session = begin(timeline, undefined, ports, number);
  const { id } = session.incident;
  session.close();
  return { id, head: timeline.head(id) };
}

function noteOf(turn, wall) {
  const what =
    turn % 2 === 0 ? 'the pump at the east stair runs' : `${parts[turn % 11]} ${turn % 97} is ${states[turn % 7]}`;
  const at = new Date(wall).toISOString().replace('.000Z', '+00:00').replace('Z', '+00:00');
  const words = `Report ${turn}: ${what}, the gauge was read twice.`;
  return { type: 'note.written', at, precision: 'second', by: astrid, via: 'cli', data: {}, words };
}

let long;

/** A database with an incident of 10,000 entries, made once for all that measure on it. @returns {string} the file */
export function longDatabase() {
  if (long === undefined) {
    const folder = benchFolder();
    process.once('exit', () => remove(folder));
    long = join(folder, 'timeline.db');
    longIncident(long, ordinaryRunbook(100), 10_000);
    keepSnapshots(long);
  }
  return long;
}

/** Opens every incident once for writing, which keeps a snapshot of it. */
export function keepSnapshots(file) {
  const ports = portsEnding(0);
  const timeline = openTimeline(file, ports);
  for (const { id } of timeline.incidents())
    keptBy(openSession({ timeline, incident: id, me: astrid, via: 'cli', ports }));
  timeline.close();
}

/** As if nobody had left a snapshot behind: the next opening folds every entry. */
export function dropSnapshots(file) {
  const database = new Database(file);
  database.prepare('DELETE FROM snapshot').run();
  database.close();
}

/** A session keeps a snapshot when it leaves, if somebody was guided by it. */
function keptBy(session) {
  session.follow();
  session.close();
}

/** A session on the only incident of a database, with the clock as it is; `pass` puts it forward by milliseconds. */
export function sessionOn(file) {
  let ahead = 0;
  const ports = { ...portsEnding(0), wall: () => Date.now() + ahead };
  const timeline = openTimeline(file, ports);
  const session = openSession({ timeline, incident: timeline.incidents()[0].id, me: astrid, via: 'cli', ports });
  return {
    session,
    pass: (ms) => (ahead += ms),
    close: () => {
      session.close();
      timeline.close();
    },
  };
}

/** A database with one incident that follows a runbook and in which nothing else has happened yet. @returns {string} its id */
export function newIncident(file, runbook, minutesAgo = 0) {
  const ports = portsEnding(minutesAgo);
  const timeline = openTimeline(file, ports);
  const session = begin(timeline, runbook, ports);
  const { alias } = session.incident;
  session.close();
  timeline.close();
  return alias;
}

const kinds = ['clean', 'rain', 'sewage'];
const fact = (name, value) => ({ act: 'fact', values: [{ fact: name, value }] });

function nextAct(turn, incident) {
  const place = turn % 20;
  if (place < 9)
    return { act: 'note', words: `Report ${turn}: the pump at the east stair runs, the gauge was read twice.` };
  if (place < 12) return fact('water_depth', String((turn * 7) % 60));
  if (place === 12) return fact('pumps_running', String(turn % 4));
  if (place === 13) return fact('people_out', turn % 40 === 13 ? 'yes' : 'no');
  if (place === 14) return fact('water_kind', kinds[turn % 3]);
  const active = activeOf(incident);
  const listed = active.find(({ step }) => step.step.checklist !== undefined);
  if (place < 17) return listed && tick(listed, turn);
  if (place === 17)
    return { act: 'send', message: 'status-page', body: 'The pumps stand still. Next word in half an hour.' };
  if (place === 18)
    return turn % 200 === 18
      ? { act: 'met', clock: 'public-update' }
      : { act: 'call', role: 'lead', result: 'reached' };
  return turn % 80 === 19 ? further(active, turn) : { act: 'severity', severity: `sev${1 + (turn % 3)}` };
}

function tick({ step, life }, turn) {
  const item = 1 + (turn % step.step.checklist.length);
  return { act: 'tick', step: step.id, item, ticked: life.ticks?.includes(item) !== true };
}

/** The next step done or chosen; after the last one back to the first, as when the water comes again. */
function further(active, turn) {
  const found = active.find(
    ({ step }) => step.verb === 'do' || step.verb === 'decide' || step.verb === 'tell' || step.verb === 'run',
  );
  if (found === undefined) return { act: 'jump', step: 'clear-1' };
  const { step, life } = found;
  if (life.state === 'awaiting') return { act: 'approve', step: step.id, answer: 'gone-without' };
  if (step.verb === 'decide') return { act: 'choose', step: step.id, option: turn % 160 === 19 ? 'rising' : 'steady' };
  return { act: 'done', step: step.id };
}
