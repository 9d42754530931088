import type { Incident } from '../../incident/index.ts';
import type { Asked, OfWindow, Part } from '../../report/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import { anotherThread } from './another-thread.ts';
import { Turns } from './turns.ts';
import { type WindowsTask, windowOf, windowsOf } from './windows.ts';

/** Longer than any window takes, in milliseconds: who has said nothing by then is gone. */
const patience = 20_000;

/** Nearly all that it makes is thrown away at once: little room is enough. */
const resourceLimits = { maxYoungGenerationSizeMb: 3 };

/**
 * Makes windows of a long timeline together with a second thread, which reads the database by itself. What comes is what one
 * thread alone would have made: what the other fails at is made here, where what is wrong with it is said.
 */
export function makeTogether(
  timeline: Timeline,
  incident: Incident,
  told: Pick<WindowsTask, 'audience' | 'format' | 'output' | 'reader'>,
  ofWindow: OfWindow,
  turns: Turns,
): Iterable<Part> {
  const { id, count, heads } = incident;
  const { asked } = turns;
  const task: WindowsTask = {
    ...told,
    database: timeline.file,
    incident: id,
    count,
    heads,
    asked,
    turns: turns.shared,
  };
  // That it could not begin or came to nothing is made good here, and nobody waits for it at the end.
  anotherThread('_windows', task, resourceLimits)
    .on('error', () => undefined)
    .unref();
  return inOrder();

  function* inOrder(): Iterable<Part> {
    let window = 0;
    try {
      for (; window < turns.count; window += 1) {
        const made = madeBySomebody(window);
        if (made === 'gone') break;
        yield made === 'lacking' ? make(window) : made;
        turns.wrote();
      }
      // Who is late may still write into a slot: none is used any more.
      for (; window < turns.count; window += 1) yield make(window);
    } finally {
      turns.stop();
    }
  }

  function madeBySomebody(window: number): Uint8Array | 'lacking' | 'gone' {
    for (;;) {
      const { fillings } = turns;
      const made = turns.filled(window);
      if (made !== undefined) return made;
      const own = turns.take();
      if (own !== undefined) turns.fill(own, make(own));
      else if (!turns.isFilledWithin(fillings, patience)) return 'gone';
    }
  }

  function make(window: number): string {
    return ofWindow(timeline.entries(id, windowOf(window, count)));
  }
}

/** What two threads share of so many entries; undefined where the system has no memory for it. */
export function turnsFor(entries: number, asked: Asked): Turns | undefined {
  try {
    return new Turns(windowsOf(entries), asked);
  } catch (error) {
    // So V8 says that the system gives no more memory.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
