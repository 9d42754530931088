import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../src/report/index.ts';
import { exported, exportedBytes } from '../support/exported.ts';
import { Desk } from '../support/incident-desk.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

type Night = ReturnType<typeof memoryIncident>;

const organisation = 'holdfast: 1\nname: Testby Kommune\ncountry: Denmark\nnis2_entity: true\n';

/** The numbers and names of the blocks, as FEMA's booklet has them. */
const blocks = {
  'ics-201': [
    '1. Incident Name',
    '2. Incident Number',
    '3. Date/Time Initiated',
    '4. Map/Sketch',
    '5. Situation Summary and Health and Safety Briefing',
    '6. Prepared by',
    '7. Current and Planned Objectives',
    '8. Current and Planned Actions, Strategies, and Tactics',
    '9. Current Organization',
    '10. Resource Summary',
  ],
  'ics-209': [
    '1. Incident Name',
    '2. Incident Number',
    '3. Report Version',
    '4. Incident Commander(s) & Agency or Organization',
    '5. Incident Management Organization',
    '6. Incident Start Date/Time',
    '7. Current Incident Size or Area Involved',
    '8. Percent Contained / Completed',
    '9. Incident Definition',
    '10. Incident Complexity Level',
    '11. For Time Period',
    '12. Prepared By',
    '13. Date/Time Submitted',
    '14. Approved By',
    '15. Primary Location, Organization, or Agency Sent To',
    '16. State',
    '28. Significant Events for the Time Period Reported',
    '29. Primary Materials or Hazards Involved',
    '30. Damage Assessment Information',
    '39. Critical Resource Needs',
    '41. Planned Actions for Next Operational Period',
    '43. Anticipated Incident Management Completion Date',
    '47. Remarks',
  ],
  'ics-214': [
    '1. Incident Name',
    '2. Operational Period',
    '3. Name',
    '4. ICS Position',
    '5. Home Agency (and Unit)',
    '6. Resources Assigned',
    '7. Activity Log',
    '8. Prepared by',
  ],
} as const;
const names = Object.keys(blocks) as (keyof typeof blocks)[];

/** A night of which all is known that any form asks for. */
function everythingKnown(mode: 'real' | 'drill' = 'real'): Night {
  const desk = memoryIncident({ runbooks: [smallFlood], organisation, mode, severity: 'sev2' });
  const sara = desk.session('Sara Lind');
  const said = [
    sara.act({ act: 'assign', role: 'lead', person: 'Sara Lind' }),
    sara.act({ act: 'period', objectives: ['Everybody out', 'Hall A dry'], until: '2026-11-22T08:00:00+01:00' }),
    sara.act({ act: 'describe', values: [{ field: 'area', value: 'Hall A, 400 m²' }] }),
    sara.act({ act: 'describe', values: [{ field: 'impact', value: 'Nobody can sign in' }] }),
    sara.act({ act: 'describe', values: [{ field: 'began', value: '2026-11-22T02:50:00+01:00' }] }),
    sara.act({ act: 'lost', services: ['citizen-sign-in'] }),
    sara.act({ act: 'ask', person: 'Bo Kjær', words: 'Bring the mobile pump', due: '2026-11-22T04:00:00+01:00' }),
    sara.act({ act: 'attach', name: 'hall-a.png', sha256: 'b'.repeat(64), bytes: 12 }),
    ...[
      'Safety: nobody enters standing water',
      'Hazard: sewage',
      'Need: two pumps',
      'State: Denmark',
      'Submitted: 04:10',
      'Sent to: The crisis staff',
      'Next: move to the standby',
      'Done by: Friday',
    ].map((words) => sara.act({ act: 'note', words })),
  ];
  for (const outcome of said) if (!outcome.ok) throw new Error(outcome.refusal.message);
  desk.session('Sara Lind').act({ act: 'done', step: 'get-out' }, { why: 'No time' });
  return desk;
}

const headings = (text: string): string[] =>
  [...text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading.replaceAll(/\\(.)/g, '$1'));

