import { beforeEach, describe, expect, test } from 'vitest';
import { activeOf, openBusiness, resolveStep, retriesLeft } from '../../src/incident/index.ts';
import { stepIn } from '../../src/incident/charts.ts';
import { asData, bo, Desk } from '../support/incident-desk.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.follow(smallFlood, {}, organisation);
});
const title = (id: string): string | undefined => {
  const [run] = desk.incident.runs;
  return run && stepIn(run, id)?.title;
};
const active = (): string[] => activeOf(desk.incident).map(({ step }) => step.id);

describe('what a step brings with it', () => {
  const begin = (steps: string): Desk => {
    const made = new Desk();
    made.follow(`holdfast: 1
id: circle
title: In a circle
services: { power: { title: Power } }
clocks:
  update: { title: Update, from: asked, within: as-asked }
  after: { title: After, from: step send done, within: 1h }
steps:
${steps}
`);
    made.act({ act: 'asked', clock: 'update' });
    return made;
  };

  test('comes where its round begins again at once', () => {
    const made = begin(`  - id: rounds
    repeat: Send updates
    until: asked
    steps: [{ id: send, do: Send, stops: [update] }]`);
    made.act({ act: 'done', step: 'send' });
    expect(made.types(4)).toEqual(['step.done', 'clock.met', 'clock.started']);
    expect(made.incident.clocks['after']?.due).toBe('2026-11-21T04:00:00+01:00');
    made.wait(5);
    // Not a second time for what stands in an earlier turn.
    expect(made.act({ act: 'skip', step: 'send' }).map(({ type }) => type)).toEqual(['step.skipped']);
  });

  test('comes where it sends the flow back, as does what its option brings', () => {
    const made = begin(`  - { id: send, do: Send }
  - id: again
    decide: Once more?
    options:
      back: { title: Once more, go-to: send, loses: [power], stops: [update] }
      on: { title: Enough }`);
    made.act({ act: 'done', step: 'send' });
    const written = made.act({ act: 'choose', step: 'again', option: 'back' });
    expect(written.map(({ type }) => type)).toEqual(['choice.made', 'service.lost', 'clock.met']);
    // Undone, it is no completion that could come again.
    made.act({ act: 'undo' });
    expect(made.incident.clocks['update']?.state).toBe('running');
    expect(made.incident.services['power']?.state).toBe('up');
  });
});

