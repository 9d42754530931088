import type { ReplayMove } from '../guide/index.ts';
import { isReplay } from '../session/index.ts';
import type { Replay, Session } from '../session/index.ts';
import { alarmsOf } from '../guide/index.ts';
import { firstScreen, say, withoutPage } from './state.ts';
import type { ReplayAt, Screen, Want } from './state.ts';

type Move = Extract<Want, { want: 'replay' }>['move'];

/** What a screen stands on: the incident of now, or a replay of it, with the screen of now kept meanwhile. */
export class Standing {
  readonly #live: Session;
  #replay: Replay | undefined;
  #ofNow: Screen = firstScreen;
  #isPlaying = false;

  constructor(session: Session) {
    this.#live = session;
    if (isReplay(session)) this.#replay = session;
  }

  /** The incident, as of now or as of the entry that a replay stands at. */
  get session(): Session {
    return this.#replay ?? this.#live;
  }

  /** Where a replay stands; undefined: this is now. */
  get at(): ReplayAt | undefined {
    if (this.#replay === undefined) return undefined;
    const { place, count, wayBack } = this.#replay;
    return { place, count, isPlaying: this.#isPlaying, wayBack };
  }

  /** What the screen remembers of now. */
  remembered(screen: Screen): Screen {
    return this.#replay === undefined ? screen : this.#ofNow;
  }

  /** The screen after a move; undefined where leaving the replay leaves the screen, for there is no now behind it. */
  move(screen: Screen, move: Move): Screen | undefined {
    if (move === 'leave') return this.#leave();
    if (move !== 'play' && 'begin' in move) return this.#begin(screen, move.begin);
    if (this.#replay === undefined)
      return say(screen, 'This is now. Z, or the word replay, goes back in time first.', 'bad');
    return move === 'play' ? this.#togglePlay(screen, this.#replay) : this.#go(screen, this.#replay, move);
  }

  /** Time went on: while it plays, an entry. True where it moved. */
  tick(): boolean {
    if (this.#replay === undefined || !this.#isPlaying) return false;
    this.#replay.stand(this.#replay.place + 1);
    if (this.#replay.place >= this.#replay.count) this.#isPlaying = false;
    return true;
  }

  /** What has become due now while another time is looked at, in words, and how many nobody has looked at; told once. */
  dueNow(): { readonly text: string; readonly waiting: number } | undefined {
    if (isReplay(this.#live)) return undefined;
    const guide = this.#live.guide();
    const alarms = alarmsOf(guide);
    const { rung, looked } = this.#ofNow;
    const first = alarms.find(({ key }) => !rung.includes(key));
    this.#ofNow = { ...this.#ofNow, rung: alarms.map(({ key }) => key) };
    if (first === undefined) return undefined;
    return {
      text: `NOW, in ${guide.alias}: ${first.text}. e goes back to now.`,
      waiting: alarms.filter(({ key }) => !looked.includes(key)).length,
    };
  }

  #begin(screen: Screen, at: string | undefined): Screen {
    if (this.#replay !== undefined) return at === undefined ? screen : this.#go(screen, this.#replay, { to: at });
    const replay = this.#live.replay('e goes back to now.');
    const found = at === undefined ? undefined : replay.find(at);
    if (found !== undefined && 'message' in found) return say(screen, `${found.message} ${found.hint}`, 'bad');
    if (found !== undefined) replay.stand(found.place, found.at);
    this.#ofNow = screen;
    this.#replay = replay;
    // Who says at which entry wants to see the guide of then, and comes back to where they were.
    return say(
      { ...(found === undefined ? screen : withoutPage(screen)), logBack: 0 },
      'A replay: [ and ] an entry back and on, ? the other keys. e goes back to now.',
    );
  }

  #leave(): Screen | undefined {
    this.#isPlaying = false;
    if (isReplay(this.#live)) return undefined;
    this.#replay = undefined;
    return say({ ...this.#ofNow, logBack: 0 }, 'This is now.', 'good');
  }

  /** Where there is no way on it is said why. A move of one's own ends the playing. */
  #go(
    screen: Screen,
    replay: Replay,
    move: Exclude<ReplayMove, { readonly begin: unknown }> | { readonly change: 1 | -1 },
  ): Screen {
    this.#isPlaying = false;
    if ('to' in move) {
      const found = replay.find(move.to);
      if ('message' in found) return say(screen, `${found.message} ${found.hint}`, 'bad');
      replay.stand(found.place, found.at);
      return screen;
    }
    const before = replay.place;
    const wanted = 'change' in move ? replay.nextChange(move.change) : before + move.by;
    if (wanted !== undefined) replay.stand(wanted);
    if (wanted !== undefined && replay.place !== before) return screen;
    return say(screen, endOf(replay, 'change' in move ? move.change : move.by));
  }

  #togglePlay(screen: Screen, replay: Replay): Screen {
    if (!this.#isPlaying && replay.place >= replay.count) return say(screen, endOf(replay, 1));
    this.#isPlaying = !this.#isPlaying;
    return say(screen, this.#isPlaying ? 'Playing, an entry a second. Space stops.' : 'Stopped.');
  }
}

/** Why there is no way on from here. */
function endOf({ place, count, wayBack }: Replay, way: number): string {
  // That it was declared is a move too: there is always a way back to it.
  if (way < 0) return 'This is the first entry: the incident was declared.';
  return place >= count ? `#${place} is the last entry. ${wayBack}` : 'The plan moves no more after this.';
}
