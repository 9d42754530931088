import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { briefText, clockText, describeEntry, guide, handoverBrief, statusJson } from '../../src/guide/index.ts';
import type { ClockRow } from '../../src/guide/index.ts';
import { instant, millis } from '../../src/time/index.ts';
import { LegalDesk } from '../support/legal-clocks.ts';

// The clocks are those of docs/legal-clocks.md, as an author pastes them.

const COPENHAGEN = 'Europe/Copenhagen';
/** What the law says in months, days and hours, by another's calendar. */
const later = (at: string, span: Temporal.DurationLike): string =>
  instant(Temporal.Instant.from(at).toZonedDateTimeISO(COPENHAGEN).add(span).epochMilliseconds, COPENHAGEN);
const row = (desk: LegalDesk, clock: string): ClockRow => {
  const found = guide(desk.incident, { name: 'Ane' }, desk.clock).clocks.find(({ id }) => id === clock);
  if (found === undefined) throw new Error(`no clock ${clock}`);
  return found;
};
const titleOf = (desk: LegalDesk, clock: string): string => row(desk, clock).title;
/** The sentence of the last entry about a clock. */
const lastSaid = (desk: LegalDesk): string => {
  const entry = desk.entries.findLast(({ type }) => type.startsWith('clock.'));
  return entry === undefined ? '' : describeEntry(entry, desk.incident);
};

