import { createHash } from 'node:crypto';
import { nextStamp, seal } from '../../src/entry/index.ts';
import type { AnyEntry, Draft, Head, Severity } from '../../src/entry/index.ts';
import { guide, logLines, sentMessages } from '../../src/guide/index.ts';
import {
  asRead,
  decide,
  declare,
  evolve,
  exerciseNow,
  fallenDue,
  isKept,
  nothingYet,
} from '../../src/incident/index.ts';
import type { Act, ActContext, Incident, OnPaper, RunbookSource, Viewer } from '../../src/incident/index.ts';
import { TimelineReader } from '../../src/session/index.ts';
import { openReplay } from '../../src/session/replay.ts';
import type { How, Outcome, Session } from '../../src/session/index.ts';
import { probed } from '../../src/session/probed.ts';
import { quotedIn } from '../../src/session/quoted-in.ts';
import { instant, millis } from '../../src/time/index.ts';

export interface MemoryOptions {
  /** The texts of the runbooks followed from the start. */
  readonly runbooks?: readonly string[];
  /** Runbooks that those follow, by id. */
  readonly followed?: Readonly<Record<string, string>>;
  readonly organisation?: string;
  readonly mode?: 'real' | 'drill';
  /** The text of the scenario that a drill plays. */
  readonly scenario?: string;
  readonly reason?: string;
  readonly title?: string;
  readonly timezone?: string;
  readonly severity?: Severity;
  /** Wall clock at the declaration. */
  readonly start?: string;
}

/** An incident in memory that several people can hold at once. */
export interface MemoryIncident {
  readonly entries: readonly AnyEntry[];
  readonly incident: Incident;
  /** One person's hold on it; `onRead` is told how many entries are read whenever some are. */
  session(name: string, onRead?: (entries: number) => void, facilitates?: boolean): Session;
  /** Moves the wall clock; what falls due is written as it would be by whoever is there. */
  pass(duration: { readonly minutes?: number; readonly seconds?: number; readonly hours?: number }): void;
  /** Moves the wall clock while nobody has it open: nothing is written. */
  away(duration: { readonly minutes?: number; readonly seconds?: number; readonly hours?: number }): void;
  /** The next append fails as a full disk does. */
  breakDisk(): void;
  /** Called right before the next act is decided: another person may be faster. */
  before(call: () => void): void;
}

