import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateText } from '../../src/entry/index.ts';
import type { HomeIncident, HomeRunbook } from '../../src/home/index.ts';
import { parseRunbook } from '../../src/runbook/index.ts';

function book(id: string): HomeRunbook {
  const read = parseRunbook(readFileSync(join(import.meta.dirname, `../../runbooks/${id}.yaml`), 'utf8'), id);
  if (!('runbook' in read)) throw new Error(`${id} does not read`);
  return { id, runbook: read.runbook };
}

/** The shipped runbooks, as home finds them. */
export const books = ['citizen-fallback', 'continuity-on-paper', 'data-centre-flood', 'identity-platform-breach'].map(
  book,
);

/** An open incident in the small hours, but for what is said otherwise. */
export const homeIncident = (more: Partial<HomeIncident> = {}): HomeIncident => ({
  id: '01A',
  alias: 'flood-7',
  title: 'Water in hall A',
  mode: 'real',
  state: 'open',
  stands: stateText({ state: more.state ?? 'open' }),
  declared: '2026-11-22T03:12:00+01:00',
  timezone: 'Europe/Copenhagen',
  ...more,
});
