import type { Incident, StepSpan } from '../../incident/index.ts';
import { visible } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import { spanEnd } from '../span-end.ts';

/** More than this no chart of the kind can be read; Mermaid itself gives up on much more. */
const most = 150;

/**
 * The steps over time as a Gantt chart of Mermaid, one section a runbook: what was done, what failed, what is open. Undefined where
 * no step was ever open. Of many turns the longest are drawn, in their order.
 */
export function stepGantt(spans: readonly StepSpan[], { runs, lastAt }: Incident): string | undefined {
  if (spans.length === 0) return undefined;
  const length = (span: StepSpan): number => millis(spanEnd(span, lastAt)) - millis(span.began);
  const longest = new Set(spans.toSorted((a, b) => length(b) - length(a)).slice(0, most));
  const sections = Map.groupBy(
    spans.filter((span) => longest.has(span)),
    ({ run }) => run,
  );
  const lines = [...sections].flatMap(([run, steps]) => [
    `  section ${label(runs.find(({ id }) => id === run)?.title ?? run)}`,
    ...steps.map((span, place) => {
      const from = millis(span.began);
      // What took no time at all is still to be seen.
      const to = Math.max(millis(spanEnd(span, lastAt)), from + 1000);
      return `  ${label(span.turn > 1 ? `${span.title} (${span.turn})` : span.title)} :${mark(span)}s${place}, ${from}, ${to}`;
    }),
  ]);
  return ['gantt', '  dateFormat x', '  axisFormat %d %b %H:%M', ...lines].join('\n');
}

function mark({ state, ended }: StepSpan): string {
  if (state === 'failed') return 'crit, ';
  return ended === undefined && state !== 'left-open' ? 'active, ' : 'done, ';
}

/** A text as Mermaid shows it: what has a meaning to it, or to the fence around it, gives way to a blank. */
const label = (text: string): string =>
  visible(text)
    .replaceAll(/[:;#,%"'`<>{}[\]()|\\]|--+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim() || 'a step';
