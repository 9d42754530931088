import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AnyEntry, type Draft, nextStamp, seal } from '../../src/entry/index.ts';
import { validateEntry } from '../../src/exchange/entry-validator.generated.js';
import { readBundle } from '../../src/exchange/index.ts';
import { describeEntry, guide } from '../../src/guide/index.ts';
import { type Incident, nextDueAt, replay, retentionOf } from '../../src/incident/index.ts';
import { exportFormat, exportFormats, shownTo } from '../../src/report/index.ts';
import { anyDraft } from '../support/entries-arbitrary.ts';
import { exported } from '../support/exported.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { smallFlood } from '../support/small-flood.ts';
import { toldDrill } from '../support/told-drill.ts';

/** How a night began here, before entries that another program made came after it. */
function begun(mode: 'real' | 'drill'): readonly AnyEntry[] {
  const desk = memoryIncident({ runbooks: [smallFlood], mode, title: 'Water' });
  const ida = desk.session('Ida');
  ida.act({ act: 'done', step: 'get-out' }, { why: 'All out' });
  ida.act({ act: 'follow-up', words: 'Move the rack', owner: 'Bo' });
  ida.act({ act: 'assign', role: 'lead', person: 'Bo' });
  return desk.entries;
}

const nights = [begun('real'), begun('drill'), toldDrill().entries];

/** What is there to be named, and what every object of JavaScript has. */
const names =
  'get-out rising steady look in-or-not first-hour sensor look-soon lead citizen-sign-in payments water_depth caller early-warning public-update people-told status-page follow-up-1 significant-incident __proto__ constructor toString'.split(
    ' ',
  );

/** What an entry names, instead of any text: what is there, or what only looks as if it were. */
function naming(value: unknown, pick: () => string | undefined): unknown {
  if (typeof value === 'string') return pick() ?? value;
  if (Array.isArray(value)) return value.map((item) => naming(item, pick));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, naming(inner, pick)]));
}

/** The night with those drafts sealed after it, each with the names that `draw` gives it where an entry may have them. */
function goneOn(night: readonly AnyEntry[], drafts: readonly Draft[], draw: () => number): readonly AnyEntry[] {
  const entries = [...night];
  const run = entries.find((entry) => entry.run !== undefined)?.run ?? '';
  for (const draft of drafts) {
    const all = [...names, run, ...entries.map(({ id }) => id)];
    const pick = (): string | undefined => (draw() % 4 === 0 ? undefined : all[draw() % all.length]);
    const placed = { ...draft, run, step: pick() ?? 'get-out', turn: 1 + (draw() % 2) };
    const { id, incident, origin, seq, stamp, hash } = entries.at(-1)!;
    const sealed = (each: Draft): AnyEntry =>
      seal(each, {
        incident,
        origin,
        seq: seq + 1,
        stamp: nextStamp(stamp, 0),
        prev: hash,
        salt: '0'.repeat(32),
        id: `${id.slice(0, 24)}${String(seq + 1).padStart(12, '0')}`,
        recorded: '2026-11-22T03:12:00+00:00',
      });
    const named = sealed({ ...placed, data: naming(placed.data, pick) } as Draft);
    entries.push(validateEntry(named) ? named : sealed(draft));
  }
  return entries;
}

async function readBy(incident: Incident, entries: readonly AnyEntry[]): Promise<void> {
  guide(incident, { name: 'Ida' }, incident.lastAt);
  retentionOf(incident, undefined, incident.lastAt);
  nextDueAt(incident);
  for (const entry of entries) expect(describeEntry(entry, incident)).toBeTypeOf('string');
  for (const audience of [
    { tlp: 'red', pseudonyms: false },
    { tlp: 'clear', pseudonyms: true },
  ] as const) {
    const shown = shownTo(audience, { incident, entries: () => entries });
    for (const { name } of exportFormats) {
      // It sets what the Markdown says, and takes a second each time.
      const format = name === 'pdf' ? undefined : exportFormat(name);
      if (format === undefined || format.lacks?.(shown) !== undefined) continue;
      expect([...(await format.write(shown))].length).toBeGreaterThan(0);
    }
    // What is withheld is no damage, and no more is missing than is said.
    const bundle = await exported('json', shown);
    expect(readBundle(bundle)).toMatchObject({ ok: true, report: { problems: [] } });
  }
}

it('a record of whatever entries fit their schema, as another program may make one, is read and exported in every format', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...nights),
      fc.array(anyDraft, { minLength: 5, maxLength: 30 }),
      fc.infiniteStream(fc.nat(1000)),
      async (night, drafts, stream) => {
        const entries = goneOn(night, drafts, () => Number(stream.next().value));
        await readBy(replay(entries), entries);
      },
    ),
    { numRuns: 80 },
  );
});
