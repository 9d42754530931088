import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { briefText, statusText } from '../../src/guide/index.ts';
import { everyDuty, lawfulCity } from '../support/legal-clocks.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { smallFlood } from '../support/small-flood.ts';
import { peopleNight, sizes } from '../support/people-night.ts';
import { wetNight } from '../support/wet-night.ts';

const last = (incident: MemoryIncident, type: string): MemoryIncident['entries'][number] | undefined =>
  incident.entries.findLast((entry) => entry.type === type);
const legal = { runbooks: [everyDuty], organisation: stringify(lawfulCity) };
const rowOf = (screen: { readonly rows: readonly string[] }, words: string): string =>
  screen.rows.slice(3).find((row) => row.includes(words)) ?? '';

describe.each(sizes)('at $columns x $rows', (size) => {
  test('the most pressing first with a bar; what has not begun says what it counts from, without room for a bar', () => {
    const { screen } = peopleNight(size);
    screen.press('c');
    expect(rowOf(screen, 'Tell the public')).toMatch(/^> ░{8} 30m left Tell the public/);
    expect(screen.text).toContain('── Not started');
    expect(rowOf(screen, 'Early warning')).toMatch(/^ {2}Early warning +counts from: aware of/);
  });

  test('what may apply says so, and f answers what that depends on right there', () => {
    const { incident, screen } = peopleNight(size);
    screen.press('c', 'w', '1', 'down');
    expect(rowOf(screen, 'maybe: Early')).toMatch(/^> ░{8} 24h left|^> ░{8} 1d left/);
    expect(screen.words).toContain('It may apply. That depends on: • Is it significant? (significant)');
    screen.press('f');
    expect(screen.words).toContain('Is it significant? (yes or no; ? for not known yet)');
    screen.press('1');
    expect(last(incident, 'fact.recorded')).toMatchObject({ data: { fact: 'significant', value: true } });
    expect(screen.words).not.toContain('maybe: Early warning');
    screen.press('f');
    expect(screen.said).toBe('No open question decides whether this duty applies.');
  });
});

test('met asks for the reference; it stands with the time among the settled, last', () => {
  const { incident, screen } = peopleNight();
  screen.press('w', '1', 'f');
  screen.press('escape', 'c', '/').type('early').press('enter', 'm');
  expect(screen.words).toContain('The reference that was given for Early warning? Enter: none');
  expect(last(incident, 'clock.met')).toBeUndefined();
  screen.enter('CFCS 2026-17');
  expect(last(incident, 'clock.met')).toMatchObject({ data: { clock: 'early-warning', reference: 'CFCS 2026-17' } });
  expect(screen.words).toContain('── Settled');
  expect(screen.words).toContain('met 03:12 +01:00, reference CFCS 2026-17');
  expect(screen.words).toContain('Met 03:12 +01:00 by Anna Reference: CFCS 2026-17');
  expect(screen.words).not.toContain('It may apply');
  screen.press('m');
  expect(screen.said).toContain('there is nothing to meet now');
});

test('met after its time: why so late is asked, and may be left', () => {
  const { incident, screen } = peopleNight();
  incident.pass({ minutes: 40 });
  screen.press('c');
  expect(rowOf(screen, 'Tell the public')).toContain('OVERDUE 10m Tell the public');
  screen.press('m').press('enter');
  expect(screen.words).toContain('This comes after its time. Why so late?');
  screen.enter('the web page was down');
  expect(last(incident, 'clock.met')).toMatchObject({ words: 'the web page was down', data: { late: true } });
  incident.pass({ minutes: 40 });
  screen.press('m', 'enter', 'enter');
  expect(incident.entries.filter((entry) => entry.type === 'clock.met')).toHaveLength(2);
});

test('what was half written for one duty does not stand there for another', () => {
  const { anna, screen } = peopleNight();
  anna.act({ act: 'aware', topic: 'significant-incident' });
  screen.press('c', 'm').type('for the public').press('escape', 'down', 'm');
  expect(screen.text).not.toContain('for the public');
  screen.press('escape', 'x').type('no breach').press('escape', 'up', 'x');
  expect(screen.words).toContain('Why does it not apply?');
  expect(screen.text).not.toContain('no breach');
});