describe('steps of a followed runbook', () => {
  test('the first step is active at once, the next when it is done', () => {
    expect(active()).toEqual(['get-out']);
    desk.act({
      act: 'fact',
      values: [
        { fact: 'people_out', value: 'yes' },
        { fact: 'water_depth', value: '3' },
      ],
    });
    desk.act({ act: 'tick', step: 'get-out', item: 1, ticked: true });
    desk.act({ act: 'tick', step: 'get-out', item: 2, ticked: true });
    const [done] = desk.act({ act: 'done', step: 'get-out' });
    expect(done).toMatchObject({ type: 'step.done', run: 'small-flood', step: 'get-out', turn: 1 });
    expect(done?.deviation).toBeUndefined();
    expect(active()).toEqual(['rising']);
  });

  test('rule 7: a step finished ahead of its turn is a deviation, its reason owed where none was given', () => {
    const decision = desk.decide({ act: 'done', step: 'tell-public' });
    expect(decision).toMatchObject({ ok: true, deviation: { owed: true } });
    expect(decision.ok && decision.deviation?.kinds).toContain('ahead-of-turn');
    desk.act({ act: 'done', step: 'tell-public' }, { why: 'The mayor was asked on the radio' });
    expect(desk.incident.deviations.at(-1)).toMatchObject({
      deviation: { owed: false },
      reason: 'The mayor was asked on the radio',
    });
  });

  test('a second completion of the same turn is refused, and names what stands against it', () => {
    const [first] = desk.act({ act: 'done', step: 'get-out' });
    expect(desk.refused({ act: 'done', step: 'get-out' }, { by: bo })).toMatchObject({
      code: 'already-settled',
      entry: first?.id,
    });
  });

  test('semantics 18: what was to be recorded and was not is recorded as not known yet, caused by the completion', () => {
    desk.act({ act: 'fact', values: [{ fact: 'people_out', value: 'ja' }] });
    const written = desk.act({ act: 'done', step: 'get-out' });
    const done = written[0];
    expect(written.filter(({ type }) => type === 'fact.recorded')).toMatchObject([
      { data: { fact: 'water_depth', known: false }, cause: done?.id },
    ]);
    expect(done?.deviation?.kinds).toContain('fact-not-known');
  });

  test('a step that does not exist is refused with what was probably meant', () => {
    expect(desk.refused({ act: 'done', step: 'get-uot' })).toMatchObject({
      code: 'no-such-step',
      hint: 'Did you mean "get-out"?',
    });
  });

  test('an option that is none is refused', () => {
    expect(desk.refused({ act: 'choose', step: 'rising', option: 'sideways' }).code).toBe('not-an-option');
  });

  test('a ticked item keeps the text that was ticked', () => {
    desk.act({ act: 'tick', step: 'get-out', item: 2, ticked: true });
    expect(desk.last('item.ticked').data).toEqual({ item: 2, ticked: true, label: 'Power off' });
    expect(desk.refused({ act: 'tick', step: 'get-out', item: 3, ticked: true }).code).toBe('no-such-item');
  });

  test('a checklist item is filled, and kept as it was ticked', () => {
    desk.follow(`holdfast: 1
id: gates
title: Gates
facts: { level: { ask: How high?, type: number } }
steps: [{ id: shut, do: Shut, checklist: ["Above {{ facts.level }} cm: shut"] }]
`);
    desk.act({ act: 'fact', values: [{ fact: 'level', value: '90' }] });
    desk.act({ act: 'tick', step: 'shut', item: 1, ticked: true });
    expect(desk.last('item.ticked').data.label).toBe('Above 90 cm: shut');
  });

  test('what a choice brings with it is written in the same transaction, with its cause', () => {
    desk.act({ act: 'done', step: 'get-out' });
    const [choice, lost] = desk.act({ act: 'choose', step: 'rising', option: 'rising' });
    expect(lost).toMatchObject({ type: 'service.lost', data: { service: 'citizen-sign-in' }, cause: choice?.id });
  });

  test('a step added by a responder says what it follows; its id has nothing of its title, which could be expunged', () => {
    desk.act({ act: 'add', title: 'Ring Karen Hansen!', after: 'get-out' }, { why: 'The lock is open' });
    const added = desk.last('step.added');
    expect(added).toMatchObject({
      step: 'added-1',
      data: { after: 'get-out' },
      words: 'Ring Karen Hansen!',
      deviation: { kinds: ['added'], owed: false },
    });
    const { words: _, ...hashed } = added;
    expect(JSON.stringify(hashed)).not.toMatch(/karen|hansen/i);
    desk.act({ act: 'done', step: 'get-out' });
    expect(active()).toContain('added-1');
    desk.act({ act: 'add', title: 'Ring Karen Hansen!' });
    expect(desk.last('step.added').step).toBe('added-2');
  });

  test('the reason of an added step is the note beside it, not its title', () => {
    desk.act({ act: 'add', title: 'Ring the harbour master' }, { why: 'The lock is open' });
    expect(desk.incident.deviations.at(-1)?.reason).toBe('The lock is open');
    desk.act({ act: 'add', title: 'Close the lock' });
    expect(desk.incident.deviations.at(-1)).toMatchObject({ deviation: { owed: true } });
    expect(desk.incident.deviations.at(-1)).not.toHaveProperty('reason');
    const target = desk.last('step.added');
    // Its next words are its reason: who means its title is told, and nothing is taken for what it is not.
    expect(desk.refused({ act: 'correct', entry: target.id, target, words: 'Close both locks' })).toMatchObject({
      code: 'wrong-state',
      hint: `Give the reason first: why ${target.seq} WORDS. Then: correct ${target.seq} WORDS.`,
    });
    desk.act({ act: 'correct', entry: target.id, target, words: 'Water comes from the sea', isReason: true });
    expect(desk.incident.deviations.at(-1)).toMatchObject({
      deviation: { owed: false },
      reason: 'Water comes from the sea',
    });
    expect(title('added-2')).toBe('Close the lock');
  });

  test('a title that was mistyped is put right, and the reason beside it stays', () => {
    desk.act({ act: 'add', title: 'Clsoe the lock', after: 'get-out' }, { why: 'Water comes from the sea' });
    const target = desk.last('step.added');
    desk.act({ act: 'correct', entry: target.id, target, words: 'Close the lock' });
    expect(title('added-1')).toBe('Close the lock');
    expect(desk.incident.deviations.at(-1)).toMatchObject({ reason: 'Water comes from the sea' });
    const beside = desk.last('note.written');
    desk.act({ act: 'correct', entry: beside.id, target: beside, words: 'Water comes from the harbour' });
    expect(desk.incident.deviations.at(-1)).toMatchObject({ reason: 'Water comes from the harbour' });
    // It stands where it stood, and goes on from there.
    desk.act({ act: 'done', step: 'get-out' });
    expect(active()).toContain('added-1');
    desk.act({ act: 'done', step: 'added-1' });
    expect(active()).not.toContain('added-1');
    desk.act({ act: 'expunge', entry: target.id, target, basis: 'GDPR, Art. 17' });
    expect(title('added-1')).toBe('added-1');
    const reason = () => desk.incident.deviations.find(({ entry }) => entry === target.id)?.reason;
    expect(reason()).toBe('Water comes from the harbour');
    desk.act({ act: 'expunge', entry: beside.id, target: beside, basis: 'GDPR, Art. 17' });
    expect(reason()).toBeUndefined();
  });

  test('rule 7: doing the work of a role that another holds is a deviation, of one that nobody holds it is none', () => {
    const kinds = (): readonly string[] => {
      const decision = desk.decide({ act: 'done', step: 'get-out' });
      return decision.ok ? (decision.deviation?.kinds ?? []) : [];
    };
    expect(kinds()).not.toContain('other-role');
    desk.act({ act: 'assign', role: 'facilities', person: 'Bo' });
    expect(kinds()).toContain('other-role');
    desk.act({ act: 'assign', role: 'facilities', person: 'Ane' });
    expect(kinds()).not.toContain('other-role');
  });

  test('a reason that is owed is given by correcting the entry that owes it', () => {
    const [skipped] = desk.act({ act: 'skip', step: 'get-out' });
    expect(openBusiness(desk.incident).owed).toHaveLength(1);
    desk.act({ act: 'correct', entry: skipped?.id ?? '', words: 'The hall was empty' });
    expect(openBusiness(desk.incident).owed).toEqual([]);
    expect(desk.incident.deviations[0]).toMatchObject({ deviation: { owed: false }, reason: 'The hall was empty' });
  });

  test('a note and an attachment can stand at a step', () => {
    desk.act({ act: 'note', words: 'It smells', step: 'get-out' });
    expect(desk.last('note.written')).toMatchObject({ run: 'small-flood', step: 'get-out', words: 'It smells' });
    desk.act({ act: 'attach', name: 'wall.jpg', sha256: 'ab', bytes: 3, step: 'get-out' });
    expect(desk.last('evidence.attached').step).toBe('get-out');
  });

  test('`--note` stands beside the act in the same transaction', () => {
    const written = desk.act({ act: 'done', step: 'get-out' }, { note: 'Two doors jammed' });
    expect(written.find(({ type }) => type === 'note.written')).toMatchObject({
      words: 'Two doors jammed',
      cause: written[0]?.id,
      step: 'get-out',
    });
  });

  test('the future is refused, the past is recorded as it was', () => {
    expect(desk.refused({ act: 'done', step: 'get-out' }, { at: '2026-11-21T03:00:01+01:00' }).code).toBe('in-future');
    desk.act({ act: 'done', step: 'get-out' }, { at: '2026-11-21T02:50:00+01:00' });
    expect(desk.last('step.done').at).toBe('2026-11-21T02:50:00+01:00');
  });
});

