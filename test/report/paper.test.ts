import { readFileSync } from 'node:fs';
import { getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { conditionInWords } from '../../src/conditions/index.ts';
import { numberedSteps, stepTitle } from '../../src/runbook/index.ts';
import { formHtml, formMarkdown, type PaperForm, paperForm } from '../../src/report/paper/paper.entry.ts';
import { formPdf } from '../../src/report/paper/form-pdf.entry.ts';
import type { Card } from '../../src/report/paper/form.ts';
import { paperWords } from '../../src/report/words/paper-words.ts';
import { inflated, pdfPages } from '../support/exported.ts';
import { bundleOf, paperOf, shippedContacts } from '../support/paper-of.ts';

const shipped = ['data-centre-flood', 'identity-platform-breach', 'continuity-on-paper', 'citizen-fallback'];

const cardsOf = (form: PaperForm): Card[] =>
  form.sheets.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'card' ? [item] : [])));
const cardOf = (form: PaperForm, number: string): Card => cardsOf(form).find((card) => card.number === number)!;
/** Lines break where the paper ends. */
const flat = (text: string): string => text.replaceAll(/\s+/g, '');
const pagesOf = async (form: PaperForm): Promise<readonly string[]> => pdfPages(Buffer.from(formPdf(form)));

describe('the form of a runbook', () => {
  it.each(shipped)('%s: has every step once, under the number by which it is typed in', (id) => {
    const bundle = bundleOf(id);
    const form = paperOf(id);
    const numbers = cardsOf(form).flatMap(({ number }) => number ?? []);
    const all = numberedSteps(bundle);
    expect(numbers.toSorted()).toEqual(all.map(({ number }) => number).toSorted());
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { number, step } of all)
      expect(cardOf(form, number).title).toContain(stepTitle(step, (other) => bundle.followed[other]?.title));
  });

  it.each(shipped)(
    '%s: has a box for all that is ticked, and a line for all that is written, drawn in the PDF',
    (id) => {
      const form = paperOf(id);
      const drawn = inflated(Buffer.from(formPdf(form)));
      const squares = [...drawn.matchAll(/ (\S+) (\S+) re\n/g)].filter(([, width, height]) => width === height);
      const lines = [...drawn.matchAll(/^\S+ \S+ m\n\S+ \S+ l\n0\.8 w\n/gm)];
      const cards = cardsOf(form);
      const sum = (count: (card: Card) => number): number => cards.reduce((all, card) => all + count(card), 0);
      const boxes = sum(
        ({ ticks, answers, lines: ends }) =>
          [ticks, ...answers.map(({ of }) => of), ...ends.map((line) => line.boxes)].flat().length,
      );
      const blanks = sum(
        ({ answers, lines: ends }) =>
          answers.filter(({ of }) => of.length === 0).length + ends.flatMap((line) => line.blanks).length,
      );
      expect(boxes).toBeGreaterThan(10);
      expect(squares.length).toBeGreaterThanOrEqual(boxes);
      expect(lines.length).toBeGreaterThanOrEqual(blanks);
    },
  );

  it.each(shipped)('%s: has no name of what follows at the end of a page', async (id) => {
    const form = paperOf(id);
    const pages = (await pagesOf(form)).map(flat);
    const named = form.sheets.flatMap(({ items }) =>
      items.flatMap((item, index) => {
        const next = items[index + 1];
        return item.kind === 'heading' && next?.kind === 'card' ? [`${flat(item.text)}${flat(next.number ?? '')}`] : [];
      }),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((both) => !pages.some((page) => page.includes(both)))).toEqual([]);
  });

  const flood = paperOf('data-centre-flood');
  const titles = flood.sheets.map(({ title }) => title);

  it('has a sheet for each track and each runbook that is followed, and says who has it', () => {
    for (const title of [
      'Water and power',
      'Move the services',
      'Home care',
      'Tell people',
      'Partners and authorities',
    ])
      expect(titles.filter((each) => each === title)).toHaveLength(1);
    expect(flood.sheets.find(({ title }) => title === 'Move the services')?.about).toEqual([
      'Systems duty lead',
      'Begins with step 32 (Work in six tracks)',
    ]);
    expect(cardOf(flood, '32').ticks).toContain('Sheet "Move the services" to: Systems duty lead');
    expect(titles.slice(0, 3)).toEqual(['On paper: front sheet', 'Telephones', 'The steps']);
    expect(titles.slice(-4)).toEqual(['Deadlines', 'Services', 'What is known', 'Log']);
  });

  it('leads whoever chose an option without steps past those of the others: out of a branch too, not out of a track or a round', () => {
    const ways = (number: string) => cardOf(flood, number).options.map(({ id, about }) => [id, about.at(-1)]);
    expect(ways('2')).toEqual([
      ['water-inside', 'Go on at step 10'],
      ['water-coming', 'Go on at step 3'],
      ['false-alarm', 'Go on at step 9'],
    ]);
    expect(ways('7').slice(0, 2)).toEqual([
      ['here', 'Go on at step 10'],
      ['move-early', 'Go on at step 10'],
    ]);
    const odd = paperOf(`holdfast: 1
id: odd
title: Odd
steps:
  - id: side
    parallel: Side by side
    tracks:
      a: { title: A, steps: [{ id: in-track, decide: Which, options: { go: { title: Go, steps: [{ id: gone, do: Gone }] }, stay: { title: Stay } } }] }
  - id: again
    repeat: Again
    every: 5m
    times: 2
    steps: [{ id: in-round, decide: Which, options: { go: { title: Go, steps: [{ id: went, do: Went }] }, stay: { title: Stay } } }]
  - { id: near, decide: Which, options: { one: { title: One }, two: { title: Two } } }
  - { id: away, decide: Which, go-to: side, options: { go: { title: Go, steps: [{ id: off, do: 'Off' }] }, stay: { title: Stay } } }
  - { id: last, do: Last }
`);
    const stays = ['2', '5', '8'].map((number) => cardOf(odd, number).options.map(({ about }) => about));
    expect(stays).toEqual([
      [['Go on at step 3'], []],
      [['Go on at step 6'], []],
      [['Go on at step 9'], []],
    ]);
    expect(cardOf(odd, '7').options.map(({ about }) => about)).toEqual([[], []]);
  });

  it('has the options of a decision by what is typed, when each is suggested, where it leads, and blanks for who and why', () => {
    const decision = cardOf(flood, '24');
    expect(decision).toMatchObject({ title: 'Decide: What kind of water is it?' });
    expect(decision.about).toContain('Nobody has decided after 10 min: sewage');
    expect(decision.options.map(({ id }) => id)).toEqual(['clean', 'rain-or-sea', 'sewage']);
    expect(decision.options[0]?.about).toEqual(['Suggested if: water_kind is clean', 'Go on at step 25']);
    expect(decision.lines.flatMap(({ blanks }) => blanks)).toEqual([
      'Time',
      'Initials',
      'Why',
      'Decided by',
      'Who objected, and why',
    ]);
  });

  it('has the thresholds of the house in numbers, and a blank for what is known only then', () => {
    expect(cardOf(flood, '23').prose).toContain('No entry above 20 cm');
    const [first] = cardOf(flood, '19').words;
    expect(first?.label).toBe('To The public by status page, city website, telephone greeting (en)');
    expect(first?.text).toContain('ring +45 00 55 00 10');
    expect(first?.text).toContain('Next update ________ (when it is due: Tell the public how it stands)');
    expect(JSON.stringify(flood)).not.toContain('{{');
  });

  it('asks what a command would have read off, and gives each round its blanks', () => {
    expect(cardOf(flood, '42').answers).toEqual([
      { name: 'lag_seconds', ask: 'How far is the copy behind?', unit: 's', of: [] },
    ]);
    expect(cardOf(flood, '16').lines[0]?.blanks).toContain('Round 1 at');
    expect(cardOf(flood, '17').lines).toHaveLength(3);
  });

  it('ticks each room of the house, and takes no secret', () => {
    expect(cardOf(flood, '12').ticks).toContain('Battery room');
    expect(JSON.stringify(flood.sheets.find(({ title }) => title === 'What is known'))).toContain(
      'Do not write it down here',
    );
  });

  it('has every deadline with its rule, what must be said, and a blank for when it is due', () => {
    const deadlines = flood.sheets.find(({ title }) => title === 'Deadlines')!.items as Card[];
    const early = deadlines.find(({ title }) => title.startsWith('NIS2 early warning'))!;
    expect(early.about).toEqual([
      'Counts from: when we are aware of: A significant incident in the sense of NIS2 Art. 23(3)',
      'Due: 24 h',
      'Only if: nis2_entity (yes) and significant',
      'Basis: Directive (EU) 2022/2555, Art. 23(4)(a): without undue delay, at most 24 h (read 2026-11-21)',
      'Law · typed in as: met nis2-early-warning',
    ]);
    expect(early.ticks).toEqual([
      'Says: Whether unlawful or malicious acts are suspected',
      'Says: Whether a cross-border impact is possible',
    ]);
    expect(early.lines[0]?.blanks).toEqual(['Begun at', 'DUE AT (date, time)', 'Done at']);
    const about = (title: string) => deadlines.find((each) => each.title.startsWith(title))?.about.join('\n');
    expect(about('NIS2 incident notification')).toContain('Due: 72 h\n');
    expect(about('UPS batteries empty')).toContain('Due: ________ (ups_minutes) min');
    expect(about('NIS2 final report')).toContain('what is sent before that is a NIS2 progress report');
    expect(about('Tell the public how it stands')).toContain('Again every 30 min');
  });

  it('has telephone numbers first, by role in the order in which they are rung, and bears their label', () => {
    const phones = flood.sheets[1]!.items;
    expect(phones[0]).toEqual({ kind: 'heading', text: 'Incident lead: no yes within 5 min, ring the next' });
    const [first] = phones[1]?.kind === 'table' ? phones[1].rows : [];
    expect(first?.[0]).toMatch(/^\+45 00 55 10 01 \(duty\)\n/);
    for (const { numbers } of Object.values(shippedContacts()))
      expect(JSON.stringify(phones)).toContain(numbers[0]?.number);
    expect(flood.label).toBe('TLP:AMBER');
    const bare = paperOf('data-centre-flood', {});
    expect(bare.label).toBeUndefined();
    expect(JSON.stringify(bare.sheets[1])).toContain('lead-first');
  });

  it('words what a key of the organisation says, also where the key has a hyphen', () => {
    const step = `  - { id: first, do: Look, expect: 1m, when: "facts.depth > org.limits['floor-2']" }`;
    const text = `holdfast: 1\nid: sample\ntitle: Sample\nowner: Bench\nfacts: { depth: { ask: How deep, type: number } }\nsteps:\n${step}\n`;
    const bundle = {
      ...bundleOf(text),
      organisation: { holdfast: 1 as const, name: 'City', limits: { 'floor-2': 20, floor: 3 } },
    };
    expect(formMarkdown(paperForm({ bundle, contacts: {}, sha256: '', language: undefined }))).toContain(
      String.raw`depth \> 20`,
    );
  });

  it('words a condition as people read it', () => {
    const say = (path: readonly string[]) => (path[0] === 'org' ? '20' : undefined);
    const words = (source: string) => conditionInWords(source, say);
    expect(words("facts.depth >= org.thresholds.entry && !facts.dry || facts.kind != 'sea'")).toBe(
      'depth ≥ 20 and not dry or kind is not sea',
    );
    expect(words("steps['move-or-stay'].chose == 'true && false'")).toBe('chose is true && false');
    expect(words('facts.on == false')).toBe('on is no');
    expect(words('facts.depth==5&&facts.kind!="sea"||!facts.dry')).toBe('depth is 5 and kind is not sea or not dry');
    expect(words('!(facts.depth<=5 && facts.dry) && (!facts.on)')).toBe('not (depth ≤ 5 and dry) and (not on)');
    expect(words(String.raw`facts.seen == 'it\'s && so' || facts.seen == "a \"b\" == c"`)).toBe(
      `seen is it's && so or seen is a "b" == c`,
    );
    expect(words("facts.seen == '' // nobody saw it && went on\n|| facts.url == 'https://example.dk'")).toBe(
      "seen is '' or url is https://example.dk",
    );
    expect(words('this is ((no condition')).toBe('this is ((no condition');
  });
});

