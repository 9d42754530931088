/**
 * The terminal screen of the guide.
 *
 * `./splash.entry.ts` (`splashText`, `paintSplash`, `whyNoScreen`) is an entry of its own: what is painted from the
 * database while everything else is still loading.
 */
import type { Held, Lobby } from '../session/index.ts';
import type { TuiEnd, TuiOptions } from './options.ts';

export type { TuiEnd, TuiOptions } from './options.ts';

/**
 * Opens the guide's screen on the terminal of this process and lives until the person leaves; where there is a lobby, other
 * incidents and the home screen are reached from it. The terminal is as it was when this returns.
 */
export async function openTui(held: Held, options: TuiOptions): Promise<TuiEnd> {
  const { runScreen } = await inColour(options.color, () => import('./run-screen.ts'));
  return runScreen(held, options);
}

/**
 * Opens the home screen: what is open, what can be begun, found by what one sees; then the guide of what was chosen. Lives until
 * the person leaves.
 */
export async function openHome(options: TuiOptions & { readonly lobby: Lobby }): Promise<TuiEnd> {
  const { runHome } = await inColour(options.color, () => import('./run-screen.ts'));
  return runHome(options);
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