describe('approval (semantics 10)', () => {
  beforeEach(() => {
    desk.act({ act: 'done', step: 'get-out' });
    desk.act({ act: 'choose', step: 'rising', option: 'rising' });
    desk.act({ act: 'done', step: 'cut-power' });
  });

  test('it names the completion that it approves and is given by another person', () => {
    const done = desk.last('step.done');
    expect(desk.refused({ act: 'approve', step: 'cut-power', answer: 'given' }).code).toBe('same-person');
    desk.act({ act: 'approve', step: 'cut-power', answer: 'given' }, { by: bo });
    expect(desk.last('approval.given').data.of).toBe(done.id);
    expect(active()).toEqual(['lag']);
  });

  test('refused, the step is active again', () => {
    desk.act({ act: 'approve', step: 'cut-power', answer: 'refused' }, { by: bo, why: 'The pumps need it' });
    expect(desk.last('approval.refused').words).toBe('The pumps need it');
    expect(active()).toEqual(['cut-power']);
    expect(desk.refused({ act: 'approve', step: 'cut-power', answer: 'given' }, { by: bo }).code).toBe(
      'nothing-awaiting',
    );
  });

  test('gone without is a deviation', () => {
    desk.act({ act: 'approve', step: 'cut-power', answer: 'gone-without' });
    expect(desk.last('approval.gone-without').deviation).toEqual({ kinds: ['without-approval'], owed: true });
    expect(active()).toEqual(['lag']);
  });

  test('where nobody approves in time the plan goes on without, as an entry of the time when it was due', () => {
    desk.wait(6);
    expect(desk.last('timer.elapsed')).toMatchObject({
      at: '2026-11-21T03:05:00+01:00',
      via: 'timer',
      data: { timer: 'approval' },
      deviation: { kinds: ['without-approval'], owed: false },
    });
    expect(active()).toEqual(['lag']);
  });
});