describe('NIS2, Directive (EU) 2022/2555', () => {
  const notified = (at: string, org: object = {}): LegalDesk =>
    new LegalDesk(at, { org }).fact('significant', 'yes').aware('significant-incident');

  test('Art. 23(4)(a): 24 hours are real hours over the night in which the clocks go forward (29 March 2026)', () => {
    expect(notified('2026-03-28T14:00:00+01:00').due('nis2-early-warning')).toBe('2026-03-29T15:00:00+02:00');
  });

  test('Art. 23(4)(a): it may apply while nobody knows whether it is significant; decided that it is not, that is recorded', () => {
    const desk = new LegalDesk('2026-12-31T23:30:00+01:00').aware('significant-incident');
    expect(row(desk, 'nis2-early-warning')).toMatchObject({ state: 'provisional', due: '2027-01-01T23:30:00+01:00' });
    desk.act({ act: 'set-aside', clock: 'nis2-early-warning' }, { why: 'One branch office, twenty minutes' });
    expect(desk.last('clock.set-aside')).toMatchObject({ words: 'One branch office, twenty minutes' });
    desk.fact('significant', 'no');
    expect(desk.state('nis2-notification')).toBe('set-aside');
  });

  test('Art. 23(4)(b): 72 hours over the night in which the clocks go back (25 October 2026)', () => {
    expect(notified('2026-10-24T02:30:00+02:00').due('nis2-notification')).toBe('2026-10-27T01:30:00+01:00');
  });

  test('Art. 23(4), derogation for trust service providers: 24 hours', () => {
    const desk = notified('2026-10-24T14:00:00+02:00', { trust_service_provider: true });
    expect(desk.due('nis2-notification')).toBe('2026-10-25T13:00:00+01:00');
  });

  test('Art. 23(4)(c): due when the authority asks and as it asks, as often as it asks', () => {
    const desk = new LegalDesk('2026-11-26T10:00:00+01:00');
    expect(desk.state('nis2-intermediate')).toBe('not-started');
    desk.act({ act: 'asked', clock: 'nis2-intermediate', due: '2026-11-26T17:00:00+01:00' });
    expect(desk.due('nis2-intermediate')).toBe('2026-11-26T17:00:00+01:00');
    desk.met('nis2-intermediate').until('2026-11-28T10:00:00+01:00');
    desk.act({ act: 'asked', clock: 'nis2-intermediate' });
    expect(desk.incident.clocks['nis2-intermediate']).toMatchObject({ state: 'running', round: 2 });
    expect(desk.due('nis2-intermediate')).toBeUndefined();
  });

  test.each([
    ['2026-01-31T10:00:00+01:00', '2026-02-28T10:00:00+01:00', 'a month end'],
    ['2028-01-31T10:00:00+01:00', '2028-02-29T10:00:00+01:00', 'a leap year'],
    ['2028-02-29T10:00:00+01:00', '2028-03-29T10:00:00+02:00', 'from 29 February, over the change of the clocks'],
    ['2026-10-10T10:00:00+02:00', '2026-11-10T10:00:00+01:00', 'over the change of the clocks'],
    ['2026-12-31T23:59:00+01:00', '2027-01-31T23:59:00+01:00', 'over the end of the year'],
  ])('Art. 23(4)(d): a month after the submission at %s: %s (%s)', (submitted, due) => {
    const desk = notified(later(submitted, { hours: -50 }))
      .until(submitted)
      .met('nis2-notification');
    expect(desk.due('nis2-final')).toBe(due);
  });

  test('Art. 23(4)(d): handled within the month, the final report stays due a month after the notification', () => {
    const desk = notified('2026-11-01T10:00:00+01:00').met('nis2-notification').until('2026-11-20T10:00:00+01:00');
    desk.act({ act: 'resolve' });
    expect(row(desk, 'nis2-final')).toMatchObject({
      title: 'NIS2 final report',
      due: '2026-12-01T10:00:00+01:00',
      basis: 'Directive (EU) 2022/2555, Art. 23(4)(d)',
    });
    desk.met('nis2-final').until('2027-02-01T10:00:00+01:00');
    expect(desk.incident.clocks['nis2-final']).toMatchObject({ state: 'met', round: 1 });
  });

  test('Art. 23(4)(e): while the incident still runs it is a progress report; the final one follows a month after the handling', () => {
    const desk = notified('2026-01-28T10:00:00+01:00').until('2026-01-31T09:00:00+01:00').met('nis2-notification');
    expect(row(desk, 'nis2-final')).toMatchObject({
      title: 'NIS2 progress report',
      due: '2026-02-28T09:00:00+01:00',
      basis: 'Directive (EU) 2022/2555, Art. 23(4)(e)',
    });
    expect(lastSaid(desk)).toContain('Clock started: NIS2 progress report, due 28 Feb');

    desk.until('2026-02-27T12:00:00+01:00').met('nis2-final');
    expect(desk.last('clock.met').data).toEqual({ clock: 'nis2-final', round: 1, interim: true });
    expect(lastSaid(desk)).toContain('Duty met: NIS2 progress report');
    expect(clockText(row(desk, 'nis2-final'), guide(desk.incident, { name: 'Ane' }, desk.clock))).toBe(
      'NIS2 progress report (CSIRT or competent authority): met; to follow: NIS2 final report',
    );

    desk.until('2026-05-31T16:00:00+02:00');
    const [resolved, started] = desk.act({ act: 'resolve' });
    expect(started).toMatchObject({
      type: 'clock.started',
      cause: resolved?.id,
      at: '2026-05-31T16:00:00+02:00',
      data: { clock: 'nis2-final', round: 2, due: '2026-06-30T16:00:00+02:00' },
    });
    expect(titleOf(desk, 'nis2-final')).toBe('NIS2 final report');
    desk.until('2026-06-20T10:00:00+02:00').met('nis2-final').until('2026-12-01T10:00:00+01:00');
    expect(desk.last('clock.met').data).toEqual({ clock: 'nis2-final', round: 2 });
    expect(desk.state('nis2-final')).toBe('met');
  });

  test('Art. 23(4)(e): closed without a word of being resolved, the handling is over as well', () => {
    const desk = notified('2026-11-01T10:00:00+01:00').met('nis2-notification').until('2026-11-20T10:00:00+01:00');
    desk.met('nis2-final').act({ act: 'close' });
    expect(desk.due('nis2-final')).toBe('2026-12-20T10:00:00+01:00');
  });

  test('Art. 23(4)(e): each progress report stands in the timeline, and the final one counts from the handling all the same', () => {
    const desk = notified('2026-11-01T10:00:00+01:00').met('nis2-notification').until('2026-12-05T10:00:00+01:00');
    desk.met('nis2-final');
    expect(desk.incident.clocks['nis2-final']).toMatchObject({ late: true });
    desk.until('2026-12-15T10:00:00+01:00').met('nis2-final');
    expect(desk.incident.clocks['nis2-final']).not.toHaveProperty('late');
    expect(desk.incident.clocks['nis2-final']).toMatchObject({ state: 'met', round: 2, interim: true });
    expect(desk.last('clock.met').data).toEqual({ clock: 'nis2-final', round: 2, interim: true });
    desk.act({ act: 'resolve' });
    expect(desk.incident.clocks['nis2-final']).toMatchObject({ round: 3, due: '2027-01-15T10:00:00+01:00' });
  });

  test('Art. 23(4)(e): resolved, reopened and resolved again, the final report counts from the last time', () => {
    const desk = notified('2026-11-01T10:00:00+01:00').met('nis2-notification');
    desk.until('2026-11-30T10:00:00+01:00').met('nis2-final').until('2026-12-10T10:00:00+01:00');
    desk.act({ act: 'resolve' });
    expect(desk.due('nis2-final')).toBe('2027-01-10T10:00:00+01:00');
    desk.until('2026-12-12T10:00:00+01:00').act({ act: 'reopen-incident' });
    // A deadline that is written does not go away by itself.
    expect(row(desk, 'nis2-final')).toMatchObject({
      title: 'NIS2 progress report',
      due: '2027-01-10T10:00:00+01:00',
    });
    desk.until('2026-12-31T10:00:00+01:00').act({ act: 'resolve' });
    expect(desk.incident.clocks['nis2-final']).toMatchObject({ round: 2, due: '2027-01-31T10:00:00+01:00' });
  });

  test('Art. 23(4)(e): a submission that is undone is none; of a resolution by mistake the record is put right by reopening', () => {
    const desk = notified('2026-11-01T10:00:00+01:00').met('nis2-notification').until('2026-11-30T10:00:00+01:00');
    desk.met('nis2-final').act({ act: 'undo' });
    expect(desk.incident.clocks['nis2-final']).toMatchObject({ state: 'running', due: '2026-12-01T10:00:00+01:00' });
    desk.act({ act: 'resolve' });
    expect(desk.due('nis2-final')).toBe('2026-12-01T10:00:00+01:00');

    desk.act({ act: 'reopen-incident' });
    desk.met('nis2-final').until('2026-12-10T10:00:00+01:00').act({ act: 'resolve' });
    expect(desk.due('nis2-final')).toBe('2027-01-10T10:00:00+01:00');
  });

  test('Art. 23(4)(e): what was missed while the incident ran is named a progress report, and is still owed', () => {
    const desk = notified('2026-11-01T10:00:00+01:00').met('nis2-notification').until('2026-12-02T10:00:00+01:00');
    expect(lastSaid(desk)).toContain('Deadline missed: NIS2 progress report');
    desk.act({ act: 'resolve' });
    expect(row(desk, 'nis2-final')).toMatchObject({ title: 'NIS2 final report', state: 'missed' });
  });

  test('Art. 23(4)(e): `status --json` and the handover name it so', () => {
    const desk = notified('2026-11-01T10:00:00+01:00').met('nis2-notification');
    const view = guide(desk.incident, { name: 'Ane' }, desk.clock);
    expect(statusJson(view, desk.incident).clocks).toContainEqual({
      id: 'nis2-final',
      title: 'NIS2 progress report',
      state: 'running',
      due: '2026-12-01T10:00:00+01:00',
      basis: 'Directive (EU) 2022/2555, Art. 23(4)(e)',
    });
    desk.met('nis2-final');
    expect(briefText(handoverBrief(desk.incident, { name: 'Ane' }, desk.clock, []), desk.incident)).toContain(
      'to follow: NIS2 final report',
    );
  });

  test('Art. 23(4)(d) and (e), over all times: a month after the notification, or after the handling that followed a progress report', () => {
    const hours = fc.integer({ min: 1, max: 24 * 90 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 800 }), hours, hours, fc.boolean(), (start, wait, more, reports) => {
        const submitted = later('2027-01-01T09:00:00+01:00', { hours: start });
        const desk = notified(submitted)
          .met('nis2-notification')
          .until(later(submitted, { hours: wait }));
        if (reports) desk.met('nis2-final');
        desk.until(later(desk.clock, { hours: more })).act({ act: 'resolve' });
        expect(desk.due('nis2-final')).toBe(later(reports ? desk.clock : submitted, { months: 1 }));
      }),
      { numRuns: 40 },
    );
  });

  test('Art. 23(1) and (2): the recipients are told without undue delay; no deadline is made up', () => {
    const desk = notified('2026-11-26T10:00:00+01:00').until('2027-03-01T10:00:00+01:00');
    expect(desk.state('nis2-recipients')).toBe('running');
    expect(desk.due('nis2-recipients')).toBeUndefined();
  });
});