describe('the form in Danish', () => {
  const forms = shipped.map((id) => [id, paperOf(id), paperOf(id, shippedContacts(), 'da')] as const);

  it.each(forms)('%s: has all that the English one has, in words of its own', (id, english, danish) => {
    const shapeOf = ({ sheets }: PaperForm) =>
      sheets.map(({ items }) =>
        items.map((item) => (item.kind === 'card' ? [item.number, item.lines.length] : item.kind)),
      );
    expect(shapeOf(danish)).toEqual(shapeOf(english));
    const [one, other] = [formMarkdown(english), formMarkdown(danish)];
    // What the table has for the form in English stands nowhere; but for words that are said in the runbook itself.
    const ours = Object.entries(paperWords).flatMap(([key, [said]]) =>
      said.includes('{') || said.length < 9 ? [] : [[key, said] as const],
    );
    const itsOwn = JSON.stringify(bundleOf(id));
    const said = ours.filter(([, text]) => one.includes(text) && !itsOwn.includes(text));
    expect(said.length).toBeGreaterThan(15);
    expect(said.filter(([, text]) => other.includes(text))).toEqual([]);
  });

  it('says what is typed in, and conditions and lengths, as a Dane reads them', () => {
    const flood = paperOf('data-centre-flood', shippedContacts(), 'da');
    const decision = cardOf(flood, '24');
    expect(decision.title).toBe('Beslut: What kind of water is it?');
    expect(decision.about).toContain('Ingen har besluttet efter 10 min.: sewage');
    expect(decision.options[0]?.about).toEqual(['Foreslås, hvis: water_kind er clean', 'Fortsæt ved trin 25']);
    const early = cardsOf(flood).find(({ title }) => title.startsWith('NIS2 early warning'))!;
    expect(early.about).toContain('Udløber: 24 t');
    expect(early.about).toContain('Kun hvis: nis2_entity (ja) og significant');
    expect(early.about.at(-1)).toBe('Lov · tastes ind som: met nis2-early-warning');
    expect(cardOf(flood, '1').lines[0]).toMatchObject({ boxes: ['udført', 'udeladt', 'mislykket'] });
  });

  it('says it on the page and in the PDF too', async () => {
    const form = paperOf('continuity-on-paper', shippedContacts(), 'da');
    const page = formHtml(form);
    expect(page).toContain('<html lang="da">');
    expect(page).toContain('. Side " counter(page) " af " counter(pages)');
    expect(page).toContain('content:"Ark 2 af ');
    const bytes = formPdf(form);
    const { info } = await getMeta(await getDocumentProxy(new Uint8Array(bytes)));
    expect(info).toMatchObject({ Title: `${form.title}: på papir`, Language: 'da' });
    const pages = await pagesOf(form);
    for (const [index, text] of pages.entries()) expect(text).toContain(`Side ${index + 1} af ${pages.length}`);
  });
});

