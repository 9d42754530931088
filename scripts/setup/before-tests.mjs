import { setup as setUp } from '../setup.mjs';

/** vitest's global set-up: whoever runs some of the tests by hand has the validators of today's schemas, and the page of the review. */
export async function setup() {
  await setUp(['dependencies', 'validators', 'page', 'fonts']);
}