describe('Regulation (EU) 2024/2690', () => {
  test('Art. 7 and 8: what it says in numbers suggests that the incident is significant', () => {
    const suggested = (desk: LegalDesk): boolean | undefined => {
      const steps = guide(desk.incident, { name: 'Ane' }, desk.clock).current;
      return steps.find(({ step }) => step === 'is-it-significant')?.options[0]?.suggested;
    };
    const desk = new LegalDesk('2026-11-26T10:00:00+01:00');
    desk.act({ act: 'done', step: 'work' });
    expect(suggested(desk)).toBe(false);
    desk.fact('minutes_down', '31');
    expect(suggested(desk)).toBe(true);
  });
});

describe('GDPR, Regulation (EU) 2016/679', () => {
  test.each([
    ['2026-03-27T14:00:00+01:00', '2026-03-30T15:00:00+02:00', 'the clocks go forward'],
    ['2026-10-23T14:00:00+02:00', '2026-10-26T13:00:00+01:00', 'the clocks go back'],
    ['2028-02-27T08:00:00+01:00', '2028-03-01T08:00:00+01:00', 'over 29 February'],
    ['2026-12-30T23:00:00+01:00', '2027-01-02T23:00:00+01:00', 'over the end of the year'],
  ])('Art. 33(1): 72 hours after %s end at %s (%s)', (aware, due) => {
    expect(new LegalDesk(aware).aware('personal-data-breach').due('gdpr-authority')).toBe(due);
  });

  test('Art. 33(1): later only with the reasons, and both are recorded', () => {
    const desk = new LegalDesk('2026-11-20T10:00:00+01:00').fact('breach_risk', 'likely').aware('personal-data-breach');
    desk.until('2026-11-24T10:00:00+01:00');
    expect(desk.state('gdpr-authority')).toBe('missed');
    desk.act({ act: 'met', clock: 'gdpr-authority', reference: 'DT-17' }, { why: 'The portal was down' });
    expect(desk.last('clock.met')).toMatchObject({ data: { late: true }, words: 'The portal was down' });
  });

  test('Art. 33(2): a processor tells the controller without undue delay', () => {
    const desk = new LegalDesk('2026-11-20T10:00:00+01:00')
      .fact('for_a_controller', 'yes')
      .aware('personal-data-breach');
    expect(desk.state('gdpr-controller')).toBe('running');
    expect(desk.due('gdpr-controller')).toBeUndefined();
  });

  test('Art. 33(4): what was not known yet follows without undue further delay', () => {
    const desk = new LegalDesk('2026-11-20T10:00:00+01:00').aware('personal-data-breach').met('gdpr-authority');
    expect(desk.state('gdpr-further-information')).toBe('provisional');
    desk.fact('breach_complete', 'yes');
    expect(desk.state('gdpr-further-information')).toBe('set-aside');
  });

  test('Art. 33(5): the record is owed where nobody is notified, too', () => {
    const desk = new LegalDesk('2026-11-20T10:00:00+01:00')
      .aware('personal-data-breach')
      .fact('breach_risk', 'unlikely');
    expect(desk.state('gdpr-authority')).toBe('set-aside');
    expect(desk.last('fact.recorded').data).toMatchObject({ fact: 'breach_risk', value: 'unlikely' });
    expect(desk.state('gdpr-record')).toBe('running');
  });

  test('Art. 34: people are told where the risk is high, without a number; not where the data were unintelligible', () => {
    const desk = new LegalDesk('2026-11-20T10:00:00+01:00').aware('personal-data-breach').fact('breach_risk', 'high');
    expect(desk.state('gdpr-people')).toBe('provisional');
    expect(desk.due('gdpr-people')).toBeUndefined();
    desk.fact('people_need_no_word', 'no');
    expect(desk.state('gdpr-people')).toBe('running');
    desk.fact('people_need_no_word', 'yes');
    expect(desk.state('gdpr-people')).toBe('set-aside');
  });
});

