import { describe, expect, test } from 'vitest';
import { othersAtWork } from '../../src/guide/index.ts';
import { walk } from '../plain/walk.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { manyTracks, threeTracks } from '../support/three-tracks.ts';
import { twoTracks } from '../support/two-tracks.ts';

/** Anna leads, Bo has the pumps, nobody has the systems; three tracks have just begun. */
function sideBySide(
  size: { readonly columns: number; readonly rows: number } = { columns: 132, rows: 43 },
  runbook = threeTracks,
) {
  const incident = memoryIncident({ runbooks: [runbook] });
  const anna = incident.session('Anna');
  const bo = incident.session('Bo');
  anna.act({ act: 'ack', role: 'lead' });
  bo.act({ act: 'ack', role: 'pumps' });
  anna.act({ act: 'done', step: 'begin' });
  return { incident, anna, bo, screen: new ScreenInHand(anna, size), bos: new ScreenInHand(bo, size) };
}
const list = (screen: ScreenInHand): string =>
  screen.rows
    .filter((row) => row.includes(' │ '))
    .map((row) => row.split(' │ ')[0]?.trimEnd())
    .join('\n');

describe('tracks side by side', () => {
  test('each has its name, who works there and how far it is; only the one I am in is shown whole', () => {
    const { bos, bo, screen } = sideBySide();
    expect(list(bos)).toMatch(/▾ Water +you 0\/2/);
    expect(list(bos)).toMatch(/▾ Move the services +nobody yet 0\/4/);
    expect(list(bos)).toContain('Pump it out');
    expect(list(bos)).toContain('Read how far behind');
    expect(list(bos)).not.toContain('See that it runs');
    expect(bos.words).toContain('Water · track 1 of 3 ] next');
    bo.act({ act: 'done', step: 'board' });
    expect(list(screen)).toMatch(/▾ Water +Bo 1\/2/);
  });

  test('] and [ go from track to track, the list opens where one is, Esc leads back', () => {
    const { bos } = sideBySide();
    bos.press(']');
    expect(bos.words).toContain('Move the services · track 2 of 3');
    expect(list(bos)).toContain('See that it runs');
    expect(list(bos)).not.toContain('Pump it out');
    bos.press(']', ']');
    expect(bos.words).toContain('track 1 of 3');
    bos.press('[');
    expect(bos.words).toContain('Tell people · track 3 of 3');
    bos.press('escape');
    expect(bos.words).toContain('track 1 of 3');
  });

  test('the arrows walk what stands in the list, and no step is out of reach', () => {
    const { bos } = sideBySide();
    const seen = new Set<string>();
    bos.press('g');
    for (let moves = 0; moves < 40; moves += 1) {
      seen.add(/^>.(.*)$/m.exec(list(bos))?.[1]?.trim() ?? '');
      bos.press(moves < 20 ? 'down' : 'up');
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['Open the bridge', 'Set the boards', 'Pump it out', 'Read how far behind', 'Stand down']),
    );
    expect([...seen]).toEqual(expect.arrayContaining(['Stop it here', 'Start it there', 'See that it runs']));
  });

  test('a track within a track is one of its own', () => {
    const { bo, screen } = sideBySide();
    bo.act({ act: 'done', step: 'lag' });
    expect(list(screen)).toMatch(/▾ +This end/);
    expect(list(screen)).toMatch(/▾ +The other end/);
    expect(list(screen)).toMatch(/Move the services +1\/4/);
  });

  test('a jump into one track leaves the others not begun, and the list says that', () => {
    const incident = memoryIncident({ runbooks: [threeTracks] });
    const anna = incident.session('Anna');
    anna.act({ act: 'jump', step: 'pump' }, { why: 'they are here' });
    const screen = new ScreenInHand(anna, { columns: 132, rows: 43 });
    expect(list(screen)).toMatch(/· Tell people +not begun/);
    expect(list(screen)).not.toContain('0/0');
  });

  test('a track that is over says so, and a late one by mark and word', () => {
    const { incident, anna, screen } = sideBySide();
    anna.act({ act: 'send', step: 'first-word', body: 'We know.' });
    expect(list(screen)).toMatch(/✓ Tell people +finished 1\/1/);
    incident.pass({ minutes: 25 });
    screen.controller.refresh();
    expect(list(screen)).toMatch(/! Water +OVERDUE 0\/2/);
    expect(list(screen)).toMatch(/! +Set the boards +\+5m/);
  });

  test('runbooks that are followed at once are lanes like tracks', () => {
    const incident = memoryIncident({ runbooks: [pumpFailure, twoTracks] });
    const screen = new ScreenInHand(incident.session('Anna'), { columns: 132, rows: 43 });
    expect(list(screen)).toMatch(/▾ Pump failure +nobody yet 0\/\d+/);
    expect(list(screen)).toContain('It is over');
    expect(list(screen)).not.toContain('Give it time to drain');
    screen.press('[');
    expect(screen.words).toContain('Get everyone out');
    expect(list(screen)).toContain('Give it time to drain');
    expect(list(screen)).toContain('Look at the water');
    expect(list(screen)).not.toContain('It is over');
  });

  test('where all goes on in one list the keys say so', () => {
    const screen = new ScreenInHand(memoryIncident({ runbooks: [pumpFailure] }).session('Anna'));
    screen.press(']');
    expect(screen.said).toBe('Nothing else is worked on side by side now.');
  });

  test('sixty tracks: the list stays as high as the screen, each is reached', () => {
    const incident = memoryIncident({ runbooks: [manyTracks(60)] });
    for (const size of [
      { columns: 60, rows: 20 },
      { columns: 80, rows: 24 },
      { columns: 200, rows: 60 },
    ]) {
      const screen = new ScreenInHand(incident.session('Anna'), size);
      const seen = new Set<string>();
      for (let track = 0; track < 60; track += 1) {
        expect(screen.rows).toHaveLength(size.rows);
        seen.add(/track \d+ of 60/.exec(screen.words)?.[0] ?? '');
        screen.press(']');
      }
      expect(seen.size).toBe(60);
    }
  });

  test('line by line: tracks says it all', async () => {
    const { anna } = sideBySide();
    const text = await walk(anna, ['tracks']);
    expect(text).toContain('Water: 0 of 2, Bo');
    expect(text).toContain('- Set the boards (board) — Bo, 0s of about 10m');
    expect(text).toContain('Move the services: 0 of 4, nobody yet');
  });
});

