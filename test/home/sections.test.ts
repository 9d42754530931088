import { expect, test } from 'vitest';
import { sectionsOf } from '../../src/home/index.ts';
import type { HomeIncident } from '../../src/home/index.ts';
import { books, homeIncident } from '../support/home-books.ts';

const named = (alias: string, more: Partial<HomeIncident> = {}): HomeIncident =>
  homeIncident({ id: `01-${alias}`, alias, title: alias, ...more });

function open(incidents: readonly HomeIncident[], typed = ''): readonly string[] {
  const [first] = sectionsOf({ incidents, runbooks: books }, typed);
  return (first?.items ?? []).flatMap((item) => (item.kind === 'incident' ? [item.incident.alias] : []));
}

test('of what is over the newest are offered, the newest first', () => {
  const over = ['a', 'b', 'c', 'd', 'e', 'f'].map((alias) => named(alias, { state: 'closed' }));
  const last = sectionsOf({ incidents: over, runbooks: books }, '').at(-1);
  expect(last?.title).toBe('Over, to be read');
  expect(last?.items.map((item) => (item.kind === 'incident' ? item.incident.alias : item.kind))).toEqual([
    'f',
    'e',
    'd',
    'c',
    'b',
  ]);
});

test('of what is open the first is what presses: something due in it, then the worst, then the oldest', () => {
  const incidents = [
    named('not-rated'),
    named('small', { severity: 'sev4' }),
    named('bad', { severity: 'sev1' }),
    named('bad-too', { severity: 'sev1' }),
    named('small-and-overdue', { severity: 'sev4', alarms: 2 }),
    named('bad-and-overdue', { severity: 'sev2', alarms: 1 }),
  ];
  expect(open(incidents)).toEqual(['bad-and-overdue', 'small-and-overdue', 'bad', 'bad-too', 'small', 'not-rated']);
  expect(open(incidents, 'SMALL')).toEqual(['small-and-overdue', 'small']);
});
