import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/entry/index.ts';
import { logLines, nowText, statusJson, statusText } from '../../src/guide/index.ts';
import { fromSnapshot, replay, toSnapshot } from '../../src/incident/index.ts';
import { reviewOf } from '../support/review-of.ts';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { walk } from '../plain/walk.ts';

/** A runbook whose titles say what is known. */
const cellar = `holdfast: 1
id: cellar
title: Cellar
owner: Harbour operations
roles: { lead: { title: Incident lead } }
facts:
  depth: { ask: How deep is it, type: number, unit: cm, fresh-for: 15m }
  seen: { ask: When was it seen, type: time }
  caller: { ask: Who rang, type: text, privacy: personal }
steps:
  - id: look
    do: "Look at the {{ facts.depth }} cm in {{ org.hall }}, seen {{ facts.seen }}"
    text: "{{ facts.caller }} rang."
    checklist: ["A mark at {{ facts.depth }} cm", The door is shut]
    expect: 5m
  - id: pump
    decide: "Pump {{ facts.depth }} cm out?"
    expect: 5m
    options:
      now: { title: "Now, all {{ facts.depth }} cm" }
      later: { title: Later }
  - id: both
    parallel: "Two tracks at {{ facts.depth }} cm"
    tracks:
      dry:
        title: "Dry {{ org.hall }}"
        steps: [{ id: mop, do: Mop up, expect: 5m }]
      tell:
        title: Tell people
        steps: [{ id: ring, do: "Ring the town about {{ facts.depth }} cm", expect: 5m }]
`;

function begun(): { readonly flood: MemoryIncident; readonly anna: Session } {
  const flood = memoryIncident({ runbooks: [cellar], organisation: 'holdfast: 1\nname: Testby\nhall: hall A\n' });
  return { flood, anna: flood.session('Anna') };
}

const depth = (anna: Session, value: string): void => {
  anna.act({ act: 'fact', values: [{ fact: 'depth', value }] });
};
const texts = (anna: Session): string[] => anna.log(50).map(({ text }) => text);

