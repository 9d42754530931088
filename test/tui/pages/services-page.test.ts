import { describe, expect, test } from 'vitest';
import { memoryIncident } from '../../support/memory-session.ts';
import type { MemoryIncident } from '../../support/memory-session.ts';
import { ScreenInHand } from '../../support/screen-in-hand.ts';
import { organisation, smallFlood } from '../../support/small-flood.ts';
import { detail, fits, sizes } from './sizes.ts';

const runbook = smallFlood.replace('rto: 4h, fallback', 'rto: 4h, mtpd: 1d, fallback');

function begin(size: { columns?: number; rows?: number } = {}): { incident: MemoryIncident; screen: ScreenInHand } {
  const incident = memoryIncident({ runbooks: [runbook], organisation });
  const screen = new ScreenInHand(incident.session('Anna'), size);
  screen.press('v').type('services').press('enter');
  return { incident, screen };
}
const marked = (screen: ScreenInHand): string => screen.rows.find((row) => row.startsWith('> ')) ?? '';
const types = (incident: MemoryIncident): string[] => incident.entries.map(({ type }) => type);

describe('the services', () => {
  test.each(sizes)(
    'at %ix%i: how long one may be away, what falls with it, what people do meanwhile',
    (columns, rows) => {
      const { incident, screen } = begin({ columns, rows });
      fits(screen);
      expect(screen.words).toContain('Services (3: 0 lost, 0 suspect)');
      expect(detail(screen)).toContain('If it is lost: back within 4h (RTO), away 1d at most (MTPD)');
      screen.press('l');
      expect(types(incident)).toContain('service.lost');
      incident.pass({ hours: 3 });
      fits(screen);
      expect(screen.words).toContain('Services (3: 1 lost, 2 suspect)');
      expect(marked(screen)).toContain('██████░░ Citizen sign-in: lost, RTO 1h left');
      expect(detail(screen)).toContain('RTO 1h left, 07:12 +01:00');
      expect(detail(screen)).toMatch(/█░{7} MTPD 21h left/);
      expect(detail(screen)).toContain('Meanwhile: Paper forms');
      expect(detail(screen)).toContain('Needed by: Self-service portal');
    },
  );

  test('when its time is over that is said in words; what needs it is suspect, and why', () => {
    const { incident, screen } = begin();
    screen.press('l');
    incident.pass({ hours: 5 });
    expect(marked(screen)).toContain('RTO OVER by 1h');
    screen.press('down');
    expect(detail(screen)).toContain('Suspect, for it needs what is lost: Citizen sign-in');
    expect(detail(screen)).toContain('It needs: Citizen sign-in');
  });

  test('lost, suspect and restored by a key; one that changes nothing says why', () => {
    const { incident, screen } = begin();
    screen.press('r');
    expect(screen.said).toBe('Citizen sign-in is up already.');
    screen.press('s');
    expect(types(incident).at(-1)).toBe('service.suspect');
    screen.press('l', 'l');
    expect(screen.said).toBe('Citizen sign-in is lost already.');
    expect(types(incident).filter((type) => type === 'service.lost')).toHaveLength(1);
    screen.press('r');
    expect(types(incident)).toContain('service.restored');
    expect(marked(screen)).toContain('Citizen sign-in: up');
  });

  test('where there is none, every key says so', () => {
    const incident = memoryIncident({ runbooks: ['holdfast: 1\nid: a\ntitle: A\nsteps:\n  - { id: a, do: A }\n'] });
    const screen = new ScreenInHand(incident.session('Anna'));
    screen.press(':').enter('services');
    for (const key of ['l', 's', 'r']) expect(screen.press(key).said).toBe('No followed runbook names a service.');
  });
});
