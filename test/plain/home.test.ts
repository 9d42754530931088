import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Begin, HomeIncident, ThereIs } from '../../src/home/index.ts';
import { readHome } from '../../src/plain/home-words.ts';
import { runPlainHome } from '../../src/plain/index.ts';
import type { Lobby } from '../../src/session/index.ts';
import { width } from '../../src/text/index.ts';
import naughty from '../fixtures/naughty/blns.json' with { type: 'json' };
import { books, homeIncident } from '../support/home-books.ts';
import { typedAgain } from '../support/typed-again.ts';

const there = (incidents: readonly HomeIncident[] = []): ThereIs => ({
  incidents,
  runbooks: books,
  me: 'Ida Juhl',
  now: '2026-11-22T04:12:00+01:00',
  timezone: 'Europe/Copenhagen',
});

/** What is said at home to these lines, and what was asked for of the world outside. */
async function visit(
  lines: readonly string[],
  { incidents = [], columns = 80 }: { readonly incidents?: readonly HomeIncident[]; readonly columns?: number } = {},
): Promise<{ readonly text: string; readonly code: number; readonly asked: readonly (Begin | string)[] }> {
  let text = '';
  const asked: (Begin | string)[] = [];
  const refuse = (what: Begin | string): never => {
    asked.push(what);
    throw new Error('The disk is full.');
  };
  const lobby: Lobby = {
    neighbours: () => refuse('neighbours'),
    find: (name) => name,
    hold: refuse,
    home: async () => ({ look: () => there(incidents), begin: async (begin) => refuse(begin) }),
  };
  async function* input(): AsyncGenerator<string> {
    yield* lines;
  }
  const write = (written: string): void => void (text += written);
  const code = await runPlainHome({ input: input(), write, columns, interactive: false, again: typedAgain, lobby });
  return { text, code, asked };
}

describe('home, line by line', () => {
  test('what is open comes first, in a sentence each; drills and what is over come after the runbooks', async () => {
    const { text } = await visit([], {
      incidents: [
        homeIncident({
          severity: 'sev2',
          alarms: 1,
          now: 'Read the leak panel',
          nextDue: { title: 'Tell the public', due: '2026-11-22T04:30:00+01:00' },
        }),
        homeIncident({ id: '01B', alias: 'drill-2', mode: 'drill' }),
        homeIncident({ id: '01C', alias: 'fire-1', state: 'closed', ended: '2026-11-22T03:52:00+01:00' }),
      ],
      columns: 100,
    });
    const said = text.replaceAll(/\s+/g, ' ');
    const places = [
      'Open: 1 flood-7 Water in hall A: sev2, declared 1h ago, Tell the public due 04:30 +01:00, 1 alarm, now: Read the leak panel',
      'Begin: 2 Proof of identity without sign-in',
      'Open drills: 7 DRILL drill-2 Water in hall A: declared 1h ago',
      'Over, to be read: 8 fire-1 Water in hall A: closed, 03:52',
      'Or: 9 Leave',
    ].map((words) => said.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('what is late is called so', async () => {
    const late = homeIncident({ nextDue: { title: 'Tell the public', due: '2026-11-22T04:00:00+01:00' } });
    expect((await visit([], { incidents: [late], columns: 100 })).text).toContain(
      'Tell the public OVERDUE since 04:00 +01:00',
    );
  });

  test('a number opens; what cannot be opened is said, and one stays', async () => {
    const { text, code, asked } = await visit(['1', 'show flood-7'], { incidents: [homeIncident()] });
    expect(asked).toEqual(['01A']);
    expect(text).toContain('The disk is full.');
    expect(text).toContain('Declared 03:12 +01:00');
    expect(code).toBe(0);
  });

  test('Enter alone at the last look asks again, and a severity is taken as people write it', async () => {
    const { text, asked } = await visit(['declare Wet floor', 'later', '', 'SEV 2', '', 'yes']);
    expect(text).toContain('Please type yes or no. Nothing has been written yet.');
    expect(asked).toEqual([{ mode: 'real', reason: 'Wet floor', severity: 'sev2' }]);
  });

  test('a runbook is taken by its id where one is asked for, in capitals too', async () => {
    const [book] = books;
    const { asked } = await visit(['declare Wet floor', book?.id.toUpperCase() ?? '', '4', 'yes']);
    expect(asked).toEqual([{ mode: 'real', reason: 'Wet floor', runbook: book?.id }]);
  });

  test('what could not be declared is offered once more, as it was written', async () => {
    const { text, code, asked } = await visit([
      'declare Wet floor',
      'later',
      'SEV1',
      'y',
      'declare',
      '',
      '',
      '4',
      'no',
    ]);
    expect(asked).toEqual([{ mode: 'real', reason: 'Wet floor', severity: 'sev1' }]);
    expect(text).toContain('Empty: "Wet floor"');
    expect(code).toBe(5);
  });

  test('help names every word; a word in capitals is the same word', async () => {
    const { text } = await visit(['HELP', 'Quit', 'never read']);
    for (const word of ['show RUNBOOK|ID', 'declare [SENTENCE]', 'drill RUNBOOK', 'switch ID', 'cancel', 'quit'])
      expect(text).toContain(word);
  });

  test.each([20, 60, 80])(
    'whatever titles hold, no line is wider than %i columns and no control is sent',
    async (columns) => {
      const incidents = naughty.map((title, index) =>
        homeIncident({
          id: `01${index}`,
          alias: `n-${index}`,
          title,
          now: title,
          state: index % 2 === 1 ? 'closed' : 'open',
        }),
      );
      const { text } = await visit(['show n-0', 'declare', ...naughty.slice(0, 50)], { incidents, columns });
      for (const line of text.split('\n')) {
        expect(width(line)).toBeLessThanOrEqual(columns);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      }
    },
  );
});

const meant = (line: string): string => readHome(line, there([homeIncident()]), 'flood-7').want;

test('whatever is typed at home means something', () => {
  const wants = ['search', 'look', 'open', 'begin', 'everything', 'help', 'back', 'leave', 'problem'];
  fc.assert(
    fc.property(fc.string(), (line) => {
      expect(wants).toContain(meant(line));
    }),
  );
});

test('a runbook and an incident are named at home whatever the capitals', () => {
  const all = there([homeIncident()]);
  const [book] = all.runbooks;
  expect(readHome(`drill ${book?.id.toUpperCase() ?? ''}`, all, undefined)).toEqual({
    want: 'begin',
    begin: { mode: 'drill', runbook: book?.id },
  });
  expect(readHome(`show ${homeIncident().alias.toUpperCase()}`, all, undefined)).toMatchObject({
    want: 'look',
    item: { id: homeIncident().alias, kind: 'incident' },
  });
});

test.each(['show', 'drill', 'switch', 'back', 'quit', 'help', 'home'])(
  'a sentence that begins with "%s" is what somebody sees',
  (word) => {
    expect(meant(`${word} failed in rack four`)).toBe('search');
  },
);
