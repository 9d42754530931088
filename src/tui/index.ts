/**
 * The terminal screen of the guide.
 *
 * `./splash.entry.ts` (`splashText`, `paintSplash`, `whyNoScreen`) is an entry of its own: what is painted from the
 * database while everything else is still loading. The keys for the manual: `keyManual`.
 */
import type { Session } from '../session/index.ts';
import type { TuiEnd, TuiOptions } from './options.ts';

export { keyManual } from './keys.ts';
export type { NotHad } from './controller.ts';

export type { TuiEnd, TuiOptions } from './options.ts';

/**
 * Opens the guide's screen on the terminal of this process and lives until the person leaves. The session stays open:
 * whoever opened it closes it. The terminal is as it was when this returns.
 */
export async function openTui(session: Session, options: TuiOptions): Promise<TuiEnd> {
  // Ink's colours are settled while it loads, by the environment: sixteen of them or none, whatever CI or TERM would say.
  const { FORCE_COLOR: before } = process.env;
  process.env['FORCE_COLOR'] = options.color ? '1' : '0';
  const { runScreen } = await import('./run-screen.tsx');
  if (before === undefined) delete process.env['FORCE_COLOR'];
  else process.env['FORCE_COLOR'] = before;
  return runScreen(session, options);
}
