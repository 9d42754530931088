import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScribeLine, scribeEcho } from '../../src/guide/index.ts';
import { memoryIncident } from '../support/memory-session.ts';

const anna = memoryIncident().session('Anna');
const room = { guide: anna.guide(), incident: anna.incident, people: ['Anna', 'Ida Juhl', 'Bo Holm', 'Bo Berg'] };

test('no line is lost: what is not who or when is in the words', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('Ida', '-5m', '03:12', ':', ': ', 'Bo', '\n', 'power is off', '2026-11-20', 'yesterday'),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const line = parts.join(' ');
      const read = readScribeLine(line, room);
      scribeEcho(line, room, 'Anna');
      if ('kind' in read) return true;
      const isBare = read.how.by === undefined && read.how.at === undefined;
      return line.includes(read.words) && (!isBare || line.trim().replace(/^:\s*/, '') === read.words);
    }),
  );
});

test.each([
  ['Bo -5m: dry', /More than one is called Bo: Bo Holm, Bo Berg/],
  ['Bo Holm 25:00: dry', /no clock shows/],
  ['Ida +5m: dry', /future/],
  ['Ida -5m:', /What happened is missing/],
])('%s is put right before it is recorded', (line, message) => {
  expect(readScribeLine(line, room)).toMatchObject({
    kind: 'problem',
    message: expect.stringMatching(message) as string,
  });
});

test.each([
  ['ida: dry', 'Ida Juhl, now'],
  ['23:50 bo berg: dry', 'Bo Berg, 21 Nov 2026 23:50 +01:00'],
  ['Bo Berg about 23:50: dry', 'Bo Berg, about 21 Nov 2026 23:50 +01:00'],
  ['Kim Lund 5m ago: dry', 'Kim Lund (a new name), 22 Nov 2026 03:07 +01:00'],
  ['5m ago: dry', 'Anna, 22 Nov 2026 03:07 +01:00'],
  ['the pump: it is dry', 'Anna, now'],
])('%s would be recorded as of %s', (line, echo) => {
  expect(scribeEcho(line, room, 'Anna')).toBe(echo);
});
