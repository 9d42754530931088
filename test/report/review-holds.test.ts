import { describe, expect, it } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import type { Act } from '../../src/incident/index.ts';
import type { How } from '../../src/session/index.ts';
import { exportFormat, type Reader } from '../../src/report/index.ts';
import { exported, exportedBytes, pdfPages } from '../support/exported.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { shownOf } from '../support/review-of.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

/** What a format says, without what only says how it looks. */
const said: Readonly<Record<string, (entries: readonly AnyEntry[], reader?: Reader) => Promise<string>>> = {
  html: async (entries, reader) => {
    const page = (await exportedBytes(withReader('html', reader), shownOf(entries))).toString();
    const body = page.slice(page.indexOf('<main>'), page.lastIndexOf('<script>'));
    const names: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
    return bare(body.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (name) => names[name] ?? ''));
  },
  markdown: async (entries, reader) =>
    bare((await exportedBytes(withReader('markdown', reader), shownOf(entries))).toString()),
  pdf: async (entries, reader) =>
    bare((await pdfPages(await exportedBytes(withReader('pdf', reader), shownOf(entries)))).join('')),
};

function withReader(name: string, reader: Reader = {}) {
  const format = exportFormat(name)!;
  return { ...format, write: (shown: Parameters<typeof format.write>[0]) => format.write(shown, reader) };
}

