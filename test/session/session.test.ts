import { createHash } from 'node:crypto';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/cli/perform.ts';
import { sha256 } from '../../src/files/index.ts';
import {
  type CommandJob,
  declareIncident,
  openSession,
  type Outcome,
  type Ports,
  type Session,
  isSnapshotTrue,
  renewSnapshot,
} from '../../src/session/index.ts';
import { fromSnapshot, replay, toSnapshot } from '../../src/incident/index.ts';
import { openTimeline, type Timeline } from '../../src/timeline/index.ts';
import { asData } from '../support/incident-desk.ts';

const runbook = `
holdfast: 1
id: pump-check
title: Pump check
timezone: Europe/Copenhagen
roles:
  lead: { title: Lead }
steps:
  - id: look
    do: Look at the pump
    expect: 5m
  - id: which-way
    decide: Which way?
    role: lead
    default: { choose: left, after: 10m }
    options:
      left: { title: Left }
      right: { title: Right }
  - id: level
    run: Read the level
    command: [scripts/level]
    timeout: 10s
  - id: settle
    wait: Let it settle
    for: 15m
  - id: over
    end: Over
    outcome: resolved
`;

const scenario = `
holdfast: 1
id: silent-pump
title: A silent pump
runbook: pump-check
lasts: 2h
overview: { kind: tabletop, scope: The first hour, threat: Water, sponsor: The mayor, contact: Resilience }
objectives:
  look: { statement: They look, capability: Coordination, element: training, tasks: [{ task: Look, measure: { step: look } }] }
injects:
  - { id: wet, at: 90m, message: Wet. }
`;

let folder: string;
let wall: number;
let started: CommandJob[];
let timers: { at: number; call: () => void }[];
const open: { close(): void }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-session-'));
  wall = Date.parse('2026-11-21T03:00:00+01:00');
  started = [];
  timers = [];
});
afterEach(() => {
  for (const one of open.splice(0).toReversed()) one.close();
  rmSync(folder, { recursive: true, force: true });
});

const ports: Ports = {
  wall: () => wall,
  newId: () => randomUUID(),
  newSalt: () => randomBytes(16).toString('hex'),
  later: (ms, call) => {
    const timer = { at: wall + ms, call };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  },
  start: (job) => void started.push(job),
};

/** Moves the wall clock and rings what was asked to ring by then. */
function pass(minutes: number): void {
  wall += minutes * 60_000;
  for (const timer of timers.filter((one) => one.at <= wall)) {
    timers = timers.filter((one) => one !== timer);
    timer.call();
  }
}

function database(): Timeline {
  const timeline = openTimeline(join(folder, 'timeline.db'), ports);
  open.push(timeline);
  return timeline;
}

function terminal(
  timeline: Timeline,
  incident: string,
  name: string,
  mayRun?: Parameters<typeof openSession>[0]['mayRun'],
): Session {
  const session = openSession({ timeline, incident, me: { name }, via: 'cli', ports, ...(mayRun && { mayRun }) });
  open.push(session);
  return session;
}

function declared(timeline: Timeline, mode: 'real' | 'drill' = 'real', speed?: number): string {
  return declareIncident(
    timeline,
    {
      reason: 'The pump is silent',
      mode,
      timezone: 'Europe/Copenhagen',
      holidays: [],
      word: 'pump',
      ...(speed !== undefined && { speed }),
    },
    { name: 'Ida' },
    'cli',
    ports,
  );
}

const follow = (session: Session) =>
  must(session.act({ act: 'follow', source: { text: runbook, followed: {}, sha256: sha256(runbook), folder } }));

function must(outcome: Outcome) {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.entries;
}
function refused(outcome: Outcome) {
  if (outcome.ok) throw new Error('It was not refused.');
  return outcome;
}

