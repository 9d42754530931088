import { describe, expect, test } from 'vitest';
import { alarmsOf, briefText, guide, handoverBrief, statusJson, timeText } from '../../src/guide/index.ts';
import type { CurrentStep, Guide } from '../../src/guide/index.ts';
import { decide } from '../../src/incident/index.ts';
import type { Session } from '../../src/session/index.ts';
import { reviewOf } from '../support/review-of.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { shortDuration } from '../../src/time/index.ts';
import { pumpFailure } from '../support/pump-failure.ts';

const begun = (): MemoryIncident => memoryIncident({ runbooks: [pumpFailure] });

function focus(seen: Guide): CurrentStep {
  const step = seen.current.find((each) => each.key === seen.focus);
  if (step === undefined) throw new Error('Nothing is in front.');
  return step;
}

function off(step: CurrentStep, act: string): string | undefined {
  return step.acts.find((offer) => offer.act === act)?.off;
}

describe('what now', () => {
  test('the first step is in front, with its text, checklist and questions', () => {
    const seen = begun().session('Anna').guide();
    const step = focus(seen);
    expect(step).toMatchObject({ name: 'people-first', title: 'Get everyone out', state: 'active', mine: false });
    expect(step.text).toContain('standing water');
    expect(step.checklist.map((item) => [item.item, item.label, item.ticked])).toEqual([
      [1, 'Head count against the door log', false],
      [2, 'Power isolated at the main board', false],
    ]);
    expect(step.record.map((fact) => [fact.id, fact.answered])).toEqual([
      ['people_out', false],
      ['water_depth', false],
    ]);
    expect(seen.steps.map((each) => each.name)).toContain('cut-power');
    expect(seen.steps.at(-1)).toMatchObject({ name: 'report', afterwards: true });
  });

  test('a step is mine when I hold its role, and mine come first', () => {
    const flood = begun();
    const anna = flood.session('Anna');
    anna.act({ act: 'assign', role: 'facilities', person: 'Bo' });
    expect(focus(flood.session('Bo').guide()).mine).toBe(true);
    expect(focus(anna.guide()).mine).toBe(false);
    expect(anna.guide().roles.find((role) => role.id === 'facilities')).toMatchObject({
      holder: 'Bo',
      acknowledged: false,
    });
  });

  test('a decision shows its options, and suggests only what is definitely true (rule 6)', () => {
    const flood = begun();
    const anna = flood.session('Anna');
    anna.act({ act: 'done', step: 'people-first' }, { why: 'nobody was in' });
    expect(focus(anna.guide()).options).toEqual([
      { id: 'up', title: 'Yes, it rises', suggested: false },
      { id: 'steady', title: 'No, it stands still', suggested: false },
    ]);
    anna.act({ act: 'fact', values: [{ fact: 'water_depth', value: '12' }] });
    expect(focus(anna.guide()).options[0]).toMatchObject({ id: 'up', suggested: true });
    flood.pass({ minutes: 16 });
    // Older than `fresh-for` it no longer decides.
    expect(focus(anna.guide()).options[0]).toMatchObject({ id: 'up', suggested: false });
    expect(anna.guide().facts.find((fact) => fact.id === 'water_depth')).toMatchObject({
      state: 'stale',
      shown: '12 cm',
    });
  });

  test('a default is told of while it counts, and no more once people opened the decision again', () => {
    const steps = '\nsteps:\n';
    const deciding = `  - { id: first, decide: Does it rise?, default: { choose: 'yes', after: 5m }, options: { 'yes': { title: It rises }, 'no': { title: It stands } } }\n`;
    const flood = memoryIncident({ runbooks: [pumpFailure.replace(steps, `${steps}${deciding}`)] });
    const anna = flood.session('Anna');
    expect(focus(anna.guide()).default).toMatchObject({ option: 'yes' });
    anna.act({ act: 'choose', step: 'first', option: 'no' });
    anna.act({ act: 'reopen', step: 'first' }, { why: 'the mark is under water' });
    flood.pass({ minutes: 6 });
    const again = anna.guide().current.find(({ name }) => name === 'first');
    expect(again).toMatchObject({ state: 'active' });
    expect(again).not.toHaveProperty('default');
    expect(anna.guide().questions.filter(({ kind }) => kind === 'default')).toEqual([]);
  });

  test('a step asks again for an answer that has gone stale, and shows what was said', () => {
    const flood = begun();
    const anna = flood.session('Anna');
    const asked = () => focus(anna.guide()).record.find((fact) => fact.id === 'water_depth');
    anna.act({ act: 'fact', values: [{ fact: 'water_depth', value: '12' }] });
    expect(asked()).toMatchObject({ answered: true });
    flood.pass({ minutes: 16 });
    expect(asked()).toMatchObject({ answered: false, state: 'stale', shown: '12 cm' });
  });

  test('when every step is settled it says in words what a person may do', () => {
    const flood = begun();
    const anna = flood.session('Anna');
    expect(anna.guide().finished).toBeUndefined();
    anna.act({ act: 'jump', step: 'stand-down' }, { why: 'a false alarm' });
    anna.act({ act: 'done', step: 'stand-down' });
    expect(anna.guide().finished).toMatch(/Stabilise or resolve/);
    expect(anna.guide().runs[0]?.ended).toBe('resolved');
  });
});

