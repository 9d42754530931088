import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { acts as everyAct } from '../../src/guide/index.ts';
import { everyDuty, lawfulCity } from '../support/legal-clocks.ts';
import { memoryIncident, sourceOf } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { twoTracks } from '../support/two-tracks.ts';
import { numberOf, typist, walk, walkWithCode } from './walk.ts';

const begun = (mode: 'real' | 'drill' = 'real'): MemoryIncident => memoryIncident({ runbooks: [pumpFailure], mode });
const types = (flood: MemoryIncident): string[] => flood.entries.map((entry) => entry.type);

/** Those of an exercise are there in a drill alone. */
const acts = everyAct.filter(({ group }) => group !== 'The exercise');

describe('one who has never seen it gets through', () => {
  test('it says where we are, what now, and how to leave', async () => {
    const text = await walk(begun().session('Anna'), []);
    expect(text).toContain('[flood-7] Data-centre flood');
    expect(text).toContain('NOW: Get everyone out  (people-first)');
    expect(text).toContain('Nobody enters');
    expect(text).toContain('[ ] 1. Head count against the door log');
    expect(text).toContain('Is everyone out? not answered');
    expect(text).toContain('Clock: Tell the public: 30m left');
    expect(text).toMatch(/What now\? A number, or words \(help lists them\):\n +1 {2}Done/);
    expect(text).toContain('To come back: holdfast guide -i flood-7');
  });

  test('a report that is a progress report now is called so', async () => {
    const flood = memoryIncident({ runbooks: [everyDuty], organisation: stringify(lawfulCity) });
    const anna = typist(flood.session('Anna'));
    await anna.type('met nis2-notification');
    expect(anna.seen()).toContain('Clock: NIS2 progress report (CSIRT or competent authority): ');
    await anna.type('met nis2-final');
    await anna.type('clocks');
    expect(anna.seen()).toMatch(/NIS2 progress report .*: met; to follow: NIS2\s+final report/);
    await anna.type('resolve');
    await anna.type('yes');
    await anna.type('clocks');
    expect(anna.seen()).toContain('NIS2 final report (CSIRT or competent authority): ');
  });

  test('a drill says DRILL', async () => {
    const text = await walk(begun('drill').session('Anna'), []);
    expect(text).toContain('[DRILL flood-7]');
    expect(text).toContain('This is a DRILL');
  });

  test('the whole runbook, by numbers alone', async () => {
    const flood = begun();
    const anna = typist(flood.session('Anna'));
    const choose = async (label: string): Promise<void> => anna.type(numberOf(anna.seen(), label));
    await anna.type('');
    await choose('Tick: Head count');
    await choose('Tick: Power isolated');
    await choose('Done');
    await anna.type('yes');
    await anna.type('12 cm');
    expect(anna.seen()).toContain('NOW: Is the water still rising?');
    await choose('Choose: Yes, it rises (suggested)');
    expect(anna.seen()).toContain('Service: Citizen sign-in: lost');
    await choose('Done');
    expect(anna.seen()).toContain('it waits for an approval by another person');
    flood.session('Bo').act({ act: 'approve', step: 'cut-power', answer: 'given' });
    await anna.type('');
    await choose('Run the command');
    expect(anna.seen()).toContain('scripts/pumps --site "hall a"');
    await choose('Message sent');
    expect(anna.seen()).toContain('Whether this step is needed depends on: Is it significant?');
    await choose('Answer what this step depends on');
    await anna.type('2');
    expect(anna.seen()).toContain('NOW: Give it time to drain');
    flood.pass({ minutes: 16 });
    await anna.type('');
    await choose('Done');
    await choose('End here');
    expect(anna.seen()).toContain('Every runbook has come to its end.');
    await choose('Done'); // The report, afterwards.
    await choose('Resolve');
    await anna.type('yes');
    await choose('Close');
    await anna.type('yes');
    expect(await anna.end()).toBe(0);
    expect(flood.incident.state).toBe('closed');
    expect(flood.incident.deviations).toEqual([]);
    expect(flood.incident.misfits).toEqual([]);
  });

  test('the same by words, through a pipe', async () => {
    const flood = begun();
    await walk(flood.session('Anna'), [
      'assign lead Anna',
      'ack',
      'tick 1',
      'tick 2',
      'fact people_out=yes water_depth=3',
      'd',
      'choose steady',
      'run',
      'send',
      'fact significant=no',
      'done',
      'later',
      'd',
      'd',
      'd',
      'resolve',
      'yes',
    ]);
    expect(flood.incident.state).toBe('resolved');
    expect(flood.incident.roles['lead']).toMatchObject({ holder: 'Anna' });
  });
});

