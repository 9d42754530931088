import { expect, test } from 'vitest';
import { sentMessages } from '../../src/guide/index.ts';
import { figures, metricsOf } from '../../src/report/index.ts';
import { exported } from '../support/exported.ts';
import { summarise } from '../../src/timeline/summary.ts';
import { Desk } from '../support/incident-desk.ts';
import { reviewOf, shownOf } from '../support/review-of.ts';

const runbook = `holdfast: 1
id: cut
title: Cut
roles:
  lead: { title: Incident lead }
messages:
  word: { to: The public, by: radio, text: { en: Stay inside. } }
steps:
  - { id: cut, do: Cut, role: lead }
`;

/** Its own part of a review. */
const section = (text: string, title: string): string => text.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

test('what was written down late, or in wrong words, stands in every section as it is believed now', async () => {
  const desk = new Desk();
  desk.follow(runbook);
  desk.act({ act: 'assign', role: 'lead', person: 'Bo' });
  desk.wait(45);
  const [sent] = desk.act({ act: 'send', message: 'word', body: 'Stay inside.', language: 'en' });
  const [call] = desk.act({ act: 'call', role: 'lead', result: 'voicemail' });
  const [slip] = desk.act({ act: 'call', role: 'lead', result: 'refused' });
  desk.act({ act: 'undo', entry: slip!.id });
  const [taken] = desk.act({ act: 'ack', role: 'lead' }, { by: { name: 'Bo' } });
  for (const target of [sent!, call!, taken!])
    desk.act({ act: 'correct', entry: target.id, target, at: '2026-11-21T03:07:00+01:00' });
  desk.act({ act: 'correct', entry: sent!.id, target: sent!, words: 'Stay inside, shut windows.' });

  const text = reviewOf(desk.entries);
  const messages = section(text, 'Messages as sent');
  expect(messages).toContain('**21 Nov 2026 03:07 +01:00, to The public by radio**');
  expect(messages).toContain('> Stay inside, shut windows.');
  expect(messages).toContain(`Sent by Ane #${sent!.seq} corrected`);
  const people = section(text, 'People');
  expect(people).toContain(`| Incident lead | Bo | 21 Nov 2026 03:07 +01:00 #${taken!.seq} |`);
  expect(people).toContain(`| #${call!.seq} 21 Nov 2026 03:07 +01:00 | Ane | Incident lead | voicemail |`);
  expect(people).not.toContain('refused');
  expect(await exported('html', shownOf(desk.entries))).not.toContain('21 Nov 2026 03:45 +01:00, to The public');
  expect(sentMessages(desk.entries)).toMatchObject([
    { at: '2026-11-21T03:07:00+01:00', words: 'Stay inside, shut windows.', corrected: true },
  ]);
  expect(desk.incident.messages.word?.lastAt).toBe('2026-11-21T03:07:00+01:00');
});

test('what was declared, described, asked for or proposed in wrong words stands everywhere in the right ones', async () => {
  const desk = new Desk({ reason: 'Water in hal B' });
  desk.follow(runbook);
  const [impact] = desk.act({ act: 'describe', values: [{ field: 'impact', value: 'Nobody can sing in' }] });
  const [asked] = desk.act({ act: 'ask', person: 'Bo', words: 'Fetch the pomp' });
  const [proposed] = desk.act({ act: 'follow-up', words: 'By a pump', due: '2026-12-24T12:00:00+01:00' });
  const right = {
    'Water in hall B': desk.entries[0]!,
    'Nobody can sign in': impact!,
    'Fetch the pump': asked!,
    'Buy a pump': proposed!,
  };
  for (const [words, target] of Object.entries(right)) desk.act({ act: 'correct', entry: target.id, target, words });

  expect(summarise(desk.entries).title).toBe('Water in hall B');
  const told = await Promise.all(
    ['markdown', 'html', 'ics-201', 'ics-209', 'ical', 'nis2-final'].map((name) =>
      exported(name, shownOf(desk.entries)),
    ),
  );
  for (const text of told) expect(text).not.toMatch(/hal B|sing in|pomp|By a pump/);
  const [review = '', , briefing = '', , calendar = '', report = ''] = told;
  expect(review).toContain('# Water in hall B\n');
  expect(section(review, 'Summary')).toContain('| Why it was declared | Water in hall B #1 |');
  expect(section(review, 'Summary')).toContain(`| Impact | Nobody can sign in #${impact!.seq} |`);
  expect(section(review, 'Follow-ups')).toContain(`| Buy a pump #${proposed!.seq} |`);
  expect(briefing).toContain('Task of Bo: Fetch the pump');
  expect(calendar).toContain('Buy a pump');
  expect(report).toContain('Nobody can sign in');
});