describe('names of steps (semantics 19)', () => {
  test('`step` where it is unique, else `run:step`', () => {
    desk.follow(smallFlood, {}, organisation);
    expect(desk.incident.runs.map(({ id }) => id)).toEqual(['small-flood', 'small-flood-2']);
    expect(desk.refused({ act: 'done', step: 'get-out' })).toMatchObject({
      code: 'ambiguous-step',
      hint: 'Say which: small-flood:get-out, small-flood-2:get-out.',
    });
    desk.act({ act: 'done', step: 'small-flood-2:get-out' });
    expect(desk.last('step.done').run).toBe('small-flood-2');
    expect(resolveStep(desk.incident, 'small-flod:get-out')).toMatchObject({
      refusal: { code: 'runbook-not-followed', hint: 'Did you mean "small-flood"?' },
    });
  });

  test('a fact belongs to the incident: an answer given at a step of one runbook is read by the other', () => {
    const dry = (id: string): string =>
      `{holdfast: 1, id: ${id}, title: Dry, facts: {wet: {ask: Wet?, type: boolean}}, steps: [{id: ${id}-look, do: Look}, {id: ${id}-mop, do: Mop, when: facts.wet}]}`;
    const both = new Desk();
    both.follow(dry('hall'));
    both.follow(dry('yard'));
    both.act({ act: 'done', step: 'yard-look' });
    expect(activeOf(both.incident).map(({ step }) => step.id)).toEqual(['hall-look', 'yard-mop']);
    both.act({ act: 'fact', values: [{ fact: 'wet', value: 'no' }], step: 'hall-look' });
    expect(activeOf(both.incident).map(({ step }) => step.id)).toEqual(['hall-look']);
  });

  test('before any runbook is followed there are no steps', () => {
    const early = new Desk();
    expect(early.refused({ act: 'done', step: 'get-out' }).code).toBe('runbook-not-followed');
  });
});

