import type { Call } from '../call.ts';
export function run(call: Call): void {
  call.io.say('not yet');
}
