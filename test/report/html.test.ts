import { describe, expect, it } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { instant, millis } from '../../src/time/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pageOf } from '../support/page-in-browser.ts';
import { smallFlood } from '../support/small-flood.ts';

const organisation = 'holdfast: 1\nname: Testby\nnis2_entity: true\n';

function night(mode: 'real' | 'drill' = 'real') {
  const desk = memoryIncident({ runbooks: [smallFlood], organisation, mode, title: 'Water in hall A' });
  const ida = desk.session('Ida');
  ida.act({ act: 'assign', role: 'lead', person: 'Ida' });
  ida.act({ act: 'fact', values: [{ fact: 'water_depth', value: '12' }] });
  ida.act({ act: 'skip', step: 'get-out' }, { why: 'Nobody was in' });
  ida.act({ act: 'minutes', step: 'rising', objections: ['The gauge is old'] });
  ida.act({ act: 'choose', step: 'rising', option: 'rising' }, { note: 'Seen twice' });
  ida.act({ act: 'send', to: 'The public', language: 'en', body: 'Sign-in is down.' });
  ida.act({ act: 'follow-up', words: 'A second leak sensor' });
  desk.pass({ hours: 5 });
  ida.act({ act: 'restored', services: ['citizen-sign-in'] });
  ida.act({ act: 'jump', step: 'repair' });
  ida.act({ act: 'set-aside', clock: 'public-update' }, { why: 'The press office does it' });
  return desk;
}

const sectionOf = (page: string, id: string): string =>
  new RegExp(`<section id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? '';

describe('the review as a page', () => {
  it('has its sections in the order in which they are asked for', () => {
    const ids = [...pageOf(night().entries).matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'summary',
      'impact',
      'deviations',
      'runbook',
      'numbers',
      'services',
      'clocks',
      'steps',
      'chart',
      'coverage',
      'decisions',
      'messages',
      'known',
      'open',
      'learned',
      'follow-ups',
      'people',
      'review',
      'timeline',
      'quality',
      'chain',
    ]);
  });

  it('leads nowhere: each link in it goes to an anchor of its own, and every entry has one', () => {
    const desk = night();
    const page = pageOf(desk.entries);
    const anchors = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const [, link] of page.matchAll(/ href="([^"]*)"/g)) {
      expect(link).toMatch(/^#/);
      expect(anchors).toContain(link?.slice(1));
    }
    for (const { seq } of desk.entries) expect(anchors).toContain(`e${seq}`);
    expect(page).not.toMatch(/ src=| href="[^#]|https?:\/\/(?!www\.w3\.org)/);
  });

  it('says why the plan was left, what was weighed, what was not sent and why', () => {
    const page = pageOf(night().entries);
    expect(sectionOf(page, 'deviations')).toContain('Nobody was in');
    expect(sectionOf(page, 'decisions')).toContain('Strong objection: The gauge is old (Ida)');
    expect(sectionOf(page, 'clocks')).toContain('set aside by Ida: The press office does it');
    expect(sectionOf(page, 'messages')).toContain('Sign-in is down.');
    expect(sectionOf(page, 'services')).toMatch(/4h <b class="mark">missed<\/b>/);
  });

  it('gives every moment with its date and offset', () => {
    const page = pageOf(night().entries);
    const times = page.match(/\d\d? Nov 2026 \d\d:\d\d/g) ?? [];
    expect(times.length).toBeGreaterThan(20);
    expect(page.match(/\d\d? Nov 2026 \d\d:\d\d \+\d\d:\d\d/g)).toHaveLength(times.length);
  });

  it('says what a later entry made of an earlier one', () => {
    const desk = night();
    const ida = desk.session('Ida');
    const { entries } = desk;
    const note = ida.act({ act: 'note', words: 'The pumps stand' });
    if (!note.ok) throw new Error(note.refusal.message);
    ida.act({ act: 'correct', entry: note.entries[0]!.id, words: 'The pumps run' });
    const row = pageOf(entries)
      .split('\n')
      .find((line) => line.startsWith(`<tr id="e${note.entries[0]!.seq}"`));
    expect(row).toContain('The pumps run');
    expect(row).not.toContain('The pumps stand');
    expect(row).toContain('<b>corrected</b>');
  });

  it('has what was written down late at its true time, also for whoever looks at a part of the night', () => {
    const desk = night();
    const ida = desk.session('Ida');
    desk.pass({ minutes: 30 });
    const note = ida.act({ act: 'note', words: 'A bang below' });
    if (!note.ok) throw new Error(note.refusal.message);
    const [{ id, seq, at }] = note.entries as [AnyEntry];
    const earlier = instant(millis(at) - 20 * 60_000, desk.incident.timezone);
    expect(ida.act({ act: 'correct', entry: id, at: earlier }).ok).toBe(true);
    expect(pageOf(desk.entries)).toContain(`<tr id="e${seq}" data-f="${millis(earlier) / 1000},`);
  });

  it('bears its label above, below and on each sheet of paper, and counts what was left out', () => {
    const desk = night();
    const ida = desk.session('Ida');
    ida.act({ act: 'fact', values: [{ fact: 'caller', value: 'Bente Marsvin' }] });
    ida.act({ act: 'note', words: 'Bente Marsvin rang twice' });
    const page = pageOf(desk.entries, { tlp: 'clear' });
    expect(page).not.toContain('Marsvin');
    expect(page.match(/<p class="tlp clear">TLP:CLEAR<\/p>/g)).toHaveLength(2);
    for (const edge of ['@top-right', '@bottom-right']) expect(page).toContain(`${edge}{content:"TLP:CLEAR"`);
    expect(sectionOf(page, 'chain')).toContain('The values of 1 personal answer were left out.');
    expect(sectionOf(page, 'chain')).toContain(desk.entries.at(-1)!.hash);
  });

  it('says for how long nothing was written while it went on, and between which entries', () => {
    const desk = night();
    desk.session('Ida').act({ act: 'resolve' });
    desk.pass({ hours: 40 });
    desk.session('Ida').act({ act: 'note', words: 'Dry again' });
    expect(sectionOf(pageOf(desk.entries), 'quality')).toContain('while it went on: 5h, from ');
  });

  it('stands also where nothing has happened yet, and no runbook is followed', () => {
    const page = pageOf(memoryIncident({ title: 'Smoke' }).entries);
    expect(page).toContain('<h1>Smoke</h1>');
    expect(page).toContain('No runbook was followed: there was no plan to leave.');
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });

  it('says of a drill that it was one, and of nothing else', () => {
    expect(pageOf(night('drill').entries).match(/DRILL/g)?.length).toBeGreaterThan(3);
    expect(pageOf(night('real').entries)).not.toContain('DRILL');
  });
});
