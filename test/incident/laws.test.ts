import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import {
  activeOf,
  allSteps,
  decide,
  evolve,
  fallenDue,
  fromSnapshot,
  keepsText,
  nextDue,
  openSteps,
  replay,
  resolveStep,
  toSnapshot,
} from '../../src/incident/index.ts';
import type { Act, ActContext, ClockState, Decision, FoundStep, Incident } from '../../src/incident/index.ts';
import { instant } from '../../src/time/index.ts';
import { actOf, anyImpulse } from '../support/any-act.ts';
import { anyRunbook } from '../support/any-runbook.ts';
import { ane, asData, Desk } from '../support/incident-desk.ts';
import { decideOn, live } from '../support/random-life.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../schemas/entry.schema.json', import.meta.url), 'utf8'));
const isValid = new Ajv2020({ strict: false, allErrors: true }).compile(schema as object);

/** How an incident stands, apart from its steps: what an undo has to put back. */
function standingOf({ clocks, facts, services, roles, severity, aware, marking, title, ...more }: Incident): unknown {
  const { tlp: _, ...described } = more.described;
  return {
    clocks: Object.values(clocks).map((clock) => [clock.id, ...owedOf(clock)]),
    facts: Object.values(facts).map(({ id, answer }) => [id, answer?.known === true && [answer.value, answer.at]]),
    services: Object.values(services).map(({ id, state, loss }) => [id, state, state === 'lost' && loss?.at]),
    roles: Object.values(roles).map(({ id, holder, acknowledgedAt }) => [id, holder, acknowledgedAt !== undefined]),
    others: { severity, aware, marking, title, described, tasks: more.tasks, followUps: more.followUps },
  };
}

/** What has not started is owed as little as what does not apply, and what is missed runs until it is found missed again. */
function owedOf({ state, inapplicable, due, started, provisional, metAt, reference }: ClockState): unknown[] {
  if (state === 'not-started' || inapplicable === true) return [];
  if (state === 'met') return [state, metAt, reference];
  return state === 'set-aside' ? [state] : [due, started, provisional];
}

/** A decision with what it foresees as data. */
const told = (decision: Decision): unknown =>
  decision.ok ? { ...decision, foreseen: asData(decision.foreseen) } : decision;

/** What was decided last may be decided anew. */
function reopenDecision(desk: Desk): void {
  const decided = allSteps(desk.incident).findLast(({ step, life }) => 'options' in step.step && life.state === 'done');
  if (decided === undefined) return;
  const { run, step } = decided;
  const reopened = desk.decide({ act: 'reopen', step: `${run.id}:${step.id}` }, { why: 'Because' });
  if (reopened.ok) desk.append(reopened.drafts);
}

const acts = fc.array(anyImpulse, { maxLength: 40 });
const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 150) };

