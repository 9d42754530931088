import { describe, expect, test } from 'vitest';
import { paperEcho, peopleOnPaper, readInitials, readPaperLine } from '../../src/guide/index.ts';
import type { PaperRoom } from '../../src/guide/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';

/** Declared at 21:00; it is five past six in the morning now. */
function night(): MemoryIncident {
  const incident = memoryIncident({ runbooks: [pumpFailure], start: '2026-11-21T21:00:00+01:00' });
  incident.pass({ hours: 9, minutes: 5 });
  return incident;
}

function roomOf(incident: MemoryIncident, more: Partial<PaperRoom> = {}): PaperRoom {
  const session = incident.session('Ann Ebbe');
  const known = { guide: session.guide(), incident: session.incident, lookup: session.timeline };
  const people = peopleOnPaper(known, ['Mona Krag', 'Arne Nybo', 'Anders Nor']);
  return { ...known, people, initials: {}, ...more };
}

const read = (line: string, more: Partial<PaperRoom> = {}): ReturnType<typeof readPaperLine> =>
  readPaperLine(line, roomOf(night(), more));

test('a line is time, initials, step, mark: whose it is and what it says stands there to be read first', () => {
  const room = roomOf(night());
  const line = readPaperLine('0312 mk people-first done', room);
  expect(line).toMatchObject({
    kind: 'line',
    act: { act: 'done', step: 'pump-failure:people-first' },
    how: { at: '2026-11-22T03:12:00+01:00', precision: 'minute', by: 'Mona Krag', via: 'paper' },
  });
  if (line.kind !== 'line') throw new Error('not read');
  expect(paperEcho(line, room)).toBe('03:12 +01:00 Mona Krag: done "Get everyone out"');
});

describe('the step', () => {
  test.each([
    ['people-first done'],
    ['1 done'],
    ['#1 done'],
    ['everyone out done'],
    ['get every done'],
    ['done people-first'],
    ['done 1'],
    ['pump-failure:1 ok'],
    ['poeple-first ✓'],
    ['1 x'],
    ['people-first [x]'],
    ['done'],
  ])('%s', (rest) => {
    expect(read(`0312 mk ${rest}`)).toMatchObject({ act: { act: 'done', step: 'pump-failure:people-first' } });
  });

  test('marks of the form in Danish', () => {
    for (const [said, text] of [
      ['udført', 'done'],
      ['udeladt: ingen var der', 'skipped'],
      ['MISLYKKET: ingen nøgle', 'failed'],
    ] as const)
      expect(read(`0312 mk 1 ${said}`)).toMatchObject({
        text: expect.stringMatching(new RegExp(`^${text} "`)) as string,
      });
  });

  test('skipped and failed with a reason behind it', () => {
    expect(read('0312 mk 1 skipped: nobody was in')).toMatchObject({
      act: { act: 'skip', step: 'pump-failure:people-first' },
      how: { why: 'nobody was in' },
      text: 'skipped "Get everyone out", because: nobody was in',
    });
    expect(read('0312 mk people-first failed because the door is locked')).toMatchObject({
      act: { act: 'fail' },
      how: { why: 'the door is locked' },
    });
  });

  test('what may be several, or none, is said with what to do', () => {
    expect(read('0312 mk 400 done')).toMatchObject({ message: expect.stringContaining('There is no step 400') });
    expect(read('0312 mk the done')).toMatchObject({ message: expect.stringContaining('may mean') });
    expect(read('0312 mk zebra crossing done')).toMatchObject({ message: 'There is no step "zebra crossing".' });
    expect(read('0312 mk people-first')).toMatchObject({ message: '"people-first" has no mark.' });
    expect(read('0312 mk')).toMatchObject({ message: 'What was done is missing.' });
  });
});

test('choices, facts, notes, and whatever else the guide has words for', () => {
  const chose = (option: string): object => ({ act: { act: 'choose', step: 'pump-failure:rising', option } });
  expect(read('0312 mk rising chose steady')).toMatchObject(chose('steady'));
  expect(read('0312 mk rising chose no')).toMatchObject(chose('steady'));
  expect(read('0312 mk water still rising → steady the pumps hold')).toMatchObject({
    ...chose('steady'),
    how: { why: 'the pumps hold' },
  });
  expect(read('0312 mk 2 chose yes, it rises: by the hour')).toMatchObject({
    ...chose('up'),
    how: { why: 'by the hour' },
    text: 'chose "Yes, it rises" in "Is the water still rising?", because: by the hour',
  });
  expect(read('0312 mk rising chose sideways')).toMatchObject({ message: 'There is no option "sideways".' });
  expect(read('0312 mk people-first chose up')).toMatchObject({ message: '"Get everyone out" is no decision.' });
  expect(read('0312 mk chose up')).toMatchObject({ message: 'Which decision is meant is not clear.' });
  expect(read('0320 mk water_depth=12')).toMatchObject({
    act: { act: 'fact', values: [{ fact: 'water_depth', value: '12' }] },
  });
  expect(read('0321 mk note water at 12 cm, done with pumps')).toMatchObject({
    act: { act: 'note', words: 'water at 12 cm, done with pumps' },
  });
  expect(read('0322 mk aware significant-incident')).toMatchObject({ act: { act: 'aware' } });
  expect(read('0322 mk depht=12')).toMatchObject({ kind: 'problem' });
});

