import { expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';
import { smallFlood } from '../support/small-flood.ts';
import { walk } from './walk.ts';

test('hot wash and feedback are asked line by line, answered by number or in words', async () => {
  const drill = memoryIncident({ mode: 'drill', runbooks: [smallFlood] });
  const text = await walk(drill.session('Bo'), [
    'hot-wash',
    '1',
    'The guard was our eyes',
    'feedback',
    '2',
    '4',
    'feedback it was a long night',
    'feedback realistic 9',
  ]);
  expect(text).toContain('What went well, and should stay?');
  expect(text).toContain('The scenario was plausible and realistic. How far do you agree?');
  expect(text.replaceAll(/\s+/g, ' ')).toContain('From 1 (not at all) to 5: feedback realistic 4');
  expect(drill.incident.annotations).toMatchObject([{ kind: 'went-well', words: 'The guard was our eyes', by: 'Bo' }]);
  expect(drill.incident.feedback).toMatchObject([
    { statement: 'realistic', agreement: 4, by: 'Bo' },
    { words: 'it was a long night', by: 'Bo' },
  ]);
});