describe('commands that run', () => {
  beforeEach(() => {
    desk.act({ act: 'done', step: 'get-out' });
    desk.act({ act: 'choose', step: 'rising', option: 'steady' });
  });
  const start = (): string => {
    desk.act({ act: 'command-start', step: 'lag' });
    return desk.last('command.started').id;
  };

  test('its last line that says anything is captured by the type of the fact', () => {
    const started = start();
    const written = desk.act({
      act: 'command-end',
      step: 'lag',
      started,
      exitCode: 0,
      stdout: 'measuring\n12,5\n\n',
      stderr: '',
    });
    expect(written.map(({ type }) => type)).toEqual(expect.arrayContaining(['command.finished', 'fact.recorded']));
    expect(desk.incident.facts.ups_minutes?.answer).toMatchObject({ known: true, value: 12.5 });
    expect(active()).toEqual(['tell-public']);
  });

  test('what it printed of another type is not known yet, and a note says so', () => {
    desk.act({
      act: 'command-end',
      step: 'lag',
      started: start(),
      exitCode: 0,
      stdout: 'no route to host',
      stderr: '',
    });
    expect(desk.incident.facts.ups_minutes?.answer).toMatchObject({ known: false });
    expect(desk.last('note.written').words).toBe('ups_minutes is not known: the command printed "no route to host".');
  });

  test('`on-failure: ask` leaves the step active', () => {
    desk.act({ act: 'command-end', step: 'lag', started: start(), exitCode: 2, stdout: '', stderr: 'refused' });
    expect(desk.last('command.finished')).toMatchObject({ data: { ok: false, 'exit-code': 2 }, words: 'refused' });
    expect(active()).toEqual(['lag']);
    desk.act({ act: 'command-start', step: 'lag' });
    expect(desk.last('command.started').data.attempt).toBe(2);
  });

  test('`on-failure: retry N` says how often it is still to be started again; then people decide', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('    timeout: 30s', '    timeout: 30s\n    on-failure: retry 1'));
    const fail = (): number => {
      made.act({ act: 'command-start', step: 'lag' });
      made.act({
        act: 'command-end',
        step: 'lag',
        started: made.last('command.started').id,
        exitCode: 1,
        stdout: '',
        stderr: '',
      });
      const found = resolveStep(made.incident, 'lag');
      return 'refusal' in found ? -1 : retriesLeft(found);
    };
    made.act({ act: 'jump', step: 'lag' });
    expect(fail()).toBe(1);
    expect(fail()).toBe(0);
  });

  test('`on-failure: go-to` leads there', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('    timeout: 30s', '    timeout: 30s\n    on-failure: go-to repair'));
    made.act({ act: 'jump', step: 'lag' });
    made.act({ act: 'command-start', step: 'lag' });
    const started = made.last('command.started').id;
    made.act({ act: 'command-end', step: 'lag', started, timedOut: true, stdout: '', stderr: '' });
    expect(activeOf(made.incident).map(({ step }) => step.id)).toEqual(['repair']);
  });

  test('a start without an end is unknown', () => {
    desk.act({ act: 'command-unknown', step: 'lag', started: start() });
    expect(desk.last('command.unknown').step).toBe('lag');
    expect(active()).toEqual(['lag']);
  });

  test('a step that is no command starts none', () => {
    expect(desk.refused({ act: 'command-start', step: 'repair' }).code).toBe('wrong-verb');
  });
});