describe('one terminal', () => {
  it('goes on where what falls due cannot be written, says so, and writes it once it can', () => {
    const timeline = database();
    const session = terminal(timeline, declared(timeline), 'Ida');
    follow(session);
    session.act({ act: 'done', step: 'look' });
    session.follow();
    const told: (string | undefined)[] = [];
    session.subscribe(() => told.push(session.unwritten));
    const file = join(folder, 'timeline.db');
    renameSync(file, `${file}.away`);
    pass(10);
    expect(told.at(-1)).toMatch(/^What fell due by itself is NOT recorded: .* was moved, deleted or replaced/);
    expect(session.guide().current.map(({ name }) => name)).toEqual(['which-way']);
    expect(() => session.act({ act: 'note', words: 'Silent' })).toThrow('nothing was written');
    renameSync(`${file}.away`, file);
    pass(1);
    expect(session.unwritten).toBeUndefined();
    expect(session.entries().at(-1)).toMatchObject({ type: 'default.taken', step: 'which-way' });
  });

  it('holds nobody up where another program keeps the timeline locked: what falls due waits, and so does its end', () => {
    const file = join(folder, 'timeline.db');
    // As patient as can be: whoever waited for the lock would never come back.
    const timeline = openTimeline(file, ports, { busyMs: 2 ** 31 - 1 });
    open.push(timeline);
    const session = terminal(timeline, declared(timeline), 'Ida');
    follow(session);
    session.act({ act: 'done', step: 'look' });
    session.follow();
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    pass(10);
    expect(session.unwritten).toMatch(/^What fell due by itself is NOT recorded: Another program keeps .* locked/);
    other.exec('ROLLBACK');
    pass(1);
    expect(session.unwritten).toBeUndefined();
    expect(session.entries().at(-1)).toMatchObject({ type: 'default.taken', step: 'which-way' });
    other.exec('BEGIN IMMEDIATE');
    session.close();
    other.close();
  });

  it('opens where what fell due meanwhile cannot be written: what was recorded can be read', () => {
    const timeline = database();
    const incident = declared(timeline);
    follow(terminal(timeline, incident, 'Ida'));
    const other = terminal(timeline, incident, 'Bo');
    wall += 60 * 60_000;
    other.act({ act: 'done', step: 'look' });
    wall += 60 * 60_000;
    renameSync(join(folder, 'timeline.db'), join(folder, 'away.db'));
    const late = terminal(timeline, incident, 'Lis');
    late.follow();
    expect(late.unwritten).toContain('NOT recorded');
    expect(late.guide().current.map(({ name }) => name)).toEqual(['which-way']);
  });

  it('declares before any runbook is chosen, then takes one up', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    expect(ida.incident.alias).toBe('pump-1');
    expect(ida.incident.runs).toEqual([]);
    follow(ida);
    expect(ida.guide().focus).toBe('pump-check:look');
  });

  it('says that an act is recorded only when it stands in the database', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    const [entry] = must(ida.act({ act: 'done', step: 'look' }));
    expect(database().entry(entry!.id)?.hash).toBe(entry!.hash);
  });

  it('writes nothing when an act is refused, and says why', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    follow(ida);
    const before = ida.head;
    expect(refused(ida.act({ act: 'choose', step: 'which-way', option: 'up' })).refusal.code).toBe('not-an-option');
    const slip = refused(ida.act({ act: 'done', step: 'lok' })).refusal;
    expect(`${slip.message} ${slip.hint}`).toContain('"look"');
    expect(ida.head).toEqual(before);
  });

  it('names who did it and who typed it', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    follow(ida);
    const [entry] = must(ida.act({ act: 'done', step: 'look' }, { by: 'Bo' }));
    expect(entry!.by.name).toBe('Bo');
    expect(entry!['entered-by']?.name).toBe('Ida');
  });

  it('takes a person for one, however their name is typed: in other capitals, with more spaces, with accents of two letters', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    must(ida.act({ act: 'assign', role: 'lead', person: 'José  Lind ' }));
    const jose = terminal(timeline, id, 'JOSE\u0301 LIND');
    expect(jose.me.name).toBe('José Lind');
    expect(jose.guide().me.roles).toEqual(['lead']);
    must(jose.act({ act: 'ack', role: 'lead' }));
    must(ida.act({ act: 'done', step: 'look' }, { by: 'josé lind' }));
    // It is the lead who decides, and nobody but the lead: the plan is not left.
    const [chosen] = must(ida.act({ act: 'choose', step: 'which-way', option: 'left' }, { by: ' josé lind' }));
    expect(chosen).toMatchObject({ by: { name: 'José Lind', role: 'lead' }, 'entered-by': { name: 'Ida' } });
    expect(chosen).not.toHaveProperty('deviation');
    const [own] = must(ida.act({ act: 'note', words: 'It is me' }, { by: 'ida' }));
    expect(own).toMatchObject({ by: { name: 'Ida' } });
    expect(own).not.toHaveProperty('entered-by');
    must(ida.act({ act: 'ask', person: 'Bo Kjær', words: 'Bring a lamp' }));
    const bo = terminal(timeline, id, 'bo  kjær');
    must(bo.act({ act: 'take-task', task: 'task-1' }));
    expect(Object.keys(bo.incident.heard)).toEqual(['Ida', 'José Lind', 'Bo Kjær']);
    expect(terminal(timeline, id, ' Nobody  Yet ').me.name).toBe('Nobody Yet');
    // To whom somebody hands over is known by that, before they have said a word.
    must(jose.act({ act: 'handover', brief: 'x', to: 'Eva Holm' }));
    const eva = terminal(timeline, id, 'EVA HOLM');
    must(eva.act({ act: 'accept-handover', from: 'josé lind' }));
    expect(eva.incident.roles['lead']?.holder).toBe('Eva Holm');
    // Whoever hands over to nobody else hands over to themselves.
    expect(refused(bo.act({ act: 'handover', brief: 'x', to: 'BO KJÆR' })).refusal.code).toBe('same-person');
  });

  it('lets nobody approve their own work under a name that is only typed otherwise', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    const text =
      'holdfast: 1\nid: cut\ntitle: Cut\nsteps:\n  - { id: power, do: Cut the power, approval: { by: lead } }\n';
    const roles = text.replace('steps:', 'roles: { lead: { title: Lead } }\nsteps:');
    must(ida.act({ act: 'follow', source: { text: roles, followed: {}, sha256: sha256(roles), folder } }));
    must(ida.act({ act: 'done', step: 'power' }, { by: 'Bo Kjær' }));
    const approve = { act: 'approve', step: 'power', answer: 'given' } as const;
    expect(refused(ida.act(approve, { by: 'bo kjær' })).refusal.code).toBe('same-person');
    must(ida.act(approve, { by: 'Ida' }));
  });

  it('records in what role somebody acted', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    follow(ida);
    must(ida.act({ act: 'assign', role: 'lead', person: 'Ida' }));
    const [entry] = must(ida.act({ act: 'note', words: 'as the lead' }));
    expect(entry!.by).toEqual({ name: 'Ida', role: 'lead' });
  });

  it('runs the exercise: that stands with every act of theirs, beside the roles that they hold, and with nobody else', () => {
    const timeline = database();
    const incident = declared(timeline, 'drill');
    const ida = openSession({ timeline, incident, me: { name: 'Ida' }, via: 'cli', ports, facilitates: true });
    open.push(ida);
    follow(ida);
    const by = (session: Session, how = {}) => must(session.act({ act: 'note', words: 'wet' }, how))[0];
    expect(by(ida)?.by).toEqual({ name: 'Ida', role: 'facilitator' });
    must(ida.act({ act: 'assign', role: 'lead', person: 'Ida' }));
    expect(by(ida)?.by).toEqual({ name: 'Ida', role: 'lead, facilitator' });
    const forBo = by(ida, { by: 'Bo' });
    expect(forBo?.by).toEqual({ name: 'Bo' });
    expect(forBo?.['entered-by']).toEqual({ name: 'Ida', role: 'lead, facilitator' });
    expect(by(terminal(timeline, incident, 'Bo'))?.by).toEqual({ name: 'Bo' });
  });

  it('shows its players nothing of what the staff of an exercise wrote, however they look, before it has ended', () => {
    const timeline = database();
    const incident = declared(timeline, 'drill');
    const staff = openSession({ timeline, incident, me: { name: 'Ida' }, via: 'cli', ports, facilitates: true });
    open.push(staff);
    must(staff.act({ act: 'scenario', source: { text: scenario, sha256: sha256(scenario) } }));
    follow(staff);
    const [seen] = must(staff.act({ act: 'observe', words: 'They forgot the cellar' }));
    const player = terminal(timeline, incident, 'Bo');
    const everything = (session: Session) =>
      JSON.stringify([
        session.log(50),
        session.entries(),
        session.timeline.lineOf(seen?.id ?? ''),
        session.timeline.entry(seen?.seq ?? 0),
        session.replay('q').entries(),
      ]);
    expect(everything(player)).not.toContain('cellar');
    expect(player.log(50).map(({ id }) => id)).not.toContain(seen?.id);
    expect(staff.log(50).map(({ id }) => id)).toContain(seen?.id);
    const times = (session: Session) => everything(session).match(/forgot the cellar/g)?.length;
    expect(times(staff)).toBe(5);
    must(staff.act({ act: 'exercise', change: 'end' }));
    must(player.act({ act: 'note', words: 'over' }));
    expect(times(player)).toBe(5);
  });

  it('says what an act leaves owing, and which entries say the same as what was taken out', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    follow(ida);
    expect(ida.act({ act: 'skip', step: 'look' }, { why: 'It is silent' })).not.toHaveProperty('owes');
    const skipped = ida.act({ act: 'skip', step: 'which-way' });
    expect(skipped).toMatchObject({ ok: true, owes: { type: 'step.skipped', step: 'which-way' } });
    const [first, second] = [0, 1].map(() => must(ida.act({ act: 'note', words: 'Karen Hansen is in the hall' }))[0]);
    const gone = (entry: string) => ida.act({ act: 'expunge', entry, basis: 'Her wish' });
    expect(gone(first?.id ?? '')).toMatchObject({ ok: true, quoted: [second?.seq] });
    expect(gone(second?.id ?? '')).not.toHaveProperty('quoted');
    expect(ida.act({ act: 'note', words: 'Her wish' })).not.toHaveProperty('quoted');
  });

  it('tells those who look on what fell due before an act, also where the act itself is refused', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    follow(ida);
    let told = 0;
    ida.subscribe(() => (told += 1));
    expect(ida.act({ act: 'done', step: 'nowhere' }).ok).toBe(false);
    expect(told).toBe(0);
    must(ida.act({ act: 'done', step: 'look' }));
    expect(told).toBe(1);
    wall += 30 * 60_000;
    expect(ida.act({ act: 'done', step: 'nowhere' }).ok).toBe(false);
    expect(ida.entries().at(-1)?.type).toBe('timer.elapsed');
    expect(told).toBe(2);
  });

  it('comes back to where it was', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    must(ida.act({ act: 'done', step: 'look' }));
    for (let count = 0; count < 250; count += 1) must(ida.act({ act: 'note', words: `note ${count}` }));
    ida.close();
    // Who wrote leaves a snapshot behind, the next opening begins from it.
    const again = terminal(timeline, id, 'Ida');
    expect(timeline.snapshot(id)).toBeDefined();
    const third = terminal(timeline, id, 'Ida');
    expect(asData(third.incident)).toEqual(asData(again.incident));
    expect(JSON.stringify(third.guide())).toBe(JSON.stringify(again.guide()));
    expect(third.guide().focus).toBe('pump-check:which-way');
    must(third.act({ act: 'choose', step: 'which-way', option: 'left' }));
    expect(third.guide().focus).toBe('pump-check:level');
  });

  it('passes over a snapshot that does not fit', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    timeline.saveSnapshot(id, { head: ida.head.hash, version: '1', body: '{"broken' });
    expect(terminal(timeline, id, 'Bo').guide().focus).toBe('pump-check:look');
    const kept = JSON.parse(toSnapshot(ida.incident)) as { readonly incident: object };
    const other = (incident: object) => JSON.stringify({ ...kept, incident: { ...kept.incident, ...incident } });
    const ofAnother = other({ title: 'Another', heads: { [timeline.origin]: { seq: 9, hash: 'of another record' } } });
    const under = (text: string): string => `4 ${createHash('sha256').update(text).digest('hex')}`;
    const changed = other({ title: 'Another' });
    for (const [version, body] of [
      // Of an earlier way of keeping it; as another one was written; whole, and of another record.
      [under(changed).replace(/^4/, '3'), changed],
      [under(toSnapshot(ida.incident)), changed],
      [under(ofAnother), ofAnother],
    ] as const) {
      expect(fromSnapshot(body, (ids) => timeline.entries(id, { ids }))?.title).toBe('Another');
      expect(timeline.saveSnapshot(id, { head: ida.head.hash, version, body })).toBe(true);
      expect(terminal(timeline, id, 'Bo').incident.title).not.toBe('Another');
      expect(isSnapshotTrue(timeline, id)).toBe(body === changed);
    }
    // Written by who knows how: whoever opens it believes it, until it is held against the entries.
    expect(timeline.saveSnapshot(id, { head: ida.head.hash, version: under(changed), body: changed })).toBe(true);
    expect(terminal(timeline, id, 'Bo').incident.title).toBe('Another');
    expect(isSnapshotTrue(timeline, id)).toBe(false);
    expect(renewSnapshot(timeline, id)).toBe(true);
    expect(asData(terminal(timeline, id, 'Bo').incident)).toEqual(asData(ida.incident));
    expect(isSnapshotTrue(timeline, id)).toBe(true);
    // What was written since makes it no less true.
    must(ida.act({ act: 'note', words: 'silent still' }));
    expect(isSnapshotTrue(timeline, id)).toBe(true);
  });

  it('is left as it was by whoever only looks: nothing is written', () => {
    const timeline = database();
    const id = declared(timeline);
    follow(terminal(timeline, id, 'Ida'));
    const before = timeline.changes();
    const other = terminal(database(), id, 'Bo');
    expect(other.guide().focus).toBe('pump-check:look');
    expect(other.act({ act: 'done', step: 'nowhere' }).ok).toBe(false);
    other.close();
    expect(timeline.changes()).toBe(before);
    expect(timeline.snapshot(id)).toBeUndefined();
  });

  describe('of another installation', () => {
    /** At home with a default that will fall due, and brought in elsewhere to be read. */
    function broughtIn() {
      const home = database();
      const id = declared(home);
      const ida = terminal(home, id, 'Ida');
      follow(ida);
      must(ida.act({ act: 'done', step: 'look' }));
      const elsewhere = openTimeline(join(folder, 'elsewhere.db'), ports);
      open.push(elsewhere);
      elsewhere.adopt(home.entries(id));
      return { home, id, ida, elsewhere };
    }

    it('is only looked at: nothing falls due in it here', () => {
      const { home, id, ida, elsewhere } = broughtIn();
      const bo = terminal(elsewhere, id, 'Bo');
      bo.follow();
      pass(60);
      expect(bo.act({ act: 'note', words: 'From here' })).toMatchObject({ ok: false });
      expect(elsewhere.entries(id)).toEqual(home.entries(id));
      // At home the default was due meanwhile.
      must(ida.act({ act: 'note', words: 'Late' }));
      expect(home.entries(id).length).toBeGreaterThan(elsewhere.entries(id).length + 1);
    });

    it('keeps nobody awake by what fell due in it: here it can never be written', () => {
      const { id, elsewhere } = broughtIn();
      pass(60);
      const bo = terminal(elsewhere, id, 'Bo');
      bo.follow();
      expect(timers.filter(({ at }) => at <= wall)).toEqual([]);
      pass(60);
      expect(timers.filter(({ at }) => at <= wall)).toEqual([]);
    });
  });
});

