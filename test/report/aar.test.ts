import { readFileSync } from 'node:fs';
import { extractText } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { parseWords } from '../../src/guide/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { exportFormat, type Part, type Reader, textOf } from '../../src/report/index.ts';
import { instant, millis } from '../../src/time/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { shownOf } from '../support/review-of.ts';

const runbook = readFileSync(new URL('../runbooks/drills/library/cellar-flood.yaml', import.meta.url), 'utf8');

const scenario = `holdfast: 1
id: wet-night
title: A wet night
summary: Water at two in the morning
runbook: cellar-flood
lasts: 2h
overview:
  kind: tabletop
  dates: ["2026-11-22"]
  scope: The first hours
  threat: Cloudburst
  sponsor: The mayor
  contact: Resilience
  assumptions: [What a message says is so]
players: { lead: { team: Bridge }, facilities: { team: Site, unreachable: true } }
objectives:
  look-soon:
    statement: Somebody looks at once
    capability: Operational coordination
    element: training
    tasks:
      - { task: Look, measure: { step: look, within: { P: 10m, S: 20m } } }
      - { task: Decide, measure: { choice: in-or-not, within: 5m, else: M } }
    discuss: [Who looked?]
  calm: { statement: They stay calm, capability: Operational coordination, element: training, rated: true }
injects:
  - { id: sensor, at: 5m, title: The sensor, message: Wet. }
  - { id: mayor, at: 6m, title: The mayor rings, message: Promise., answer: { of: ['yes', 'no'] } }
`;

function act(memory: MemoryIncident, who: string, what: Act): void {
  const outcome = memory.session(who).act(what, { why: 'x' });
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}

/** A drill in which the look was in time and the decision was not. */
function played(): MemoryIncident {
  const drill = memoryIncident({ mode: 'drill', scenario, runbooks: [runbook], title: 'Autumn drill' });
  act(drill, 'Ane', { act: 'assign', role: 'lead', person: 'Ane' });
  drill.pass({ minutes: 7 });
  act(drill, 'Bo', { act: 'done', step: 'look' });
  act(drill, 'Ane', { act: 'answer', inject: 'mayor', answer: 'no' });
  drill.pass({ minutes: 13 });
  act(drill, 'Ane', { act: 'choose', step: 'in-or-not', option: 'slight' });
  act(drill, 'Eva', { act: 'observe', words: 'Nobody shouted', objective: 'calm', rating: 'S' });
  act(drill, 'Ane', { act: 'exercise', change: 'end' });
  return drill;
}

async function report(drill: MemoryIncident, file = 'aar.md', reader: Reader = {}): Promise<readonly Part[]> {
  return [...(await exportFormat('aar', file)!.write(shownOf(drill.entries), reader))];
}
const markdown = async (drill: MemoryIncident): Promise<string> => textOf(await report(drill));
const seq = (drill: MemoryIncident, type: string): number => drill.entries.find((entry) => entry.type === type)!.seq;

