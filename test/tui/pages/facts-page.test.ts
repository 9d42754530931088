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
  screen.press('v').type('facts').press('enter', '/').type(words).press('enter');
const marked = (screen: ScreenInHand): string => screen.rows.find((row) => row.startsWith('> ')) ?? '';

describe('the facts', () => {
  test.each(sizes)('at %ix%i: what is known, by whom, since when, how it is answered', (columns, rows) => {
    const { incident, screen } = begin({ columns, rows });
    incident.session('Bo').act({ act: 'fact', values: [{ fact: 'water_depth', value: '12 cm' }] });
    incident.pass({ minutes: 3 });
    look(screen, 'depth');
    fits(screen);
    expect(screen.words).toContain('Facts (1 of 9 known)');
    expect(marked(screen)).toMatch(/12 cm +Depth at the lowest rack/);
    expect(detail(screen)).toContain('Said by Bo, 03:12 +01:00, 3m ago');
    expect(detail(screen)).toContain('Answered with: a number, cm. An answer counts for 15m.');
  });

  test('an old answer is no answer any more, and says so in words', () => {
    const { incident, screen } = begin();
    incident.session('Bo').act({ act: 'fact', values: [{ fact: 'water_depth', value: '12' }] });
    look(screen, 'depth');
    expect(detail(screen)).not.toContain('OUT OF DATE');
    incident.pass({ minutes: 16 });
    expect(marked(screen)).toContain('old: 12 cm');
    expect(detail(screen)).toContain('OUT OF DATE: ask again.');
    expect(screen.words).toContain('Facts (0 of 9 known)');
  });

  test('Enter answers in place, by its type; what the open step asks for is answered for the step', () => {
    const { incident, screen } = begin();
    look(screen, 'everyone');
    expect(marked(screen)).toContain('> → not answered');
    expect(detail(screen)).toContain('Asked for now by: Get everyone out');
    screen.press('enter');
    expect(screen.words).toContain('yes or no.');
    screen.enter('perhaps');
    expect(incident.entries.some(({ type }) => type === 'fact.recorded')).toBe(false);
    screen.press('ctrl-u').enter('yes');
    expect(incident.entries.at(-1)).toMatchObject({ type: 'fact.recorded', step: 'get-out' });
    expect(marked(screen)).toMatch(/> {3}yes/);
    expect(detail(screen)).not.toContain('Asked for now');
  });

  test('a choice takes the number of its option; ? is not known yet; Esc leaves it open', () => {
    const { incident, screen } = begin();
    look(screen, 'kind of water').press('enter');
    expect(screen.words).toContain('1 clean 2 rain 3 sewage');
    screen.enter('3');
    expect(marked(screen)).toContain('sewage');
    screen.press('f').enter('?');
    expect(marked(screen)).toContain('not known yet');
    const before = incident.entries.length;
    screen.press('enter').type('rain').press('escape');
    expect(incident.entries).toHaveLength(before);
    expect(screen.words).toContain('Facts (0 of 9 known)');
  });

  test('of a secret only that it was given is kept and shown; a personal answer is named as one', () => {
    const { screen } = begin();
    look(screen, 'door').press('enter').type('4711');
    expect(screen.text).not.toContain('4711');
    screen.press('enter');
    expect(screen.text).not.toContain('4711');
    expect(marked(screen)).toMatch(/given +Door code/);
    expect(detail(screen)).toContain('Secret: only that it was given is kept.');
    screen.press('escape', '/').type('who rang').press('enter');
    expect(detail(screen)).toContain('Personal: it decides nothing');
  });

  test.each(sizes)('hostile answers are data, at %ix%i', (columns, rows) => {
    const { incident, screen } = begin({ columns, rows });
    const evil = '\u001b[2J\u202e\u0007';
    incident
      .session(`Mallory${evil}`)
      .act({ act: 'fact', values: [{ fact: 'rooms', value: `A${evil}, ${'B'.repeat(300)}` }] });
    look(screen, 'rooms');
    expect(marked(screen)).toContain('Which rooms are wet');
    fits(screen);
  });

  test('with no fact at all Enter says so', () => {
    const incident = memoryIncident({ runbooks: ['holdfast: 1\nid: a\ntitle: A\nsteps:\n  - { id: a, do: A }\n'] });
    const screen = new ScreenInHand(incident.session('Anna'));
    screen.press(':').enter('facts').press('enter');
    expect(screen.said).toContain('No followed runbook asks for a fact');
  });
});
