import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../src/report/index.ts';
import { exported } from '../support/exported.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

type Desk = ReturnType<typeof memoryIncident>;

const night = (mode: 'real' | 'drill' = 'real'): Desk =>
  memoryIncident({ runbooks: [smallFlood], organisation: 'holdfast: 1\nname: Testby\nnis2_entity: true\n', mode });
const textOf = (desk: Desk): Promise<string> => exported('ical', shownOf(desk.entries));
const read = async (desk: Desk, kind: 'vevent' | 'vtodo') =>
  ICAL.Component.fromString(await textOf(desk)).getAllSubcomponents(kind);
const said = (component: { getFirstPropertyValue(name: string): unknown }, name: string): string =>
  String(component.getFirstPropertyValue(name));

describe('deadlines and follow-ups for calendars, read back by a library made by others', () => {
  it('gives each clock with a deadline as an event at its moment', async () => {
    const events = await read(night(), 'vevent');
    const update = events.find((event) => said(event, 'summary').includes('Tell the public'));
    expect(update && said(update, 'summary')).toBe('[flood-7] Tell the public: due');
    expect(update && said(update, 'dtstart')).toBe('2026-11-22T02:42:00Z');
  });

  it('gives each follow-up as something to do, with who and until when, and that it is done', async () => {
    const desk = night();
    desk.session('Ida').act({ act: 'follow-up', words: 'Move the rack; then, test', owner: 'Bo', due: '2026-12-01' });
    const [task] = await read(desk, 'vtodo');
    expect(task && said(task, 'summary')).toBe('[flood-7] Move the rack; then, test');
    expect(task && said(task, 'due')).toBe('2026-12-01');
    expect(task && said(task, 'description')).toContain('Owner: Bo');
    expect(task && said(task, 'status')).toBe('NEEDS-ACTION');
  });

  it('is not made where nothing belongs in it, and says so', () => {
    const lacks = (desk: Desk) => exportFormat('ical')?.lacks?.(shownOf(desk.entries))?.message;
    expect(lacks(memoryIncident())).toBe(
      'Nothing of flood-7 belongs in a calendar: no deadline has begun, and no follow-up was proposed.',
    );
    expect(lacks(night())).toBeUndefined();
    const proposed = memoryIncident();
    proposed.session('Ida').act({ act: 'follow-up', words: 'Move the rack' });
    expect(lacks(proposed)).toBeUndefined();
  });

  it('says of a drill that it is an exercise, in every entry', async () => {
    for (const event of await read(night('drill'), 'vevent')) expect(said(event, 'summary')).toMatch(/^EXERCISE /);
  });

  it('keeps its lines within 75 octets and its shape with every naughty string', async () => {
    const naughty = JSON.parse(
      readFileSync(new URL('../fixtures/naughty/blns.json', import.meta.url), 'utf8'),
    ) as readonly string[];
    const desk = night();
    const ida = desk.session('Ida');
    const words = naughty.filter((text) => text.trim() !== '');
    for (const each of words) ida.act({ act: 'follow-up', words: each, owner: each });
    for (const line of (await textOf(desk)).split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(await read(desk, 'vtodo')).toHaveLength(words.length);
  });
});