describe('lines that wait already', () => {
  test('nothing is drawn before them; all that they recorded is said once they are done', async () => {
    const flood = begun();
    const lines = ['n The door is shut', 'n The gauge was read'];
    const waiting = [...lines];
    async function* input(): AsyncGenerator<string> {
      for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) yield line;
    }
    let arrived = false;
    const text = await walk(flood.session('Anna'), [], {
      input: input(),
      // The end of the input waits too.
      ahead: () => arrived,
      comeIn: async () => {
        arrived = true;
      },
    });
    expect(text).not.toContain('What now?');
    expect(text.match(/Recorded:/g)).toHaveLength(1);
    for (const line of lines) expect(text).toContain(line.slice(2));
    expect(text).toContain('To come back');
  });

  test('an input with nothing in it shows where we are, and leaves', async () => {
    const text = await walk(begun().session('Anna'), [], { ahead: () => true });
    expect(text).toContain('NOW: Get everyone out');
    expect(text).toContain('To come back');
  });

  test('where nothing has come in, the page is drawn', async () => {
    const text = await walk(begun().session('Anna'), [], { ahead: () => false, comeIn: async () => {} });
    expect(text).toContain('What now?');
  });
});

describe('what is asked', () => {
  test('facts one by one with type and unit; a wrong answer is asked again; ? is not known yet', async () => {
    const flood = begun();
    const text = await walk(flood.session('Anna'), ['fact', 'perhaps', 'yes', 'deep', '?']);
    expect(text).toContain('Is everyone out? (yes or no; ? = not known yet) >');
    expect(text).toContain('How deep is it at the lowest rack? (a number, cm; ? = not known yet) >');
    const answers = flood.entries.filter((entry) => entry.type === 'fact.recorded').map((entry) => entry.data);
    expect(answers).toEqual([
      { fact: 'people_out', known: true, value: true },
      { fact: 'water_depth', known: false },
    ]);
  });

  test('the reason where an act leaves the plan', async () => {
    const flood = begun();
    const text = await walk(flood.session('Anna'), ['skip', 'the hall was empty']);
    expect(text).toContain('This leaves the plan (skipped). It is not refused; the review wants to know why.');
    expect(text).toContain('Why? A few words, or Enter to give the reason later (cancel: leave it) >');
    expect(flood.incident.deviations).toMatchObject([
      { reason: 'the hall was empty', deviation: { kinds: ['skipped'], owed: false } },
    ]);
  });

  test.each(['2', '-1', 'done', 'log', 'n'])(
    '"%s", meant for something else, does not stand in the review as a reason',
    async (word) => {
      const flood = begun();
      const text = await walk(flood.session('Anna'), ['skip', word, 'the hall was empty']);
      expect(text).toContain(`"${word}" is no reason`);
      expect(flood.incident.deviations).toMatchObject([{ reason: 'the hall was empty' }]);
    },
  );

  test('"later" is an answer: the reason is owed, said how to give it, and given', async () => {
    const flood = begun();
    const text = await walk(flood.session('Anna'), ['skip', 'later']);
    const number = /why (\d+) WORDS/.exec(text)?.[1] ?? '';
    expect(flood.incident.deviations).toMatchObject([{ deviation: { owed: true } }]);
    await walk(flood.session('Anna'), [`why ${number} the hall was empty`]);
    expect(flood.incident.deviations).toMatchObject([{ reason: 'the hall was empty', deviation: { owed: false } }]);
  });

  test('a reason for what owes none writes over nothing: the number was mistyped', async () => {
    const flood = begun();
    const anna = flood.session('Anna');
    anna.act({ act: 'note', words: 'Bo is out' });
    const number = flood.incident.count;
    const text = await walk(anna, [`why ${number} the hall was empty`, 'skip --why later', `why ${number} all out`]);
    expect(text).toContain(`#${number} owes no reason. To put its words right: correct ${number} WORDS`);
    expect(flood.entries.filter(({ type }) => type === 'entry.corrected')).toEqual([]);
    expect(flood.incident.deviations).toMatchObject([{ deviation: { owed: true } }]);
  });

  test('to "Why?" an empty line means "later", as on the screen: nobody tired is held up', async () => {
    const flood = begun();
    const text = await walk(flood.session('Anna'), ['skip', '', 'skip --why later']);
    expect(text).toContain('Its reason is owed');
    expect(flood.incident.deviations).toMatchObject([{ deviation: { owed: true } }, { deviation: { owed: true } }]);
  });

  test.each([
    ['a word', ['skip', 'cancel']],
    ['the end of the input', ['skip']],
  ])('%s leaves it, and says that nothing was recorded', async (_, lines) => {
    const flood = begun();
    const before = flood.entries.length;
    expect(await walk(flood.session('Anna'), lines)).toMatch(/Nothing (?:of it )?was recorded\./);
    expect(flood.entries).toHaveLength(before);
  });

  test('before a resolve: what is still open, and yes or no', async () => {
    const flood = begun();
    const text = await walk(flood.session('Anna'), ['resolve', 'perhaps', 'no', 'resolve', 'yes']);
    expect(text).toContain('- Step: Get everyone out (people-first)');
    expect(text).toContain('- Clock: Tell the public');
    expect(text).toContain('Please type yes or no.');
    expect(text).toContain('Left as it is. Nothing was recorded.');
    expect(types(flood).filter((type) => type === 'incident.resolved')).toHaveLength(1);
  });

  test('before an end that leaves the steps of others open: which, and yes or no', async () => {
    const flood = memoryIncident({ runbooks: [twoTracks] });
    const text = await walk(flood.session('Anna'), ['done look', 'done over', 'no', 'done over', 'yes']);
    expect(text).toContain('- Step: Cut the power (cut)');
    expect(text).toContain('End it here, and leave these steps open? (yes or no)');
    expect(text).toContain('Left as it is. Nothing was recorded.');
    expect(types(flood).filter((type) => type === 'step.done')).toHaveLength(2);
  });

  test('whoever types the command once more as its answer means the same', async () => {
    const flood = begun();
    await walk(flood.session('Anna'), [
      'iam',
      'iam Bo',
      'add',
      'add Ring the harbour',
      'later',
      'add',
      'Add sandbags',
      'later',
    ]);
    const added = flood.entries.filter((entry) => entry.type === 'step.added');
    expect(added.map(({ by, words }) => [by.name, words])).toEqual([
      ['Bo', 'Ring the harbour'],
      ['Bo', 'Add sandbags'],
    ]);
  });

  test('what somebody shall do may begin as a command does: it is theirs, and not a task of whoever comes next in it', async () => {
    const flood = begun();
    await walk(flood.session('Anna'), [
      'ask Bo',
      'ask the fire brigade for a pump',
      '10m',
      'ask Bo',
      'ask Bo look at the pumps',
    ]);
    const asked = flood.entries.filter((entry) => entry.type === 'task.given');
    expect(asked.map(({ words, data }) => [data, words])).toMatchObject([
      [{ to: 'Bo' }, 'ask the fire brigade for a pump'],
      [{ to: 'Bo' }, 'look at the pumps'],
    ]);
  });

  test('a secret is asked for with a word on what is kept, and never shown', async () => {
    const flood = begun();
    const text = await walk(flood.session('Anna'), ['fact door_code=4711', 'facts', 'log']);
    expect(text).toContain('The code of the door: given');
    expect(text).not.toContain('4711');
  });
});

