import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTui } from '../../../src/tui/index.ts';
import type { TuiOptions } from '../../../src/tui/index.ts';
import type { Guide } from '../../../src/guide/index.ts';
import type { Session } from '../../../src/session/index.ts';
import { memoryIncident } from '../../support/memory-session.ts';
import { smallFlood } from '../../support/small-flood.ts';
import { typedAgain } from '../../support/typed-again.ts';

/**
 * The screen on an incident in memory, for tests that drive it in a terminal. Which incident, and what goes wrong, is
 * said in the environment.
 */
const { env } = process;
const shipped = (name: string): string => readFileSync(join(env['APP_RUNBOOKS'] ?? 'runbooks', name), 'utf8');
const flood = env['APP_FLOOD'] === undefined ? undefined : shipped('data-centre-flood.yaml');
const incident = memoryIncident({
  runbooks: env['APP_RUNBOOK'] === 'none' ? [] : [flood ?? env['APP_RUNBOOK'] ?? smallFlood],
  ...(flood === undefined
    ? {}
    : {
        followed: {
          'continuity-on-paper': shipped('continuity-on-paper.yaml'),
          'citizen-fallback': shipped('citizen-fallback.yaml'),
        },
        organisation: shipped('organisation.yaml'),
      }),
  mode: env['APP_MODE'] === 'drill' ? 'drill' : 'real',
  ...(env['APP_TITLE'] === undefined ? {} : { title: env['APP_TITLE'] }),
});
const anna = incident.session('Anna');
const bo = incident.session('Bo');

for (let number = 1; number <= Number(env['APP_NOTES'] ?? 0); number += 1) {
  bo.act({ act: 'note', words: `note number ${number}` });
}

let session: Session = anna;
if (env['APP_FAULT'] === 'render') session = Object.assign(whole(anna), { guide: failingGuide(anna) });

/** What goes on while the screen is open: another person writes, time passes, a timer of ours throws. */
process.on('SIGUSR2', () => {
  if (env['APP_FAULT'] === 'timer') setImmediate(() => fault());
  if (env['APP_PASS'] === undefined) bo.act({ act: 'note', words: 'the pump van has come' });
  else incident.pass({ minutes: Number(env['APP_PASS']) });
});
if (env['APP_FAULT'] === 'disk') incident.breakDisk();

if (env['APP_EARLY'] !== undefined) {
  // Raw mode is taken at once, as the splash does; loading takes until something has been typed.
  process.stdin.setRawMode(true);
  process.stdout.write('Loading\n');
  await once(process.stdin, 'readable');
}
const options: TuiOptions = {
  alternateScreen: env['APP_ALTERNATE'] !== 'no',
  color: env['NO_COLOR'] === undefined,
  again: typedAgain,
};
const { code, farewell } = await openTui({ session, close: () => undefined }, options);
process.stdout.write(`${farewell}\n`);
process.exit(code);

function fault(): never {
  throw new Error('a defect in a timer');
}

/** A session with the same getters, for a change of one method. */
function whole(of: Session): Session {
  return Object.create(of) as Session;
}

/** Draws once, then fails as a defect would. */
function failingGuide(of: Session): Session['guide'] {
  let calls = 0;
  return () => {
    calls += 1;
    const guide = of.guide();
    if (calls < 3) return guide;
    return Object.create(guide, {
      steps: {
        get: () => {
          throw new Error('a defect in the guide');
        },
      },
    }) as Guide;
  };
}