it('logs what was written down later where it happened', async () => {
  const desk = memoryIncident({ runbooks: [smallFlood] });
  const ida = desk.session('Ida');
  desk.pass({ minutes: 20 });
  ida.act({ act: 'note', words: 'Second' });
  const then = desk.entries.at(-1)!.at.replace(/T\d\d:\d\d/, 'T03:15');
  ida.act({ act: 'note', words: 'First' }, { at: then });
  const log = await exported('ics-214', shownOf(desk.entries));
  expect(log.indexOf('First')).toBeGreaterThan(0);
  expect(log.indexOf('First')).toBeLessThan(log.indexOf('Second'));
});

it('briefs whoever comes on what a command did, as on every other step', async () => {
  const gate = `holdfast: 1
id: gate
title: Gate
steps:
  - { id: shut, run: Shut the gate, command: [gate, shut], timeout: 30s }
`;
  const desk = memoryIncident({ runbooks: [gate] });
  const ida = desk.session('Ida');
  ida.act({ act: 'command-start', step: 'shut' });
  const started = desk.entries.at(-1)!.id;
  ida.act({ act: 'command-end', step: 'shut', started, exitCode: 0, stdout: '', stderr: '' });
  const [, actions = ''] = (await exported('ics-201', shownOf(desk.entries))).split('## 8. ');
  expect(actions).toContain('Shut the gate: command finished well');
});

it('says in the summary what it is once, that it is the last one once it is resolved, and of no approval when it was given', async () => {
  const runbook = `holdfast: 1
id: told
title: Water in hall A
roles:
  lead: { title: Lead }
steps:
  - { id: look, do: Look }
`;
  const desk = memoryIncident({ runbooks: [runbook] });
  const ida = desk.session('Ida');
  ida.act({ act: 'assign', role: 'lead', person: 'Ida' });
  const block = async (number: number): Promise<string> =>
    (await exported('ics-209', shownOf(desk.entries))).split(`## ${number}. `)[1]!.split('\n## ')[0]!;
  expect(await block(3)).toContain('Initial');
  expect(await block(9)).toBe('Incident Definition\n\nWater in hall A\n');
  expect(await block(14)).toMatch(/Name: Ida[^]*Date\/Time: (?:\\_)+/);
  ida.act({ act: 'resolve' });
  expect(await block(3)).toContain('Final');
});

const blockOf = async (desk: Night, form: string, number: number): Promise<string> =>
  (await exported(form, shownOf(desk.entries))).split(`## ${number}. `)[1]!.split('\n## ')[0]!;

it('takes what was noted last under a word, not what was undone, and nothing that only mentions it', async () => {
  const desk = memoryIncident();
  const ida = desk.session('Ida');
  for (const words of ['Submitted: 04:10', 'Submitted: 05:20', 'Hazards: sewage', 'Nobody wrote Hazard: fumes'])
    ida.act({ act: 'note', words });
  ida.act({ act: 'note', words: 'Submitted: 09:99' });
  ida.act({ act: 'undo' });
  ida.act({ act: 'ask', person: 'Bo', words: 'Note: Hazard: gas' });
  expect(await blockOf(desk, 'ics-209', 13)).toBe('Date/Time Submitted\n\n05:20\n');
  expect(await blockOf(desk, 'ics-209', 29)).toBe('Primary Materials or Hazards Involved\n\n- sewage\n');
});

it('names the state in which it is by a note, else as the organisation says: its state before its country', async () => {
  const state = async (more: string, note?: string): Promise<string> => {
    const desk = memoryIncident({ runbooks: [smallFlood], organisation: `holdfast: 1\nname: Testby\n${more}` });
    if (note !== undefined) desk.session('Ida').act({ act: 'note', words: note });
    return (await blockOf(desk, 'ics-209', 16)).split('\n\n')[1]!.trim();
  };
  expect(await state('country: Denmark\n')).toBe('Denmark');
  expect(await state('country: Denmark\nstate: Zealand\n')).toBe('Zealand');
  expect(await state('country: Denmark\nstate: ""\n')).toBe('Denmark');
  expect(await state('country: [Denmark]\n')).toContain('MISSING');
  expect(await state('country: Denmark\nstate: Zealand\n', 'State: Skåne')).toBe('Skåne');
});

