import { type AnyEntry, completions, type EntryType, type Person, type TimerKind } from '../entry/index.ts';
import { guide, type Guide, logLines, sentMessages } from '../guide/index.ts';
import { evolve, type Incident, knownAs, nothingYet, replay } from '../incident/index.ts';
import { instant, millis, parseWhen, sayTime, type Instant } from '../time/index.ts';
import type { FoundPlace, Outcome, Replay, Session } from './model.ts';
import { TimelineReader } from './timeline-reader.ts';

/** What is replayed. */
export interface ReplaySource {
  /** The entries behind the first so many, oldest first. */
  readonly read: (after: number) => readonly AnyEntry[];
  /** Differs whenever there may be more to read. */
  readonly changes: () => number;
  /** The incident's clock now, from which a time that is typed is read. */
  readonly now: () => Instant;
  readonly me: Person;
  /** An exercise that has ended: whoever replays it may see all of it, as its facilitator did. */
  readonly isOpenToAll?: boolean;
  /** How one comes back to now, in a sentence. */
  readonly wayBack: string;
}

/** Whether a session is a replay. */
export function isReplay(session: Session): session is Replay {
  return 'stand' in session;
}

/** So often what was folded is kept, so that going back folds few entries anew. */
const EVERY = 32;

/** Entries on which a plan moves, or an exercise. */
const moves: ReadonlySet<EntryType> = new Set([
  'incident.declared',
  'runbook.followed',
  'runbook.revised',
  'runbook.ended',
  ...completions,
  'step.skipped',
  'step.failed',
  'step.reopened',
  'step.jumped',
  'step.added',
  'approval.given',
  'approval.refused',
  'approval.gone-without',
  'incident.stabilised',
  'incident.resolved',
  'incident.closed',
  'incident.reopened',
  'incident.stood-down',
  'inject.delivered',
  'inject.improvised',
]);

/** Timers after which a plan goes on; the others only ring. */
const going: ReadonlySet<TimerKind> = new Set(['wait', 'at-most', 'round', 'approval']);

const isMove = (entry: AnyEntry): boolean =>
  entry.type === 'timer.elapsed' ? going.has(entry.data.timer) : moves.has(entry.type);