describe('words that were expunged', () => {
  it('must have been there: a number that was mistyped takes nothing out', () => {
    const timeline = database();
    const id = declared(timeline);
    const ane = terminal(timeline, id, 'Ane');
    follow(ane);
    const [done] = must(ane.act({ act: 'severity', severity: 'sev2' }));
    const before = timeline.entries(id);
    expect(ane.act({ act: 'expunge', entry: done?.id ?? '', basis: 'Her wish' })).toMatchObject({
      ok: false,
      refusal: { code: 'no-such-thing', message: `#${done?.seq} holds no words that could be taken out.` },
    });
    expect(timeline.entries(id)).toEqual(before);
  });

  it('are gone from what every terminal knows, and from what it would write', () => {
    const timeline = database();
    const id = declared(timeline);
    const ane = terminal(timeline, id, 'Ane');
    const bo = terminal(database(), id, 'Bo');
    must(ane.act({ act: 'describe', values: [{ field: 'title', value: 'At Karen Hansens' }] }));
    const first = ane.log(1)[0]?.id ?? '';
    const [second] = must(ane.act({ act: 'describe', values: [{ field: 'title', value: 'Pump' }] }));
    bo.act({ act: 'note', words: 'Here' });
    must(ane.act({ act: 'expunge', entry: first, basis: 'Her wish' }));
    must(bo.act({ act: 'note', words: 'Still here' }));
    for (const one of [ane, bo]) expect(JSON.stringify(one.incident)).not.toContain('Hansen');
    const undone = must(ane.act({ act: 'undo', entry: second?.id ?? '' }));
    expect(JSON.stringify(undone)).not.toContain('Hansen');
    expect(asData(ane.incident)).toEqual(asData(terminal(database(), id, 'Kim').incident));
  });

  it('are gone from what was sent, for whoever had read it too', () => {
    const timeline = database();
    const id = declared(timeline);
    const ane = terminal(timeline, id, 'Ane');
    const bo = terminal(database(), id, 'Bo');
    must(ane.act({ act: 'send', to: 'All', body: 'Karen is hurt.' }));
    must(bo.act({ act: 'note', words: 'Here' }));
    const [sent] = bo.sent();
    expect(sent).toMatchObject({ to: 'All', by: 'Ane', words: 'Karen is hurt.' });
    must(ane.act({ act: 'expunge', entry: sent?.entry ?? '', basis: 'Her wish' }));
    must(bo.act({ act: 'note', words: 'Still here' }));
    for (const one of [ane, bo]) expect(JSON.stringify(one.sent())).not.toContain('Karen');
    expect(bo.sent()).toHaveLength(1);
  });

  it('are gone also where a correction said them again', () => {
    const timeline = database();
    const id = declared(timeline);
    const ane = terminal(timeline, id, 'Ane');
    const [note] = must(ane.act({ act: 'note', words: 'Karen Hanson is in the hall' }));
    for (const words of ['Karen Hansen is in the hall', 'Karen Hansen is in hall B'])
      must(ane.act({ act: 'correct', entry: note?.id ?? '', words }));
    const written = must(ane.act({ act: 'expunge', entry: note?.id ?? '', basis: 'Her wish' }));
    expect(written).toMatchObject([0, 1, 2].map(() => ({ type: 'entry.expunged', words: 'Her wish' })));
    expect(JSON.stringify(timeline.entries(id))).not.toContain('Karen');
    expect(ane.log(1)).toMatchObject([{ text: 'Words of an earlier entry removed: Her wish' }]);
    expect(timeline.verify(id).problems).toEqual([]);
    expect(must(ane.act({ act: 'expunge', entry: note?.id ?? '', basis: 'Again' }))).toHaveLength(1);
  });

  it('and a reason that was given later is not owed again', () => {
    const timeline = database();
    const id = declared(timeline);
    const ane = terminal(timeline, id, 'Ane');
    follow(ane);
    const [skipped] = must(ane.act({ act: 'skip', step: 'look' }));
    must(ane.act({ act: 'correct', entry: skipped?.id ?? '', words: 'Karen Hansen said so' }));
    must(ane.act({ act: 'expunge', entry: skipped?.id ?? '', basis: 'Her wish' }));
    expect(ane.guide().deviations).toEqual({ count: 1, owed: 0 });
    const line = ane.log(10).find((each) => each.id === skipped?.id);
    expect(line?.text).toMatch(/: skipped — \[words removed\] \(reason given later\)$/);
  });
});

