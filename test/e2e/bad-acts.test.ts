import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

const otherRunbook = `holdfast: 1
id: power-cut
title: Power cut
owner: Facilities
revision: 2026-10-01
steps:
  - { id: start-diesel, do: Start the diesel, expect: 5m }
  - { id: lag, do: Look at the lag, expect: 5m }
`;

/** A desk with a flood that is open in its first step. */
async function inAFlood(): Promise<Desk> {
  const desk = new Desk();
  writeFileSync(desk.path('small-flood.yaml'), smallFlood);
  writeFileSync(desk.path('power-cut.yaml'), otherRunbook);
  writeFileSync(desk.path('organisation.yaml'), organisation);
  await desk.json(['start', './small-flood.yaml']);
  return desk;
}

interface Case {
  readonly words: readonly string[];
  readonly code: number;
  readonly says: RegExp;
}

const unknown: readonly Case[] = [
  { words: ['done', 'get-uot'], code: 3, says: /"get-uot".*Did you mean "get-out"\?/ },
  { words: ['done', 'start-diesel'], code: 3, says: /start-diesel/ },
  { words: ['done', 'power-cut:start-diesel'], code: 3, says: /power-cut/ },
  { words: ['tick', 'get-out', '7'], code: 3, says: /7/ },
  { words: ['choose', 'rising', 'falling'], code: 4, says: /Choose one of: rising, steady/ },
  { words: ['fact', 'water_dpeth=4'], code: 3, says: /Did you mean "water_depth"\?/ },
  { words: ['aware', 'significant-incidnet'], code: 3, says: /Did you mean "significant-incident"\?/ },
  { words: ['met', 'early-waring'], code: 3, says: /Did you mean "early-warning"\?/ },
  { words: ['lost', 'paymnets'], code: 3, says: /Did you mean "payments"\?/ },
  { words: ['assign', 'leed', 'Sara'], code: 3, says: /Did you mean "lead"\?/ },
  { words: ['severity', 'sev9'], code: 3, says: /sev9/ },
  { words: ['expunge', '99', '--basis', 'Art. 17'], code: 3, says: /99/ },
  { words: ['follow', 'power-cutt'], code: 3, says: /power-cutt/ },
  { words: ['done', '-i', 'flod-1'], code: 3, says: /Did you mean "flood-1"\?/ },
  { words: ['done', '__proto__'], code: 3, says: /__proto__/ },
  { words: ['fact', '__proto__=1'], code: 3, says: /__proto__/ },
  { words: ['fact', 'constructor=1'], code: 3, says: /constructor/ },
  { words: ['lost', 'toString'], code: 3, says: /toString/ },
];

const unfit: readonly Case[] = [
  { words: ['approve', 'get-out'], code: 4, says: /approv/ },
  { words: ['reopen', 'get-out'], code: 4, says: /get-out/ },
  { words: ['restored', 'payments'], code: 4, says: /payments/i },
  { words: ['reopen-incident'], code: 4, says: /open/ },
  { words: ['fact', 'water_depth=deep'], code: 2, says: /number/ },
  { words: ['fact', 'water_kind=beer'], code: 2, says: /clean, rain/ },
  { words: ['fact', 'people_out=perhaps'], code: 2, says: /yes or no|true or false/ },
  { words: ['n', '--at', '2199-01-01', 'later'], code: 2, says: /future/ },
  { words: ['n', '--at', 'noonish', 'later'], code: 2, says: /noonish/ },
  { words: ['n', ''], code: 2, says: /./ },
  { words: ['done', 'get-out'], code: 2, says: /--why/ },
  { words: ['run', 'get-out'], code: 4, says: /command/ },
  { words: ['send', 'get-out'], code: 4, says: /message/ },
];

/** The guide asks for the reason of a step, and keeps the words of a note to the letter: other tests show that. */
const ownWay = /^(?:done get-out|n .*)$/;

describe('an act that names nothing, or does not fit', () => {
  beforeAll(built);

  test('unknown ids: each is told apart from what is meant, and nothing is written', async () => {
    await allRefused(await inAFlood(), unknown);
  });

  test('acts that do not fit: each says why, and nothing is written', async () => {
    await allRefused(await inAFlood(), unfit);
  });

  test('in the guide, line by line, each gets its answer, and nothing is written', async () => {
    const desk = await inAFlood();
    const before = await desk.json(['verify']);
    const cases = [...unknown, ...unfit].filter(
      ({ words }) => !words.includes('-i') && !words.includes('follow') && !ownWay.test(words.join(' ')),
    );
    const input = cases.map(({ words }) => `${words.join(' ')}\n`).join('');
    const { code, stdout, stderr } = await desk.run(['guide', '--plain', '-i', 'flood-1'], { input });
    expect([code, stderr]).toEqual([0, '']);
    const answers = stdout.replace(/\s+/g, ' ');
    expect(cases.filter(({ says }) => !says.test(answers))).toEqual([]);
    expect(answers).not.toContain('Recorded:');
    expect(await desk.json(['verify'])).toEqual(before);
  });

  test('a step of another runbook that is followed too has to be named with it', async () => {
    const desk = await inAFlood();
    await desk.json(['follow', './power-cut.yaml']);
    const before = readFileSync(desk.db);
    const refused = await desk.run(['skip', 'lag', '--why', 'x']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/small-flood:lag.*power-cut:lag/);
    expect(readFileSync(desk.db).equals(before)).toBe(true);
    expect(await desk.run(['skip', 'power-cut:lag', '--why', 'No diesel here'])).toMatchObject({ code: 0 });
  });
});

async function allRefused(desk: Desk, cases: readonly Case[]): Promise<void> {
  const before = readFileSync(desk.db);
  const wrong: unknown[] = [];
  for (const { words, code, says } of cases) {
    const ended = await desk.run(words);
    if (
      ended.code !== code ||
      ended.stdout !== '' ||
      !/^holdfast: [^\n]+\n$/.test(ended.stderr) ||
      !says.test(ended.stderr)
    )
      wrong.push({ words, code, says, ended });
    if (!readFileSync(desk.db).equals(before)) throw new Error(`${words.join(' ')} wrote something`);
  }
  expect(wrong).toEqual([]);
}
