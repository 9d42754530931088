import { isoDuration } from '../../time/index.ts';
import type { Metrics } from './metrics.ts';

/** As programs read it (`schemas/output/metrics.schema.json`): every length an ISO 8601 duration. */
export function metricsJson({ times, steps, clocks, outages, waited, ...rest }: Metrics) {
  return {
    ...rest,
    times: Object.fromEntries(Object.entries(times).map(([name, length]) => [name, iso(length as number | null)])),
    steps: steps.map((step) => ({ ...step, expected: iso(step.expected), actual: iso(step.actual) })),
    clocks: clocks.map((clock) => ({ ...clock, margin: iso(clock.margin) })),
    outages: outages.map((outage) => ({
      ...outage,
      length: iso(outage.length),
      rto: iso(outage.rto),
      mtpd: iso(outage.mtpd),
    })),
    waited: waited.map((one) => ({ ...one, total: iso(one.total) })),
  };
}

const iso = (length: number | null): string | null => (length === null ? null : isoDuration(length));