describe('nobody is caught in a question', () => {
  test('another command leaves it, records nothing of it, and is done', async () => {
    const flood = begun();
    const text = await walk(flood.session('Anna'), [
      'tick 1',
      'done',
      'severity sev2',
      'aware',
      'n still here',
      'resolve',
      'clocks',
    ]);
    expect(text.split('Left. Nothing was recorded.')).toHaveLength(3);
    expect(text).toContain('Left as it is. Nothing was recorded.');
    expect(flood.incident.severity).toBe('sev2');
    expect(types(flood)).not.toContain('step.done');
    expect(types(flood)).not.toContain('fact.recorded');
    expect(flood.entries.at(-1)?.words).toBe('still here');
    expect(text).toContain('Early warning (the authority): not started');
  });
});

describe('when the input ends', () => {
  test.each([
    ['a reason', ['skip']],
    ['a fact', ['tick 1', 'tick 2', 'done', 'yes']],
    ['a confirmation', ['resolve']],
    ['a choice', ['aware']],
    ['more', ['assign', '1']],
  ])('in the middle of %s nothing half is written', async (_, lines) => {
    const flood = begun();
    const { text, code } = await walkWithCode(flood.session('Anna'), lines);
    expect(text).toContain('The input ended before this was complete. Nothing of it was recorded.');
    expect(text).toContain('To come back: holdfast guide -i flood-7');
    expect(code).toBe(0);
    const written = types(flood);
    for (const type of [
      'step.skipped',
      'step.done',
      'fact.recorded',
      'incident.resolved',
      'incident.aware',
      'role.assigned',
    ]) {
      expect(written).not.toContain(type);
    }
  });

  test('an input that cannot be read says so; a dropped line is an end like any other', async () => {
    async function* broken(error: Error): AsyncGenerator<string> {
      yield 'n before';
      throw error;
    }
    const flood = begun();
    let text = '';
    const write = (more: string): void => {
      text += more;
    };
    const damaged = walk(flood.session('Anna'), [], { input: broken(new Error('not UTF-8')), write });
    await expect(damaged).rejects.toThrow('not UTF-8');
    expect(text).toContain('To come back');
    expect(flood.entries.at(-1)?.words).toBe('before');
    const gone = Object.assign(new Error('read EIO'), { syscall: 'read' });
    expect((await walkWithCode(flood.session('Anna'), [], { input: broken(gone) })).code).toBe(0);
  });

  test('after quit the input is let go', async () => {
    let released = false;
    async function* input(): AsyncGenerator<string> {
      try {
        yield 'quit';
        yield 'never read';
      } finally {
        released = true;
      }
    }
    await walk(begun().session('Anna'), [], { input: input() });
    expect(released).toBe(true);
  });

  test('a signal leaves as calmly', async () => {
    const anna = typist(begun().session('Anna'));
    await anna.type('skip');
    expect(await anna.signal()).toBe(0);
    expect(anna.seen()).toContain('Nothing of it was recorded.');
  });
});

