import { expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { typist, walk } from './walk.ts';

/** Declared at 21:00; nobody had a screen until six in the morning. */
function night(): MemoryIncident {
  const incident = memoryIncident({ runbooks: [pumpFailure], start: '2026-11-21T21:00:00+01:00' });
  incident.pass({ hours: 9 });
  return incident;
}

test('paper is typed in line by line: whose it is, when it was, what it says; what is wrong stays to be mended', async () => {
  const incident = night();
  const text = await walk(incident.session('Ann Ebbe'), [
    'from-paper',
    '2130 mk people-first done',
    'Mona Krag',
    '2131 mk nonsense',
    'an = Arne Nybo',
    '2140 an rising chose steady',
    '0010 an note water at 12 cm',
    'undo',
    '0011 an note water at 14 cm',
    'end',
    'quit',
  ]);
  expect(text).toContain('Whose initials are "mk"?');
  expect(text).toContain('21 Nov 21:30 +01:00 Mona Krag: done "Get everyone out"');
  expect(text).toContain('Not taken: 2131 mk nonsense');
  expect(text).toContain('3 lines of paper were recorded.');
  const paper = incident.entries.filter(
    ({ via, cause, type }) => via === 'paper' && cause === undefined && type !== 'fact.recorded',
  );
  expect(paper).toMatchObject([
    {
      type: 'step.done',
      step: 'people-first',
      at: '2026-11-21T21:30:00+01:00',
      precision: 'minute',
      by: { name: 'Mona Krag' },
      'entered-by': { name: 'Ann Ebbe' },
    },
    { type: 'choice.made', at: '2026-11-21T21:40:00+01:00', by: { name: 'Arne Nybo' } },
    { type: 'note.written', words: 'water at 12 cm', at: '2026-11-22T00:10:00+01:00' },
    { type: 'note.written', words: 'water at 14 cm' },
  ]);
  expect(incident.incident.undone[paper[2]?.id ?? '']).toBeDefined();
});

test('at a terminal nothing is recorded before Enter', async () => {
  const incident = night();
  const ann = typist(incident.session('Ann Ebbe'));
  await ann.type('from-paper');
  await ann.type('2140 ann note the door is locked');
  expect(ann.seen()).toContain('21 Nov 21:40 +01:00 Ann Ebbe: note: the door is locked');
  expect(ann.seen()).toContain('Enter records it, e types it anew >');
  await ann.type('2141 ann note the door is open');
  expect(ann.seen()).toContain('Not recorded: 2140 ann note the door is locked');
  await ann.type('');
  await ann.type('2142 ann note e');
  await ann.type('e');
  expect(ann.seen()).toContain('It was: 2142 ann note e');
  await ann.type('end');
  await ann.type('quit');
  expect(incident.entries.filter(({ via }) => via === 'paper').map(({ words }) => words)).toEqual(['the door is open']);
});
