import { describe, expect, test, vi } from 'vitest';
import type { Outside } from '../../../src/tui/outside.ts';
import { memoryIncident } from '../../support/memory-session.ts';
import type { MemoryIncident } from '../../support/memory-session.ts';
import { pumpFailure } from '../../support/pump-failure.ts';
import { ScreenInHand } from '../../support/screen-in-hand.ts';
import { detail, fits, sizes } from './sizes.ts';

/** The runbook with two more messages, one of which tells what somebody said in confidence. */
const runbook = pumpFailure
  .replace('messages:\n', 'messages:\n  to-crew:\n    to: The crew\n    text: { en: "Stay on the stairs." }\n')
  .replace(
    'steps:\n',
    '  rescue:\n    to: Fire and rescue\n    text: { en: "{{ facts.caller }} rang. Door: {{ facts.door_code }}." }\nsteps:\n',
  )
  .replace('topics:\n', '  caller: { ask: "Who rang?", type: text, privacy: personal }\ntopics:\n');

function begin(options: { columns?: number; rows?: number; text?: string } & Pick<Outside, 'edit'> = {}): {
  incident: MemoryIncident;
  screen: ScreenInHand;
} {
  const { text = runbook, ...rest } = options;
  const incident = memoryIncident({ runbooks: [text] });
  return { incident, screen: new ScreenInHand(incident.session('Anna'), rest) };
}
const sent = (incident: MemoryIncident): MemoryIncident['entries'] =>
  incident.entries.filter((entry) => entry.type === 'message.sent');
const find = (screen: ScreenInHand, words: string): ScreenInHand => screen.press('W', '/').type(words).press('enter');
const last = (incident: MemoryIncident, words: string) => incident.entries.find((entry) => entry.words === words);

describe('the list', () => {
  test.each(sizes)('at %ix%i: to whom, sent when, due when, and the words with what is missing', (columns, rows) => {
    const { screen } = begin({ columns, rows });
    screen.press('W');
    fits(screen);
    // Every key of the page stands in the bar of a usual terminal.
    expect(screen.rows.at(-1)?.includes('p before')).toBe(columns >= 80);
    expect(screen.words).toContain('Messages (3)');
    expect(screen.rows.find((row) => row.includes('status-page'))).toMatch(
      /status-page: due in 30m, 03:42 \+01:00, not sent yet/,
    );
    expect(screen.words).toContain('to-crew: not sent yet · The crew');
    expect(detail(screen)).toContain('To: The public By: status page');
    expect(detail(screen)).toContain('Use: Paper forms at the counter.');
    expect(detail(screen)).toContain('[not known yet: How deep is it at the lowest rack?] cm');
    if (screen.words.includes('more rows')) screen.press('page-down');
    fits(screen);
    expect(detail(screen)).toContain('It was not sent yet.');
  });

  test('what an open step wants stands out and comes first; sent, it finishes the step', () => {
    const { incident, screen } = begin();
    const anna = incident.session('Anna');
    anna.act({ act: 'send', message: 'to-crew', body: 'Stay.' });
    screen.press('W');
    expect(screen.words).not.toContain('WANTED NOW');
    anna.act({ act: 'jump', step: 'tell-public' }, { why: 'now' });
    expect(screen.rows[3]).toContain('> → status-page: WANTED NOW, due in 30m');
    expect(screen.words).toContain('Wanted now by: Tell the public how it stands');
    screen.press('enter', 'enter');
    expect(sent(incident).at(-1)).toMatchObject({ step: 'tell-public' });
    expect(incident.entries.map(({ type }) => type)).toContain('clock.met');
    expect(screen.words).toContain('status-page: due in 30m, 03:42 +01:00, sent 1 time, last 03:12 +01:00');
  });

  test('sent by itself it met no duty, and the words that meet it are told', () => {
    const { incident, screen } = begin();
    find(screen, 'public').press('enter', 'enter');
    expect(sent(incident)).toHaveLength(1);
    expect(screen.said).toContain('By itself it met no duty; for "Tell the public": :met public-update');
    screen.press(':').enter('met public-update');
    expect(incident.incident.clocks['public-update']).toMatchObject({ round: 2 });
  });

  test('a missed update says by how much', () => {
    const { incident, screen } = begin();
    incident.pass({ minutes: 42 });
    screen.press('W');
    expect(screen.words).toContain('OVERDUE by 12m, was due 03:42 +01:00');
  });

  test('v leads there, and the words of the guide do, at the message that was named', () => {
    const { screen } = begin();
    screen.press('v').type('messages').press('enter');
    expect(screen.words).toContain('Messages (3)');
    screen.press('q', ':').enter('messages rescue');
    expect(screen.rows.find((row) => row.startsWith('> '))).toContain('rescue: not sent yet');
    screen.press(':').enter('messages resque');
    expect(screen.said).toContain('Did you mean "rescue"?');
  });

  test('with no message at all every key says so', () => {
    const { screen } = begin({ text: 'holdfast: 1\nid: bare\ntitle: Bare\nsteps:\n  - { id: a, do: A }\n' });
    for (const key of ['enter', 's', 'E', 'f', 'l', 'p']) {
      screen.press('W', key);
      expect(screen.said).toBe('No followed runbook has a message.');
      screen.press('q');
    }
  });
});

