import { describeEntry, headText } from '../guide/index.ts';
import { type AnyEntry, isGoingOn, sha256 } from '../entry/index.ts';
import { type Incident, type StepSpan, stepSpans } from '../incident/index.ts';
import { visible } from '../text/index.ts';
import { millis, type Instant } from '../time/index.ts';
import type { Shown } from './shown-to.ts';
import { spanEnd } from './span-end.ts';

/**
 * The incident as a trace in OTLP/JSON (OpenTelemetry Protocol, "JSON Protobuf Encoding"): one span for the incident, one for each
 * followed runbook, one for each turn of a step; entries are events of the span of their step, else of the incident. The same
 * timeline gives the same ids.
 */
export function otelTrace({ incident, entries, audience }: Shown): string {
  const all = [...entries()];
  const steps = stepSpans(incident);
  const place = placesOf(steps);
  const events = Map.groupBy(all, (entry) => place(entry) ?? incident.id);
  const end = endOf(incident);
  const spanOf = (id: string, parent: string | undefined, name: string, from: Instant, to: Instant) => ({
    traceId: hex(incident.id, 32),
    spanId: hex(id, 16),
    ...(parent !== undefined && { parentSpanId: hex(parent, 16) }),
    name,
    // SPAN_KIND_INTERNAL
    kind: 1,
    startTimeUnixNano: nanos(from),
    // A step may be corrected to have ended before it began; a span may not.
    endTimeUnixNano: nanos(millis(to) < millis(from) ? from : to),
    events: (events.get(id) ?? []).map((entry) => ({
      timeUnixNano: nanos(entry.at),
      name: entry.type,
      attributes: attributes({
        'holdfast.seq': entry.seq,
        'holdfast.text': describeEntry(entry, incident),
        'enduser.id': entry.by.name,
        'enduser.role': entry.by.role,
        'holdfast.deviation': entry.deviation?.kinds.join(' '),
      }),
    })),
  });
  const root = {
    ...spanOf(
      incident.id,
      undefined,
      `${incident.mode === 'drill' ? 'DRILL ' : ''}${visible(incident.title)}`,
      incident.declared,
      end,
    ),
    attributes: attributes({
      'holdfast.incident': incident.alias,
      'holdfast.mode': incident.mode,
      'holdfast.severity': incident.severity,
      'holdfast.state': incident.state,
      'holdfast.tlp': audience.tlp,
      'holdfast.head': headText(incident),
    }),
    // STATUS_CODE_OK, or unset while it goes on.
    status: incident.reached.resolved === undefined ? {} : { code: 1 },
  };
  const runs = incident.runs.map((run) => ({
    ...spanOf(run.entry, incident.id, visible(run.title), run.followedAt, run.ended?.at ?? end),
    attributes: attributes({ 'holdfast.runbook': run.runbook, 'holdfast.outcome': run.ended?.outcome }),
    status: {},
  }));
  const turns = steps.map((step) => ({
    ...spanOf(idOf(step), runOf(incident, step), visible(step.title), step.began, spanEnd(step, end)),
    attributes: attributes({
      'holdfast.step': step.step,
      'holdfast.turn': step.turn,
      'holdfast.state': step.state,
      'holdfast.role': step.role,
      'holdfast.expected_ms': step.expected,
      'enduser.id': step.by,
    }),
    // STATUS_CODE_ERROR: the step was tried and did not work.
    status: step.state === 'failed' ? { code: 2 } : {},
  }));
  return `${JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributes({ 'service.name': 'holdfast', 'service.namespace': incident.mode }) },
        scopeSpans: [{ scope: { name: 'holdfast' }, spans: [root, ...runs, ...turns] }],
      },
    ],
  })}\n`;
}

/** The span of an entry: the turn of its step that it stands in. */
function placesOf(steps: readonly StepSpan[]): (entry: AnyEntry) => string | undefined {
  const byStep = Map.groupBy(steps, ({ run, step }) => `${run}:${step}`);
  return ({ run, step, at, turn }) => {
    if (run === undefined || step === undefined) return undefined;
    const turns = byStep.get(`${run}:${step}`) ?? [];
    const found =
      turns.find((span) => span.turn === turn) ??
      turns.findLast(({ began }) => millis(began) <= millis(at)) ??
      turns[0];
    return found && idOf(found);
  };
}

const idOf = ({ run, step, turn }: StepSpan): string => `${run}:${step}#${turn}`;

function runOf({ runs, id }: Incident, { run }: StepSpan): string {
  return runs.find((each) => each.id === run)?.entry ?? id;
}

/** Where it is over, its end; else the last thing that is known. */
function endOf(incident: Incident): Instant {
  const { reached, lastAt } = incident;
  return isGoingOn(incident) ? lastAt : (reached.closed ?? reached.resolved ?? reached['stood-down'] ?? lastAt);
}

type Value = string | number | undefined;

/** Attributes as the protocol has them, with nothing in them that a terminal would obey; those that are not known are left out. */
function attributes(values: Readonly<Record<string, Value>>) {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [{ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: visible(value) } }],
  );
}

/** Lower-case hexadecimal ids, as OTLP/JSON asks for in place of Base64. */
const hex = (text: string, digits: number): string => sha256(text).slice(0, digits);

const nanos = (at: Instant): string => `${BigInt(millis(at)) * 1_000_000n}`;
