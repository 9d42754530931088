import { describe, expect, test } from 'vitest';
import { width } from '../../src/text/index.ts';
import { briefKeys } from '../../src/tui/pages/brief-keys.ts';
import { peopleNight, sizes } from '../support/people-night.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

/** Anna leads; Bo sits at a screen of his own. */
function shiftChange(size: { readonly columns?: number; readonly rows?: number } = {}, here: readonly string[] = []) {
  const { incident, anna, screen } = peopleNight(size);
  anna.act({ act: 'assign', role: 'lead', person: 'Anna' });
  const bo = incident.session('Bo');
  return { incident, anna, bo, screen, other: new ScreenInHand(bo, { ...size, here: () => here }) };
}

describe.each(sizes)('at $columns x $rows', (size) => {
  test('H shows the brief as it stands; one hands over, the other sees it and accepts, and both screens say so', () => {
    const { incident, screen, other } = shiftChange(size);
    screen.press('H');
    expect(screen.words).toContain('The whole brief');
    screen.press('h');
    expect(screen.words).toContain('Hand over to whom?');
    screen.enter('Bo');
    expect(screen.words).toContain('What worries you?');
    screen.enter('The pump sounds wrong');
    expect(incident.entries.at(-1)).toMatchObject({ type: 'handover.given', data: { to: 'Bo', roles: ['lead'] } });
    expect(incident.entries.at(-1)?.words).toContain('Anna: The pump sounds wrong');
    expect(screen.words).toContain('You handed over Incident lead to Bo');
    expect(incident.incident.roles['lead']?.holder).toBe('Anna');

    expect(other.asked).toContain('ring 1');
    other.press('!');
    expect(other.words).toContain('Anna hands over to you: Incident lead');
    other.press('q', 'H');
    expect(other.words).toContain('> Anna hands over to you: Incident lead');
    other.press('page-down', 'page-down');
    other.press('a');
    expect(other.said).toContain('Recorded');
    expect(other.said).toContain('Handover accepted from Anna: Incident lead');
    expect(incident.incident.roles['lead']).toMatchObject({ holder: 'Bo' });
    expect(screen.said).toBe('Bo has accepted Incident lead. You hold no role any more.');
    expect(screen.asked.filter((each) => each.startsWith('ring'))).toHaveLength(1);
  });

  test('every row fits, whatever stands in the brief, and nothing in it is obeyed', () => {
    const { anna, other } = shiftChange(size);
    const evil = '\u001b[31mEvil\u202e\n名'.repeat(30);
    anna.act({ act: 'ask', person: evil, words: evil });
    anna.act({ act: 'period', objectives: [evil] });
    anna.act({ act: 'handover', brief: evil, to: evil });
    other.press('H');
    for (let each = 0; each < 18; each += 1) {
      for (const row of other.rows) {
        expect(width(row)).toBeLessThanOrEqual(size.columns);
        expect(row).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      }
      other.press('down');
    }
  });

  test('the top says which period it is and until when; its end rings once', () => {
    const { incident, screen } = shiftChange(size);
    screen.press('H', 'p');
    screen.enter('Hall A dry; Hospital told');
    screen.enter('8h');
    expect(incident.incident.period?.objectives).toEqual(['Hall A dry', 'Hospital told']);
    expect(screen.words).toContain('period 1 until 11:12');
    screen.press('e');
    screen.enter('People fed');
    expect(incident.incident.period?.objectives).toHaveLength(3);
    screen.press('q', '!', 'q');
    const before = screen.asked.filter((each) => each.startsWith('ring')).length;
    incident.pass({ hours: 8, minutes: 1 });
    const rung = screen.asked.filter((each) => each.startsWith('ring')).length;
    expect(rung).toBeGreaterThan(before);
    screen.controller.refresh();
    expect(screen.asked.filter((each) => each.startsWith('ring'))).toHaveLength(rung);
    expect(screen.words).toContain('PERIOD 1 OVER');
    screen.press('!');
    expect(screen.words).toContain('PERIOD 1 OVER since 11:12 +01:00: begin the next');
  });
});

test('whoever sits at a screen of this incident is offered by name, though they have done nothing yet', () => {
  const { incident, anna } = shiftChange();
  const screen = new ScreenInHand(anna, { here: () => ['Anna', 'Eva Krag', 'Gus'] });
  screen.press('H', 'h');
  expect(screen.words).toMatch(/Hand over to whom\? Another name can be typed .*Eva Krag/);
  screen.press('escape', 'escape', 'P', 'down', 'a');
  expect(screen.words).toMatch(/Who is Facilities duty officer\? .*Eva Krag/);
  screen.enter('Eva');
  expect(incident.incident.roles['facilities']?.holder).toBe('Eva Krag');
  screen.press('i');
  expect(screen.words).toMatch(/What is your name\? .*Gus/);
});

