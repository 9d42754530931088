import { describe, expect, test } from 'vitest';
import { retentionOf } from '../../src/incident/index.ts';
import { personRegister, processingRegister, registerMarkdown } from '../../src/report/register/register.entry.ts';
import type { HeldIncident, Holdings } from '../../src/report/register/register.ts';
import { type MemoryIncident, memoryIncident } from '../support/memory-session.ts';
import { smallFlood } from '../support/small-flood.ts';

const made = '2026-11-22T05:00:00+01:00';

/** Each is one of the same timeline. */
const held = (desk: MemoryIncident, index: number): HeldIncident => ({
  incident: { ...desk.incident, alias: `flood-${index + 1}` },
  entries: () => desk.entries,
  retention: retentionOf(desk.incident, undefined, made),
});

const holdings = (desks: readonly MemoryIncident[], more: Partial<Holdings> = {}): Holdings => ({
  database: '/srv/timeline.db',
  made,
  incidents: desks.map(held),
  present: [],
  terminals: [],
  commands: [],
  copies: [],
  ...more,
});

/** All that can lie beside a timeline, with two names in it. */
const beside: Partial<Holdings> = {
  organisation: 'Testby *kommune*',
  contacts: {
    file: '/srv/contacts.yaml',
    all: {
      first: {
        name: 'Mona Krag',
        duty: 'Leads',
        numbers: [
          { kind: 'mobile', number: '+45 1' },
          { kind: 'home', number: '+45 2' },
        ],
        email: 'mona@testby.example',
        note: 'Never before\nseven',
      },
      second: { name: 'Bo Lund', numbers: [{ kind: 'mobile', number: '+45 3' }] },
      deputy: { name: 'Ida Juhl', numbers: [{ kind: 'mobile', number: '+45 4' }], note: 'Rings Mona Krag' },
    },
  },
  present: [
    { file: '/srv/here/1', name: 'Mona Krag' },
    { file: '/srv/here/2', name: 'Bo Lund' },
  ],
  terminals: [{ file: '/srv/terminals.json', name: 'MONA KRAG' }],
  commands: [{ file: '/srv/jobs/1', name: 'Mona  Krag' }],
  settings: { file: '/srv/config.json', name: 'Mona Krag' },
  evidence: { folder: '/srv/evidence', files: 3, bytes: 12 },
  index: '/srv/timeline.db.search',
  copies: ['/srv/timeline.db.bak'],
};

const flood = (mode: 'real' | 'drill' = 'real'): MemoryIncident =>
  memoryIncident({ runbooks: [smallFlood], mode, title: 'Water in hall A' });

const act = (desk: MemoryIncident, name: string, ...acts: Parameters<ReturnType<MemoryIncident['session']>['act']>) => {
  const outcome = desk.session(name).act(...acts);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
};