describe('what a step is called, where that holds `{{ }}`', () => {
  test('nobody reads the braces: not in the guide, the lines, the screen, the status, the log or the review', async () => {
    const { flood, anna } = begun();
    depth(anna, '5');
    anna.act({ act: 'done', step: 'look' });
    // What is proposed for the runbook is the text of the runbook.
    const withoutDiff = (review: string): string => review.replace(/^( *)```diff$.*?^\1```$/gms, '');
    const shown = [
      ...nowText(anna.guide()),
      ...statusText(anna.guide()),
      ...texts(anna),
      JSON.stringify([anna.guide(), statusJson(anna.guide(), anna.incident)]),
      new ScreenInHand(anna).text,
      await walk(anna, ['steps', 'questions', 'choose now', 'steps']),
      withoutDiff(reviewOf(flood.entries)),
    ].join('\n');
    expect(shown).not.toMatch(/\{\{|facts\.|org\./);
    expect(shown).toContain('Pump 5 cm out?');
  });

  test('it says what is known now; what is not, by its question, as a message does', () => {
    const { anna } = begun();
    const [look] = anna.guide().current;
    expect(look?.title).toBe(
      'Look at the [not known yet: How deep is it] cm in hall A, seen [not known yet: When was it seen]',
    );
    expect(look?.checklist.map(({ label }) => label)).toEqual([
      'A mark at [not known yet: How deep is it] cm',
      'The door is shut',
    ]);
    anna.act({
      act: 'fact',
      values: [
        { fact: 'depth', value: '5' },
        { fact: 'seen', value: '03:10' },
      ],
    });
    expect(anna.guide().current[0]?.title).toBe('Look at the 5 cm in hall A, seen 03:10 +01:00');
    expect(anna.guide().steps[0]?.title).toBe('Look at the 5 cm in hall A, seen 03:10 +01:00');
  });

  test('options and tracks too', () => {
    const { anna } = begun();
    depth(anna, '5');
    anna.act({ act: 'done', step: 'look' });
    expect(anna.guide().current[0]?.options.map(({ title }) => title)).toEqual(['Now, all 5 cm', 'Later']);
    anna.act({ act: 'choose', step: 'pump', option: 'now' });
    expect(anna.guide().current.map(({ title, branch }) => [branch, title])).toEqual([
      ['Dry hall A', 'Mop up'],
      ['Tell people', 'Ring the town about 5 cm'],
    ]);
  });

  test('an answer that is out of date is not known any more', () => {
    const { flood, anna } = begun();
    depth(anna, '5');
    flood.pass({ minutes: 16 });
    expect(anna.guide().steps[1]?.title).toBe('Pump [not known yet: How deep is it] cm out?');
  });

  test('what a responder called a step is said as it stands', () => {
    const { anna } = begun();
    anna.act({ act: 'add', title: 'Ask about {{ facts.depth }}' }, { why: 'nobody knows' });
    expect(anna.guide().current.map(({ title }) => title)).toContain('Ask about {{ facts.depth }}');
  });

  test('a personal answer stands in the text alone', () => {
    const named = cellar.replace('Mop up', '"Mop up for {{ facts.caller }}"');
    const flood = memoryIncident({ runbooks: [named], organisation: 'holdfast: 1\nname: Testby\nhall: hall A\n' });
    const anna = flood.session('Anna');
    anna.act({ act: 'fact', values: [{ fact: 'caller', value: 'Bente Marsvin' }] });
    expect(anna.guide().current[0]?.text).toBe('Bente Marsvin rang.');
    anna.act({ act: 'done', step: 'look' });
    anna.act({ act: 'choose', step: 'pump', option: 'later' });
    anna.act({ act: 'done', step: 'mop' });
    expect(JSON.stringify(statusJson(anna.guide(), anna.incident))).not.toContain('Marsvin');
    expect(reviewOf(flood.entries)).not.toContain('Marsvin');
    expect(texts(anna)).toContain('Mop up for [not known yet: Who rang]: done');
  });
});

describe('the log says what was read when it happened', () => {
  function moved(): ReturnType<typeof begun> {
    const { flood, anna } = begun();
    depth(anna, '5');
    anna.act({ act: 'tick', step: 'look', item: 1, ticked: true });
    anna.act({ act: 'skip', step: 'look' });
    anna.act({ act: 'choose', step: 'pump', option: 'now' });
    flood.pass({ minutes: 1 });
    depth(anna, '12');
    return { flood, anna };
  }
  const said = [
    'Look at the 5 cm in hall A, seen [not known yet: When was it seen]: ticked A mark at 5 cm',
    'Pump 5 cm out?: begins',
    'Decided: Pump 5 cm out? → Now, all 5 cm',
    'Two tracks at 5 cm: begins',
    'Ring the town about 5 cm: begins',
  ];

  test('whatever has become known since', () => {
    const { flood, anna } = moved();
    expect(texts(anna)).toEqual(expect.arrayContaining(said));
    expect(reviewOf(flood.entries)).toContain('Decided: Pump 5 cm out? → Now, all 5 cm');
    expect(anna.guide().questions.find(({ kind }) => kind === 'owed-reason')?.text).toContain('"Look at the 5 cm in');
    expect(anna.guide().steps.find(({ step }) => step === 'ring')?.title).toBe('Ring the town about 12 cm');
  });

  test('also what began in the same second in which more became known', () => {
    const { anna } = begun();
    depth(anna, '5');
    expect(texts(anna)).toContain(
      'Look at the [not known yet: How deep is it] cm in hall A, seen [not known yet: When was it seen]: begins',
    );
  });

  test('from a replay and from a snapshot the same', () => {
    const { flood } = moved();
    const followed = flood.entries.filter((entry): entry is typeof entry & Entry<'runbook.followed'> => {
      return entry.type === 'runbook.followed';
    });
    for (const incident of [replay(flood.entries), fromSnapshot(toSnapshot(flood.incident), () => followed)])
      expect(incident && logLines(flood.entries, incident)).toEqual(logLines(flood.entries, flood.incident));
  });
});
