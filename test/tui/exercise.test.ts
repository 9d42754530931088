import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { wetNight } from '../support/wet-night.ts';

const cellarFlood = readFileSync(new URL('../runbooks/drills/library/cellar-flood.yaml', import.meta.url), 'utf8');
const telling = `holdfast: 1
id: telling
title: It tells
runbook: cellar-flood
lasts: 1h
overview: { kind: tabletop, scope: An hour, threat: Water, sponsor: The mayor, contact: Resilience }
objectives:
  calm: { statement: They stay calm, capability: Operational coordination, element: training, rated: true }
injects:
  - { id: guard, at: 2m, message: Twelve centimetres of sewage., tells: { water_depth: 12, water_kind: sewage }, objectives: [calm] }
`;

test('the facilitator takes the remarks of a hot wash one after another, once the exercise has ended', () => {
  const drill = wetNight();
  const ulla = drill.session('Ulla', undefined, true);
  const screen = new ScreenInHand(ulla, { columns: 132, rows: 43 });
  screen.press('N', 'w');
  expect(screen.words).toContain('A hot wash is for when the exercise has ended.');
  ulla.act({ act: 'exercise', change: 'end' });
  screen.press('w', '1');
  expect(screen.words).toContain('What went well, and should stay?');
  screen.enter('The guard was our eyes').enter('Nobody shouted');
  expect(screen.words).toContain('Recorded');
  screen.press('enter');
  expect(screen.words).toContain('What went well, and should stay? (2 remarks)');
  screen.press('2').enter('The list was old').press('escape');
  expect(drill.incident.annotations.map(({ kind, words, by }) => `${by}, ${kind}: ${words}`)).toEqual([
    'Ulla, went-well: The guard was our eyes',
    'Ulla, went-well: Nobody shouted',
    'Ulla, went-badly: The list was old',
  ]);
  expect(screen.words).not.toContain('Each line is a remark');
});

test('a participant gives feedback statement by statement', () => {
  const drill = wetNight();
  const screen = new ScreenInHand(drill.session('Bo'), { columns: 132, rows: 43 });
  screen.press(':').enter('feedback').press('1', '5', '4');
  expect(screen.words).toContain('Whoever led it knew the subject');
  screen.press('escape');
  expect(drill.incident.feedback.map(({ statement, agreement, by }) => [by, statement, agreement])).toEqual([
    ['Bo', 'organised', 5],
    ['Bo', 'realistic', 4],
  ]);
});

test('what was observed is not lost by going back from how well it was done', () => {
  const drill = wetNight();
  const ulla = new ScreenInHand(drill.session('Ulla', undefined, true), { columns: 132, rows: 43 });
  ulla.press('N', 'e').enter('They rang the guard at once');
  expect(ulla.words).toContain('How well was it done?');
  ulla.press('escape');
  expect(ulla.said).toBe('Not recorded. What you wrote is kept: the same key shows it again.');
  ulla.press('e');
  expect(ulla.words).toContain('> They rang the guard at once');
  ulla.press('enter', '1');
  expect(ulla.said).toContain('Recorded');
  ulla.press('e');
  expect(ulla.words).not.toContain('> They rang');
  ulla.press('escape', 'q', 'q');
  expect(ulla.asked).toContain('leave');
});

test('why one inject is left out, half written, is not taken for why another is', () => {
  const drill = wetNight();
  const ulla = new ScreenInHand(drill.session('Ulla', undefined, true), { columns: 132, rows: 43 });
  ulla.press('N', 'x').type('the sensor is broken').press('escape');
  ulla.press('j', 'j', 'x');
  expect(ulla.words).toContain('Why is it left out? > Enter: done.');
  ulla.press('escape', 'k', 'k', 'x');
  expect(ulla.words).toContain('Why is it left out? > the sensor is broken');
});

test('in an exercise the keys at the bottom lead to what it brings', () => {
  const screen = new ScreenInHand(wetNight().session('Anna'), { columns: 80, rows: 24 });
  expect(screen.text).toContain('N exercise');
});

