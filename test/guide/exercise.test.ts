import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exerciseNews, injectStory, injectText, parseWords } from '../../src/guide/index.ts';
import type { Act } from '../../src/incident/index.ts';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { wetNight } from '../support/wet-night.ts';

const cellarFlood = readFileSync(new URL('../runbooks/drills/library/cellar-flood.yaml', import.meta.url), 'utf8');

const done = (session: Session, act: Act): void => {
  const outcome = session.act(act);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
};
const refusal = (session: Session, act: Act): string => {
  const outcome = session.act(act);
  return outcome.ok ? 'not refused' : `${outcome.refusal.message} ${outcome.refusal.hint ?? ''}`.trim();
};

describe('who facilitates an exercise', () => {
  test('a second one is told of the first, and takes over only from them by name', () => {
    const memory = wetNight();
    const [ulla, per] = [memory.session('Ulla', undefined, true), memory.session('Per', undefined, true)];
    done(ulla, { act: 'facilitate' });
    expect(refusal(per, { act: 'facilitate' })).toMatch(
      /^Ulla facilitates this drill since .*Take it over from them: holdfast drill facilitate --take-over$/,
    );
    expect(refusal(per, { act: 'facilitate', from: 'Bo' })).toContain('Ulla facilitates');
    done(per, { act: 'facilitate', from: 'Ulla' });
    expect(ulla.guide().drill?.staff?.takenOver).toBe('Per');
    expect(per.guide().drill?.staff?.takenOver).toBeUndefined();
    expect(refusal(ulla, { act: 'facilitator-left' })).toBe('not refused');
  });

  test.each([
    ['', 'runs', 'goes on by itself'],
    ['staff: { facilitator-away: pause }', 'stands', 'stands until'],
  ])('who goes away is missed, and the clock does as the scenario has it: %s', (staff, clock, said) => {
    const memory = wetNight({ staff });
    const anna = memory.session('Anna');
    done(memory.session('Ulla', undefined, true), { act: 'facilitate' });
    const before = anna.guide();
    done(anna, { act: 'facilitator-left', unseen: true });
    expect(anna.guide().drill?.clock).toBe(clock);
    expect(exerciseNews(before, anna.guide())).toContain(`Ulla, who facilitates, has gone away.`);
    expect(exerciseNews(before, anna.guide())).toContain(said);
    expect(refusal(anna, { act: 'facilitator-left', unseen: true })).toBe('Ulla does not facilitate this drill.');
    // It is told once, and not with whatever happens next.
    const told = anna.guide();
    done(anna, { act: 'note', words: 'We go on' });
    expect(exerciseNews(told, anna.guide())).toBeUndefined();
    // Who comes back tells it to the others, and not to themselves.
    const ulla = memory.session('Ulla', undefined, true);
    const beforeUlla = ulla.guide();
    done(ulla, { act: 'facilitate' });
    expect(exerciseNews(told, anna.guide())).toContain('Ulla facilitates from now on.');
    expect(exerciseNews(beforeUlla, ulla.guide()) ?? '').not.toContain('Ulla');
  });
});

