import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nextDue } from '../../src/incident/index.ts';
import { runPlain } from '../../src/plain/index.ts';
import { millis } from '../../src/time/index.ts';
import { branchesOf, Explorer, takenIn } from '../support/every-branch.ts';
import type { Branch, Move } from '../support/every-branch.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { typedAgain } from '../support/typed-again.ts';

const folder = join(import.meta.dirname, '../../runbooks');
const shipped = (name: string): string => readFileSync(join(folder, `${name}.yaml`), 'utf8');

/** So many walks are enough for every branch of a shipped runbook. */
const mostWalks = 60;
/** A walk that goes on for longer goes round and round. */
const mostMoves = 5_000;

const books = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== 'organisation.yaml' && name !== 'contacts.yaml')
    .map((name) => [basename(name, '.yaml'), shipped(basename(name, '.yaml'))]),
);

/** The city as it is, and one that is all that this one is not: what depends on that are branches too. */
const organisations = [
  shipped('organisation'),
  shipped('organisation').replace(/^(\w+): (true|false)\b/gm, (_, key, value) => `${key}: ${value === 'false'}`),
];

function begun(id: string, walk: number): MemoryIncident {
  const followed = Object.fromEntries([...books].filter(([other]) => other !== id));
  const organisation = organisations[Math.floor(walk / 2) % organisations.length] ?? '';
  return memoryIncident({ runbooks: [shipped(id)], followed, organisation });
}

/** Time goes on to what falls due next, by minutes where nothing does. */
function wait(memory: MemoryIncident, now: string): void {
  const due = nextDue(memory.incident);
  const seconds = due === undefined ? 60 : Math.max(1, Math.ceil((millis(due) - millis(now)) / 1000));
  memory.pass({ seconds });
}

/** The moves of one walk, one after the other; each is to be done before the next is asked for. */
function* movesOf(explorer: Explorer, memory: MemoryIncident): Generator<Move> {
  const session = memory.session('Anna');
  for (let moves = 0; moves < mostMoves; moves += 1) {
    const next = explorer.next(memory.incident, session.now());
    if (next === undefined) return;
    if (next === 'wait') wait(memory, session.now());
    else {
      memory.pass({ seconds: 20 });
      yield next;
    }
  }
  throw new Error(`No end in sight; open: ${session.guide().current.map(({ key }) => key).join(', ')}`);
}

async function headless(explorer: Explorer, memory: MemoryIncident): Promise<void> {
  const anna = memory.session('Anna');
  const bo = memory.session('Bo');
  for (const { act, line } of movesOf(explorer, memory)) {
    const outcome =
      'run' in act ? anna.run(act.run) : (act.act === 'approve' ? bo : anna).act(act, { why: 'Agreed on the bridge' });
    if (!outcome.ok) throw new Error(`${line}: ${outcome.refusal.message}`);
  }
}

async function inLines(explorer: Explorer, memory: MemoryIncident): Promise<void> {
  let seen = '';
  async function* typed(): AsyncGenerator<string> {
    for (const { line } of movesOf(explorer, memory)) {
      yield line;
      if (/\(yes or no\)\s*$/.test(seen)) yield 'yes';
    }
  }
  const write = (text: string) => void (seen += text);
  const io = { input: typed(), write, columns: 80, interactive: false, again: typedAgain };
  expect(await runPlain(memory.session('Anna'), io)).toBe(0);
  expect(seen).not.toMatch(/Did you mean|is not a word|was NOT recorded/);
}

describe.each([...books.keys()])('%s', (id) => {
  test.each([
    ['headless', headless],
    ['in the line mode', inLines],
  ])('comes to its end by every branch, %s', async (_, walk) => {
    const explorer = new Explorer();
    const taken = new Set<Branch>();
    let open: Branch[] = [];
    for (let walks = 0; walks < mostWalks; walks += 1) {
      const memory = begun(id, walks);
      explorer.beginWalk(open);
      await walk(explorer, memory);
      const { incident } = memory;
      expect(incident.state).toBe('closed');
      expect(incident.misfits).toEqual([]);
      expect(incident.runs.map((run) => run.ended !== undefined)).not.toContain(false);
      for (const branch of takenIn(incident, memory.entries)) taken.add(branch);
      open = [...branchesOf(incident.runs[0]!.chart)].filter((branch) => !taken.has(branch));
      if (open.length === 0) break;
    }
    expect(open).toEqual([]);
  }, 600_000);
});
