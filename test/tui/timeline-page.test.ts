import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/session/index.ts';
import { width } from '../../src/text/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

const sizes = [
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
] as const;

interface Begun {
  readonly incident: MemoryIncident;
  readonly anna: Session;
  readonly bo: Session;
  readonly screen: ScreenInHand;
}

/** The timeline of an incident that Bo has written so many notes in, as Anna sees it. */
const begin = (notes: number, size: { readonly columns?: number; readonly rows?: number } = {}): Begun => {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  const bo = incident.session('Bo');
  for (let number = 1; number <= notes; number += 1) bo.act({ act: 'note', words: `note number ${number}.` });
  const anna = incident.session('Anna');
  return { incident, anna, bo, screen: new ScreenInHand(anna, size).press('L') };
};
const last = (incident: MemoryIncident): MemoryIncident['entries'][number] | undefined => incident.entries.at(-1);
const marked = (screen: ScreenInHand): string => screen.rows.find((row) => row.startsWith('> ')) ?? '';

describe.each(sizes)('at $columns x $rows', (size) => {
  test('it opens at its end, the newest last and marked, and no row is wider than the screen', () => {
    const { incident, screen } = begin(300, size);
    expect(screen.text).toContain(`Timeline (${incident.entries.length})`);
    expect(marked(screen)).toContain('note number 300.');
    expect(screen.text).toContain('note number 299.');
    expect(screen.rows).toHaveLength(size.rows);
    for (const row of screen.rows) expect(width(row)).toBeLessThanOrEqual(size.columns);
  });

  test('who stands at the end sees what comes in; who reads further up keeps it before their eyes', () => {
    const { bo, screen } = begin(300, size);
    bo.act({ act: 'note', words: 'the van is here' });
    expect(marked(screen)).toContain('the van is here');
    screen.press('up', 'up');
    const before = screen.rows.filter((row) => row.includes('note number'));
    expect(marked(screen)).toContain('note number 299.');
    bo.act({ act: 'note', words: 'one more' });
    expect(marked(screen)).toContain('note number 299.');
    expect(screen.rows.filter((row) => row.includes('note number'))).toEqual(before);
    screen.press('G');
    bo.act({ act: 'note', words: 'and the last' });
    expect(marked(screen)).toContain('and the last');
  });

  test('what is said of an entry can be read to its end', () => {
    const { screen } = begin(1, size);
    const seen = new Set<string>();
    for (let page = 0; page < 12; page += 1) {
      for (const found of screen.words.matchAll(/When|Recorded|By|Via|Entry/g)) seen.add(found[0]);
      screen.press('page-down');
    }
    expect([...seen].toSorted()).toEqual(['By', 'Entry', 'Recorded', 'Via', 'When']);
  });

  test('everything that is asked fits', () => {
    const { screen } = begin(20, size);
    for (const key of ['f', 'w', 't', 'u', 'x', 'o', 'n', '?']) {
      screen.press(key);
      expect(screen.rows).toHaveLength(size.rows);
      for (const row of screen.rows) expect(width(row)).toBeLessThanOrEqual(size.columns);
      screen.press('escape');
      expect(screen.text).toContain('Timeline (');
    }
  });
});

test('no key is dead: each does something or says why not', () => {
  const named = ['enter', 'tab', 'up', 'left', 'f1', 'f4', 'home', 'insert', 'delete', 'backspace', 'ctrl-x', 'alt-q'];
  const typed = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
  const dead = [...named, ...typed].filter((key) => {
    const { screen } = begin(3);
    const before = screen.text;
    return screen.press(key).text === before;
  });
  expect(dead).toEqual([]);
});

describe('what is read', () => {
  test('a timeline of 10,000 entries is opened and scrolled by reading some hundred of them', () => {
    const incident = memoryIncident();
    const bo = incident.session('Bo');
    for (let number = 1; number <= 10_000; number += 1) bo.act({ act: 'note', words: `note number ${number}.` });
    let read = 0;
    const anna = incident.session('Anna', (entries) => (read += entries));
    const screen = new ScreenInHand(anna);
    screen.press('L');
    expect(marked(screen)).toContain('note number 10000.');
    for (let times = 0; times < 40; times += 1) screen.press('up');
    expect(marked(screen)).toContain('note number 9960.');
    expect(read).toBeLessThan(1000);
    screen.press('g');
    expect(marked(screen)).toContain('Incident declared');
    expect(read).toBeLessThan(1500);
    // A search goes through all of them, what nobody has looked at too.
    screen.press('/').type('number 4321.').press('enter');
    expect(marked(screen)).toContain('note number 4321.');
    expect(screen.text).toContain('Timeline: 1 of 10002 /number 4321.');
    screen.press('escape');
    expect(screen.text).toContain('Timeline (10002)');
    expect(marked(screen)).toContain('note number 4321.');
  });

  test('a search finds what came in since, what a correction says now, and nothing that was expunged', () => {
    const { anna, bo, screen } = begin(3);
    screen.press('/').type('generator').press('enter');
    expect(screen.words).toContain('Nothing here has "generator" in it');
    bo.act({ act: 'note', words: 'the generator runs' });
    expect(marked(screen)).toContain('the generator runs');
    const noted = anna.timeline.entry(5);
    anna.act({ act: 'correct', entry: noted?.id ?? '', words: 'the second generator runs' });
    screen.press('g');
    expect(marked(screen)).toContain('#5');
    expect(marked(screen)).toContain('the second generator runs');
    anna.act({ act: 'expunge', entry: noted?.id ?? '', basis: 'GDPR Art. 17' });
    expect(screen.text).not.toContain('second generator');
    expect(screen.text).toContain('the generator runs');
  });
});

