import { describe, expect, test } from 'vitest';
import { pieces } from '../../src/conditions/index.ts';
import { guide, sentMessages, sinceLastTime } from '../../src/guide/index.ts';
import type { Guide } from '../../src/guide/index.ts';
import { walk } from '../plain/walk.ts';
import { books } from '../support/home-books.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';

const begin = (): MemoryIncident => memoryIncident({ runbooks: [pumpFailure] });
const now = ({ incident }: MemoryIncident, at = '2026-11-22T03:12:00+01:00'): Guide =>
  guide(incident, { name: 'Anna' }, at);

describe('what was sent', () => {
  test('a message in one language is the same words as that language alone', () => {
    const flood = begin();
    const anna = flood.session('Anna');
    const message = now(flood).messages[0];
    if (message === undefined) throw new Error('no message');
    expect(sinceLastTime(message, sentMessages(flood.entries), now(flood))).toBeUndefined();
    anna.act({ act: 'send', message: 'status-page', language: 'da', body: 'Log ind er nede.' });
    expect(sinceLastTime(message, sentMessages(flood.entries), now(flood))?.same).toBe(true);
    anna.act({ act: 'send', message: 'status-page', language: 'en', body: 'Log ind er nede.' });
    expect(sinceLastTime(message, sentMessages(flood.entries), now(flood))?.same).toBe(false);
  });

  test('of words that were taken out for good nothing is said, whatever had been put in their place', () => {
    const flood = begin();
    const anna = flood.session('Anna');
    anna.act({ act: 'send', message: 'status-page', body: 'Ida is hurt.' });
    const entry = flood.entries.at(-1)?.id ?? '';
    anna.act({ act: 'correct', entry, words: 'Ida Juhl is hurt.' });
    const without = flood.entries.map((each) => {
      const { words: _, ...rest } = each;
      return each.id === entry ? rest : each;
    });
    const sent = sentMessages(without);
    expect(JSON.stringify(sent)).not.toContain('Ida');
    const [message] = now(flood).messages;
    expect(message && sinceLastTime(message, sent, now(flood))).toMatchObject({ same: false });
  });

  test('the clock that says when it is due: one that its step meets, or a cadence of which it speaks', () => {
    const text = pumpFailure
      .replace(
        'Water: {{ facts.water_depth }} cm.',
        "Next: {{ clocks['public-update'].due }}, {{ clocks['early-warning'].due }}.",
      )
      .replace('    message: status-page\n    stops: [public-update]', '    message: status-page');
    expect(text).not.toBe(pumpFailure);
    const flood = memoryIncident({ runbooks: [text] });
    flood.session('Anna').act({ act: 'aware', topic: 'significant-incident' });
    const at = flood.session('Anna').now();
    expect(now(flood, at).messages[0]?.next).toMatchObject({ id: 'public-update', due: '2026-11-22T03:42:00+01:00' });
    flood.session('Anna').act({ act: 'set-aside', clock: 'public-update' }, { why: 'no public' });
    expect(now(flood, at).messages[0]?.next).toBeUndefined();
  });
});