describe('messages', () => {
  test('sending the message of a tell step finishes it, with the message as its cause', () => {
    const [sent, done, ...more] = desk.act({ act: 'send', step: 'tell-public', body: 'Sign-in is down.' });
    expect(sent).toMatchObject({
      type: 'message.sent',
      data: { message: 'status-page', to: 'The public', by: 'status page' },
      words: 'Sign-in is down.',
    });
    expect(done).toMatchObject({ type: 'step.done', step: 'tell-public', cause: sent?.id });
    expect(more.map(({ type }) => type)).toContain('clock.met');
    expect(desk.incident.messages['status-page']).toMatchObject({ sent: 1, lastEntry: sent?.id });
  });

  test('a message can be sent without a step, an unknown one cannot', () => {
    desk.act({ act: 'send', message: 'status-page', body: 'Still down.' });
    expect(desk.types().at(-1)).toBe('message.sent');
    expect(desk.refused({ act: 'send', message: 'status-pag', body: 'x' })).toMatchObject({
      code: 'no-such-thing',
      hint: 'Did you mean "status-page"?',
    });
    expect(desk.refused({ act: 'send', body: 'x' }).code).toBe('needs-words');
    expect(desk.refused({ act: 'send', step: 'repair', body: 'x' }).code).toBe('wrong-verb');
  });
});

describe('semantics 10: a choice that waits for its approval', () => {
  const failOver = `
holdfast: 1
id: fail-over
title: Fail over
roles: { lead: { title: Lead } }
services: { web: { title: Web } }
steps:
  - id: how
    decide: How?
    approval: { by: lead }
    options:
      over: { title: Over, loses: [web] }
      stay: { title: Stay }
  - { id: back, do: Bring it back, restores: [web] }
`;
  const web = (): string | undefined => desk.incident.services.web?.state;
  beforeEach(() => {
    desk = new Desk();
    desk.follow(failOver);
    desk.act({ act: 'choose', step: 'how', option: 'over' });
  });

  test('brings nothing before it is approved, and nothing where it is refused', () => {
    expect(web()).toBe('up');
    desk.act({ act: 'approve', step: 'how', answer: 'refused' }, { by: bo, why: 'Not yet' });
    desk.act({ act: 'choose', step: 'how', option: 'stay' });
    desk.act({ act: 'approve', step: 'how', answer: 'given' }, { by: bo });
    expect(web()).toBe('up');
  });

  test('brings it with the approval, as its cause', () => {
    const [given, lost] = desk.act({ act: 'approve', step: 'how', answer: 'given' }, { by: bo });
    expect(lost).toMatchObject({ type: 'service.lost', cause: given?.id });
  });

  test('taken again after a reopening, brings it again', () => {
    desk.act({ act: 'approve', step: 'how', answer: 'given' }, { by: bo });
    desk.act({ act: 'done', step: 'back' });
    expect(web()).toBe('up');
    desk.act({ act: 'reopen', step: 'how' });
    desk.act({ act: 'choose', step: 'how', option: 'over' });
    desk.act({ act: 'approve', step: 'how', answer: 'given' }, { by: bo });
    expect(web()).toBe('lost');
  });
});

describe('semantics 18: whoever or whatever finishes a step that asks', () => {
  const asking = `
holdfast: 1
id: asking
title: Asking
facts:
  depth: { ask: How deep?, type: number }
  lag: { ask: How far behind?, type: number }
  wind: { ask: How strong is the wind?, type: number }
steps:
  - id: how
    decide: How?
    record: [depth]
    options: { over: { title: Over }, stay: { title: Stay } }
  - { id: let-run, wait: Let it run, for: 5m, record: [lag] }
  - id: then
    decide: And then?
    record: [wind]
    default: { choose: go, after: 5m }
    options: { go: { title: Go }, stop: { title: Stop } }
`;
  test('a choice records what was not answered as not known yet', () => {
    desk = new Desk();
    desk.follow(asking);
    const [choice, unknown] = desk.act({ act: 'choose', step: 'how', option: 'over' });
    expect(choice?.deviation?.kinds).toContain('fact-not-known');
    expect(unknown).toMatchObject({ data: { fact: 'depth', known: false }, cause: choice?.id });
  });

  test('what was answered before the turn stands: nobody said that it is not known any more', () => {
    desk = new Desk();
    desk.follow(asking);
    desk.act({ act: 'fact', values: [{ fact: 'depth', value: '3' }] });
    desk.act({ act: 'choose', step: 'how', option: 'over' });
    desk.act({ act: 'jump', step: 'how' });
    const written = desk.act({ act: 'choose', step: 'how', option: 'stay' });
    expect(written[0]?.deviation?.kinds).toContain('fact-not-known');
    expect(written.map(({ type }) => type)).not.toContain('fact.recorded');
    expect(desk.incident.facts['depth']?.answer?.value).toBe(3);
  });

  test('a wait that is over and a default that is taken record it too, as a deviation of their own', () => {
    desk = new Desk();
    desk.follow(asking);
    desk.act({ act: 'choose', step: 'how', option: 'over' });
    desk.wait(5);
    expect(desk.last('fact.recorded')).toMatchObject({
      step: 'let-run',
      data: { fact: 'lag', known: false },
      deviation: { kinds: ['fact-not-known'], owed: false },
    });
    desk.wait(5);
    expect(desk.last('fact.recorded')).toMatchObject({ step: 'then', data: { fact: 'wind', known: false } });
  });
});