describe('the time', () => {
  const above = (at: string): Partial<PaperRoom> => ({ before: { at, by: 'Mona Krag' } });
  const timeOf = (line: string, more: Partial<PaperRoom> = {}): string => {
    const found = read(line, more);
    return found.kind === 'line' ? found.how.at : found.kind === 'problem' ? found.message : 'initials';
  };

  test.each([
    ['0312', '2026-11-22T03:12:00+01:00'],
    ['03:12', '2026-11-22T03:12:00+01:00'],
    ['3:12', '2026-11-22T03:12:00+01:00'],
    ['312', '2026-11-22T03:12:00+01:00'],
    ['2350', '2026-11-21T23:50:00+01:00'],
    ['2026-11-21 22:10', '2026-11-21T22:10:00+01:00'],
  ])('%s at first is the last that has passed', (time, at) => {
    expect(timeOf(`${time} mk note hello`)).toBe(at);
  });

  test('rolls over midnight with the line above, and is never of the future', () => {
    expect(timeOf('2350 mk note hello', above('2026-11-21T23:40:00+01:00'))).toBe('2026-11-21T23:50:00+01:00');
    expect(timeOf('0010 mk note hello', above('2026-11-21T23:50:00+01:00'))).toBe('2026-11-22T00:10:00+01:00');
    expect(timeOf('0010 mk note hello', above('2026-11-20T23:50:00+01:00'))).toBe('2026-11-21T00:10:00+01:00');
    expect(timeOf('0700 mk note hello', above('2026-11-22T05:00:00+01:00'))).toContain('lies in the future');
    expect(timeOf('2200 mk note hello', above('2026-11-22T05:00:00+01:00'))).toContain('lies in the future');
    expect(timeOf('0100 mk note hello', above('2026-11-22T05:00:00+01:00'))).toContain('Paper is in order');
    expect(timeOf('2599 mk note hello')).toContain('no clock shows');
  });

  test('in the night in which the clocks go back the line below 02:50 is of the hour that comes again', () => {
    const incident = memoryIncident({ runbooks: [pumpFailure], start: '2026-10-24T21:00:00+02:00' });
    incident.pass({ hours: 9 });
    const below = (before: string, line: string): unknown =>
      readPaperLine(line, roomOf(incident, { before: { at: before, by: 'Mona Krag' } }));
    expect(below('2026-10-25T02:50:00+02:00', '0210 mk note again')).toMatchObject({
      how: { at: '2026-10-25T02:10:00+01:00' },
    });
    expect(below('2026-10-25T02:10:00+01:00', '" mk note at once')).toMatchObject({
      how: { at: '2026-10-25T02:10:00+01:00' },
    });
    expect(below('2026-10-25T01:50:00+02:00', '0210 mk note the first')).toMatchObject({
      how: { at: '2026-10-25T02:10:00+02:00' },
    });
  });

  test('a slip in the order is taken as it stands, and said; a ditto mark means the line above', () => {
    const room = roomOf(night(), above('2026-11-22T03:12:00+01:00'));
    const line = readPaperLine('0310 mk note hello', room);
    if (line.kind !== 'line') throw new Error('not read');
    expect(line.how.at).toBe('2026-11-22T03:10:00+01:00');
    expect(paperEcho(line, room)).toContain('(before the line above)');
    expect(readPaperLine('" " note hello', room)).toMatchObject({
      how: { at: '2026-11-22T03:12:00+01:00', by: 'Mona Krag' },
    });
    expect(read('" mk note hello')).toMatchObject({ message: 'No line stands above it.' });
  });
});

describe('whose it is', () => {
  test('initials of one person known, a first name, or what was said of them before', () => {
    expect(read('0312 MK note hello')).toMatchObject({ how: { by: 'Mona Krag' } });
    expect(read('0312 m.k. note hello')).toMatchObject({ how: { by: 'Mona Krag' } });
    expect(read('0312 Mona note hello')).toMatchObject({ how: { by: 'Mona Krag' } });
    expect(read('0312 zz note hello', { initials: { zz: 'Zoe Zimmer' } })).toMatchObject({ how: { by: 'Zoe Zimmer' } });
  });

  test('of several, or none, it is asked', () => {
    expect(read('0312 AN note hello')).toEqual({
      kind: 'initials',
      initials: 'an',
      fitting: ['Arne Nybo', 'Anders Nor'],
    });
    expect(read('0312 qq note hello')).toEqual({ kind: 'initials', initials: 'qq', fitting: [] });
    expect(read('0312 12 note hello')).toMatchObject({ message: '"12" are no initials.' });
  });

  test('a line of its own may say it', () => {
    expect(readInitials('mk = Mona Krag')).toEqual({ initials: 'mk', name: 'Mona Krag' });
    expect(readInitials('AN=Anders Nor')).toEqual({ initials: 'an', name: 'Anders Nor' });
    expect(readInitials('0312 an depth=12')).toBeUndefined();
  });
});
