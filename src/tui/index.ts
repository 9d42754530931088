/**
 * The terminal screen of the guide.
 *
 * `./splash.entry.ts` (`splashText`, `paintSplash`, `whyNoScreen`) is an entry of its own: what is painted from the
 * database while everything else is still loading. The keys for the manual: `keyManual`.
 */
import type { Session } from '../session/index.ts';
import type { Outside } from './controller.ts';

export { keyManual } from './keys.ts';
export type { NotHad } from './controller.ts';

export interface TuiOptions extends Pick<Outside, 'runbook' | 'file'> {
  /** Draw on the terminal's second screen and leave the first as it was; false with `--no-alt-screen`. */
  readonly alternateScreen: boolean;
  /** False with `NO_COLOR`: everything is then told by marks and words alone. */
  readonly color: boolean;
  /** Called right before the first frame is drawn: what the splash painted can be taken away. */
  readonly beforeFirstFrame?: () => void;
}

export interface TuiEnd {
  /** 0; 1 after a failure of the screen; 5 where an act could not be written; 128 and the number of a signal. */
  readonly code: number;
  /** To be printed when the terminal is itself again: how to come back. Safe to print. */
  readonly farewell: string;
  /** What went wrong, where the screen failed; it is in the farewell too. */
  readonly problem?: string;
}

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