test('a track that waits is nobody’s work, and says whether it waits for its time or for a yes', async () => {
  const waits = `holdfast: 1
id: waits
title: Waits
roles:
  lead: { title: Incident lead }
  pumps: { title: Pump crew }
steps:
  - id: all
    parallel: All at once
    tracks:
      drain: { title: Drain, steps: [{ id: pause, wait: Give it time to drain, for: 30m }] }
      power:
        title: Power
        steps:
          - { id: cut, do: Cut the power, role: pumps, approval: { by: lead } }
          - { id: lock, do: Lock the board, role: pumps }
      watch:
        title: Watch
        steps:
          - id: look-again
            repeat: Look again
            every: 10m
            times: 3
            steps: [{ id: look, do: Look at the gauge, role: lead }]
`;
  const incident = memoryIncident({ runbooks: [waits] });
  const bo = incident.session('Bo');
  const dora = incident.session('Dora');
  const others = (): readonly string[] =>
    othersAtWork(dora.guide()).map(({ step, who, time }) => `${who}: ${step.title}, ${time}`);
  expect(others()).toEqual([
    'nobody (Pump crew): Cut the power, for 0s',
    'nobody (Incident lead): Look at the gauge, for 0s',
  ]);
  bo.act({ act: 'ack', role: 'pumps' });
  bo.act({ act: 'done', step: 'cut' });
  bo.act({ act: 'done', step: 'look' });
  incident.pass({ minutes: 2 });
  // A repeat that rests until its next round is nobody's work either.
  expect(others()).toEqual(['nobody (Incident lead): Cut the power, for 2m']);
  const text = await walk(dora, ['tracks']);
  expect(text).toMatch(/Drain: 0 of 1, waits$/m);
  expect(text).toMatch(/Power: 0 of 2, nobody yet, waits for approval$/m);
  expect(text).toMatch(/Watch: .*waits$/m);
  incident.session('Anna').act({ act: 'approve', step: 'cut', answer: 'given' });
  expect(await walk(dora, ['tracks'])).toMatch(/Power: 1 of 2, Bo$/m);
});

