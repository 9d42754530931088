import { describe, expect, test } from 'vitest';
import { describeEntry } from '../../src/guide/index.ts';
import { evolve } from '../../src/incident/index.ts';
import { reviewOf } from '../support/review-of.ts';
import { walk } from '../plain/walk.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

/** At "Is the water still rising?", with a depth at which the runbook suggests that it is. */
function atTheDecision(runbook = pumpFailure) {
  const incident = memoryIncident({ runbooks: [runbook] });
  const anna = incident.session('Anna');
  anna.act({
    act: 'fact',
    values: [
      { fact: 'people_out', value: 'yes' },
      { fact: 'water_depth', value: '12' },
    ],
    step: 'people-first',
  });
  for (const item of [1, 2]) anna.act({ act: 'tick', step: 'people-first', item, ticked: true });
  anna.act({ act: 'done', step: 'people-first' });
  return { incident, anna, screen: new ScreenInHand(anna, { columns: 132, rows: 43 }) };
}
const minutes = (incident: ReturnType<typeof memoryIncident>): unknown[] =>
  incident.entries.flatMap((entry) =>
    entry.type === 'note.written' && entry.data.minutes !== undefined ? [[entry.data.minutes, entry.words]] : [],
  );

describe('the minutes of a decision', () => {
  test('three questions, each answered in a line; the record has an entry for each thing that was said', () => {
    const { incident, screen } = atTheDecision();
    screen.press('D');
    expect(screen.words).toContain('What was considered? Enter: Yes, it rises; No, it stands still.');
    screen.enter('Yes, it rises; wait ten minutes');
    expect(screen.words).toContain('Who was in favour of what?');
    screen.enter('Ida and Bo: wait');
    expect(screen.words).toContain('Does anybody strongly object?');
    screen.enter('Bo: the pump is dead');
    expect(minutes(incident)).toEqual([
      ['considered', 'Yes, it rises'],
      ['considered', 'wait ten minutes'],
      ['in-favour', 'Ida and Bo: wait'],
      ['objection', 'Bo: the pump is dead'],
    ]);
    expect(incident.entries.at(-1)).toMatchObject({ run: 'pump-failure', step: 'rising', turn: 1 });
    expect(screen.words).toContain('Strong objection: Bo: the pump is dead (Anna)');
  });

  test('whoever goes back from the last question finds the answers before it as they were written', () => {
    const { incident, screen } = atTheDecision();
    screen.press('D').enter('wait ten minutes').enter('Ida: wait').type('Bo: the pu').press('escape');
    expect(screen.said).toContain('What you wrote is kept');
    screen.press('D');
    expect(screen.words).toContain('> wait ten minutes');
    screen.press('enter');
    expect(screen.words).toContain('> Ida: wait');
    screen.press('enter');
    expect(screen.words).toContain('> Bo: the pu');
    screen.enter('mp is dead');
    expect(minutes(incident)).toEqual([
      ['considered', 'wait ten minutes'],
      ['in-favour', 'Ida: wait'],
      ['objection', 'Bo: the pump is dead'],
    ]);
    screen.press('q');
    expect(screen.asked).toContain('leave');
  });

  test('each may be passed over: Enter takes the options of the step, and asks for no more than is known', () => {
    const { incident, screen } = atTheDecision();
    screen.press('D', 'enter', 'enter', 'enter');
    expect(minutes(incident)).toEqual([
      ['considered', 'Yes, it rises'],
      ['considered', 'No, it stands still'],
    ]);
  });

  test('that nobody objects is recorded as asked; not asked is recorded as nothing', () => {
    const { incident, screen } = atTheDecision();
    screen.press('D').enter('-').press('enter').enter('nobody');
    expect(minutes(incident)).toEqual([['no-objection', undefined]]);
    expect(screen.words).toContain('Asked: nobody strongly objects');
    screen.press('D').enter('-').press('enter', 'enter');
    expect(screen.said).toContain('Nothing was said about this decision.');
  });

  test('Esc in the midst of them records nothing, and what was written stands there again', () => {
    const { incident, screen } = atTheDecision();
    screen.press('D').type('wait').press('escape');
    expect(minutes(incident)).toEqual([]);
    screen.press('D');
    expect(screen.words).toContain('> wait');
  });

  test('a decision that leaves what was suggested offers them; one that takes it does not', () => {
    const { screen } = atTheDecision();
    screen.press('2').enter('the sensor is wet');
    expect(screen.said).toContain('D writes down what was considered, and who objects.');
    screen.press('D');
    expect(screen.words).toContain('Minutes of "Is the water still rising?"');
    const calm = atTheDecision();
    calm.screen.press('1');
    expect(calm.screen.said).not.toContain('D writes down');
  });

  test('a runbook may want them of a decision', () => {
    const { screen } = atTheDecision(
      pumpFailure.replace('decide: Is the water still rising?', '$&\n    minutes: true'),
    );
    screen.press('1');
    expect(screen.said).toContain('D writes down what was considered');
  });

  test('an ordinary step has none, and the key says why', () => {
    const { screen } = atTheDecision();
    screen.press('escape');
    const other = new ScreenInHand(memoryIncident({ runbooks: [pumpFailure] }).session('Anna'));
    other.press('D');
    expect(other.said).toContain('No decision was made yet, and none is open.');
    other.press(':').enter('minutes people-first --considered a');
    expect(other.said).toContain('is no decision');
  });

  test('a correction of one changes what stands with the decision', () => {
    const { incident, anna, screen } = atTheDecision();
    anna.act({ act: 'minutes', step: 'rising', objections: ['Bo: now'] });
    anna.act({ act: 'correct', entry: incident.entries.at(-1)?.id ?? '', words: 'Bo: no' });
    expect(screen.words).toContain('Strong objection: Bo: no (Anna)');
  });

  test('undo takes them back together, expunging takes their words', () => {
    const { incident, anna } = atTheDecision();
    anna.act({ act: 'minutes', step: 'rising', considered: ['a', 'b'], objections: ['Bo: no'] });
    expect(anna.guide().minutes).toHaveLength(3);
    const [first, , objection = ''] = incident.entries.slice(-3).map(({ id }) => id);
    const before = incident.incident;
    anna.act({ act: 'expunge', entry: objection, basis: 'GDPR Art. 17' });
    expect(anna.guide().minutes.at(-1)).not.toHaveProperty('words');
    // Whoever follows it elsewhere has the entry alone, and forgets the words by it.
    const expunged = incident.entries.at(-1);
    expect(expunged?.type).toBe('entry.expunged');
    expect(expunged && evolve(before, expunged).minutes.at(-1)).not.toHaveProperty('words');
    // The last act is that words were taken out; what is meant is named.
    expect(anna.act({ act: 'undo' })).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('gone') },
    });
    anna.act({ act: 'undo', ...(first !== undefined && { entry: first }) });
    expect(anna.guide().minutes).toEqual([]);
  });

  test('the same by typed words, line by line too, and beside the decision in the review', async () => {
    const { incident, anna } = atTheDecision();
    const text = await walk(anna, [
      'choose rising steady --why the sensor is wet',
      'minutes',
      '',
      '',
      'Bo: the pump is dead',
      'minutes rising --favour Ida: wait --no-objection',
    ]);
    expect(text).toContain('minutes writes down what was considered');
    expect(text).toContain('Does anybody strongly object?');
    expect(describeEntry(incident.entries.at(-1) ?? incident.entries[0]!, incident.incident)).toBe(
      'Is the water still rising?: asked, nobody strongly objects',
    );
    const row = reviewOf(incident.entries)
      .split('\n')
      .find((line) => line.includes('Decided: Is the water still rising?') && line.includes('Considered'));
    expect(row).toContain('Strong objection: Bo: the pump is dead (Anna)');
    expect(row).toContain('In favour: Ida: wait (Anna)');
    expect(row).toContain('Asked: nobody strongly objects');
  });
});
