import { millis, type Instant } from '../time/index.ts';
import type { AnyEntry, Draft, Head, Person, Via } from '../entry/index.ts';
import {
  type Act,
  type Decision,
  type Incident,
  type ActContext,
  type Viewer,
  asRead,
  type Refusal,
  cameAbout,
  decide,
  evolve,
  exerciseNow,
  fallenDue,
  incidentMs,
  isKept,
  knownAs,
  nextDue,
  rolesOf,
} from '../incident/index.ts';
import { guide, type Guide, logLines, type LogLine, sentMessages, type SentMessage } from '../guide/index.ts';
import { TimelineError } from '../timeline/index.ts';
import type { Appended, Timeline } from '../timeline/index.ts';
import { keepSnapshot, loadIncident } from './load.ts';
import { actBetween, isBetween, probeBetween } from './between.ts';
import type { Several } from './between.ts';
import { lostText } from './kept-text.ts';
import type { How, Outcome, Ports, Probed, Session } from './model.ts';
import { PaperHold } from './paper-hold.ts';
import { probed } from './probed.ts';
import { quotedIn } from './quoted-in.ts';
import { openReplay } from './replay.ts';
import { type MayRun, startCommand } from './start-command.ts';
import { TimelineReader } from './timeline-reader.ts';

export interface SessionOptions {
  readonly timeline: Timeline;
  /** The incident's globally unique id. */
  readonly incident: string;
  readonly me: Person;
  readonly via: Via;
  readonly ports: Ports;
  /** Whether this runbook's commands may run; a reason where not. */
  readonly mayRun?: MayRun;
  /** Whoever opens it runs the exercise, and sees all of it. */
  readonly facilitates?: boolean;
  /** It acts on this incident alone, also where the act is about another: that one is another session's. */
  readonly isAlone?: boolean;
}

/** A writer that lost the race so often gives up; each loss means that another act was recorded meanwhile. */
const mostTries = 100;

/** So much falls due at one time at most: each open step, clock and role of a large runbook, and what follows from them. */
const mostDue = 10_000;

/** How an act is done of which nothing more was said. */
const noMore: How = {};

/** The longest that a timer is slept on before looking again: a suspended machine wakes late. */
const longestSleep = 60_000;

/** How long what could not be written by itself waits before it is tried again. */
const untilTriedAgain = 5_000;