it('what was sent stands as it was put right since', () => {
  const timeline = database();
  const ida = terminal(timeline, declared(timeline), 'Ida');
  const [sent] = must(ida.act({ act: 'send', to: 'All', body: 'Sign-in is down.' }));
  expect(ida.sent()).toMatchObject([{ words: 'Sign-in is down.' }]);
  must(ida.act({ act: 'correct', entry: sent?.id ?? '', words: 'Sign-in is slow.' }));
  expect(ida.sent()).toMatchObject([{ words: 'Sign-in is slow.' }]);
});

describe('a decision', () => {
  /** Counts the ids that are asked for: each time that something is decided, its entries get theirs. */
  function counting(timeline: Timeline, incident: string) {
    let ids = 0;
    const session = openSession({
      timeline,
      incident,
      me: { name: 'Ida' },
      via: 'cli',
      ports: { ...ports, newId: () => `${(ids += 1)}-${randomUUID()}` },
    });
    open.push(session);
    return { session, ids: () => ids };
  }
  const note = { act: 'note', words: 'The gauge was read.' } as const;

  it('that was asked about is the one that is written, while nothing has changed', () => {
    const timeline = database();
    const { session, ids } = counting(timeline, declared(timeline));
    session.probe(note);
    const [entry] = must(session.act(note));
    expect(ids()).toBe(1);
    expect(entry?.id).toMatch(/^1-/);
    must(session.act(note));
    expect(ids()).toBe(2);
  });

  it('is made again once time has passed, or somebody else has written', () => {
    const timeline = database();
    const id = declared(timeline);
    const { session, ids } = counting(timeline, id);
    session.probe(note);
    pass(1);
    expect(must(session.act(note))[0]?.at).toContain('03:01:00');
    expect(ids()).toBe(2);
    session.probe(note);
    must(terminal(database(), id, 'Bo').act({ act: 'severity', severity: 'sev1' }));
    must(session.act(note));
    expect(ids()).toBe(4);
    expect(session.incident.severity).toBe('sev1');
  });

  it('foresees the incident as every entry folded anew gives it', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    must(ida.act({ act: 'done', step: 'look' }));
    must(ida.act({ act: 'choose', step: 'which-way', option: 'right' }, { note: 'It leaks at the left.' }));
    must(ida.act({ act: 'skip', step: 'settle' }));
    must(ida.act({ act: 'undo' }));
    // Half a character: the record has the sign for what cannot be read in its place, and so has the incident.
    must(ida.act({ act: 'describe', values: [{ field: 'impact', value: 'Wet \ud83d' }] }));
    expect(asData(ida.incident)).toEqual(asData(replay(timeline.entries(id))));
  });

  it('does not foresee the clock of a drill, which goes by the moment of writing', () => {
    const timeline = database();
    const id = declared(timeline, 'drill', 60);
    const ida = terminal(timeline, id, 'Ida');
    pass(10);
    must(ida.act({ act: 'exercise', change: { speed: 600 } }));
    expect(asData(ida.incident)).toEqual(asData(replay(timeline.entries(id))));
  });
});

