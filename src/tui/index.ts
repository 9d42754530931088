/**
 * The terminal screen of the guide.
 *
 * `./splash.entry.ts` (`splashText`, `paintSplash`, `whyNoScreen`) is an entry of its own: what is painted from the
 * database while everything else is still loading. The keys for the manual: `keyManual`.
 */
import type { Session } from '../session/index.ts';
import type { HomeEnd } from './home/home-state.ts';
import type { WhatThereIs } from './home/run-home.ts';
import type { TuiEnd, TuiOptions } from './options.ts';
import type { Played } from './stage.tsx';

export { keyManual } from './keys.ts';
export type { NotHad } from './controller.ts';

export type { TuiEnd, TuiOptions } from './options.ts';
export type { Begin, HomeIncident } from './home/home-state.ts';
export type { WhatThereIs } from './home/run-home.ts';

/**
 * Opens the guide's screen on the terminal of this process and lives until the person leaves. The session stays open:
 * whoever opened it closes it. The terminal is as it was when this returns.
 */
export async function openTui(session: Session, options: TuiOptions): Promise<TuiEnd> {
  const { runScreen } = await inColour(options.color, () => import('./run-screen.ts'));
  return runScreen(session, options);
}

/**
 * Opens the home screen: what is open, what can be begun, found by what one sees. Lives until the person has chosen or leaves;
 * nothing is written by it.
 */
export async function openHome(
  look: WhatThereIs,
  options: Pick<TuiOptions, 'alternateScreen' | 'color'>,
): Promise<Played & { readonly chosen: HomeEnd }> {
  const { runHome } = await inColour(options.color, () => import('./home/run-home.ts'));
  return runHome(look, options);
}

/** Ink's colours are settled while it loads, by the environment: sixteen of them or none, whatever CI or TERM would say. */
async function inColour<T>(color: boolean, load: () => Promise<T>): Promise<T> {
  const { FORCE_COLOR: before } = process.env;
  process.env['FORCE_COLOR'] = color ? '1' : '0';
  const loaded = await load();
  if (before === undefined) delete process.env['FORCE_COLOR'];
  else process.env['FORCE_COLOR'] = before;
  return loaded;
}