describe('how long', () => {
  test('the minutes run on, and an overdue step says so', () => {
    const flood = begun();
    flood.pass({ minutes: 4 });
    expect(focus(flood.session('Anna').guide())).toMatchObject({ running: 240_000, expect: 300_000, overdue: false });
    flood.pass({ minutes: 7 });
    const seen = flood.session('Anna').guide();
    expect(focus(seen).overdue).toBe(true);
    expect(seen.steps.find((step) => step.name === 'people-first')?.overdue).toBe(true);
    // An alarm counts from the same moment as the step: two lengths for one delay would make somebody ask which.
    const by = shortDuration(focus(seen).over ?? 0);
    expect(timeText(focus(seen), seen)).toContain(`OVERDUE by ${by}`);
    expect(alarmsOf(seen).map(({ text }) => text)).toContain(`OVERDUE by ${by}: Get everyone out`);
  });

  test('a running clock has its time left and its share; it comes before those without a deadline', () => {
    const flood = begun();
    flood.pass({ minutes: 15 });
    const [first, second] = flood.session('Anna').guide().clocks;
    expect(first).toMatchObject({ id: 'public-update', state: 'running', left: 900_000, share: 0.5, late: false });
    expect(second).toMatchObject({ id: 'early-warning', state: 'not-started' });
    flood.pass({ minutes: 20 });
    expect(flood.session('Anna').guide().clocks[0]).toMatchObject({ state: 'missed', late: true, left: -300_000 });
  });

  test('a duty without a deadline stands behind those with one, and none is made up', () => {
    const duties = memoryIncident({
      runbooks: [
        'holdfast: 1\nid: duties\ntitle: Duties\nclocks:\n  soon: { title: Soon, from: declared, within: without-undue-delay }\n  later: { title: Later, from: declared, within: 24h }\nsteps:\n  - { id: one, do: One, stops: [soon, later] }\n',
      ],
    });
    const [first, second] = duties.session('Anna').guide().clocks;
    expect([first?.id, second?.id]).toEqual(['later', 'soon']);
    expect(second).toMatchObject({ state: 'running', late: false });
    expect(second?.due).toBeUndefined();
    expect(second?.left).toBeUndefined();
  });

  test('a wait says when it is over; a lost service when it must be back', () => {
    const flood = begun();
    const anna = flood.session('Anna');
    anna.act({ act: 'lost', services: ['sign-in'] });
    expect(anna.guide().services[0]).toMatchObject({
      id: 'sign-in',
      state: 'lost',
      rtoDue: '2026-11-22T07:12:00+01:00',
    });
    anna.act({ act: 'jump', step: 'let-it-drain' }, { why: 'the rest is done' });
    expect(focus(anna.guide()).until).toEqual({ due: '2026-11-22T03:27:00+01:00', what: 'the wait is over' });
  });
});

