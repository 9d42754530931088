import { expect, test } from 'vitest';
import { Desk } from '../support/incident-desk.ts';
import { memoryIncident, type MemoryIncident } from '../support/memory-session.ts';
import { reviewOf } from '../support/review-of.ts';

const runbook = `holdfast: 1
id: breach
title: Breach
timezone: Europe/Copenhagen
topics:
  breach: A breach
services:
  sign-in: { title: Sign-in, rto: 4h, mtpd: 5d }
clocks:
  authority: { title: Authority, from: aware of breach, within: 72h, basis: "Art. 33(1)" }
  insurer: { title: Insurer, from: aware of breach, within: 24h, basis: "Policy, clause 4" }
  people: { title: People, from: aware of breach, within: without-undue-delay, basis: "Art. 34" }
steps:
  - { id: cut, do: Cut the sessions }
`;

function begun(): Desk {
  const desk = new Desk();
  desk.follow(runbook);
  desk.act({ act: 'aware', topic: 'breach' });
  return desk;
}

const row = (desk: Pick<Desk, 'entries'> | MemoryIncident, name: string): readonly string[] =>
  reviewOf(desk.entries)
    .split('\n')
    .find((line) => line.startsWith(`| ${name} |`))!
    .split(' | ');

test('a duty of which the law names no moment is due without undue delay, and is not said to have no deadline', () => {
  expect(row(begun(), 'People')[2]).toBe('without undue delay');
});

test('of a duty that was set aside before anybody said why its reason is owed, until it is given', () => {
  const desk = begun();
  const [aside] = desk.act({ act: 'set-aside', clock: 'people' });
  expect(reviewOf(desk.entries)).toMatch(/\n- People: set aside by Ane: reason owed #\d+\n/);
  desk.act({ act: 'correct', entry: aside!.id, target: aside!, words: 'The police ask us to wait', isReason: true });
  expect(reviewOf(desk.entries)).toMatch(/\n- People: set aside by Ane: The police ask us to wait #\d+\n/);
});

test('a reason for setting a duty aside is not owed again where its words were taken out for good', () => {
  const memory = memoryIncident({ runbooks: [runbook] });
  const ida = memory.session('Ida');
  ida.act({ act: 'aware', topic: 'breach' });
  ida.act({ act: 'set-aside', clock: 'people' }, { why: 'Bo is in hospital' });
  expect(reviewOf(memory.entries)).toMatch(/\n- People: set aside by Ida: Bo is in hospital #\d+\n/);
  ida.act({ act: 'expunge', entry: memory.entries.at(-1)!.id, basis: 'Art. 17' });
  expect(reviewOf(memory.entries)).toMatch(/\n- People: set aside by Ida #\d+\n/);
});

test('the reason of one late notice is not given for another', () => {
  const desk = begun();
  desk.wait(25 * 60);
  desk.act({ act: 'annotate', kind: 'notice-late', words: 'The portal was down' });
  expect(row(desk, 'Insurer').join()).toContain('The portal was down');
  expect(row(desk, 'Insurer').join()).not.toContain('in general');
  desk.wait(48 * 60);
  for (const late of ['Insurer', 'Authority'])
    expect(row(desk, late).join()).toContain('of late notices in general: The portal was down');
  const missed = desk.entries.find((each) => each.type === 'clock.missed' && each.data.clock === 'authority');
  desk.act({ act: 'annotate', kind: 'late-reason', words: 'We counted until noon', entry: missed!.id });
  expect(row(desk, 'Authority').join()).toContain('We counted until noon');
});

test('the reason is the one that was said last and is not taken out, with its entry; of what no law or contract asks for none is borrowed', () => {
  const desk = memoryIncident({
    runbooks: [runbook.replace('clocks:\n', 'clocks:\n  ours: { title: Ours, from: declared, within: 1h }\n')],
  });
  const ida = desk.session('Ane');
  ida.act({ act: 'aware', topic: 'breach' });
  desk.pass({ hours: 25 });
  ida.act({ act: 'note', words: 'Another moment' });
  const other = desk.entries.at(-1)!;
  const missed = desk.entries.find((each) => each.type === 'clock.missed' && each.data.clock === 'insurer')!;
  const why = (name: string): string => row(desk, name)[6] ?? '';
  ida.act({ act: 'annotate', kind: 'notice-late', words: 'Nobody had the number' });
  expect(why('Insurer')).toBe(`Nobody had the number #${desk.entries.length}`);
  expect(why('Ours')).toBe('**not said**');
  ida.act({ act: 'annotate', kind: 'notice-late', words: 'The portal was down' });
  ida.act({ act: 'annotate', kind: 'late-reason', words: 'Of something else', entry: other.id });
  expect(why('Insurer')).toContain('The portal was down');
  ida.act({ act: 'annotate', kind: 'late-reason', words: 'We slept', entry: missed.id });
  ida.act({ act: 'annotate', kind: 'late-reason', words: 'We counted', entry: missed.id });
  expect(why('Insurer')).toBe(`We counted #${desk.entries.length}`);
  ida.act({ act: 'expunge', entry: desk.entries.at(-1)!.id, basis: 'Art. 17' });
  expect(why('Insurer')).toContain('We slept');
});

test('of a service that is still away no limit is said to be kept', () => {
  const desk = begun();
  desk.act({ act: 'lost', services: ['sign-in'] });
  desk.wait(5 * 60);
  desk.act({ act: 'note', words: 'Still nothing' });
  const [, , restored, , ...against] = row(desk, 'Sign-in');
  expect([restored, ...against].join()).toBe('not yet,4h **missed**,5d not passed yet |');
  expect(row(desk, 'Sign-in')[3]).toBe('5h so far');
  desk.act({ act: 'restored', services: ['sign-in'] });
  expect(row(desk, 'Sign-in').slice(3)).toEqual(['5h', '4h **missed**', '5d kept |']);
});

test('a service of which nobody knows whether it is down stands among the services until somebody says', () => {
  const desk = begun();
  const section = (language?: 'da') =>
    /\n## (?:Services|Tjenester)\n\n([^]*?)\n## /
      .exec(reviewOf(desk.entries, {}, undefined, { language }))?.[1]
      ?.trim();
  expect(section()).toBeUndefined();
  const [suspect] = desk.act({ act: 'suspect', services: ['sign-in'] });
  expect(section()).toBe(`- Sign-in: suspect. It may be down, and nobody has said more. #${suspect?.seq}`);
  expect(section('da')).toContain('Den er måske nede');
  desk.act({ act: 'lost', services: ['sign-in'] });
  expect(section()).not.toContain('suspect');
  desk.act({ act: 'restored', services: ['sign-in'] });
  expect(section()).not.toContain('suspect');
});

test('a deadline that went by before anybody knew whether the duty applies is missed, and is said to be unsettled', () => {
  const desk = new Desk();
  desk.follow(
    runbook
      .replace('clocks:\n', 'facts:\n  sure: { ask: Are we sure?, type: boolean }\nclocks:\n')
      .replace('within: 24h,', 'within: 24h, applies-when: facts.sure,'),
  );
  desk.act({ act: 'aware', topic: 'breach' });
  desk.wait(25 * 60);
  expect(row(desk, 'Insurer')[3]).toContain('**missed**');
  const unsettled = '- Insurer: whether it applies was not settled';
  expect(reviewOf(desk.entries)).toContain(unsettled);
  desk.act({ act: 'fact', values: [{ fact: 'sure', value: 'yes' }] });
  desk.wait(1);
  expect(row(desk, 'Insurer')[3]).toContain('**missed**');
  expect(reviewOf(desk.entries)).not.toContain(unsettled);
});