it('tells of a long night the last actions, and of events those of the period; the report of a later period is an update', async () => {
  const desk = memoryIncident();
  const ida = desk.session('Ida');
  for (let number = 1; number <= 50; number += 1) {
    desk.pass({ minutes: 1 });
    ida.act({ act: 'send', to: 'The public', language: 'en', body: `Word ${number}.` });
  }
  const told = async (form: string, number: number): Promise<readonly number[]> =>
    [...(await blockOf(desk, form, number)).matchAll(/Word (\d+)\./g)].map(([, word]) => Number(word));
  expect(await told('ics-201', 8)).toEqual(Array.from({ length: 25 }, (_, place) => place + 26));
  expect(await told('ics-209', 28)).toEqual(Array.from({ length: 40 }, (_, place) => place + 11));
  ida.act({ act: 'period', objectives: ['Sleep'] });
  expect(await blockOf(desk, 'ics-209', 3)).toContain('Initial');
  desk.pass({ minutes: 1 });
  ida.act({ act: 'period', objectives: ['Wake'] });
  ida.act({ act: 'send', to: 'The public', language: 'en', body: 'Word 51.' });
  expect(await told('ics-209', 28)).toEqual([51]);
  expect(await blockOf(desk, 'ics-209', 3)).toContain('Update (report 2)');
});

it('an activity log is of the periods that it tells of, and not of the one that runs alone', async () => {
  const desk = memoryIncident();
  const ida = desk.session('Ida');
  ida.act({ act: 'period', objectives: ['Sleep'] });
  desk.pass({ hours: 8 });
  ida.act({ act: 'period', objectives: ['Wake'] });
  desk.session('Bo').act({ act: 'note', words: 'I am here.' });
  const [, ofAnna, ofIda, ofBo] = (await exported('ics-214', shownOf(desk.entries))).split('## 2. Operational Period');
  expect(ofAnna).toContain('Operational periods 1 to 2\n- From: 22 Nov 2026 03:12');
  expect(ofIda).toContain('Operational periods 1 to 2\n- From: 22 Nov 2026 03:12');
  expect(ofBo).toContain('Operational period 2\n- From: 22 Nov 2026 11:12');
});

it('logs each person with the positions that were theirs alone, and what they did, not what that brought about', async () => {
  const desk = memoryIncident({ runbooks: [smallFlood] });
  const ida = desk.session('Ida');
  ida.act({ act: 'assign', role: 'lead', person: 'Ida' });
  ida.act({ act: 'assign', role: 'facilities', person: 'Bo' });
  desk.session('Bo').act({ act: 'aware', topic: 'significant-incident' });
  desk.pass({ minutes: 40 });
  const log = async (person: string): Promise<string> =>
    [...(await exportFormat('ics-214')!.write(shownOf(desk.entries), { person }))].join('');
  const position = async (person: string): Promise<string> =>
    (await log(person)).split('## 4. ICS Position\n\n')[1]!.split('\n')[0]!;
  expect(await position('Ida')).toBe('Incident lead');
  expect(await position('Bo')).toBe('Facilities duty officer');
  expect(await log('Bo')).toContain('Aware of: A significant incident');
  expect(await log('Bo')).not.toContain('Clock may apply');
  expect(exportFormat('ics-214')!.people!(shownOf(desk.entries))).toEqual(['Anna', 'Ida', 'Bo']);
});