test('what was put right stays so when what was done about it is taken back, and goes with what was said anew', () => {
  const desk = new Desk();
  const [asked] = desk.act({ act: 'ask', person: 'Bo', words: 'Fetch the pomp' });
  const [proposed] = desk.act({ act: 'follow-up', words: 'By a pump' });
  const taken = desk.act({ act: 'take-task', task: 'task-1' }, { by: { name: 'Bo' } });
  const done = desk.act({ act: 'follow-up-done', followUp: 'follow-up-1' });
  desk.act({ act: 'correct', entry: asked!.id, target: asked!, words: 'Fetch the pump' });
  desk.act({ act: 'correct', entry: proposed!.id, target: proposed!, words: 'Buy a pump' });
  desk.act({ act: 'undo', entry: done[0]!.id });
  desk.act({ act: 'undo', entry: taken[0]!.id }, { by: { name: 'Bo' } });
  expect(desk.incident.tasks).toMatchObject({ 'task-1': { words: 'Fetch the pump' } });
  expect(desk.incident.followUps).toMatchObject({ 'follow-up-1': { words: 'Buy a pump' } });
  expect(desk.incident.followUps['follow-up-1']).not.toHaveProperty('doneAt');

  const [first] = desk.act({ act: 'describe', values: [{ field: 'title', value: 'Flod' }] });
  desk.act({ act: 'describe', values: [{ field: 'title', value: 'Flood of hall A' }] });
  desk.act({ act: 'correct', entry: first!.id, target: first!, words: 'Flood' });
  desk.act({ act: 'correct', entry: 'e1', target: desk.entries[0]!, words: 'Water in hall A' });
  expect(desk.incident.title).toBe('Flood of hall A');
  expect(summarise(desk.entries).title).toBe('Flood of hall A');
});

test('an added step is called as its title was put right, and left the plan for the reason beside it', async () => {
  const desk = new Desk();
  desk.follow(runbook);
  const [added, beside] = desk.act({ act: 'add', title: 'Clsoe the lock', after: 'cut' }, { why: 'Woter comes' });
  desk.act({ act: 'correct', entry: added!.id, target: added!, words: 'Close the lock' });
  desk.act({ act: 'correct', entry: beside!.id, target: beside!, words: 'Water comes' });
  const [owing] = desk.act({ act: 'add', title: 'Ring the harbour' });
  desk.act({ act: 'correct', entry: owing!.id, target: owing!, words: 'Nobody had', isReason: true });
  desk.act({ act: 'correct', entry: owing!.id, target: owing!, words: 'Ring the harbour master' });

  const text = reviewOf(desk.entries);
  const deviations = section(text, 'How it left the plan');
  expect(deviations).toContain('| Added a step: Close the lock, after Cut | added | Water comes |');
  expect(deviations).toContain('| Added a step: Ring the harbour master (reason given later) | added | Nobody had |');
  expect(section(text, 'Timeline')).toContain(
    '| Added a step: Ring the harbour master — Nobody had (reason given later) |',
  );
  const changes = section(text, 'Changes to the runbook');
  expect(changes).toContain('"Close the lock"');
  expect(changes).toContain('Water comes');
  for (const each of [deviations, changes, section(text, 'Steps over time')]) expect(each).not.toMatch(/Clsoe|Woter/);
});

test('half an hour without a word is no gap, a minute more is one; what happened before the declaration breaks none and begins none', () => {
  const desk = new Desk();
  desk.act({ act: 'note', words: 'The gate stood open' }, { at: '2026-11-20T12:00:00+01:00' });
  const gaps = () => section(reviewOf(desk.entries), 'Quality of the record');
  desk.wait(30);
  desk.act({ act: 'note', words: 'Water in the hall' });
  expect(gaps()).toContain('| Silent gaps of more than 30 minutes while it went on | 0 |');
  desk.wait(31);
  desk.act({ act: 'note', words: 'It rises' });
  expect(gaps()).toContain('| Silent gaps of more than 30 minutes while it went on | 1 |');
  expect(gaps()).toContain('The longest silence while it went on: 31m, from #3 to #4.');
  // When it was over nobody had to say anything more.
  desk.act({ act: 'resolve' });
  desk.wait(90);
  desk.act({ act: 'note', words: 'The floor is dry' });
  expect(gaps()).toContain('| Silent gaps of more than 30 minutes while it went on | 1 |');
});

test('what was typed in from paper when all was over breaks the silence in which it was written by hand', () => {
  const desk = new Desk();
  desk.follow(runbook);
  desk.wait(6 * 60);
  const [back] = desk.act({ act: 'note', words: 'The screens work again' });
  const [paper] = desk.act({ act: 'note', words: 'Water in the hall' }, { at: '2026-11-21T04:00:00+01:00' });
  const quality = section(reviewOf(desk.entries), 'Quality of the record');
  expect(quality).toContain(`The longest silence while it went on: 5h, from #${paper!.seq} to #${back!.seq}.`);
  expect(quality).toContain('| Silent gaps of more than 30 minutes while it went on | 2 |');
});

