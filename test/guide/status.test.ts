import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import {
  briefText,
  currentJson,
  handoverBrief,
  nowText,
  statusJson,
  statusText,
  stillOpen,
} from '../../src/guide/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../schemas/status.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema as object);

function status(flood: MemoryIncident): ReturnType<typeof statusJson> {
  const anna = flood.session('Anna');
  const answer = statusJson(anna.guide(), anna.incident);
  validate(JSON.parse(JSON.stringify(answer)));
  expect(validate.errors).toBeNull();
  return answer;
}

describe('JSON that programs may rely on', () => {
  test('the shape holds before a runbook, on the way and after the end', () => {
    expect(status(memoryIncident())).toMatchObject({
      incident: { id: 'flood-7', state: 'open', severity: null },
      current: [],
    });

    const flood = memoryIncident({ runbooks: [pumpFailure], mode: 'drill', severity: 'sev2' });
    const anna = flood.session('Anna');
    expect(status(flood)).toMatchObject({
      incident: { mode: 'drill', severity: 'sev2' },
      head: { seq: flood.entries.length, hash: flood.entries.at(-1)?.hash },
      current: [{ step: 'people-first', title: 'Get everyone out', verb: 'do', role: 'facilities' }],
    });
    anna.act({ act: 'aware', topic: 'significant-incident' });
    anna.act({ act: 'lost', services: ['sign-in'] });
    anna.act({ act: 'assign', role: 'lead', person: 'Anna' });
    anna.act({
      act: 'fact',
      values: [
        { fact: 'water_depth', value: '12' },
        { fact: 'door_code', value: '4711' },
      ],
    });
    anna.act({ act: 'skip', step: 'people-first' });
    const on = status(flood);
    expect(on.facts.find((fact) => fact.id === 'water_depth')).toMatchObject({
      value: 12,
      unit: 'cm',
      state: 'known',
      by: 'Anna',
    });
    expect(on.deviations[0]).toMatchObject({ type: 'step.skipped', step: 'people-first', owed: true, reason: null });
    expect(on.clocks.find((clock) => clock.id === 'early-warning')).toMatchObject({ state: 'provisional' });
    expect(on.services).toMatchObject([{ id: 'sign-in', state: 'lost' }]);
    expect(JSON.stringify(on)).not.toContain('4711');

    anna.act({ act: 'jump', step: 'stand-down' }, { why: 'over' });
    anna.act({ act: 'done', step: 'stand-down' });
    status(flood);
  });

  test('the schema is closed: a key that nobody promised is found', () => {
    const answer = { ...status(memoryIncident()), more: 1 };
    expect(validate(answer)).toBe(false);
  });

  test('acts answer the same open steps', () => {
    const anna = memoryIncident({ runbooks: [pumpFailure] }).session('Anna');
    expect(currentJson(anna.guide())).toEqual(statusJson(anna.guide(), anna.incident).current);
  });
});

describe('words for people', () => {
  test('now: three lines, what, who and how long', () => {
    const flood = memoryIncident({ runbooks: [pumpFailure], mode: 'drill' });
    flood.pass({ minutes: 3 });
    const lines = nowText(flood.session('Anna').guide());
    expect(lines).toEqual([
      '[DRILL flood-7] Now: Get everyone out (people-first)',
      'Who: Facilities duty officer, nobody yet',
      'Time: 3m so far, about 5m expected · Tell the public: 27m left, due 03:42 +01:00',
    ]);
    expect(nowText(memoryIncident().session('Anna').guide())).toHaveLength(3);
  });

  test('whoever only looks is told that a wait is over, though nobody has written it yet', () => {
    const flood = memoryIncident({
      runbooks: [
        'holdfast: 1\nid: drying\ntitle: Drying\nsteps:\n  - { id: dry, wait: Let it dry, for: 15m }\n  - { id: look, do: Look }\n',
      ],
    });
    const time = (): string | undefined => nowText(flood.session('Anna').guide())[2];
    expect(time()).toBe('Time: 0s so far, the wait is over at 03:27 +01:00');
    flood.away({ minutes: 20 });
    expect(time()).toBe('Time: 20m so far, due since 03:27 +01:00: the wait is over');
  });

  test('status names what is open, lost, owed, and the head', () => {
    const flood = memoryIncident({ runbooks: [pumpFailure] });
    const anna = flood.session('Anna');
    anna.act({ act: 'lost', services: ['sign-in'] });
    anna.act({ act: 'skip', step: 'people-first' });
    const text = statusText(anna.guide()).join('\n');
    expect(text).toContain('Citizen sign-in: lost, to be back by 07:12 +01:00, meanwhile: Paper forms at the counter');
    expect(text).toContain('1 reason owed');
    expect(text).toContain(`Head: #${flood.entries.length} ${flood.entries.at(-1)?.hash.slice(0, 12) ?? ''}`);
  });

  test('a service that is not back in time is said to be overdue, in its line and among the worries', () => {
    const flood = memoryIncident({ runbooks: [pumpFailure] });
    const anna = flood.session('Anna');
    anna.act({ act: 'lost', services: ['sign-in'] });
    flood.away({ minutes: 13 * 60 });
    expect(statusText(anna.guide()).join('\n')).toContain(
      'Citizen sign-in: lost, OVERDUE by 9h, was to be back by 07:12 +01:00, meanwhile',
    );
    const { parts } = handoverBrief(flood.incident, { name: 'Ida' }, anna.now(), []);
    expect(parts.find(({ id }) => id === 'worries')?.lines).toContain('Overdue: Citizen sign-in is to be back');
  });

  test('the brief has what the next person must know, and the head by which a cut end is found', () => {
    const flood = memoryIncident({ runbooks: [pumpFailure] });
    const anna = flood.session('Anna');
    anna.act({ act: 'ask', person: 'Bo', words: 'bring sandbags' });
    anna.act({ act: 'fact', values: [{ fact: 'water_depth', value: '12' }] });
    anna.act({ act: 'skip', step: 'people-first' });
    flood.pass({ minutes: 40 });
    const brief = briefText(handoverBrief(anna.incident, { name: 'Anna' }, anna.now(), anna.log(3)), anna.incident);
    for (const title of [
      'Situation',
      'Objectives',
      'What is being done',
      'Open tasks',
      'Clocks',
      'Worries',
      'Not known yet',
      'Reasons owed',
      'People',
      'Hours on shift',
      'What happened last',
    ]) {
      expect(brief).toContain(`\n${title}\n`);
    }
    expect(brief).toContain('Water in hall A');
    expect(brief).toContain('Bo: bring sandbags');
    expect(brief).toContain('OVERDUE by');
    expect(brief).toContain('its reason is owed');
    expect(brief).toContain(
      'How deep is it at the lowest rack? (water_depth): 12 cm (Anna, 03:12 +01:00), OUT OF DATE',
    );
    expect(brief).toContain(anna.guide().head);
  });

  test('before a resolve: what is still open; afterwards duties do not hold it open', () => {
    const flood = memoryIncident({ runbooks: [pumpFailure] });
    const anna = flood.session('Anna');
    expect(stillOpen(anna.guide()).join('\n')).toContain('Step: Get everyone out (people-first)');
    anna.act({ act: 'jump', step: 'stand-down' }, { why: 'over' });
    anna.act({ act: 'done', step: 'stand-down' });
    expect(stillOpen(anna.guide()).some((line) => line.includes('Write the report'))).toBe(false);
  });
});
