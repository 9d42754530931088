import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { built, Desk, holdfast } from '../support/cli.ts';
import { answers, awareOf, choices, endings } from '../support/flood-night.ts';
import { guidePage } from '../support/guide-page.ts';
import type { GuidePage } from '../support/guide-page.ts';
import { keys, Terminal } from '../support/terminal.ts';

/** What the runbooks call the steps and the questions that people see by their titles. */
const texts = ['data-centre-flood', 'continuity-on-paper', 'citizen-fallback'].map((name) =>
  readFileSync(join(import.meta.dirname, `../../runbooks/${name}.yaml`), 'utf8'),
);
const facts = new Map(
  texts.flatMap((text) =>
    Object.entries((parse(text) as { facts: Record<string, { ask: string }> }).facts).map(([id, { ask }]) => [ask, id]),
  ),
);
const steps = texts.flatMap((text) =>
  [...text.matchAll(/- id: ([\w-]+)\n\s+(?:do|decide|run|tell|wait|parallel|repeat|follow|end): (.*)\n/g)].map(
    ([, id = '', title = '']) => ({ id, title: title.replace(/^"(.*)"$/, '$1').replaceAll(String.raw`\"`, '"') }),
  ),
);

/** Somebody at the screen, who acts by what stands there and waits for what comes of it. */
class Person {
  readonly screen: Terminal;
  readonly reasons: string[] = [];
  readonly #said = new Map<string, number>();
  readonly #learnt = new Set<string>();
  #recorded = 0;

  constructor(screen: Terminal) {
    this.screen = screen;
  }

  get page(): GuidePage {
    return guidePage(this.screen.text);
  }

  /** Waits until the step in front takes its keys: one that has just come up is read first. */
  async reads(): Promise<void> {
    await this.screen.until(() => !/^…\s/m.test(this.screen.text), 'see the keys of the step');
  }

  /**
   * Presses keys and waits until something of one's own was recorded; where it is asked why, says so. Where another step
   * has come up under the finger, nothing is: then one looks again.
   */
  async does(...typed: readonly string[]): Promise<void> {
    await this.reads();
    this.screen.press(...typed);
    await this.recorded();
  }

