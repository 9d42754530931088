import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { manyTracks } from '../support/three-tracks.ts';

const begin = (runbook = pumpFailure): { incident: MemoryIncident; anna: Session; screen: ScreenInHand } => {
  const incident = memoryIncident({ runbooks: [runbook] });
  const anna = incident.session('Anna');
  return { incident, anna, screen: new ScreenInHand(anna) };
};
const last = ({ entries }: MemoryIncident): MemoryIncident['entries'][number] | undefined =>
  entries.findLast(({ cause }) => cause === undefined);
const marked = ({ rows }: ScreenInHand): string =>
  /^>\S +(.*?) *│/.exec(rows.find((row) => row.startsWith('>')) ?? '')?.[1] ?? '';

describe('a step that is marked and not open yet', () => {
  test('is said to be done already by Enter, with its reason', () => {
    const { incident, screen } = begin();
    screen.press('down', 'down', 'down', 'down', 'down');
    expect(screen.step).toContain('Not open yet.');
    const name = marked(screen);
    screen.press('enter').enter('the plumber was here');
    expect(screen.said).toContain(name);
    expect(last(incident)).toMatchObject({ type: 'step.done', words: 'the plumber was here' });
  });

  test('is decided ahead by Enter, which asks for what; is left out by s', () => {
    const { incident, screen } = begin();
    screen.press('down');
    expect(marked(screen)).toBe('Is the water still risin…');
    expect(screen.step).toContain('Enter: it is decided already.');
    screen.press('enter');
    expect(screen.words).toContain('2 No, it stands still');
    screen.press('2').enter('seen from the stair');
    expect(last(incident)).toMatchObject({ type: 'choice.made', step: 'rising', data: { option: 'steady' } });
    screen.press('escape', 'end', 's').enter('nobody needs it');
    expect(last(incident)).toMatchObject({ type: 'step.skipped', step: 'report', words: 'nobody needs it' });
  });

  test('says of every other key why it does nothing, and the ways from there', () => {
    const { incident, screen } = begin();
    const before = incident.entries.length;
    screen.press('down', 'down', 'down');
    for (const key of ['1', 'x', 'r', 'm', 'X']) {
      expect(screen.press(key).said).toContain('is not open yet. J goes there, Esc back to what is open.');
    }
    expect(incident.entries).toHaveLength(before);
  });
});

describe('the checklist', () => {
  test('is offered from its first open item on; what is ticked is unticked', () => {
    const { incident, screen } = begin();
    screen.press('1', 'x');
    expect(screen.words).toContain('1 [x] Head count against the door log');
    expect(screen.text).toMatch(/^>2 \[ \] Power isolated/m);
    screen.press('up', 'enter');
    expect(last(incident)).toMatchObject({ type: 'item.ticked', data: { item: 1, ticked: false } });
    screen.press('x');
    expect(screen.text).toMatch(/^>1 \[ \] Head count/m);
    screen.press('enter', '2', 'x');
    expect(screen.text).toMatch(/^>1 \[x\] Head count/m);
  });
});

describe('an approval that another step waits for', () => {
  test('is given with a, whichever step is marked', () => {
    const { incident, anna, screen } = begin();
    anna.act({ act: 'skip', step: 'people-first' }, { why: 'all out' });
    anna.act({ act: 'choose', step: 'rising', option: 'up' });
    const bo = incident.session('Bo');
    bo.act({ act: 'done', step: 'cut-power' });
    screen.press('home');
    expect(marked(screen)).toBe('Get everyone out');
    screen.press('a');
    expect(screen.words).toContain('Cut the power: done by Bo');
    screen.press('1');
    expect(last(incident)).toMatchObject({ type: 'approval.given', step: 'cut-power' });
    expect(screen.press('a').said).toBe('Nothing waits for an approval.');
  });
});