describe('filters', () => {
  test('by kind, by person, by step and by what left the plan; the heading says so; Esc takes them away', () => {
    const { anna, screen } = begin(5);
    anna.act({ act: 'skip', step: 'people-first' }, { why: 'nobody is in' });
    const count = anna.incident.count;
    screen.press('f').type('person: bo').press('enter');
    expect(screen.text).toContain(`Timeline: 5 of ${count}, by Bo`);
    expect(screen.text).not.toContain('Following the runbook');
    screen.press('f').type('kind: note').press('enter');
    expect(screen.text).toContain(`of ${count}, kind note, by Bo`);
    screen.press('escape');
    expect(screen.text).toContain(`Timeline (${count})`);
    screen.press('f').type('deviations').press('enter');
    expect(screen.text).toContain(`Timeline: 1 of ${count}, deviations only`);
    expect(marked(screen)).toContain('skipped');
    screen.press('escape', 'f').type('step: get').press('enter');
    expect(screen.text).toContain('step people-first');
    screen.press('escape', 'escape');
    expect(screen.words).toContain('Steps 1 of');
  });

  test('who is named whole is not taken for another with the same first name', () => {
    const { incident, anna, screen } = begin(0);
    incident.session('Ida').act({ act: 'note', words: 'by one' });
    incident.session('Ida Juhl').act({ act: 'note', words: 'by another' });
    const { count } = anna.incident;
    screen.press('f').type('person: ida (').press('enter');
    expect(screen.text).toContain(`Timeline: 1 of ${count}, by Ida`);
    screen.press('escape', ':').enter('timeline person=ida');
    expect(screen.text).toContain(`Timeline: 2 of ${count}, by ida`);
  });

  test('words do the same: timeline person=bo number 3, timeline #2', () => {
    const { screen } = begin(12);
    screen.press('q', ':').enter('timeline person=bo kind=note 3.');
    expect(screen.text).toContain('by bo /3.');
    expect(marked(screen)).toContain('note number 3.');
    screen.press(':').enter('timeline #2');
    expect(marked(screen)).toContain('#2');
    screen.press(':').enter('timeline kind=nots');
    expect(screen.said).toContain('Did you mean "note"?');
    screen.press('ctrl-u').enter('timeline #4711');
    expect(screen.said).toContain('no entry #4711');
  });
});