describe('laws of the incident, over random acts on random runbooks', () => {
  test('every draft that `decide` gives is taken by the fold, and replay of the entries equals the live state', () => {
    fc.assert(
      fc.property(anyRunbook, acts, (runbook, impulses) => {
        const desk = live(runbook, impulses);
        const again = replay(desk.entries);
        expect(asData(again)).toEqual(asData(desk.incident));
        expect(nextDue(again)).toBe(nextDue(desk.incident));
      }),
      runs,
    );
  });

  test('every prefix is a valid incident, and a snapshot of it goes on to the same state', () => {
    fc.assert(
      fc.property(anyRunbook, acts, fc.nat(), (runbook, impulses, cut) => {
        const desk = live(runbook, impulses);
        const prefix = desk.entries.slice(0, 1 + (cut % desk.entries.length));
        const rest = desk.entries.slice(prefix.length);
        const there = replay(prefix);
        expect(there.count).toBe(prefix.length);
        const woken = fromSnapshot(toSnapshot(there), () => prefix.filter(keepsText));
        expect(asData(woken ?? replay([]))).toEqual(asData(there));
        expect(asData(replay(rest, woken))).toEqual(asData(desk.incident));
        expect(asData(replay(rest, there))).toEqual(asData(desk.incident));
      }),
      runs,
    );
  });

  test('every entry written is valid by schemas/entry.schema.json', () => {
    fc.assert(
      fc.property(anyRunbook, acts, fc.constantFrom('real' as const, 'drill' as const), (runbook, impulses, mode) => {
        for (const entry of live(runbook, impulses, mode).entries) {
          const sealed = {
            ...entry,
            hash: 'a'.repeat(64),
            prev: entry.seq === 1 ? '' : 'b'.repeat(64),
            stamp: '000000000000000-000000',
            ...(entry.words !== undefined && { 'words-salt': 'a'.repeat(32), 'words-digest': 'a'.repeat(64) }),
          };
          isValid(sealed);
          const errors = (isValid.errors ?? []).filter(
            ({ instancePath }) => !['/stamp', '/prev', '/hash'].includes(instancePath),
          );
          expect(errors.map(({ instancePath, message }) => `${entry.type} ${instancePath} ${message}`)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('deciding changes nothing, and gives the same answer twice', () => {
    fc.assert(
      fc.property(anyRunbook, acts, anyImpulse, (runbook, impulses, last) => {
        const desk = live(runbook, impulses);
        const before = JSON.stringify(asData(desk.incident));
        const first = decideOn(desk, last);
        expect(told(decideOn(desk, last))).toEqual(told(first));
        expect(JSON.stringify(asData(desk.incident))).toBe(before);
      }),
      { numRuns: 60 },
    );
  });

  /** What clocks hang on, said and taken back and said again. */
  const onClocks = fc.constantFrom<Act>(
    { act: 'fact', values: [{ fact: 'flag', value: 'yes' }] },
    { act: 'fact', values: [{ fact: 'flag', value: 'no' }] },
    { act: 'fact', values: [{ fact: 'flag', value: '?' }] },
    { act: 'fact', values: [{ fact: 'depth', value: '5' }] },
    { act: 'fact', values: [{ fact: 'depth', value: '9' }] },
    { act: 'aware', topic: 'breach' },
    { act: 'lost', services: ['alpha'] },
    { act: 'restored', services: ['alpha'] },
    { act: 'met', clock: 'told' },
    { act: 'met', clock: 'report' },
    { act: 'undo' },
    { act: 'note', words: 'The pump is silent' },
  );

  test('a terminal that was there all night decides as one that has just been opened: what is kept says nothing of its own', () => {
    const some = fc.array(onClocks, { minLength: 12, maxLength: 24 });
    fc.assert(
      fc.property(anyRunbook, fc.array(anyImpulse, { maxLength: 10 }), some, some, (runbook, impulses, done, tried) => {
        const desk = live(runbook, impulses);
        for (const act of done) {
          const decision = desk.decide(act, { why: 'Because' });
          if (decision.ok) desk.append(decision.drafts);
          desk.wait(3);
        }
        const tomorrow = instant(desk.now + 86_400_000, desk.zone);
        const all = (): unknown[] => [
          ...tried.map((act) => told(desk.decide(act, { why: 'Because' }))),
          fallenDue(desk.incident, tomorrow, { by: ane, present: true }),
        ];
        const there = all();
        desk.incident = replay(desk.entries);
        expect(all()).toEqual(there);
      }),
      runs,
    );
  });

  test('what is undone at once leaves what is owed, known, held and said of the incident as it was', () => {
    fc.assert(
      fc.property(anyRunbook, acts, anyImpulse, (runbook, impulses, last) => {
        const desk = live(runbook, impulses);
        const before = standingOf(desk.incident);
        const act = actOf(desk.incident, last);
        // A step is taken back by leading the flow there again, which may bring more with it.
        if (act.act === 'undo' || 'step' in act) return;
        const decision = decideOn(desk, last);
        const written = decision.ok ? desk.append(decision.drafts) : [];
        // Of several answers or services said at once each is taken back by itself.
        for (const { id } of written.filter(({ cause }) => cause === undefined).toReversed()) {
          const taken = desk.decide({ act: 'undo', entry: id });
          if (!taken.ok) return;
          desk.append(taken.drafts);
        }
        expect(standingOf(desk.incident)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test('a step that is taken back at once leaves all that was at work at work', () => {
    const settling = new Set<string>(['done', 'skip', 'fail', 'choose']);
    // What holds others begins afresh where it is gone back to, and an end has left open what was at work.
    const isOne = ({ step: { verb } }: FoundStep): boolean => !['parallel', 'repeat', 'follow', 'end'].includes(verb);
    const working = ({ incident }: Desk): string[] =>
      openSteps(incident)
        .filter(isOne)
        .map(({ run, step }) => `${run.id}:${step.id}`);
    fc.assert(
      fc.property(
        anyRunbook,
        acts,
        fc.array(anyImpulse, { maxLength: 12 }),
        fc.boolean(),
        (runbook, impulses, tried, isAnew) => {
          const desk = live(runbook, impulses);
          if (isAnew) reopenDecision(desk);
          desk.wait(1);
          const { incident } = desk;
          const before = working(desk);
          for (const impulse of tried) {
            desk.incident = incident;
            desk.entries.splice(incident.count);
            const act = actOf(incident, impulse);
            if (!('step' in act) || act.step === undefined || !settling.has(act.act)) continue;
            const found = resolveStep(incident, act.step);
            if ('refusal' in found || !isOne(found)) continue;
            const decision = desk.decide(act, { why: 'Because' });
            if (!decision.ok || decision.drafts.some(({ type }) => type === 'runbook.ended')) continue;
            const [done] = desk.append(decision.drafts);
            // Another round has begun: the step is of that one now.
            const turned = resolveStep(desk.incident, act.step);
            if (act.act !== 'choose' && !('refusal' in turned) && turned.life.turn > found.life.turn) continue;
            const taken = desk.decide({ act: 'undo', entry: done!.id });
            if (!taken.ok) continue;
            desk.append(taken.drafts);
            const after = working(desk);
            expect(before.filter((step) => !after.includes(step))).toEqual([]);
          }
        },
      ),
      runs,
    );
  });

  test('never stuck: from anywhere, people who do what is offered come to the end', () => {
    fc.assert(
      fc.property(anyRunbook, acts, (runbook, impulses) => {
        const desk = live(runbook, impulses);
        for (let turn = 0; turn < 400 && desk.incident.runs.some(({ ended }) => ended === undefined); turn += 1) {
          const others =
            turn % 4 === 3 || nextDue(desk.incident) === undefined
              ? allSteps(desk.incident).filter(({ life }) => life.state === 'waiting' || life.state === 'active')
              : [];
          // Where nothing is active, the flow waits for time, for a step that somebody jumped over (`after`), or, in a repeat
          // whose round had nothing left to do, for anything to happen.
          const [first] = [...activeOf(desk.incident).filter(({ step }) => !step.afterwards), ...others.toReversed()];
          if (first === undefined) {
            if (nextDue(desk.incident) === undefined)
              throw new Error(
                `Nothing is active and nothing will fall due: ${JSON.stringify(allSteps(desk.incident).map(({ step, life }) => [step.id, life.state]))}`,
              );
            desk.wait(30);
            continue;
          }
          const name = `${first.run.id}:${first.step.id}`;
          const isDecision = 'options' in first.step.step;
          const act: Act =
            first.life.state === 'awaiting'
              ? { act: 'approve', step: name, answer: 'gone-without' }
              : first.step.verb === 'repeat'
                ? { act: 'done', step: name }
                : isDecision
                  ? { act: 'choose', step: name, option: 'left' }
                  : turn % 3 === 0
                    ? { act: 'skip', step: name }
                    : { act: 'done', step: name };
          desk.act(act);
          desk.wait(20);
        }
        const unfinished = desk.incident.runs.filter(({ ended }) => ended === undefined).length;
        if (unfinished > 0)
          throw new Error(
            `Still open after: ${desk.entries
              .slice(-12)
              .map(({ type, step = '', at }) => `${at} ${type} ${step}`)
              .join('; ')}`,
          );
      }),
      { numRuns: 80 },
    );
  });
});

describe('garbage', () => {
  const garbage = fc.anything({ maxDepth: 3 });
  const types = [
    'incident.declared',
    'step.done',
    'clock.started',
    'fact.recorded',
    'role.assigned',
    'runbook.followed',
    'entry.corrected',
    'timer.elapsed',
    'exercise.started',
    'exercise.paused',
    'service.lost',
    'task.given',
    'handover.accepted',
    'incident.described',
    'choice.made',
    'step.added',
    'nonsense',
  ];

  const looksLike = fc.record(
    {
      id: fc.string(),
      seq: fc.integer(),
      stamp: fc.string(),
      at: fc.string(),
      recorded: fc.string(),
      type: fc.constantFrom(...types),
      data: garbage,
      run: fc.constantFrom('any', '__proto__'),
      step: fc.constantFrom('s1', '__proto__', ''),
      by: garbage,
      words: fc.string(),
      cause: fc.string(),
      origin: fc.constantFrom('here', '__proto__'),
      deviation: garbage,
    },
    { requiredKeys: ['type'] },
  );

  test('the fold never throws, and an incident with garbage in it still works', () => {
    fc.assert(
      fc.property(
        anyRunbook,
        acts,
        fc.array(looksLike, { minLength: 1, maxLength: 10 }),
        (runbook, impulses, entries) => {
          const desk = live(runbook, impulses.slice(0, 8));
          let incident: Incident = desk.incident;
          for (const entry of entries) incident = evolve(incident, entry as unknown as AnyEntry);
          expect(incident.count).toBe(desk.incident.count + entries.length);
          expect(asData(replay(entries as unknown as AnyEntry[], desk.incident))).toEqual(asData(incident));
          decide(incident, { act: 'done', step: 's1' }, { now: desk.clock, by: ane, via: 'cli' });
          fallenDue(incident, desk.clock, { by: ane, present: true });
          nextDue(incident);
          replay(entries as unknown as AnyEntry[]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('`decide` never throws, whatever the act', () => {
    const desk = new Desk();
    const kinds = [
      'follow',
      'done',
      'tick',
      'choose',
      'add',
      'fact',
      'approve',
      'command-end',
      'send',
      'undo',
      'correct',
      'assign',
      'describe',
      'aware',
      'met',
      'asked',
      'lost',
      'exercise',
      'stand-down',
      'nonsense',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.dictionary(
          fc.constantFrom(
            'step',
            'source',
            'entry',
            'values',
            'clock',
            'services',
            'words',
            'field',
            'value',
            'change',
            'role',
            'person',
            'topic',
            'body',
            'at',
            'due',
          ),
          garbage,
        ),
        fc.oneof(fc.constant(desk.clock), fc.string()),
        (act, fields, now) => {
          const answer = decide(desk.incident, { act, ...fields } as unknown as Act, {
            now,
            by: ane,
            via: 'cli',
          } satisfies ActContext);
          expect(typeof answer.ok).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a snapshot of anything is an incident or nothing', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => fromSnapshot(text, () => []) === undefined));
  });
});