describe('the record of processing', () => {
  test('counts everybody who did, typed or was given something once, and nobody for what fell due by itself', () => {
    const desk = flood();
    act(desk, 'Ida', { act: 'assign', role: 'lead', person: 'Mona' });
    act(desk, 'Ida', { act: 'ask', person: 'Kim', words: 'Look at the pump' });
    act(desk, 'Ida', { act: 'follow-up', words: 'A second sensor', owner: 'Bo' });
    act(desk, 'Ida', { act: 'note', words: 'The pump runs' }, { by: 'Sara' });
    desk.pass({ minutes: 40 });
    expect(desk.entries.some(({ by }) => by.name === 'holdfast')).toBe(true);
    const other = flood('drill');
    act(other, 'Ida', { act: 'note', words: 'Dry' });
    act(other, 'Lis', { act: 'note', words: 'Dry again' });
    const { incidents, categories } = processingRegister(holdings([desk, other]));
    expect(incidents.map(({ people }) => people)).toEqual([6, 3]);
    expect(categories[0]).toMatchObject({ what: expect.stringMatching(/^Who did, typed/) as string, count: 7 });
  });

  test('counts the entries with words, the answers marked personal or secret, and to whom something went how often', () => {
    const desk = flood();
    act(desk, 'Ida', { act: 'fact', values: [{ fact: 'caller', value: 'Karen' }] });
    act(desk, 'Ida', { act: 'fact', values: [{ fact: 'caller', value: 'Karen Blixen' }] });
    act(desk, 'Ida', { act: 'fact', values: [{ fact: 'door_code', value: '4711' }] });
    act(desk, 'Ida', { act: 'fact', values: [{ fact: 'water_depth', value: '12' }] });
    for (const to of ['The public', 'Staff', 'The public']) act(desk, 'Ida', { act: 'send', to, body: 'Water' });
    const other = flood();
    act(other, 'Ida', { act: 'send', to: 'Staff', body: 'Water' });
    const { incidents, categories, recipients } = processingRegister(holdings([desk, other]));
    const words = (of: MemoryIncident): number => of.entries.filter((entry) => entry.words !== undefined).length;
    expect(incidents).toMatchObject([
      { personal: 2, words: words(desk), entries: desk.entries.length },
      { personal: 0, words: words(other), entries: other.entries.length },
    ]);
    expect(categories.slice(1, 4).map(({ count }) => count)).toEqual([words(desk) + words(other), 2, 1]);
    expect(recipients.map(({ to, times }) => [to, times])).toEqual([
      ['The public', 2],
      ['Staff', 2],
    ]);
    // What was taken out is not there any more; that it was asked for still is.
    const answered = desk.entries.find(({ type }) => type === 'fact.recorded');
    act(desk, 'Ida', { act: 'expunge', entry: answered?.id ?? '', target: answered!, basis: 'Art. 17' });
    expect(processingRegister(holdings([desk])).incidents).toMatchObject([{ personal: 1 }]);
  });

  test('has a line for each thing that lies beside the timeline, and for none that does not', () => {
    const { categories } = processingRegister(holdings([flood()], beside));
    expect(categories.slice(4).map(({ what, where, count }) => [what.split(/[,:]/)[0], where, count])).toEqual([
      ['Telephone list', '/srv/contacts.yaml', 3],
      ['Files kept as evidence', '/srv/evidence', 3],
      ['An index of the same words', '/srv/timeline.db.search', 1],
      ['Who has an incident open now', '/srv/timeline.db.here', 2],
      ['Commands that run', '/srv/timeline.db.commands', 1],
      ['Who sits at which terminal', '/srv/terminals.json', 1],
      ['The name of who uses this account', '/srv/config.json', 1],
      ['A copy of the timeline', '/srv/timeline.db.bak', 1],
    ]);
    for (const each of categories) for (const text of [each.what, each.whose, each.kept]) expect(text).toMatch(/\w{4}/);
    expect(processingRegister(holdings([flood()])).categories).toHaveLength(4);
  });

  test('as it is read: whose it is, or that this is missing; a drill as one; how long each is kept', () => {
    const real = flood();
    act(real, 'Ida', { act: 'retain', until: '2027-01-01', basis: 'Archive rules' });
    act(real, 'Ida', { act: 'hold', held: true, words: 'The police ask' });
    const drill = flood('drill');
    act(drill, 'Ida', { act: 'send', to: 'Staff | "all"', body: 'Water' });
    const text = registerMarkdown(processingRegister(holdings([real, drill], beside)), { timezone: 'Asia/Tokyo' });
    expect(text).toMatch(
      /^# Record of processing activities\n\nMade 22 Nov 2026 13:00 \+09:00, .*Testby \\\*kommune\\\*\n/,
    );
    const [first, second] = text.split('\n').filter((line) => line.includes('Water in hall A'));
    expect(first).toMatch(
      /\| Water in hall A \| open \| 22 Nov 2026 11:12 \+09:00 \|.*\| 2027-01-01 \| Archive rules \| yes: nothing is removed \|$/,
    );
    expect(second).toMatch(/\| DRILL: Water in hall A \|.*\| no time was set \|\s+\| no \|$/);
    expect(text).toMatch(/\| Staff \\\| "all" \| a message.* \| 1 time \|/);
    for (const [title, points] of [
      ['Purposes', 3],
      ['Security', 5],
      ['What has to be added by hand', 3],
    ] as const)
      expect(text.split(`## ${title}\n\n`)[1]?.split('\n\n')[0]?.trim().split('\n')).toHaveLength(points);
    const bare = registerMarkdown(processingRegister(holdings([])));
    expect(bare).toContain('**MISSING.** No organisation.yaml was found.');
    expect(bare).not.toContain('## Incidents');
    expect(bare).not.toContain('## Recipients');
  });
});

