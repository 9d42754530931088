import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeEntry } from '../../src/guide/index.ts';
import type { RunbookSource } from '../../src/incident/index.ts';
import { fromSnapshot, nextDue, openSteps, replay, toSnapshot } from '../../src/incident/index.ts';
import { anyImpulse } from '../support/any-act.ts';
import { anyRunbook } from '../support/any-runbook.ts';
import { asData, bo, Desk } from '../support/incident-desk.ts';
import { decideOn, live } from '../support/random-life.ts';

const text = `holdfast: 1
id: flood
title: Flood
revision: 2026-03-01
facts:
  depth: { ask: How deep is the water?, type: number, unit: cm }
services:
  sign-in: { title: Sign-in, rto: 4h }
clocks:
  authority: { title: Report to the authority, from: asked, within: 24h }
roles:
  lead: { title: Incident lead }
steps:
  - id: look
    do: Look at the hall
    checklist: [Take the torch, Read the gauge, Photograph it]
  - id: decide-hall
    decide: Leave the hall?
    options:
      stay: { title: We stay }
      leave: { title: We leave }
  - id: both
    parallel: Two at once
    tracks:
      water: { title: Water, steps: [{ id: pump, do: Start the pumps }] }
      people: { title: People, steps: [{ id: call, do: Call the crew }] }
  - id: over
    end: It is over
`;

const sourceOf = (of: string, more: Partial<RunbookSource> = {}): RunbookSource => ({
  text: of,
  followed: {},
  sha256: createHash('sha256').update(of).digest('hex'),
  ...more,
});

const open = (desk: Desk): string[] => openSteps(desk.incident).map(({ step }) => step.id);

const follow = (of = text): Desk => {
  const desk = new Desk();
  desk.follow(of);
  return desk;
};

const take = (desk: Desk, of: string, how = {}) => desk.act({ act: 'revise', run: 'flood', source: sourceOf(of) }, how);

const refusedBy = (desk: Desk, of: string) => desk.refused({ act: 'revise', run: 'flood', source: sourceOf(of) });