describe('two terminals', () => {
  it('the second completion of a turn is refused and names the first', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    const bo = terminal(database(), id, 'Bo');
    must(ida.act({ act: 'done', step: 'look' }));
    const answer = refused(bo.act({ act: 'done', step: 'look' }));
    expect(answer.refusal.code).toBe('already-settled');
    expect(answer.refusal.message).toContain('Ida');
  });

  it('one who lost the race decides again and is heard where it still fits', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    const other = database();
    const bo = terminal(other, id, 'Bo');
    // Bo's connection is shown no change until it tries to write: the append itself must find it.
    const blind = { ...other, changes: () => 0, append: other.append.bind(other), entries: other.entries.bind(other) };
    const late = openSession({ timeline: blind, incident: id, me: { name: 'Bo' }, via: 'cli', ports });
    must(ida.act({ act: 'note', words: 'first' }));
    must(late.act({ act: 'note', words: 'second' }));
    must(ida.act({ act: 'done', step: 'look' }));
    const answer = refused(late.act({ act: 'done', step: 'look' }));
    expect(answer.lostRace).toBe(true);
    expect(answer.refusal.code).toBe('already-settled');
    must(bo.act({ act: 'note', words: 'third' }));
    expect(timeline.verify(id).ok).toBe(true);
  });

  it('one who loses every race gives up, with an exit code of its own, and has written nothing', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    const other = database();
    const crowded: Timeline = {
      ...other,
      append: (...args) => {
        must(ida.act({ act: 'note', words: 'and another thing' }));
        return other.append(...args);
      },
    };
    const bo = openSession({ timeline: crowded, incident: id, me: { name: 'Bo' }, via: 'cli', ports });
    const answer = refused(bo.act({ act: 'note', words: 'never heard' }));
    expect(answer).toMatchObject({ lostRace: true, gaveUp: true });
    expect(() => entriesOf(answer)).toThrow(
      expect.objectContaining({
        exit: 6,
        message: 'Somebody else was faster. Others are writing so fast that this act found no place.',
        hint: 'Try again.',
      }),
    );
    expect(timeline.entries(id).filter(({ by }) => by.name === 'Bo')).toEqual([]);
  });

  it("sees the other's entries while it follows", async () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    const bo = terminal(database(), id, 'Bo');
    bo.follow();
    const seen = new Promise<void>((resolve) => bo.subscribe(() => bo.incident.count > 1 && resolve()));
    must(ida.act({ act: 'note', words: 'hello' }));
    await seen;
    expect(bo.head).toEqual(ida.head);
  });
});