describe('an entry', () => {
  test('it is shown whole: dates with offset, who typed it, its step, why it left the plan, what it brought with it', () => {
    const { incident, anna } = begin(0);
    anna.act({ act: 'assign', role: 'facilities', person: 'Bo Holm' });
    anna.act(
      { act: 'done', step: 'people-first' },
      { by: 'Bo Holm', at: '2026-11-22T03:05:00+01:00', precision: 'minute', why: 'all out' },
    );
    const done = incident.entries.find(({ type }) => type === 'step.done');
    const screen = new ScreenInHand(anna, { columns: 200, rows: 60 });
    screen.press(':').enter(`timeline #${done?.seq ?? 0}`);
    expect(screen.words).toContain('When 22 Nov 2026 03:05:00 +01:00 (to the minute)');
    expect(screen.words).toContain('Recorded 22 Nov 2026 03:12:00 +01:00');
    expect(screen.words).toContain('Entered by Anna');
    expect(screen.words).toMatch(/Step .*\(people-first\) of Pump failure/);
    expect(screen.words).toContain('Left the plan');
    expect(screen.words).toContain('Reason all out');
    expect(screen.words).toContain('Via the guide in lines');
    expect(screen.words).toMatch(/Brought with it .*→ Is the water still rising\?: begins/);
  });

  test('Enter goes to its step in the guide; where it has none that is said', () => {
    const { anna, screen } = begin(1);
    screen.press('enter');
    expect(screen.said).toContain('belongs to no step');
    anna.act({ act: 'done', step: 'people-first' }, { why: 'all out' });
    screen.press('g', '/').type('everyone out').press('enter', 'enter');
    expect(screen.words).toContain('Steps 1 of');
    expect(screen.words).toContain('Done by Anna');
  });

  test('c offers the old words; both stay in the record, and what was said at first can be read', () => {
    const { incident, screen } = begin(2);
    screen.press('w');
    expect(screen.text).toContain('> note number 2.');
    screen.press('backspace').enter(', and the pump is off');
    expect(screen.said).toMatch(/Recorded #\d+: Words of #\d+ now: note number 2, and/);
    expect(last(incident)).toMatchObject({ type: 'entry.corrected', words: 'note number 2, and the pump is off' });
    screen.press('up');
    expect(marked(screen)).toContain('and the pump is off');
    screen.controller.resize(200, 60);
    expect(screen.words).toContain('Said at first note number 2.');
    expect(screen.words).toContain('said instead: note number 2, and the pump is off');
  });

  test('c keeps what was begun through Esc, and records nothing where nothing was changed', () => {
    const { incident, screen } = begin(2);
    screen.press('w').type(' half').press('escape');
    screen.press('up', 'w', 'enter');
    expect(screen.said).toContain('Nothing was changed');
    screen.press('down', 'w');
    expect(screen.text).toContain('> note number 2. half');
    expect(last(incident)?.type).toBe('note.written');
  });

  test('t puts the time right; what decides how the incident stands says which act does it', () => {
    const { incident, anna, screen } = begin(2);
    screen.press('t').enter('half past');
    expect(screen.said).toContain('is not a time');
    screen.press('ctrl-u').enter('02:50');
    expect(last(incident)).toMatchObject({ type: 'entry.corrected', data: { field: 'at' } });
    anna.act({ act: 'done', step: 'people-first' }, { why: 'all out' });
    screen.press('g', '/').type('all out').press('enter', 't');
    expect(screen.said).toContain('reopen');
  });

  test('u takes back that entry, not the last one, and asks before; what cannot be taken back says why', () => {
    const { incident, anna, screen } = begin(0);
    anna.act({ act: 'severity', severity: 'sev3' });
    anna.act({ act: 'severity', severity: 'sev2' });
    anna.act({ act: 'note', words: 'later' });
    screen.press('up', 'u');
    expect(screen.words).toContain('Undo this?');
    expect(screen.words).toContain('Severity: sev2');
    screen.press('y');
    expect(incident.incident.severity).toBe('sev3');
    screen.press('g', 'u');
    expect(screen.said).not.toBe('');
    expect(screen.words).not.toContain('Undo this?');
  });

  test('x asks on what basis, then whether it is meant; the words are gone, the rest stays', () => {
    const { incident, screen } = begin(2);
    screen.press('x').enter('GDPR Art. 17');
    expect(screen.words).toContain('Remove these words for good?');
    expect(screen.words).toContain('Bo: Note: note number 2.');
    screen.press('n');
    expect(last(incident)?.type).toBe('note.written');
    screen.press('x');
    expect(screen.text).toContain('> GDPR Art. 17');
    screen.press('enter', 'y');
    expect(last(incident)).toMatchObject({ type: 'entry.expunged', words: 'GDPR Art. 17' });
    expect(screen.text).not.toContain('note number 2.');
    expect(screen.text).toContain('[words removed]');
    screen.press('up', 'x');
    expect(screen.said).toContain('no words');
  });

  test('it says where the same words still stand', () => {
    const { anna, incident, screen } = begin(0);
    anna.act({ act: 'note', words: 'Bo Holm has a broken arm' });
    anna.act({ act: 'note', words: 'Told the hospital: Bo Holm has a broken arm.' });
    const told = last(incident)?.seq ?? 0;
    screen.press('up').press('x').enter('GDPR Art. 17').press('y');
    expect(last(incident)?.type).toBe('entry.expunged');
    expect(screen.said).toContain(`The same words still stand in #${told}`);
  });

  test('hostile words are data', () => {
    const { anna, screen } = begin(0, { columns: 200, rows: 60 });
    anna.act({ act: 'note', words: '\u001b[2J\u202Eevil --at=yesterday\nsecond line\u0007' });
    expect(screen.text).toContain('␛[2J‹U+202E›evil --at=yesterday');
    expect(screen.text).not.toContain('\u001b');
    expect(screen.text).toMatch(/Note: ␛\[2J‹U\+202E›evil --at=yesterday\n.* second line␇/);
    screen.press('w').press('ctrl-u').paste('--why').press('enter');
    expect(anna.log(1)[0]?.text).toContain('--why');
  });
});

describe("a scribe's line", () => {
  const scribe = (): Begun => {
    const begun = begin(0);
    begun.anna.act({ act: 'assign', role: 'facilities', person: 'Ida Juhl' });
    begun.screen.press('o');
    return begun;
  };

  test('who, when and what; it is read back with date and offset and stays open for the next', () => {
    const { incident, screen } = scribe();
    screen.type('Ida -5m: power is off');
    expect(screen.words).toContain('As: Ida Juhl, 22 Nov 2026 03:07 +01:00');
    screen.press('enter');
    expect(last(incident)).toMatchObject({
      type: 'note.written',
      at: '2026-11-22T03:07:00+01:00',
      precision: 'minute',
      by: { name: 'Ida Juhl' },
      'entered-by': { name: 'Anna' },
      words: 'power is off',
    });
    expect(screen.said).toMatch(/Recorded #\d+, Ida Juhl, 22 Nov 2026 03:07 \+01:00: Note: power is off/);
    screen.enter('02:58 Bo: the van: it is here').enter('all quiet in hall B');
    const [first, second] = incident.entries.slice(-2);
    expect(first).toMatchObject({ at: '2026-11-22T02:58:00+01:00', by: { name: 'Bo' }, words: 'the van: it is here' });
    expect(second).toMatchObject({ by: { name: 'Anna' }, words: 'all quiet in hall B' });
    expect(second?.['entered-by']).toBeUndefined();
    screen.press('escape');
    expect(screen.text).toContain('Timeline (');
  });

  test.each([
    ['Power is off: hall A', { name: 'Anna' }, 'Power is off: hall A'],
    ['see https://city.example/a: it is down', { name: 'Anna' }, 'see https://city.example/a: it is down'],
    [': Bo: he said', { name: 'Anna' }, 'Bo: he said'],
    ['Anna de la Cruz: hall A is dry', { name: 'Anna de la Cruz' }, 'hall A is dry'],
    ['ida juhl: dry', { name: 'Ida Juhl' }, 'dry'],
    ['2026-11-21 23:50 Ida: dry', { name: 'Ida Juhl' }, 'dry'],
  ])('%s', (line, by, words) => {
    const { incident, screen } = scribe();
    screen.enter(line);
    expect(last(incident)).toMatchObject({ type: 'note.written', by, words });
  });

  test('what cannot be read stays to be put right; of two with one name none is guessed', () => {
    const { incident, screen } = scribe();
    screen.enter('Ida +5m: power is off');
    expect(screen.said).toContain('future');
    expect(screen.text).toContain('> Ida +5m: power is off');
    incident.session('Ida Berg').act({ act: 'note', words: 'I look after hall B' });
    screen.press('ctrl-u').enter('Ida -5m: power is off');
    expect(screen.said).toContain('More than one is called Ida');
    screen.press('ctrl-u').enter('Ida:');
    expect(screen.said).not.toContain('Recorded');
    expect(incident.entries.filter(({ type }) => type === 'note.written')).toHaveLength(1);
  });

  test('Esc keeps what was begun, from the guide too; a full disk loses no word of it', () => {
    const { incident, screen } = scribe();
    screen.type('Ida -5m: power').press('escape', 'q', 'o');
    expect(screen.text).toContain('> Ida -5m: power');
    incident.breakDisk();
    screen.enter(' is off');
    expect(screen.said).toContain('NOT recorded');
    expect(screen.text).toContain('> Ida -5m: power is off');
    screen.press('enter');
    expect(last(incident)).toMatchObject({ words: 'power is off' });
  });
});

test('whoever searches for a long text sees the end of it, where they write', () => {
  const { screen } = begin(3);
  screen.controller.resize(60, 20);
  screen.press('L', '/').type('the pump van could not get through the underpass');
  expect(screen.text).toContain('/…t through the underpass▏  Enter: search. Esc: all of them.');
});

describe('notes of several lines', () => {
  test('Alt-Enter and a paste keep line ends; Enter records', () => {
    const { incident, screen } = begin(0);
    screen.press('n').type('one').press('alt-enter').type('two').paste('\nthree\n').press('enter');
    expect(last(incident)).toMatchObject({ type: 'note.written', words: 'one\ntwo\nthree' });
    screen.controller.resize(200, 60);
    expect(screen.text).toMatch(/Note: one\n.*two\n.*three/);
  });

  test('up and down move between its lines', () => {
    const { incident, screen } = begin(0);
    screen.press('n').paste('one\nlonger\nx').press('up', 'up').type('!').press('down', 'down', 'enter');
    expect(last(incident)).toMatchObject({ words: 'o!ne\nlonger\nx' });
  });

  test('a note that the disk does not take is kept', () => {
    const { incident, screen } = begin(0);
    incident.breakDisk();
    screen.press('n').enter('the pump is off');
    expect(screen.said).toContain('NOT recorded');
    screen.press('n');
    expect(screen.text).toContain('> the pump is off');
    screen.press('enter');
    expect(last(incident)).toMatchObject({ words: 'the pump is off' });
    screen.press('n');
    expect(screen.text).not.toContain('> the pump is off');
  });
});
