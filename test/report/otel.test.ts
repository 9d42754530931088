import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { Desk } from '../support/incident-desk.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { exported } from '../support/exported.ts';
import { shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

interface Span {
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly events: readonly { readonly name: string; readonly attributes: readonly unknown[] }[];
  readonly attributes: readonly unknown[];
  readonly status: { readonly code?: number };
}

const validate = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(new URL('../fixtures/otlp-trace.schema.json', import.meta.url), 'utf8')) as object,
);

async function spansOf(entries: readonly AnyEntry[]): Promise<readonly Span[]> {
  const text = await exported('otel', shownOf(entries));
  const trace = JSON.parse(text) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  expect([validate(trace), validate.errors]).toEqual([true, null]);
  return trace.resourceSpans[0]!.scopeSpans[0]!.spans;
}

const loop = `holdfast: 1
id: pump
title: Pump
steps:
  - { id: look, do: Look at the pump }
  - id: runs
    decide: Does it run?
    options:
      again: { title: Not yet, go-to: look }
      fine: { title: It runs }
`;

describe('the incident as a trace', () => {
  it('has one root, a span for the runbook, and one for each turn of a step, every entry an event of one of them', async () => {
    const desk = new Desk();
    desk.follow(loop);
    for (const option of ['again', 'again', 'fine']) {
      desk.act({ act: 'done', step: 'look' });
      desk.wait(5);
      desk.act({ act: 'choose', step: 'runs', option });
    }
    const spans = await spansOf(desk.entries);
    expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toHaveLength(1);
    expect(spans.filter(({ name }) => name === 'Look at the pump')).toHaveLength(3);
    expect(spans.filter(({ name }) => name === 'Does it run?')).toHaveLength(3);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    for (const { parentSpanId } of spans) expect(parentSpanId === undefined || ids.has(parentSpanId)).toBe(true);
    expect(spans.flatMap(({ events }) => events)).toHaveLength(desk.entries.length);
  });

  it('puts what was done in each turn of a step into the span of that turn, and what is of no step into the incident', async () => {
    const desk = new Desk();
    desk.follow(loop);
    for (const option of ['again', 'again', 'fine']) {
      desk.act({ act: 'done', step: 'look' }, { by: { name: 'Bo', role: 'lead' } });
      desk.wait(5);
      desk.act({ act: 'choose', step: 'runs', option });
    }
    desk.act({ act: 'note', words: 'It hums' });
    const spans = await spansOf(desk.entries);
    const eventsOf = (title: string) =>
      spans.filter(({ name }) => name === title).map(({ events }) => events.map(({ name }) => name));
    expect(eventsOf('Look at the pump')).toEqual([['step.done'], ['step.done'], ['step.done']]);
    expect(eventsOf('Does it run?')).toEqual([['choice.made'], ['choice.made'], ['choice.made']]);
    expect(eventsOf('Water in the hall')).toEqual([
      ['incident.declared', 'runbook.followed', 'runbook.ended', 'note.written'],
    ]);
    const done = spans.flatMap(({ events }) => events).find(({ name }) => name === 'step.done');
    expect(done?.attributes).toContainEqual({ key: 'enduser.role', value: { stringValue: 'lead' } });
  });

  it('ends with the incident: where it was closed, else resolved or stood down, else with what is known last', async () => {
    const ends = async (...acts: readonly Act[]) => {
      const desk = new Desk();
      desk.follow(loop);
      for (const act of acts) {
        desk.wait(10);
        desk.act(act, { why: 'x' });
      }
      desk.wait(30);
      desk.act({ act: 'note', words: 'Looking back' });
      const [root, run] = await spansOf(desk.entries);
      expect(run?.endTimeUnixNano).toBe(root?.endTimeUnixNano);
      const minutes = (BigInt(root!.endTimeUnixNano) - BigInt(root!.startTimeUnixNano)) / 60_000_000_000n;
      return [Number(minutes), root!.status.code];
    };
    expect(await ends()).toEqual([30, undefined]);
    expect(await ends({ act: 'resolve' })).toEqual([10, 1]);
    expect(await ends({ act: 'resolve' }, { act: 'close' })).toEqual([20, 1]);
    expect(await ends({ act: 'stand-down', as: 'false-alarm' })).toEqual([10, undefined]);
  });

  it('ends the span of a runbook where that ended, with how', async () => {
    const desk = new Desk();
    desk.follow(
      loop.replace(
        'fine: { title: It runs }',
        'fine: { title: It runs }\n  - { id: over, end: Over, outcome: resolved }',
      ),
    );
    desk.act({ act: 'done', step: 'look' });
    desk.act({ act: 'choose', step: 'runs', option: 'fine' });
    desk.wait(10);
    desk.act({ act: 'done', step: 'over' });
    desk.wait(20);
    desk.act({ act: 'note', words: 'Looking back' });
    const run = (await spansOf(desk.entries)).find(({ name }) => name === 'Pump')!;
    expect(BigInt(run.endTimeUnixNano) - BigInt(run.startTimeUnixNano)).toBe(600_000_000_000n);
    expect(run.attributes).toContainEqual({ key: 'holdfast.outcome', value: { stringValue: 'resolved' } });
  });

  it('of a drill is called one', async () => {
    const [root] = await spansOf(memoryIncident({ runbooks: [smallFlood], mode: 'drill' }).entries);
    expect(root?.name).toMatch(/^DRILL /);
    expect(root?.attributes).toContainEqual({ key: 'holdfast.mode', value: { stringValue: 'drill' } });
  });

  it('says of a step that failed that it did', async () => {
    const desk = new Desk();
    desk.follow(loop);
    desk.act({ act: 'fail', step: 'look' }, { why: 'No way in' });
    expect((await spansOf(desk.entries)).find(({ name }) => name === 'Look at the pump')?.status).toEqual({ code: 2 });
  });

  it('never ends before it begins, whatever was said to have happened when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 6 }), async (ago) => {
        const flood = memoryIncident({ runbooks: [smallFlood] });
        flood.pass({ hours: 2 });
        const ida = flood.session('Ida');
        for (const minutes of ago) {
          const at = new Date(Date.parse(ida.now()) - minutes * 60_000).toISOString().replace(/\.\d+Z$/, '+00:00');
          const [step] = ida.guide().current;
          if (step !== undefined) ida.act({ act: 'skip', step: step.name }, { at, why: 'x' });
        }
        for (const { startTimeUnixNano, endTimeUnixNano } of await spansOf(flood.entries))
          expect(BigInt(endTimeUnixNano) >= BigInt(startTimeUnixNano)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