describe('DORA, Regulation (EU) 2025/301', () => {
  const bank = { org: { nis2_entity: true } };
  const other = { org: { nis2_entity: false } };
  const classified = (aware: string, at: string, how: ConstructorParameters<typeof LegalDesk>[1] = bank): LegalDesk =>
    new LegalDesk(aware, how).aware('ict-incident').until(at).fact('classified_major', 'yes');

  test('Art. 5(1)(a): nothing is due before it is classified as major', () => {
    expect(new LegalDesk('2026-10-24T14:00:00+02:00').aware('ict-incident').state('dora-initial')).toBe('not-started');
  });

  test('Art. 5(1)(a): 4 hours from the classification', () => {
    const desk = classified('2026-10-24T14:00:00+02:00', '2026-10-24T23:30:00+02:00');
    // The clocks go back in that night.
    expect(desk.due('dora-initial')).toBe('2026-10-25T02:30:00+01:00');
  });

  test('Art. 5(1)(a): and no later than 24 hours from awareness, the earlier binds', () => {
    const desk = classified('2026-11-24T14:00:00+01:00', '2026-11-25T12:00:00+01:00');
    expect(desk.due('dora-initial')).toBe('2026-11-25T14:00:00+01:00');
  });

  test('Art. 5(2): classified after those 24 hours, 4 hours from the classification alone', () => {
    const desk = classified('2026-11-24T14:00:00+01:00', '2026-11-25T14:30:00+01:00');
    expect(desk.due('dora-initial')).toBe('2026-11-25T18:30:00+01:00');
  });

  test('Art. 5(1)(a) and (2), over all times, by the rule as it is written', () => {
    const minutes = fc.integer({ min: 0, max: 4 * 24 * 60 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 800 }), minutes, (start, waited) => {
        const aware = later('2027-01-01T09:00:00+01:00', { hours: start });
        const at = later(aware, { minutes: waited });
        const [four, day] = [later(at, { hours: 4 }), later(aware, { hours: 24 })];
        const rule = waited > 24 * 60 || millis(four) < millis(day) ? four : day;
        expect(classified(aware, at).due('dora-initial')).toBe(rule);
      }),
      { numRuns: 40 },
    );
  });

  test('Art. 5(1)(a): a classification that is taken back is no duty', () => {
    const desk = classified('2026-11-24T14:00:00+01:00', '2026-11-24T15:00:00+01:00').fact('classified_major', 'no');
    expect(desk.incident.clocks['dora-initial']).toMatchObject({ state: 'set-aside', inapplicable: true });
    desk.until('2026-11-24T16:00:00+01:00').fact('classified_major', 'yes');
    expect(desk.due('dora-initial')).toBe('2026-11-24T20:00:00+01:00');
  });

  test('Art. 5(1)(b): 72 hours from the submission of the initial notification; again when activities recover', () => {
    const desk = classified('2026-11-24T08:00:00+01:00', '2026-11-24T09:00:00+01:00').until(
      '2026-11-24T12:00:00+01:00',
    );
    desk.met('dora-initial');
    expect(desk.due('dora-intermediate')).toBe('2026-11-27T12:00:00+01:00');
    desk.until('2026-11-27T11:00:00+01:00').met('dora-intermediate').until('2026-12-03T10:00:00+01:00');
    expect(row(desk, 'dora-intermediate')).toMatchObject({ state: 'met', follows: 'DORA intermediate report' });
    desk.fact('activities_recovered', 'yes');
    expect(desk.incident.clocks['dora-intermediate']).toMatchObject({
      state: 'running',
      round: 2,
      started: '2026-12-03T10:00:00+01:00',
    });
    expect(desk.due('dora-intermediate')).toBeUndefined();
    expect(desk.met('dora-intermediate').state('dora-intermediate')).toBe('met');
    expect(desk.refused({ act: 'met', clock: 'dora-intermediate' }).code).toBe('already-so');
  });

  test('Art. 5(1)(c): a month from the latest intermediate report, counted anew with each', () => {
    const desk = classified('2026-11-24T08:00:00+01:00', '2026-11-24T09:00:00+01:00').met('dora-initial');
    desk.until('2026-11-27T08:00:00+01:00').met('dora-intermediate');
    // 27 December 2026 is a Sunday.
    expect(desk.due('dora-final')).toBe('2026-12-28T12:00:00+01:00');
    desk.until('2026-12-01T08:00:00+01:00').met('dora-intermediate');
    expect(desk.due('dora-final')).toBe('2027-01-01T08:00:00+01:00');
    desk.until('2026-12-31T08:00:00+01:00').fact('activities_recovered', 'yes').met('dora-intermediate');
    expect(desk.incident.clocks['dora-final']).toMatchObject({ round: 1, started: '2026-12-31T08:00:00+01:00' });
    expect(desk.due('dora-final')).toBe('2027-02-01T12:00:00+01:00');
    // Of the last one undone, the one before is the latest again.
    desk.act({ act: 'undo' });
    expect(desk.due('dora-final')).toBe('2027-01-01T08:00:00+01:00');
  });

  test('Art. 5(1)(c) and (4), over all times: a month from the latest, moved off a weekend to noon', () => {
    const hours = fc.array(fc.integer({ min: 1, max: 24 * 20 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 800 }), hours, (start, waits) => {
        const aware = later('2027-01-01T09:00:00+01:00', { hours: start });
        const desk = classified(aware, aware).met('dora-initial');
        for (const wait of waits) desk.until(later(desk.clock, { hours: wait })).met('dora-intermediate');
        const due = Temporal.Instant.from(later(desk.clock, { months: 1 })).toZonedDateTimeISO(COPENHAGEN);
        const rule = due.dayOfWeek < 6 ? due : due.add({ days: 8 - due.dayOfWeek }).withPlainTime('12:00');
        expect(desk.due('dora-final')).toBe(instant(rule.epochMilliseconds, COPENHAGEN));
      }),
      { numRuns: 40 },
    );
  });

  test('Art. 5(1)(c): the last day of February in a leap year', () => {
    const desk = classified('2028-01-28T08:00:00+01:00', '2028-01-28T09:00:00+01:00').met('dora-initial');
    expect(desk.until('2028-01-31T09:00:00+01:00').met('dora-intermediate').due('dora-final')).toBe(
      '2028-02-29T09:00:00+01:00',
    );
  });

  test('Art. 5(4): a deadline on a Sunday or a bank holiday may be met by noon of the next working day', () => {
    // Saturday 28 March 2026; the clocks go forward on Sunday.
    const desk = classified('2026-03-28T20:00:00+01:00', '2026-03-28T21:00:00+01:00', other);
    expect(desk.due('dora-initial')).toBe('2026-03-30T12:00:00+02:00');
    const easter = { ...other, holidays: ['2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06'] };
    expect(classified('2026-04-02T08:00:00+02:00', '2026-04-02T09:00:00+02:00', easter).due('dora-initial')).toBe(
      '2026-04-07T12:00:00+02:00',
    );
  });

  test('Art. 5(5): not for the first two reports of an entity under NIS2; for the final report it is', () => {
    const desk = classified('2026-11-28T08:00:00+01:00', '2026-11-28T09:00:00+01:00');
    expect(desk.due('dora-initial')).toBe('2026-11-28T13:00:00+01:00');
    expect(desk.until('2026-11-28T10:00:00+01:00').met('dora-initial').due('dora-intermediate')).toBe(
      '2026-12-01T10:00:00+01:00',
    );
    expect(desk.until('2026-11-29T10:00:00+01:00').met('dora-intermediate').due('dora-final')).toBe(
      '2026-12-29T10:00:00+01:00',
    );
    // 1 August 2027 is a Sunday.
    const summer = classified('2027-07-01T08:00:00+02:00', '2027-07-01T08:00:00+02:00').met('dora-initial');
    expect(summer.met('dora-intermediate').due('dora-final')).toBe('2027-08-02T12:00:00+02:00');
  });
});