it('is led by the role lead, else by one that is called so, else by the first; by nobody where that role is free', async () => {
  const led = async (roles: string, holders: Readonly<Record<string, string>>): Promise<string> => {
    const desk = memoryIncident({
      runbooks: [`holdfast: 1\nid: led\ntitle: Led\nroles: ${roles}\nsteps: [{ id: look, do: Look }]\n`],
    });
    for (const [role, person] of Object.entries(holders))
      expect(desk.session(person).act({ act: 'assign', role, person })).toMatchObject({ ok: true });
    return (await exported('ics-209', shownOf(desk.entries))).split('## 4. ')[1]!.split('\n## ')[0]!;
  };
  const named = '{ press: { title: Press lead }, lead: { title: Duty officer } }';
  expect(await led(named, { press: 'Pia', lead: 'Dan' })).toContain('Dan, Duty officer\n');
  expect(await led(named, { press: 'Pia' })).toContain('MISSING');
  expect(await led('{ desk: { title: Desk }, chief: { title: Commander } }', { desk: 'Pia', chief: 'Cid' })).toContain(
    'Cid, Commander\n',
  );
  expect(
    await led('{ desk: { title: Leadership desk }, crew: { title: Crew } }', { desk: 'Pia', crew: 'Cid' }),
  ).toContain('Pia, Leadership desk\n');
});

it('says of the summary that it went to whom a duty was met for, and to nobody else', async () => {
  const runbook = `holdfast: 1
id: told
title: Told
clocks:
  crisis: { title: Tell the staff, from: declared, within: 1h, to: The crisis staff }
  insurer: { title: Tell the insurer, from: declared, within: 2h, to: The insurer }
steps:
  - { id: look, do: Look }
`;
  const desk = memoryIncident({ runbooks: [runbook] });
  desk.session('Ida').act({ act: 'met', clock: 'crisis' });
  const [, block] = (await exported('ics-209', shownOf(desk.entries))).split('## 15. ');
  const said = block?.split('\n## ')[0] ?? '';
  expect(said).toContain('The crisis staff');
  expect(said).not.toContain('The insurer');
});

