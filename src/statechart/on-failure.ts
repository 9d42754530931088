import type { Step } from '../runbook/index.ts';

/** The step that a failed command leads to, as written: `on-failure: go-to ID`; undefined under `ask` and `retry N`. */
export function failureTarget(step: Step | undefined): string | undefined {
  const written = step !== undefined && 'command' in step ? step['on-failure'] : undefined;
  return written?.startsWith('go-to ') === true ? written.slice('go-to '.length).trim() : undefined;
}