describe('eIDAS, Regulation (EU) No 910/2014', () => {
  test('Art. 19a(1)(b) and 24(2)(fb): supervisory body and people within 24 hours of awareness', () => {
    const desk = new LegalDesk('2026-10-24T20:00:00+02:00', { org: { trust_service_provider: true } });
    desk.fact('trust_impact', 'yes').aware('trust-service-breach');
    expect(desk.due('eidas-authority')).toBe('2026-10-25T19:00:00+01:00');
    expect(desk.due('eidas-people')).toBe('2026-10-25T19:00:00+01:00');
  });

  test.each([
    ['2026-11-30T10:00:00+01:00', '2027-02-28T10:00:00+01:00'],
    ['2027-11-30T10:00:00+01:00', '2028-02-29T10:00:00+01:00'],
    ['2026-12-29T10:00:00+01:00', '2027-03-29T10:00:00+02:00'],
  ])('Art. 10 and 5e: suspended at %s, withdrawn if not remedied in three months, at %s', (suspended, due) => {
    const desk = new LegalDesk(suspended).aware('eid-breach');
    expect(desk.due('eid-suspended')).toBeUndefined();
    expect(desk.met('eid-suspended').due('eid-remedied')).toBe(due);
    expect(desk.until(later(due, { minutes: 1 })).state('eid-remedied')).toBe('missed');
  });
});