describe('why not', () => {
  test('what is off gives the very reason that the judge gives', () => {
    const flood = begun();
    const step = focus(flood.session('Anna').guide());
    const judged = decide(
      flood.incident,
      { act: 'choose', step: 'people-first', option: '' },
      {
        now: flood.session('Anna').now(),
        by: { name: 'Anna' },
        via: 'plain',
      },
    );
    expect(judged.ok).toBe(false);
    expect(off(step, 'choose')).toBe(judged.ok ? '' : judged.refusal.message);
    expect(off(step, 'approve')).toBeTruthy();
    expect(off(step, 'done')).toBeUndefined();
    expect(off(step, 'tick')).toBeUndefined();
  });

  test('an approval is on for another person and off, with the reason, for the one who did it', () => {
    const flood = begun();
    const anna = flood.session('Anna');
    anna.act({ act: 'done', step: 'people-first' }, { why: 'quick' });
    anna.act({ act: 'choose', step: 'rising', option: 'up' }, { why: 'seen' });
    anna.act({ act: 'done', step: 'cut-power' });
    const mine = focus(anna.guide());
    expect(mine).toMatchObject({
      name: 'cut-power',
      state: 'awaiting',
      approval: { awaiting: true, completedBy: 'Anna' },
    });
    expect(off(mine, 'approve')).toBeTruthy();
    expect(off(focus(flood.session('Bo').guide()), 'approve')).toBeUndefined();
    expect(mine.acts[0]?.act).toBe('approve');
  });
});

describe('what should be answered', () => {
  test('a step whose condition is unknown is put forward with its question (semantics 17)', () => {
    const flood = begun();
    const anna = flood.session('Anna');
    anna.act({ act: 'jump', step: 'breach' }, { why: 'the rest is done' });
    const asked = anna.guide().questions.find((question) => question.kind === 'fact');
    expect(asked).toMatchObject({ ref: 'significant', command: 'fact significant=' });
    expect(focus(anna.guide()).asks).toEqual(['significant']);
  });

  test('a clock that may apply is asked about, with what it depends on', () => {
    const anna = begun().session('Anna');
    anna.act({ act: 'aware', topic: 'significant-incident' });
    const question = anna.guide().questions.find((each) => each.kind === 'provisional-clock');
    expect(question).toMatchObject({ ref: 'early-warning', command: 'fact significant=' });
    expect(question?.text).toContain('Is it significant?');
    anna.act({ act: 'fact', values: [{ fact: 'significant', value: 'yes' }] });
    expect(anna.guide().questions.some((each) => each.kind === 'provisional-clock')).toBe(false);
  });

  test('a duty that was found to apply asks since when it was known: its clock does not run before that is said', () => {
    const flood = begun();
    const anna = flood.session('Anna');
    const asked = () => anna.guide().questions.filter(({ kind }) => kind === 'awareness');
    expect(asked()).toEqual([]);
    anna.act({ act: 'fact', values: [{ fact: 'significant', value: 'no' }] });
    expect(asked()).toEqual([]);
    anna.act({ act: 'fact', values: [{ fact: 'significant', value: 'yes' }] });
    expect(asked()).toMatchObject([{ ref: 'significant-incident', command: 'aware significant-incident' }]);
    expect(asked()[0]?.text).toContain('From then on runs: ');
    expect(anna.guide().clocks.find(({ id }) => id === 'early-warning')?.state).toBe('not-started');
    expect(reviewOf(flood.entries)).toMatch(/^- .*: \*\*it applies, and nobody said since when it was known\*\*$/m);
    expect(reviewOf(flood.entries)).toMatch(/^- Nobody has said since when it was known, .* counts from then: /m);
    anna.act({ act: 'aware', topic: 'significant-incident' });
    expect(asked()).toEqual([]);
    expect(anna.guide().clocks.find(({ id }) => id === 'early-warning')?.state).toBe('running');
    expect(reviewOf(flood.entries)).not.toContain('since when it was known');
  });

  test('an owed reason is asked for until it is given', () => {
    const anna = begun().session('Anna');
    const skipped = anna.act({ act: 'skip', step: 'people-first' });
    expect(anna.guide().deviations).toEqual({ count: 1, owed: 1 });
    const question = anna.guide().questions.find((each) => each.kind === 'owed-reason');
    expect(question?.command).toMatch(/^why \d+ REASON$/);
    if (!skipped.ok) throw new Error('refused');
    anna.act({ act: 'correct', entry: question?.ref ?? '', words: 'The hall was empty' });
    expect(anna.guide().deviations).toEqual({ count: 1, owed: 0 });
  });

  test('what was undone again is counted no more, on the screen, in the brief and for programs', () => {
    const flood = begun();
    const anna = flood.session('Anna');
    const skipped = anna.act({ act: 'skip', step: 'people-first' });
    if (!skipped.ok) throw new Error('refused');
    anna.act({ act: 'undo', entry: skipped.entries[0]!.id });
    expect(anna.guide().deviations).toEqual({ count: 0, owed: 0 });
    expect(statusJson(anna.guide(), flood.incident).deviations).toEqual([]);
    const brief = handoverBrief(flood.incident, { name: 'Anna' }, anna.guide().now, []);
    expect(briefText(brief, flood.incident)).not.toContain('deviation');
  });

  test('nobody holds the role of the step in front', () => {
    const anna = begun().session('Anna');
    expect(anna.guide().questions.find((each) => each.kind === 'role')).toMatchObject({ ref: 'facilities' });
  });
});