describe('a role', () => {
  test('that was put into my hands is taken with t; once it is, that is said', () => {
    const { incident, anna, screen } = begin();
    incident.session('Bo').act({ act: 'assign', role: 'facilities', person: 'Anna' });
    anna.act({ act: 'note', words: 'here' });
    screen.press('t');
    expect(last(incident)).toMatchObject({ type: 'role.acknowledged', data: { role: 'facilities', person: 'Anna' } });
    expect(screen.press('t').said).toBe('You are Facilities duty officer already.');
  });

  test('that another holds says whose it is, and how it is taken over', () => {
    const { incident, anna, screen } = begin();
    incident.session('Bo').act({ act: 'assign', role: 'facilities', person: 'Bo' });
    anna.act({ act: 'note', words: 'here' });
    const before = incident.entries.length;
    expect(screen.press('t').said).toContain(
      'Bo is Facilities duty officer. To take it over, press : and type assign facilities Anna',
    );
    expect(incident.entries).toHaveLength(before);
  });
});

describe('where several steps are open', () => {
  test('Tab and Shift-Tab go round among them, ] and [ among the tracks', () => {
    const { screen } = begin(manyTracks(3));
    const round = (key: string): string[] => [0, 1, 2, 3].map(() => marked(screen.press(key)));
    const [first = '', second = '', third = '', again = ''] = round('tab');
    expect(new Set([first, second, third]).size).toBe(3);
    expect(again).toBe(first);
    expect(round('shift-tab')).toEqual([third, second, first, third]);
    expect(round(']')).toEqual([first, second, third, first]);
    expect(round('[')).toEqual([third, second, first, third]);
  });

  test('the parts of the screen are gone through by the arrows, to the first and the last', () => {
    const { screen } = begin();
    const part = (key: string): string =>
      /─ > (Steps|Log)|┬ > (Now)/.exec(screen.press(key).text)?.slice(1).join('') ?? '';
    expect([part('right'), part('right'), part('right')]).toEqual(['Now', 'Log', 'Log']);
    expect(screen.said).toBe('The log is the last part.');
    expect([part('left'), part('left'), part('left')]).toEqual(['Now', 'Steps', 'Steps']);
    expect(screen.said).toBe('The steps are the first part.');
  });
});

describe('words that want something from outside', () => {
  test('a file is attached to the step that is marked, or to the one that is named', async () => {
    const incident = memoryIncident({ runbooks: [pumpFailure] });
    const read = Promise.resolve({ name: 'photo.jpg', sha256: 'a'.repeat(64), bytes: 12 });
    const screen = new ScreenInHand(incident.session('Anna'), { file: async () => await read });
    const attached = async (words: string): Promise<string | undefined> => {
      const before = incident.entries.length;
      screen.press(':').enter(words);
      for (let turn = 0; turn < 10 && incident.entries.length === before; turn += 1) await Promise.resolve();
      return last(incident)?.step;
    };
    expect(await attached('attach photo.jpg')).toBe('people-first');
  });

  test('a runbook to follow is chosen among those that there are', async () => {
    const incident = memoryIncident({ runbooks: [] });
    const library = async (): Promise<{ id: string; title: string }[]> => [
      { id: 'pump-failure', title: 'Pump failure' },
      { id: 'flood', title: 'A flood' },
    ];
    const asked: string[] = [];
    const screen = new ScreenInHand(incident.session('Anna'), {
      library,
      runbook: async (id: string) => {
        asked.push(id);
        throw new Error('There is none.');
      },
    });
    screen.press(':');
    for (let turn = 0; turn < 10 && !screen.press('ctrl-u').type('flood').words.includes('A flood'); turn += 1)
      await Promise.resolve();
    screen.press('ctrl-u').enter('follow');
    expect(screen.words).toContain('Which runbook?');
    expect(screen.words).toContain('A flood');
    screen.type('flood').press('enter');
    expect(asked).toEqual(['flood']);
  });

  test('resolve asks also where nothing is open any more, and says so', () => {
    const incident = memoryIncident({ runbooks: [] });
    const screen = new ScreenInHand(incident.session('Anna'));
    screen.press(':').enter('resolve');
    expect(screen.words).toContain('Nothing is open any more.');
    expect(screen.words).not.toContain('Still open');
  });
});
