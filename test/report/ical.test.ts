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

  it('gives a duty that may not apply as tentative, with what it asks for and why', async () => {
    const desk = night();
    desk.session('Ida').act({ act: 'aware', topic: 'significant-incident' });
    const warning = async () =>
      (await read(desk, 'vevent')).find((event) => said(event, 'summary').includes('Early warning'))!;
    expect(said(await warning(), 'summary')).toBe('[flood-7] Early warning: due, if it applies');
    expect(said(await warning(), 'status')).toBe('TENTATIVE');
    expect(said(await warning(), 'description')).toContain('\nDirective (EU) 2022/2555, Art. 23(4)(a)');
    desk.session('Ida').act({ act: 'fact', values: [{ fact: 'significant', value: 'yes' }] });
    expect(said(await warning(), 'status')).toBe('CONFIRMED');
    desk.session('Ida').act({ act: 'met', clock: 'early-warning', reference: 'CSIRT-77' });
    expect(said(await warning(), 'description')).toContain('\nReference CSIRT-77');
    desk.session('Ida').act({ act: 'set-aside', clock: 'public-update' }, { why: 'Nobody asks' });
    const update = (await read(desk, 'vevent')).find((event) => said(event, 'summary').includes('Tell the public'))!;
    expect(said(update, 'status')).toBe('CANCELLED');
  });

  it('says of a duty that was done after its deadline that it was late', async () => {
    const desk = night();
    desk.session('Ida').act({ act: 'aware', topic: 'significant-incident' });
    desk.session('Ida').act({ act: 'fact', values: [{ fact: 'significant', value: 'yes' }] });
    const summary = async () =>
      said(
        (await read(desk, 'vevent')).find((event) => said(event, 'summary').includes('Early warning'))!,
        'summary',
      );
    desk.pass({ hours: 25 });
    desk.session('Ida').act({ act: 'met', clock: 'early-warning' });
    expect(await summary()).toBe('[flood-7] Early warning: met late');
  });

  it('gives a follow-up as completed when it was done, also once its effect was verified', async () => {
    const desk = night();
    const ida = desk.session('Ida');
    ida.act({ act: 'follow-up', words: 'Move the rack', due: '2026-12-01T16:00:00+01:00' });
    ida.act({ act: 'follow-up', words: 'Buy a pump', due: 'in spring' });
    desk.pass({ minutes: 5 });
    ida.act({ act: 'follow-up-done', followUp: 'follow-up-1' });
    const [rack, pump] = await read(desk, 'vtodo');
    expect(said(rack!, 'due')).toBe('2026-12-01T15:00:00Z');
    expect(said(rack!, 'completed')).toBe('2026-11-22T02:17:00Z');
    expect(said(rack!, 'description')).toContain('Owner: nobody yet\nDone; its effect is not verified.');
    expect(pump!.getFirstProperty('due')).toBe(null);
    expect(said(pump!, 'description')).not.toContain('Done');
    desk.pass({ hours: 5 });
    ida.act({ act: 'follow-up-verified', followUp: 'follow-up-1' });
    const [verified] = await read(desk, 'vtodo');
    expect(said(verified!, 'completed')).toBe('2026-11-22T02:17:00Z');
    expect(said(verified!, 'description')).not.toContain('not verified');
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