describe('what cannot be is said', () => {
  test('a refusal with its reason, an unknown word with the nearest', async () => {
    const text = await walk(begun().session('Anna'), ['approve', 'dnoe', '99', 'choose maybe', 'done nowhere']);
    expect(text).toContain('Did you mean "done"?');
    expect(text).toContain('There is no choice 99');
    expect(text).toMatch(/nowhere/);
    expect(text).not.toContain('Recorded');
  });

  test('help about one word says how it is typed; a word that is none, the nearest', async () => {
    const text = await walk(begun().session('Anna'), ['help done', 'help dnoe']);
    expect(text).toMatch(/done \[STEP\] +The step is done \(also: d\)/);
    expect(text).toContain('Did you mean "done"?');
    expect(text).not.toContain('choose [STEP] OPTION');
  });

  test('somebody else was faster', async () => {
    const flood = begun();
    flood.before(() => flood.session('Bo').act({ act: 'skip', step: 'people-first' }, { why: 'empty' }));
    const text = await walk(flood.session('Anna'), ['skip --why empty']);
    expect(text).toContain('Somebody else was faster.');
  });

  test('a full disk: said, nothing lost, exit 5, and the guide goes on', async () => {
    const flood = begun();
    flood.breakDisk();
    const { text, code } = await walkWithCode(flood.session('Anna'), ['tick 1', 'tick 1']);
    expect(text).toContain('This was NOT recorded: The disk is full.');
    expect(types(flood).filter((type) => type === 'item.ticked')).toHaveLength(1);
    expect(code).toBe(5);
  });

  test('files lie outside: it says what to type instead, or takes them where it can', async () => {
    const anna = (): ReturnType<MemoryIncident['session']> => memoryIncident().session('Anna');
    expect((await walk(anna(), ['follow pump-failure'])).replaceAll(/\s+/g, ' ')).toContain(
      'holdfast follow pump-failure -i flood-7',
    );
    const followed = await walk(anna(), ['follow pump-failure'], { runbook: async () => sourceOf(pumpFailure) });
    expect(followed).toContain('NOW: Get everyone out');
    const attached = await walk(anna(), ['attach rack.jpg'], {
      file: async () => ({ name: 'rack.jpg', sha256: 'a'.repeat(64), bytes: 3 }),
    });
    expect(attached).toContain('Evidence attached: rack.jpg');
    expect(
      await walk(anna(), ['attach rack.jpg'], { file: async () => ({ problem: 'There is no file rack.jpg.' }) }),
    ).toContain('There is no file rack.jpg.');
  });
});

