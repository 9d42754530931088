import type { Session } from '../../src/session/index.ts';
import { graphemes } from '../../src/text/index.ts';
import { markdownBlocks } from '../../src/text/markdown.entry.ts';
import { Controller } from '../../src/tui/controller.ts';
import type { Outside } from '../../src/tui/outside.ts';
import { frameRows } from '../../src/tui/frame.ts';
import { key } from '../../src/tui/keys/key-parser.ts';
import type { Input } from '../../src/tui/keys/key-parser.ts';
import { rowText } from '../../src/tui/rows/rows.ts';

/** The screen without a terminal: keys go in by name, the rows of the frame come out as text. */
export class ScreenInHand {
  readonly controller: Controller;
  /** What the screen asked of the world outside. */
  readonly asked: string[] = [];

  constructor(
    session: Session,
    options: { readonly columns?: number; readonly rows?: number } & Pick<
      Outside,
      | 'others'
      | 'switchTo'
      | 'runbook'
      | 'newer'
      | 'library'
      | 'exercised'
      | 'language'
      | 'file'
      | 'contacts'
      | 'save'
      | 'here'
      | 'copy'
    > = {},
  ) {
    const { columns = 80, rows = 24, ...outside } = options;
    this.controller = new Controller(
      session,
      {
        ...outside,
        leave: () => this.asked.push('leave'),
        suspend: () => this.asked.push('suspend'),
        repaint: () => this.asked.push('repaint'),
        ring: (waiting) => this.asked.push(`ring ${waiting}`),
        marked: (waiting) => this.asked.push(`marked ${waiting}`),
      },
      { columns, rows },
    );
    this.controller.markdown(markdownBlocks);
    session.subscribe(() => this.controller.othersActed());
  }

  /** Presses keys, `enter`, `ctrl-c`, `shift-tab`, or what is typed, once what stands there has been read. */
  press(...names: readonly string[]): this {
    for (const name of names) {
      this.controller.read();
      this.tap(name);
    }
    return this;
  }

  /** Presses keys faster than anybody reads. */
  tap(...names: readonly string[]): this {
    for (const name of names) this.controller.input(keyNamed(name));
    return this;
  }

  /** Types a text, a key for each character. */
  type(text: string): this {
    return this.press(...graphemes(text));
  }

  /** Types a text, and Enter. */
  enter(text: string): this {
    return this.type(text).press('enter');
  }

  paste(text: string): this {
    this.controller.input({ kind: 'paste', text });
    return this;
  }

  get rows(): readonly string[] {
    const { screen, world } = this.controller.view;
    return frameRows(screen, world).map(rowText);
  }

  /** The frame as one text; blanks at the ends of its rows are left out. */
  get text(): string {
    return this.rows.map((row) => row.trimEnd()).join('\n');
  }

  /** The text with every run of blanks as one: for words that are broken over rows. */
  get words(): string {
    return this.text.replace(/[\s│]+/g, ' ');
  }

  /** The part of the screen in which the marked step stands, as one text. */
  get step(): string {
    const rows = this.rows.filter((row) => row.includes(' │ ')).slice(2);
    return rows
      .map((row) => row.split(' │ ')[1] ?? '')
      .join(' ')
      .replace(/\s+/g, ' ');
  }

  /** The line of answers. */
  get said(): string {
    return this.controller.view.screen.notice?.text ?? '';
  }
}

function keyNamed(name: string): Input {
  const held = /^(ctrl|alt|shift)-(.+)$/.exec(name);
  return held?.[1] === undefined || held[2] === undefined ? key(name) : key(held[2], { [held[1]]: true });
}
