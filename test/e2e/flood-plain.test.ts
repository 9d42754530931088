import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';
import { onDumbTerminal, throughPipe } from '../support/conversation.ts';
import type { Conversation } from '../support/conversation.ts';
import { answers, awareOf, choices, endings } from '../support/flood-night.ts';
import { hasPage, lastPage } from '../support/plain-page.ts';
import type { PlainPage } from '../support/plain-page.ts';

/** A day of waiting is over in nine seconds; nothing else is hurried: no time to decide is over on a busy machine. */
const hurry = 'speed 10000';
const calm = 'speed 0.1';

/** Somebody at the line mode, who acts by what stands there and waits for what comes of it. */
class Person {
  readonly #talk: Conversation;
  readonly #answered = new Map<string, number>();
  /** Where the answer to the last line begins. */
  #mark = 0;
  readonly #learnt = new Set<string>();
  /** Why the plan was left, each time that it was asked. */
  readonly reasons: string[] = [];

  constructor(talk: Conversation) {
    this.#talk = talk;
  }

  get #new(): string {
    return this.#talk.seen.slice(this.#mark);
  }

  async sees(wanted: RegExp): Promise<void> {
    await this.#talk.until(() => wanted.test(this.#new.replace(/\s+/g, ' ')), `see ${String(wanted)}`);
  }

  /** The next page. What is asked before it comes is why the plan was left. */
  async page(): Promise<PlainPage> {
    const asked = (): boolean => this.#new.includes('Why? A few words');
    await this.#talk.until(() => hasPage(this.#new) || asked(), 'see the next page');
    if (!hasPage(this.#new)) {
      this.reasons.push(`Said aloud on the bridge, ${this.reasons.length + 1}`);
      this.type(this.reasons.at(-1) ?? '');
      // News that comes just then brings the question once more, below it: it is answered already.
      await this.#talk.until(() => hasPage(this.#new), 'see the page behind the reason');
    }
    const page = lastPage(this.#talk.seen);
    if (!page.text.includes('It is running now')) return page;
    this.type('');
    return this.page();
  }

  type(line: string): void {
    this.#mark = this.#talk.seen.length;
    this.#talk.type(line);
  }

  async says(line: string, ...wanted: readonly RegExp[]): Promise<void> {
    this.type(line);
    for (const each of wanted) await this.sees(each);
  }

  /** Types the number that stands before a choice. */
  async takes({ choices }: PlainPage, label: string, ...wanted: readonly RegExp[]): Promise<void> {
    const number = choices.findIndex((choice) => choice.startsWith(label)) + 1;
    if (number === 0) throw new Error(`There is no choice "${label}" among ${choices.join(' | ')}`);
    await this.says(String(number), ...wanted);
  }

  /** Whether this is new to them. */
  learns(what: string): boolean {
    if (this.#learnt.has(what)) return false;
    this.#learnt.add(what);
    return true;
  }

  /** What this person says to a question; at the next time of asking the next in the table. */
  answerTo(fact: string): string {
    const times = this.#answered.get(fact) ?? 0;
    this.#answered.set(fact, times + 1);
    const said = answers[fact];
    if (said === undefined) throw new Error(`Nobody knows what to say to ${fact}`);
    return typeof said === 'string' ? said : (said[Math.min(times, said.length - 1)] ?? '');
  }
}

/** Does what the step in front asks for, from its first question to its end. */
async function work(person: Person, page: PlainPage, folder: string, patient: boolean): Promise<void> {
  const { step = '', choices: offered } = page;
  const id = step.replace(/^.*\//, '');
  const tick = offered.find((choice) => choice.startsWith('Tick'));
  const depends = offered.find((choice) => choice.startsWith('Answer what this step depends on'));
  if (step === 'soak') return wait(person, patient);
  const ending = endings[id];
  if (ending !== undefined) return person.says(ending);
  if (page.awaits !== undefined) return person.says(`approve ${page.awaits} --by "Bodil Vang"`);
  if (depends !== undefined) {
    await person.takes(page, depends, / >/);
    return person.type(person.answerTo(/\((.*)\)/.exec(depends)?.[1] ?? ''));
  }
  for (const topic of awareOf[id] ?? []) if (person.learns(topic)) return person.says(`aware ${topic}`);
  if (tick === 'Tick an item') {
    await person.takes(page, tick, /Which item\? .* >/);
    return person.type('1');
  }
  if (tick !== undefined) return person.takes(page, tick);
  if (page.unanswered.length > 0) {
    await person.takes(page, 'Answer its questions');
    for (const fact of page.unanswered) {
      await person.sees(/ >/);
      person.type(person.answerTo(fact));
    }
    return undefined;
  }
  if (page.wantsEvidence && person.learns(step)) return person.says(`attach ${evidenceIn(folder)}`);
  const choice = choices[id];
  if (choice !== undefined) return person.takes(page, `Choose: ${choice}`);
  for (const label of ['Message sent', 'Run the command', 'End here', 'Done'])
    if (offered.includes(label)) return person.takes(page, label);
  throw new Error(`Nobody knows how to go on with ${step}: ${offered.join(' | ')}`);
}

/** A day and a night: slept through where the news comes by itself, cut short where it does not. */
async function wait(person: Person, patient: boolean): Promise<void> {
  if (!patient) return person.says('done soak', /This leaves the plan/);
  await person.says(hurry, /copy back home is behind: begins/);
  await person.says(calm, /0\.1 × real time/);
  return person.says('');
}

function evidenceIn(folder: string): string {
  writeFileSync(join(folder, 'paper.txt'), 'A sheet with a signature.');
  return 'paper.txt';
}

interface Status {
  readonly incident: { readonly state: string; readonly mode: string };
  readonly services: readonly { readonly id: string; readonly state: string }[];
  readonly deviations: readonly {
    readonly step: string | null;
    readonly reason: string | null;
    readonly owed: boolean;
  }[];
}

interface LogEntry {
  readonly type: string;
  readonly run?: string;
  readonly step?: string;
  readonly via: string;
  readonly data: { readonly option?: string; readonly outcome?: string };
}

describe('the flood, line by line, from the alarm to home again', () => {
  beforeAll(built);

  test.each([
    ['on a terminal that can only print', onDumbTerminal],
    ['through a pipe', throughPipe],
  ] as const)('%s', { timeout: 300_000 }, async (_, open) => {
    const desk = new Desk();
    await desk.json(['start', 'data-centre-flood', '--drill', '--speed', '0.1', '--as', 'lead']);
    const talk = open(desk, ['guide', '--plain', '-i', 'flood-1']);
    onTestFinished(() => talk.close());
    const person = new Person(talk);

    let page = await person.page();
    while (!page.text.includes('Every runbook has come to its end.')) {
      await work(person, page, desk.folder, open === onDumbTerminal);
      page = await person.page();
    }
    await person.takes(page, 'Stabilised', /Stabilised: it gets no worse/);
    await person.takes(await person.page(), 'Resolve', /Still open:/, /Resolve the incident\? \(yes or no\)/);
    await person.says('yes', /Resolved/);
    await person.takes(await person.page(), 'Leave the guide', /To come back: holdfast guide -i flood-1/);
    expect(await talk.end()).toBe(0);
    expect(talk.seen.replace(/\n/g, '')).not.toMatch(/\p{Cc}/u);

    const verified = await desk.run(['verify', '-i', 'flood-1']);
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    const status = (await desk.json(['status', '-i', 'flood-1'])) as Status;
    expect(status.incident).toMatchObject({ state: 'resolved', mode: 'drill' });
    expect(new Set(status.services.map(({ state }) => state))).toEqual(new Set(['up']));
    const reasons = status.deviations.map(({ reason, owed }) => ({ reason, owed }));
    expect(reasons).toEqual(person.reasons.map((reason) => ({ reason, owed: false })));

    const { stdout: where } = await desk.run(['status', '-i', 'flood-1']);
    expect(where).toContain('Following: Data-centre flood (resolved)');
    expect(where).not.toContain('did not change the state');
    const log = (await desk.run(['log', '-i', 'flood-1', '--json'])).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as LogEntry);
    expect(log.findLast(({ type }) => type === 'runbook.ended')?.data.outcome).toBe('resolved');
    expect(log.filter(({ type }) => type === 'default.taken')).toEqual([]);
    expect(chosen(log)).toMatchObject(expected);
  });
});

/** The last choice of every decision. */
function chosen(log: readonly LogEntry[]): Record<string, string | undefined> {
  return Object.fromEntries(
    log.filter(({ type }) => type === 'choice.made').map(({ step = '', data }) => [step, data.option]),
  );
}

/** The night that was meant. */
const expected = {
  'real-or-not': 'water-inside',
  'head-count': 'all-out',
  'what-water': 'sewage',
  'hall-power': 'drain-first',
  'move-or-stay': 'move',
  'how-to-move': 'forced',
  'start-where': 'at-standby',
  'anything-lost': 'lost',
  'personal-data': 'notify',
  'state-of-the-halls': 'wet',
  'where-next': 'go-back',
  'weigh-failback': 'tonight',
  'on-paper/paper-agrees': 'agrees',
  'identity-by-hand/is-it-needed': 'by-hand',
  'identity-by-hand/forms-agree': 'all-there',
};