describe('what others do', () => {
  test('is announced before the next prompt', async () => {
    const flood = begun();
    const anna = flood.session('Anna');
    async function* input(): AsyncGenerator<string> {
      flood.session('Bo').act({ act: 'note', words: 'Bo is at the door' });
      yield 'clocks';
      yield 'quit';
    }
    const text = await walk(anna, [], { input: input() });
    expect(text).toContain('New in the record:');
    expect(text).toContain('Bo: Note: Bo is at the door');
    expect(text.indexOf('Bo is at the door')).toBeLessThan(text.indexOf('You have left'));
  });

  test('on a terminal it is said at once, and the prompt comes again', async () => {
    const flood = begun();
    const anna = typist(flood.session('Anna'));
    await anna.type('');
    flood.session('Bo').act({ act: 'tick', step: 'people-first', item: 1, ticked: true });
    expect(anna.seen()).toMatch(
      /Bo: Get everyone out: ticked Head count against the door log\n\(An empty line shows where we are\.\)\n> $/,
    );
    flood.pass({ minutes: 31 });
    expect(anna.seen()).toContain('Deadline missed: Tell the public');
    await anna.end();
  });

  test('a number means what stood there when it was shown, whatever others did since', async () => {
    const flood = begun();
    const anna = typist(flood.session('Anna'));
    await anna.type('');
    const second = numberOf(anna.seen(), 'Tick: Power isolated');
    flood.session('Bo').act({ act: 'tick', step: 'people-first', item: 1, ticked: true });
    await anna.type(second);
    await anna.end();
    const ticked = flood.entries
      .filter((entry) => entry.type === 'item.ticked')
      .map((entry) => [entry.by.name, entry.data.item]);
    expect(ticked).toEqual([
      ['Bo', 1],
      ['Anna', 2],
    ]);
  });
});

describe('to look', () => {
  test('steps, clocks, facts, people, services, questions, log and help', async () => {
    const text = await walk(begun().session('Anna'), [
      'steps',
      'clocks',
      'facts',
      'people',
      'services',
      'questions',
      'log 3',
      'help',
    ]);
    expect(text).toContain('[>] now: Get everyone out  (people-first)');
    expect(text).toContain('[ ] Cut the power  (cut-power)');
    expect(text).toContain('Early warning (the authority): not started');
    expect(text).toContain('Is everyone out? (people_out): not answered');
    expect(text).toContain('Incident lead (lead): nobody yet');
    expect(text).toContain('Citizen sign-in: up');
    expect(text).toContain('#4 ');
    for (const { name } of acts) expect(text).toContain(name);
  });

  test('every act is reachable by number: "Something else" lists them all', async () => {
    const anna = typist(begun().session('Anna'));
    await anna.type('');
    await anna.type(numberOf(anna.seen(), 'Something else'));
    for (const { label } of acts) expect(anna.seen()).toContain(label);
    await anna.type(numberOf(anna.seen(), 'Severity:'));
    await anna.type('1');
    expect(anna.seen()).toContain('Severity: sev1');
    await anna.end();
  });

  test('another open step can be looked at, and acted on', async () => {
    const flood = memoryIncident({
      runbooks: [
        'holdfast: 1\nid: two\ntitle: Two\nsteps:\n  - id: both\n    parallel: Both\n    tracks:\n      a: { title: Left, steps: [{ id: one, do: The one }] }\n      b: { title: Right, steps: [{ id: other, do: The other }] }\n',
      ],
    });
    const text = await walk(flood.session('Anna'), ['step other', 'done']);
    expect(text).toContain('Also open: 1 other step');
    expect(text).toContain('NOW: The other  (other)');
    expect(flood.entries.at(-1)).toMatchObject({ type: 'step.done', step: 'other' });
  });

  test('a note does not say the whole situation again; an empty line does', async () => {
    const count = async (lines: string[]): Promise<number> =>
      (await walk(begun().session('Anna'), lines)).split('NOW:').length - 1;
    expect(await count(['n the pumps are loud'])).toBe(1);
    expect(await count([''])).toBe(2);
  });

  test('who I am, and the brief for the next', async () => {
    const flood = begun();
    const text = await walk(flood.session('Anna'), ['iam Carla', 'n here', 'handover Bo']);
    expect(text).toContain('From now on the record says: Carla.');
    expect(flood.entries.findLast((entry) => entry.type === 'note.written')?.by.name).toBe('Carla');
    expect(text).toContain('Head of the timeline: #');
    expect(flood.entries.at(-1)).toMatchObject({ type: 'handover.given', data: { to: 'Bo' } });
  });
});