/** Opens a replay at the last entry. */
export function openReplay(source: ReplaySource): Replay {
  let { me } = source;
  let entries: readonly AnyEntry[] = [];
  /** By place: the latest time, in milliseconds, that was told of up to there. What is written down late turns no clock back. */
  let clocks: number[] = [];
  let kept: Incident[] = [nothingYet];
  let seen: number | undefined;
  let place = 0;
  let incident = nothingYet;
  let shown: Instant | undefined;
  const listeners = new Set<() => void>();

  const take = (fresh: readonly AnyEntry[]): void => {
    entries = [...entries, ...fresh];
    for (const { at } of fresh) clocks.push(Math.max(clocks.at(-1) ?? -Infinity, millis(at) || -Infinity));
  };

  /** Others may have written meanwhile; words that were taken out for good since are gone from every entry before, too. */
  const catchUp = (): void => {
    const changes = source.changes();
    if (changes === seen) return;
    seen = changes;
    const fresh = source.read(entries.length);
    if (!fresh.some(({ type }) => type === 'entry.expunged')) return take(fresh);
    entries = [];
    clocks = [];
    kept = [nothingYet];
    take(source.read(0));
    foldTo(Math.min(place, entries.length));
  };

  /** Folds forward from where it stands or from what was kept, whichever is nearer. */
  const foldTo = (wanted: number): void => {
    const nearest = Math.min(Math.floor(wanted / EVERY), kept.length - 1);
    const isOnTheWay = incident !== nothingYet && place <= wanted && place >= nearest * EVERY && kept.length > 1;
    let at = isOnTheWay ? place : nearest * EVERY;
    let state = (isOnTheWay ? incident : kept[nearest]) ?? nothingYet;
    while (at < wanted) {
      const next = Math.min(wanted, (Math.floor(at / EVERY) + 1) * EVERY);
      const [only, ...others] = entries.slice(at, next);
      if (only !== undefined) state = others.length === 0 ? evolve(state, only) : replay([only, ...others], state);
      at = next;
      if (at % EVERY === 0) kept[at / EVERY] ??= state;
    }
    place = wanted;
    incident = state;
  };

  const now = (): Instant => {
    const ms = clocks[place - 1] ?? -Infinity;
    const at = Number.isFinite(ms) ? ms : millis(incident.declared);
    const latest = shown === undefined ? at : Math.max(at, millis(shown));
    return instant(Math.floor(latest / 1000) * 1000, incident.timezone);
  };

  const refused = (): Outcome & { readonly ok: false } => ({
    ok: false,
    lostRace: false,
    refusal: {
      code: 'wrong-state',
      message: `This is a replay of ${incident.alias} at #${entries[place - 1]?.seq ?? place}: nothing is recorded.`,
      hint: source.wayBack,
    },
  });

  const readerHere = (): TimelineReader => {
    const here = entries;
    return new TimelineReader({
      read: ({ after = 0, upTo = place, types }) => {
        const window = here.slice(after, Math.min(upTo, place));
        return types === undefined ? window : window.filter(({ type }) => types.includes(type));
      },
      one: (id) => {
        const found = here.findIndex((entry) => entry.id === id);
        return found < place ? here[found] : undefined;
      },
      incident: () => incident,
    });
  };
  let reader: { readonly place: number; readonly of: readonly AnyEntry[]; readonly reader: TimelineReader } | undefined;
  let drawn: { readonly of: Incident; readonly by: Person; readonly at: Instant; readonly guide: Guide } | undefined;

  /** As the facilitator saw it, or as somebody else did once one looks with their eyes. */
  const guideAt = (at: Instant): Guide => {
    const facilitates = source.isOpenToAll === true && me === source.me;
    return guide(incident, { name: knownAs(incident, me.name), facilitates, looksBack: true }, at);
  };

  const stand = (wanted: number, at?: Instant): void => {
    catchUp();
    foldTo(Math.max(1, Math.min(entries.length, wanted)));
    shown = at;
    for (const listener of listeners) listener();
  };

  /** The last entry that had come by then, 0 where none had. */
  const placeBy = (ms: number): number => {
    let [low, high] = [0, clocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((clocks[middle] ?? Infinity) <= ms) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const findEntry = (seq: number): FoundPlace => {
    const found = entries[seq - 1]?.seq === seq ? seq : entries.findIndex((entry) => entry.seq === seq) + 1;
    if (found > 0) return { place: found };
    return {
      code: 'no-such-thing',
      message: `There is no entry #${seq}: they go up to #${entries.length}.`,
      hint: 'See their numbers: log',
    };
  };

  const find = (typed: string): FoundPlace => {
    catchUp();
    const seq = /^#?([1-9]\d{0,8})$/.exec(typed.trim())?.[1];
    if (seq !== undefined) return findEntry(Number(seq));
    const { timezone } = incident;
    const clock = typed.trim().replace(/^(\d\d)(\d\d)$/, '$1:$2');
    const read = parseWhen(clock, { now: source.now(), timeZone: timezone });
    if ('problem' in read)
      return { code: 'wrong-type', message: read.problem, hint: 'Or give the number of an entry: #12' };
    // Who says 03:12 means all that bears that time.
    const end = millis(read.at) + { second: 999, minute: 59_999, about: 59_999, day: 86_399_999 }[read.precision];
    const found = placeBy(end);
    if (found > 0) return { place: found, at: read.at };
    const first = entries[0];
    return {
      code: 'no-such-thing',
      message: `${sayTime(read.at)} lies before it was declared: that was ${sayTime(first?.at ?? '')}.`,
      hint: `Give a later time, with its date where that is needed, or an entry: #${first?.seq ?? 1}`,
    };
  };

  const session: Replay = {
    get me() {
      return me;
    },
    via: 'cli',
    get incident() {
      return incident;
    },
    get head() {
      const last = entries[place - 1];
      return { seq: last?.seq ?? 0, hash: last?.hash ?? '' };
    },
    get place() {
      return place;
    },
    get count() {
      return entries.length;
    },
    wayBack: source.wayBack,
    now,
    act: refused,
    run: refused,
    probe: () => ({ deviates: false, refusal: refused().refusal }),
    guide: () => {
      const at = now();
      if (drawn?.of !== incident || drawn.by !== me || drawn.at !== at)
        drawn = { of: incident, by: me, at, guide: guideAt(at) };
      return drawn.guide;
    },
    entries: () => entries.slice(0, place),
    log: (last) => logLines(entries.slice(Math.max(0, place - last), place), incident),
    sent: () =>
      sentMessages(entries.slice(0, place).filter(({ type }) => type === 'message.sent' || type === 'entry.corrected')),
    get timeline() {
      // A reader takes in what comes later; what is not there any more it would have to forget.
      if (reader === undefined || reader.place > place || reader.of !== entries) {
        reader = { place, of: entries, reader: readerHere() };
      } else if (reader.place < place) reader = { ...reader, place };
      return reader.reader;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    paperThrough: () => [],
    follow: () => undefined,
    replay: (wayBack) => openReplay({ ...source, wayBack }),
    setMe: (name) => {
      me = { ...me, name };
    },
    close: () => listeners.clear(),
    stand,
    find,
    nextChange: (way) => {
      for (let next = place + way; next >= 1 && next <= entries.length; next += way) {
        const entry = entries[next - 1];
        if (entry !== undefined && isMove(entry)) return next;
      }
      return undefined;
    },
  };
  stand(Infinity);
  return session;
}
