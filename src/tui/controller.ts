import {
  alarmsBeside,
  alarmsOf,
  briefLog,
  stepNews,
  exerciseNews,
  exerciseProgress,
  handoverAct,
  leftBehindText,
  relievedText,
} from '../guide/index.ts';
import type { Alarm, Guide } from '../guide/index.ts';
import type { Act } from '../incident/index.ts';
import { keptText } from '../session/index.ts';
import type { How, Outcome, Session } from '../session/index.ts';
import type { Block } from '../text/index.ts';
import { attempt, beginWords, said } from './press/doing.ts';
import { forgetDraft, setAside } from './press/drafts.ts';
import { beside, Errands } from './errands.ts';
import type { Desk } from './errands.ts';
import { frameRows } from './frame.ts';
import type { Frame } from './frame-store.ts';
import { heard, rungBeneath } from './heard.ts';
import { layoutOf } from './rows/layout.ts';
import type { Input } from './keys/key-parser.ts';
import { keyName } from './keys/keys.ts';
import { LogWindow } from './log-window.ts';
import { keepWording, withoutDrafts } from './rows/message-body.ts';
import { plainBlocks } from './rows/markdown-rows.ts';
import type { Outside } from './outside.ts';
import { finish } from './press/press-over.ts';
import { isOnPaper } from './press/press-paper.ts';
import { press } from './press/press.ts';
import { recordedText } from './recorded.ts';
import { Standing } from './standing.ts';
import { showsSeconds } from './rows/shows-seconds.ts';
import { Surroundings, briefOf, briefText, nobodyHere } from './surroundings.ts';
import { afterChange, afterOthers, cameUp, firstScreen, fromTheTop, read, say } from './state.ts';
import type { Doing, Pressed, Screen, Want, World } from './state.ts';

/** All that the screen is drawn from. */
export interface View {
  readonly screen: Screen;
  readonly world: World;
}

/** One person at one screen: takes keys, keeps what the screen remembers, does what the keys ask. Knows no terminal. */
export class Controller {
  readonly #standing: Standing;
  readonly #outside: Outside;
  readonly #errands: Errands;
  readonly #surroundings: Surroundings;
  #log: LogWindow;
  readonly #listeners = new Set<() => void>();
  #screen: Screen;
  #world: World;
  #guide: Guide;
  #blocks: (markdown: string) => readonly Block[] = plainBlocks;
  #view: View;
  #waiting = 0;
  #unwritten: string | undefined;
  /** The key, or paste, of this screen by which is done what changes now. */
  #acting: Input | undefined;
  /** What has rung since that key: an act rings before it is answered. */
  #fresh: readonly string[] = [];
  /** The record could not be written: the exit code says so too. */
  fault = false;

  /** @param before what the screen of this incident remembered when it was left, in this run of the program */
  constructor(
    session: Session,
    outside: Outside,
    size: { readonly columns: number; readonly rows: number },
    before: Screen = firstScreen,
  ) {
    this.#standing = new Standing(session);
    this.#outside = outside;
    this.#errands = new Errands(outside, this.#desk());
    this.#surroundings = new Surroundings(outside);
    this.#log = new LogWindow(session);
    this.#guide = session.guide();
    this.#screen = before;
    this.#world = this.#worldOf(layoutOf(size.columns, size.rows));
    this.#nowFirst();
    if (this.#standing.at === undefined) this.#knowAlarms();
    this.#view = { screen: this.#screen, world: this.#world };
  }

  /** What those who are sent out need of this screen. */
  #desk(): Desk {
    // Read when it is asked for: a replay takes the place of now.
    const current = (): Session => this.#session;
    return {
      get session() {
        return current();
      },
      say: (text, tone) => {
        this.#screen = say(this.#screen, text, tone);
      },
      act: (act, how) => this.#try(act, how),
      keepDraft: (message, language, text) => {
        this.#screen = keepWording(this.#screen, message, language, text);
      },
      brief: () => briefText(this.#session),
      changed: () => this.#changed(),
    };
  }

  /** The incident, as of now or as of the entry that a replay stands at. */
  get #session(): Session {
    return this.#standing.session;
  }

  /** What this screen remembers of now, for when one comes back to it; what is being written is among its drafts. */
  get remembered(): Screen {
    return this.#standing.remembered(setAside(this.#screen, this.#world));
  }