describe('CRA, Regulation (EU) 2024/2847', () => {
  test('Art. 14(2)(a) and (b): 24 and 72 hours from awareness', () => {
    const desk = new LegalDesk('2026-10-24T14:00:00+02:00').aware('exploited-vulnerability');
    expect(desk.due('cra-vulnerability-warning')).toBe('2026-10-25T13:00:00+01:00');
    expect(desk.due('cra-vulnerability-notification')).toBe('2026-10-27T13:00:00+01:00');
    expect(desk.state('cra-vulnerability-final')).toBe('not-started');
  });

  test('Art. 14(2)(c): 14 days after a corrective measure is available, from the time that the fact says', () => {
    const desk = new LegalDesk('2028-02-20T14:00:00+01:00').aware('exploited-vulnerability');
    desk.until('2028-02-25T09:00:00+01:00').fact('measure_available', '2028-02-24T18:00:00+01:00');
    expect(desk.incident.clocks['cra-vulnerability-final']).toMatchObject({
      started: '2028-02-24T18:00:00+01:00',
      due: '2028-03-09T18:00:00+01:00',
    });
    // Put right: it was there a day before.
    desk.fact('measure_available', '2028-02-23T18:00:00+01:00');
    expect(desk.incident.clocks['cra-vulnerability-final']).toMatchObject({
      round: 1,
      due: '2028-03-08T18:00:00+01:00',
    });
  });

  test('Art. 14(2)(c): a time that lies ahead counts from when it was said, the stricter', () => {
    const desk = new LegalDesk('2026-10-12T10:00:00+02:00').fact('measure_available', '2026-10-20T10:00:00+02:00');
    expect(desk.due('cra-vulnerability-final')).toBe('2026-10-26T10:00:00+01:00');
  });

  test('Art. 14(4)(c): a month after the submission of the incident notification', () => {
    const desk = new LegalDesk('2026-12-31T10:00:00+01:00').aware('severe-product-incident');
    expect(desk.due('cra-incident-warning')).toBe('2027-01-01T10:00:00+01:00');
    expect(desk.due('cra-incident-notification')).toBe('2027-01-03T10:00:00+01:00');
    expect(desk.met('cra-incident-notification').due('cra-incident-final')).toBe('2027-01-31T10:00:00+01:00');
  });

  test('Art. 14(8): users are told, without a number', () => {
    const desk = new LegalDesk('2026-11-26T10:00:00+01:00').aware('exploited-vulnerability');
    expect(desk.state('cra-users')).toBe('running');
    expect(desk.due('cra-users')).toBeUndefined();
  });
});