test('of a role that nobody said yes to in time, whoever holds it is asked for that yes, and others to call', () => {
  const flood = begun();
  const anna = flood.session('Anna');
  const bo = flood.session('Bo');
  anna.act({ act: 'assign', role: 'lead', person: 'Bo' });
  flood.pass({ minutes: 6 });
  const asked = (session: Session) => session.guide().questions.find(({ ref }) => ref === 'lead');
  expect(asked(anna)).toMatchObject({
    text: 'Bo has not said yes to being Incident lead. Call, or give the role to another.',
    command: 'call lead RESULT',
  });
  expect(asked(bo)).toMatchObject({ text: 'Bo has not said yes to being Incident lead.', command: 'ack lead' });
  // What is put forward can be done.
  expect(anna.act({ act: 'call', role: 'lead', result: 'reached' })).toMatchObject({ ok: true });
  expect(bo.act({ act: 'ack', role: 'lead' })).toMatchObject({ ok: true });
  expect([asked(anna), asked(bo)]).toEqual([undefined, undefined]);
});

describe('what is shown', () => {
  test('of a secret only that it was given', () => {
    const anna = begun().session('Anna');
    anna.act({ act: 'fact', values: [{ fact: 'door_code', value: '4711' }] });
    const seen = anna.guide();
    expect(seen.facts.find((fact) => fact.id === 'door_code')).toMatchObject({ state: 'known', shown: 'given' });
    expect(JSON.stringify(seen)).not.toContain('4711');
  });

  test('a text that people read may say a personal answer; no condition and no command does', () => {
    const missing = `holdfast: 1
id: missing
title: Missing
facts: { who: { ask: Who is missing?, type: text, privacy: personal } }
messages: { police: { to: The police, text: { en: "Missing: {{ facts.who }}" } } }
steps:
  - { id: ring, tell: Ring the police, message: police, text: "Say: {{ facts.who }}", when: "facts.who == 'Karen'" }
`;
    const memory = memoryIncident({ runbooks: [missing] });
    const ane = memory.session('Ane');
    ane.act({ act: 'fact', values: [{ fact: 'who', value: 'Karen' }] });
    const [step] = ane.guide().current;
    expect(step?.message?.bodies).toEqual([{ language: 'en', text: 'Missing: Karen', missing: [] }]);
    expect(step?.text).toBe('Say: Karen');
    expect(step?.asks).toEqual(['who']);
  });

  test('a message is filled, and names what is not known yet', () => {
    const anna = begun().session('Anna');
    anna.act({ act: 'jump', step: 'tell-public' }, { why: 'the rest is done' });
    const message = focus(anna.guide()).message;
    expect(message?.bodies.map((body) => body.language)).toEqual(['en', 'da']);
    expect(message?.bodies[0]?.text).toContain('Paper forms at the counter');
    expect(message?.bodies[0]?.missing).toEqual(['facts.water_depth']);
    expect(message?.bodies[0]?.text).toContain('[not known yet: How deep is it at the lowest rack?]');
  });

  test('two runbooks with the same step: the name says which', () => {
    const twice = memoryIncident({ runbooks: [pumpFailure, pumpFailure] });
    const names = twice
      .session('Anna')
      .guide()
      .steps.map((step) => step.name);
    expect(names).toContain('pump-failure:people-first');
    expect(new Set(names).size).toBe(names.length);
  });

  test('the guide is pure: the same incident, person and moment give the same', () => {
    const flood = begun();
    const at = flood.session('Anna').now();
    const [one, two] = [guide(flood.incident, { name: 'Anna' }, at), guide(flood.incident, { name: 'Anna' }, at)];
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    expect(one.head).toMatch(/^#\d+ [0-9a-f]{12}$/);
  });
});

describe('the step in front', () => {
  const pump = `holdfast: 1
id: pump
title: Pump
roles: { lead: { title: Incident lead } }
steps:
  - { id: start, run: Start the pump, role: lead, command: [pump, start], drill-command: [echo, pretend], timeout: 30s }
  - { id: proof, do: Photograph the gauge, needs-evidence: true }
  - { id: look, repeat: Look again, every: 10m, steps: [{ id: gauge, do: Read the gauge }] }
  - { id: let, wait: Let it drain, for: 15m }
  - { id: over, end: It is dry }
`;
  const labels = (seen: Guide): readonly string[] => focus(seen).acts.map(({ label }) => label);

  test('names the command that would run here: the real one, and in a drill the one that pretends', () => {
    const commands = (['real', 'drill'] as const).map(
      (mode) =>
        focus(
          memoryIncident({ runbooks: [pump], mode })
            .session('Anna')
            .guide(),
        ).command?.line,
    );
    expect(commands[0]).toEqual(['pump', 'start']);
    expect(commands[1]).toEqual(['echo', 'pretend']);
  });

  test('says who holds its role, whether evidence is still wanted, and what its keys mean for it', () => {
    const flood = memoryIncident({ runbooks: [pump] });
    const anna = flood.session('Anna');
    expect(focus(anna.guide())).not.toHaveProperty('holder');
    expect(labels(anna.guide())[0]).toBe('Run the command');
    anna.act({ act: 'assign', role: 'lead', person: 'Bo' });
    expect(focus(anna.guide())).toMatchObject({ holder: 'Bo', mine: false });
    anna.act({ act: 'command-start', step: 'start' });
    expect(labels(anna.guide())).toContain('Run it again');
    anna.act({ act: 'done', step: 'start' }, { why: 'it hums' });
    expect(focus(anna.guide())).toMatchObject({ name: 'proof', needsEvidence: true, mine: true });
    anna.act({ act: 'attach', step: 'proof', name: 'gauge.jpg', sha256: 'a'.repeat(64), bytes: 3 });
    expect(focus(anna.guide())).toMatchObject({ name: 'proof', needsEvidence: false });
    anna.act({ act: 'done', step: 'proof' });
    // A repeat, a wait and an end are finished in words of their own.
    anna.act({ act: 'done', step: 'gauge' });
    expect(labels(anna.guide())).toContain('That is enough');
    anna.act({ act: 'done', step: 'look' }, { why: 'steady' });
    expect(labels(anna.guide())).toContain('Go on now');
    anna.act({ act: 'done', step: 'let' }, { why: 'dry' });
    expect(labels(anna.guide())).toContain('End here');
  });
});
