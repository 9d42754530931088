import type { Lobby, Threshold } from '../../session/index.ts';
import type { AtHome } from './at-home.ts';

/** The home screen with what it needs; loaded by whoever begins there, and else when somebody first goes there. */
export interface Home extends Threshold {
  readonly AtHome: typeof AtHome;
}

/** The home screen, and what it needs of the world outside. */
export async function homeOf(lobby: Lobby): Promise<Home>;
export async function homeOf(lobby: Lobby | undefined): Promise<Home | undefined>;
export async function homeOf(lobby: Lobby | undefined): Promise<Home | undefined> {
  if (lobby === undefined) return undefined;
  const [{ AtHome: Screen }, threshold] = await Promise.all([import('./at-home.ts'), lobby.home()]);
  return { AtHome: Screen, ...threshold };
}