/** Lines end elsewhere in each, and Markdown has marks of its own. */
const bare = (text: string): string =>
  text.replaceAll(/\s|\\(?=[!-/:-@[-`{-~])|\*\*|[|`]/g, '').replaceAll(/(?:Page\d+of\d+|TLP:AMBERflood-7)/g, '');

/** A night of which everything is known that a review asks for. `behind` gives the number of the entry that an act wrote. */
function wholeNight() {
  const desk = memoryIncident({ runbooks: [smallFlood], organisation, title: 'Water in hall A', severity: 'sev2' });
  const seqs = new Map<string, number>();
  const [ida, bo] = [desk.session('Ida'), desk.session('Bo')];
  const did = (name: string, by: typeof ida, act: Act, how: How = {}): AnyEntry => {
    const outcome = by.act(act, how);
    if (!outcome.ok) throw new Error(`${name}: ${outcome.refusal.message}`);
    const entry = outcome.entries.find(({ via }) => via !== 'timer') ?? outcome.entries[0]!;
    seqs.set(name, entry.seq);
    return entry;
  };
  const describe = (
    field: 'began' | 'detected' | 'detected-by' | 'impact' | 'people' | 'area' | 'trigger' | 'cause',
    value: string,
  ) => did(field, ida, { act: 'describe', values: [{ field, value }] });
  const annotate = (kind: string, words: string, about?: AnyEntry) =>
    did(kind, bo, { act: 'annotate', kind, words, ...(about && { entry: about.id }) });

  describe('began', '2026-11-22T02:50:00+01:00');
  describe('detected', '2026-11-22T03:05:00+01:00');
  describe('detected-by', 'Leak sensor 4, and a guard');
  describe('impact', 'Nobody can sign in');
  describe('people', '2,140 citizens');
  describe('area', 'Hall A, 400 m²');
  did('assign', ida, { act: 'assign', role: 'lead', person: 'Ida' });
  did('call', ida, { act: 'call', role: 'facilities', result: 'no-answer' });
  did('call again', ida, { act: 'call', role: 'facilities', result: 'reached' });
  did('late', bo, { act: 'note', words: 'The gate stood open' }, { at: '2026-11-22T02:40:00+01:00' });
  const note = did('corrected', bo, { act: 'note', words: 'Two pumps' });
  did('correction', bo, { act: 'correct', entry: note.id, target: note, words: 'Three pumps' });
  const named = did('named', bo, { act: 'note', words: 'Bente Lind fell' });
  did('named right', bo, { act: 'correct', entry: named.id, target: named, words: 'Bente Lind fell, and got up' });
  did('expunged', ida, { act: 'expunge', entry: named.id, target: named, basis: 'Art. 17' });
  const mayor = did('mayor', bo, { act: 'note', words: 'The mayor was here' });
  did('taken out', ida, { act: 'expunge', entry: mayor.id, target: mayor, basis: 'Art. 17' });
  did('said anew', bo, { act: 'correct', entry: mayor.id, target: mayor, words: 'Somebody was here' });
  did('skip', ida, { act: 'skip', step: 'get-out' });
  did('aware', ida, { act: 'aware', topic: 'significant-incident' });
  const choice = did('choice', ida, { act: 'choose', step: 'rising', option: 'rising' }, { note: 'Seen twice' });
  desk.pass({ hours: 2 });
  did('met late', ida, { act: 'met', clock: 'public-update', reference: 'J-4711' });
  did('set aside', ida, { act: 'set-aside', clock: 'early-warning' }, { why: 'It is not significant' });
  did('handover', ida, { act: 'handover', brief: 'So it stands', to: 'Bo' });
  did('accepted', bo, { act: 'accept-handover' });
  desk.pass({ hours: 1 });
  did('evidence', bo, { act: 'attach', name: 'hall-a.png', sha256: 'b'.repeat(64), bytes: 12 });
  did('resolve', bo, { act: 'resolve' });
  describe('trigger', 'A cloudburst');
  describe('cause', 'A valve that was never closed');
  annotate('summary', 'Water came in through an open valve');
  annotate('share', '12 % of citizens');
  annotate('duration', 'from three to six');
  annotate('data-loss', 'none');
  annotate('cost', 'about 40,000 kroner');
  annotate('harm', 'nobody was hurt');
  annotate('contributing', 'The valve is not on the round');
  annotate('confidence', 'likely');
  annotate('seen-before', 'In 2019, flood-2');
  annotate('went-well', 'Everybody came');
  annotate('went-badly', 'The list was upstairs');
  annotate('lucky', 'It was a Sunday');
  annotate('cue', 'The gauge ticked', choice);
  annotate('expectation', 'It would rise', choice);
  annotate('option', 'To wait for the pump', choice);
  annotate(
    'late-reason',
    'The web desk slept',
    desk.entries.find(({ seq }) => seq === seqs.get('met late')),
  );
  annotate('owner', 'Karen');
  annotate('facilitator', 'Lars');
  annotate('attendees', 'All who were there');
  annotate('status', 'in review');
  did('follow-up', ida, {
    act: 'follow-up',
    words: 'Put the valve on the round',
    owner: 'Bo',
    due: '2026-12-24',
    kind: 'prevent',
  });
  const [id = ''] = Object.keys(desk.incident.followUps);
  did('done', bo, { act: 'follow-up-done', followUp: id });
  did('verified', ida, { act: 'follow-up-verified', followUp: id, in: 'drill-9' });
  did('signed off', ida, { act: 'sign-off' });
  return { desk, number: (name: string): string => `#${seqs.get(name)}` };
}

const { desk: whole, number } = wholeNight();
const nothing = memoryIncident({ title: 'Smoke' });

const wroteBy = (name: string): number =>
  whole.entries.filter(({ by, via }) => by.name === name && via !== 'timer').length;

/** What a review must hold: its lines as they are known, and as they are where nobody knows. */
const lines: readonly (readonly [what: string, known: readonly string[], unknown: readonly string[]])[] = [
  ['when it began', [`Began 22 Nov 2026 02:50 +01:00 ${number('began')}`], ['Began not known']],
  ['when it was detected', [`Detected 22 Nov 2026 03:05 +01:00 ${number('detected')}`], ['Detected not known']],
  ['by what or whom', [`Detected by Leak sensor 4, and a guard ${number('detected-by')}`], ['Detected by not known']],
  ['when it was declared', ['Declared 22 Nov 2026 03:12 +01:00 #1'], ['Declared 22 Nov 2026 03:12 +01:00 #1']],
  [
    'how long it took',
    [
      `Time to detect (from its beginning) 15m ${number('detected')}`,
      'Time to declare (from detection) 7m #1',
      `Time to the first decision 0s ${number('choice')}`,
      `Time to resolve 3h ${number('resolve')}`,
    ],
    ['Time to detect (from its beginning) not known', 'Time to resolve not known'],
  ],
  ['its impact', [`Impact Nobody can sign in ${number('impact')}`], ['Impact not known']],
  ['people', [`People affected 2,140 citizens ${number('people')}`], ['People affected not known']],
  ['share', [`Share of people affected 12 % of citizens ${number('share')}`], ['Share of people affected not known']],
  [
    'duration',
    [`Duration of the impact from three to six ${number('duration')}`],
    ['Duration of the impact not known'],
  ],
  ['area', [`Area Hall A, 400 m² ${number('area')}`], ['Area not known']],
  ['data-loss window', [`Data-loss window none ${number('data-loss')}`], ['Data-loss window not known']],
  ['cost', [`Cost about 40,000 kroner ${number('cost')}`], ['Cost not known']],
  ['harm', [`Harm nobody was hurt ${number('harm')}`], ['Harm not known']],
  ['trigger', [`Trigger A cloudburst ${number('trigger')}`], ['Trigger not known']],
  [
    'contributing factors',
    [`Contributing factor The valve is not on the round ${number('contributing')}`],
    ['Contributing factors not known'],
  ],
  ['cause', [`Cause A valve that was never closed ${number('cause')}`], ['Cause not known']],
  ['confidence', [`Confidence in the cause likely ${number('confidence')}`], ['Confidence in the cause not known']],
  [
    'same cause before',
    [`Same cause before In 2019, flood-2 ${number('seen-before')}`],
    ['Same cause before not known'],
  ],
  ['what went well', [`Everybody came ${number('went-well')}`], ['What went well Nothing said yet.']],
  ['what did not', [`The list was upstairs ${number('went-badly')}`], ['What did not go well Nothing said yet.']],
  ['where we were lucky', [`It was a Sunday ${number('lucky')}`], ['Where we were lucky Nothing said yet.']],
  [
    'the layer beside the record',
    [
      'it changes nothing in the record',
      `Cues: The gauge ticked ${number('cue')}; Expectations: It would rise ${number('expectation')}; Options: To wait for the pump ${number('option')}`,
      `${number('choice')} Cues The gauge ticked Bo,`,
    ],
    [],
  ],
  [
    'the register of notifications',
    [
      `Tell the public 22 Nov 2026 03:42 +01:00 22 Nov 2026 05:12 +01:00 ${number('met late')} J-4711 1h 30m late The web desk slept ${number('late-reason')}`,
    ],
    [],
  ],
  ['decisions not to notify', [`Early warning: set aside by Ida: It is not significant ${number('set aside')}`], []],
  ['owner', [`Owner of the review Karen ${number('owner')}`], ['Owner of the review not known']],
  ['facilitator', [`Facilitator Lars ${number('facilitator')}`], ['Facilitator not known']],
  ['attendees', [`Attendees All who were there ${number('attendees')}`], ['Attendees not known']],
  ['status', [`Status of the review in review ${number('status')}`], ['Status of the review draft']],
  ['sign-off', [`Signed off by Ida, 22 Nov 2026 06:12 +01:00 ${number('signed off')}`], ['Signed off by nobody yet']],
  [
    'follow-ups with their effect',
    [
      `Put the valve on the round ${number('follow-up')} prevent Bo 2026-12-24 Bo, 22 Nov 2026 06:12 +01:00 ${number('done')} Ida, 22 Nov 2026 06:12 +01:00, in drill-9 ${number('verified')}`,
    ],
    ['Follow-ups None proposed yet.'],
  ],
  [
    'changes to the runbook',
    ['--- a/small-flood.yaml', `get-out left out: no reason given. When is it not needed?`, number('skip')],
    [],
  ],
  [
    'hours per person',
    [
      `Bo ${wroteBy('Bo')} entries 22 Nov 2026 02:40 +01:00 ${number('late')} 22 Nov 2026 06:12 +01:00 ${number('evidence')} 3h 32m`,
    ],
    ['Anna 2 entries'],
  ],
  [
    'call attempts',
    [
      `${number('call')} 22 Nov 2026 03:12 +01:00 Ida Facilities duty officer no answer`,
      `${number('call again')} 22 Nov 2026 03:12 +01:00 Ida Facilities duty officer reached`,
    ],
    ['Nobody was rung, as far as it was written down.'],
  ],
  [
    'handovers',
    [
      `${number('handover')} 22 Nov 2026 05:12 +01:00 Ida Bo Incident lead Bo, 22 Nov 2026 05:12 +01:00 ${number('accepted')}`,
    ],
    ['Nothing was handed over.'],
  ],
  [
    'late entries',
    [`Written more than 15 minutes later 1 (${number('late')})`],
    ['Written more than 15 minutes later 0'],
  ],
  ['silent gaps', ['Silent gaps of more than 30 minutes while it went on 2', '2h: #'], ['while it went on 0']],
  [
    'corrections, also of words that were taken out before or since',
    [
      `Corrected later 3 (${number('corrected')}, ${number('named')}, ${number('mayor')})`,
      `Words taken out for good 3 (${number('named')}, ${number('named right')}, ${number('mayor')})`,
    ],
    ['Corrected later 0', 'Words taken out for good 0'],
  ],
  ['owed reasons', [`Reasons owed 1 (${number('skip')})`, 'reason owed'], ['Reasons owed 0']],
  ['evidence', [`hall-a.png 22 Nov 2026 06:12 +01:00 ${number('evidence')} Bo 12 ${'b'.repeat(64)}`], []],
];

describe.each(Object.keys(said))('a review as %s', (format) => {
  it.each(lines)('holds %s, with the entry behind it, or says that it is not known', async (_, known, unknown) => {
    const [full, empty] = await Promise.all([said[format]!(whole.entries), said[format]!(nothing.entries)]);
    for (const line of known) expect(full).toContain(bare(line));
    for (const line of unknown) expect(empty).toContain(bare(line));
  });

  it('says nothing that is not so where nothing is known', async () => {
    expect(await said[format]!(nothing.entries)).not.toMatch(/undefined|NaN|\[object|null/);
  });

  it('has every time with its date and offset, in the zone that is asked for', async () => {
    const text = await said[format]!(whole.entries, { timezone: 'America/New_York' });
    const sections = text.slice(0, text.indexOf(bare('#1 21 Nov 2026 21:12 -05:00 Anna')));
    expect(sections).not.toMatch(/\+01:00/);
    const clocks = [...sections.matchAll(/.{4}\d\d:\d\d-05:00/g)].map(([clock]) => clock.slice(0, 4));
    expect(clocks.length).toBeGreaterThan(20);
    // Each stands behind the year of its date.
    expect(new Set(clocks)).toEqual(new Set(['2026']));
  });

  it('is in Danish where that is asked for, but for what people and the record said', async () => {
    const text = await said[format]!(whole.entries, { language: 'da' });
    for (const line of [
      `Begyndte 22. nov. 2026 02:50 +01:00 ${number('began')}`,
      `Sikkerhed om årsagen sandsynlig ${number('confidence')}`,
      `Evalueringens status til gennemgang ${number('status')}`,
      'Hvor planen blev forladt',
      'Opkaldsforsøg',
      'nummer 1, 22. nov. 2026 03:12 +01:00 af Ida, udeladt',
      `${number('skip')} forlod planen (Ida), og begrundelsen mangler.`,
      `Manglende begrundelser 1 (${number('skip')})`,
      'Posternes sætninger står på engelsk, som de blev skrevet.',
    ])
      expect(text).toContain(bare(line));
    expect(text).not.toMatch(/notknown|Nothingwas|Silentgaps|nobodyyet|Decisions|waitsfor|sideby/);
  });
});

it('what is said beside the record changes nothing of what stands in it', async () => {
  const rows = async (entries: readonly AnyEntry[]): Promise<readonly string[]> =>
    (await exported('markdown', shownOf(entries))).split('\n').filter((line) => /^\| #\d+ \|/.test(line));
  const before = whole.entries.filter(({ type }) => type !== 'review.annotated');
  const after = await rows(whole.entries);
  expect((await rows(before)).filter((row) => !after.includes(row))).toEqual([]);
});

it('what is written down last and happened long before turns no clock back', async () => {
  const desk = memoryIncident({ runbooks: [smallFlood], organisation });
  const ida = desk.session('Ida');
  ida.act({ act: 'lost', services: ['citizen-sign-in'] });
  desk.pass({ hours: 3 });
  ida.act({ act: 'note', words: 'The pump works' });
  ida.act({ act: 'note', words: 'From paper: the guard rang' }, { at: '2026-11-22T03:14:00+01:00' });
  const text = await said.markdown!(desk.entries);
  expect(text).toContain(bare('| Citizen sign-in | 22 Nov 2026 03:12 +01:00 #5 | not yet | 3h so far |'));
  expect(text).toContain(bare('Silent gaps of more than 30 minutes while it went on | 1 |'));
});