it('is read on any day: moments that were told stand with their date, and what is asked of nobody in particular', async () => {
  const desk = new Desk({}, '2026-11-22T03:12:00+01:00');
  desk.follow(smallFlood);
  desk.act({ act: 'fact', values: [{ fact: 'seen_at', value: '02:40' }] });
  desk.act({ act: 'skip', step: 'get-out' });
  desk.wait(20, false);
  desk.act({ act: 'note', words: 'Back' });
  const block = async (form: string, number: number): Promise<string> =>
    (await exported(form, shownOf(desk.entries))).split(`## ${number}. `)[1]!.split('\n## ')[0]!.replaceAll('\\', '');
  expect(await block('ics-201', 5)).toContain('- When was it first seen: 22 Nov 2026 02:40 +01:00');
  const remarks = await block('ics-209', 47);
  expect(remarks).toContain(
    '- "Is the water rising?" was to be decided by 22 Nov 2026 03:17 +01:00; the default would be "It stands still".\n',
  );
  expect(remarks).toMatch(/- #\d+ left the plan \(Ane\) and its reason is owed\.\n/);
});

it('ends with its label, where the chain ended and what was left out, each a sentence', async () => {
  const desk = memoryIncident({ runbooks: [smallFlood] });
  const sara = desk.session('Sara Lind');
  sara.act({ act: 'fact', values: [{ fact: 'caller', value: 'Gerda Private' }] });
  const shown = shownOf(desk.entries, { tlp: 'clear', pseudonyms: true });
  const end =
    /TLP:CLEAR\. flood-7, chain ended at \\?#\d+ [0-9a-f]{12}\. The values of 1 personal answer were left out\. 2 people stand under their roles\.(?:\n|<)/;
  expect(await exported('ics-201', shown)).toMatch(end);
  expect(await exported('ics-201', shown, 'form.html')).toMatch(end);
});

describe.each(names)('the form %s', (name) => {
  const one = name === 'ics-214' ? 'Sara Lind' : undefined;
  const text = async (desk: Night): Promise<string> =>
    [...(await exportFormat(name)!.write(shownOf(desk.entries), { person: one }))].join('');

  it('has its numbered blocks', async () => {
    expect(headings(await text(everythingKnown()))).toEqual(blocks[name]);
  });

  it('leaves nothing missing where all is known', async () => {
    const form = await text(everythingKnown());
    expect(form).not.toContain('MISSING');
    expect(form).toContain('Sara Lind');
  });

  it('names what is missing where nothing is known, and how it is said', async () => {
    const desk = memoryIncident();
    const gaps = (await exported(name, shownOf(desk.entries)))
      .split('\n## ')
      .filter((part) => part.includes('MISSING'));
    expect(gaps.length).toBeGreaterThan(2);
    for (const gap of gaps)
      expect(gap).toMatch(
        /\*\*MISSING\.\*\* Nothing that could stand here is recorded\. (?:Say it: `holdfast [^`]+`|An `organisation\.yaml` )/,
      );
  });

  it('says of an exercise that it is one, and for whom it is', async () => {
    expect(await text(everythingKnown('drill'))).toContain('**EXERCISE EXERCISE EXERCISE**');
    expect(await text(everythingKnown())).not.toContain('EXERCISE');
    expect(await text(everythingKnown())).toContain('TLP:AMBER');
  });

  it('keeps hostile words as words, as Markdown and as a page', async () => {
    const naughty = JSON.parse(readFileSync('test/fixtures/naughty/blns.json', 'utf8')) as string[];
    const words = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(...naughty.filter((text) => text.trim() !== '')),
    );
    await fc.assert(
      fc.asyncProperty(words, async (said) => {
        const desk = everythingKnown();
        const hostile = `|${said}\n# x\n<script>alert(1)</script>`;
        const sara = desk.session('Sara Lind');
        sara.act({ act: 'note', words: `Hazard: ${hostile}` });
        sara.act({ act: 'ask', person: hostile, words: hostile });
        sara.act({ act: 'describe', values: [{ field: 'impact', value: hostile }] });
        const form = await exported(name, shownOf(desk.entries));
        const page = await exported(name, shownOf(desk.entries), 'form.html');
        expect(headings(form).length % blocks[name].length).toBe(0);
        expect(form).not.toMatch(/(?<!\\)<script/);
        expect(page).not.toContain('<script');
        for (const line of form.split('\n')) expect(line).not.toMatch(/^# x/);
        expect(form + page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 25 },
    );
  });

  it('is a page without script or network where the file ends with .html', async () => {
    const page = (await exportedBytes(exportFormat(name, 'form.html')!, shownOf(everythingKnown().entries))).toString();
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain("default-src 'none'");
    expect(page.match(/<article>/g)).toHaveLength(name === 'ics-214' ? 2 : 1);
  });
});

describe('the activity log', () => {
  it('names no position that was given by mistake', async () => {
    const desk = memoryIncident({ runbooks: [smallFlood] });
    const ida = desk.session('Ida');
    ida.act({ act: 'assign', role: 'lead', person: 'Ida' });
    ida.act({ act: 'undo' });
    ida.act({ act: 'note', words: 'Only looking' });
    const log = await exported('ics-214', shownOf(desk.entries));
    expect(log).toContain('none recorded');
    expect(log).toContain('`holdfast assign ROLE PERSON`');
  });

  it('is one of each person, or of the one that is asked for', async () => {
    const desk = everythingKnown();
    desk.session('Bo Kjær').act({ act: 'note', words: 'The pump is on its way' });
    const all = await exported('ics-214', shownOf(desk.entries));
    expect(all.match(/^# Activity Log/gm)).toHaveLength(3);
    expect(all.match(/break-after: page/g)).toHaveLength(2);
    const bo = [...(await exportFormat('ics-214')!.write(shownOf(desk.entries), { person: 'Bo Kjær' }))].join('');
    expect(bo).toContain('The pump is on its way');
    expect(bo).not.toContain('Hazard');
  });
});
