import type { AnyEntry } from '../entry/index.ts';
import { paperEcho, peopleOnPaper, readPaperLine } from '../guide/index.ts';
import type { NewInitials, PaperLine, PaperRoom } from '../guide/index.ts';
import type { Outcome, Session } from './model.ts';

type Read = ReturnType<typeof readPaperLine>;

/** Where what was written by hand is typed in, line by line: what was said of initials and of the line above is remembered. */
export class PaperDesk {
  readonly #session: Session;
  readonly #others: readonly string[];
  #initials: Readonly<Record<string, string>> = {};
  readonly #lines: { readonly entry: AnyEntry; readonly before: PaperRoom['before'] }[] = [];
  #before: PaperRoom['before'];

  /** @param others who may have written too, of whom the incident does not know */
  constructor(session: Session, others: readonly string[]) {
    this.#session = session;
    this.#others = others;
  }

  /** How many lines were recorded, those taken back left out. */
  get count(): number {
    return this.#lines.length;
  }

  /** From now on those initials are this person's. */
  name({ initials, name }: Pick<NewInitials, 'initials'> & { readonly name: string }): void {
    this.#initials = { ...this.#initials, [initials]: name };
  }

  read(line: string): Read {
    return readPaperLine(line, this.#room());
  }

  /** How a line will stand in the record. */
  echo(line: PaperLine): string {
    return paperEcho(line, this.#room());
  }

  record({ act, how }: PaperLine): Outcome {
    const outcome = this.#session.act(act, how);
    const entry = outcome.ok
      ? outcome.entries.find(({ via, cause }) => via === 'paper' && cause === undefined)
      : undefined;
    if (entry !== undefined) {
      this.#lines.push({ entry, before: this.#before });
      this.#before = { at: how.at, by: how.by };
    }
    return outcome;
  }

  /** Takes the last line back; undefined where there is none. */
  undo(): Outcome | undefined {
    const last = this.#lines.at(-1);
    if (last === undefined) return undefined;
    const outcome = this.#session.act({ act: 'undo', entry: last.entry.id });
    if (outcome.ok) {
      this.#lines.pop();
      this.#before = last.before;
    }
    return outcome;
  }

  /** No more is typed in: what is still due is written as of now. */
  through(): readonly AnyEntry[] {
    return this.#session.paperThrough();
  }

  #room(): PaperRoom {
    const session = this.#session;
    const known = { guide: session.guide(), incident: session.incident, lookup: session.timeline };
    return { ...known, people: peopleOnPaper(known, this.#others), initials: this.#initials, before: this.#before };
  }
}