test('a step that was marked ahead of its turn is left once it was opened and settled', () => {
  const incident = memoryIncident({ runbooks: [threeTracks] });
  const [anna, bo] = [incident.session('Anna'), incident.session('Bo')];
  const screen = new ScreenInHand(bo, { columns: 132, rows: 43 });
  screen.press(':').enter('set the boards');
  expect(screen.step).toContain('Not open yet.');
  anna.act({ act: 'done', step: 'begin' });
  expect(screen.step).toContain('Pump crew, nobody yet');
  anna.act({ act: 'done', step: 'board' });
  expect(screen.step).not.toContain('Done by Anna');
});

describe('whose turn it is', () => {
  test('what is for a role of mine is named as mine; what others do stands beside it', () => {
    const { bos } = sideBySide({ columns: 200, rows: 60 });
    expect(bos.words).toContain('For you: Pump crew');
    expect(bos.words).toMatch(/Others now .*nobody \(Systems duty lead\): Read how far/);
  });

  test('where nothing is open for me, what nobody has taken comes first; t takes its role', () => {
    const { incident, anna } = sideBySide();
    anna.act({ act: 'send', step: 'first-word', body: 'We know.' });
    const screen = new ScreenInHand(anna, { columns: 132, rows: 43 });
    expect(screen.words).toContain('Nothing is open for you (Incident lead). Nobody has taken this one yet.');
    expect(screen.words).toContain('Read how far behind');
    screen.press('t');
    expect(incident.incident.roles['systems']?.holder).toBe('Anna');
    expect(screen.words).toContain('For you: Systems duty lead');
  });

  test('else whom I wait for, and since when', () => {
    const { anna, bo, incident } = sideBySide();
    anna.act({ act: 'send', step: 'first-word', body: 'We know.' });
    incident.session('Carl').act({ act: 'ack', role: 'systems' });
    void bo;
    incident.pass({ minutes: 12 });
    const screen = new ScreenInHand(anna, { columns: 132, rows: 43 });
    expect(screen.words).toContain('You wait for Bo and 1 other step.');
    expect(screen.words).toContain('Not yours: Pump crew, Bo · 12m so far, about 10m expected');
    expect(screen.words).toContain('Others now: Carl 12m of about 5m');
  });

  test('what is late stands in the top line, over the step and first among what others do', async () => {
    const { incident, anna, bo } = sideBySide();
    incident.session('Carl').act({ act: 'ack', role: 'systems' });
    incident.pass({ minutes: 24 });
    const screen = new ScreenInHand(anna, { columns: 132, rows: 43 });
    expect(screen.rows[0]).toContain('! 1 overdue');
    expect(screen.words).toContain('2 for others, 1 OVERDUE');
    expect(screen.words).toContain('Others now: Bo OVERDUE by 4m; Carl 24m');
    expect(await walk(bo, [''])).toContain('OVERDUE by 4m');
    anna.act({ act: 'stand-down', as: 'false-alarm' });
    screen.controller.refresh();
    expect(screen.words).toContain('stood down');
    expect(screen.rows[0]).not.toContain('overdue');
    expect(screen.words).not.toContain('OVERDUE');
    expect(await walk(bo, [''])).not.toContain('OVERDUE');
  });

  test('of two that are late the later one comes first, wherever it stands in the plan', () => {
    const later = threeTracks.replace('expect: 5m', 'expect: 5m\n            overdue: 10m');
    const { incident, screen } = sideBySide(undefined, later);
    incident.session('Carl').act({ act: 'ack', role: 'systems' });
    incident.pass({ minutes: 24 });
    screen.controller.refresh();
    expect(screen.words).toContain('Others now: Carl OVERDUE by 14m; Bo OVERDUE by 4m');
  });
});