describe('words taken out for good', () => {
  it('are gone from every terminal that had them, also where they had become the title', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    const bo = terminal(database(), id, 'Bo');
    must(ida.act({ act: 'describe', values: [{ field: 'title', value: 'Bente Marsvin fell in' }] }));
    const [titled] = timeline.entries(id, { types: ['incident.described'] });
    must(bo.act({ act: 'note', words: 'seen' }));
    expect(bo.incident.title).toBe('Bente Marsvin fell in');
    must(ida.act({ act: 'expunge', entry: titled!.id, basis: 'GDPR Art. 17' }));
    must(bo.act({ act: 'note', words: 'again' }));
    for (const session of [ida, bo, terminal(timeline, id, 'Eva')])
      expect(JSON.stringify(session.incident)).not.toContain('Marsvin');
    expect(timeline.verify(id).ok).toBe(true);
  });
});

describe('time', () => {
  it('a default is taken while somebody has the incident open', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    follow(ida);
    ida.follow();
    must(ida.act({ act: 'done', step: 'look' }));
    pass(11);
    expect(timeline.entries(ida.incident.id).at(-1)?.type).toBe('default.taken');
    expect(ida.guide().focus).toBe('pump-check:level');
  });

  describe('is slept on by whoever has it open', () => {
    const sleeps = (): number[] => timers.map(({ at }) => at - wall);

    it('until what is next due, and at most a minute; what changes nothing of that wakes nobody, and closed there is none', () => {
      const timeline = database();
      const ida = terminal(timeline, declared(timeline), 'Ida');
      follow(ida);
      expect(sleeps()).toEqual([]);
      ida.follow();
      must(ida.act({ act: 'done', step: 'look' }));
      expect(sleeps()).toEqual([60_000]);
      pass(9.9);
      expect(sleeps()).toEqual([6_000]);
      const [timer] = timers;
      must(ida.act({ act: 'note', words: 'still silent' }));
      expect(timers).toEqual([timer]);
      pass(0.1);
      expect(ida.entries().at(-1)?.type).toBe('default.taken');
      // It is the turn of somebody who is there: nothing is due any more.
      expect(sleeps()).toEqual([]);
      must(ida.act({ act: 'skip', step: 'level' }, { why: 'no gauge' }));
      expect(sleeps()).toEqual([60_000]);
      ida.close();
      expect(sleeps()).toEqual([]);
    });

    it('in an exercise by its clock, which runs faster, or stands', () => {
      const timeline = database();
      const ida = terminal(timeline, declared(timeline, 'drill', 60), 'Ida');
      follow(ida);
      ida.follow();
      must(ida.act({ act: 'done', step: 'look' }));
      expect(sleeps()).toEqual([10_000]);
      must(ida.act({ act: 'exercise', change: { speed: 20 } }));
      expect(sleeps()).toEqual([30_000]);
      must(ida.act({ act: 'exercise', change: 'pause' }));
      pass(30);
      expect(ida.guide().focus).toBe('pump-check:which-way');
      must(ida.act({ act: 'exercise', change: 'resume' }));
      expect(sleeps()).toEqual([30_000]);
      pass(0.5);
      expect(ida.entries().at(-1)?.type).toBe('default.taken');
    });
  });

  it('a default that fell due while nobody had it open is asked about, not taken', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    must(ida.act({ act: 'done', step: 'look' }));
    ida.close();
    pass(60);
    const bo = terminal(timeline, id, 'Bo');
    const written = must(bo.act({ act: 'note', words: 'back again' }));
    expect(written.map((entry) => entry.type)).toEqual(['timer.elapsed', 'note.written']);
    expect(bo.guide().focus).toBe('pump-check:which-way');
    expect(bo.guide().questions.some((question) => question.kind === 'default')).toBe(true);
  });

  it('a default that fell due only in hindsight, by what was typed in late, is asked about: nobody saw the question', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    follow(ida);
    ida.follow();
    pass(30);
    must(ida.act({ act: 'done', step: 'look' }, { at: new Date(wall - 20 * 60_000).toISOString() }));
    const written = must(ida.act({ act: 'note', words: 'where are we' }));
    expect(written.map((entry) => entry.type)).not.toContain('default.taken');
    expect(ida.guide().questions.some((question) => question.kind === 'default')).toBe(true);
  });

  it('all that fell due is written before an act, however much it is', () => {
    const timeline = database();
    const session = terminal(timeline, declared(timeline), 'Ida');
    const waits = Array.from({ length: 150 }, (_, n) => `  - { id: wait-${n}, wait: Wait ${n}, for: 1s }`).join('\n');
    const text = `holdfast: 1\nid: waits\ntitle: Waits\nsteps:\n${waits}\n  - { id: look, do: Look }\n`;
    must(session.act({ act: 'follow', source: { text, followed: {}, sha256: sha256(text), folder } }));
    wall += 3_600_000;
    const [first] = must(session.act({ act: 'done', step: 'look' })).slice(-1);
    expect(first?.deviation).toBeUndefined();
    expect(session.incident.runs[0]?.ended).toBeDefined();
  });

  it('what fell due meanwhile is written at the time when it was due', () => {
    const timeline = database();
    const id = declared(timeline);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    must(ida.act({ act: 'done', step: 'look' }));
    must(ida.act({ act: 'choose', step: 'which-way', option: 'left' }));
    must(ida.act({ act: 'skip', step: 'level' }, { why: 'no gauge' }));
    pass(40);
    const written = must(ida.act({ act: 'note', words: 'forty minutes later' }));
    expect(written.map((entry) => [entry.type, entry.at.slice(11, 16)])).toEqual([
      ['timer.elapsed', '03:15'],
      ['note.written', '03:40'],
    ]);
  });

  it("a drill's clock runs fast, and both times are kept", () => {
    const timeline = database();
    const id = declared(timeline, 'drill', 60);
    const ida = terminal(timeline, id, 'Ida');
    follow(ida);
    pass(1);
    const [entry] = must(ida.act({ act: 'note', words: 'one minute of ours' })).slice(-1);
    expect(entry!.at.slice(11, 16)).toBe('04:00');
    expect(entry!['exercise-at']?.slice(11, 16)).toBe('04:00');
    expect(Date.parse(entry!.recorded)).toBe(wall);
  });
});

