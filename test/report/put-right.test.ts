import { expect, test } from 'vitest';
import { sentMessages } from '../../src/guide/index.ts';
import { exported } from '../support/exported.ts';
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