describe('the form as a PDF, read back by a library made by others', () => {
  const form = paperOf('continuity-on-paper');

  it('begins each sheet on a page with its own head, and says on every page of how many it is one, and of which text', async () => {
    const pages = await pagesOf(form);
    expect(pages.length).toBeGreaterThanOrEqual(form.sheets.length);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page).toContain(form.version);
      expect(page).toContain('TLP:AMBER');
    }
    let from = 0;
    for (const [index, { title }] of form.sheets.entries()) {
      const head = `Sheet ${index + 1} of ${form.sheets.length}: ${title}`;
      const first = pages.findIndex((page) => page.includes(head));
      expect(first).toBeGreaterThanOrEqual(from);
      // Its title stands on no page of another sheet.
      expect(pages.filter((page) => page.includes(head)).every((page) => !page.includes(`Sheet ${index + 2} of`))).toBe(
        true,
      );
      from = first + 1;
    }
  });

  it('has all that stands on the form', async () => {
    const text = flat((await pagesOf(form)).join(''));
    for (const card of cardsOf(form)) {
      expect(text).toContain(flat(card.title));
      for (const { name } of card.answers) expect(text).toContain(`${name}=`);
      for (const { id } of card.options) expect(text).toContain(id);
    }
  });

  it('is tagged, has a title and a language, and the same runbook gives the same bytes', async () => {
    const bytes = formPdf(form);
    expect(Buffer.from(formPdf(form)).equals(Buffer.from(bytes))).toBe(true);
    const { info } = await getMeta(await getDocumentProxy(new Uint8Array(bytes)));
    expect(info).toMatchObject({ Title: `${form.title}: on paper`, Language: 'en' });
    const raw = Buffer.from(bytes).toString('latin1');
    for (const tag of ['/H1', '/H2', '/Table', '/Lbl']) expect(raw).toContain(`/S ${tag}`);
  });

  it('loses no word of a note that is longer than a page', async () => {
    const long = Array.from({ length: 3000 }, (_, index) => `word${index}`).join(' ');
    const contacts = { one: { name: 'One', numbers: [{ kind: 'duty', number: '1' }], note: long } };
    const text = flat((await pagesOf(paperOf('continuity-on-paper', contacts))).join(''));
    for (const index of [0, 1499, 2999]) expect(text).toContain(`word${index}`);
  });
});

