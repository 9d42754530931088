/** Commands that a person started, in a process of their own. */
export { runCommand } from './run-command.ts';
export type { CommandResult } from './run-command.ts';
