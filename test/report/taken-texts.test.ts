import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { runbookChanges } from '../../src/report/changes/runbook-changes.ts';
import { sourceOf } from '../../src/report/review/source.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { reviewOf, shownOf } from '../support/review-of.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

const newer = smallFlood
  .replace('Get everyone out', 'Get everyone out and count them')
  .replace('  - id: rising', '  - id: gas\n    do: Close the gas\n  - id: rising')
  .replace(/ {2}- id: repair\n(.*\n){3}/, '')
  .replace('rto: 4h', 'rto: 2h');

/** A night in which the first step is done under its old name, and the runbook is rewritten before the second. */
function night() {
  const desk = memoryIncident({ runbooks: [smallFlood], organisation });
  const ida = desk.session('Ida');
  const did = (outcome: ReturnType<typeof ida.act>): void => {
    if (!outcome.ok) throw new Error(outcome.refusal.message);
  };
  const revise = (text: string): void => {
    desk.pass({ minutes: 5 });
    const sha256 = createHash('sha256').update(text).digest('hex');
    const source = { text, followed: {}, organisation, sha256 };
    did(ida.act({ act: 'revise', run: 'small-flood', source }));
  };
  did(ida.act({ act: 'skip', step: 'repair' }, { why: 'Nothing broke' }));
  did(ida.act({ act: 'done', step: 'get-out' }, { why: 'No list at hand' }));
  revise(newer);
  did(ida.act({ act: 'skip', step: 'gas' }, { why: 'There is none' }));
  revise(`${newer}# only a remark\n`);
  return desk;
}

describe('the review of an incident whose runbook was rewritten meanwhile', () => {
  test('says which newer texts were taken, by which entry, and what they say otherwise, in both languages', () => {
    const { entries } = night();
    const [first, second] = entries.filter(({ type }) => type === 'runbook.revised').map(({ seq }) => seq);
    const english = reviewOf(entries);
    expect(english).toContain('Newer texts of runbooks that were taken meanwhile');
    const row = english.split('\n').find((line) => line.startsWith('| Small flood |')) ?? '';
    expect(row).toContain(
      'changed: Get everyone out and count them (get-out): do; new: Close the gas (gas); gone: Repair (repair); changed: service citizen-sign-in: rto',
    );
    expect(row).toContain(`#${first}`);
    expect(english).toMatch(new RegExp(`The same: comments or layout alone \\|.*#${second}`));
    const danish = reviewOf(entries, {}, undefined, { language: 'da' });
    expect(danish).toContain('Nyere tekster af planer, der blev taget i brug undervejs');
    expect(danish).toContain('ny: Close the gas (gas); udgået: Repair (repair)');
  });

  test('tells each deviation by the name that the step had then, also of one that is gone', () => {
    const english = reviewOf(night().entries);
    expect(english).toContain('Repair');
    expect(english).toMatch(/Get everyone out(?! and count)/);
    expect(english).toContain('Nothing broke');
  });

  test('drafts its changes against the text that was followed last', () => {
    const [changes] = runbookChanges(sourceOf(shownOf(night().entries), {}));
    expect(changes?.proposals.map(({ where }) => where)).toContain('gas');
    expect(changes?.text).toContain('# only a remark');
    expect(changes?.text).toContain('Get everyone out and count them');
  });
});