describe('sending', () => {
  test('where no step asks for it, it is recorded by itself, in every language', () => {
    const { incident, screen } = begin();
    find(screen, 'public').press('enter');
    expect(screen.words).toContain('No open step asks for it');
    expect(sent(incident)).toHaveLength(0);
    screen.press('enter');
    expect(screen.said).toContain('Recorded');
    const [entry] = sent(incident);
    expect(entry?.step).toBeUndefined();
    expect(entry).toMatchObject({ data: { message: 'status-page', missing: ['facts.water_depth'] } });
    expect(entry?.words).toMatch(/^\[en\] Sign-in is down.*\[da\] Log ind er nede\.$/s);
    expect(incident.entries.map(({ type }) => type)).not.toContain('step.done');
  });

  test('before it goes out again: the same words as last time, or others', () => {
    const { incident, screen } = begin();
    find(screen, 'public').press('enter');
    expect(screen.words).not.toContain('than last time');
    screen.press('enter');
    const seq = sent(incident)[0]?.seq;
    expect(screen.words).toContain(`Same words as last time (#${seq}, 03:12 +01:00, Anna).`);
    screen.press('s');
    expect(screen.words).toContain(`Same words as last time (#${seq}, 03:12 +01:00, Anna).`);
    screen.press('escape');
    incident.session('Bo').act({ act: 'fact', values: [{ fact: 'water_depth', value: '12' }] });
    screen.press('s');
    expect(screen.words).toContain(`Other words than last time (#${seq}`);
    expect(screen.words).toContain('Water: 12 cm.');
  });

  test('the message of a step says it too', () => {
    const { incident, screen } = begin();
    find(screen, 'public').press('enter', 'enter', 'escape', 'q');
    incident.session('Anna').act({ act: 'jump', step: 'tell-public' }, { why: 'now' });
    screen.press('escape', 'm');
    expect(screen.words).toContain('Same words as last time');
  });

  test('f asks what is missing in it, there and while it is read; a secret is not asked for to be said', () => {
    const { screen } = begin();
    find(screen, 'public').press('f');
    expect(screen.words).toContain('How deep is it at the lowest rack? a number, cm.');
    screen.enter('12');
    expect(detail(screen)).toContain('Water: 12 cm.');
    expect(screen.press('f').said).toBe('No answer is missing in it.');
    // Who reads a message stays at it: what is typed next would fall on the page behind.
    screen.press('enter', 'f');
    expect(screen.said).toBe('No answer is missing in it.');
    expect(screen.words).toContain('Enter: it was sent.');
    screen.press('escape', 'escape', '/').type('rescue').press('enter', 'enter', 'f').enter('Ida Juhl');
    expect(detail(screen)).toContain('Ida Juhl rang. Door: [not known yet: The code of the door].');
    expect(screen.press('f').said).toBe('No answer is missing in it.');
  });

  test('whoever reads it while another finishes the step is told, and nothing goes out twice', () => {
    const { incident, screen } = begin();
    const bo = incident.session('Bo');
    bo.act({ act: 'jump', step: 'tell-public' }, { why: 'now' });
    screen.press('W', 'enter');
    bo.act({ act: 'send', step: 'tell-public', body: 'Down.' });
    screen.press('enter');
    expect(screen.said).toContain('Somebody else has finished this step');
    expect(sent(incident)).toHaveLength(1);
  });

  test('the language that was chosen stays, and one that is not there gives way', () => {
    const { screen } = begin();
    find(screen, 'public').press('l');
    expect(screen.words).toContain('en [da]');
    expect(screen.words).toContain('Log ind er nede.');
    screen.press('enter');
    expect(screen.words).toContain('Log ind er nede.');
    screen.press('escape', 'escape', '/').type('crew').press('enter');
    expect(screen.words).toContain('Stay on the stairs.');
    expect(screen.press('l').said).toContain('in this language alone');
  });

  test('each is kept as it was sent, the last first; corrected words stand for what went out', () => {
    const { incident, screen } = begin();
    const anna = incident.session('Anna');
    expect(find(screen, 'public').press('p').said).toContain('not sent yet');
    anna.act({ act: 'send', message: 'status-page', body: 'The first.' });
    anna.act({ act: 'send', message: 'status-page', body: 'The secnd.', language: 'en' });
    anna.act({ act: 'send', message: 'to-crew', body: 'Of another message.' });
    anna.act({ act: 'correct', entry: last(incident, 'The secnd.')?.id ?? '', words: 'The second.' });
    screen.press('p');
    expect(screen.words).toMatch(/Sent: status-page.*to The public, en, corrected since.*The second\..*The first\./);
    expect(screen.words).not.toContain('Of another message');
    expect(screen.words).not.toContain('The secnd');
    screen.press('q');
    expect(screen.words).toContain('Messages (3)');
  });
});

