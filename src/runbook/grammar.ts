import { oncePerText } from '../text/index.ts';

/** When a clock starts, read from its `from`. */
export type ClockStart =
  | { readonly kind: 'declared' | 'detected' | 'resolved' | 'asked' }
  | { readonly kind: 'aware'; readonly topic: string }
  /** `last`: each time that it is met anew counts, also while this one runs. */
  | { readonly kind: 'clock-met'; readonly clock: string; readonly last?: true }
  | { readonly kind: 'step-done'; readonly step: string }
  | { readonly kind: 'fact'; readonly fact: string }
  | { readonly kind: 'service-lost'; readonly service: string };

/** Of every clock it is asked after every entry. */
const mostStarts = 1000;

/** Reads `declared`, `detected`, `resolved`, `asked`, `aware of TOPIC`, `clock ID met`, `clock ID last met`, `step ID done`, `fact ID`, `service ID lost`; undefined for anything else. */
export const clockStart = oncePerText(mostStarts, readStart);

function readStart(from: string): ClockStart | undefined {
  const words = from.trim().split(/\s+/);
  const [first = '', second = '', third = ''] = words;
  if (words.length === 1 && (first === 'declared' || first === 'detected' || first === 'resolved' || first === 'asked'))
    return { kind: first };
  if (words.length === 2 && first === 'fact') return { kind: 'fact', fact: second };
  if (words.length === 4 && first === 'clock' && third === 'last' && words[3] === 'met')
    return { kind: 'clock-met', clock: second, last: true };
  if (words.length !== 3) return undefined;
  if (first === 'aware' && second === 'of') return { kind: 'aware', topic: third };
  if (first === 'clock' && third === 'met') return { kind: 'clock-met', clock: second };
  if (first === 'step' && third === 'done') return { kind: 'step-done', step: second };
  return first === 'service' && third === 'lost' ? { kind: 'service-lost', service: second } : undefined;
}

/** What happens when a command fails, read from `on-failure`; nothing written means `ask`. */
export type OnFailure =
  | { readonly kind: 'ask' }
  | { readonly kind: 'retry'; readonly times: number }
  | { readonly kind: 'go-to'; readonly step: string };

/** Reads `ask`, `retry N` (1 to 99) and `go-to STEP`; undefined for anything else. */
export function onFailure(text: string | undefined): OnFailure | undefined {
  if (text === undefined || text.trim() === 'ask') return { kind: 'ask' };
  const retry = /^retry\s+([1-9]\d?)$/.exec(text.trim());
  if (retry !== null) return { kind: 'retry', times: Number(retry[1]) };
  const goTo = /^go-to\s+(\S+)$/.exec(text.trim());
  return goTo === null ? undefined : { kind: 'go-to', step: goTo[1] ?? '' };
}