describe('what a message says where it is sent', () => {
  const text = `holdfast: 1
id: word
title: Word
timezone: Europe/Copenhagen
facts: { wet: { ask: Is it wet, type: boolean } }
clocks:
  update: { title: Tell the public, from: declared, every: 30m, applies-when: facts.wet }
  once: { title: Tell the mayor, from: declared, within: 1h }
messages:
  word:
    to: The public
    text:
      en: "Wet: {{ facts.wet }}. Next {{ clocks['update'].due }}, mayor {{ clocks['once'].due }}."
      da: "Vådt: {{ facts.wet }}. Næste {{ clocks['update'].due }}."
      de: "Nass: {{ facts.wet }}."
  to-crew: { to: The crew, text: { en: Stay on the stairs. } }
steps:
  - { id: say, tell: Say it, message: word, stops: [update, once] }
  - { id: tell-crew, tell: Tell the crew, message: to-crew }
  - { id: rest, do: Rest }
`;
  const bodies = (flood: MemoryIncident): readonly string[] =>
    now(flood, flood.session('Anna').now()).current[0]?.message?.bodies.map((body) => body.text) ?? [];

  test('the next update that it promises is the one that follows, by which the clock then runs', () => {
    const flood = memoryIncident({ runbooks: [text] });
    const anna = flood.session('Anna');
    anna.act({ act: 'fact', values: [{ fact: 'wet', value: true }] });
    flood.pass({ minutes: 40 });
    const [said = ''] = bodies(flood);
    const [, promised] = /Next (\S+) /.exec(said) ?? [];
    expect(said).toContain('mayor 04:12 +01:00.');
    anna.act({ act: 'send', step: 'say', message: 'word', body: said });
    expect(flood.incident.clocks['update']).toMatchObject({ state: 'running', round: 2 });
    expect(flood.incident.clocks['update']?.due).toContain(`T${promised}:`);
    expect(promised).toBe('04:22');
    // Sent once more by itself it meets nothing, and what was promised still stands.
    flood.pass({ minutes: 5 });
    const word = now(flood, anna.now()).messages.find(({ id }) => id === 'word');
    expect(word?.bodies[0]?.text).toContain('Next 04:22 ');
  });

  test('what meets no duty is not told that it met none', async () => {
    const flood = memoryIncident({ runbooks: [text] });
    const anna = flood.session('Anna');
    const said = await walk(anna, ['send to-crew']);
    expect(said).toContain('Stay on the stairs.');
    expect(said).not.toContain('By itself');
    anna.act({ act: 'jump', step: 'rest' }, { why: 'x' });
    const beside = await walk(anna, ['send word']);
    expect(beside).toMatch(/for "Tell the public": met update, for\s+"Tell\s+the\s+mayor": met once/);
    // Whatever else was done in that moment, it is not what began a step.
    expect(beside).not.toContain('Rest: begins');
  });

  test('a cadence that does not run, or no longer goes on, is promised as it stands', () => {
    const flood = memoryIncident({ runbooks: [text] });
    const anna = flood.session('Anna');
    anna.act({ act: 'fact', values: [{ fact: 'wet', value: false }] });
    flood.pass({ minutes: 10 });
    expect(bodies(flood)[0]).toContain('Next 03:42 +01:00');
    anna.act({ act: 'fact', values: [{ fact: 'wet', value: true }] });
    anna.act({ act: 'set-aside', clock: 'update' }, { why: 'The mayor does it' });
    expect(bodies(flood)[0]).toContain('Next 03:42 +01:00');
    anna.act({ act: 'resolve' });
    expect(bodies(flood)[0]).toContain('Next 03:42 +01:00');
  });

  test.each(books)(
    'no Danish wording of $id has the English name of a choice in it',
    ({ runbook: { messages = {}, facts = {} } }) => {
      const bare = Object.entries(messages).flatMap(([name, message]) =>
        pieces(message.text['da'] ?? '').flatMap((piece) => {
          const [, fact = ''] = piece.kind === 'expression' ? (/^facts\.(\w+)$/.exec(piece.source) ?? []) : [];
          return facts[fact]?.type === 'choice' ? [`${name}: ${fact}`] : [];
        }),
      );
      expect(bare).toEqual([]);
    },
  );

  test('yes and no are words of its language, and of one that is not known English', () => {
    const flood = memoryIncident({ runbooks: [text] });
    const anna = flood.session('Anna');
    anna.act({ act: 'fact', values: [{ fact: 'wet', value: true }] });
    expect(bodies(flood).map((body) => body.split('.')[0])).toEqual(['Wet: yes', 'Vådt: ja', 'Nass: yes']);
    anna.act({ act: 'fact', values: [{ fact: 'wet', value: false }] });
    expect(bodies(flood).map((body) => body.split('.')[0])).toEqual(['Wet: no', 'Vådt: nej', 'Nass: no']);
  });
});

describe('in numbered lines', () => {
  test('the list, one with its words, sent where no step asks for it, and the same words said', async () => {
    const flood = begin();
    const anna = flood.session('Anna');
    const first = await walk(anna, ['messages', 'messages status-page', 'send status-page']);
    expect(first).toContain('status-page: due in 30m, 03:42 +01:00, not sent yet · The public');
    expect(first).toContain('Not known yet: facts.water_depth');
    expect(first).not.toContain('than last time');
    expect(flood.entries.filter(({ type }) => type === 'message.sent')).toMatchObject([
      { data: { message: 'status-page' } },
    ]);
    expect(flood.entries.find(({ type }) => type === 'message.sent')?.step).toBeUndefined();
    const again = await walk(anna, ['messages status-page']);
    expect(again).toContain('Same words as last time (#');
    expect(again).toMatch(/sent #\d+ 03:12 \+01:00, Anna: \[en\] Sign-in is down/);
    anna.act({ act: 'jump', step: 'tell-public' }, { why: 'now' });
    expect(await walk(anna, ['step tell-public'])).toContain('Same words as last time (#');
  });

  test('what is sent by itself meets no duty, and is told what does; sent by its step it is not told so', async () => {
    const flood = begin();
    const anna = flood.session('Anna');
    const offer = 'By itself it met no duty; for "Tell the public": met public-update';
    expect(await walk(anna, ['send status-page'])).toContain(offer);
    expect(await walk(anna, ['met public-update'])).not.toContain('By itself');
    anna.act({ act: 'set-aside', clock: 'public-update' }, { why: 'no public' });
    expect(await walk(anna, ['send status-page'])).not.toContain('By itself');

    const other = begin();
    const bo = other.session('Bo');
    bo.act({ act: 'jump', step: 'tell-public' }, { why: 'now' });
    expect(await walk(bo, ['send tell-public'])).not.toContain('By itself');
  });

  test('a message that is called as its step is goes out before its turn as well', async () => {
    const flood = memoryIncident({ runbooks: [pumpFailure.replaceAll('status-page', 'tell-public')] });
    await walk(flood.session('Anna'), ['send tell-public']);
    const sent = flood.entries.filter(({ type }) => type === 'message.sent');
    expect(sent).toMatchObject([{ data: { message: 'tell-public' } }]);
    expect(sent[0]?.step).toBeUndefined();
  });

  test('a language that it has not, or a name that is none, is said', async () => {
    const flood = begin();
    const text = await walk(flood.session('Anna'), ['send status-page xx', 'messages status-pgae']);
    expect(text).toContain('The message is not written in "xx". It is written in: en, da');
    expect(text).toContain('Did you mean "status-page"?');
    expect(flood.entries.map(({ type }) => type)).not.toContain('message.sent');
  });
});
