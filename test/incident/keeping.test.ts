import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay, type Retention, retentionOf, type RetentionRule } from '../../src/incident/index.ts';
import { instant, millis } from '../../src/time/index.ts';
import { asData, bo, Desk } from '../support/incident-desk.ts';

const rule: RetentionRule = { incidents: '5 years', drills: '6 months', basis: 'Archive rules' };
const day = 24 * 3_600_000;

/** An incident that was resolved at the moment at which its desk was opened. */
function over(options: ConstructorParameters<typeof Desk>[0] = {}, at = '2026-11-21T03:00:00+01:00'): Desk {
  const desk = new Desk(options, at);
  desk.act({ act: 'resolve' });
  return desk;
}

const at = (desk: Desk, moment: string, given: RetentionRule | undefined = rule): Retention =>
  retentionOf(desk.incident, given, moment);

describe('how long words are kept', () => {
  test('as the organisation says, counted on the calendar from the end of the incident; drills have their own time', () => {
    const desk = over();
    expect(at(desk, '2031-11-20T23:59:00+01:00')).toMatchObject({
      said: 'organisation',
      until: '2031-11-21',
      period: '5 years',
      basis: 'Archive rules',
      due: false,
    });
    expect(at(desk, '2031-11-21T00:00:00+01:00').due).toBe(true);
    const drill = over({ mode: 'drill' });
    expect(at(drill, '2027-05-20T12:00:00+02:00')).toMatchObject({ until: '2027-05-21', due: false });
    expect(at(drill, '2027-05-21T12:00:00+02:00').due).toBe(true);
    expect(at(over({}, '2028-02-29T12:00:00+01:00'), '2028-03-01T12:00:00+01:00').until).toBe('2033-02-28');
  });

  test('the day is that of the incident, wherever it is looked at from', () => {
    const desk = over({ timezone: 'Pacific/Auckland' }, '2026-11-21T03:00:00+13:00');
    expect(at(desk, '2031-11-20T10:59:00+00:00').due).toBe(false);
    expect(at(desk, '2031-11-20T11:00:00+00:00').due).toBe(true);
  });

  test('what is not over is never due, also where its day has come; reopened, its time begins with the next end', () => {
    const desk = new Desk();
    desk.act({ act: 'retain', until: '2026-11-20', basis: 'A mistake' });
    expect(at(desk, desk.clock)).toMatchObject({ said: 'incident', until: '2026-11-20', due: false });
    expect(at(new Desk(), '2099-01-01T00:00:00+01:00')).toEqual({
      said: 'organisation',
      period: '5 years',
      basis: 'Archive rules',
      due: false,
    });
    const again = over();
    again.act({ act: 'reopen-incident' });
    expect(at(again, '2099-01-01T00:00:00+01:00').due).toBe(false);
    again.now += 10 * day;
    again.act({ act: 'resolve' });
    expect(at(again, again.clock).until).toBe('2031-12-01');
  });

  test('an act on the incident stands before the rule, with its basis; the last one counts, and without a day there is no limit', () => {
    const desk = over();
    desk.act({ act: 'retain', until: '2027-01-01', basis: 'Wages: 1 month' }, { by: bo });
    expect(at(desk, '2027-01-01T00:00:00+01:00')).toMatchObject({
      said: 'incident',
      basis: 'Wages: 1 month',
      due: true,
    });
    desk.act({ act: 'retain', basis: 'National archives' });
    expect(at(desk, '2099-01-01T00:00:00+01:00')).toMatchObject({ said: 'incident', due: false });
    expect(desk.incident.retention).toMatchObject({ by: 'Ane', basis: 'National archives' });
  });

  test('where nobody has said anything, or nothing that is a time, there is no limit', () => {
    for (const given of [undefined, {}, { incidents: 'some time' }])
      expect(retentionOf(over().incident, given, '2099-01-01T00:00:00+01:00')).toMatchObject({
        said: 'nobody',
        due: false,
      });
  });

  test('a day that is none is refused, and so is one without a basis', () => {
    const desk = new Desk();
    for (const until of ['2027-02-30', 'soon', '27-01-01'])
      expect(desk.decide({ act: 'retain', until, basis: 'x' })).toMatchObject({
        ok: false,
        refusal: { code: 'wrong-type' },
      });
    expect(desk.decide({ act: 'retain', basis: ' ' })).toMatchObject({ ok: false, refusal: { code: 'needs-words' } });
  });

  test('once due it stays due, and never before its day', () => {
    const desk = over();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 }), (one, other) => {
        const [first, then] = [Math.min(one, other), Math.max(one, other)].map(
          (days) => at(desk, instant(desk.now + days * day, desk.zone)).due,
        );
        expect(first && !then).toBe(false);
        expect(at(desk, instant(desk.now + one * day, desk.zone)).due).toBe(
          one * day + desk.now >= millis('2031-11-21T00:00:00+01:00'),
        );
      }),
    );
  });
});