test('what was written down late is counted by when it happened, as that was put right', () => {
  const desk = new Desk();
  desk.follow(runbook);
  const [slip] = desk.act({ act: 'note', words: 'The gate stood open' }, { at: '2026-11-21T02:00:00+01:00' });
  desk.act({ act: 'correct', entry: slip!.id, target: slip!, at: '2026-11-21T03:00:00+01:00' });
  desk.wait(60);
  const [late] = desk.act({ act: 'note', words: 'The pump fell silent' });
  desk.act({ act: 'correct', entry: late!.id, target: late!, at: '2026-11-21T03:20:00+01:00' });

  const text = reviewOf(desk.entries);
  const quality = section(text, 'Quality of the record');
  expect(quality).toContain(`| Written more than 15 minutes later | 1 (#${late!.seq}) |`);
  // The silence and the hours are those of the true times too; the correction itself was written at four.
  expect(quality).toContain(`The longest silence while it went on: 40m, from #${late!.seq} to #${late!.seq + 1}.`);
  expect(section(text, 'People')).toContain('| Ane | 6 entries | 21 Nov 2026 03:00 +01:00 #1 |');
  expect(metricsOf(shownOf(desk.entries)).record.late).toBe(1);
  expect(figures(desk.incident, desk.entries).map(({ value }) => value)).toContain('6, 1');
});

test('what is told in one shift of the one before is no work in between: nobody has more hours than have passed', () => {
  const desk = new Desk();
  desk.follow(runbook);
  const hours = (): string | undefined =>
    /\| Ane \|.*\| ([^|]+) \|/.exec(section(reviewOf(desk.entries), 'People'))?.[1];
  for (const at of ['07:00', '11:00']) {
    desk.wait(240);
    desk.act({ act: 'note', words: `How it stands at ${at}` });
  }
  expect(hours()).toBe('8h');
  desk.wait(600);
  desk.act({ act: 'note', words: 'Back again' });
  expect(hours()).toBe('8h');
  // She came before she wrote anything down, and tells of that first.
  desk.act({ act: 'note', words: 'Rang from the car' }, { at: '2026-11-21T14:00:00+01:00' });
  expect(hours()).toBe('15h');
  desk.act({ act: 'note', words: 'The gate stood open' }, { at: '2026-11-21T09:00:00+01:00' });
  expect(hours()).toBe('15h');
});

test('a duty that is known to apply an hour later counts from its moment, and nobody wrote that down late', () => {
  const desk = new Desk();
  desk.follow(`holdfast: 1
id: pump
title: Pump
facts: { wet: { ask: Is it wet, type: boolean } }
clocks:
  update: { title: Tell the public, from: declared, within: 3h, applies-when: facts.wet }
steps:
  - { id: look, do: Look, record: [wet], stops: [update] }
`);
  desk.wait(60);
  const written = desk.act({ act: 'fact', values: [{ fact: 'wet', value: true }] });
  expect(written.map(({ type, at }) => `${type} ${at.slice(11, 16)}`)).toEqual([
    'fact.recorded 04:00',
    'clock.started 03:00',
  ]);
  expect(section(reviewOf(desk.entries), 'Quality of the record')).toContain(
    '| Written more than 15 minutes later | 0 |',
  );
  expect(metricsOf(shownOf(desk.entries)).record.late).toBe(0);
});

test('a review that was signed off says what was changed of it since, and what became of follow-ups is no change', () => {
  const desk = new Desk();
  desk.follow(runbook);
  const [gap] = desk.act({ act: 'annotate', kind: 'went-well', words: 'The pump' });
  desk.act({ act: 'follow-up', words: 'A pump' });
  desk.act({ act: 'sign-off' });
  desk.act({ act: 'follow-up-done', followUp: 'follow-up-1' });
  const [read] = desk.act({ act: 'note', words: 'Red by the board' });
  desk.act({ act: 'correct', entry: read!.id, target: read!, words: 'Read by the board' });
  expect(reviewOf(desk.entries)).toMatch(/\| Signed off by \| Ane, [^|*]* \|/);
  const [put] = desk.act({ act: 'correct', entry: gap!.id, target: gap!, words: 'The pumps' });
  desk.act({ act: 'annotate', kind: 'lucky', words: 'It was dry' });
  expect(reviewOf(desk.entries)).toContain(`**changed since by 2 entries, the first** #${put!.seq} |`);
  expect(reviewOf(desk.entries, {}, undefined, { language: 'da' })).toContain(
    `**ændret siden ved 2 poster, den første** #${put!.seq} |`,
  );
});
