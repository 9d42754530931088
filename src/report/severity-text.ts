import type { Incident } from '../incident/index.ts';

/** How bad it is, with what the runbook means by it: its name alone says nothing to a stranger. */
export function severityText({ severity, runs }: Pick<Incident, 'severity' | 'runs'>): string | undefined {
  const meaning = severity && runs[0]?.chart.bundle.runbook.severity?.[severity];
  return meaning ? `${severity}: ${meaning}` : severity;
}
