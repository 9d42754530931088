import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { exportFormat, exportFormats } from '../../src/report/index.ts';
import { exportedBytes, readable } from '../support/exported.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

/** What does harm somewhere: to a page, a spreadsheet, XML, a terminal, a reader's eye, UTF-8. */
const hostile = [
  '<script>hit()</script><img src=x onerror=hit()>',
  "=cmd|'/c calc'!A1",
  ']]><!--',
  '\u001b[31mred\u001b]0;title\u0007\u009b2J',
  'evil\u202egnp.exe\u2066\u200b',
  'half \ud800 a letter \udfff',
  'a\r\nBEGIN:VEVENT\r\n| --- |\u2028\u0085',
];

/** The Big List of Naughty Strings, as far as something is said in them. */
const naughty = (JSON.parse(readFileSync('test/fixtures/naughty/blns.json', 'utf8')) as string[]).filter(
  (words) => words.trim() !== '',
);

function night(words: readonly string[]): readonly AnyEntry[] {
  const desk = memoryIncident({ runbooks: [smallFlood], title: words[0] ?? '', reason: words.join(' ') });
  for (const said of words) {
    const person = desk.session(said);
    person.act({ act: 'note', words: said });
    person.act({ act: 'assign', role: 'lead', person: said });
    person.act({ act: 'fact', values: [{ fact: 'caller', value: said }] });
    person.act({ act: 'follow-up', words: said, owner: said });
    person.act({ act: 'attach', name: said, sha256: 'ab'.repeat(32), bytes: 1 });
    person.act({ act: 'send', to: said, language: 'en', body: said });
    person.act({ act: 'annotate', kind: 'went-well', words: said });
    person.act({ act: 'describe', values: [{ field: 'impact', value: said }] });
  }
  const ida = desk.session('Ida');
  for (const said of naughty) ida.act({ act: 'note', words: said });
  return desk.entries;
}

/** Every form that a format has, by how its file ends. The after-action report is of drills that play a scenario. */
const forms = exportFormats
  .filter(({ name }) => name !== 'aar')
  .flatMap(({ name }) => {
    const ends = name.startsWith('ics-') ? ['', '.html'] : name === 'timesketch' ? ['', '.jsonl'] : [''];
    return ends.map((end) => [name, end, exportFormat(name, `file${end}`)!] as const);
  });

/** The record itself has every word as it was said; how it comes to a terminal is tried in test/cli/output-file.test.ts. */
const shown = forms.filter(([, , format]) => format.asRecorded !== true);

it.each(shown)('%s%s holds nothing that a terminal obeys or an eye is misled by', async (_, __, format) => {
  const text = await readable(format, shownOf(night(hostile), { tlp: 'red' }));
  expect(text.isWellFormed()).toBe(true);
  const obeyed = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  expect(format.binary === true ? [] : [...text.matchAll(obeyed)]).toEqual([]);
});

/** A night that left the plan, so that every document has something to say. */
function nightOf(mode: 'real' | 'drill') {
  const desk = memoryIncident({ runbooks: [smallFlood], mode, title: 'Water in hall A' });
  const ida = desk.session('Ida');
  ida.act({ act: 'assign', role: 'lead', person: 'Ida' });
  ida.act({ act: 'skip', step: ida.guide().current[0]!.name }, { why: 'Nobody was in' });
  ida.act({ act: 'aware', topic: 'significant-incident' });
  return shownOf(desk.entries);
}

const saidOf = (mode: 'real' | 'drill', format: (typeof forms)[number][2]): Promise<string> =>
  readable(format, nightOf(mode));

it.each(forms)(
  '%s%s says where the chain ends: what is cut off is found by a head that stands elsewhere',
  async (_, __, format) => {
    const shown = nightOf('real');
    const [head] = Object.values(shown.incident.heads);
    expect(head?.hash).toHaveLength(64);
    expect(await readable(format, shown)).toContain(head?.hash.slice(0, 12));
  },
);

const isDrill = /\bDRILL\b|EXERCISE|"mode": ?"drill"/;

it.each(forms)('%s%s says of a drill that it is one, and of an incident nothing of the kind', async (_, __, format) => {
  expect(await saidOf('drill', format)).toMatch(isDrill);
  expect(await saidOf('real', format)).not.toMatch(isDrill);
});

it('proposed changes say of a drill that it is one where there is none to propose', async () => {
  const drill = memoryIncident({ runbooks: [smallFlood], mode: 'drill' });
  expect(await readable(exportFormat('runbook-diff')!, shownOf(drill.entries))).toMatch(isDrill);
});

it.each(forms)('%s%s is written of a note of a megabyte', async (_, __, format) => {
  const desk = memoryIncident({ runbooks: [smallFlood] });
  desk.session('Ida').act({ act: 'note', words: 'The pump runs, the water falls. '.repeat(32_768) });
  expect((await exportedBytes(format, shownOf(desk.entries))).length).toBeGreaterThan(50);
});
