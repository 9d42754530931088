import { readlinkSync } from 'node:fs';
import type { Via } from '../../entry/index.ts';
import { whyNoScreen } from '../../tui/splash.entry.ts';
import type { Call } from '../call.ts';

/** Whether `start` and the bare command end in the guide: on a terminal by themselves, in a pipe where somebody said so. */
export const wantsScreen = (call: Call): boolean =>
  !call.has('no-ui') && (call.io.interactive || call.has('ui') || call.has('plain'));

/** Whether numbered lines are wanted: said so, or no screen can be drawn or heard here. */
export const wantsPlain = (call: Call): boolean =>
  call.has('plain') ||
  call.json ||
  whyNoScreen(call.around.env, process.stdin, process.stdout, deviceOf(1)) !== undefined;

/** The device that a file descriptor of this process is; undefined where the system does not tell. */
function deviceOf(descriptor: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    // Only Linux has these names: elsewhere whoever sits at a serial line says so.
    return undefined;
  }
}

/** By what means the acts of the guide will have come. */
export const viaOf = (call: Call): Via => (wantsPlain(call) ? 'plain' : 'tui');
