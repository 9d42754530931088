import type { Ports } from '../../session/index.ts';

/** A wall clock that goes only when it is told to: what is waited for is there at once, and thinking takes no time. */
export interface FastClock extends Pick<Ports, 'wall' | 'later'> {
  /** Lets so many milliseconds pass, and everything happen that was to happen in them. */
  pass(ms: number): void;
}

/**
 * For a session alone: when an entry was recorded is said by the timeline, which goes by the real one.
 */
export function fastClock(): FastClock {
  let now = Date.now();
  let alarms: { readonly at: number; readonly ring: () => void }[] = [];
  return {
    wall: () => now,
    later: (ms, ring) => {
      const alarm = { at: now + ms, ring };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((each) => each !== alarm);
      };
    },
    pass: (ms) => {
      now += ms;
      const rung = alarms.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at);
      alarms = alarms.filter(({ at }) => at > now);
      for (const { ring } of rung) ring();
    },
  };
}
