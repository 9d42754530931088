import { memoryIncident } from './memory-session.ts';
import type { MemoryIncident, MemoryOptions } from './memory-session.ts';
import { withNumbers } from './people-night.ts';
import { smallFlood } from './small-flood.ts';

/** Words in place of those of the night: what people and files may bring. */
export interface NightWords {
  readonly title?: string;
  readonly anna?: string;
  readonly bo?: string;
  readonly note?: string;
  readonly fact?: string;
  readonly task?: string;
  readonly runbooks?: readonly string[];
}

/**
 * A night in which something of every kind has happened and something is late: two runbooks side by side, clocks that run and one
 * that was missed, a lost service, facts, tasks, a message that was sent, a correction. Always the same, to the last digit.
 */
export function busyNight(words: NightWords = {}, options: MemoryOptions = {}): MemoryIncident {
  const { anna: annasName = 'Anna', bo: bosName = 'Bo Holm' } = words;
  const night = memoryIncident({
    runbooks: words.runbooks ?? [withNumbers, smallFlood],
    title: words.title ?? 'Water in the cellar of hall A',
    severity: 'sev2',
    mode: 'drill',
    ...options,
  });
  const anna = night.session(annasName);
  const bo = night.session(bosName);
  const did = (outcome: ReturnType<typeof anna.act>): void => {
    if (!outcome.ok) throw new Error(outcome.refusal.message);
  };
  did(anna.act({ act: 'ack', role: 'lead' }));
  did(bo.act({ act: 'note', words: words.note ?? 'The pump van has come; it stands at the east gate.' }));
  did(anna.act({ act: 'tick', step: 'people-first', item: 1, ticked: true }));
  night.pass({ minutes: 4 });
  did(bo.act({ act: 'fact', values: [{ fact: 'water_depth', value: '12' }] }));
  did(bo.act({ act: 'fact', values: [{ fact: 'rooms', value: words.fact ?? 'A1, A2' }] }));
  did(anna.act({ act: 'lost', services: ['sign-in'] }));
  did(anna.act({ act: 'aware', topic: 'significant-incident' }));
  did(
    anna.act({
      act: 'ask',
      person: bosName,
      words: words.task ?? 'Look at the pumps',
      due: '2026-11-22T03:30:00+01:00',
    }),
  );
  did(anna.act({ act: 'send', message: 'status-page', body: 'Sign-in is down.' }));
  did(anna.act({ act: 'correct', entry: idOf(night, 'note.written'), words: 'The pump van stands at the west gate.' }));
  night.pass({ minutes: 31 });
  return night;
}

function idOf({ entries }: MemoryIncident, type: string): string {
  return entries.find((entry) => entry.type === type)?.id ?? '';
}
