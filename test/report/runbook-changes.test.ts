import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { AnyEntry } from '../../src/entry/index.ts';
import { allSteps } from '../../src/incident/index.ts';
import { runbookChanges } from '../../src/report/changes/runbook-changes.ts';
import { sourceOf } from '../../src/report/review/source.ts';
import { checkRunbook } from '../../src/runbook/check.entry.ts';
import { parseRunbook, readOrganisation } from '../../src/runbook/index.ts';
import { actOf, anyImpulse } from '../support/any-act.ts';
import { anyRunbook } from '../support/any-runbook.ts';
import { exported } from '../support/exported.ts';
import { Desk } from '../support/incident-desk.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { libraryOf } from '../runbook/library.ts';
import { reviewOf, shownOf } from '../support/review-of.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-changes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const changesOf = (entries: readonly AnyEntry[], language: 'en' | 'da' = 'en') =>
  runbookChanges(sourceOf(shownOf(entries), { language }));

/** What is wrong with a runbook by the checker that authors use. */
function errorsOf(text: string): readonly string[] {
  const read = readOrganisation(organisation, 'organisation.yaml');
  const library = { runbook: () => undefined, ids: [], ...('organisation' in read && read) };
  return checkRunbook(text, 'book.yaml', library, { today: '2026-11-22' })
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message }) => `${rule} ${message}`);
}

/** The small flood, in which a step has its time and one is written in a flow. */
const book = smallFlood
  .replace(
    '    role: facilities\n    checklist',
    '    role: facilities\n    expect: 5m # by the drill of May\n    checklist',
  )
  .replace(
    '  - id: pump\n    wait: Let the pumps work\n    for: 15m\n',
    '  - { id: pump, do: "Start the pump", expect: { min: 1m, likely: 2m, max: 3m } }\n',
  );

function night() {
  const desk = memoryIncident({ runbooks: [book], organisation, title: 'Water in hall A' });
  const ida = desk.session('Ida');
  const bo = desk.session('Bo');
  const did = (outcome: ReturnType<typeof ida.act>): void => {
    if (!outcome.ok) throw new Error(outcome.refusal.message);
  };
  did(ida.act({ act: 'assign', role: 'lead', person: 'Bo' }));
  desk.pass({ minutes: 12 });
  did(ida.act({ act: 'fact', values: [{ fact: 'water_depth', value: { unknown: true } }] }));
  did(ida.act({ act: 'done', step: 'get-out' }, { why: 'The list was upstairs' }));
  did(bo.act({ act: 'skip', step: 'lag' }, { why: 'The standby was\nempty: # {{ x }} \u202E' }));
  did(ida.act({ act: 'add', title: 'Ring "the" baker: {{ now }}', after: 'get-out' }, { why: 'Sandbags' }));
  did(ida.act({ act: 'send', message: 'status-page', body: 'We are wet.' }));
  did(ida.act({ act: 'lost', services: ['citizen-sign-in'] }));
  desk.pass({ hours: 5 });
  did(ida.act({ act: 'restored', services: ['citizen-sign-in'] }));
  did(ida.act({ act: 'jump', step: 'repair' }, { why: 'It was dry' }));
  did(ida.act({ act: 'set-aside', clock: 'public-update' }, { why: 'The press office does it' }));
  return desk;
}

