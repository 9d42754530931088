import { openTui } from '../../../src/tui/index.ts';
import type { TuiOptions } from '../../../src/tui/index.ts';
import type { Session } from '../../../src/session/index.ts';
import { memoryIncident } from '../../support/memory-session.ts';
import { smallFlood } from '../../support/small-flood.ts';

/**
 * The screen on an incident in memory, for tests that drive it in a terminal. Which incident, and what goes wrong, is
 * said in the environment.
 */
const { env } = process;
const incident = memoryIncident({
  runbooks: env['APP_RUNBOOK'] === 'none' ? [] : [env['APP_RUNBOOK'] ?? smallFlood],
  mode: env['APP_MODE'] === 'drill' ? 'drill' : 'real',
  ...(env['APP_TITLE'] === undefined ? {} : { title: env['APP_TITLE'] }),
});
const anna = incident.session('Anna');
const bo = incident.session('Bo');

for (let number = 1; number <= Number(env['APP_NOTES'] ?? 0); number += 1) {
  bo.act({ act: 'note', words: `note number ${number}` });
}

let session: Session = anna;
if (env['APP_FAULT'] === 'render') session = { ...whole(anna), guide: failingGuide(anna) };

/** What others do while the screen is open: a line on this process's third channel, or a signal. */
process.on('SIGUSR2', () => bo.act({ act: 'note', words: 'the pump van has come' }));
process.on('SIGWINCH', () => undefined);
if (env['APP_PASS'] !== undefined) {
  process.on('SIGUSR2', () => incident.pass({ minutes: Number(env['APP_PASS']) }));
}

const options: TuiOptions = { alternateScreen: env['APP_ALTERNATE'] !== 'no', color: env['NO_COLOR'] === undefined };
const { code, farewell } = await openTui(session, options);
process.stdout.write(`${farewell}\n`);
process.exit(code);

/** Getters of a session are lost by spreading it. */
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
    return Object.defineProperty({ ...guide }, 'steps', {
      get: () => {
        throw new Error('a defect in the guide');
      },
    });
  };
}
