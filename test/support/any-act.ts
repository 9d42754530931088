import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { allSteps } from '../../src/incident/index.ts';
import type { Act, Incident } from '../../src/incident/index.ts';
import { edited } from './revised-runbook.ts';

/** What somebody might do next, as three numbers; {@link actOf} makes an act of it that has to do with the incident. */
export interface Impulse {
  readonly kind: number;
  readonly which: number;
  readonly how: number;
  /** Minutes that pass before it. */
  readonly minutes: number;
  readonly by: 'Ane' | 'Bo' | 'Carl';
  readonly why: boolean;
  /** Minutes before now that it happened. */
  readonly ago: number;
}

export const anyImpulse: fc.Arbitrary<Impulse> = fc.record({
  kind: fc.nat({ max: 999 }),
  which: fc.nat({ max: 999 }),
  how: fc.nat({ max: 999 }),
  minutes: fc.constantFrom(0, 0, 0, 1, 6, 40, 600),
  by: fc.constantFrom('Ane' as const, 'Ane' as const, 'Bo' as const, 'Carl' as const),
  why: fc.boolean(),
  ago: fc.constantFrom(0, 0, 0, 3, 30),
});

/** An act on what is there, mostly one that fits, sometimes one that does not. */
export function actOf(incident: Incident, { kind, which, how }: Impulse): Act {
  const steps = allSteps(incident);
  // Half of the time one of those on which something can be done now.
  const open = steps.filter(({ life }) => life.state === 'active' || life.state === 'awaiting');
  const among = how % 2 === 0 && open.length > 0 ? open : steps;
  const found = among[which % Math.max(1, among.length)];
  const step = found === undefined ? 'nothing' : `${found.run.id}:${found.step.id}`;
  const pick = <T>(items: readonly T[]): T => items[how % items.length] as T;
  const clock = Object.keys(incident.clocks)[which % Math.max(1, Object.keys(incident.clocks).length)] ?? 'no-clock';
  const makers: readonly (() => Act)[] = [
    () => ({ act: 'done', step }),
    () => ({ act: 'done', step }),
    () => ({ act: 'done', step }),
    () => ({ act: 'choose', step, option: pick(['left', 'right', 'middle']) }),
    () => ({ act: 'choose', step, option: pick(['left', 'right']) }),
    () => ({ act: 'skip', step }),
    () => ({ act: 'fail', step }),
    () => ({ act: 'reopen', step }),
    () => ({ act: 'jump', step }),
    () => ({ act: 'tick', step, item: 1 + (how % 3), ticked: how % 5 !== 0 }),
    () => ({ act: 'add', title: `More ${which % 3}`, ...(how % 2 === 0 && { after: step }) }),
    () => ({ act: 'approve', step, answer: pick(['given', 'refused', 'gone-without'] as const) }),
    () => ({ act: 'fact', values: [{ fact: 'depth', value: pick(['0', '5', '12 cm', 'unknown', '', 'deep']) }] }),
    () => ({
      act: 'fact',
      values: [
        { fact: 'flag', value: pick(['yes', 'no', '?', '']) },
        { fact: 'kind', value: pick(['a', 'B', 'c']) },
      ],
    }),
    () => ({ act: 'fact', values: [{ fact: pick(['name', 'code', 'nothing']), value: 'Jens' }], step }),
    () => ({ act: 'command-start', step }),
    () => ({
      act: 'command-end',
      step,
      started: found?.life.command ?? 'none',
      exitCode: how % 2,
      stdout: pick(['7\n', 'x', '']),
      stderr: '',
    }),
    () => ({ act: 'command-unknown', step, started: found?.life.command ?? 'none' }),
    () => ({ act: 'send', ...(how % 2 === 0 ? { step } : { message: 'hello' }), body: 'Hello' }),
    () => ({ act: 'attach', ...(how % 2 === 0 && { step }), name: 'a.jpg', sha256: 'ab'.repeat(32), bytes: 3 }),
    () => ({ act: 'note', words: 'A note', ...(how % 3 === 0 && { step }) }),
    () => ({ act: 'undo' }),
    () => ({ act: 'undo', entry: incident.undoable[which % Math.max(1, incident.undoable.length)]?.entry ?? 'none' }),
    () => ({
      act: 'correct',
      entry: incident.undoable[which % Math.max(1, incident.undoable.length)]?.entry ?? 'none',
      words: 'Better said',
    }),
    () => ({
      act: 'expunge',
      entry: incident.undoable[which % Math.max(1, incident.undoable.length)]?.entry ?? 'none',
      basis: 'GDPR',
    }),
    () => ({
      act: 'expunge-all',
      entries: incident.undoable.slice(-(1 + (which % 3))).map(({ entry }) => entry),
      basis: 'Past its time',
    }),
    () => ({
      act: 'retain',
      basis: 'Archive rules',
      ...(how % 3 > 0 && { until: pick(['2031-11-21', '2031-02-30']) }),
    }),
    () => ({ act: 'hold', held: how % 4 === 0, words: pick(['The police ask', 'It is over']) }),
    () => ({ act: 'assign', role: pick(['lead', 'tech', 'cook']), person: pick(['Ane', 'Bo']) }),
    () => ({ act: 'ack', role: pick(['lead', 'tech']) }),
    () => ({ act: 'release', role: pick(['lead', 'tech']) }),
    () => ({ act: 'call', role: 'lead', result: 'voicemail' }),
    () => ({ act: 'ask', person: 'Bo', words: 'Look' }),
    () => ({ act: 'take-task', task: `task-${1 + (which % 2)}` }),
    () => ({ act: 'finish-task', task: 'task-1' }),
    () => ({
      act: 'handover',
      brief: 'So it stands',
      ...(how % 2 === 0 && { to: pick(['Ane', 'Bo']) }),
      ...(which % 3 === 0 && { roles: [pick(['lead', 'tech'])] }),
    }),
    () => ({ act: 'accept-handover', ...(how % 3 === 0 && { from: pick(['Ane', 'Bo', 'Carl']) }) }),
    () => ({ act: 'period', objectives: ['Dry floor', 'People fed'].slice(which % 3) }),
    () => ({ act: 'objective', words: pick(['Dry floor', 'Power back']) }),
    () => ({
      act: 'describe',
      values: [
        {
          field: pick(['title', 'detected', 'began', 'tlp', 'impact'] as const),
          value: pick(['-5m', 'red', 'words']),
        },
      ],
    }),
    () => ({ act: 'severity', severity: pick(['sev1', 'sev3'] as const) }),
    () => ({ act: 'aware', topic: pick(['breach', 'breach', 'aliens']) }),
    () => ({ act: 'met', clock }),
    () => ({ act: 'set-aside', clock }),
    () => ({ act: 'asked', clock, ...(how % 2 === 0 && { due: '2026-12-24T12:00:00+01:00' }) }),
    () => ({ act: pick(['lost', 'suspect', 'restored'] as const), services: [which % 2 === 0 ? 'alpha' : 'beta'] }),
    () => ({ act: pick(['stabilise', 'resolve', 'close', 'reopen-incident'] as const) }),
    () => ({ act: 'stand-down', as: 'false-alarm' }),
    () => ({ act: 'stand-down', as: 'duplicate', of: pick(['breach-2', 'flood-1']) }),
    () => ({ act: 'merge', into: pick(['breach-2', 'power-3', 'flood-1']) }),
    () => ({ act: 'link', to: pick(['breach-2', 'flood-1']), ...(which % 2 === 0 && { as: 'same cause' }) }),
    () => ({ act: 'follow-up', words: 'A second pump' }),
    () => ({ act: 'exercise', change: pick(['pause', 'resume', 'end', { speed: 2 }] as const) }),
    () => rewritten(incident, which, how),
    () => rewritten(incident, which, how),
    () => rewritten(incident, how, which),
  ];
  return (makers[kind % makers.length] ?? (() => ({ act: 'note', words: 'x' })))();
}

/** The runbook that is followed, as its author has rewritten it meanwhile. */
function rewritten({ runs }: Incident, which: number, how: number): Act {
  const run = runs[which % Math.max(1, runs.length)];
  const what = (['insert', 'remove', 'swap', 'reword', 'retime'] as const)[how % 5] ?? 'reword';
  const edits = [{ what, where: which }, ...(how % 8 < 4 ? [{ what: 'insert', where: how } as const] : [])];
  const newer = run && edited(run.chart.bundle, edits, `n${how}`);
  const text = JSON.stringify(newer?.runbook ?? {});
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { act: 'revise', run: run?.id ?? 'none', source: { text, followed: {}, sha256 } };
}
