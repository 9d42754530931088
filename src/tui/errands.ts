import type { Act } from '../incident/index.ts';
import type { How, NotHad, Session } from '../session/index.ts';
import type { FilledMessage } from '../guide/index.ts';
import type { Outside } from './outside.ts';
import type { Notice, Want, World } from './state.ts';

/** The screen that sends somebody out for something. */
export interface Desk {
  readonly session: Session;
  say(text: string, tone: Notice['tone']): void;
  /** Does an act, asking why where it leaves the plan. */
  act(act: Act, how: How): void;
  /** Keeps the changed words of a message as its draft. */
  keepDraft(message: FilledMessage, language: string, text: string): void;
  /** The handover brief as it is read. */
  brief(): string;
  /** Draws what came of it. */
  changed(): void;
}

/** What a screen has done by the world outside it, which takes its time: files, runbooks, an editor. */
export class Errands {
  readonly #outside: Outside;
  readonly #desk: Desk;
  #runbooks: ReturnType<World['runbooks']> = [];
  #isLibraryRead = false;
  #exercised: ReturnType<World['exercised']>;
  #exercisedRead: Promise<void> | undefined;

  constructor(outside: Outside, desk: Desk) {
    this.#outside = outside;
    this.#desk = desk;
  }

  /** The runbooks that could be followed, as far as they were looked for. */
  get runbooks(): ReturnType<World['runbooks']> {
    return this.#runbooks;
  }

  /** Looks for them once, when somebody first may want one. */
  async findRunbooks(): Promise<void> {
    if (this.#isLibraryRead) return;
    this.#isLibraryRead = true;
    try {
      this.#runbooks = (await this.#outside.library?.()) ?? this.#runbooks;
    } catch {
      // Without the list a runbook is still followed by its name.
    }
    this.#desk.changed();
  }

  /** What the others exercised, once it is known. */
  get exercised(): ReturnType<World['exercised']> {
    return this.#exercised;
  }

  /** Looks for it once, when somebody first opens the map or writes the review. */
  findExercised(): Promise<void> {
    this.#exercisedRead ??= this.#readExercised();
    return this.#exercisedRead;
  }

  async #readExercised(): Promise<void> {
    try {
      this.#exercised = await this.#outside.exercised?.();
    } catch {
      // The map is one without it too.
    }
    this.#desk.changed();
  }

  async attach({ file, step, how }: Extract<Want, { want: 'attach' }>): Promise<void> {
    const had = await this.#had(this.#outside.file?.(file), beside(`holdfast attach ${file} -i ${this.#alias}`));
    if (had !== undefined) {
      const { name, sha256, bytes } = had;
      this.#desk.act({ act: 'attach', name, sha256, bytes, ...(step === undefined ? {} : { step }) }, how);
    }
    this.#desk.changed();
  }

  async follow({ runbook, how }: Extract<Want, { want: 'follow' }>): Promise<void> {
    const command = `holdfast follow ${runbook} -i ${this.#alias}`;
    const source = await this.#had(this.#outside.runbook?.(runbook), beside(command));
    if (source !== undefined) this.#desk.act({ act: 'follow', source }, how);
    this.#desk.changed();
  }

  async revise({ run: id, how }: Extract<Want, { want: 'revise' }>): Promise<void> {
    const run = this.#desk.session.incident.runs.find((each) => each.id === id);
    const command = `holdfast revise ${id} -i ${this.#alias}`;
    const source = await this.#had(run && this.#outside.newer?.(run), beside(command));
    if (source !== undefined) this.#desk.act({ act: 'revise', run: id, source }, how);
    this.#desk.changed();
  }

  /** Nothing is sent by it: what comes back stands as the draft. */
  async edit({ message, language, text, otherwise }: Extract<Want, { want: 'edit' }>): Promise<void> {
    const had = await this.#had(this.#outside.edit?.(text), 'This screen opens no editor.', otherwise);
    if (had !== undefined) {
      const isChanged = had.text.trim() !== text.trim();
      if (isChanged) this.#desk.keepDraft(message, language, had.text);
      this.#desk.say(
        isChanged ? 'It stands as you left it; nothing is sent yet.' : 'Left as it was.',
        isChanged ? 'good' : 'plain',
      );
    }
    this.#desk.changed();
  }

  async save({ what, file }: Extract<Want, { want: 'save' }>): Promise<void> {
    const command = what === 'brief' ? 'holdfast brief' : 'holdfast export --format markdown';
    const text = what === 'brief' ? this.#desk.brief() : await this.#review();
    const had = await this.#had(this.#outside.save?.(file, text), beside(`${command} -o FILE -i ${this.#alias}`));
    if (had !== undefined) this.#desk.say(`Written: ${had.file}`, 'good');
    this.#desk.changed();
  }

  /** As it is exported, for the audience that the incident is marked for. */
  async #review(): Promise<string> {
    const { markdownReview, shownTo, textOf } = await import('../report/index.ts');
    await this.findExercised();
    const { session } = this.#desk;
    const { incident } = session;
    const [entries, others] = [session.entries(), this.#exercised];
    const language = this.#outside.language?.();
    const shown = shownTo(
      { tlp: incident.marking, pseudonyms: false, language },
      { entries: () => entries, incident, ...(others && { others: () => others }) },
    );
    return textOf(markdownReview(shown, { language }));
  }

  get #alias(): string {
    return this.#desk.session.incident.alias;
  }

  async #had<Thing extends object>(
    wanted: Promise<Thing | NotHad> | undefined,
    none: string,
    then?: string,
  ): Promise<Thing | undefined> {
    let problem = none;
    try {
      const had = await wanted;
      if (had !== undefined && !('problem' in had)) return had;
      if (had !== undefined) problem = had.problem;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    this.#desk.say(then === undefined ? problem : `${problem} ${then}`, 'bad');
    return undefined;
  }
}

/** How to have what this screen cannot reach. */
export function beside(command: string, what = 'files'): string {
  return `This screen cannot reach ${what}. Beside it, in another terminal: ${command}`;
}
