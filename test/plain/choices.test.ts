import { expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { manyTracks } from '../support/three-tracks.ts';
import { twoTracks } from '../support/two-tracks.ts';
import { numberOf, typist } from './walk.ts';

const last = ({ entries }: MemoryIncident): MemoryIncident['entries'][number] | undefined =>
  entries.findLast(({ cause }) => cause === undefined);

test('of a long checklist one choice asks which; of what is left of it each has its number again', async () => {
  const items = Array.from({ length: 10 }, (_, item) => `      - Room ${item + 1} is empty\n`).join('');
  const flood = memoryIncident({ runbooks: [pumpFailure.replace(/ +- Head count[^]*?(?= {4}record)/, items)] });
  const anna = typist(flood.session('Anna'));
  await anna.ready();
  expect(anna.seen()).not.toContain('Tick: Room');
  await anna.type(numberOf(anna.seen(), 'Tick'));
  expect(anna.seen()).toContain('Room 10 is empty');
  await anna.type('10');
  expect(last(flood)).toMatchObject({ type: 'item.ticked', data: { item: 10, ticked: true } });
  await anna.type('');
  const now = anna.seen().slice(anna.seen().lastIndexOf('What now?'));
  await anna.type(numberOf(now, 'Tick: Room 9 is empty'));
  expect(last(flood)).toMatchObject({ type: 'item.ticked', data: { item: 9, ticked: true } });
});

test('whoever was given a role says yes by a number, once', async () => {
  const flood = memoryIncident({ runbooks: [pumpFailure] });
  flood.session('Bo').act({ act: 'assign', role: 'lead', person: 'Anna' });
  const anna = typist(flood.session('Anna'));
  await anna.ready();
  await anna.type(numberOf(anna.seen(), 'Yes, I am Incident lead'));
  expect(last(flood)).toMatchObject({ type: 'role.acknowledged', data: { role: 'lead', person: 'Anna' } });
  await anna.type('');
  expect(anna.seen().slice(anna.seen().lastIndexOf('What now?'))).not.toContain('Yes, I am');
});

test('another step that is open is looked at by its number, and the next act is of that one', async () => {
  const flood = memoryIncident({ runbooks: [manyTracks(3)] });
  const session = flood.session('Anna');
  const [, other] = session.guide().current;
  const anna = typist(session);
  await anna.ready();
  await anna.type(numberOf(anna.seen(), `Look at: ${other?.title}`));
  expect(anna.seen()).toContain(`NOW: ${other?.title}`);
  await anna.type('1');
  expect(last(flood)).toMatchObject({ type: 'step.done', step: other?.name });
});

test('what it depends on is asked for by a number', async () => {
  const flood = memoryIncident({
    runbooks: [
      'holdfast: 1\nid: asked\ntitle: Asked\nfacts: { wet: { ask: Is it wet?, type: boolean } }\nsteps:\n  - { id: one, when: facts.wet, do: Pump it out }\n  - { id: two, do: Go home }\n',
    ],
  });
  const anna = typist(flood.session('Anna'));
  await anna.ready();
  await anna.type(numberOf(anna.seen(), 'Answer what this step depends on (wet)'));
  await anna.type('no');
  expect(anna.seen()).toContain('NOW: Go home');
});

test('where nothing is open any more what can be done with the incident itself has its numbers, until it is closed', async () => {
  const flood = memoryIncident({ runbooks: [twoTracks] });
  const session = flood.session('Anna');
  for (const step of ['look', 'cut', 'tell', 'over']) session.act({ act: 'done', step });
  const anna = typist(session);
  await anna.ready();
  const choices = (): string[] =>
    [
      ...anna
        .seen()
        .slice(anna.seen().lastIndexOf('What now?'))
        .matchAll(/^ +\d+ {2}(.+)$/gm),
    ].map(([, label = '']) => label);
  const take = async (label: string): Promise<void> => {
    await anna.type(String(choices().findIndex((each) => each.startsWith(label)) + 1));
    if (anna.seen().trimEnd().endsWith('(yes or no)')) await anna.type('yes');
  };
  expect(choices()).toEqual(expect.arrayContaining(['Add a step', 'Stabilised', 'Resolve']));
  await anna.type('stabilise');
  await anna.type('');
  expect(choices()).not.toContain('Stabilised');
  await take('Resolve');
  await anna.type('');
  expect(choices()).toEqual(expect.arrayContaining(['Close', 'Reopen the incident']));
});