describe('a newer text of a runbook that is followed', () => {
  test('is taken where the incident stands: what was done stays done, what is new waits, who took it is in the record', () => {
    const desk = follow();
    desk.act({ act: 'tick', step: 'look', item: 2, ticked: true });
    desk.act({ act: 'done', step: 'look' }, { why: 'One is enough' });
    desk.wait(3);
    const newer = text
      .replace('revision: 2026-03-01', 'revision: 2026-11-20')
      .replace('Leave the hall?', 'Leave the north hall?')
      .replace('  - id: both', '  - id: gas\n    do: Close the gas\n  - id: both');
    const [entry] = take(desk, newer, { by: bo });
    expect(entry).toMatchObject({ type: 'runbook.revised', run: 'flood', by: bo, data: { text: newer, semantics: 1 } });
    expect(desk.incident.runs[0]).toMatchObject({ id: 'flood', revision: '2026-11-20', textEntry: entry?.id });
    expect(open(desk)).toEqual(['decide-hall']);
    desk.act({ act: 'choose', step: 'decide-hall', option: 'stay' });
    expect(open(desk)).toEqual(['gas']);
    desk.act({ act: 'done', step: 'gas' });
    expect(open(desk)).toEqual(['both', 'pump', 'call']);
    desk.act({ act: 'done', step: 'pump' });
    desk.act({ act: 'done', step: 'call' });
    desk.act({ act: 'done', step: 'over' });
    expect(desk.incident.runs[0]?.ended).toBeDefined();
    expect(asData(replay(desk.entries))).toEqual(asData(desk.incident));
  });

  test('leaves every line of the log as it was read when it was written', () => {
    const desk = follow();
    desk.act({ act: 'done', step: 'look' }, { why: 'Dark' });
    desk.act({ act: 'choose', step: 'decide-hall', option: 'stay' });
    const called = () =>
      desk.entries
        .filter(({ type }) => type === 'step.done' || type === 'choice.made')
        .map((entry) => describeEntry(entry, desk.incident));
    const before = called();
    expect(before).toEqual(['Look at the hall: done — Dark', 'Decided: Leave the hall? → We stay']);
    desk.wait(1);
    const newer = text
      .replace(/ {2}- id: look\n(.*\n){2}/, '')
      .replace('Leave the hall?', 'Is it safe to stay?')
      .replace('We stay', 'Safe enough');
    take(desk, newer);
    expect(called()).toEqual(before);
    // A second one does not make the first forgotten.
    desk.wait(1);
    take(desk, newer.replace('Is it safe to stay?', 'Stay or go?'));
    expect(called()).toEqual(before);
    desk.act({ act: 'reopen', step: 'decide-hall' }, { why: 'New water' });
    expect(describeEntry(desk.last('step.reopened'), desk.incident)).toContain('Stay or go?');
  });

  test('an item that was ticked stays ticked wherever it stands now, and its tick can be taken back', () => {
    const desk = follow();
    desk.act({ act: 'tick', step: 'look', item: 2, ticked: true });
    desk.act({ act: 'tick', step: 'look', item: 3, ticked: true });
    take(
      desk,
      text.replace('[Take the torch, Read the gauge, Photograph it]', '[Call in, Take the torch, Photograph it]'),
    );
    expect(openSteps(desk.incident)[0]?.life.ticks).toEqual([3]);
    const [undone] = desk.act({
      act: 'undo',
      entry: desk.entries.find((each) => each.type === 'item.ticked' && each.data.item === 3)?.id ?? '',
    });
    expect(undone).toMatchObject({ type: 'item.ticked', data: { item: 3, ticked: false } });
    expect(openSteps(desk.incident)[0]?.life.ticks).toEqual([]);
  });

  test('what is answered, lost and running stays; what is said of it anew counts, and what is new is there', () => {
    const desk = follow();
    desk.act({ act: 'fact', values: [{ fact: 'depth', value: '12' }] });
    desk.act({ act: 'lost', services: ['sign-in'] });
    desk.act({ act: 'asked', clock: 'authority' });
    const due = desk.incident.clocks['authority']?.due;
    expect(due).toBeDefined();
    desk.wait(5);
    take(
      desk,
      text
        .replace('How deep is the water?', 'How deep is the water at the door?')
        .replace('rto: 4h', 'rto: 2h, fallback: Paper forms')
        .replace('within: 24h', 'within: 48h')
        .replace('clocks:', 'clocks:\n  first-word: { title: First word to the public, from: declared, within: 1h }'),
    );
    const { facts, services, clocks } = desk.incident;
    expect(facts['depth']).toMatchObject({
      fact: { ask: 'How deep is the water at the door?' },
      answer: { value: 12 },
    });
    expect(services['sign-in']).toMatchObject({ state: 'lost', service: { rto: '2h', fallback: 'Paper forms' } });
    // What runs keeps the deadline that was written down.
    expect(clocks['authority']).toMatchObject({ state: 'running', due });
    // The new one counts from the moment that it names, which has passed.
    expect(clocks['first-word']).toMatchObject({ state: 'running', started: desk.incident.declared });
  });

  test('what a step waits for goes by the newer text, in this terminal as in one that opens it afterwards', () => {
    const timed = text
      .replace('title: Flood\n', 'title: Flood\ntimezone: Europe/Copenhagen\n')
      .replace('    do: Look at the hall\n', '    do: Look at the hall\n    overdue: 30m\n');
    const desk = follow(timed);
    expect(nextDue(desk.incident)).toBe('2026-11-21T03:30:00+01:00');
    take(desk, timed.replace('overdue: 30m', 'overdue: 10m'));
    expect(nextDue(desk.incident)).toBe('2026-11-21T03:10:00+01:00');
    expect(nextDue(replay(desk.entries))).toBe('2026-11-21T03:10:00+01:00');
    desk.wait(12);
    expect(desk.last('timer.elapsed')).toMatchObject({ step: 'look', at: '2026-11-21T03:10:00+01:00' });
  });

  test('what another runbook declared in other words stays as that one says it', () => {
    const desk = follow();
    desk.follow(`holdfast: 1
id: breach
title: Breach
facts: { depth: { ask: How deep are they in?, type: number, unit: cm } }
steps: [{ id: shut, do: Shut the door }]
`);
    desk.act({
      act: 'revise',
      run: 'breach',
      source: sourceOf(`holdfast: 1
id: breach
title: Breach
facts: { depth: { ask: How deep, type: number, unit: cm } }
steps: [{ id: shut, do: Shut every door }]
`),
    });
    expect(desk.incident.facts['depth']?.fact.ask).toBe('How deep is the water?');
  });

  test('a track that it adds to a parallel at work begins, and the parallel waits for it', () => {
    const desk = follow();
    desk.act({ act: 'done', step: 'look' }, { why: 'Dark' });
    desk.act({ act: 'choose', step: 'decide-hall', option: 'stay' });
    desk.act({ act: 'done', step: 'pump' });
    take(
      desk,
      text.replace(
        '      people:',
        '      power: { title: Power, steps: [{ id: generator, do: Start the generator }] }\n      people:',
      ),
    );
    expect(open(desk)).toEqual(['both', 'generator', 'call']);
    desk.act({ act: 'done', step: 'call' });
    expect(open(desk)).toEqual(['both', 'generator']);
    desk.act({ act: 'done', step: 'generator' });
    expect(open(desk)).toEqual(['over']);
  });

  test('a duty that it adds once the response has ended is owed', () => {
    const desk = follow();
    for (const step of ['look', 'pump', 'call']) desk.act({ act: 'done', step }, { why: 'Early' });
    desk.act({ act: 'choose', step: 'decide-hall', option: 'stay' });
    desk.act({ act: 'done', step: 'over' });
    expect(open(desk)).toEqual([]);
    take(desk, `${text}afterwards:\n  - id: insurer\n    do: Tell the insurer\n`);
    expect(open(desk)).toEqual(['insurer']);
    expect(desk.incident.runs[0]?.ended).toBeDefined();
  });

  test('a step that responders added stays; where the one that it followed is gone, it is open beside the flow', () => {
    const desk = follow();
    desk.act({ act: 'add', title: 'Warm drinks', after: 'call' }, { why: 'Cold' });
    desk.act({ act: 'add', title: 'Sandbags', after: 'look' }, { why: 'Rain' });
    take(desk, text.replace('      people: { title: People, steps: [{ id: call, do: Call the crew }] }\n', ''));
    expect(open(desk)).toEqual(['look', 'added-1']);
    desk.act({ act: 'done', step: 'look' }, { why: 'Dark' });
    expect(open(desk)).toEqual(['added-1', 'added-2']);
  });

  test('a step that bears the id of one that was added here is refused: one id is one step', () => {
    const desk = follow();
    desk.act({ act: 'add', title: 'Sandbags', after: 'look' }, { why: 'Rain' });
    expect(refusedBy(desk, text.replace('id: pump', 'id: added-1'))).toEqual({
      code: 'clash',
      message: 'The newer text has a step "added-1", and so is one called that was added here: Sandbags.',
      hint: 'Give the step in the file another id; then take the newer text.',
    });
  });

  test('nothing that was open is ever lost: what has no such step, or has it elsewhere, is refused with what to do', () => {
    const desk = follow();
    const without = text.replace(/ {2}- id: look\n(.*\n){2}/, '');
    expect(refusedBy(desk, without)).toEqual({
      code: 'wrong-state',
      message: '"Look at the hall" (look) is open, and is not in the newer text.',
      hint: 'Finish or skip it first, or jump to a step that both have; then take the newer text.',
    });
    expect(refusedBy(desk, text.replace('    do: Look', '    wait: Look')).message).toBe(
      '"Look at the hall" (look) is open, and is another kind of step there (wait).',
    );
    const inside = text
      .replace(/ {2}- id: look\n(.*\n){2}/, '')
      .replace('steps: [{ id: pump', 'steps: [{ id: look, do: Look at the hall }, { id: pump');
    expect(refusedBy(desk, inside).message).toBe(
      '"Look at the hall" (look) is open, and stands in another place there.',
    );
    desk.act({ act: 'done', step: 'look' }, { why: 'Dark' });
    take(desk, without);
    // Reopened, it is open beside the flow; an older text that has it no more is refused as well.
    desk.act({ act: 'choose', step: 'decide-hall', option: 'stay' });
    desk.act({ act: 'reopen', step: 'decide-hall' }, { why: 'New water' });
    expect(refusedBy(desk, without.replace('id: decide-hall', 'id: hall')).message).toBe(
      '"Leave the hall?" (decide-hall) is open, and is not in the newer text.',
    );
  });

  test('is refused where it is the same, another runbook, none, of another kind of fact, or lies elsewhere', () => {
    const desk = follow();
    expect(refusedBy(desk, text)).toMatchObject({ code: 'already-so' });
    expect(refusedBy(desk, text.replace('id: flood', 'id: storm'))).toMatchObject({
      message: 'This is the text of "storm", not of flood.',
      hint: 'Take it up beside: follow storm',
    });
    expect(refusedBy(desk, 'no runbook').message).toContain('cannot be followed');
    expect(refusedBy(desk, text.replace('type: number, unit: cm', 'type: text')).message).toBe(
      'The fact "depth" is text in the newer text of flood and number in the one that is being followed.',
    );
    expect(desk.refused({ act: 'revise', run: 'fire', source: sourceOf(text) })).toMatchObject({
      code: 'runbook-not-followed',
    });
    const elsewhere = new Desk();
    elsewhere.act({ act: 'follow', source: sourceOf(text, { folder: '/srv/runbooks' }) });
    const newer = sourceOf(`${text}# newer\n`, { folder: '/tmp', file: '/tmp/flood.yaml' });
    expect(elsewhere.refused({ act: 'revise', run: 'flood', source: newer }).message).toBe(
      'This text lies in /tmp, and flood is followed from /srv/runbooks.',
    );
    elsewhere.act({ act: 'revise', run: 'flood', source: { ...newer, folder: '/srv/runbooks' } });
  });

  test('is not undone but followed by the older one; its time is when it was taken', () => {
    const desk = follow();
    const [entry] = take(desk, text.replace('Look at', 'Go to'));
    expect(desk.refused({ act: 'undo' }).message).toContain('A newer text that was taken stays in the record.');
    expect(
      desk.refused({ act: 'correct', entry: entry?.id ?? '', at: desk.clock, ...(entry && { target: entry }) }).hint,
    ).toBe('A newer text counts from when it was taken.');
    take(desk, text);
    expect(desk.incident.runs[0]?.chart.plan.get('look')?.title).toBe('Look at the hall');
  });

  test('a snapshot goes by the text that is followed now; with another one it is folded anew', () => {
    const desk = follow();
    desk.act({ act: 'done', step: 'look' }, { why: 'Dark' });
    const [entry] = take(desk, text.replace('Leave the hall?', 'Is it safe?'));
    const json = toSnapshot(desk.incident);
    const named = (ids: readonly string[]) => desk.entries.filter(({ id }) => ids.includes(id));
    expect(asData(fromSnapshot(json, named) ?? replay([]))).toEqual(asData(desk.incident));
    expect(fromSnapshot(json.replace(`"textEntry":"${entry?.id ?? ''}"`, '"textEntry":"e2"'), named)).toBeUndefined();
  });
});