/** Declares an incident in memory, built on the real incident room: decide, seal, evolve. */
export function memoryIncident(options: MemoryOptions = {}): MemoryIncident {
  const timezone = options.timezone ?? 'Europe/Copenhagen';
  const id = '01INCIDENT';
  const origin = 'memory';
  const entries: AnyEntry[] = [];
  const listeners = new Set<() => void>();
  let wall = millis(options.start ?? '2026-11-22T03:12:00+01:00');
  let incident: Incident = nothingYet;
  let broken = false;
  let beforeNext: (() => void) | undefined;
  let paper: OnPaper | undefined;
  let ids = 0;

  const head = (): Head => ({ seq: entries.length, hash: entries.at(-1)?.hash ?? '' });
  const now = (): string => (incident.declared === '' ? instant(wall, timezone) : exerciseNow(incident, wall));

  const append = (drafts: readonly Draft[]): AnyEntry[] => {
    if (broken) {
      broken = false;
      throw new Error('The disk is full.');
    }
    const written: AnyEntry[] = [];
    for (const draft of drafts) {
      const { causedBy } = draft;
      const cause = causedBy === undefined ? undefined : written[causedBy]?.id;
      const last = entries.at(-1);
      const entry = seal(draft, {
        id: `01ENTRY${String((ids += 1)).padStart(6, '0')}`,
        incident: id,
        origin,
        seq: entries.length + 1,
        stamp: nextStamp(last?.stamp, wall),
        recorded: instant(wall, timezone),
        prev: last?.hash ?? '',
        salt: 'a'.repeat(32),
        ...(cause === undefined ? {} : { cause }),
      });
      entries.push(entry);
      written.push(entry);
      incident = evolve(incident, entry);
      if (entry.type === 'entry.expunged') forget(entry.data.entry);
    }
    return written;
  };

  /** As the timeline does it: the words are gone, and what was folded from them is folded anew. */
  const forget = (target: string): void => {
    const place = entries.findIndex((each) => each.id === target);
    const found = entries[place];
    if (found === undefined) return;
    const { words: _, 'words-salt': __, ...rest } = found;
    entries[place] = rest;
    incident = entries.reduce(evolve, nothingYet);
  };

  const settleDue = (): AnyEntry[] => {
    const written: AnyEntry[] = [];
    for (let round = 0; round < 1000; round += 1) {
      const drafts = fallenDue(incident, now(), { by: { name: 'holdfast' }, present: true, paper });
      if (drafts.length === 0) return written;
      written.push(...append(drafts));
    }
    throw new Error('What falls due never ends.');
  };

  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const session = (
    person: string,
    onRead: (entries: number) => void = () => undefined,
    facilitates = false,
  ): Session => {
    let me = person;
    const viewer = (): Viewer => ({ name: me, facilitates, wall });
    const entryOf = (id: string): AnyEntry | undefined => entries.find((entry) => entry.id === id);
    const readable = (read: readonly AnyEntry[]): readonly AnyEntry[] => asRead(incident, read, viewer(), entryOf);
    const contextOf = (how: How): ActContext => {
      const { by, ...rest } = how;
      const other = by !== undefined && by !== me;
      return {
        now: now(),
        by: { name: by ?? me },
        ...(other ? { 'entered-by': { name: me } } : {}),
        via: 'plain',
        ...rest,
      };
    };
    const act = (what: Act, how: How = {}): Outcome => {
      const sneak = beforeNext;
      beforeNext = undefined;
      const fitted = sneak !== undefined && decide(incident, what, contextOf(how)).ok;
      sneak?.();
      if (how.via === 'paper') paper = { upTo: how.at ?? now(), typedAt: now() };
      const due = what.act === 'exercise' && what.change === 'left' ? [] : settleDue();
      // Something else was thought through before: what is kept of that must not keep anything back of this.
      decide(incident, { act: 'note', words: 'What if?' }, contextOf({}));
      const decided = decide(incident, withTarget(what, entries), contextOf(how));
      if (!decided.ok) return { ok: false, refusal: decided.refusal, lostRace: fitted };
      const before = [...entries];
      const written = append(decided.drafts);
      const owes = written.find((entry) => entry.deviation?.owed === true);
      const quoted = quotedIn(before, written);
      changed();
      return {
        ok: true,
        entries: [...due, ...written],
        ...(owes === undefined ? {} : { owes }),
        ...(quoted.length === 0 ? {} : { quoted }),
      };
    };
    return {
      get me() {
        return { name: me };
      },
      via: 'plain',
      get incident() {
        return incident;
      },
      get head() {
        return head();
      },
      now,
      act,
      probe: (what, how = {}) => {
        return probed(decide(incident, withTarget(what, entries), contextOf(how)), incident);
      },
      guide: () => guide(incident, viewer(), now()),
      timeline: new TimelineReader({
        read: ({ after = 0, upTo, types }) => {
          const found = entries.slice(after, upTo).filter(({ type }) => types?.includes(type) ?? true);
          onRead(found.length);
          return readable(found);
        },
        one: (wanted) => readable(entries.filter((entry) => entry.id === wanted))[0],
        incident: () => incident,
      }),
      entries: () => readable(entries),
      log: (last) =>
        logLines(
          entries.slice(-last).filter((entry) => !isKept(incident, entry, viewer(), entryOf)),
          incident,
        ),
      sent: () => sentMessages(entries),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      paperThrough: () => {
        paper = undefined;
        const due = settleDue();
        changed();
        return due;
      },
      follow: () => undefined,
      run: (step) => {
        const begun = act({ act: 'command-start', step });
        if (!begun.ok) return begun;
        const started = begun.entries.findLast((entry) => entry.type === 'command.started');
        const ended = act({
          act: 'command-end',
          step,
          started: started?.id ?? '',
          exitCode: 0,
          stdout: '12',
          stderr: '',
        });
        return ended.ok ? { ok: true, entries: [...begun.entries, ...ended.entries] } : ended;
      },
      replay: (wayBack) =>
        openReplay({
          read: (after) => readable(entries.slice(after)),
          changes: () => entries.length,
          now,
          me: { name: me },
          isOpenToAll: incident.exercise?.ended !== undefined,
          wayBack,
        }),
      setMe: (name) => {
        me = name;
      },
      close: () => undefined,
    };
  };

  append(
    declare(
      {
        alias: 'flood-7',
        reason: options.reason ?? 'Water in hall A',
        title: options.title ?? 'Data-centre flood',
        mode: options.mode ?? 'real',
        timezone,
        holidays: [],
        ...(options.severity === undefined ? {} : { severity: options.severity }),
      },
      { now: instant(wall, timezone), by: { name: 'Anna' }, via: 'plain' },
    ),
  );
  if (options.scenario !== undefined) {
    const { text, sha256 } = sourceOf(options.scenario);
    const played = session('Anna').act({ act: 'scenario', source: { text, sha256 } });
    if (!played.ok) throw new Error(`${played.refusal.message} ${played.refusal.hint ?? ''}`);
  }
  for (const text of options.runbooks ?? []) {
    const followed = session('Anna').act({ act: 'follow', source: sourceOf(text, options) });
    if (!followed.ok) throw new Error(`${followed.refusal.message} ${followed.refusal.hint ?? ''}`);
  }

  return {
    entries,
    get incident() {
      return incident;
    },
    session,
    pass: (duration) => {
      wall += msOf(duration);
      settleDue();
      changed();
    },
    away: (duration) => {
      wall += msOf(duration);
    },
    breakDisk: () => {
      broken = true;
    },
    before: (call) => {
      beforeNext = call;
    },
  };
}

const msOf = ({ hours = 0, minutes = 0, seconds = 0 }): number => ((hours * 60 + minutes) * 60 + seconds) * 1000;

/** A runbook's text as `follow` takes it. */
export function sourceOf(text: string, options: Pick<MemoryOptions, 'followed' | 'organisation'> = {}): RunbookSource {
  return {
    text,
    followed: options.followed ?? {},
    sha256: createHash('sha256').update(text).digest('hex'),
    ...(options.organisation === undefined ? {} : { organisation: options.organisation }),
  };
}

/** A correction needs the entry itself, which an incident does not remember. */
function withTarget(act: Act, entries: readonly AnyEntry[]): Act {
  if (act.act !== 'correct' || act.target !== undefined) return act;
  const target = entries.find((entry) => entry.id === act.entry);
  return target === undefined ? act : { ...act, target };
}