describe('changing the words', () => {
  test('what was changed here is marked, survives the sending of another one, and goes out as it was changed', () => {
    const { incident, screen } = begin();
    find(screen, 'public').press('enter', 'e', 'ctrl-a').type('NB: ').press('escape', 'escape');
    expect(screen.words).toContain('Changed here, not sent yet.');
    incident.session('Bo').act({ act: 'note', words: 'x' });
    screen.press('escape', '/').type('crew').press('enter', 'enter', 'enter');
    expect(sent(incident)).toMatchObject([{ words: 'Stay on the stairs.' }]);
    screen.press('escape', '/').type('public').press('enter', 'enter', 'enter');
    expect(sent(incident).at(-1)?.words).toContain('[en] NB: Sign-in is down.');
    expect(screen.words).not.toContain('Changed here');
  });

  test("emptied, the runbook's words are back with the facts of now", () => {
    const { incident, screen } = begin();
    find(screen, 'public').press('enter', 'e', 'ctrl-a').type('Old. ').press('escape');
    screen.press('e', 'ctrl-a', 'ctrl-k', 'escape', 'escape');
    incident.session('Bo').act({ act: 'fact', values: [{ fact: 'water_depth', value: '7' }] });
    expect(screen.words).toContain('Water: 7 cm.');
    expect(screen.words).not.toContain('Changed here');
  });

  test('E: what comes back from the editor stands as the draft; nothing is sent by it', async () => {
    const edit = vi.fn(async (text: string) => ({ text: `${text}\nAsk for Bo.` }));
    const { incident, screen } = begin({ edit });
    find(screen, 'crew').press('E');
    await vi.waitFor(() => expect(screen.said).toContain('nothing is sent yet'));
    expect(edit).toHaveBeenCalledWith('Stay on the stairs.');
    expect(screen.words).toContain('Changed here');
    expect(sent(incident)).toHaveLength(0);
    screen.press('enter', 'E');
    await vi.waitFor(() => expect(screen.words).toContain('Ask for Bo. Ask for Bo.'));
    screen.press('enter');
    expect(sent(incident)).toMatchObject([{ words: 'Stay on the stairs.\nAsk for Bo.\nAsk for Bo.' }]);
  });

  test('E: left as it was, it is no draft; a fault is said and changes nothing', async () => {
    let answer: { text: string } | { problem: string } = { text: 'Stay on the stairs.\n' };
    const { screen } = begin({ edit: async () => answer });
    find(screen, 'crew').press('E');
    await vi.waitFor(() => expect(screen.said).toBe('Left as it was.'));
    expect(screen.words).not.toContain('Changed here');
    answer = { problem: 'The editor ended with 1. Nothing was changed.' };
    screen.press('E');
    await vi.waitFor(() => expect(screen.said).toContain('ended with 1'));
    expect(screen.words).not.toContain('Changed here');
  });

  test('E: where no editor can be opened it is said how else', async () => {
    const { screen } = begin();
    find(screen, 'crew').press('E');
    await vi.waitFor(() => expect(screen.said).toBe('This screen opens no editor. Enter, then e, changes it here.'));
    // While it is read Enter would record that it was sent: it is not said to be the way.
    screen.press('enter', 'E');
    await vi.waitFor(() => expect(screen.said).toBe('This screen opens no editor. e changes it here.'));
  });
});

