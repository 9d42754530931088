/** An error whose message is all that a person needs to see. */
export class SetupError extends Error {}

/**
 * One calm line about what is being done. It goes to stderr, so that what a command prints stays clean.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write('holdfast: ' + line + '\n');
}
