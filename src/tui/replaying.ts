import type { ReplayMove } from '../guide/index.ts';
import type { Replay } from '../session/index.ts';
import { say } from './state.ts';
import type { ReplayAt, Screen } from './state.ts';

/** A move that a key or words ask for. */
export type Move = Exclude<ReplayMove, { readonly begin: unknown }> | { readonly change: 1 | -1 };

/** A replay on a screen: where it stands, and whether it plays. */
export class Replaying {
  readonly session: Replay;
  isPlaying = false;

  constructor(session: Replay) {
    this.session = session;
  }

  /** What the screen shows of it. */
  get at(): ReplayAt {
    const { place, count, wayBack } = this.session;
    return { place, count, isPlaying: this.isPlaying, wayBack };
  }

  /** The screen after a move; where there is no way on, why not. A move of one's own ends the playing. */
  move(screen: Screen, move: Move): Screen {
    this.isPlaying = false;
    const { session } = this;
    if ('to' in move) {
      const found = session.find(move.to);
      if ('message' in found) return say(screen, `${found.message} ${found.hint}`, 'bad');
      session.stand(found.place, found.at);
      return screen;
    }
    const wanted = 'change' in move ? session.nextChange(move.change) : session.place + move.by;
    const before = session.place;
    if (wanted !== undefined) session.stand(wanted);
    if (wanted !== undefined && session.place !== before) return screen;
    return say(screen, this.#end('change' in move ? move.change : move.by));
  }

  /** From now on an entry with each tick, or not any more. */
  togglePlay(screen: Screen): Screen {
    if (!this.isPlaying && this.session.place >= this.session.count) return say(screen, this.#end(1));
    this.isPlaying = !this.isPlaying;
    return say(screen, this.isPlaying ? 'Playing, an entry a second. Space stops.' : 'Stopped.');
  }

  /** A tick while it plays; it ends at the last entry. */
  tick(): void {
    const { session } = this;
    session.stand(session.place + 1);
    if (session.place >= session.count) this.isPlaying = false;
  }

  #end(way: number): string {
    const { place, count, wayBack } = this.session;
    if (place >= count && way > 0) return `#${place} is the last entry. ${wayBack}`;
    return place <= 1 && way < 0
      ? 'This is the first entry: the incident was declared.'
      : `The plan ${way > 0 ? 'moves no more after this' : 'had not moved before this'}.`;
  }
}