describe('changes of the runbook that a night suggests', () => {
  it('come from what left the plan, each with the entries behind it', () => {
    const { entries } = night();
    const [changes] = changesOf(entries);
    const of = (where: string): string =>
      changes!.proposals
        .filter((one) => one.where === where)
        .map(({ text }) => text)
        .join('\n');
    expect(of('get-out')).toContain('finished with points of its checklist open: "The list was upstairs"');
    expect(of('get-out')).toContain('took 12m, expected 5m');
    expect(of('get-out')).toContain('behind this Ida added "Ring "the" baker: {{ now }}": "Sandbags"');
    expect(of('lag')).toContain('left out: "The standby was');
    expect(of('repair')).toContain('jumped to: "It was dry"');
    expect(of('facts: water_depth')).toContain('never known');
    expect(of('messages: status-page')).toContain('sent in other words than these');
    expect(of('roles: lead')).toContain('not taken within its time');
    expect(of('services: citizen-sign-in')).toContain('away for 5h, promised within 4h');
    expect(of('clocks: public-update')).toContain('set aside: "The press office does it"');
    const seqs = new Set(entries.map(({ seq }) => seq));
    for (const { entries: behind } of changes!.proposals) {
      expect(behind.length).toBeGreaterThan(0);
      for (const seq of behind) expect(seqs).toContain(seq);
    }
  });

  it('tell an approval by somebody else as that, a reason without its full stop, and of many turns the longest', () => {
    const desk = memoryIncident({ runbooks: [book], organisation, title: 'Water in hall A' });
    const ida = desk.session('Ida');
    const bo = desk.session('Bo');
    const did = (outcome: ReturnType<typeof ida.act>): void => {
      if (!outcome.ok) throw new Error(outcome.refusal.message);
    };
    did(ida.act({ act: 'assign', role: 'lead', person: 'Ida' }));
    did(bo.act({ act: 'done', step: 'get-out' }, { why: 'The lift was out.' }));
    did(bo.act({ act: 'choose', step: 'rising', option: 'rising' }, { why: 'It was seen.' }));
    did(ida.act({ act: 'done', step: 'cut-power' }));
    did(bo.act({ act: 'approve', step: 'cut-power', answer: 'refused' }, { why: 'Not yet.' }));
    did(ida.act({ act: 'done', step: 'cut-power' }));
    for (const minutes of [20, 40, 30]) {
      did(bo.act({ act: 'reopen', step: 'get-out' }, { why: 'Someone is missing...' }));
      desk.pass({ minutes });
      did(bo.act({ act: 'done', step: 'get-out' }, { why: 'The lift was out.' }));
    }
    const of = (where: string, language: 'en' | 'da' = 'en'): readonly string[] =>
      changesOf(desk.entries, language)[0]!
        .proposals.filter((one) => one.where === where)
        .map(({ text }) => text);
    const numbers = changesOf(desk.entries)[0]!.proposals.find(({ text }) => text.startsWith('took up to'))!.entries;

    expect(of('cut-power')).toEqual([
      'approved or refused by another role than the one named: "Not yet". Is approval: right?',
      'gone on without its approval: "Nobody approved in time". Who else may approve?',
    ]);
    expect(of('cut-power', 'da')[0]).toBe(
      'godkendt eller afvist af en anden rolle end den nævnte: "Not yet". Er approval: rigtig?',
    );
    expect(of('get-out')).toContain('took up to 40m, expected 5m. Is that how long it takes?');
    expect(of('get-out').join('\n')).toContain('"The lift was out". Which of them are needed?');
    expect(of('get-out').join('\n')).toContain('"Someone is missing..."');
    expect(numbers).toHaveLength(3);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(changesOf(desk.entries)[0]!.text).toContain('    expect: 40m # by the drill of May');
  });

  it('change what the record has: how long it takes, a step that was added; and leave every other line as it was', () => {
    const [changes] = changesOf(night().entries);
    const before = book.split('\n');
    const after = changes!.text.split('\n');
    expect(after).toContain('    expect: 15m # by the drill of May');
    expect(changes!.text).toMatch(
      / {2}- id: ring-the-baker-now\n {4}do: "Ring \\"the\\" baker: \{ \{ now }}"\n {2}- id: rising/,
    );
    expect(after.filter((line) => !line.trimStart().startsWith('# REVIEW')).length).toBe(before.length + 2);
    expect(before.filter((line) => !after.includes(line))).toEqual(['    expect: 5m # by the drill of May']);
  });

  it('change of three numbers the likely one and the most, where it took longer than that', () => {
    const text =
      'holdfast: 1\nid: pump\ntitle: Pump\nowner: Bench\nsteps:\n  - { id: pump, do: Pump, expect: { min: 1m, likely: 2m, max: 3m } }\n  - { id: dry, do: Dry }\n';
    const after = (minutes: number): string | undefined => {
      const desk = memoryIncident({ runbooks: [text] });
      desk.pass({ minutes });
      desk.session('Ida').act({ act: 'done', step: 'pump' });
      return changesOf(desk.entries)[0]?.text;
    };
    expect(after(4)).toBeUndefined();
    expect(after(9)).toContain('expect: { min: 1m, likely: 9m, max: 9m }');
    expect(after(23)).toContain('expect: { min: 1m, likely: 25m, max: 25m }');
    expect(after(125)).toContain('expect: { min: 1m, likely: 2h15m, max: 2h15m }');
    expect(after(241)).toContain('expect: { min: 1m, likely: 5h, max: 5h }');
  });

  it('are a change for each step that was added, in the order in which they stood in the plan', async () => {
    const text = `holdfast: 1
id: pump
title: Pump
roles: { crew: { title: Crew } }
steps:
  - { id: a, do: Do a }
  - { id: b, do: Do b }
`;
    const desk = memoryIncident({ runbooks: [text] });
    const ida = desk.session('Ida');
    const steps: readonly (readonly [title: string, after: string, role?: string])[] = [
      ['First of them', 'a'],
      ['Second of them', 'a', 'crew'],
      ['Behind the second', 'added-2'],
      ['Behind the first', 'added-1'],
      ['Behind all', 'b'],
    ];
    for (const [title, after, role] of steps)
      expect(
        ida.act({ act: 'add', title, after, ...(role !== undefined && { role }) }, { why: `Why ${title}` }),
      ).toMatchObject({ ok: true });
    desk.pass({ minutes: 2 });
    ida.act({ act: 'done', step: 'a' });
    desk.pass({ minutes: 7 });
    ida.act({ act: 'done', step: 'added-1' });
    const diff = await exported('runbook-diff', shownOf(desk.entries));
    const lines = [...diff.matchAll(/^\+ *(?:- id|do|role|expect): (.*)$/gm)].map(([, value]) => value);
    expect(lines.join(' ')).toBe(
      'first-of-them "First of them" 7m behind-the-first "Behind the first" ' +
        'second-of-them "Second of them" crew behind-the-second "Behind the second" behind-all "Behind all"',
    );
    expect(diff).toMatch(
      /# REVIEW flood-7 #\d+: behind this Ida added "Second of them": "Why Second of them"\. Should/,
    );
    const [changes] = changesOf(desk.entries);
    expect(changes!.proposals.filter(({ text: said }) => said.includes('behind this Ida added'))).toHaveLength(5);
  });

  it('are none of what did not fit, as of a step behind itself in a record that another program made', () => {
    const desk = new Desk();
    desk.follow('holdfast: 1\nid: pump\ntitle: Pump\nowner: Bench\nsteps:\n  - { id: a, do: Do a }\n');
    desk.act({ act: 'add', title: 'Ring the baker', after: 'a' }, { why: 'Sandbags' });
    const { step, run } = desk.entries.find(({ type }) => type === 'step.added')!;
    desk.append([
      {
        type: 'step.added',
        at: desk.entries.at(-1)!.at,
        precision: 'second',
        by: { name: 'Ida' },
        via: 'cli',
        ...(run !== undefined && { run }),
        ...(step !== undefined && { step }),
        words: 'And once more',
        data: { after: step ?? '' },
      },
    ]);
    expect(changesOf(desk.entries)[0]?.text.match(/# REVIEW .*Ring the baker/g)).toHaveLength(1);
  });

  it('are taken by patch and by git, and leave a runbook that is as sound as before', async () => {
    const { entries } = night();
    const [changes] = changesOf(entries);
    const diff = await exported('runbook-diff', shownOf(entries));
    expect(diff).toMatch(/^flood-7\. Chain ended at #\d+ [0-9a-f]{12}\.\n---/);
    expect(diff.split('\n').slice(1).join('\n')).toBe(changes!.diff);
    for (const command of [
      ['git', 'apply', 'c.diff'],
      ['patch', '-s', '-p1', '-i', 'c.diff'],
    ] as const) {
      writeFileSync(join(folder, changes!.file), book);
      writeFileSync(join(folder, 'c.diff'), diff);
      execFileSync(command[0], command.slice(1), { cwd: folder });
      expect(readFileSync(join(folder, changes!.file), 'utf8')).toBe(changes!.text);
    }
    expect(errorsOf(changes!.text)).toEqual(errorsOf(book));
  });

  it('pass the check in the shipped library, whatever of it was left out', () => {
    const library = libraryOf('runbooks');
    const text = (id: string): string => readFileSync(join('runbooks', `${id}.yaml`), 'utf8');
    const desk = new Desk();
    const followed = Object.fromEntries(library.ids.map((id) => [id, text(id)]));
    desk.follow(text('data-centre-flood'), followed, readFileSync('runbooks/organisation.yaml', 'utf8'));
    for (const { step } of allSteps(desk.incident)) {
      const decision = desk.decide({ act: 'skip', step: step.id }, { why: 'Not today: # "no" {{ never }}' });
      if (decision.ok) desk.append(decision.drafts);
    }
    const all = changesOf(desk.entries);
    expect(all.flatMap(({ proposals }) => proposals).length).toBeGreaterThan(20);
    for (const { text: changed, file } of all)
      expect(
        checkRunbook(changed, file, library, { today: '2026-11-22' }).filter(({ severity }) => severity === 'error'),
      ).toEqual([]);
  });

  it('are told in the review with the entries, and as a difference', () => {
    const text = reviewOf(night().entries);
    const section = /## Changes to the runbook\n[^]*?\n## /.exec(text)?.[0] ?? '';
    expect(section).toMatch(/\| repair \| jumped to: .* \| #\d+ \|/);
    expect(section).toMatch(/```diff\n--- a\/small-flood\.yaml\n/);
    expect(section).not.toMatch(/\u202E/);
  });

  it('are in Danish where that is asked for', () => {
    expect(changesOf(night().entries, 'da')[0]!.diff).toContain('udeladt: "The standby was');
  });

  it('are of the runbook that is followed, where one that it follows has a role of the same name', () => {
    const roles = 'roles: { lead: { title: Incident lead, ack-within: 5m } }\n';
    const outer = `holdfast: 1\nid: outer\ntitle: Outer\n${roles}steps:\n  - { id: look, do: Look }\n  - { id: on, follow: inner }\n`;
    const inner = `holdfast: 1\nid: inner\ntitle: Inner\n${roles}steps: [{ id: go, do: Go }]\n`;
    const desk = memoryIncident({ runbooks: [outer], followed: { inner } });
    desk.session('Ida').act({ act: 'assign', role: 'lead', person: 'Bo' });
    desk.pass({ minutes: 6 });
    desk.session('Ida').act({ act: 'note', words: 'Nobody is there' });
    const [changes, ...others] = changesOf(desk.entries);
    expect(changes).toMatchObject({ runbook: 'outer', proposals: [{ where: 'roles: lead' }] });
    expect(others).toEqual([]);
  });

  it('are none where the night went as written', async () => {
    const desk = memoryIncident({ runbooks: [book], organisation });
    expect(changesOf(desk.entries)).toEqual([]);
    expect(reviewOf(desk.entries)).toContain('Nothing in the record suggests a change to the runbook.');
    expect(await exported('runbook-diff', shownOf(desk.entries))).toMatch(
      /^flood-7\. Chain ended at .*\nNothing in the record suggests a change to the runbook\.\n$/,
    );
  });

  it('put no step behind one that ends the runbook, where nothing would reach it: they ask', () => {
    const desk = memoryIncident({ runbooks: [book], organisation });
    desk.session('Ida').act({ act: 'add', title: 'Lock the doors', after: 'over' }, { why: 'They stood open' });
    const [changes] = changesOf(desk.entries);
    expect(changes!.text).not.toContain('lock-the-doors');
    expect(changes!.text).toMatch(/# REVIEW flood-7 #\d+: behind this Ida added "Lock the doors": "They stood open"/);
    expect(errorsOf(changes!.text)).toEqual(errorsOf(book));
  });

  it('say nothing of what was undone', () => {
    const desk = memoryIncident({ runbooks: [book], organisation });
    const ida = desk.session('Ida');
    ida.act({ act: 'skip', step: 'get-out' }, { why: 'By mistake' });
    ida.act({ act: 'undo' });
    expect(changesOf(desk.entries)).toEqual([]);
  });

  it('say of a command how it failed: its time, its signal, its code, or that it could not be started', () => {
    const run = (end: object): string | undefined => {
      const desk = new Desk();
      desk.follow(
        'holdfast: 1\nid: gate\ntitle: Gate\nsteps:\n  - { id: shut, run: Shut it, command: [gate], timeout: 5s }\n',
      );
      desk.act({ act: 'command-start', step: 'shut' });
      const started = desk.entries.at(-1)!.id;
      desk.act({ act: 'command-end', step: 'shut', started, stdout: '', stderr: '', ...end });
      return /its command failed \([^)]*\)/.exec(changesOf(desk.entries)[0]?.proposals[0]?.text ?? '')?.[0];
    };
    expect([{ timedOut: true }, { signal: 'SIGKILL' }, { exitCode: 3 }, {}].map(run)).toEqual([
      'its command failed (out of time)',
      'its command failed (SIGKILL)',
      'its command failed (exit code 3)',
      'its command failed (could not be started)',
    ]);
    expect(run({ exitCode: 0 })).toBeUndefined();
  });

  it('hold nothing that was said to fewer people than the readers', async () => {
    const desk = memoryIncident({ runbooks: [book], organisation });
    desk.session('Ida').act({ act: 'skip', step: 'get-out' }, { why: 'Kurt told me', marking: 'red' });
    const diff = await exported('runbook-diff', shownOf(desk.entries, { tlp: 'green' }));
    expect(diff).not.toContain('Kurt');
    expect(diff).toContain('left out: "[left out]"');
  });

  it('are sound for whatever runbook, however it is written, and whatever anybody did', () => {
    fc.assert(
      fc.property(
        anyRunbook,
        fc.boolean(),
        fc.array(anyImpulse, { minLength: 5, maxLength: 30 }),
        (json, isBlock, impulses) => {
          // As one line, or with each thing on lines of its own; both are YAML.
          const text = isBlock ? stringify(JSON.parse(json)) : json;
          const desk = new Desk();
          desk.follow(text);
          for (const impulse of impulses) {
            desk.wait(impulse.minutes);
            const decision = desk.decide(actOf(desk.incident, impulse));
            if (decision.ok) desk.append(decision.drafts);
          }
          // A newer text that was taken meanwhile is what they are drafted against.
          const followed = desk.entries.reduce(
            (last, { type, data }) => (type.startsWith('runbook.') && 'text' in data ? data.text : last),
            text,
          );
          for (const { text: changed, file, diff } of changesOf(desk.entries)) {
            expect(errorsOf(changed)).toEqual(errorsOf(followed));
            expect('runbook' in parseRunbook(changed, file)).toBe(true);
            expect(diff.startsWith(`--- a/${file}\n`)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
