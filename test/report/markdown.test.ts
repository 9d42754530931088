import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { marked, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { exercisedIn } from '../../src/analysis/index.ts';
import { replay } from '../../src/incident/index.ts';
import { markdownReview, shownTo, textOf } from '../../src/report/index.ts';
import { reviewOf, shownOf } from '../support/review-of.ts';
import { exported } from '../support/exported.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { smallFlood } from '../support/small-flood.ts';

const organisation = 'holdfast: 1\nname: Testby\nnis2_entity: true\n';
const desk = (mode: 'real' | 'drill' = 'real') =>
  memoryIncident({
    runbooks: [smallFlood],
    organisation,
    mode,
    title: 'Water in hall A',
    reason: 'Leak sensor 4 tripped',
  });
const review = (incident: ReturnType<typeof desk>) => reviewOf(incident.entries);

describe('the review in Markdown', () => {
  it('has tables that are tables to whoever reads Markdown', () => {
    const tables = marked.lexer(review(desk())).filter(({ type }) => type === 'table');
    expect(tables.length).toBeGreaterThan(5);
    expect(review(desk()).match(/^\| /gm)?.length).toBe(
      tables.flatMap((each) => [0, 0, ...(each as Tokens.Table).rows]).length,
    );
  });

  it('begins with what happened, why, how bad it was', () => {
    const text = review(desk());
    expect(text).toMatch(/^\*\*TLP:AMBER\*\*\n\n# Water in hall A\n/);
    expect(text).toContain('Leak sensor 4 tripped');
    expect(text).toContain('| Impact | not known |');
  });

  it('says of a drill at once that it was one', () => {
    expect(review(desk('drill'))).toContain('**DRILL.');
    expect(review(desk('real'))).not.toContain('DRILL');
  });

  it('puts deviations before everything else, with their reasons or that one is owed', () => {
    const flood = desk();
    const ida = flood.session('Ida');
    ida.act({ act: 'jump', step: firstSkippable(ida) }, { why: 'the plan did not fit' });
    const text = review(flood);
    expect(text.indexOf('## How it left the plan')).toBeLessThan(text.indexOf('## In numbers'));
    expect(text).toContain('the plan did not fit');
  });

  it('says what of the plan was exercised, here and ever, and of others neither name nor incident', () => {
    const flood = desk();
    const ida = flood.session('Ida');
    ida.act({ act: 'done', step: 'get-out' }, { why: 'all out' });
    ida.act({ act: 'choose', step: 'rising', option: 'steady' });
    expect(review(flood)).toContain('What of the plan was done, chosen or came here.');
    expect(review(flood)).toContain('| Steps | 2 of 9 |');
    const other = memoryIncident({ runbooks: [smallFlood] });
    other.session('Karen').act({ act: 'done', step: 'get-out' }, { why: 'all out' });
    other.session('Karen').act({ act: 'choose', step: 'rising', option: 'rising' });
    const others = [exercisedIn({ ...other, incident: { ...other.incident, alias: 'fire-9' } })];
    const shown = shownTo(
      { tlp: 'amber', pseudonyms: false },
      { incident: replay(flood.entries), entries: () => flood.entries, others: () => others },
    );
    const text = textOf(markdownReview(shown));
    expect(text).toContain('| Steps | 2 of 9 | 2 of 9 | 0 |');
    expect(text).toContain('| Options | 1 of 2 | 2 of 2 | 1 |');
    expect(text).toContain('Never exercised: 7 things.');
    expect(text).toContain('- Cut the power (cut-power)');
    expect(text).not.toMatch(/Karen|fire-9/);
  });

  it('counts steps of a runbook that is followed inside another under its name: the form ICS 209 counts them too', async () => {
    const outer = `holdfast: 1
id: outer
title: The plan around it
steps:
  - { id: inner, follow: flood }
  - { id: rest, do: Rest }
`;
    const night = memoryIncident({ runbooks: [outer], followed: { flood: smallFlood } });
    night.session('Ida').act({ act: 'done', step: 'inner/get-out' }, { why: 'all out' });
    const text = review(night);
    const coverage = text.slice(text.indexOf('## Coverage'), text.indexOf('## Decisions'));
    expect(coverage).toContain('**The plan around it**');
    expect(coverage).toContain(`**${night.incident.runs[0]!.chart.plan.get('inner/get-out')!.runbook.title}**`);
    expect(coverage).toContain('Cut the power (cut-power)');
    const shares = [...coverage.matchAll(/\| Steps \| (\d+) of (\d+) \|/g)].map(([, here, of]) => [
      Number(here),
      Number(of),
    ]);
    expect(shares).toEqual([
      [1, 2],
      [1, 9],
    ]);
    const form = await exported('ics-209', shownOf(night.entries));
    // How much of the response is behind: of duties that outlive it there is one here.
    expect(form).toContain(`(1 of ${2 + 9 - 1} steps of the plan)`);
    expect(review(memoryIncident({ runbooks: [smallFlood] }))).toContain('Nothing of it was exercised.');
  });

  it('ends with the head of the chain and the number of entries', () => {
    const flood = desk();
    const last = flood.entries.at(-1)!;
    expect(review(flood)).toContain(last.hash.slice(0, 12));
    expect(review(flood)).toContain(`${flood.entries.length} entries`);
  });

  it('has every entry once and in its order, however much was said, also around one that was corrected', () => {
    const desk = memoryIncident();
    const ida = desk.session('Ida');
    for (let number = 1; number <= 1500; number += 1)
      ida.act({ act: 'note', words: `Reading ${number} ${'ø🌊'.repeat(80)}` });
    const slip = desk.entries.find(({ words }) => words?.startsWith('Reading 700 '))!;
    ida.act({ act: 'correct', entry: slip.id, target: slip, words: 'Put right' });
    const text = reviewOf(desk.entries);
    const timeline = text.slice(text.indexOf('## Timeline'));
    const rows = [
      ...timeline.matchAll(/^\| #(\d+) \| .* \| Ida \| Note: (?:Reading (\d+) (?:ø🌊){80}|(Put right)) \|/gmu),
    ];
    expect(rows.map(([, seq]) => Number(seq))).toEqual(
      desk.entries.filter(({ type }) => type === 'note.written').map(({ seq }) => seq),
    );
    expect(rows.findIndex(([, , , said]) => said === 'Put right')).toBe(699);
    expect(rows.filter((_, place) => place !== 699).map(([, , number]) => Number(number))).toEqual(
      Array.from({ length: 1500 }, (_, place) => place + 1).filter((number) => number !== 700),
    );
  });

  it('leaves the value of a personal fact out, says so, and never had a secret one', () => {
    const flood = desk();
    const ida = flood.session('Ida');
    ida.act({
      act: 'fact',
      values: [
        { fact: 'caller', value: 'Bente Marsvin' },
        { fact: 'door_code', value: '4711' },
      ],
    });
    const text = review(flood);
    expect(text).not.toContain('Marsvin');
    expect(text).not.toContain('4711');
    expect(text).toContain('1 personal answer');
  });

  it('leaves it out of a message too that said it', () => {
    const flood = desk();
    const ida = flood.session('Ida');
    ida.act({ act: 'fact', values: [{ fact: 'caller', value: 'Bente Marsvin' }] });
    ida.act({ act: 'send', to: 'The police', language: 'en', body: 'Missing: Bente Marsvin, last seen in hall A.' });
    expect(review(flood)).toContain('> Missing: \\[left out\\], last seen in hall A.');
    expect(review(flood)).not.toContain('Marsvin');
  });

  it('leaves it out of whatever people said with it: reasons, steps that they added, what is to be done', () => {
    const flood = desk();
    const ida = flood.session('Ida');
    ida.act({ act: 'fact', values: [{ fact: 'caller', value: 'Bente Marsvin' }] });
    ida.act({ act: 'skip', step: 'get-out' }, { why: 'Bente Marsvin said so' });
    ida.act({ act: 'add', title: 'Ring Bente Marsvin' }, { why: 'She waits' });
    ida.act({ act: 'follow-up', words: 'Thank Bente Marsvin' });
    ida.act({ act: 'describe', values: [{ field: 'impact', value: 'Bente Marsvin cannot go home' }] });
    const text = review(flood);
    expect(text).not.toContain('Marsvin');
    expect(text).toContain('| \\[left out\\] said so |');
  });

  it('shows messages as they were sent', () => {
    const flood = desk();
    const ida = flood.session('Ida');
    ida.act({ act: 'send', to: 'The public', language: 'en', body: 'Sign-in is down.\nUse the counter.' });
    expect(review(flood)).toContain('> Sign-in is down');
  });

  it('keeps hostile words as words: no heading, link, table cell or HTML of theirs', () => {
    const naughty = JSON.parse(readFileSync('test/fixtures/naughty/blns.json', 'utf8')) as string[];
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom(...naughty.filter((one) => one !== ''))),
        (words) => {
          const flood = desk();
          flood.session('Ida').act({ act: 'note', words: `|${words}\n# x\n<script>alert(1)</script>` });
          const text = review(flood);
          const rows = text.split('\n').filter((line) => line.startsWith('| #'));
          // Each row of the log has its five cells, whatever was written into it.
          for (const row of rows) expect(row.replaceAll(/\\./g, '').split('|').length).toBe(7);
          expect(text).not.toContain('<script>');

          expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function firstSkippable(session: ReturnType<ReturnType<typeof desk>['session']>): string {
  const waiting = session
    .guide()
    .steps.find((step) => step.state === 'waiting' && step.level === 0 && !step.afterwards);
  return waiting!.name;
}

describe('outages', () => {
  it('are all there where a service was lost twice, each with its own length', () => {
    const flood = desk();
    const ida = flood.session('Ida');
    for (const minutes of [30, 300]) {
      ida.act({ act: 'lost', services: ['citizen-sign-in'] });
      flood.pass({ minutes });
      ida.act({ act: 'restored', services: ['citizen-sign-in'] });
    }
    const rows = review(flood)
      .split('\n')
      .filter((line) => line.startsWith('| Citizen sign\\-in') || line.startsWith('| Citizen sign-in'));
    expect(rows.map((row) => row.split('|')[4]?.trim())).toEqual(['30m', '5h']);
    expect(rows[1]).toContain('4h **missed**');
    expect(reviewOf(flood.entries, {}, undefined, { language: 'da' })).toContain('| 5t | 4t **ikke overholdt** |');
  });

  it('counts every round of a deadline, as its register has them', () => {
    const flood = desk();
    const ida = flood.session('Ida');
    for (const minutes of [10, 40, 29, 50]) {
      flood.pass({ minutes });
      ida.act({ act: 'met', clock: 'public-update' });
    }
    const text = review(flood);
    expect(text.match(/^\| Tell the public[^|]*\| .* late\*\* /gm)).toHaveLength(2);
    expect(text).toContain('| Clocks met, met late, missed | 2, 2, 0 |');
  });

  it('draws its steps over time, whatever their titles hold, and nothing gets out of the drawing', () => {
    const desk = memoryIncident({
      runbooks: [
        'holdfast: 1\nid: odd\ntitle: "Odd: ```"\nsteps:\n  - { id: one, do: "Close ``` %% it; #1, : --> x" }\n  - { id: two, do: Two }\n',
      ],
    });
    desk.session('Ida').act({ act: 'done', step: 'one' });
    const text = review(desk);
    const [, chart = ''] = /```mermaid\n([^]*?)\n```\n/.exec(text) ?? [];
    expect(chart).toMatch(/^gantt\n/);
    expect(chart).toContain('  · Close it 1 x :done, ');
    expect(chart).toContain('  · Two :active, ');
    expect(chart).not.toContain('`');
  });

  it('draws its steps by the clock of its reader, whatever zone the machine is in that draws it', () => {
    const desk = memoryIncident({ runbooks: [smallFlood], start: '2026-10-25T02:50:00+02:00' });
    desk.pass({ minutes: 30 });
    desk.session('Ida').act({ act: 'done', step: 'get-out' });
    const chart = (timezone: string) =>
      /```mermaid\n([^]*?)\n```/.exec(reviewOf(desk.entries, {}, undefined, { timezone }))?.[1];
    expect(chart('Europe/Copenhagen')).toContain(':done, 2026-10-25T02:50:00, 1800s');
    expect(chart('America/New_York')).toContain(':done, 2026-10-24T20:50:00, 1800s');
  });

  it('no step begins with a word that is an order to the drawing: one of them, and there was none', () => {
    const titles = [
      'Call in the crew',
      'Section off the hall',
      'Title the report',
      'Click it shut',
      '2026-11-22',
      'gantt',
    ];
    const steps = titles.map((title, place) => `  - { id: step-${place}, do: "${title}" }\n`).join('');
    const desk = memoryIncident({ runbooks: [`holdfast: 1\nid: odd\ntitle: Odd\nsteps:\n${steps}`] });
    const ida = desk.session('Ida');
    for (const place of titles.keys()) ida.act({ act: 'done', step: `step-${place}` });
    const [, chart = ''] = /```mermaid\n([^]*?)\n```\n/.exec(review(desk)) ?? [];
    const [head = '', ...lines] = chart.split('\n').slice(3);
    expect(head).toBe('  section Odd');
    expect(lines.map((line) => /^ {2}· (.+) :done, [-\dT:]{19}, \d+s$/.exec(line)?.[1])).toEqual(titles);
  });
});