test('of two who accept, the second is told that nothing waits any more', () => {
  const { anna, bo, incident, other } = shiftChange();
  anna.act({ act: 'handover', brief: 'b', to: 'Bo' });
  incident.session('Eva').act({ act: 'accept-handover' });
  other.press('H', 'a');
  expect(other.said).toBe('No handover waits to be accepted. h hands over.');
  expect(bo.incident.roles['lead']?.holder).toBe('Eva');
});

test('of several roles one may keep some', () => {
  const { incident, anna, screen } = shiftChange();
  anna.act({ act: 'assign', role: 'facilities', person: 'Anna' });
  screen.press('H', 'h');
  screen.enter('Bo');
  expect(screen.words).toContain('Which roles go over?');
  screen.press('3', 'enter');
  expect(incident.entries.at(-1)).toMatchObject({ data: { to: 'Bo', roles: ['facilities'] } });
});

test('what was meant for another is not taken by a slip', () => {
  const { incident, anna } = shiftChange();
  anna.act({ act: 'handover', brief: 'So it stands', to: 'Bo' });
  const carl = new ScreenInHand(incident.session('Carl'));
  carl.press('H', 'a');
  expect(carl.words).toContain('Anna hands over to Bo, not to you (Carl).');
  carl.press('escape');
  expect(incident.incident.roles['lead']?.holder).toBe('Anna');
  carl.press('a', '1');
  expect(incident.incident.roles['lead']?.holder).toBe('Carl');
});

test('two people at one console: the one hands over, the other says who sits there and accepts', () => {
  const { incident, screen } = shiftChange();
  screen.press('H', 'h').enter('Bo').press('enter');
  screen.press('a');
  expect(screen.said).toContain('You gave this handover: another person accepts it.');
  screen.press('i').enter('Bo');
  expect(screen.said).toBe('From now on the record says: Bo.');
  screen.press('a');
  expect(incident.incident.roles['lead']?.holder).toBe('Bo');
});

test('it can be taken back as long as nobody has accepted it', () => {
  const { incident, screen } = shiftChange();
  screen.press('H', 'u');
  expect(screen.said).toBe('Nothing of yours waits to be accepted.');
  screen.press('h').enter('Bo').press('enter');
  screen.press('u');
  expect(screen.words).toContain('Undo this?');
  screen.press('y');
  expect(incident.incident.handovers).toEqual({});
});

test.each(briefKeys.map(({ label, keys }) => [label, keys[0] ?? '']))('%s does something or says why not', (_, key) => {
  const { screen } = shiftChange();
  screen.press('H');
  const before = screen.text;
  screen.press(key);
  expect(screen.text).not.toBe(before);
});

test('the brief goes to a file that was named; what goes wrong is said', async () => {
  const { anna } = shiftChange();
  const saved: string[] = [];
  const screen = new ScreenInHand(anna, {
    save: async (file, text) => {
      saved.push(file, text);
      return file === 'there.txt' ? { problem: 'there.txt is there already. Give another name.' } : { file };
    },
  });
  screen.press('H', 's', 'enter');
  await Promise.resolve();
  await Promise.resolve();
  expect(saved[0]).toBe('handover-flood-7.txt');
  expect(saved[1]).toContain('Head of the timeline: #');
  expect(screen.said).toBe('Written: handover-flood-7.txt');
  screen.press('s', ...Array.from({ length: 30 }, () => 'backspace')).enter('there.txt');
  await Promise.resolve();
  await Promise.resolve();
  expect(screen.said).toContain('is there already');
});

describe('the clipboard of the terminal', () => {
  test('gets the brief, every control character in it made visible', () => {
    const { anna } = shiftChange();
    anna.act({ act: 'ask', person: 'Bo', words: 'Look \u001b]52;c;cm0=\u0007 here' });
    let copied = '';
    const screen = new ScreenInHand(anna, { copy: (text) => ((copied = text), 'Sent') });
    screen.press('H', 'y');
    expect(screen.said).toBe('Sent');
    expect(copied).toContain('Look ␛]52;c;cm0=␇ here');
    const byKey = copied;
    copied = '';
    screen.press('escape', 'escape', ':').enter('brief copy');
    expect(copied).toBe(byKey);
    expect(copied).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

test('the people page says who has it open now, how long everybody is on shift, and for whom it is too long', () => {
  const { incident, other } = shiftChange({ columns: 120, rows: 40 }, ['Anna', 'Bo', 'Dora']);
  other.press('P');
  expect(other.words).toContain('here now, Incident lead, on shift 0s');
  expect(other.words).toContain('here now, has done nothing here yet');
  incident.pass({ hours: 7 });
  incident.session('Anna').act({ act: 'note', words: 'Still here' });
  incident.pass({ hours: 6, minutes: 30 });
  other.controller.refresh();
  expect(other.words).toContain('ON SHIFT 13h 30m, OVER 13h: needs rest');
});