describe('what is stored about somebody', () => {
  const night = (): MemoryIncident => {
    const desk = flood();
    act(desk, 'Ida', { act: 'assign', role: 'lead', person: 'Mona Krag' });
    desk.pass({ minutes: 3 });
    act(desk, 'Ida', { act: 'note', words: 'the pump runs' }, { by: 'Mona Krag', at: '2026-11-22T03:13:00+01:00' });
    return desk;
  };

  test('in files beside the timeline: hers, not those of others, and the numbers of whoever is to ring her', () => {
    const register = personRegister(' Mona \n Krag ', holdings([night()], beside));
    expect(register).toMatchObject({ person: 'Mona Krag', database: '/srv/timeline.db', made });
    expect(register.files).toEqual([
      { what: 'present', file: '/srv/here/1' },
      { what: 'terminal', file: '/srv/terminals.json' },
      { what: 'command', file: '/srv/jobs/1' },
      { what: 'settings', file: '/srv/config.json' },
    ]);
    expect(register.contacts.map(({ id }) => id)).toEqual(['first', 'deputy']);
    expect(personRegister('Kirsten', holdings([night()], beside))).toMatchObject({
      entries: [],
      contacts: [],
      files: [],
      kept: [],
      copies: [],
    });
  });

  test('in the record: what she did, typed, was given and was said of her, however the letters of her name were typed', () => {
    const desk = flood();
    act(desk, 'Ida', { act: 'assign', role: 'lead', person: 'Åse Lind' });
    act(desk, 'Åse Lind', { act: 'note', words: 'dry' });
    act(desk, 'Åse Lind', { act: 'note', words: 'wet' }, { by: 'Bo' });
    act(desk, 'Bo', { act: 'note', words: 'ring A\u030Ase  LIND back' });
    act(desk, 'Bo', { act: 'ask', person: 'Kim', words: 'Ask Åse Lind' });
    act(desk, 'Bo', { act: 'note', words: 'ring Åselind back' });
    const { entries } = personRegister('Åse Lind', holdings([desk]));
    expect(entries.map(({ type, ways, by, words }) => [type, ways, by, words])).toEqual([
      ['role.assigned', ['named'], 'Ida', null],
      ['note.written', ['by'], 'Åse Lind', 'dry'],
      ['note.written', ['typed'], 'Bo', 'wet'],
      ['note.written', ['spoken-of'], 'Bo', 'ring A\u030Ase  LIND back'],
      ['task.given', ['spoken-of'], 'Bo', 'Ask Åse Lind'],
    ]);
    expect(entries.map(({ seq, id }) => id === desk.entries[seq - 1]?.id)).toEqual(
      Array.from({ length: 5 }, () => true),
    );
  });

  test('in the record, whichever apostrophe her name was typed with, and in addresses and names of files', () => {
    const desk = flood();
    const spoken = ['ring Ane O’Neill back', "mail to ane.o'neill@example.org", "see ane_o'neill2.jpg", "ANE-O'NEILL"];
    const others = ['oneill2 is an account', "Hane O'Neill", "Ane, O'Neill"];
    for (const words of [...others, ...spoken]) act(desk, 'Bo', { act: 'note', words });
    const { entries } = personRegister("Ane O'Neill", holdings([desk]));
    expect(entries.map(({ words }) => words)).toEqual(spoken);
  });

  test('says how long for the incidents alone in which she stands, and where copies of it lie', () => {
    const other = memoryIncident({ title: 'Breach' });
    const register = personRegister('Mona Krag', holdings([night(), other], beside));
    expect(register.kept).toEqual([{ incident: 'flood-1', until: null, period: null, basis: null, hold: false }]);
    expect(register.copies).toEqual(['/srv/timeline.db.bak']);
  });

  test('as it is read: each entry with what she has to do with it, each file with what it is for', () => {
    const register = personRegister('Mona Krag', holdings([night()], beside));
    const text = registerMarkdown(register, { timezone: 'Europe/Copenhagen' });
    expect(text).toMatch(
      /^# What is stored about Mona Krag\n\nMade 22 Nov 2026 05:00 \+01:00 from \/srv\/timeline\.db,/,
    );
    const line = text.split('\n').find((each) => each.includes('the pump runs')) ?? '';
    expect(line).toMatch(
      /^\| flood-1 \| \\#\d+ \| 22 Nov 2026 03:13 \+01:00 \| 22 Nov 2026 03:15 \+01:00 \| did it \|.*\| the pump runs \| Mona Krag \|$/,
    );
    expect(text).toContain(
      '| Mona Krag | Leads | \\+45 1 (mobile), +45 2 (home) | mona\\@testby.example | Never before<br>seven | /srv/contacts.yaml |',
    );
    expect(text).toContain('| Ida Juhl |  | \\+45 4 (mobile) |  | Rings Mona Krag | /srv/contacts.yaml |');
    expect(text).toContain('| has an incident open now | /srv/here/1 |');
    expect(text).toContain('| /srv/timeline.db.bak |');
    for (const said of ['Art. 15(4)', 'What is half written on a screen']) expect(text).toContain(said);
    expect(text).not.toContain('Nothing is stored');
  });

  test.each([
    ['in a file alone', { settings: { file: '/srv/config.json', name: 'Kirsten' } }, '/srv/config.json'],
    [
      'in the telephone list alone',
      { contacts: { file: '/srv/contacts.yaml', all: { one: { name: 'Kirsten', numbers: [] } } } },
      '/srv/contacts.yaml',
    ],
  ])('%s is something that is stored', (_, more, file) => {
    const text = registerMarkdown(personRegister('Kirsten', holdings([night()], more)));
    expect(text).toContain(file);
    expect(text).not.toContain('Nothing is stored under this name.');
    expect(text).not.toContain('## Entries');
  });
});