describe('what a command prints', () => {
  const asking = (privacy: string): string => `
holdfast: 1
id: doors
title: Doors
facts: { code: { ask: Which code?, type: text, privacy: ${privacy} } }
steps:
  - { id: ask-door, run: Ask the door, command: [ask-door], timeout: 5s, capture: { code: stdout } }
`;
  const run = (privacy: string): void => {
    desk = new Desk();
    desk.follow(asking(privacy));
    const [started] = desk.act({ act: 'command-start', step: 'ask-door' });
    const end = { exitCode: 0, stdout: 'the code is\n8472-K', stderr: 'asked 8472-K' };
    desk.act({ act: 'command-end', step: 'ask-door', started: started?.id ?? '', ...end });
    expect(desk.incident.facts.code?.answer?.known).toBe(true);
  };

  test('is kept nowhere where it answers a secret fact, on either stream', () => {
    run('secret');
    expect(JSON.stringify(desk.entries)).not.toContain('8472');
    expect(JSON.stringify(asData(desk.incident))).not.toContain('8472');
  });

  test('is kept with a personal fact alone, where it answers that', () => {
    run('personal');
    expect(desk.last('fact.recorded').words).toBe('8472-K');
    expect(desk.last('command.finished').words).toContain('asked');
    expect(desk.last('command.finished').words).not.toContain('the code is');
  });

  const probing = `
holdfast: 1
id: probing
title: Probing
facts:
  lag: { ask: How far behind is it?, type: number, unit: s }
  code: { ask: What did it end with?, type: number }
  complaint: { ask: What did it say?, type: text }
steps:
  - id: probe
    run: Probe
    command: [probe, "{{ facts.code }}"]
    drill-command: [probe, --pretend]
    timeout: 5s
    capture: { lag: stdout, code: exit-code, complaint: stderr }
    record: [lag]
  - { id: then, do: Then }
`;
  const probed = (end: object, options: ConstructorParameters<typeof Desk>[0] = {}): Desk => {
    const made = new Desk(options);
    made.follow(probing);
    made.act({ act: 'fact', values: [{ fact: 'code', value: '7' }] });
    made.act({ act: 'command-start', step: 'probe' });
    const started = made.last('command.started').id;
    made.act({ act: 'command-end', step: 'probe', started, stdout: '', stderr: '', ...end });
    return made;
  };
  const known = ({ incident }: Desk): unknown[] =>
    ['lag', 'code', 'complaint'].map((id) => incident.facts[id]?.answer?.value);

  test('answers what each stream and its end are captured for; where it failed only how it ended', () => {
    const well = probed({ exitCode: 0, stdout: 'probing\n 42 s \n\n', stderr: 'slow\n  very slow' });
    expect(known(well)).toEqual([42, 0, 'very slow']);
    expect(well.last('command.started').data).toEqual({ command: ['probe', '7'], attempt: 1 });
    expect(well.last('command.finished')).toMatchObject({
      data: { 'exit-code': 0, ok: true, bytes: 32 },
      words: 'probing\n 42 s \n\n\nslow\n  very slow',
    });
    expect(activeOf(well.incident).map(({ step }) => step.id)).toEqual(['then']);
    const badly = probed({ exitCode: 3, stdout: '42', stderr: 'no route' });
    expect(known(badly)).toEqual([undefined, 3, undefined]);
    expect(activeOf(badly.incident).map(({ step }) => step.id)).toEqual(['probe']);
  });

  test('that it was ended from without, or took too long, is no good end; it had no exit code then', () => {
    const killed = probed({ exitCode: 0, signal: 'SIGKILL' });
    expect(killed.last('command.finished').data).toMatchObject({ signal: 'SIGKILL', ok: false });
    const late = probed({ exitCode: 0, timedOut: true });
    expect(late.last('command.finished').data).toMatchObject({ 'timed-out': true, ok: false });
    const gone = probed({ stderr: 'spawn probe ENOENT' });
    expect(gone.last('command.finished').data).toEqual({
      started: gone.last('command.started').id,
      ok: false,
      bytes: 18,
    });
    expect(gone.last('note.written').words).toBe('code is not known: the command ended without an exit code.');
  });

  test('that says nothing leaves what it was to answer unknown; of much only the end is kept', () => {
    const silent = probed({ exitCode: 0, stderr: 'x'.repeat(5000) });
    expect(silent.incident.facts['lag']?.answer).toMatchObject({ known: false });
    expect(silent.entries.find(({ type }) => type === 'note.written')?.words).toBe(
      'lag is not known: the command printed nothing on stdout.',
    );
    expect(silent.last('command.finished').words).toBe('x'.repeat(4000));
    // It was asked for once, and answered once.
    expect(silent.entries.filter(({ type }) => type === 'fact.recorded')).toHaveLength(4);
  });

  test('in a drill what is made for it is run, and what is known already stays so where nothing is printed', () => {
    const drilled = probed({ exitCode: 0, stdout: '9' }, { mode: 'drill' });
    expect(drilled.last('command.started').data).toEqual({ command: ['probe', '--pretend'], drill: true, attempt: 1 });
    expect(known(drilled)).toEqual([9, 0, undefined]);
    drilled.act({ act: 'reopen', step: 'probe' });
    drilled.act({ act: 'command-start', step: 'probe' });
    const started = drilled.last('command.started').id;
    drilled.act({ act: 'command-end', step: 'probe', started, exitCode: 0, stdout: ' \n', stderr: '' });
    expect(known(drilled)).toEqual([9, 0, undefined]);
  });

  test('is not begun while something that it is told is not known', () => {
    const made = new Desk();
    made.follow(probing);
    const refused = made.refused({ act: 'command-start', step: 'probe' });
    expect(refused.message).toBe('The command of "probe" needs facts.code, which is not known yet.');
    expect(made.refused({ act: 'command-start', step: 'then' }).hint).toBe('When it is done: done then');
  });
});

describe('the end of a runbook', () => {
  test('it is written once, with its outcome and the act that brought it', () => {
    desk.act({ act: 'jump', step: 'over' });
    const written = desk.act({ act: 'done', step: 'over' });
    expect(written.filter(({ type }) => type === 'runbook.ended')).toMatchObject([
      { run: 'small-flood', data: { outcome: 'resolved' }, cause: written[0]?.id },
    ]);
    expect(desk.incident.runs[0]?.ended).toMatchObject({ outcome: 'resolved' });
    expect(desk.incident.state).toBe('open');
  });

  test('jumped back into, it has not ended; its next end is written again', () => {
    desk.act({ act: 'jump', step: 'over' });
    desk.act({ act: 'done', step: 'over' });
    desk.act({ act: 'jump', step: 'repair' });
    expect(desk.incident.runs[0]?.ended).toBeUndefined();
    desk.act({ act: 'done', step: 'repair' });
    desk.act({ act: 'done', step: 'over' });
    expect(desk.entries.filter(({ type }) => type === 'runbook.ended')).toHaveLength(2);
  });
});