describe('on any terminal', () => {
  test('what comes from files and people is shown, never sent', async () => {
    const flood = memoryIncident({ runbooks: [pumpFailure], title: 'Title \u001b[2J', reason: 'Reason \u202e gnp' });
    flood.session('Anna').act({ act: 'assign', role: 'lead', person: 'Bo\u001b]0;x\u0007' });
    flood
      .session('Anna')
      .act({ act: 'add', title: 'Red \u001b[31malert\u202e gnp', after: 'people-first' }, { why: '\u0007' });
    const lines = [
      'n bell \u0007 and \u001b[1m',
      'describe impact=\u009b2J',
      'steps',
      'people',
      'log 50',
      'handover',
      'dn\u001boe',
      'step',
    ];
    const text = await walk(flood.session('Anna'), lines);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(text).toContain('␛[31malert‹U+202E›');
  });

  test.each([60, 80, 200])('at %i columns no line is wider, and none is lost', async (columns) => {
    const anna = begun().session('Anna');
    const text = await walk(anna, ['steps', 'clocks', 'help', 'skip', 'later', 'questions', 'log', 'handover'], {
      columns,
    });
    const widest = Math.max(...text.split('\n').map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(Math.min(columns, 100));
    expect(text.replace(/\s+/g, ' ')).toContain('Nobody enters');
  });

  test('it only ever adds lines: no carriage return, no escape', async () => {
    const anna = typist(begun().session('Anna'));
    await anna.type('tick 1');
    await anna.type('help');
    await anna.end();
    expect(anna.seen()).not.toMatch(/[\r\u001b]/);
  });
});

test('who leaves is told whether the incident goes on: one that is closed does not', async () => {
  const flood = begun();
  const open = await walk(flood.session('Anna'), ['quit']);
  expect(open.replace(/\s+/g, ' ')).toContain('Everything that was recorded is kept; the incident goes on.');
  const closed = await walk(flood.session('Anna'), ['resolve', 'yes', 'close', 'yes', 'quit']);
  expect(closed.replace(/\s+/g, ' ')).toContain('Everything that was recorded is kept; the incident is closed.');
});

test('of a long list the first are shown, and any other is taken by its name', async () => {
  const steps = Array.from({ length: 40 }, (_, at) => `  - { id: step-${at + 1}, do: Room ${at + 1} }\n`).join('');
  const anna = memoryIncident({
    runbooks: [`holdfast: 1\nid: rooms\ntitle: Rooms\nsteps:\n${steps}`],
  }).session('Anna');
  const text = await walk(anna, ['jump', 'Step-39', 'the rest are dry']);
  expect(text).toContain('  30  Room 31\n  … and 9 more: type its name\n');
  expect(text).not.toContain('Room 32\n');
  expect(anna.guide().current.map(({ name }) => name)).toEqual(['step-39']);
});

test('quit and help are answers to no question, and cancel is none to what a step asks', async () => {
  const flood = begun();
  const anna = flood.session('Anna');
  const before = flood.entries.length;
  for (const lines of [
    ['note'],
    ['iam'],
    ['assign lead'],
    ['ask', 'Bo'],
    ['period', 'Hall A dry'],
    ['fact door_code'],
  ]) {
    for (const way of ['quit', 'bye', 'Help']) {
      const text = await walk(anna, [...lines, way, 'steps']);
      expect(text).toContain('Left. Nothing was recorded.');
      // What was typed is done: the guide is left, or its words are listed.
      expect(text.includes('How bad it is')).toBe(way === 'Help');
    }
  }
  expect(flood.entries).toHaveLength(before);
  expect(anna.me.name).toBe('Anna');
  const wet = memoryIncident({
    runbooks: [
      'holdfast: 1\nid: one\ntitle: One\nfacts: { who: { ask: Who is missing, type: text } }\nsteps:\n  - { id: count, do: Count heads, record: [who] }\n  - { id: after, do: Go on }\n',
    ],
  });
  for (const way of ['cancel', 'quit']) await walk(wet.session('Anna'), ['done', way]);
  expect(wet.incident.facts['who']?.answer).toBeUndefined();
  expect(
    wet
      .session('Anna')
      .guide()
      .current.map(({ name }) => name),
  ).toEqual(['count']);
});