describe('laws of a newer text, over random acts on random runbooks', () => {
  const acts = fc.array(anyImpulse, { maxLength: 25 });

  test('one that only says more about itself changes nothing; the record replays, and its snapshots go on', () => {
    fc.assert(
      fc.property(anyRunbook, acts, acts, (runbook, before, after) => {
        const desk = live(runbook, before);
        const run = desk.incident.runs[0];
        const newer = JSON.stringify({ ...run?.chart.bundle.runbook, summary: 'In more words' });
        const {
          runs: _,
          count: _count,
          stamp: _stamp,
          heads: _heads,
          heard: _heard,
          undoable: _undoable,
          ...stood
        } = desk.incident;
        const state = JSON.stringify(run?.state);
        desk.act({ act: 'revise', run: run?.id ?? '', source: sourceOf(newer) });
        const { runs, count: _c, stamp: _s, heads: _h, heard: _he, undoable: _u, ...stands } = desk.incident;
        expect(JSON.stringify(runs[0]?.state)).toBe(state);
        expect({ ...stands, lastAt: '', automatic: [] }).toEqual({ ...stood, lastAt: '', automatic: [] });
        for (const impulse of after) {
          desk.wait(impulse.minutes, impulse.how % 3 !== 0);
          const decision = decideOn(desk, impulse);
          if (decision.ok) desk.append(decision.drafts);
        }
        expect(asData(replay(desk.entries))).toEqual(asData(desk.incident));
        const woken = fromSnapshot(toSnapshot(desk.incident), (ids) =>
          desk.entries.filter(({ id }) => ids.includes(id)),
        );
        expect(asData(woken ?? replay([]))).toEqual(asData(desk.incident));
      }),
      { numRuns: 100 },
    );
  });
});
