import { beforeEach, describe, expect, test } from 'vitest';
import { replay, reviewKinds } from '../../src/incident/index.ts';
import { describeEntry } from '../../src/guide/index.ts';
import { reviewOf } from '../support/review-of.ts';
import { Desk } from '../support/incident-desk.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.follow(smallFlood, {}, organisation);
});
const said = (kind: string): string[] =>
  desk.incident.annotations.filter((one) => one.kind === kind).map(({ words }) => words);

describe('what the review says stands beside the record', () => {
  test('nothing that happened is changed by it, also after the incident is closed', () => {
    desk.act({ act: 'resolve' });
    desk.act({ act: 'close' });
    const { annotations: _, signedOff: __, ...before } = desk.incident;
    desk.act({ act: 'annotate', kind: 'lucky', words: 'It was a quiet night' });
    desk.act({ act: 'sign-off' });
    const { annotations, signedOff, ...after } = desk.incident;
    const record = ({ count: _c, heads: _h, stamp: _s, lastAt: _l, undoable: _u, heard: _r, ...rest }: typeof after) =>
      rest;
    expect(record(after)).toEqual(record(before));
    expect([annotations.length, signedOff.length]).toEqual([1, 1]);
  });

  test.each(reviewKinds.filter(({ many, of }) => many !== true && of === undefined))(
    '$title: the latest counts',
    ({ id, title }) => {
      desk.act({ act: 'annotate', kind: id, words: 'first words' });
      const [right] = desk.act({ act: 'annotate', kind: id, words: 'the right ones' });
      const said = `the right ones #${right?.seq ?? 0}`;
      expect(reviewOf(desk.entries)).toContain(id === 'summary' ? `\n\n${said}\n\n` : `| ${title} | ${said} |`);
    },
  );

  test('a moment is about its entry; without one it is asked which', () => {
    const [made] = desk.act({ act: 'done', step: 'get-out' }, { why: 'x' });
    const about = { act: 'annotate', kind: 'cue', words: 'The alarm was silent' } as const;
    expect(desk.refused(about).hint).toBe('annotate cue #N WORDS');
    const [entry] = desk.act({ ...about, entry: made?.id ?? '' });
    expect(reviewOf(desk.entries)).toMatch(
      new RegExp(`\\| #${made?.seq ?? 0} \\| Cues \\| The alarm was silent \\| Ane, .* #${entry?.seq ?? 0} \\|`),
    );
    const numbers = new Map(desk.entries.map(({ id, seq }) => [id, seq]));
    expect(entry && describeEntry(entry, desk.incident, numbers)).toBe(
      `Review, cues at #${made?.seq ?? 0}: The alarm was silent`,
    );
  });

  test('what it does not ask for, nothing, and an answer that is none are refused with the reason', () => {
    expect(desk.refused({ act: 'annotate', kind: 'luck', words: 'x' }).hint).toContain('lucky');
    expect(desk.refused({ act: 'annotate', kind: 'lucky', words: ' ' }).code).toBe('needs-words');
    expect(desk.refused({ act: 'annotate', kind: 'status', words: 'nearly' }).hint).toContain('in review');
    desk.act({ act: 'sign-off' });
    expect(desk.refused({ act: 'sign-off' }).code).toBe('already-so');
  });

  test('is corrected, taken back and taken out like every other word', () => {
    const [entry] = desk.act({ act: 'annotate', kind: 'went-well', words: 'Karen was quick' });
    desk.act({ act: 'correct', entry: entry?.id ?? '', words: 'The guard was quick' });
    expect(said('went-well')).toEqual(['The guard was quick']);
    desk.act({ act: 'annotate', kind: 'went-badly', words: 'Slow' });
    desk.act({ act: 'undo' });
    expect(said('went-badly')).toEqual([]);
    desk.act({ act: 'expunge', entry: entry?.id ?? '', basis: 'A name' });
    expect(said('went-well').join('')).not.toContain('Karen');
    expect(replay(desk.entries).annotations).toEqual(desk.incident.annotations);
  });

  test('names what nobody said as not known', () => {
    const review = reviewOf(desk.entries);
    for (const name of [
      'People affected',
      'Share of people affected',
      'Area',
      'Cost',
      'Harm',
      'Trigger',
      'Cause',
      'Same cause before',
    ])
      expect(review).toContain(`| ${name} | not known |`);
    expect(review).toContain('### Where we were lucky\n\nNothing said yet.');
    expect(review).toContain('| Signed off by | nobody yet |');
  });
});

describe('a follow-up', () => {
  test('is done, then its effect is verified; each once, in this order, and each may be undone', () => {
    desk.act({ act: 'follow-up', words: 'Move the rack', kind: 'prevent' });
    expect(desk.refused({ act: 'follow-up-verified', followUp: 'follow-up-1' }).hint).toBe(
      'follow-up-done follow-up-1',
    );
    desk.act({ act: 'follow-up-done', followUp: 'follow-up-1' });
    expect(desk.refused({ act: 'follow-up-done', followUp: 'follow-up-1' }).code).toBe('already-so');
    expect(reviewOf(desk.entries)).toMatch(
      /\| Move the rack #4 \| prevent \| nobody yet \|  \| Ane, .* #5 \| not yet \| follow-up-1 \|/,
    );
    desk.act({ act: 'follow-up-verified', followUp: 'follow-up-1' });
    expect(reviewOf(desk.entries)).toMatch(/\| Ane, .* #5 \| Ane, .* #6 \| follow-up-1 \|/);
    desk.act({ act: 'undo' });
    expect(desk.incident.followUps['follow-up-1']).toMatchObject({ doneAt: expect.any(String) });
    expect(desk.incident.followUps['follow-up-1']?.verifiedAt).toBeUndefined();
    desk.act({ act: 'undo' });
    expect(desk.incident.followUps['follow-up-1']?.doneAt).toBeUndefined();
  });

  test('is not verified by the incident that it came out of', () => {
    desk.act({ act: 'follow-up', words: 'Move the rack' });
    desk.act({ act: 'follow-up-done', followUp: 'follow-up-1' });
    const { alias } = desk.incident;
    expect(desk.refused({ act: 'follow-up-verified', followUp: 'follow-up-1', in: alias })).toMatchObject({
      message: `"follow-up-1" came out of ${alias} itself. Nothing was recorded.`,
      hint: 'Name the one that showed later that it helps, or none: follow-up-verified follow-up-1',
    });
  });

  test('that is not there is named', () => {
    expect(desk.refused({ act: 'follow-up-done', followUp: 'follow-up-9' }).code).toBe('no-such-thing');
  });
});
