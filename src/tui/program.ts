import type { HomeEnd } from '../home/index.ts';
import { overText } from '../home/index.ts';
import { followWhereOpen, problemOf } from '../session/index.ts';
import type { Held, Lobby, Neighbours, Session, Threshold } from '../session/index.ts';
import type { Block } from '../text/index.ts';
import { Controller } from './controller.ts';
import type { Frame } from './frame-store.ts';
import type { AtHome } from './home/at-home.ts';
import { homeOf } from './home/home-of.ts';
import type { Home } from './home/home-of.ts';
import type { Input } from './keys/key-parser.ts';
import type { House, Player } from './stage.tsx';
import { unrecorded } from './press/drafts.ts';
import { opened } from './pages/page-state.ts';
import { firstScreen, withoutPage } from './state.ts';
import type { Screen } from './state.ts';

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The incident that is on the screen. */
interface Here {
  readonly held: Held;
  readonly controller: Controller;
  readonly unsubscribe: () => void;
}

/**
 * All screens of one run of the program, one after another on the same stage: the guide of an incident, that of another, the home
 * screen. What the screen of an incident remembered when it was left stands there again on return; the incident itself is let
 * go of meanwhile, so that nothing is written into one that nobody looks at.
 */
export class Program implements Player {
  readonly #lobby: Lobby | undefined;
  #threshold: Home | undefined;
  readonly #house: House;
  readonly #listeners = new Set<() => void>();
  /** What the screens that were left remembered, by the id of the incident. */
  readonly #kept = new Map<string, { readonly alias: string; readonly screen: Screen }>();
  /** What was begun at home, and declared nothing. */
  #sentence = '';
  #size: Size;
  #here: Here | undefined;
  #home: AtHome | undefined;
  /** The incident before this one, by its id. */
  #before: string | undefined;
  #neighbours: Neighbours | undefined;
  #blocks: ((markdown: string) => readonly Block[]) | undefined;
  #hasBegun = false;
  /** What was offered last in the incident that is on the screen. */
  #offered: string | undefined;
  #isBusy = false;
  /** The incident that was on the screen last. */
  last: Session | undefined;
  /** The record of one of them could not be written. */
  fault = false;

  constructor(first: Held | Home, lobby: Lobby | undefined, house: House, size: Size) {
    this.#lobby = lobby;
    this.#house = house;
    this.#size = size;
    if ('look' in first) this.#stayHome(first);
    else this.#enter(first);
  }

