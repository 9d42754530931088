import { describe, expect, test } from 'vitest';
import { alarmsOf, handoverAct, handoverBrief, relievedText, takenOverText } from '../../src/guide/index.ts';
import type { Guide } from '../../src/guide/index.ts';
import { waitingText } from '../../src/guide/handover.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

const night = (): ReturnType<typeof memoryIncident> => memoryIncident({ runbooks: [smallFlood], organisation });
const waiting = (guide: Guide): readonly string[] => guide.handovers.map((row) => waitingText(row, guide));
const answers = (guide: Guide): readonly (string | undefined)[] =>
  guide.questions.filter(({ kind }) => kind === 'handover').map(({ command }) => command);
const rings = (guide: Guide): readonly string[] =>
  alarmsOf(guide)
    .map(({ short }) => short)
    .filter((short) => short.includes('handover'));

describe('several hand over at once', () => {
  /** Bo to Carl, Anna after him to whoever accepts, Dora after both to Carl. */
  function handed() {
    const incident = night();
    const [anna, bo, dora] = ['Anna', 'Bo', 'Dora'].map((name) => incident.session(name));
    anna?.act({ act: 'ack', role: 'lead' });
    bo?.act({ act: 'ack', role: 'facilities' });
    bo?.act({ act: 'handover', brief: 'The pump sounds wrong', to: 'Carl' });
    incident.pass({ minutes: 5 });
    anna?.act({ act: 'handover', brief: 'All is dry' });
    incident.pass({ minutes: 5 });
    dora?.act({ act: 'handover', brief: 'Nothing', to: 'Carl' });
    return { incident, seenBy: (name: string): Guide => incident.session(name).guide() };
  }

  test('what one is to accept comes first, the oldest of it first; each is told for whom it is', () => {
    const { seenBy } = handed();
    expect(waiting(seenBy('Carl'))).toEqual([
      'Bo hands over to you: Facilities duty officer, 10m ago. Read the brief, then accept it.',
      'Anna hands over Incident lead to whoever accepts, 5m ago: not accepted yet.',
      'Dora hands over to you: no role, 0s ago. Read the brief, then accept it.',
    ]);
    // The one that is for anybody stands before those that are for another, though it is younger.
    expect(waiting(seenBy('Emil'))).toEqual([
      'Anna hands over Incident lead to whoever accepts, 5m ago: not accepted yet.',
      'Bo hands over Facilities duty officer to Carl, 10m ago: not accepted yet.',
      'Dora hands over no role to Carl, 0s ago: not accepted yet.',
    ]);
    expect(waiting(seenBy('Anna'))).toContain(
      'You handed over Incident lead to whoever accepts, 5m ago: not accepted yet, it stays with you until then.',
    );
  });

  test('it rings for those who can accept, and never for whoever gave it', () => {
    const { seenBy } = handed();
    expect(rings(seenBy('Carl'))).toHaveLength(3);
    expect(rings(seenBy('Emil'))).toHaveLength(1);
    expect(rings(seenBy('Anna'))).toEqual([]);
  });

  test('of several it is said which one is accepted; of one that is alone nothing more; of one’s own nothing', () => {
    const { incident, seenBy } = handed();
    expect(answers(seenBy('Carl'))).toEqual(['accept-handover Bo', 'accept-handover Anna', 'accept-handover Dora']);
    expect(answers(seenBy('Anna'))).toEqual(['accept-handover Bo', undefined, 'accept-handover Dora']);
    for (const from of ['Bo', 'Dora']) incident.session('Carl').act({ act: 'accept-handover', from });
    expect(answers(seenBy('Emil'))).toEqual(['accept-handover']);
    expect(answers(seenBy('Anna'))).toEqual([undefined]);
  });

  test('who is relieved is told so; not whoever only took back what they had handed over', () => {
    const { incident } = handed();
    const anna = incident.session('Anna');
    const before = anna.guide();
    incident.session('Emil').act({ act: 'accept-handover', from: 'Anna' });
    expect(relievedText(before, anna.guide(), incident.incident)).toBe(
      'Emil has accepted Incident lead. You hold no role any more.',
    );
    incident.pass({ minutes: 5 });
    anna.act({ act: 'ack', role: 'lead' });
    anna.act({ act: 'handover', brief: 'Once more' });
    const again = anna.guide();
    anna.act({ act: 'undo' });
    expect(anna.guide().handovers.map(({ from }) => from)).not.toContain('Anna');
    expect(relievedText(again, anna.guide(), incident.incident)).toBeUndefined();
  });
});

