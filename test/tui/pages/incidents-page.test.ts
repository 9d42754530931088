import { expect, onTestFinished, test } from 'vitest';
import { openNeighbours } from '../../../src/session/index.ts';
import { smallFlood } from '../../support/small-flood.ts';
import { ScreenInHand } from '../../support/screen-in-hand.ts';
import { Night } from '../../support/two-incidents.ts';
import naughty from '../../fixtures/naughty/blns.json' with { type: 'json' };
import { detail, fits, sizes } from './sizes.ts';

/** Somebody in one incident of a night, with what goes on in the others. */
function at(night: Night, here: string, size: { columns?: number; rows?: number } = {}) {
  const switched: (string | undefined)[] = [];
  const looking: { look: () => void } = { look: () => undefined };
  const neighbours = openNeighbours(night.timeline, night.ports, { here, onLook: () => looking.look() });
  onTestFinished(() => neighbours.close());
  const screen = new ScreenInHand(night.session(here), {
    ...size,
    others: () => neighbours,
    switchTo: (incident) => void switched.push(incident),
  });
  looking.look = () => screen.controller.othersChanged(false);
  return { screen, switched, look: () => neighbours.look() };
}

test.each(sizes)('at %ix%i: every incident, what presses in it, whom it waits for', (columns, rows) => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  night.follow(breach, smallFlood);
  const { screen } = at(night, flood, { columns, rows });
  night.pass(31);
  expect(screen.rows[0]).toContain('! breach-2');
  expect(screen.asked.filter((each) => each.startsWith('ring'))).not.toEqual([]);
  screen.press('I');
  fits(screen);
  expect(screen.rows[0]).not.toContain('! breach-2');
  screen.press('j');
  expect(detail(screen)).toContain('Now: Get everyone out');
  expect(detail(screen)).toContain('! Tell the public');
  screen.press('q');
  expect(screen.rows[0]).not.toContain('! breach-2');
});

test('what is real and was declared while a drill runs rings in the drill, before anything is due in it, until one has looked', () => {
  const night = new Night();
  const drill = night.declare('flood', { mode: 'drill' });
  const { screen, look } = at(night, drill, { columns: 80, rows: 24 });
  expect(screen.rows[0]).not.toContain('!');
  const smoke = night.declare('smoke');
  look();
  expect(screen.rows[0]).toContain('! smoke-2: REAL incident');
  expect(screen.asked.filter((each) => each.startsWith('ring'))).not.toEqual([]);
  screen.press('!');
  expect(screen.text).toContain('smoke-2: REAL incident, declared 03:00 +01:00: smoke it is');
  screen.press('escape');
  expect(screen.rows[0]).not.toContain('! smoke-2');

  const fire = night.declare('fire');
  look();
  expect(screen.rows[0]).toContain('! fire-3: REAL incident');
  screen.press('I', 'q');
  expect(screen.rows[0]).not.toContain('! fire-3');

  // Whoever works on what is real is not told that something else is, and a drill beside it is no news.
  expect(at(night, smoke).screen.rows[0]).not.toContain('REAL');
  // What is over is no news to whoever begins to play.
  for (const id of [smoke, fire]) night.session(id).act({ act: 'resolve' });
  expect(at(night, drill).screen.rows[0]).not.toContain('REAL');
});

test('Enter goes over to the marked one, Ctrl-O to the one before', () => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  const { screen, switched } = at(night, flood);
  screen.press('I', 'j', 'enter', 'ctrl-o');
  expect(switched).toEqual([breach, undefined]);
  screen.press(':').enter('switch breach-2');
  expect(switched.at(-1)).toBe('breach-2');
});

test('the marked one is linked, merged after a yes that names what is open, and says so', () => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  night.follow(breach, smallFlood);
  const { screen } = at(night, flood);
  screen.press('I');
  expect(screen.press('l').said).toContain('mark another to link it to this one');
  screen.press('j', 'l').enter('same cause');
  expect(screen.said).toContain('Linked to breach-2 (same cause); in breach-2: #');
  expect(detail(screen)).toContain('Has to do with: flood-1 (same cause)');
  expect(screen.press('m').words).toContain('Merge breach-2 into flood-1?');
  expect(screen.words).toContain('Step: Get everyone out (get-out)');
  screen.press('y');
  expect(night.session(breach).incident.stoodDown).toEqual({ as: 'merged', of: 'flood-1' });
  // Its clock is still open: it stays in sight.
  expect(screen.words).toContain('merged into flood-1');
  expect(screen.press('m').said).toContain('breach-2 is merged into flood-1 already');
});

test('a drill is counted where the incident is real, and rings in no real one', () => {
  const night = new Night();
  const flood = night.declare('flood');
  night.follow(night.declare('drill', { mode: 'drill' }), smallFlood);
  const { screen } = at(night, flood, { columns: 120, rows: 30 });
  night.pass(31);
  expect(screen.rows[0]).toContain('1 alarm in a drill');
  expect(screen.asked.filter((each) => each.startsWith('ring'))).toEqual([]);
  expect(screen.press('I', 'j', 'm').said).toContain('they are never mixed');
});

test.each(sizes)(
  'at %ix%i the frame holds whatever the other is called',
  (columns, rows) => {
    for (const title of naughty.filter((each) => each.trim() !== '').slice(0, 40)) {
      const night = new Night();
      const [flood, breach] = [night.declare('flood'), night.declare('breach', { title })];
      night.session(breach).act({ act: 'ask', person: title, words: title, due: '2026-11-21T02:59:00+01:00' });
      const { screen } = at(night, flood, { columns, rows });
      fits(screen);
      fits(screen.press('I', 'j'));
    }
  },
  60_000,
);

test('what was due in another incident before the screen was opened is marked, and does not ring', () => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  night.follow(breach, smallFlood);
  night.pass(31);
  const { screen } = at(night, flood, { columns: 120, rows: 30 });
  expect(screen.rows[0]).toContain('! breach-2: ');
  expect(screen.asked.filter((each) => each.startsWith('ring'))).toEqual([]);
  expect(screen.asked.findLast((each) => each.startsWith('marked'))).not.toBe('marked 0');
});

test('of several others the top line says the first thing that is due, and how many there are in how many', () => {
  const night = new Night();
  const flood = night.declare('flood');
  for (const word of ['breach', 'power']) night.follow(night.declare(word), smallFlood);
  const { screen } = at(night, flood, { columns: 160, rows: 40 });
  night.pass(31);
  expect(screen.rows[0]).toMatch(/! breach-2: .+, and \d+ alarms in 2 others/);
  screen.controller.resize(80, 24);
  expect(screen.rows[0]).toMatch(/! \d+ alarms in 2 others/);
  screen.controller.resize(60, 20);
  expect(screen.rows[0]).toMatch(/flood-1 .*!\d/);
});
