import { describe, expect, test } from 'vitest';
import { memoryIncident } from '../../support/memory-session.ts';
import type { MemoryIncident } from '../../support/memory-session.ts';
import { ScreenInHand } from '../../support/screen-in-hand.ts';
import { organisation, smallFlood } from '../../support/small-flood.ts';
import { detail, fits, sizes } from './sizes.ts';

function begin(size: { columns?: number; rows?: number } = {}): { incident: MemoryIncident; screen: ScreenInHand } {
  const incident = memoryIncident({ runbooks: [smallFlood], organisation });
  return { incident, screen: new ScreenInHand(incident.session('Anna'), size) };
}
const look = (screen: ScreenInHand, words: string): ScreenInHand =>
  screen.press('v', '1', '/').type(words).press('enter');
const last = (incident: MemoryIncident): MemoryIncident['entries'][number] | undefined => incident.entries.at(-1);

describe('the questions', () => {
  test.each(sizes)('at %ix%i: what somebody should answer, and what left the plan', (columns, rows) => {
    const { incident, screen } = begin({ columns, rows });
    incident.session('Bo').act({ act: 'skip', step: 'lag' });
    screen.press('v', '1');
    fits(screen);
    expect(screen.words).toContain('Questions (2) · 1 deviation from the plan, 1 reason owed');
    expect(detail(screen)).toContain('Nobody is Facilities duty officer yet. In words: assign facilities NAME');
  });

  test('a role: who is asked for, and recorded', () => {
    const { incident, screen } = begin();
    look(screen, 'facilities').press('enter');
    screen.enter('Bo Holm');
    expect(last(incident)).toMatchObject({ type: 'role.assigned', data: { role: 'facilities', person: 'Bo Holm' } });
    expect(screen.words).toContain('Questions (0)');
    expect(screen.press('enter').said).toBe('Nothing waits for an answer.');
  });

  test('a reason that is owed is given', () => {
    const { incident, screen } = begin();
    incident.session('Bo').act({ act: 'skip', step: 'lag' });
    look(screen, 'owed').press('enter').enter('the standby is in the harbour');
    expect(last(incident)).toMatchObject({ type: 'entry.corrected', words: 'the standby is in the harbour' });
    expect(screen.words).not.toContain('reason owed');
  });

  test('where several reasons are owed, the one that is marked is asked for, by what it is about', () => {
    const { incident, screen } = begin();
    const bo = incident.session('Bo');
    bo.act({ act: 'skip', step: 'lag' });
    bo.act({ act: 'skip', step: 'get-out' });
    look(screen, 'Get everyone out').press('enter');
    expect(screen.words).toMatch(/Why\? #\d+ left the plan \(step skipped, "Get everyone out"/);
    // What is half written of it is not taken for the reason of the other.
    screen.type('all are out').press('escape', 'escape', '/').type('standby').press('enter', 'enter');
    expect(screen.words).toMatch(/Why\? #\d+ left the plan \(step skipped, "(?!Get everyone)/);
    expect(screen.words).not.toContain('> all are out');
  });

  test('a fact is asked in place, with its type', () => {
    const { incident, screen } = begin();
    incident.session('Bo').act({ act: 'aware', topic: 'significant-incident' });
    look(screen, 'significant').press('enter');
    expect(screen.words).toContain('Is it significant? yes or no.');
    screen.enter('yes');
    expect(incident.entries.map(({ type }) => type)).toContain('fact.recorded');
    expect(incident.incident.facts['significant']?.answer).toMatchObject({ known: true, value: true });
  });

  test('what would be done at once is read first: it stands in the line of words, and Enter sends it off', () => {
    const { incident, screen } = begin();
    const bo = incident.session('Bo');
    bo.act({ act: 'assign', role: 'facilities', person: 'Bo' });
    bo.act({ act: 'assign', role: 'lead', person: 'Anna' });
    incident.pass({ minutes: 6 });
    const before = incident.entries.length;
    look(screen, 'Anna has not').press('enter');
    expect(screen.text).toContain('\n: ack lead');
    screen.press('escape');
    expect(incident.entries).toHaveLength(before);
    expect(screen.words).toContain('Questions (');
    screen.press('enter', 'enter');
    expect(last(incident)?.type).toBe('role.acknowledged');
  });

  test('what only is to be known says so', () => {
    const { incident, screen } = begin();
    const { kind, text } = { kind: 'misfit', text: '#9 was recorded and did not change the state' } as const;
    const { world } = screen.controller.view;
    const guide = Object.create(world.guide, {
      questions: { value: [{ kind, text, ref: 'x' }] },
    }) as typeof world.guide;
    Object.assign(world, { guide });
    screen.press('v', '1', 'enter');
    expect(screen.said).toContain('it is to be known');
    expect(incident.entries.map(({ type }) => type)).not.toContain('entry.corrected');
  });

  test('a hostile name in a question is data', () => {
    const { incident, screen } = begin({ columns: 60, rows: 20 });
    incident.session('Bo').act({ act: 'assign', role: 'lead', person: 'Eve\u001b[2J\u202e' });
    incident.pass({ minutes: 6 });
    look(screen, 'Eve');
    expect(detail(screen)).toContain('Eve');
    fits(screen);
  });
});