describe('what worried whoever left reaches whoever comes, however they look', () => {
  function left(worries: string) {
    const incident = night();
    const anna = incident.session('Anna');
    anna.act({ act: 'ack', role: 'lead' });
    incident.pass({ minutes: 5 });
    anna.act(handoverAct(incident.incident, { name: 'Anna' }, anna.now(), anna.log(10), { to: 'Ida', worries }));
    incident.away({ minutes: 13 * 60 });
    return incident;
  }
  const brief = (incident: ReturnType<typeof left>): readonly string[] =>
    handoverBrief(incident.incident, { name: 'Ida' }, incident.session('Ida').now(), []).parts.find(
      ({ id }) => id === 'worries',
    )?.lines ?? [];

  test('it stands in the log and in the brief that is read before it is accepted, and is told once it is', () => {
    const incident = left('the pump sounds wrong');
    const ida = incident.session('Ida');
    expect(brief(incident)[0]).toBe('Anna, handing over 03:17 +01:00: the pump sounds wrong');
    expect(ida.log(5).map(({ text }) => text)).toContain(
      'Handed over to Ida: Incident lead; worries: the pump sounds wrong',
    );
    const before = ida.guide();
    ida.act({ act: 'accept-handover' });
    expect(takenOverText(before, ida.guide())).toBe('What worries Anna: the pump sounds wrong');
    expect(brief(incident)).not.toContain('Anna, handing over 03:17 +01:00: the pump sounds wrong');
  });

  test('several lines of it are one, and what the record itself gives reason to watch is nobody’s worry', () => {
    const said = left('the pump\nand the fence');
    expect(brief(said)[0]).toBe('Anna, handing over 03:17 +01:00: the pump and the fence');
    const nothing = left(' ');
    expect(brief(nothing).filter((line) => line.startsWith('Anna, handing over'))).toEqual([]);
    // Anna has been on shift for too long by now: that is the first line of what is watched.
    const tired = memoryIncident();
    const anna = tired.session('Anna');
    anna.act({ act: 'note', words: 'here' });
    tired.pass({ minutes: 7 * 60 });
    anna.act({ act: 'note', words: 'still here' });
    tired.pass({ minutes: 7 * 60 });
    anna.act(handoverAct(tired.incident, { name: 'Anna' }, anna.now(), [], { to: 'Ida' }));
    expect(tired.entries.at(-1)?.words).toContain('Worries\n  Anna: ON SHIFT');
    expect(anna.log(1).map(({ text }) => text)).toEqual(['Handed over to Ida']);
  });
});

describe('tasks and people stand in the order in which somebody looks for them', () => {
  test('tasks by their time, those without one behind them, what was done last first among the done', () => {
    const incident = night();
    const anna = incident.session('Anna');
    const due = (minutes: number): string => `2026-11-22T03:${12 + minutes}:00+01:00`;
    anna.act({ act: 'ask', person: 'Bo', words: 'whenever' });
    anna.act({ act: 'ask', person: 'Bo', words: 'in ten', due: due(10) });
    anna.act({ act: 'ask', person: 'Bo', words: 'in five', due: due(5) });
    anna.act({ act: 'ask', person: 'Bo', words: 'done first', due: due(1) });
    anna.act({ act: 'ask', person: 'Bo', words: 'done last' });
    const [first, last] = Object.values(incident.incident.tasks).slice(-2);
    incident.pass({ minutes: 1 });
    anna.act({ act: 'finish-task', task: first?.id ?? '' });
    incident.pass({ minutes: 1 });
    anna.act({ act: 'finish-task', task: last?.id ?? '' });
    expect(anna.guide().tasks.map(({ words }) => words)).toEqual([
      'in five',
      'in ten',
      'whenever',
      'done last',
      'done first',
    ]);
    incident.pass({ minutes: 4 });
    const late = alarmsOf(anna.guide()).filter(({ short }) => short.includes('asked of'));
    expect(late.map(({ text }) => text)).toEqual(['OVERDUE: in five, asked of Bo']);
  });

  test('whoever did something last comes first, and last whoever was only asked', () => {
    const incident = night();
    incident.session('Anna').act({ act: 'ask', person: 'Carl', words: 'look' });
    incident.pass({ minutes: 1 });
    incident.session('Bo').act({ act: 'note', words: 'here' });
    const names = (): readonly string[] =>
      incident
        .session('Anna')
        .guide()
        .people.map(({ name }) => name);
    expect(names()).toEqual(['Bo', 'Anna', 'Carl']);
    incident.pass({ minutes: 1 });
    incident.session('Anna').act({ act: 'note', words: 'here too' });
    expect(names()).toEqual(['Anna', 'Bo', 'Carl']);
  });

  test('a call that was written down by mistake, and one for another role, are none of this role', () => {
    const incident = night();
    const anna = incident.session('Anna');
    const rung = (role: string): readonly string[] =>
      (anna.guide().roles.find(({ id }) => id === role)?.calls ?? []).map(({ result }) => result);
    anna.act({ act: 'call', role: 'lead', result: 'no-answer' });
    anna.act({ act: 'call', role: 'facilities', result: 'voicemail' });
    anna.act({ act: 'call', role: 'lead', result: 'refused' });
    expect(rung('lead')).toEqual(['no-answer', 'refused']);
    anna.act({ act: 'undo' });
    expect([rung('lead'), rung('facilities')]).toEqual([['no-answer'], ['voicemail']]);
  });
});