describe('what the players are asked', () => {
  const asked = (session: Session): readonly string[] =>
    session.guide().questions.flatMap(({ kind, text }) => (kind === 'inject' ? [text] : []));

  test('an answer that is awaited, by the players while there is time for it, and not by the staff', () => {
    const memory = wetNight();
    const [bo, ulla] = [memory.session('Bo'), memory.session('Ulla', undefined, true)];
    memory.pass({ minutes: 12 });
    expect(asked(bo)).toEqual(['The mayor, by phone asks: Do you give your word? (yes / no)']);
    expect(asked(ulla)).toEqual([]);
    memory.pass({ hours: 2 });
    expect(asked(bo)).toEqual([]);
  });

  const readings = [
    'holdfast: 1',
    'id: readings',
    'title: Readings',
    'runbook: cellar-flood',
    'lasts: 2h',
    'overview: { kind: tabletop, scope: An hour, threat: Water, sponsor: The mayor, contact: Resilience }',
    'objectives:',
    '  calm: { statement: They stay calm, capability: Operational coordination, element: training, rated: true }',
    'injects:',
    '  - { id: guard, at: 10m, repeat: { every: 10m, times: 2 }, message: Twelve centimetres., tells: { water_depth: 12 }, objectives: [calm] }',
    '  - { id: two, at: 5m, to: [lead, facilities], message: Somebody look., objectives: [calm] }',
  ].join('\n');

  test('what a message told and nobody has typed in since: of one that comes again the last alone', () => {
    const memory = memoryIncident({ mode: 'drill', scenario: readings, runbooks: [cellarFlood] });
    const anna = memory.session('Anna');
    const untyped = (): readonly number[] =>
      (anna.guide().drill?.injects ?? []).filter(({ id }) => id === 'guard').map(({ untyped: facts }) => facts.length);
    // What was known before it came is not what it told.
    done(anna, { act: 'fact', values: [{ fact: 'water_depth', value: 3 }] });
    memory.pass({ minutes: 11 });
    expect(untyped()).toEqual([1]);
    memory.pass({ minutes: 10 });
    expect(untyped()).toEqual([1, 0]);
    done(anna, { act: 'fact', values: [{ fact: 'water_depth', value: 12 }] });
    expect(untyped()).toEqual([0, 0]);
  });

  test('what is for two roles of which one is held is for that one alone', () => {
    const memory = memoryIncident({ mode: 'drill', scenario: readings, runbooks: [cellarFlood] });
    const [anna, bo] = [memory.session('Anna'), memory.session('Bo')];
    done(anna, { act: 'assign', role: 'lead', person: 'Anna' });
    memory.pass({ minutes: 6 });
    expect(anna.guide().drill?.injects.map(({ isForWhoeverHears }) => isForWhoeverHears)).toEqual([false]);
    expect(bo.guide().drill?.injects).toEqual([]);
  });
});

