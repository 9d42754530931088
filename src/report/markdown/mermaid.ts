import type { Incident, StepSpan } from '../../incident/index.ts';
import { visible } from '../../text/index.ts';
import { instant, millis } from '../../time/index.ts';
import { spanEnd } from '../span-end.ts';

/** More than this no chart of the kind can be read; Mermaid itself gives up on much more. */
const most = 150;

/** The clock on the wall and no offset: whoever draws it has no other zone to put it into, and it stays as the tables have it. */
const wallClock = 'YYYY-MM-DDTHH:mm:ss';

/**
 * The steps over time as a Gantt chart of Mermaid, one section a runbook: what was done, what failed, what is open. Undefined where
 * no step was ever open. Of many turns the longest are drawn, in their order.
 */
export function stepGantt(spans: readonly StepSpan[], { runs, lastAt, timezone }: Incident): string | undefined {
  if (spans.length === 0) return undefined;
  const length = (span: StepSpan): number => millis(spanEnd(span, lastAt)) - millis(span.began);
  const longest = new Set(spans.toSorted((a, b) => length(b) - length(a)).slice(0, most));
  const sections = Map.groupBy(
    spans.filter((span) => longest.has(span)),
    ({ run }) => run,
  );
  const lines = [...sections].flatMap(([run, steps]) => [
    `  section ${label(runs.find(({ id }) => id === run)?.title ?? run)}`,
    ...steps.map((span) => {
      const from = millis(span.began);
      // What took no time at all is still to be seen. A length, since a wall clock may be put back meanwhile.
      const seconds = Math.max(1, Math.round(length(span) / 1000));
      const title = label(span.turn > 1 ? `${span.title} (${span.turn})` : span.title);
      // A line that begins with a word of Mermaid's own is an order to it: of "Call in the crew" it drew no chart at all.
      return `  · ${title} :${mark(span)}, ${instant(from, timezone).slice(0, wallClock.length)}, ${seconds}s`;
    }),
  ]);
  return ['gantt', `  dateFormat ${wallClock}`, '  axisFormat %d %b %H:%M', ...lines].join('\n');
}

function mark({ state, ended }: StepSpan): string {
  if (state === 'failed') return 'crit';
  return ended === undefined && state !== 'left-open' ? 'active' : 'done';
}

/** A text as Mermaid shows it: what has a meaning to it, or to the fence around it, gives way to a blank. */
const label = (text: string): string =>
  visible(text)
    .replaceAll(/[:;#,%"'`<>{}[\]()|\\]|--+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim() || 'a step';
