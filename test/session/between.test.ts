import { describe, expect, test } from 'vitest';
import { Night } from '../support/two-incidents.ts';

const types = (night: Night, id: string): string[] => night.timeline.entries(id).map(({ type }) => type);

describe('an act that is about two incidents', () => {
  test('is committed in both; the answer has what was written in each', () => {
    const night = new Night();
    const [flood, breach] = [night.declare('flood'), night.declare('breach')];
    const outcome = night.session(flood).act({ act: 'link', to: 'breach', as: 'same cause' });
    expect(outcome).toMatchObject({
      ok: true,
      entries: [{ type: 'incident.linked', data: { to: 'breach-2' } }],
      beside: [{ incident: 'breach-2', lines: ['#2 Linked to flood-1 (same cause)'] }],
    });
    expect(types(night, breach)).toEqual(['incident.declared', 'incident.linked']);
  });

  test('of a follow-up that was verified elsewhere the whole id is kept, nothing is written there, and there has to be such a one', () => {
    const night = new Night();
    const flood = night.declare('flood');
    const session = night.session(flood);
    session.act({ act: 'follow-up', words: 'A second pump' });
    session.act({ act: 'follow-up-done', followUp: 'follow-up-1' });
    const verified = { act: 'follow-up-verified', followUp: 'follow-up-1' } as const;
    const before = session.entries();
    for (const refused of [session.probe({ ...verified, in: 'drill-7' }), session.act({ ...verified, in: 'drill-7' })])
      expect(refused).toMatchObject({
        refusal: {
          code: 'no-such-thing',
          message: 'There is no incident "drill-7".',
          hint: 'What is yet to come shows nothing. To see them: incidents. Of one kept elsewhere: follow-up-verified follow-up-1 --note WORDS',
        },
      });
    expect(session.act({ ...verified, in: 'flo' })).toMatchObject({
      refusal: { message: '"follow-up-1" came out of flood-1 itself. Nothing was recorded.' },
    });
    expect(session.entries()).toEqual(before);

    const drill = night.declare('night', { mode: 'drill' });
    const written = types(night, drill);
    expect(session.act({ ...verified, in: 'nig' })).toMatchObject({
      ok: true,
      entries: [{ type: 'follow-up.verified', data: { 'follow-up': 'follow-up-1', in: 'night-2' } }],
    });
    expect(types(night, drill)).toEqual(written);
    expect(types(night, flood)).toHaveLength(before.length + 1);
  });

  test('where the second cannot be written the first stands, that is said, and done again it is completed', () => {
    const night = new Night();
    const [flood, breach] = [night.declare('flood'), night.declare('breach')];
    const broken = night.session(flood, night.withFullDisk(breach));
    expect(broken.act({ act: 'link', to: 'breach-2' })).toMatchObject({
      ok: true,
      entries: [{ type: 'incident.linked' }],
      beside: [
        {
          incident: 'breach-2',
          entries: [],
          problem:
            'It stands in flood-1, and NOT in breach-2: The disk is full. To complete it, do the same once more.',
        },
      ],
    });
    const whole = night.session(flood);
    expect(whole.probe({ act: 'link', to: 'breach-2' }).refusal).toBeUndefined();
    expect(whole.act({ act: 'link', to: 'breach-2' })).toMatchObject({
      ok: true,
      entries: [],
      beside: [{ incident: 'breach-2', entries: [{ type: 'incident.linked' }] }],
    });
    expect(whole.probe({ act: 'link', to: 'breach-2' }).refusal?.code).toBe('already-so');
    expect(whole.act({ act: 'link', to: 'breach-2' })).toMatchObject({ ok: false, refusal: { code: 'already-so' } });
    expect(types(night, flood)).toEqual(['incident.declared', 'incident.linked']);
  });

  test('two that are merged into each other at once are not both left: whoever comes second is told that nobody goes on in the other', () => {
    const night = new Night();
    const [flood, breach] = [night.declare('flood'), night.declare('breach')];
    const meanwhile = night.whenOpened(flood, () => {
      expect(night.session(flood).act({ act: 'merge', into: 'breach-2' })).toMatchObject({ ok: true });
    });
    expect(night.session(breach, meanwhile).act({ act: 'merge', into: 'flood-1' })).toMatchObject({
      ok: false,
      refusal: { message: 'flood-1 is stood down: nobody goes on in it. Nothing was recorded.' },
    });
    expect(night.session(breach).incident.state).toBe('open');
  });

  test('half a merge is completed the same way, and what is open is still told to who goes on', () => {
    const night = new Night();
    const [flood, breach] = [night.declare('flood'), night.declare('breach')];
    night.session(breach, night.withFullDisk(flood)).act({ act: 'merge', into: 'flood-1' });
    expect(types(night, breach)).toContain('incident.merged');
    expect(types(night, flood)).toEqual(['incident.declared']);
    night.session(breach).act({ act: 'merge', into: 'flood-1' });
    expect(types(night, flood)).toEqual(['incident.declared', 'incident.linked', 'note.written']);
    expect(night.timeline.entries(flood).at(-1)?.words).toBe(
      'breach-2 "breach it is" was merged into this one. Nothing was open in it.',
    );
  });

  test('half of one is completed from the other side too', () => {
    const night = new Night();
    const [flood, breach] = [night.declare('flood'), night.declare('breach')];
    night.session(flood, night.withFullDisk(breach)).act({ act: 'link', to: 'breach-2' });
    const other = night.session(breach);
    expect(other.probe({ act: 'link', to: 'flood-1' }).refusal).toBeUndefined();
    expect(other.act({ act: 'link', to: 'flood-1' })).toMatchObject({
      ok: true,
      entries: [{ type: 'incident.linked', data: { to: 'flood-1' } }],
      beside: [],
    });
    expect(types(night, breach)).toEqual(['incident.declared', 'incident.linked']);
    expect(types(night, flood)).toEqual(['incident.declared', 'incident.linked']);
  });

  test('that the first of them refuses is not written in the other either', () => {
    const night = new Night();
    const [flood, breach, storm] = [night.declare('flood'), night.declare('breach'), night.declare('storm')];
    const session = night.session(breach);
    session.act({ act: 'merge', into: 'flood-1' });
    const refusal = { code: 'wrong-state', message: expect.stringContaining('merged into flood-1') };
    for (const act of [
      { act: 'merge', into: 'storm-3' },
      { act: 'stand-down', as: 'duplicate', of: 'storm-3' },
    ] as const) {
      expect(session.probe(act).refusal).toMatchObject(refusal);
      expect(session.act(act)).toMatchObject({ ok: false, refusal });
    }
    expect(types(night, storm)).toEqual(['incident.declared']);
    expect(types(night, flood)).toEqual(['incident.declared', 'incident.linked', 'note.written']);
  });

  test('may be done from a third, which keeps nothing of it: what was written, and what was not, is told of both', () => {
    const night = new Night();
    const [flood, breach, storm] = [night.declare('flood'), night.declare('breach'), night.declare('storm')];
    const link = { act: 'link', to: 'storm-3', incident: 'breach-2' } as const;
    const headOf = (id: string) => {
      const { seq, hash } = night.timeline.entries(id).at(-1)!;
      return { seq, hash };
    };
    expect(night.session(flood, night.withFullDisk(storm)).act(link)).toMatchObject({
      ok: true,
      entries: [],
      beside: [
        { incident: 'breach-2', entries: [{ type: 'incident.linked' }], head: headOf(breach) },
        { incident: 'storm-3', entries: [], problem: expect.stringContaining('NOT in storm-3') },
      ],
    });
    night.session(flood).act(link);
    const merged = night.session(flood).act({ act: 'merge', into: 'storm-3', incident: 'breach-2' });
    expect(merged).toMatchObject({
      ok: true,
      entries: [],
      beside: [
        { incident: 'breach-2', entries: [{ type: 'incident.merged' }], head: headOf(breach) },
        { incident: 'storm-3', entries: [{ type: 'incident.linked' }, { type: 'note.written' }], head: headOf(storm) },
      ],
    });
    expect(types(night, flood)).toEqual(['incident.declared']);
  });

  test('half a reopening is completed the same way; reopened later on, the other one has nothing more to be told', () => {
    const night = new Night();
    const [flood, breach] = [night.declare('flood'), night.declare('breach')];
    night.session(breach).act({ act: 'merge', into: 'flood-1' });
    const reopen = { act: 'reopen-incident' } as const;
    expect(night.session(breach, night.withFullDisk(flood)).act(reopen)).toMatchObject({
      ok: true,
      entries: [{ type: 'incident.reopened' }],
      beside: [{ entries: [], problem: expect.stringContaining('To complete it, do the same once more.') }],
    });
    const whole = night.session(breach);
    expect(whole.act(reopen)).toMatchObject({
      ok: true,
      entries: [],
      beside: [{ incident: 'flood-1', lines: ['#4 Linked to breach-2 (reopened, goes on by itself)'] }],
    });
    expect(whole.act(reopen)).toMatchObject({ ok: false, refusal: { code: 'already-so' } });
    const floodNow = types(night, flood);
    whole.act({ act: 'link', to: 'flood-1', as: 'same cause' });
    whole.act({ act: 'resolve' });
    expect(whole.act(reopen)).toMatchObject({ ok: true, entries: [{ type: 'incident.reopened' }] });
    expect(types(night, flood)).toEqual([...floodNow, 'incident.linked']);
  });

  test('may be done from one incident to another: how that one stands is known before it is asked about', () => {
    const night = new Night();
    const [flood, breach] = [night.declare('flood'), night.declare('breach')];
    const session = night.session(flood);
    const merge = { act: 'merge', into: 'flood-1', incident: 'breach-2' } as const;
    expect(session.probe(merge).elsewhere?.alias).toBe('breach-2');
    expect(session.probe({ act: 'merge', into: 'breach-2' })).not.toHaveProperty('elsewhere');
    expect(session.act(merge)).toMatchObject({
      ok: true,
      entries: [{ type: 'incident.linked', data: { to: 'breach-2' } }, { type: 'note.written' }],
      beside: [{ incident: 'breach-2', entries: [{ type: 'incident.merged' }] }],
    });
    expect(night.session(breach).incident.state).toBe('stood-down');
    expect(session.incident.state).toBe('open');
  });

  test('that is about one alone after all, named by its id, is answered as any act is', () => {
    const night = new Night();
    const [flood] = [night.declare('flood'), night.declare('breach')];
    const session = night.session(flood);
    const standDown = (incident: string) => session.act({ act: 'stand-down', as: 'false-alarm', incident });
    expect(standDown('flood-1')).toMatchObject({ ok: true, entries: [{ type: 'incident.stood-down' }], beside: [] });
    expect(standDown('breach-2')).toMatchObject({
      ok: true,
      entries: [],
      beside: [{ incident: 'breach-2', entries: [{ type: 'incident.stood-down' }] }],
    });
    expect(standDown('breach-2')).toMatchObject({ ok: false, refusal: { code: 'already-so' } });
  });

  test('by whom it was done, when, and who may read it stand in both', () => {
    const night = new Night();
    const [flood, breach] = [night.declare('flood'), night.declare('breach')];
    night.pass(30);
    night
      .session(flood)
      .act(
        { act: 'link', to: 'breach' },
        { by: 'Ida Juhl', at: '2026-11-21T03:10:00+01:00', precision: 'minute', marking: 'red' },
      );
    for (const id of [flood, breach])
      expect(night.timeline.entries(id).at(-1)).toMatchObject({
        type: 'incident.linked',
        by: { name: 'Ida Juhl' },
        'entered-by': { name: 'Ane' },
        at: '2026-11-21T03:10:00+01:00',
        precision: 'minute',
        marking: 'red',
      });
  });

  test('in another drill it stands when it was written: the clocks of two exercises are not the same', () => {
    const night = new Night();
    const [first, second] = [night.declare('wet', { mode: 'drill' }), night.declare('dry', { mode: 'drill' })];
    night.pass(30);
    night.session(first).act({ act: 'link', to: 'dry' }, { at: '2026-11-21T03:10:00+01:00', precision: 'minute' });
    expect(night.timeline.entries(first).at(-1)).toMatchObject({ at: '2026-11-21T03:10:00+01:00' });
    expect(night.timeline.entries(second).at(-1)).toMatchObject({ type: 'incident.linked', precision: 'second' });
    expect(night.timeline.entries(second).at(-1)?.at).not.toBe('2026-11-21T03:10:00+01:00');
  });

  test('with one that is not there, or with itself, nothing is written in either', () => {
    const night = new Night();
    const [flood, breach] = [night.declare('flood'), night.declare('breach')];
    const session = night.session(flood);
    for (const [act, message] of [
      [{ act: 'link', to: 'storm-9' }, 'storm-9'],
      [{ act: 'link', to: 'flood-1' }, 'flood-1 cannot be linked to itself'],
      [{ act: 'merge', into: 'breach', incident: 'storm-9' }, 'storm-9'],
    ] as const) {
      expect(session.probe(act)).toMatchObject({
        deviates: false,
        refusal: { message: expect.stringContaining(message) },
      });
      expect(session.act(act)).toMatchObject({ ok: false, lostRace: false, refusal: session.probe(act).refusal });
    }
    expect(session.probe({ act: 'link', to: 'storm-9' }).refusal?.hint).toBe('To see them: incidents');
    expect([...types(night, flood), ...types(night, breach)]).toEqual(['incident.declared', 'incident.declared']);
  });
});
