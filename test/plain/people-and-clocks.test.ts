import { expect, test } from 'vitest';
import { contacts, peopleNight } from '../support/people-night.ts';
import { walk } from './walk.ts';

test('a role is rung line by line: the numbers in order, how it ended, who is next', async () => {
  const { incident, anna } = peopleNight();
  const text = await walk(anna, ['call facilities', 'no-answer', 'people facilities', 'people'], {
    contacts: () => contacts,
  });
  expect(text).toContain('Ring now: Gerda Private: duty +45 00 11 11 11');
  expect(incident.entries.at(-1)).toMatchObject({ type: 'call.attempted', data: { result: 'no-answer' } });
  expect(text).toContain('- NEXT: Gerda Private: mobile +45 00 22 22 22');
  expect(text).toContain('Facilities duty officer (facilities): nobody yet; rung 1 time, next NOW');
  expect(JSON.stringify(incident.entries)).not.toContain('Gerda');
});

test('an answer that is offered by number is taken as it is read, whatever the capitals', async () => {
  const { incident, anna } = peopleNight();
  await walk(anna, ['call facilities', 'No answer', 'severity', 'SEV2', 'stand-down', 'a false alarm', 'yes', 'dry']);
  expect(incident.entries).toContainEqual(
    expect.objectContaining({ data: expect.objectContaining({ result: 'no-answer' }) }),
  );
  expect(incident.incident).toMatchObject({ severity: 'sev2', state: 'stood-down' });
});

test('a task is asked for piece by piece; it stands with the people until it is done', async () => {
  const { incident, anna } = peopleNight();
  const text = await walk(anna, ['ask', 'Bo Holm', 'look at the pump', '10m', 'people', 'gave', 'people']);
  expect(text).toContain('How long has Bo Holm for it?');
  expect(incident.incident.tasks['task-1']).toMatchObject({ to: 'Bo Holm', words: 'look at the pump' });
  expect(incident.incident.tasks['task-1']?.due).toBeDefined();
  expect(text).toContain('Bo Holm: look at the pump — 10m left, not taken yet  (task-1)');
  expect(text).toContain('— done');
});

test('a task without a time: an empty line; cancel gives none', async () => {
  const { incident, anna } = peopleNight();
  await walk(anna, ['ask', 'Bo', 'look at the door', 'cancel']);
  expect(incident.incident.tasks).toEqual({});
  await walk(anna, ['ask', 'Bo', 'look at the door', '']);
  expect(incident.incident.tasks['task-1']).not.toHaveProperty('due');
});

test('a duty by its name: what it counts from, what it rests on; met with its reference', async () => {
  const { incident, anna } = peopleNight();
  const text = await walk(anna, [
    'clocks early-warning',
    'aware significant-incident',
    'met early-warning --ref CFCS 17',
    'clocks early-warning',
    'clocks erly-warning',
  ]);
  expect(text).toContain('Counts from: aware of significant-incident (A significant incident)');
  expect(text).toContain('Directive (EU) 2022/2555, Art. 23(4)(a)');
  expect(incident.incident.clocks['early-warning']?.reference).toBe('CFCS 17');
  expect(text).toContain('Reference: CFCS 17');
  expect(text).toContain('Did you mean "early-warning"?');
});