const naughty = (JSON.parse(readFileSync('test/fixtures/naughty/blns.json', 'utf8')) as string[]).filter(
  (text) => text.trim() !== '',
);

const every = bundleOf(`holdfast: 1
id: hostile
title: TEXT
summary: TEXT
use-when: [TEXT]
severity: { sev1: TEXT }
roles:
  lead: { title: TEXT, duty: TEXT, call: [one] }
services:
  one: { title: TEXT, fallback: TEXT }
facts:
  one: { ask: TEXT, type: number, unit: TEXT }
  two: { ask: TEXT, type: choice, of: [TEXT, TEXTS] }
topics: { one: TEXT }
clocks:
  one: { title: TEXT, to: TEXT, from: aware of one, within: 1h, must-contain: [TEXT], basis: TEXT }
messages:
  one: { to: TEXT, by: TEXT, text: { en: TEXT } }
  two: { to: TEXT, text: { en: TEXT } }
steps:
  - id: first
    do: TEXT
    role: lead
    text: TEXT
    checklist: [TEXT]
    record: [one, two]
    needs-evidence: TEXT
  - id: second
    decide: TEXT
    options:
      one: { title: TEXT, suggest-when: "facts.two == 'TEXT'" }
      two: { title: TEXT, steps: [{ id: third, tell: TEXT, message: one }] }
  - id: fourth
    run: TEXT
    command: [TEXT, TEXTS]
    timeout: 1m
  - id: fifth
    parallel: TEXT
    tracks: { one: { title: TEXT, steps: [{ id: sixth, end: TEXT }] } }
`);