describe('CER, Directive (EU) 2022/2557', () => {
  test('Art. 15(1): 24 hours, and a detailed report within a month, both from awareness', () => {
    const desk = new LegalDesk('2028-01-31T22:00:00+01:00').fact('essential_disruption', 'yes');
    desk.aware('essential-disruption');
    expect(desk.due('cer-notification')).toBe('2028-02-01T22:00:00+01:00');
    expect(desk.due('cer-detailed')).toBe('2028-02-29T22:00:00+01:00');
  });
});

describe('Data Act, Regulation (EU) 2023/2854', () => {
  const city = {
    holidays: ['2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-14', '2026-05-25', '2026-12-25'],
  };
  const received = (at: string): LegalDesk => new LegalDesk(at, city).fact('data_request_received', at);

  test("Art. 18(2): five working days over Easter with the city's holidays", () => {
    // From Tuesday 31 March 2026: Wednesday, then Tuesday 7 April to Friday 10 April.
    expect(received('2026-03-31T15:00:00+02:00').fact('public_emergency', 'yes').due('data-act-answer')).toBe(
      '2026-04-10T15:00:00+02:00',
    );
  });

  test('Art. 18(2), over all times: the fifth, or thirtieth, day after the receipt that is worked, at the same time', () => {
    const isWorked = (day: Temporal.ZonedDateTime): boolean =>
      day.dayOfWeek < 6 && !city.holidays.includes(day.toPlainDate().toString());
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 24 }), fc.boolean(), (hours, emergency) => {
        const at = later('2026-01-01T00:30:00+01:00', { hours });
        let day = Temporal.Instant.from(at).toZonedDateTimeISO(COPENHAGEN);
        const wall = day.toPlainTime();
        for (let left = emergency ? 5 : 30; left > 0;) {
          day = day.add({ days: 1 });
          if (isWorked(day)) left -= 1;
        }
        const due = day.toPlainDate().toZonedDateTime({ timeZone: COPENHAGEN, plainTime: wall });
        expect(
          received(at)
            .fact('public_emergency', emergency ? 'yes' : 'no')
            .due('data-act-answer'),
        ).toBe(instant(due.epochMilliseconds, COPENHAGEN));
      }),
      { numRuns: 40 },
    );
  });

  test('Art. 18(2): five working days over the change of the clocks, and over the end of the year', () => {
    expect(received('2026-10-23T15:00:00+02:00').fact('public_emergency', 'yes').due('data-act-answer')).toBe(
      '2026-10-30T15:00:00+01:00',
    );
    expect(received('2026-12-23T15:00:00+01:00').fact('public_emergency', 'yes').due('data-act-answer')).toBe(
      '2026-12-31T15:00:00+01:00',
    );
  });

  test('Art. 18(2): 30 working days where there is no public emergency; five while nobody knows', () => {
    const desk = received('2026-03-31T15:00:00+02:00');
    expect(desk.due('data-act-answer')).toBe('2026-04-10T15:00:00+02:00');
    expect(desk.fact('public_emergency', 'no').due('data-act-answer')).toBe('2026-05-18T15:00:00+02:00');
  });
});