  /** What was due before one looked here is marked, and does not ring. */
  #knowAlarms(): void {
    const { screen, waiting } = heard(this.#screen, this.#alarms());
    this.#screen = screen;
    this.#waiting = waiting;
  }

  /** All that may ring here: of this incident, and of the others. */
  #alarms(): readonly Alarm[] {
    return [...alarmsOf(this.#guide), ...alarmsBeside(this.#guide.mode, this.#world.others)];
  }

  /** The other incidents are known from now on, or one has looked at them anew. `isFirst`: what was due before does not ring. */
  othersChanged(isFirst: boolean): void {
    this.#world = this.#worldOf(this.#world.layout);
    if (isFirst) {
      this.#knowAlarms();
      this.#outside.marked(this.#waiting);
    }
    this.#changed();
  }

  /** What is to be drawn: the same object until something changes. */
  get view(): View {
    return this.#view;
  }

  /** The whole screen as it is to be drawn now. */
  get frame(): Frame {
    const { screen, world } = this.#view;
    return { rows: frameRows(screen, world), columns: world.layout.columns };
  }

  /** Whether a step came up that nobody can have read yet. */
  get isUnread(): boolean {
    return this.#screen.unread !== undefined;
  }

  /** Whether something on it counts seconds. */
  get countsSeconds(): boolean {
    return this.#standing.at?.isPlaying ?? showsSeconds(this.#guide);
  }

  /** How many alarms nobody has looked at. */
  get waiting(): number {
    return this.#waiting;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A key or a paste. */
  input(input: Input): void {
    const { screen, wants } = press(this.#screen, input, this.#world);
    const wasOnPaper = isOnPaper(this.#screen);
    this.#screen = screen;
    this.#acting = input;
    this.#fresh = [];
    try {
      for (const want of wants) this.#perform(want);
      const { over } = this.#screen;
      if (over?.over === 'line' && over.asks.for === 'command') void this.#errands.findRunbooks();
      if (this.#screen.page?.page === 'map') void this.#errands.findExercised();
      if (wasOnPaper && !isOnPaper(this.#screen)) this.#paperThrough();
    } finally {
      this.#changed();
      this.#acting = undefined;
    }
  }

  /** Time went on. */
  refresh(): void {
    if (this.#standing.tick()) {
      this.#renew();
      this.#changed();
    }
    this.othersActed();
  }

  /** The incident changed. */
  othersActed(): void {
    if (this.#standing.at !== undefined) return this.#hearNow();
    const before = this.#guide;
    this.#renew();
    if (this.#acting === undefined) this.#screen = afterOthers(this.#screen, before, this.#guide);
    this.#tellNews(before);
    this.#tellUnwritten();
    this.#changed();
  }

  /** What holdfast could not write by itself is said once, as long as it is the same. */
  #tellUnwritten(): void {
    const { unwritten } = this.#session;
    if (unwritten !== undefined && unwritten !== this.#unwritten) this.#screen = say(this.#screen, unwritten, 'bad');
    this.#unwritten = unwritten;
  }

  /**
   * Whoever handed over may go once another has accepted, what becomes of an exercise, a command that failed, an act that was refused: it is told, and
   * the bell rings; how far an exercise has come is told without.
   */
  #tellNews(before: Guide): void {
    const relieved = relievedText(before, this.#guide, this.#session.incident);
    const text = relieved ?? exerciseNews(before, this.#guide) ?? stepNews(before, this.#guide);
    const progress = exerciseProgress(before, this.#guide);
    if (text === undefined && progress === undefined) return;
    const all = [text, progress].filter((part) => part !== undefined).join(' ');
    this.#screen = say(this.#screen, all, text === undefined ? 'plain' : relieved === undefined ? 'bad' : 'good');
    if (text !== undefined) this.#outside.ring(this.#waiting);
  }

  /** Says what nobody has asked for; false where something else is said, and it has to wait. */
  tell(text: string): boolean {
    if (this.#screen.notice !== undefined) return false;
    this.#screen = say(this.#screen, text);
    this.#changed();
    return true;
  }

  /** What stands on the screen has stood there long enough to be read. */
  read(): void {
    this.#screen = read(this.#screen);
    this.#changed();
  }

  resize(columns: number, rows: number): void {
    const before = this.#world.layout.kind;
    this.#world = this.#worldOf(layoutOf(columns, rows));
    if (before !== 'one') this.#nowFirst();
    this.#changed();
  }

  /** On a small screen what is to be done now comes before the list of steps. */
  #nowFirst(): void {
    if (this.#world.layout.kind === 'one') this.#screen = { ...this.#screen, part: 'now' };
  }

  /** From now on text is read as Markdown. */
  markdown(blocks: (markdown: string) => readonly Block[]): void {
    let last: { readonly text: string; readonly blocks: readonly Block[] } | undefined;
    this.#blocks = (text) => {
      if (last?.text !== text) last = { text, blocks: blocks(text) };
      return last.blocks;
    };
    this.#world = this.#worldOf(this.#world.layout);
    this.#changed();
  }

  #worldOf(layout: World['layout']): World {
    const session = this.#session;
    return {
      guide: this.#guide,
      incident: session.incident,
      layout,
      log: (back, count) => this.#log.lines(back, count),
      others: this.#surroundings.others(this.#screen.page?.page === 'incidents'),
      sent: (message) => session.sent().filter((each) => each.message === message),
      runbooks: () => this.#errands.runbooks,
      exercised: () => this.#errands.exercised,
      again: (words) => this.#outside.again?.(words) ?? `holdfast ${words}`,
      writtenBeside: () => this.#outside.writtenBeside?.(),
      timeline: session.timeline,
      me: session.me.name,
      probe: (act, how) => session.probe(act, how),
      blocks: this.#blocks,
      contactOf: (id) => this.#surroundings.contact(id, session.incident),
      ...(this.#standing.at === undefined ? {} : { replay: this.#standing.at }),
      // Who is here now was not there then.
      ...(this.#standing.at === undefined ? this.#surroundings.presence() : nobodyHere),
      brief: () => briefOf(session),
      entries: () => session.entries(),
    };
  }

  #pressed({ screen, wants }: Pressed): void {
    this.#screen = screen;
    for (const want of wants) this.#perform(want);
  }

  #copy(): void {
    const text = briefText(this.#session);
    this.#screen = say(this.#screen, this.#outside.copy?.(text) ?? 'This screen has no clipboard.', 'plain');
  }

  #perform(want: Want): void {
    switch (want.want) {
      case 'act':
        return this.#act(want.doing);
      case 'run':
        return this.#settle(
          () => this.#session.run(want.step),
          {},
          'The command was started; its end is recorded by itself.',
        );
      case 'finish':
        this.#renew();
        return this.#pressed(finish(this.#screen, want.step, want.how, this.#world));
      case 'words':
        this.#renew();
        return this.#pressed(beginWords(this.#screen, want.words, this.#world));
      case 'iam':
        this.#session.setMe(want.name);
        this.#screen = say(
          this.#screen,
          this.#standing.at === undefined
            ? `From now on the record says: ${want.name}.`
            : `As ${want.name} saw it. The record is not touched.`,
          'good',
        );
        return this.#renew();
      case 'handover': {
        const session = this.#session;
        const by = { name: want.how.by ?? session.me.name };
        const act = handoverAct(session.incident, by, session.now(), session.log(briefLog), want.said);
        return this.#try(act, want.how, want.drafts);
      }
      case 'copy':
        return this.#copy();
      case 'save':
        return void this.#errands.save(want);
      case 'attach':
        return void this.#errands.attach(want);
      case 'follow':
        return void this.#errands.follow(want);
      case 'revise':
        return void this.#errands.revise(want);
      case 'edit':
        return void this.#errands.edit(want);
      case 'replay':
        return this.#replay(want.move);
      case 'switch': {
        const problem =
          this.#outside.switchTo === undefined
            ? beside('holdfast guide -i ID', 'another incident')
            : this.#outside.switchTo(want.incident);
        if (problem !== undefined) this.#screen = say(this.#screen, problem, 'bad');
        return;
      }
      case 'home':
        if (this.#outside.home === undefined)
          this.#screen = say(this.#screen, beside('holdfast', 'the home screen'), 'bad');
        else this.#outside.home();
        return;
      case 'leave':
        return this.#outside.leave();
      case 'suspend':
        return this.#outside.suspend();
      case 'repaint':
        return this.#outside.repaint();
    }
  }

  /** What was not settled by the paper is due now. */
  #paperThrough(): void {
    this.#session.paperThrough();
    this.#renew();
  }

  #replay(move: Extract<Want, { want: 'replay' }>['move']): void {
    const before = this.#session;
    const screen = this.#standing.move(this.#screen, move);
    if (screen === undefined) return this.#outside.leave();
    this.#screen = screen;
    if (this.#session !== before) this.#log = new LogWindow(this.#session);
    this.#renew();
  }

  /** While another time is looked at, what is due now still rings, and is said. */
  #hearNow(): void {
    const due = this.#standing.dueNow();
    if (due === undefined) return;
    this.#waiting = due.waiting;
    this.#outside.marked(due.waiting);
    this.#outside.ring(due.waiting);
    this.#screen = say(this.#screen, due.text, 'bad');
    this.#changed();
  }

  #act({ act, how, drafts = [] }: Doing): void {
    let recorded = false;
    this.#settle(() => {
      const outcome = this.#session.act(act, how);
      recorded = outcome.ok;
      return outcome;
    }, how);
    if (!recorded) return;
    for (const draft of drafts) this.#screen = forgetDraft(this.#screen, draft);
    if (act.act === 'send' && act.message !== undefined) this.#screen = withoutDrafts(this.#screen, act.message);
  }

  /** Acts, and says what came of it. The screen says "recorded" only after the commit has returned. */
  #settle(act: () => Outcome, how: How = {}, words?: string): void {
    const before = this.#session.incident;
    let outcome: Outcome;
    try {
      outcome = act();
    } catch (error) {
      this.fault = true;
      const what = error instanceof Error ? error.message : String(error);
      this.#screen = say(this.#screen, `NOT recorded: ${what} ${keptText(error)}`, 'bad');
      return;
    }
    this.#renew();
    if (!outcome.ok) {
      const faster = outcome.lostRace ? 'Somebody else was faster. ' : '';
      this.#screen = say(this.#screen, `${faster}${said(outcome.refusal)}`, 'bad');
      return;
    }
    const isHalf = outcome.beside?.some(({ problem }) => problem !== undefined) === true;
    this.#screen = say(
      this.#screen,
      words ??
        withMore(recordedText(outcome, how, this.#session, this.#log), leftBehindText(before, this.#session.incident)),
      isHalf ? 'bad' : 'good',
    );
    // What this very connection has written elsewhere no watch tells of.
    if (outcome.beside !== undefined) this.#outside.others?.()?.look();
  }

  #try(act: Act, how: How, drafts: readonly string[] = []): void {
    // What lies outside answers a moment later: what is being written by then is kept, should a question take its place.
    const { screen, wants } = attempt(setAside(this.#screen, this.#world), { act, how, drafts }, this.#world);
    this.#screen = screen;
    for (const want of wants) this.#perform(want);
  }

  /** The world as of now, for what still follows within the same key. */
  #renew(): void {
    this.#guide = this.#session.guide();
    const { logBack } = this.#screen;
    const grown = this.#log.catchUp(logBack);
    // Who reads further up keeps the lines before their eyes.
    this.#screen = afterChange({ ...this.#screen, logBack: logBack === 0 ? 0 : logBack + grown }, this.#guide);
    this.#world = this.#worldOf(this.#world.layout);
  }

  #changed(): void {
    this.#screen = fromTheTop(this.#screen, this.#world.guide, this.#view);
    // What the paper itself will settle must not ring.
    if (this.#standing.at === undefined && !isOnPaper(this.#screen)) this.#ring();
    this.#view = { screen: this.#screen, world: this.#world };
    for (const listener of this.#listeners) listener();
  }

  #ring(): void {
    const { screen, fresh, waiting } = heard(this.#screen, this.#alarms());
    const key = this.#acting?.kind === 'key' ? keyName(this.#acting) : undefined;
    this.#fresh = this.#acting === undefined ? fresh : [...this.#fresh, ...fresh];
    this.#screen = cameUp(rungBeneath(screen, this.#fresh), this.#world, this.#view, key);
    if (waiting !== this.#waiting) this.#outside.marked(waiting);
    this.#waiting = waiting;
    if (fresh.length > 0) this.#outside.ring(waiting);
  }
}

function withMore(text: string, more: string | undefined): string {
  return more === undefined ? text : `${text.replace(/\.$/, '')}. ${more}`;
}