/** A form each of whose texts is that one. */
function hostile(text: string): PaperForm {
  const replaced = <T>(thing: T): T =>
    JSON.parse(JSON.stringify(thing), (_, value: unknown) =>
      typeof value === 'string' ? value.replaceAll('TEXT', () => text) : value,
    ) as T;
  const contacts = { one: { name: 'TEXT', duty: 'TEXT', note: 'TEXT', numbers: [{ kind: 'TEXT', number: 'TEXT' }] } };
  return paperForm({ bundle: replaced(every), contacts: replaced(contacts), sha256: 'ab'.repeat(32) });
}

describe('texts that would be more than texts', () => {
  it('are data on the page and in Markdown', () => {
    for (const text of [
      ...naughty,
      '</style><script>alert(1)</script>',
      `"><img src=x onerror=alert(2)>`,
      '\u202E fdp.exe',
    ]) {
      const page = formHtml(hostile(text));
      const tags = new Set(Array.from(page.matchAll(/<([a-z][a-z0-9]*)/gi), ([, tag = '']) => tag.toLowerCase()));
      expect([...tags].filter((tag) => !ours.has(tag))).toEqual([]);
      expect(page.match(/<style>/g)).toHaveLength(1);
      expect(page).not.toMatch(bidirectional);
      expect(page.slice(page.indexOf('<style>'), page.indexOf('</style>'))).not.toMatch(/alert|expression/);
      const markdown = formMarkdown(hostile(text));
      expect(markdown).not.toMatch(bidirectional);
      expect(markdown).not.toMatch(/(?<!\\)<[a-z!/]/i);
    }
  });

  it('are data in a PDF', async () => {
    const text = flat((await pagesOf(hostile('<script>alert(1)</script> \u202E fdp.exe'))).join(''));
    expect(text).toContain('<script>alert(1)</script>‹U+202E›fdp.exe');
    for (const each of ['\u0000\u001b[31m', '水 שלום', 'x'.repeat(5000), '(\\)'])
      expect(formPdf(hostile(each)).length).toBeGreaterThan(1000);
  });
});

const bidirectional = /[\u202A-\u202E\u2066-\u2069]/;

/** The elements that a form is made of. */
const ours = new Set(
  'html head meta title style body main section article h1 h2 h3 p span ul ol li div blockquote code strong br table colgroup col thead tbody tr th td'.split(
    ' ',
  ),
);