  /** Whether the key was not taken, since what it would have fallen on has only just come up. */
  get #wasTooEarly(): boolean {
    return this.page.said.includes('This has just come up.');
  }

  /** Presses a key of the step in front and waits for what it brings; says whether it was taken. */
  async opens(key: string, brought: () => boolean, what: string): Promise<boolean> {
    await this.reads();
    this.screen.press(key);
    await this.screen.until(() => brought() || this.#wasTooEarly, what);
    return !(await this.#looksAgain());
  }

  /** Takes the answer to a key that came too early off the screen, so that the next one is not mistaken for it. */
  async #looksAgain(): Promise<boolean> {
    if (!this.#wasTooEarly) return false;
    this.screen.press(keys.escape);
    await this.screen.seeNot('This has just come up.');
    return true;
  }

  async recorded(): Promise<void> {
    const number = (): number => Number(/Recorded #(\d+)/.exec(this.page.said)?.[1] ?? 0);
    const asked = (): boolean => /Why\?/.test(this.page.said) && this.page.said.includes('Enter to give them later');
    await this.screen.until(
      () => number() > this.#recorded || asked() || this.#wasTooEarly,
      `see more recorded than #${this.#recorded}`,
    );
    if (await this.#looksAgain()) return;
    if (number() > this.#recorded) {
      this.#recorded = number();
      return;
    }
    const reason = `Said by voice on the bridge, ${this.reasons.length + 1}`;
    this.reasons.push(reason);
    this.screen.press(reason);
    await this.screen.see(reason);
    this.screen.press(keys.enter);
    await this.screen.seeNot(`> ${reason}`);
    await this.recorded();
  }

  /** Words behind `:`. */
  async says(words: string): Promise<void> {
    await this.does(':', words, keys.enter);
  }

  learns(what: string): boolean {
    if (this.#learnt.has(what)) return false;
    this.#learnt.add(what);
    return true;
  }

  answerTo(fact: string): string {
    const times = this.#said.get(fact) ?? 0;
    this.#said.set(fact, times + 1);
    const said = answers[fact];
    if (said === undefined) throw new Error(`Nobody knows what to say to ${fact}`);
    return typeof said === 'string' ? said : (said[Math.min(times, said.length - 1)] ?? '');
  }

  /** Answers what is asked, one after another, until nothing is. */
  async answersAll(): Promise<void> {
    const asked = (): string =>
      /─+\n(?:[^\n]*─\n)?(.*?)(?: \(and \d+ more\))?\n[\s\S]*\? not known yet/
        .exec(this.screen.text.slice(this.screen.text.lastIndexOf('\n──')))?.[1]
        ?.trim() ?? '';
    if (!(await this.opens('f', () => asked() !== '', 'see the first question'))) return;
    let last = '';
    for (;;) {
      await this.screen.until(() => asked() !== last, 'see the next question');
      const question = asked();
      if (question === '') return;
      const fact = facts.get(question);
      if (fact === undefined) throw new Error(`Nobody asks: ${question}`);
      last = question;
      await this.does(this.answerTo(fact), keys.enter);
    }
  }
}

/** Does what the step in front asks for, from its first question to its end. */
async function work(person: Person, folder: string): Promise<void> {
  await person.reads();
  const { page, screen } = person;
  const id = steps.find(({ title }) => title.startsWith(page.title))?.id ?? '';
  const ending = endings[id];
  if (page.now.includes('waits for an approval by another person')) return person.says('approve --by "Bodil Vang"');
  if (ending !== undefined) return person.says(ending);
  if (page.now.includes('Whether this is needed depends on')) return person.answersAll();
  for (const topic of awareOf[id] ?? []) if (person.learns(topic)) return person.does('w', topic, keys.enter);
  const [item] = page.open;
  if (item !== undefined && item > 9) return person.does('x', keys.enter);
  if (item !== undefined) return person.does(String(item));
  if (page.asks) return person.answersAll();
  if (page.now.includes('Wants evidence') && person.learns(`evidence ${id}`)) {
    writeFileSync(join(folder, 'paper.txt'), 'A sheet with a signature.');
    return person.says('attach paper.txt');
  }
  const choice = choices[id];
  if (choice !== undefined) {
    const number = page.options.findIndex((option) => option.startsWith(choice)) + 1;
    if (number === 0) throw new Error(`There is no "${choice}" among ${page.options.join(' | ')}`);
    return person.does(String(number));
  }
  if (page.now.includes('Message to ')) {
    const isOpen = (): boolean => screen.text.includes('Enter: it was sent.');
    return (await person.opens('m', isOpen, 'see the message')) ? person.does(keys.enter) : undefined;
  }
  if (/Command(?: of the drill)? {1,2}r: run/.test(page.now)) {
    if (page.now.includes('It is running now')) return screen.seeNot('It is running now');
    if (!page.now.includes('It ended well.')) {
      const isOver = (): boolean =>
        !person.page.title.startsWith(page.title) || /It ended well\.|It failed/.test(person.page.now);
      return void (await person.opens('r', isOver, 'see the end of the command'));
    }
  }
  return person.does(keys.enter);
}

describe('the flood on the screen', () => {
  beforeAll(built);

  test('walked to its end with keys, in a real terminal', { timeout: 600_000 }, async () => {
    const desk = new Desk();
    // A slow clock: however long the keys take on a busy machine, no time to decide is over before they are pressed.
    await desk.json(['start', 'data-centre-flood', '--drill', '--speed', '0.1', '--as', 'lead']);
    const screen = new Terminal(process.execPath, [holdfast, 'guide', '-i', 'flood-1'], {
      columns: 200,
      rows: 60,
      env: desk.env,
      cwd: desk.folder,
    });
    onTestFinished(() => screen.close());
    await screen.see('Read the leak panel');
    const person = new Person(screen);
    while (!person.page.now.includes('Every runbook has come to its end.')) await work(person, desk.folder);

    await person.does('n', 'Coffee for the night shift', keys.enter);
    screen.press('u');
    await screen.see('Undo this?');
    await person.does('y');
    await person.does('s');
    await person.says('stabilise');
    screen.press(':', 'resolve', keys.enter);
    await screen.see('Resolve the incident?');
    await person.does('y');
    screen.press('q');
    expect(await screen.end()).toEqual({ code: 0, signal: 0 });
    expect(screen.alternate).toBe(false);
    await screen.until(
      () => screen.text.includes('Back with: holdfast guide -i flood-1'),
      'see how to come back',
      true,
    );

    expect(await desk.run(['verify', '-i', 'flood-1'])).toMatchObject({ code: 0, stderr: '' });
    const status = (await desk.json(['status', '-i', 'flood-1'])) as {
      readonly incident: { readonly state: string; readonly mode: string };
      readonly services: readonly { readonly state: string }[];
      readonly deviations: readonly { readonly reason: string | null; readonly owed: boolean }[];
    };
    expect(status.incident).toMatchObject({ state: 'resolved', mode: 'drill' });
    expect(new Set(status.services.map(({ state }) => state))).toEqual(new Set(['up']));
    expect(status.deviations.map(({ reason, owed }) => ({ reason, owed }))).toEqual(
      person.reasons.map((reason) => ({ reason, owed: false })),
    );
  });
});