  get #player(): Player {
    const player = this.#home ?? this.#here?.controller;
    if (player === undefined) throw new Error('Nothing is on the screen.');
    return player;
  }

  get #alias(): string | undefined {
    return this.last?.incident.alias;
  }

  get frame(): Frame {
    return this.#player.frame;
  }
  get countsSeconds(): boolean {
    return this.#player.countsSeconds;
  }
  get waiting(): number {
    return this.#player.waiting;
  }
  get isUnread(): boolean {
    return this.#player.isUnread;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  input(input: Input): void {
    if (!this.#isBusy) this.#player.input(input);
  }

  resize(columns: number, rows: number): void {
    this.#size = { columns, rows };
    this.#player.resize(columns, rows);
  }

  refresh(): void {
    this.#player.refresh();
    this.#sayOffer();
  }

  read(): void {
    this.#player.read();
  }

  /** The first frame stands: what others do is followed from now on, here and in the other incidents. */
  begin(): void {
    this.#hasBegun = true;
    this.#follow();
    this.#watchOthers();
    this.#sayOffer();
  }

  /** What there is to be taken up is looked for once the incident stands there: nobody waits for it. It is told once. */
  #sayOffer(): void {
    if (!this.#hasBegun || this.#here === undefined) return;
    const { held, controller } = this.#here;
    const offer = held.offer?.();
    if (offer === this.#offered) return;
    if (offer === undefined || controller.tell(offer)) this.#offered = offer;
  }

  /** From now on text is read as Markdown. */
  markdown(blocks: (markdown: string) => readonly Block[]): void {
    this.#blocks = blocks;
    this.#here?.controller.markdown(blocks);
  }

  /** Lets go of all that is held open. */
  close(): void {
    this.#leave();
    this.#leaveHome();
    this.#neighbours?.close();
  }

  /** Puts an incident on the screen, in place of what stands there. */
  #enter(held: Held): void {
    const { session, greeting: _, close: _close, ...reach } = held;
    const { id, alias } = session.incident;
    const left = this.#leave();
    if (left !== undefined && left !== id) this.#before = left;
    this.#neighbours?.look(id);
    const heard = left === undefined ? undefined : this.#kept.get(left)?.screen;
    const kept = this.#kept.get(id)?.screen ?? firstOf(session);
    this.#kept.delete(id);
    const controller = new Controller(
      session,
      {
        ...reach,
        copy: (text) => this.#house.copy(text),
        writtenBeside: () => this.#writtenBeside(),
        others: () => this.#neighbours,
        ...(this.#lobby && { switchTo: (said) => this.#switchTo(said), home: () => void this.#goHome() }),
        edit: (text) => this.#house.edit(text),
        leave: () => this.#house.leave(this.fault || controller.fault ? 5 : 0),
        again: (words) => this.#house.again(words),
        suspend: () => this.#house.suspend(),
        repaint: () => this.#house.repaint(),
        // Also while one is at home: what one works on goes on.
        ring: () => this.#here?.controller === controller && this.#house.ring(),
        marked: (waiting) => this.#here?.controller === controller && this.#house.marked(waiting),
      },
      this.#size,
      // What somebody has looked at in one of them is looked at, wherever it is shown.
      { ...kept, looked: heard?.looked ?? kept.looked, ...overNotice(session), ...greeted(held) },
    );
    if (this.#blocks !== undefined) controller.markdown(this.#blocks);
    const stops = [
      controller.subscribe(() => this.#changed()),
      session.subscribe(() => {
        try {
          this.#follow();
          controller.othersActed();
        } catch (error) {
          this.#house.fail(error);
        }
      }),
    ];
    this.#here = { held, controller, unsubscribe: () => stops.forEach((stop) => stop()) };
    this.#offered = undefined;
    this.#leaveHome();
    this.last = session;
    if (this.#hasBegun) {
      this.#follow();
      this.#watchOthers();
      this.#house.named(alias);
      this.#house.marked(controller.waiting);
      this.#sayOffer();
    }
    this.#changed();
  }

  /** All that was written for a record and is in none, as it was written, by where it was. Once everything is let go of. */
  get unrecorded(): readonly { readonly where: string; readonly texts: readonly string[] }[] {
    const kept = [...this.#kept.values()].map(({ alias, screen }) => ({
      where: ` in ${alias}`,
      texts: unrecorded(screen),
    }));
    return [...kept, { where: '', texts: this.#sentence === '' ? [] : [this.#sentence] }].filter(
      ({ texts }) => texts.length > 0,
    );
  }

  /** Where beside the incident on the screen something is written that is not recorded: the name of the place. */
  #writtenBeside(): string | undefined {
    const left = [...this.#kept.values()].find(({ screen }) => unrecorded(screen).length > 0);
    return left?.alias ?? (this.#sentence === '' ? undefined : 'the home screen');
  }

  #follow(): void {
    if (this.#hasBegun && this.#here !== undefined) followWhereOpen(this.#here.held.session);
  }

  /** Lets go of the incident on the screen; gives its id. */
  #leave(): string | undefined {
    const here = this.#here;
    if (here === undefined) return undefined;
    this.#here = undefined;
    const { id, alias } = here.held.session.incident;
    const { over: _over, notice: _notice, unread: _unread, ...screen } = withoutPage(here.controller.remembered);
    this.#kept.set(id, { alias, screen });
    this.fault ||= here.controller.fault;
    here.unsubscribe();
    here.held.close();
    return id;
  }

  /** Why it cannot go over to that one; undefined where it did. */
  #switchTo(said: string | undefined): string | undefined {
    if (said === undefined && this.#before === undefined)
      return 'No other incident was on this screen yet. I shows those that are open.';
    try {
      const id = this.#lobby?.find(said ?? this.#before ?? '') ?? '';
      if (id === this.#here?.held.session.incident.id) {
        return said === undefined
          ? undefined
          : `${this.#alias ?? 'It'} is the one that you work on. Esc goes back to its guide.`;
      }
      const held = this.#lobby?.hold(id);
      if (held !== undefined) this.#enter(held);
      return undefined;
    } catch (error) {
      return problemOf(error);
    }
  }

  async #goHome(): Promise<void> {
    try {
      this.#stayHome(this.#threshold ?? (await homeOf(this.#lobby)));
    } catch (error) {
      this.#house.fail(error);
    }
  }

  #stayHome(threshold: Home | undefined): void {
    if (threshold === undefined) return;
    const { AtHome: Screen, look } = threshold;
    const sentence = this.#sentence;
    this.#sentence = '';
    const isWrittenHere = this.#here !== undefined && unrecorded(this.#here.controller.remembered).length > 0;
    const behind = {
      back: this.#here === undefined ? undefined : this.#alias,
      written: isWrittenHere ? this.#alias : this.#writtenBeside(),
      sentence,
    };
    const home = new Screen(look, this.#house, this.#size, (end) => void this.#chosen(end, threshold), behind);
    this.#threshold = threshold;
    home.subscribe(() => this.#changed());
    this.#home = home;
    if (this.#hasBegun) {
      this.#house.named('holdfast');
      this.#house.marked(this.#here?.controller.waiting ?? 0);
    }
    this.#changed();
  }

  /** What was begun there stands there again. */
  #leaveHome(): void {
    if (this.#home === undefined) return;
    this.#sentence = this.#home.sentence;
    this.#home = undefined;
  }

  /** What was chosen at home is done; where it cannot be, home says why. */
  async #chosen(end: HomeEnd, threshold: Threshold): Promise<void> {
    const home = this.#home;
    this.#isBusy = true;
    try {
      if (end.end === 'leave') this.#house.leave(this.fault ? 5 : 0);
      else if (end.end === 'back') this.#back();
      else if (end.end === 'open' && end.id === this.#here?.held.session.incident.id) this.#back();
      else if (end.end === 'begin') {
        this.#enter(await threshold.begin(end.begin));
        this.#sentence = '';
      } else if (this.#lobby !== undefined) this.#enter(this.#lobby.hold(end.id));
    } catch (error) {
      home?.say(problemOf(error));
    } finally {
      this.#isBusy = false;
    }
  }

  /** The incident that one came from, as it was left. */
  #back(): void {
    const here = this.#here;
    if (here === undefined) return;
    this.#leaveHome();
    here.controller.resize(this.#size.columns, this.#size.rows);
    here.controller.refresh();
    this.#house.named(this.#alias ?? 'holdfast');
    this.#house.marked(here.controller.waiting);
  }

  #watchOthers(): void {
    const { held, controller } = this.#here ?? {};
    if (held === undefined || this.#lobby === undefined || this.#neighbours !== undefined) return;
    try {
      this.#neighbours = this.#lobby.neighbours(held.session.incident.id, () => {
        try {
          this.#here?.controller.othersChanged(false);
        } catch (error) {
          this.#house.fail(error);
        }
      });
      controller?.othersChanged(true);
    } catch (error) {
      this.#house.fail(error);
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Whoever facilitates an exercise begins with it. */
function firstOf(session: Session): Screen {
  return session.guide().drill?.staff === undefined ? firstScreen : { ...firstScreen, page: opened('facilitate') };
}

function greeted({ greeting }: Held): Pick<Screen, 'notice'> {
  return greeting === undefined ? {} : { notice: { text: greeting, tone: 'plain' } };
}

/** Whoever opens what is over is told so. */
function overNotice({ incident }: Session): Pick<Screen, 'notice'> {
  const text = overText(incident, ':');
  return text === undefined ? {} : { notice: { text, tone: 'plain' } };
}