describe('the after-action report of a drill', () => {
  test('has the exercise, its players, its assumptions, and says that it was an exercise', async () => {
    const text = await markdown(played());
    expect(text).toMatch(
      /^\*\*TLP:AMBER\*\*\n\n# Autumn drill\n\n\*\*After-Action Report \/ Improvement Plan\*\*\n\n\*\*DRILL/,
    );
    for (const row of ['| Threat or hazard | Cloudburst |', '| Sponsor | The mayor |', '| Dates | 2026-11-22 |'])
      expect(text).toContain(row);
    expect(text).toContain('| Incident lead | Bridge | Ane |');
    expect(text).toContain('| Facilities duty officer | Site | nobody (unreachable by design) |');
    expect(text).toContain('- What a message says is so');
  });

  test('names the staff, as the scenario wanted it and as it was, and who took part without a role', async () => {
    const drill = memoryIncident({
      mode: 'drill',
      scenario: scenario.replace(
        'objectives:\n',
        'staff:\n  facilitator: Resilience office\n  simulation-cell: ["Voice 1: guard", "Voice 2: press"]\n' +
          '  evaluators: [{ name: At the bridge, watches: [lead, facilities] }]\nobjectives:\n',
      ),
      runbooks: [runbook],
    });
    act(drill, 'Ane', { act: 'assign', role: 'lead', person: 'Ane' });
    for (const who of ['Ane', 'Gerd', 'Eva']) act(drill, who, { act: 'join' });
    expect(await markdown(drill)).toContain('| Facilitator | Resilience office | nobody |');
    act(drill, 'Kim', { act: 'facilitate' });
    act(drill, 'Eva', { act: 'observe', words: 'Nobody shouted' });
    act(drill, 'Ane', { act: 'exercise', change: 'end' });
    const text = await markdown(drill);
    expect(text).toContain('| Facilitator | Resilience office | Kim |');
    expect(text).toContain('| Evaluators | At the bridge (watches: Incident lead, Facilities duty officer) | Eva |');
    expect(text).toContain('| Simulation cell | Voice 1: guard; Voice 2: press | not in the record |');
    expect(text).toContain('| no role |  | Gerd |');
    expect(text).not.toMatch(/\| no role \|[^\n]*(?:Ane|Eva|Kim)/);
  });

  test('says when people sat together and what the clock of the exercise showed; what was left out, improvised or expected', async () => {
    const drill = memoryIncident({
      mode: 'drill',
      scenario: `${scenario}  - { id: guard, at: 90m, title: The guard rings, message: Wet. }
  - { id: radio, at: 10m, title: The radio, kind: contingency, message: News., unless: "steps['look'].state == 'done'" }
  - { id: looked, at: 8m, title: Somebody looks, kind: expected-action, message: Look., measure: { step: look } }
`,
      runbooks: [runbook],
    });
    act(drill, 'Bo', { act: 'done', step: 'look' });
    act(drill, 'Eva', { act: 'exercise', change: { speed: 60 } });
    drill.pass({ minutes: 1 });
    const skip = drill.session('Eva').act({ act: 'skip-inject', inject: 'guard' }, { why: 'Time is short' });
    expect(skip).toMatchObject({ ok: true });
    act(drill, 'Eva', { act: 'improvise', words: 'The lift rings' });
    act(drill, 'Eva', { act: 'exercise', change: 'end' });
    const text = await markdown(drill);
    const [held, shown] = [/\| Held \| (.*) \|/, /\| Exercise time \| (.*) \|/].map((row) => row.exec(text)?.[1]);
    const [first, last] = [drill.entries[0]!, drill.entries.at(-1)!];
    expect(Date.parse(last.recorded) - Date.parse(first.recorded)).toBe(60_000);
    expect(held).not.toBe(shown);
    const row = (title: string): string | undefined => text.split('\n').find((line) => line.includes(`| ${title} |`));
    expect(row('The guard rings')).toMatch(/\| skipped: Time is short #\d+ \|/);
    expect(row('The radio')).toMatch(/\| not needed #\d+ \|/);
    expect(row('Somebody looks')).toMatch(/\| expected of the players: done after 0s #\d+ \|/);
    expect(row('The lift rings')).toMatch(/^\| improvised \| The lift rings \| .* #\d+ \|/);
  });

  test('of an exercise that was stopped before anything was rated it praises nothing and blames nobody', async () => {
    const drill = memoryIncident({ mode: 'drill', scenario, runbooks: [runbook] });
    act(drill, 'Eva', { act: 'exercise', change: 'real-world' });
    const text = await markdown(drill);
    expect(text).toContain('## Strengths\n\nNo critical task was rated.\n');
    expect(text).toContain('## Areas for improvement\n\nNo critical task was rated.\n');
    expect(text).toMatch(/\| Somebody looks at once \| .* \| nothing of it could be measured \|/);
  });

  test('rates each objective and each task, with the entries behind it; a capability is as its worst objective', async () => {
    const drill = played();
    const text = await markdown(drill);
    const look = seq(drill, 'step.done');
    const choice = seq(drill, 'choice.made');
    expect(text).toContain(
      `| Somebody looks at once | Operational coordination | training | **M** Performed with Major Challenges | 1 of 2 tasks without challenges #${look} #${choice} |`,
    );
    expect(text).toMatch(new RegExp(`\\| Look \\| P \\| done after 7m .*#${look} \\|`));
    expect(text).toContain('| Operational coordination | **M** Performed with Major Challenges |');
    expect(text).toContain('- Nobody shouted (Eva)');
    expect(text).toMatch(/\| \*\*U\*\* Unable to be Performed \| The targets and critical tasks .* were not performed/);
  });

  test('what went well and what did not are told apart, with what was said in the hot wash', async () => {
    const drill = played();
    act(drill, 'Bo', { act: 'annotate', kind: 'went-well', words: 'The guard was our eyes' });
    act(drill, 'Bo', { act: 'annotate', kind: 'went-badly', words: 'The list was old' });
    const text = await markdown(drill);
    const at = (words: string): number => text.indexOf(words);
    const [strong, weak, plan] = ['## Strengths', '## Areas for improvement', '## Improvement plan'].map(at);
    const between = (words: string, from = 0, to = 0): boolean => at(words) > from && at(words) < to;
    expect(between('**P** Look:', strong, weak)).toBe(true);
    expect(between('The guard was our eyes (Bo)', strong, weak)).toBe(true);
    expect(between('**M** Decide:', weak, plan)).toBe(true);
    expect(between('**S** They stay calm: Nobody shouted (Eva)', weak, plan)).toBe(true);
    expect(between('The list was old (Bo)', weak, plan)).toBe(true);
  });

  test('the improvement plan has what is owed to whom and when, and in which drill it was seen to help', async () => {
    const drill = played();
    expect(await markdown(drill)).toContain('No corrective action is written down');
    act(drill, 'Ane', {
      act: 'follow-up',
      words: 'A new list',
      owner: 'Bo',
      due: '2026-12-01T12:00:00+01:00',
      objective: 'look-soon',
    });
    act(drill, 'Ane', { act: 'follow-up', words: 'A second sensor' });
    expect(await markdown(drill)).toMatch(
      /\| A second sensor #\d+ \| not said \|  \| \*\*nobody yet\*\* \| \*\*no day yet\*\* \| not yet \| not yet: the next drill \| follow-up-2 \|/,
    );
    expect(() => act(drill, 'Ane', { act: 'follow-up', words: 'x', objective: 'look-son' })).toThrow(
      'There is no objective "look-son"',
    );
    expect(() => act(memoryIncident(), 'Ane', { act: 'follow-up', words: 'x', objective: 'look-soon' })).toThrow(
      'only a drill that plays a scenario has objectives',
    );
    act(drill, 'Bo', { act: 'follow-up-done', followUp: 'follow-up-1' });
    act(drill, 'Ane', { act: 'follow-up-verified', followUp: 'follow-up-1', in: 'drill-9' });
    expect(await markdown(drill)).toMatch(
      /\| A new list #\d+ \| Operational coordination \(training\) \|  \| Bo \| 1 Dec 2026 12:00 \+01:00 \| .* \| drill-9 #\d+ \| follow-up-1 \|/,
    );
  });

  test('participants are heard: the mean of each statement, of one person the latest, and their words', async () => {
    const drill = played();
    expect(await markdown(drill)).toContain('No participant has given feedback');
    act(drill, 'Ane', { act: 'feedback', statement: 'realistic', agreement: 1 });
    act(drill, 'Ane', { act: 'feedback', statement: 'realistic', agreement: 4 });
    act(drill, 'Bo', { act: 'feedback', statement: 'realistic', agreement: 5, words: 'Too quick | for us' });
    const text = await markdown(drill);
    expect(text).toContain('From 2 participants');
    expect(text).toContain('| The scenario was plausible and realistic. | 4\\.5 | 4, 5 | 2 |');
    expect(text).toContain('- Too quick \\| for us (Bo)');
  });

  test('as a page and as a PDF it is the same report', async () => {
    const drill = played();
    const page = textOf(await report(drill, 'aar.html'));
    expect(page).toContain('<p>After-Action Report / Improvement Plan</p>');
    expect([...page.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'overview',
      'objectives',
      'ratings',
      'strengths',
      'improvements',
      'improvement-plan',
      'feedback',
      'injects',
      'timeline',
      'quality',
      'chain',
    ]);
    const bytes = Buffer.concat((await report(drill, 'aar.pdf')).map((part) => Buffer.from(part)));
    const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
    expect(text.replaceAll(/\s+/g, ' ')).toContain('Performed with Major Challenges');
    expect(text).toContain('Areas for improvement');
  });

  test('a Danish reader has all of it in Danish, the ratings beside their fixed words; what people wrote stands as they wrote it', async () => {
    const drill = played();
    act(drill, 'Bo', { act: 'annotate', kind: 'went-well', words: 'The guard was our eyes' });
    act(drill, 'Ane', { act: 'feedback', statement: 'realistic', agreement: 4 });
    act(drill, 'Bo', { act: 'feedback', statement: 'realistic', agreement: 5 });
    act(drill, 'Ane', { act: 'follow-up', words: 'A new list' });
    const text = textOf(await report(drill, 'aar.md', { language: 'da' }));
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      'Overblik over øvelsen',
      'Analyse af øvelsesmål og kernekapaciteter',
      'Bedømmelsesskala',
      'Styrker',
      'Forbedringsområder',
      'Forbedringsplan',
      'Deltagernes tilbagemeldinger',
      'Indspil',
      'Tidslinje',
      'Optegnelsernes kvalitet',
      'Kæden',
    ]);
    for (const words of [
      '**Evalueringsrapport og forbedringsplan**',
      '| Øvelsestype | dilemmaøvelse |',
      '| Somebody looks at once | Operational coordination | uddannelse | **M** Udført med store udfordringer | 1 af 2 opgaver uden udfordringer',
      '| Look | P | udført efter 7m (ønsket inden for P 10m, S 20m)',
      '| **U** Kunne ikke udføres (Unable to be Performed) | De mål og kritiske opgaver,',
      '### Førstehåndsindtryk (hot wash): Hvad der gik godt',
      '| Scenariet var sandsynligt og realistisk. | 4,5 | 4, 5 | 2 |',
      '| **ingen endnu** | **ingen dag endnu** | ikke endnu | ikke endnu: næste øvelse |',
      '- The guard was our eyes (Bo)',
    ])
      expect(text).toContain(words);
    const page = textOf(await report(drill, 'aar.html', { language: 'da' }));
    expect(page).toContain('<html lang="da">');
    expect(page).toContain('<p>Evalueringsrapport og forbedringsplan</p>');
    const bytes = Buffer.concat((await report(drill, 'aar.pdf', { language: 'da' })).map((part) => Buffer.from(part)));
    const { text: set } = await extractText(new Uint8Array(bytes), { mergePages: true });
    expect(set).toContain('Forbedringsområder');
  });

  test('what people said is text in every one of them', async () => {
    const drill = played();
    act(drill, 'Bo', { act: 'feedback', words: '<script>alert(1)</script> [x](http://evil)\u202e' });
    expect(textOf(await report(drill, 'aar.html'))).not.toMatch(/<script>alert|\u202e/);
    expect(await markdown(drill)).not.toMatch(/[^\\]<script|[^\\]\[x\]|\u202e/);
  });

  test('time that the clock was moved past is no silence of those who played', async () => {
    const drill = memoryIncident({
      mode: 'drill',
      scenario: scenario.replace(
        'objectives:\n',
        'phases: [{ id: night, title: Night, at: 0m }, { id: dawn, title: Dawn, at: 100m }]\nobjectives:\n',
      ),
      runbooks: [runbook],
    });
    act(drill, 'Ane', { act: 'assign', role: 'lead', person: 'Ane' });
    drill.pass({ minutes: 10 });
    act(drill, 'Kim', { act: 'exercise', change: { phase: 'dawn' } });
    drill.pass({ minutes: 12 });
    act(drill, 'Ane', { act: 'note', words: 'It gets light' });
    act(drill, 'Kim', { act: 'exercise', change: 'end' });
    const text = await markdown(drill);
    expect(text).toContain('| Silent gaps of more than 30 minutes while it went on | 0 |');
    expect(text).toContain(`The longest silence while it went on: 12m, from #${seq(drill, 'exercise.jumped')} to #`);
  });

  test('the day on which a follow-up was done after the exercise is that of the wall, not the end of the exercise for ever', async () => {
    const drill = played();
    act(drill, 'Bo', { act: 'follow-up', words: 'A list on paper' });
    drill.pass({ minutes: 14 * 24 * 60 });
    const id = Object.values(drill.incident.followUps).find(({ words }) => words === 'A list on paper')?.id ?? '';
    act(drill, 'Bo', { act: 'follow-up-done', followUp: id });
    drill.pass({ minutes: 24 * 60 });
    act(drill, 'Bo', { act: 'follow-up-verified', followUp: id, in: 'flood-8' });
    expect(drill.incident.followUps[id]).toMatchObject({
      doneAt: expect.stringMatching(/^2026-12-06T/),
      verifiedAt: expect.stringMatching(/^2026-12-07T/),
    });
    expect(await markdown(drill)).toMatch(
      /\| A list on paper #\d+ \|.*\| 6 Dec 2026 .* \+01:00 #\d+ \| flood-8 #\d+ \|/,
    );
  });

  test('who was given a role and never said yes is not told to have played it', async () => {
    const drill = memoryIncident({ mode: 'drill', scenario, runbooks: [runbook] });
    act(drill, 'Ane', { act: 'assign', role: 'lead', person: 'Cy' });
    expect(await markdown(drill)).toContain('| Incident lead | Bridge | Cy (not acknowledged) |');
    act(drill, 'Cy', { act: 'ack', role: 'lead' });
    expect(await markdown(drill)).toContain('| Incident lead | Bridge | Cy |');
  });

  test('a silence goes on where the clock moves by itself, without the time that it was moved past', async () => {
    const drill = memoryIncident({
      mode: 'drill',
      scenario: scenario.replace(
        'objectives:\n',
        'phases: [{ id: night, title: Night, at: 0m, until: 50m }, { id: dawn, title: Dawn, at: 100m }]\nobjectives:\n',
      ),
      runbooks: [runbook],
    });
    drill.pass({ minutes: 10 });
    act(drill, 'Ane', { act: 'assign', role: 'lead', person: 'Ane' });
    drill.pass({ minutes: 40 });
    // Whoever has it open writes what falls due: the clock is at dawn from here on.
    drill.session('Bo').follow();
    drill.pass({ minutes: 15 });
    act(drill, 'Ane', { act: 'note', words: 'It gets light' });
    act(drill, 'Kim', { act: 'exercise', change: 'end' });
    const text = await markdown(drill);
    expect(text).toContain('| Silent gaps of more than 30 minutes while it went on | 1 |');
    const spoken = drill.entries.find(({ words }) => words === 'It gets light')?.seq;
    expect(text).toContain(
      `The longest silence while it went on: 55m, from #${seq(drill, 'role.assigned')} to #${spoken}.`,
    );
  });

  test('what is said to have happened while the clock was moved on has its part of that time on either side', async () => {
    const drill = memoryIncident({
      mode: 'drill',
      scenario: scenario.replace(
        'objectives:\n',
        'phases: [{ id: night, title: Night, at: 0m }, { id: dawn, title: Dawn, at: 100m }]\nobjectives:\n',
      ),
      runbooks: [runbook],
    });
    const between = instant(millis(drill.incident.declared) + 75 * 60_000, drill.incident.timezone);
    drill.pass({ minutes: 10 });
    act(drill, 'Kim', { act: 'exercise', change: { phase: 'dawn' } });
    drill.pass({ minutes: 15 });
    act(drill, 'Ane', { act: 'note', words: 'It gets light' });
    drill.session('Ane').act({ act: 'note', words: 'Dark and wet' }, { at: between });
    act(drill, 'Kim', { act: 'exercise', change: 'end' });
    const [dark, light] = ['Dark and wet', 'It gets light'].map(
      (said) => drill.entries.find(({ words }) => words === said)?.seq,
    );
    expect(await markdown(drill)).toContain(`The longest silence while it went on: 15m, from #${dark} to #${light}.`);
  });

  test('with roles in place of people nobody is named', async () => {
    const drill = played();
    act(drill, 'Bo', { act: 'feedback', words: 'Fine' });
    const shown = shownOf(drill.entries, { pseudonyms: true });
    const text = textOf([...(await exportFormat('aar', 'x.md')!.write(shown))]);
    expect(text).not.toMatch(/\b(?:Ane|Bo|Eva)\b/);
  });

  test('with roles in place of people the scenario stays what it was, whatever they are called, and names none of them', async () => {
    const told = scenario
      .replace('The mayor rings', 'The mayor rings Lead')
      .replace('contact: Resilience', 'contact: Mayor Title');
    const drill = memoryIncident({ mode: 'drill', scenario: told, runbooks: [runbook], title: 'Autumn drill' });
    act(drill, 'Mayor Title', { act: 'assign', role: 'lead', person: 'Mayor Title' });
    drill.pass({ minutes: 7 });
    act(drill, 'Lead', { act: 'done', step: 'look' });
    act(drill, 'Mayor Title', { act: 'answer', inject: 'mayor', answer: 'no' });
    act(drill, 'Sensor At', { act: 'observe', words: 'Nobody shouted', objective: 'calm', rating: 'S' });
    const shown = shownOf(drill.entries, { pseudonyms: true });
    const text = textOf([...(await exportFormat('aar', 'x.md')!.write(shown))]);
    expect(shown.incident.misfits).toEqual([]);
    expect(text).toContain('| Look | P | done after 7m');
    expect(text).toContain('| 2 | The Incident lead rings Responder 2 |');
    expect(text).not.toMatch(/Mayor|Sensor At/);
  });

  test('with roles in place of people nobody is named who stands behind the exercise, and what somebody is stays', async () => {
    const staff =
      'staff:\n  facilitator: Ida Juhl\n  simulation-cell: ["Voice 1: guard", "Omar Yusuf: press"]\n' +
      '  evaluators: [{ name: Lene Skov, watches: [lead] }, { name: At the bridge, watches: [facilities] }]\nobjectives:\n';
    const told = scenario
      .replace('objectives:\n', staff)
      .replace('contact: Resilience', 'contact: "Karl Ravn, resilience"');
    const drill = memoryIncident({ mode: 'drill', scenario: told, runbooks: [runbook], title: 'Autumn drill' });
    const written = async (pseudonyms: boolean) =>
      textOf([...(await exportFormat('aar', 'x.md')!.write(shownOf(drill.entries, { pseudonyms })))]);
    const names = /Ida|Juhl|Omar|Yusuf|Lene|Skov|Karl|Ravn/g;
    expect(new Set((await written(false)).match(names)).size).toBe(8);
    const text = await written(true);
    expect(text.match(names)).toBeNull();
    for (const stays of ['The mayor', 'Voice 1: guard', 'At the bridge']) expect(text).toContain(stays);
  });

  test('of what plays no scenario there is none, in words', () => {
    const plain = memoryIncident({ mode: 'drill', runbooks: [runbook] });
    expect(exportFormat('aar')!.lacks?.(shownOf(plain.entries))?.message).toBe(
      'flood-7 plays no scenario, so it has no objectives to report on.',
    );
    expect(exportFormat('aar')!.lacks?.(shownOf(played().entries))).toBeUndefined();
  });
});

describe('afterwards, in typed words', () => {
  const typed = (line: string, drill = played()) => {
    const session = drill.session('Bo');
    return parseWords(line.split(' '), session.guide(), session.incident, session.timeline);
  };
  const actOf = (line: string): unknown => {
    const parsed = typed(line);
    return parsed.kind === 'act' ? parsed.act : parsed;
  };
  test('a hot wash asks what went well, what went badly, where one was lucky', () => {
    expect(typed('hot-wash')).toMatchObject({
      kind: 'asking',
      choices: [
        { words: ['hot-wash', 'went-well'] },
        { words: ['hot-wash', 'went-badly'] },
        { words: ['hot-wash', 'lucky'] },
      ],
    });
    expect(actOf('hot-wash lucky It was dry')).toEqual({ act: 'annotate', kind: 'lucky', words: 'It was dry' });
    expect(typed('hot-wash cost 3')).toMatchObject({ kind: 'problem' });
  });
  test('feedback asks statement by statement, takes a number from 1 to 5, or words alone', () => {
    expect(typed('feedback')).toMatchObject({ kind: 'asking', before: ['feedback'] });
    expect(typed('feedback realistic')).toMatchObject({
      kind: 'asking',
      choices: [{ words: ['feedback', 'realistic', '1'] }, {}, {}, {}, { words: ['feedback', 'realistic', '5'] }],
    });
    expect(actOf('feedback realistic 4 rather so')).toEqual({
      act: 'feedback',
      statement: 'realistic',
      agreement: 4,
      words: 'rather so',
    });
    expect(actOf('feedback it was long')).toEqual({ act: 'feedback', words: 'it was long' });
    expect(typed('feedback realistic 6')).toMatchObject({ kind: 'problem' });
  });
  test('a follow-up is verified in a later drill', () => {
    const drill = played();
    act(drill, 'Ane', { act: 'follow-up', words: 'A new list' });
    act(drill, 'Bo', { act: 'follow-up-done', followUp: 'follow-up-1' });
    expect(typed('follow-up-verified follow-up-1 in drill-9', drill)).toMatchObject({
      act: { act: 'follow-up-verified', followUp: 'follow-up-1', in: 'drill-9' },
    });
    expect(typed('follow-up-verified in drill-9', drill)).toMatchObject({ kind: 'asking' });
  });
  test('feedback on what was real, on no statement, and of no degree is refused with the reason', () => {
    const real = memoryIncident({ runbooks: [runbook] });
    const refusal = (memory: MemoryIncident, what: Act): string => {
      const outcome = memory.session('Bo').act(what);
      return outcome.ok ? 'not refused' : outcome.refusal.code;
    };
    expect(refusal(real, { act: 'feedback', words: 'Fine' })).toBe('wrong-state');
    expect(refusal(played(), { act: 'feedback', statement: 'realistik', agreement: 3 })).toBe('no-such-thing');
    expect(refusal(played(), { act: 'feedback', statement: 'realistic' })).toBe('wrong-type');
    expect(refusal(played(), { act: 'feedback', words: ' ' })).toBe('needs-words');
  });
  test('an inject that was held to the end says so, and an objective that is a sentence ends in no full stop before a remark', async () => {
    const drill = memoryIncident({
      mode: 'drill',
      scenario: scenario.replace('They stay calm,', 'They stay calm.,'),
      runbooks: [runbook],
      title: 'Autumn drill',
    });
    act(drill, 'Eva', { act: 'hold-inject', inject: 'mayor' });
    act(drill, 'Eva', { act: 'hold-inject', inject: 'sensor' });
    act(drill, 'Eva', { act: 'release-inject', inject: 'sensor' });
    act(drill, 'Eva', { act: 'observe', words: 'Nobody shouted', objective: 'calm', rating: 'P' });
    drill.pass({ minutes: 7 });
    act(drill, 'Ane', { act: 'exercise', change: 'end' });
    const held = drill.entries.find(({ type }) => type === 'inject.held')!.seq;
    const text = await markdown(drill);
    expect(text).toMatch(new RegExp(`\\| 2 \\| The mayor rings \\| held, and never let go #${held} \\|`));
    expect(text).toMatch(/\| 1 \| The sensor \| 22 Nov 2026 .* #\d+ \|/);
    expect(text).toContain('- **P** They stay calm: Nobody shouted (Eva)');
  });

  test('words that are corrected, expunged or undone are gone from what the report says', async () => {
    const drill = played();
    act(drill, 'Bo', { act: 'feedback', words: 'Karen was slow' });
    const said = drill.entries.findLast(({ type }) => type === 'feedback.given')!.id;
    act(drill, 'Bo', { act: 'expunge', entry: said, basis: 'Art. 17' });
    expect(await markdown(drill)).not.toContain('Karen');
    act(drill, 'Bo', { act: 'feedback', words: 'Once more' });
    act(drill, 'Bo', { act: 'undo' });
    expect(drill.incident.feedback.map(({ words }) => words)).toEqual([undefined]);
    const observation = drill.entries.find(({ type }) => type === 'observation.written')!.id;
    act(drill, 'Eva', { act: 'correct', entry: observation, words: 'Nobody raised their voice' });
    expect(await markdown(drill)).toContain('- Nobody raised their voice (Eva)');
    expect(await markdown(drill)).toContain('**S** Eva: Nobody raised their voice');
    const correction = drill.entries.findLast(({ type }) => type === 'entry.corrected')!.id;
    act(drill, 'Eva', { act: 'expunge', entry: correction, basis: 'Art. 17' });
    expect(await markdown(drill)).not.toContain('raised their voice');
  });
});