describe('who takes part', () => {
  test('joins once; who comes when something was told already has it recorded how late', () => {
    const memory = wetNight();
    expect(refusal(memory.session('Bo'), { act: 'join' })).toBe('Bo takes part already.');
    memory.pass({ minutes: 12 });
    done(memory.session('Cleo'), { act: 'join' });
    expect(memory.entries.at(-1)).toMatchObject({ type: 'participant.joined', data: { late: 'PT12M' } });
  });

  test('gets what is addressed to them, and reads nothing of the staff before the end', () => {
    const memory = wetNight();
    const [anna, bo, ulla] = [memory.session('Anna'), memory.session('Bo'), memory.session('Ulla', undefined, true)];
    memory.pass({ minutes: 12 });
    done(ulla, { act: 'hold-inject', inject: 'keeper' });
    done(ulla, { act: 'observe', words: 'She hesitates', objective: 'calm', rating: 'S' });
    const words = (session: Session): unknown[] => session.guide().drill?.injects.map((row) => row.words) ?? [];
    expect(words(anna)).toEqual(['Do you give me your word?', 'LEAK, sensor 7: WET.']);
    expect(words(bo)).toEqual(['Do you give me your word?']);
    const read = (session: Session): string =>
      JSON.stringify([session.log(99), session.entries().slice(1), session.timeline.find({ words: 'hesitates' })]);
    for (const secret of ['She hesitates', 'sensor 7']) {
      expect(read(bo).replaceAll(/"text":"holdfast: 1[^"]*"/g, '')).not.toContain(`"words":"${secret}`);
      expect(
        bo
          .log(99)
          .map(({ text }) => text)
          .join(),
      ).not.toContain(secret);
    }
    expect(bo.timeline.find({ words: 'hesitates' })).toEqual([]);
    expect(
      ulla
        .log(99)
        .map(({ text }) => text)
        .join(),
    ).toContain('She hesitates');
    done(ulla, { act: 'exercise', change: 'end' });
    expect(
      bo
        .log(99)
        .map(({ text }) => text)
        .join(),
    ).toContain('She hesitates');
  });

  test('an inject for a role that nobody holds reaches whoever hears it, and the record says so', () => {
    const memory = wetNight();
    memory.pass({ minutes: 21 });
    const entry = memory.entries.find((each) => each.type === 'inject.delivered' && each.data.inject === 'keeper');
    expect(entry).toMatchObject({ data: { to: ['facilities'], unheld: ['facilities'] } });
    const [row] = memory.session('Bo').guide().drill?.injects ?? [];
    expect(row).toMatchObject({ words: 'Who has the key?', isForWhoeverHears: true });
    const [said] = row === undefined ? [] : injectText(row, memory.session('Bo').guide());
    expect(said).toContain('(nobody held that when it came: it is for whoever hears it)');
  });
});

describe('what the facilitator sees', () => {
  test('what comes, on the clock of the exercise and of the wall, also when it runs faster or stands', () => {
    const memory = wetNight();
    const ulla = memory.session('Ulla', undefined, true);
    const keeper = () => ulla.guide().drill?.staff?.injects.find(({ id }) => id === 'keeper');
    expect(keeper()).toMatchObject({
      state: 'coming',
      at: '2026-11-22T03:32:00+01:00',
      wall: '2026-11-22T03:32:00+01:00',
    });
    done(ulla, { act: 'exercise', change: { speed: 10 } });
    expect(keeper()?.wall).toBe('2026-11-22T03:14:00+01:00');
    done(ulla, { act: 'exercise', change: 'pause' });
    expect(keeper()?.wall).toBeUndefined();
    done(ulla, { act: 'hold-inject', inject: 'keeper' });
    expect(keeper()?.state).toBe('held');
  });

  test('an inject that awaits an answer shows what it got', () => {
    const memory = wetNight();
    const ulla = memory.session('Ulla', undefined, true);
    memory.pass({ minutes: 12 });
    done(memory.session('Anna'), { act: 'answer', inject: 'mayor', answer: 'no' });
    const mayor = ulla.guide().drill?.staff?.injects.find(({ id }) => id === 'mayor');
    expect(mayor).toMatchObject({ state: 'come', answered: { option: 'no', by: 'Anna' } });
  });

  test('what is held says that it waits until it is let go, what was skipped counts down to nothing', () => {
    const memory = wetNight();
    const ulla = memory.session('Ulla', undefined, true);
    done(ulla, { act: 'facilitate' });
    const story = (inject: string): string => {
      const row = ulla.guide().drill?.staff?.injects.find(({ id }) => id === inject);
      return row === undefined
        ? ''
        : injectStory(row, ulla.guide())
            .map(({ text }) => text)
            .join('\n');
    };
    expect(story('keeper')).toContain('Nobody is Facilities duty officer now');
    expect(story('keeper')).toMatch(/^Comes: 03:32 \+01:00.*, in 20m$/m);
    done(ulla, { act: 'hold-inject', inject: 'keeper' });
    expect(story('keeper')).toMatch(/^HELD until it is let go\. Its time: 03:32 \+01:00.*, in 20m$/m);
    expect(ulla.act({ act: 'skip-inject', inject: 'keeper' }, { why: 'enough' }).ok).toBe(true);
    expect(story('keeper')).toMatch(/^Skipped: 03:12 \+01:00$/m);
    expect(story('keeper')).not.toContain('Nobody is');
  });

  test('whoever rates reads which objective it is, also where what was marked on the screen chose it', () => {
    const memory = wetNight();
    const ulla = memory.session('Ulla', undefined, true);
    const asked = (words: readonly string[]) => parseWords(words, ulla.guide(), ulla.incident);
    const prompt = 'How well was it done? They stay calm and decide in time';
    expect(asked(['observe', 'Slow', '--objective=calm', '--rating=?'])).toMatchObject({ prompt });
    expect(asked(['rate', 'calm'])).toMatchObject({ prompt });
  });

  test('its words are for the staff alone, and name what they mean by id or number', () => {
    const memory = wetNight();
    const ulla = memory.session('Ulla', undefined, true);
    const parse = (session: Session, line: string) => parseWords(line.split(' '), session.guide(), session.incident);
    done(ulla, { act: 'facilitate' });
    expect(parse(memory.session('Bo'), 'inject push')).toMatchObject({ kind: 'problem', code: 'refused' });
    expect(parse(memory.session('Bo'), 'facilitate')).toMatchObject({ kind: 'problem', code: 'refused' });
    expect(parse(ulla, 'fire 6')).toMatchObject({ kind: 'act', act: { act: 'inject', inject: 'push' } });
    expect(parse(ulla, 'hold-inject keper')).toMatchObject({ kind: 'problem', hint: 'Did you mean "keeper"?' });
    expect(parse(ulla, 'observe Slow --objective calm --rating x')).toMatchObject({ message: '"x" is no rating.' });
    expect(parse(ulla, 'improvise Rain --to led')).toMatchObject({ hint: 'Did you mean "lead"?' });
    expect(parse(ulla, 'phase dusk')).toMatchObject({ kind: 'problem', code: 'not-found' });
    expect(refusal(ulla, { act: 'exercise', change: { speed: 101 } })).toContain('0.1 to 100');
  });
});
