import { describe, expect, it } from 'vitest';
import { feedbackStatements, reviewKinds } from '../../src/incident/index.ts';
import { timeNames } from '../../src/report/metrics/times.ts';
import { lexicon, table } from '../../src/report/words/lexicon.ts';

/** Words that are the same in both languages. */
const alike = new Set([
  'kind.facilitator',
  'by-at',
  'steps.over',
  'paper.verb.do',
  'aar.element',
  'aar.definition',
  'aar.action.id',
  'exercise-kind.seminar',
  'exercise-kind.workshop',
]);

const rows = Object.entries(table);

describe('the words of reports', () => {
  it.each(rows)('%s are there in Danish, with the same places to be filled', (key, [english, danish]) => {
    expect(danish.trim()).not.toBe('');
    expect(danish === english).toBe(alike.has(key));
    const places = (text: string): readonly string[] => [...new Set(text.match(/\{[a-z]+\}/g))].toSorted();
    expect(places(danish)).toEqual(places(english));
    expect(danish.split('|').length).toBe(english.split('|').length);
  });

  it('call what the review asks for as the program does', () => {
    const { name } = lexicon('en', 'UTC');
    for (const { id, title, of = [] } of reviewKinds) {
      expect(name('kind.', id)).toBe(title);
      expect(Object.keys(table)).toContain(`kind.${id}`);
      for (const answer of of) expect(name('answer.', answer)).toBe(answer);
      for (const answer of of) expect(Object.keys(table)).toContain(`answer.${answer}`);
    }
    for (const [id, title] of Object.entries(timeNames)) expect(name('time.', id)).toBe(title);
  });

  it('ask the participants of a drill what the program asks them', () => {
    const { name } = lexicon('en', 'UTC');
    for (const { id, text } of feedbackStatements) expect(name('feedback.', id)).toBe(text);
  });

  it('fill a place with what was said, whatever it holds', () => {
    const { say } = lexicon('da', 'UTC');
    expect(say('by', { who: '{n} $& {who}' })).toBe('af {n} $& {who}');
    expect(say('count.entries', { n: 1 })).toBe('1 post');
    expect(say('count.entries', { n: 3 })).toBe('3 poster');
  });

  it('say moments with their date and offset in the zone of the reader', () => {
    expect(lexicon('en', 'America/New_York').time('2026-11-22T03:12:00+01:00')).toBe('21 Nov 2026 21:12 -05:00');
    expect(lexicon('da', 'Europe/Copenhagen').time('2026-07-01T10:00:00Z')).toBe('1. juli 2026 12:00 +02:00');
    expect(lexicon('da', 'UTC').time('some day')).toBe('some day');
    expect(lexicon('da', 'UTC').length(3_900_000)).toBe('1t 5m');
  });
});