test('in a drill what is written on stands before the words that end it, and what is written behind them is not its end', () => {
  const incident = memoryIncident({ runbooks: [runbook], mode: 'drill' });
  const screen = new ScreenInHand(incident.session('Anna'));
  const mark = 'EXERCISE EXERCISE EXERCISE';
  find(screen, 'crew').press('enter', 'e').type(' Use paper.').press('tab', 'enter');
  expect(sent(incident).at(-1)?.words).toBe(`${mark}\nStay on the stairs. Use paper.\n${mark}`);
  screen.press('enter', 'e', 'down', 'end').type(' Come up.').press('tab', 'enter');
  expect(sent(incident).at(-1)?.words).toBe(`${mark}\nStay on the stairs.\n${mark} Come up.\n${mark}`);
});

describe('what may not be said', () => {
  test('a personal answer stands in the message that asks for it, a secret one never', () => {
    const { incident, screen } = begin();
    const anna = incident.session('Anna');
    anna.act({ act: 'fact', values: [{ fact: 'caller', value: 'Ida Juhl' }] });
    anna.act({ act: 'fact', values: [{ fact: 'door_code', value: '4711' }] });
    find(screen, 'rescue').press('enter');
    expect(screen.words).toContain('Ida Juhl rang. Door: [not known yet: The code of the door].');
    screen.press('enter');
    expect(sent(incident).at(-1)?.words).not.toContain('4711');
  });

  test.each(sizes)('hostile text is data, at %ix%i', async (columns, rows) => {
    const evil = '\u001b]0;owned\u0007\u202e\u001b[2J';
    const { incident, screen } = begin({ columns, rows, edit: async (text) => ({ text: `${text}${evil}` }) });
    const mallory = incident.session(`Mallory${evil}`);
    mallory.act({ act: 'fact', values: [{ fact: 'caller', value: `Ida${evil}` }] });
    find(screen, 'rescue');
    fits(screen);
    mallory.act({ act: 'send', message: 'rescue', body: `Gone.${evil}` });
    expect(detail(screen)).toContain('Ida');
    expect(detail(screen)).toContain('Gone.');
    fits(screen);
    screen.press('escape', '/').type('crew').press('enter', 'E');
    await vi.waitFor(() => expect(screen.said).toContain('nothing is sent yet'));
    fits(screen);
    screen.press('enter');
    fits(screen);
    screen.press('enter', 'p');
    expect(screen.words).toContain('Stay on the stairs.');
    fits(screen);
    expect(sent(incident)).toHaveLength(2);
  });
});