test('set aside says by whom and why', () => {
  const { incident, screen } = peopleNight();
  screen.press('c', '/').type('early').press('enter', 'x').enter('no outsider noticed');
  expect(last(incident, 'clock.set-aside')).toMatchObject({ words: 'no outsider noticed' });
  expect(screen.words).toContain('Set aside 03:12 +01:00 by Anna Why: no outsider noticed');
  screen.press('x');
  expect(screen.said).toContain('set aside already');
});

test('w lists the topics, each with what starts from it and since when it is known', () => {
  const { screen } = peopleNight();
  screen.press('c', 'w');
  expect(screen.words).toContain('A significant incident → Early warning');
  screen.press('1', 'w');
  expect(screen.words).toContain('A significant incident (known since 03:12 +01:00) → Early warning');
});

test('a final report that is a progress report now says what follows, and from when', () => {
  const { anna, screen } = peopleNight({ columns: 200, rows: 60 }, legal);
  anna.act({ act: 'met', clock: 'nis2-notification' });
  screen.press('c', '/').type('nis2 progress').press('enter');
  expect(screen.words).toContain('What is sent now is a progress report. Then: NIS2 final report');
  expect(screen.words).toContain('Must contain:');
  screen.press('m', 'enter');
  expect(screen.words).toContain('Still to follow: NIS2 final report');
});

test('what an authority asks for starts when it is asked, with its time', () => {
  const { incident, screen } = peopleNight({}, legal);
  screen.press('c', '/').type('intermediate').press('enter', 'a');
  expect(screen.words).toContain('Until when was NIS2 intermediate report asked for?');
  screen.enter('4h');
  expect(last(incident, 'clock.asked')?.data).toHaveProperty('due');
  screen.press('escape', '/').type('early warning').press('enter', 'a');
  expect(screen.said).toContain('Nobody asks for it');
});

test('hostile words of a reference and a reason are shown, not obeyed', () => {
  const { anna, screen } = peopleNight();
  anna.act({ act: 'met', clock: 'public-update', reference: '\u001b[2J\u202eevil' });
  anna.act({ act: 'set-aside', clock: 'early-warning' }, { why: '\u001b]0;x\u0007' });
  screen.press('c');
  for (const key of ['down', 'down', 'down']) {
    expect(screen.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    screen.press(key);
  }
});

test('what it counts from is said by its title too: an id stands on no other screen', () => {
  const screen = new ScreenInHand(memoryIncident({ runbooks: [smallFlood] }).session('Anna'), {
    columns: 80,
    rows: 40,
  });
  screen.press('c', 'g');
  const stories = Array.from({ length: 12 }, () => screen.words + screen.press('down').words).join('\n');
  expect(stories).toMatch(/Counts from: step get-out done \(\w/);
  expect(stories).toMatch(/Counts from: fact ups_minutes \(\w/);
  expect(stories).toMatch(/Counts from: clock early-warning met \(\w/);
  expect(stories).toMatch(/Counts from: service citizen-sign-in lost \(\w/);
  expect(stories).toContain('Not started.');
  expect(stories).not.toContain('not-started');
});

test('a duty whose time has gone by is called one thing wherever it stands, and still says that it may not apply', () => {
  const drill = wetNight();
  const screen = new ScreenInHand(drill.session('Anna'), { columns: 132, rows: 43 });
  drill.pass({ minutes: 40 });
  screen.controller.refresh();
  const everywhere = [
    screen.text,
    screen.press('!').text,
    screen.press('q', 'c').text,
    screen.press('q', 'W').text,
    screen.press('q', 'I').text,
    screen.press('q', 'H').text,
    briefText(screen.controller.view.world.brief(), drill.incident),
    ...statusText(screen.controller.view.world.guide),
  ].join('\n');
  expect(everywhere).toContain('OVERDUE 10m Tell the public');
  expect(everywhere).toContain('Tell the public: OVERDUE by 10m, was due 03:42 +01:00; it can still be met');
  expect(everywhere).not.toMatch(/MISSED|\bLATE\b/);
  const { incident, screen: doubtful } = peopleNight({ columns: 132, rows: 43 });
  doubtful.press('w', '1', 'escape', 'm');
  incident.pass({ hours: 25 });
  expect(doubtful.words).toContain('may apply, OVERDUE 1h Early warning');
  doubtful.press('!');
  expect(doubtful.words).toMatch(/Early warning \(.*\): may apply, OVERDUE by 1h, was due 03:12/);
});