test('what a message told is typed in from where it is read', () => {
  const drill = memoryIncident({ mode: 'drill', scenario: telling, runbooks: [cellarFlood] });
  const anna = drill.session('Anna');
  drill.pass({ minutes: 3 });
  anna.act({ act: 'note', words: 'Three minutes' });
  const screen = new ScreenInHand(anna, { columns: 132, rows: 43 });
  // All that it told, one after another.
  screen.press('N', 'f').enter('12').enter('2');
  expect(drill.incident.facts['water_depth']?.answer?.value).toBe(12);
  expect(drill.incident.facts['water_kind']?.answer?.value).toBe('sewage');
  screen.press('f');
  expect(screen.said).toContain('Nothing that it told is still to be typed in.');
});

test('whoever facilitates moves the clock on, and ends the exercise, on their own screen; each screen says so', () => {
  const drill = wetNight();
  const bo = new ScreenInHand(drill.session('Bo'), { columns: 132, rows: 43 });
  const ulla = new ScreenInHand(drill.session('Ulla', undefined, true), { columns: 132, rows: 43 });
  ulla.press('N');
  expect(ulla.words).toContain('Exercise: 0 of 5 injects have come');
  ulla.press('J', '1');
  expect(ulla.words).toContain(
    'Move the clock of the exercise to "Dawn"? It does not go back, and these come at once:',
  );
  ulla.press('y');
  expect(bo.said).toBe('From here on: Dawn. It is 04:12 +01:00.');
  ulla.press('E');
  expect(ulla.words).toContain('End the exercise for everybody? It cannot be taken up again.');
  ulla.press('n');
  expect(drill.incident.exercise?.ended).toBeUndefined();
  ulla.press('E', 'y');
  expect(ulla.words).toMatch(/Exercise: \d of 5 injects have come/);
  expect(drill.incident.exercise?.ended).toBeDefined();
  expect(bo.said).toContain('END OF EXERCISE');
  ulla.press('E');
  expect(ulla.said).toBe('The exercise has ended.');
});

test('once its time is over an exercise goes on until somebody ends it, and says to whoever is to how that is done', () => {
  const drill = wetNight();
  const anna = new ScreenInHand(drill.session('Anna'), { columns: 132, rows: 43 });
  drill.pass({ minutes: 119 });
  anna.controller.refresh();
  anna.press('escape', '!', 'q');
  expect(anna.words).not.toContain('The time of the exercise is over');
  drill.pass({ minutes: 2 });
  anna.controller.refresh();
  expect(anna.said).toBe('The time of the exercise is over. It goes on until somebody ends it: end-exercise.');
  anna.press('v', '1');
  expect(anna.words).toContain('The time of the exercise is over.');
  // Where somebody facilitates it is theirs to end.
  const ulla = drill.session('Ulla', undefined, true);
  ulla.act({ act: 'facilitate' });
  expect(anna.words).not.toContain('end-exercise');
  const screen = new ScreenInHand(ulla, { columns: 132, rows: 43 });
  expect(screen.press('N').words).toContain('its time is over: end-exercise');
  anna.press(':').enter('endex');
  expect(anna.words).toContain('End the exercise for everybody? Ulla facilitates it.');
});

test('whoever says that something is real ends the exercise from any screen, in the words that were read out', () => {
  const drill = wetNight();
  const [anna, bo] = ['Anna', 'Bo'].map((name) => new ScreenInHand(drill.session(name), { columns: 80, rows: 24 }));
  anna?.press(':').enter('no duff');
  expect(anna?.words).toContain('Has something real happened? The exercise ends for everybody');
  anna?.press('n');
  expect(drill.incident.exercise?.ended).toBeUndefined();
  anna?.press(':').enter('no duff').press('y');
  expect(drill.incident.exercise?.realWorld).toBe(true);
  // Whoever said it is told what comes next as everybody is.
  expect(anna?.words).toContain('Recorded');
  expect(anna?.words).toMatch(/! NO DUFF\..* is real: declare it\. /);
  expect(bo?.words).toContain('NO DUFF');
});