describe('commands', () => {
  const ready = (session: Session) => {
    follow(session);
    must(session.act({ act: 'done', step: 'look' }));
    must(session.act({ act: 'choose', step: 'which-way', option: 'left' }));
  };

  it('are handed to a process of their own, and recorded as started first', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida');
    ready(ida);
    const entries = must(ida.run('level'));
    expect(entries.at(-1)?.type).toBe('command.started');
    expect(started).toMatchObject([
      { command: ['scripts/level'], folder, timeout: 10_000, by: 'Ida', started: entries.at(-1)?.id },
    ]);
    must(
      ida.act({
        act: 'command-end',
        step: 'level',
        started: started[0]!.started,
        exitCode: 0,
        stdout: '7',
        stderr: '',
      }),
    );
    expect(ida.guide().focus).toBe('pump-check:settle');
  });

  it('do not run where they were not allowed; nothing is written', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline), 'Ida', () => ({
      code: 'wrong-state',
      message: 'Read it first.',
    }));
    ready(ida);
    const before = ida.head;
    expect(refused(ida.run('level')).refusal.message).toBe('Read it first.');
    expect(ida.head).toEqual(before);
    expect(started).toEqual([]);
  });

  it('never run in a drill without a drill-command', () => {
    const timeline = database();
    const ida = terminal(timeline, declared(timeline, 'drill'), 'Ida');
    ready(ida);
    const types = must(ida.run('level')).map((entry) => entry.type);
    expect(types).toContain('command.started');
    expect(types).toContain('command.finished');
    expect(started).toEqual([]);
  });

  it('of a drill run where they are made for it and were allowed; else it is recorded that nothing ran', () => {
    const text = runbook.replace('[scripts/level]', '[scripts/level]\n    drill-command: [scripts/drill-level]');
    const inDrill = (mayRun?: Parameters<typeof terminal>[3]): readonly string[] => {
      const timeline = database();
      const ida = terminal(timeline, declared(timeline, 'drill'), 'Ida', mayRun);
      must(ida.act({ act: 'follow', source: { text, followed: {}, sha256: sha256(text), folder } }));
      return must(ida.run('level', { why: 'Ahead' })).map(({ type }) => type);
    };
    expect(inDrill(() => ({ code: 'wrong-state', message: 'Read it first.' }))).toContain('command.finished');
    expect(started).toEqual([]);
    expect(inDrill()).not.toContain('command.finished');
    expect(started).toMatchObject([{ command: ['scripts/drill-level'] }]);
  });
});

it('an incident whose name somebody else took in between gets the next one', () => {
  const timeline = database();
  declared(timeline);
  const seen = ['pump-1'];
  const late = { ...timeline, nextAlias: (word: string) => seen.shift() ?? timeline.nextAlias(word) };
  const id = declared(late);
  expect(timeline.incidents().map(({ alias }) => alias)).toEqual(['pump-1', 'pump-2']);
  expect(timeline.incidents()[1]?.id).toBe(id);
});