/** Opens one incident of a timeline. @throws TimelineError, or an Error where the incident has no entries. */
export function openSession(options: SessionOptions): Session {
  const { timeline, ports } = options;
  let me = options.me;
  // Asked before reading: what another commits in between is then read twice rather than never.
  let seen: number | undefined = timeline.changes();
  let { incident, kept } = loadIncident(timeline, options.incident);
  let following = false;
  let wrote = false;
  let unwatch: (() => void) | undefined;
  let unsleep: (() => void) | undefined;
  let sleeping: { readonly due: Instant | undefined; readonly exercise: Incident['exercise'] } | undefined;
  const listeners = new Set<() => void>();

  const head = (): Head => incident.heads[timeline.origin] ?? { seq: 0, hash: '' };
  const now = (): Instant => exerciseNow(incident, ports.wall());
  const paper = new PaperHold(() => ports.wall(), now);
  let all: readonly AnyEntry[] = [];
  let given: { readonly of: Incident; readonly entries: readonly AnyEntry[] } | undefined;
  let askedForPaper = false;
  let lookedAt: Instant | undefined;
  /** As it stood when all that was due had been written: what is due in it still, nobody here can write. */
  let settled: Incident | undefined;
  let unwritten: string | undefined;
  const take = (entries: readonly AnyEntry[]): void => {
    paper.seen(entries);
    // Words that were taken out for good may still stand in what was folded from them.
    if (entries.some((entry) => entry.type === 'entry.expunged')) {
      ({ incident, kept } = loadIncident(timeline, incident.id));
      all = [];
    } else for (const entry of entries) incident = evolve(incident, entry);
  };

  /** Reads what others wrote meanwhile. True where there was something. */
  const catchUp = (): boolean => {
    const changes = timeline.changes();
    if (changes === seen) return false;
    seen = changes;
    const before = incident.count;
    take(timeline.entries(incident.id, { after: incident.count }));
    return incident.count !== before;
  };

  /** Keeps what was written; where somebody else was faster, reads that instead and gives nothing. */
  const keep = (answer: Appended, decision?: Decision & { readonly ok: true }): readonly AnyEntry[] | undefined => {
    if (answer.ok) {
      wrote = true;
      const foreseen = decision && cameAbout(incident, decision, answer.entries);
      if (foreseen) incident = foreseen;
      else take(answer.entries);
      return answer.entries;
    }
    seen = undefined; // Look again, whatever the counter says.
    catchUp();
    return undefined;
  };
  const append = (drafts: readonly Draft[]) => timeline.append(incident.id, head(), drafts);

  /** Whether another installation wrote all of it: it goes on there, and is only read here. */
  const isForeign = (): boolean => incident.count > 0 && !Object.hasOwn(incident.heads, timeline.origin);

  /** Writes what fell due, step by step, until nothing more does (a wait that ends may begin another). */
  const settleDue = (): readonly AnyEntry[] => {
    const written: AnyEntry[] = [];
    for (let round = 0; round < mostDue && !isForeign(); round += 1) {
      const looking = { by: { name: 'holdfast' }, present: following, lookedAt, paper: paper.held() };
      const drafts = fallenDue(incident, now(), looking);
      if (drafts.length === 0) break;
      // What was loaded was not seen coming in: somebody may be in the midst of their paper.
      if (!askedForPaper) {
        askedForPaper = true;
        paper.seen(timeline.entries(incident.id, { last: 1 }));
        if (paper.held() !== undefined) continue;
      }
      written.push(...(keep(append(drafts)) ?? []));
    }
    lookedAt = now();
    settled = incident;
    unwritten = undefined;
    return written;
  };

  /**
   * Done by itself, for nobody who could be told that it failed: whoever sits here goes on, and it is tried again. True where there is
   * something to show.
   */
  const byItself = (work: () => boolean): boolean => {
    const before = unwritten;
    try {
      return timeline.briefly(work) || unwritten !== before;
    } catch (error) {
      if (!(error instanceof TimelineError)) throw error;
      unwritten = `What fell due by itself is NOT recorded: ${error.message} It is tried again all the time.`;
      return unwritten !== before;
    }
  };

  /** Whoever sits here, by the name under which they are known in this incident. */
  const meHere = (): Person => {
    const name = knownAs(incident, me.name);
    return name === me.name ? me : { ...me, name };
  };

  /** With the roles held now: who reads the record later must see in what capacity somebody acted. */
  const withRoles = (person: Person): Person => {
    const held = rolesOf(incident, person.name);
    const roles = options.facilitates === true && person.name === meHere().name ? [...held, 'facilitator'] : held;
    return roles.length === 0 ? person : { ...person, role: roles.join(', ') };
  };

  const context = (how: How, at: Instant): ActContext => {
    const here = meHere();
    const by = how.by === undefined ? here.name : knownAs(incident, how.by);
    return {
      now: at,
      by: withRoles(by === here.name ? here : { name: by }),
      ...(by !== here.name && { 'entered-by': withRoles(here) }),
      via: how.via ?? options.via,
      ...(how.at !== undefined && { at: how.at }),
      ...(how.precision !== undefined && { precision: how.precision }),
      ...(how.why !== undefined && { why: how.why }),
      ...(how.note !== undefined && { note: how.note }),
      ...(how.marking !== undefined && { marking: how.marking }),
      newId: () => ports.newId(),
    };
  };

  const changed = (): void => {
    for (const listener of listeners) listener();
    if (following) sleepUntilNextDue();
  };

  /** Whoever corrects an entry, or takes its words out, needs the entry itself, which an incident does not remember. */
  const withTarget = (what: Act): Act => {
    if ((what.act !== 'correct' && what.act !== 'expunge') || what.target !== undefined) return what;
    const target = timeline.entry(what.entry);
    return target === undefined ? what : { ...what, target };
  };

  let decided:
    | {
        readonly of: Incident;
        readonly by: Person;
        readonly at: Instant;
        readonly what: Act;
        readonly how: How;
        readonly decision: Decision;
      }
    | undefined;

  /** A decision follows from the incident, the act and its context alone: while they are the same it is not worked out again. */
  const decideOnce = (what: Act, how: How): Decision => {
    if (isForeign()) return { ok: false, refusal: foreignRefusal(incident.alias) };
    const at = now();
    const last = decided;
    if (last?.of === incident && last.what === what && last.how === how && last.by === me && last.at === at)
      return last.decision;
    const decision = decide(incident, withTarget(what), context(how, at));
    decided = { of: incident, by: me, at, what, how, decision };
    return decision;
  };

  let drawn: { readonly of: Incident; readonly by: Person; readonly at: Instant; readonly guide: Guide } | undefined;

  const viewer = (): Viewer => ({
    name: meHere().name,
    facilitates: options.facilitates === true,
    wall: ports.wall(),
  });
  /** Entries as whoever sits here may read them. */
  const entryOf = (id: string): AnyEntry | undefined => timeline.entry(id, incident.id);
  const readable = (entries: readonly AnyEntry[]): readonly AnyEntry[] => asRead(incident, entries, viewer(), entryOf);

  const guideNow = (): Guide => {
    const at = now();
    if (drawn?.of !== incident || drawn.by !== me || drawn.at !== at)
      drawn = { of: incident, by: me, at, guide: guide(incident, viewer(), at) };
    return drawn.guide;
  };

  let told: { readonly of: Incident; readonly sent: readonly SentMessage[] } | undefined;

  const sentSoFar = (): readonly SentMessage[] => {
    if (told?.of !== incident)
      told = {
        of: incident,
        sent: sentMessages(timeline.entries(incident.id, { types: ['message.sent', 'entry.corrected'] })),
      };
    return told.sent;
  };

  /** An act on this incident alone. */
  const actHere = (what: Act, how: How): Outcome => {
    catchUp();
    if (how.via === 'paper') paper.begin(how.at ?? now());
    // Nobody was there: what fell due meanwhile did not, once that is taken out of the clock.
    const due = what.act === 'exercise' && what.change === 'left' ? [] : settleDue();
    let firstRefusal = true;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const decision = decideOnce(what, how);
      if (!decision.ok) {
        if (due.length > 0 || !firstRefusal) changed();
        return { ok: false, refusal: decision.refusal, lostRace: !firstRefusal };
      }
      const removes = what.act === 'expunge' || what.act === 'expunge-all';
      const before = what.act === 'expunge' ? timeline.entries(incident.id) : [];
      const answer = removes ? timeline.expunge(incident.id, decision.drafts, head()) : append(decision.drafts);
      const written = keep(answer, removes ? undefined : decision);
      if (written) {
        changed();
        const owing = written.find((entry) => entry.deviation?.owed === true);
        const quoted = quotedIn(before, written);
        return {
          ok: true,
          entries: [...due, ...written],
          ...(owing && { owes: owing }),
          ...(answer.ok && answer.remains !== undefined && { remains: answer.remains }),
          ...(quoted.length > 0 && { quoted }),
        };
      }
      firstRefusal = false;
    }
    return {
      ok: false,
      lostRace: true,
      gaveUp: true,
      refusal: {
        code: 'wrong-state',
        message: 'Others are writing so fast that this act found no place.',
        hint: 'Try again.',
      },
    };
  };

  const probeHere = (what: Act, how: How): Probed => probed(decideOnce(what, how), incident);

  /** Sleeps on while the same thing is next: nearly every act leaves that as it was. */
  const sleepUntilNextDue = (): void => {
    const held = paper.held();
    const due = nextDue(incident, settled === incident ? lookedAt : held?.typedAt);
    const { exercise } = incident;
    if (sleeping !== undefined && sleeping.due === due && sleeping.exercise === exercise) return;
    unsleep?.();
    unsleep = undefined;
    sleeping = { due, exercise };
    if (due === undefined && held === undefined) return;
    const speed = exercise && !exercise.paused ? exercise.speed : 1;
    // To the millisecond: what people are shown goes by whole seconds, and would wake up to one too late.
    const shown = incidentMs(incident, ports.wall());
    const untilDue = due === undefined ? Infinity : Math.max(0, (millis(due) - shown) / speed);
    const wait = unwritten === undefined ? Math.min(untilDue, paper.left()) : untilTriedAgain;
    unsleep = ports.later(Math.min(wait, longestSleep), () => {
      sleeping = undefined;
      byItself(() => {
        catchUp();
        settleDue();
        return true;
      });
      changed();
    });
  };

  const several: Several = {
    mine: { id: incident.id, act: actHere, probe: probeHere, guide: guideNow, incident: () => incident },
    rows: () => timeline.incidents(),
    open: (id) => openSession({ ...options, me, incident: id, isAlone: true }),
  };
  const isTogether = (what: Act): boolean => options.isAlone !== true && isBetween(what, incident);

  const session: Session = {
    get me() {
      return meHere();
    },
    via: options.via,
    get incident() {
      return incident;
    },
    get head() {
      return head();
    },
    get unwritten() {
      return unwritten;
    },
    get lost() {
      return timeline.isInPlace() ? undefined : lostText(timeline.file);
    },
    now,
    act: (what, how = noMore) => (isTogether(what) ? actBetween(what, how, several) : actHere(what, how)),
    probe: (what, how = noMore) => (isTogether(what) ? probeBetween(what, how, several) : probeHere(what, how)),
    guide: guideNow,
    timeline: new TimelineReader({
      read: (range) => readable(timeline.entries(incident.id, range)),
      one: (id) => {
        const entry = entryOf(id);
        return entry === undefined ? undefined : readable([entry])[0];
      },
      incident: () => incident,
      others: () => timeline.incidents().filter(({ id }) => id !== incident.id),
    }),
    entries: () => {
      if (all.length < incident.count)
        all = [...all, ...timeline.entries(incident.id, { after: all.length, upTo: incident.count })];
      if (given?.of !== incident) given = { of: incident, entries: readable(all) };
      return given.entries;
    },
    log: (last): readonly LogLine[] =>
      logLines(
        timeline.entries(incident.id, { last }).filter((entry) => !isKept(incident, entry, viewer(), entryOf)),
        incident,
      ),
    sent: sentSoFar,
    paperThrough: () => {
      paper.through();
      askedForPaper = true;
      catchUp();
      const due = settleDue();
      sleeping = undefined;
      if (due.length > 0) changed();
      else if (following) sleepUntilNextDue();
      return due;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow: () => {
      if (following) return;
      // A default that fell due while nobody had the incident open is asked about, so settle before we count as present.
      byItself(() => {
        catchUp();
        settleDue();
        return true;
      });
      following = true;
      unwatch = timeline.watch(() => {
        const isNew = byItself(() => {
          const isWritten = catchUp();
          if (isWritten) settleDue();
          return isWritten;
        });
        if (isNew) changed();
      });
      sleepUntilNextDue();
    },
    run: (step, how) =>
      startCommand(session, step, options.mayRun ?? (() => undefined), (job) => ports.start(job), how),
    replay: (wayBack) =>
      openReplay({
        read: (after) => readable(timeline.entries(incident.id, { after })),
        // Another connection's commits, and our own.
        changes: () => timeline.changes() + incident.count,
        now,
        me,
        isOpenToAll: incident.exercise?.ended !== undefined,
        wayBack,
      }),
    setMe: (name) => {
      me = { ...me, name };
      changed();
    },
    close: () => {
      unwatch?.();
      unsleep?.();
      listeners.clear();
      // Whoever opens it next need not fold it all again; but who only looked, or was refused, has written nothing at all.
      if (wrote || following) timeline.briefly(() => keepSnapshot(timeline, { incident, kept }));
      following = false;
    },
  };
  return session;
}

const foreignRefusal = (alias: string): Refusal => ({
  code: 'wrong-state',
  message: `${alias} was brought in from another installation: here it is for reading.`,
  hint: 'Act on it there, and bring it in again: holdfast import FILE',
});
