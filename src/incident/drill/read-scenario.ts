import { parseScenario } from '../../runbook/index.ts';

type Read = ReturnType<typeof parseScenario>;

let last: { readonly text: string; readonly read: Read } | undefined;

/** A scenario as its text says it, or what is wrong with it. It is read when it is taken up, when it is judged and when it is folded: once. */
export function readScenario(text: string): Read {
  if (last?.text !== text) last = { text, read: parseScenario(text, 'the scenario') };
  return last.read;
}