describe('a legal hold', () => {
  test('lets no words go until it is lifted; both are said with a reason and a name', () => {
    const desk = over();
    const [note] = desk.act({ act: 'note', words: 'Karen rang' });
    const entry = note?.id ?? '';
    desk.act({ act: 'hold', held: true, words: 'The police ask, case 12' }, { by: bo });
    for (const act of [
      { act: 'expunge', entry, basis: 'GDPR' },
      { act: 'expunge-all', entries: [entry], basis: 'GDPR' },
    ] as const)
      expect(desk.decide(act)).toMatchObject({
        ok: false,
        refusal: {
          code: 'held',
          message: expect.stringContaining('by Bo: The police ask, case 12. No words are removed.') as string,
        },
      });
    expect(at(desk, '2099-01-01T00:00:00+01:00')).toMatchObject({
      due: true,
      hold: { by: 'Bo', why: 'The police ask, case 12' },
    });
    expect(desk.decide({ act: 'hold', held: true, words: 'Again' })).toMatchObject({
      ok: false,
      refusal: { code: 'already-so' },
    });
    expect(desk.decide({ act: 'hold', held: false, words: ' ' })).toMatchObject({
      ok: false,
      refusal: { code: 'needs-words' },
    });
    desk.act({ act: 'hold', held: false, words: 'Case closed' });
    expect(desk.incident.hold).toBeUndefined();
    expect(desk.decide({ act: 'hold', held: false, words: 'Again' })).toMatchObject({
      ok: false,
      refusal: { code: 'already-so' },
    });
    desk.act({ act: 'expunge', entry, basis: 'GDPR' });
    expect(asData(replay(desk.entries))).toEqual(asData(desk.incident));
  });

  test('is not taken back by undo, and neither is how long words are kept', () => {
    const desk = new Desk();
    desk.act({ act: 'hold', held: true, words: 'The insurer asks' });
    expect(desk.decide({ act: 'undo' })).toMatchObject({
      ok: false,
      refusal: { hint: expect.stringContaining('lift-hold') as string },
    });
    desk.act({ act: 'retain', basis: 'x' });
    expect(desk.decide({ act: 'undo' })).toMatchObject({
      ok: false,
      refusal: { hint: expect.stringContaining('retain') as string },
    });
  });
});

test('several are expunged as one, each once, with what corrected them', () => {
  const desk = new Desk();
  const [first] = desk.act({ act: 'note', words: 'Karen rang' });
  const [second] = desk.act({ act: 'note', words: 'Karen rang again' });
  const [correction] = desk.act({ act: 'correct', entry: first?.id ?? '', words: 'Karen Blixen rang' });
  const ids = [first, second, correction].map((entry) => entry?.id ?? '');
  const gone = desk.act({ act: 'expunge-all', entries: ids, basis: 'Past its time' });
  expect(gone.map(({ type, data, words }) => [type, data, words])).toEqual(
    [ids[0], ids[2], ids[1]].map((entry) => ['entry.expunged', { entry }, 'Past its time']),
  );
  expect(new Set(gone.slice(1).map(({ cause }) => cause))).toEqual(new Set([gone[0]?.id]));
});
