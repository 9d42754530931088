import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { rolesOf } from '../../src/incident/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { ane, bo, Desk } from '../support/incident-desk.ts';
import { smallFlood } from '../support/small-flood.ts';

const organisation = 'holdfast: 1\nname: City\n';
const carl = { name: 'Carl' };
let desk: Desk;

beforeEach(() => {
  desk = new Desk();
  desk.follow(smallFlood, {}, organisation);
  desk.act({ act: 'assign', role: 'lead', person: 'Ane' });
});

describe('handing over', () => {
  test('whoever names the one who is to accept, and not the one who leaves, is told whose handover waits', () => {
    expect(desk.refused({ act: 'accept-handover', from: 'Bo' }, { by: bo })).toMatchObject({
      message: 'No handover waits to be accepted.',
      hint: 'Whoever leaves says: handover.',
    });
    desk.act({ act: 'handover', brief: 'All quiet', to: 'Bo' });
    expect(desk.refused({ act: 'accept-handover', from: 'Bo' }, { by: bo })).toMatchObject({
      message: 'No handover by Bo waits to be accepted, but one by Ane.',
      hint: 'accept-handover Ane',
    });
    expect(rolesOf(desk.incident, 'Ane')).toEqual(['lead']);
  });

  test('the roles stay until another accepts; then each moves by an entry of its own, brought by the acceptance', () => {
    desk.act({ act: 'assign', role: 'facilities', person: 'Ane' });
    desk.act({ act: 'handover', brief: 'All quiet', to: 'Bo' });
    expect(rolesOf(desk.incident, 'Ane')).toEqual(['lead', 'facilities']);
    expect(desk.incident.handovers['Ane']).toMatchObject({
      to: 'Bo',
      roles: ['lead', 'facilities'],
      brief: 'All quiet',
    });

    desk.wait(3);
    const written = desk.act({ act: 'accept-handover' }, { by: bo });
    expect(written.map(({ type }) => type)).toEqual([
      'handover.accepted',
      'role.assigned',
      'role.acknowledged',
      'role.assigned',
      'role.acknowledged',
    ]);
    expect(written.slice(1).map(({ cause }) => cause)).toEqual(Array.from({ length: 4 }, () => written[0]?.id));
    expect(rolesOf(desk.incident, 'Bo')).toEqual(['lead', 'facilities']);
    expect(desk.incident.roles.lead?.acknowledgedAt).toBe(desk.clock);
    expect(desk.incident.handovers).toEqual({});
    expect(desk.incident.heard['Ane']?.relieved).toEqual({ by: 'Bo', at: desk.clock });
    expect(desk.refused({ act: 'accept-handover' }, { by: bo }).code).toBe('nothing-awaiting');
  });

  test('one may hand over some roles and keep the others', () => {
    desk.act({ act: 'assign', role: 'facilities', person: 'Ane' });
    desk.act({ act: 'handover', brief: 'The pumps are yours', roles: ['facilities'] });
    desk.act({ act: 'accept-handover' }, { by: bo });
    expect(rolesOf(desk.incident, 'Ane')).toEqual(['lead']);
    expect(rolesOf(desk.incident, 'Bo')).toEqual(['facilities']);
  });

  test('only what one holds, and to somebody else', () => {
    expect(desk.refused({ act: 'handover', brief: '', roles: ['facilities'] }).message).toBe(
      'Nobody holds the role "facilities".',
    );
    expect(desk.refused({ act: 'handover', brief: '', roles: ['laed'] }).hint).toBe('Did you mean "lead"?');
    expect(desk.refused({ act: 'handover', brief: '', to: 'Ane' }).code).toBe('same-person');
  });

  test('nobody accepts their own; where the one it was meant for cannot come, another may', () => {
    desk.act({ act: 'handover', brief: 'So it stands', to: 'Bo' });
    expect(desk.refused({ act: 'accept-handover' })).toMatchObject({ code: 'same-person' });
    desk.act({ act: 'accept-handover' }, { by: carl });
    expect(rolesOf(desk.incident, 'Carl')).toEqual(['lead']);
    expect(desk.last('handover.given').data.to).toBe('Bo');
    expect(desk.last('handover.accepted').by.name).toBe('Carl');
  });

  test('a whole shift changes at once: each finds what was given to them', () => {
    desk.act({ act: 'assign', role: 'facilities', person: 'Bo' });
    desk.act({ act: 'handover', brief: 'Lead', to: 'Carl' });
    desk.act({ act: 'handover', brief: 'Pumps', to: 'Dora' }, { by: bo });
    expect(desk.refused({ act: 'accept-handover' }, { by: { name: 'Emil' } })).toMatchObject({
      code: 'needs-words',
      message: 'More than one handover waits: of Ane, Bo.',
    });
    desk.act({ act: 'accept-handover' }, { by: { name: 'Dora' } });
    desk.act({ act: 'accept-handover', from: 'Ane' }, { by: carl });
    expect(rolesOf(desk.incident, 'Dora')).toEqual(['facilities']);
    expect(rolesOf(desk.incident, 'Carl')).toEqual(['lead']);
  });

  test('what was given to somebody else meanwhile stays there', () => {
    desk.act({ act: 'assign', role: 'facilities', person: 'Ane' });
    desk.act({ act: 'handover', brief: 'So it stands', to: 'Bo' });
    desk.act({ act: 'assign', role: 'lead', person: 'Carl' });
    desk.act({ act: 'accept-handover' }, { by: bo });
    expect(rolesOf(desk.incident, 'Carl')).toEqual(['lead']);
    expect(rolesOf(desk.incident, 'Bo')).toEqual(['facilities']);
  });

  test('it can be taken back until somebody has accepted it; a second one stands in the place of the first', () => {
    const [first] = desk.act({ act: 'handover', brief: 'To Bo', to: 'Bo' });
    desk.act({ act: 'handover', brief: 'To Carl', to: 'Carl' });
    expect(desk.incident.handovers['Ane']?.to).toBe('Carl');
    expect(desk.refused({ act: 'undo', entry: first?.id ?? '' }).code).toBe('wrong-state');
    desk.act({ act: 'undo' });
    expect(desk.incident.handovers['Ane']?.to).toBe('Bo');
    desk.act({ act: 'undo' });
    expect(desk.incident.handovers).toEqual({});

    const [given] = desk.act({ act: 'handover', brief: 'To Bo', to: 'Bo' });
    desk.act({ act: 'accept-handover' }, { by: bo });
    expect(desk.refused({ act: 'undo', entry: given?.id ?? '' }).message).toContain('it was accepted');
    expect(desk.refused({ act: 'undo' }, { by: bo }).hint).toBe('assign ROLE PERSON');
  });

  test('nothing else moves a role than an entry that says so, and none waits to be handed to whoever gives it', () => {
    const people = ['Ane', 'Bo', 'Carl'];
    const person = fc.constantFrom(...people);
    const role = fc.constantFrom('lead', 'facilities');
    const anyAct: fc.Arbitrary<Act> = fc.oneof(
      fc.record({ act: fc.constant('assign' as const), role, person }),
      fc.record({ act: fc.constant('release' as const), role }),
      fc.record(
        {
          act: fc.constant('handover' as const),
          brief: fc.constant('So it stands'),
          to: person,
          roles: fc.array(role),
        },
        { requiredKeys: ['act', 'brief'] },
      ),
      fc.record({ act: fc.constant('accept-handover' as const), from: person }, { requiredKeys: ['act'] }),
      fc.constant({ act: 'accept-handover' as const }),
      fc.constant({ act: 'undo' as const }),
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(anyAct, person), { minLength: 5, maxLength: 40 }), (acts) => {
        const any = new Desk();
        any.follow(smallFlood, {}, organisation);
        for (const [act, name] of acts) {
          const decision = any.decide(act, { by: { name } });
          if (!decision.ok) continue;
          accepted += any.append(decision.drafts).filter(({ type }) => type === 'handover.accepted').length;
          const held = Object.values(any.incident.roles).flatMap(({ id, holder }) => (holder ? [[id, holder]] : []));
          expect(Object.fromEntries(held)).toEqual(Object.fromEntries(holdersBy(any.entries)));
          for (const { from, to } of Object.values(any.incident.handovers)) expect(from).not.toBe(to);
        }
        expect(any.incident.misfits).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});

/** Who holds what, by the simplest reading of the record: who was named last. */
function holdersBy(entries: readonly AnyEntry[]): Map<string, string> {
  const holders = new Map<string, string>();
  for (const { type, data } of entries) {
    if (type === 'role.assigned') holders.set(data.role, data.person);
    if (type === 'role.released') holders.delete(data.role);
  }
  return holders;
}

describe('operational periods', () => {
  test('each has its number, its end and its objectives; of the running one more may be said', () => {
    desk.act({ act: 'period', objectives: ['Hall A dry', 'Hospital told'], until: '2026-11-21T08:00:00+01:00' });
    expect(desk.last('period.begun')).toMatchObject({ data: { number: 1 }, words: 'Hall A dry\nHospital told' });
    const begunAt = desk.clock;
    desk.wait(10);
    desk.act({ act: 'objective', words: 'People\nfed' });
    expect(desk.incident.period).toMatchObject({
      number: 1,
      begunAt,
      until: '2026-11-21T08:00:00+01:00',
      objectives: ['Hall A dry', 'Hospital told', 'People fed'],
    });
    desk.act({ act: 'period', number: 1, objectives: [], until: '2026-11-21T09:00:00+01:00' });
    expect(desk.incident.period?.objectives).toHaveLength(3);
    desk.act({ act: 'period', objectives: [] });
    expect(desk.incident.period).toMatchObject({ number: 2, objectives: [] });
    expect(desk.incident.period?.until).toBeUndefined();
  });

  test('what cannot be is refused, and says what can', () => {
    desk.act({ act: 'period', number: 3, objectives: ['Hall A dry'] });
    expect(desk.refused({ act: 'period', number: 2, objectives: [] }).message).toContain('Period 3 is running');
    expect(desk.refused({ act: 'period', number: 3, objectives: [] }).code).toBe('already-so');
    expect(desk.refused({ act: 'period', objectives: [], until: '2026-11-21T02:00:00+01:00' }).hint).toContain('ahead');
    expect(desk.refused({ act: 'objective', words: ' ' }).code).toBe('needs-words');
    expect(desk.refused({ act: 'objective', words: 'Hall A dry' }).code).toBe('already-so');
  });

  test('an objective without a period begins the first; undo takes back what was said last', () => {
    desk.act({ act: 'objective', words: 'Hall A dry' });
    desk.act({ act: 'objective', words: 'Hospital told' });
    desk.act({ act: 'undo' });
    expect(desk.incident.period).toMatchObject({ number: 1, objectives: ['Hall A dry'] });
    desk.act({ act: 'undo' });
    expect(desk.incident.period).toBeUndefined();
  });
});

describe('shifts', () => {
  const since = (name: string): string | undefined => desk.incident.heard[name]?.since;

  test('a shift begins with the first act, goes on through short breaks, and after a rest begins anew', () => {
    const evening = desk.clock;
    expect(since('Ane')).toBe(evening);
    desk.wait(7 * 60);
    desk.act({ act: 'note', words: 'Still here' });
    expect(since('Ane')).toBe(evening);
    desk.wait(8 * 60);
    desk.act({ act: 'note', words: 'Back' });
    expect(since('Ane')).toBe(desk.clock);
  });

  test('what is written down later than it happened does not shorten a shift', () => {
    desk.wait(60);
    const at = new Date(desk.now - 30 * 60_000).toISOString();
    desk.act({ act: 'note', words: 'The door was open' }, { by: bo });
    desk.act({ act: 'note', words: 'I came in' }, { by: bo, at });
    expect(since('Bo')).toBe(at);
    const inIt = new Date(desk.now - 10 * 60_000).toISOString();
    desk.act({ act: 'note', words: 'The pump ran until then' }, { by: bo, at: inIt });
    expect(desk.incident.heard['Bo']).toMatchObject({ first: at, since: at, last: desk.clock });
    // Eight hours before it and more they were not on this shift.
    const dayBefore = new Date(desk.now - 8.5 * 3_600_000).toISOString();
    desk.act({ act: 'note', words: 'The pump was silent at noon' }, { by: bo, at: dayBefore });
    expect(desk.incident.heard['Bo']).toMatchObject({ first: dayBefore, since: at, last: desk.clock });
  });

  test('what is told later of the shift before does not lengthen the one that is on', () => {
    const note = (words: string, hoursAgo: number): void =>
      void desk.act({ act: 'note', words }, { at: new Date(desk.now - hoursAgo * 3_600_000).toISOString() });
    desk.wait(60);
    desk.act({ act: 'note', words: 'Going home' });
    desk.wait(14 * 60);
    desk.act({ act: 'note', words: 'Back' });
    note('Rang from the car', 7);
    const begun = new Date(desk.now - 7 * 3_600_000).toISOString();
    expect(since('Ane')).toBe(begun);
    note('Locked the gate before I went', 14);
    expect(since('Ane')).toBe(begun);
    desk.act({ act: 'note', words: 'Still here' });
    note('The gate stood open before that', 14.5);
    expect(since('Ane')).toBe(begun);
  });

  test('who goes on after handing over has not rested', () => {
    const begun = desk.clock;
    desk.wait(60);
    desk.act({ act: 'handover', brief: 'So it stands' });
    desk.act({ act: 'accept-handover' }, { by: bo });
    desk.wait(60);
    desk.act({ act: 'note', words: 'The key is in the drawer' }, { by: ane });
    expect(since('Ane')).toBe(begun);
  });
});
