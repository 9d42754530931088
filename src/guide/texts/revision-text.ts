import { compileFollowed, type Incident, isSettledOrOpen, type RunbookSource } from '../../incident/index.ts';
import { type Bundle, childLists, type Difference, differences, type Step } from '../../runbook/index.ts';

/**
 * What is asked before a newer text of a runbook is taken: the question, and what the newer text says otherwise, a line each. Undefined
 * where the run is not there or the text cannot be read: whoever tries is told why. Raw text.
 */
export function revisionAsked(
  incident: Incident,
  { run: id, source }: { readonly run: string; readonly source: RunbookSource },
): { readonly question: string; readonly lines: readonly string[] } | undefined {
  const run = incident.runs.find((each) => each.id === id);
  const compiled = compileFollowed(source);
  if (run === undefined || 'problem' in compiled) return undefined;
  const newer = compiled.chart.bundle;
  const behind = behindIn(newer, (step) => isSettledOrOpen(run, step));
  const other = differences(run.chart.bundle, newer);
  const isAnyBehind = other.some(({ kind, of, id: step }) => kind === 'new' && of === 'step' && behind.has(step));
  const lines = other.map((each) => differenceLine(each, behind));
  return {
    question: `Go on in the newer text of ${run.title}?`,
    lines: [
      ...(lines.length === 0 ? ['It says the same: only comments or layout are other.'] : lines),
      ...(isAnyBehind ? ['jump STEP takes you to what lies behind you.'] : []),
      'What was done stays done, and you stay where you are. It stands in the record.',
    ],
  };
}

/** The steps behind which, in their list, something is open or settled already: the flow does not come to them by itself. */
function behindIn(bundle: Bundle, isReached: (step: string) => boolean): ReadonlySet<string> {
  const behind = new Set<string>();
  const look = (steps: readonly Step[], prefix: string): boolean => {
    let isReachedBelow = false;
    for (const step of steps.toReversed()) {
      const id = prefix + step.id;
      if (isReachedBelow) behind.add(id);
      const inside = childLists(step).map((child) => look(child.steps, prefix));
      const followed = 'follow' in step ? bundle.followed[step.follow] : undefined;
      if (followed !== undefined) look(followed.steps, `${id}/`);
      isReachedBelow ||= isReached(id) || inside.includes(true);
    }
    return isReachedBelow;
  };
  look(bundle.runbook.steps, '');
  return behind;
}

const kinds: Readonly<Record<Difference['kind'], string>> = {
  new: 'New',
  gone: 'Gone',
  moved: 'In another place',
  changed: 'Changed',
};

function differenceLine({ kind, of, id, title, changes }: Difference, behind: ReadonlySet<string>): string {
  if (of === 'runbook' || of === 'organisation') return `Changed, of the ${of}: ${changesText(changes)}`;
  const name = title === undefined ? `${of} ${id}` : `${title} (${id})`;
  if (kind === 'new' && of === 'step' && behind.has(id)) return `New, behind where you are: ${name}`;
  return `${kinds[kind]}: ${name}${changes.length === 0 ? '' : `: ${changesText(changes)}`}`;
}

const changesText = (changes: Difference['changes']): string =>
  changes.map(({ key, was, is }) => `${key} ${changeText(was, is)}`).join('; ');

function changeText(was: unknown, is: unknown): string {
  if (was === undefined) return `is new: ${shown(is)}`;
  if (is === undefined) return `is gone, was: ${shown(was)}`;
  const [then, now] = apart(valueText(was), valueText(is));
  return `"${then}" → "${now}"`;
}

const shown = (value: unknown): string => `"${cut(valueText(value))}"`;

function valueText(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll(/\s+/g, ' ').trim();
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(', ');
  return JSON.stringify(value);
}

const MOST = 160;

const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST).trimEnd()} …` : text);

/** Of two long texts the words in which they differ, with a few around them. */
function apart(was: string, is: string): readonly [string, string] {
  if (was.length <= MOST / 2 && is.length <= MOST / 2) return [was, is];
  const [then, now] = [was.split(' '), is.split(' ')];
  const most = Math.min(then.length, now.length);
  let first = 0;
  while (first < most && then[first] === now[first]) first += 1;
  let last = 0;
  while (last < most - first && then.at(-1 - last) === now.at(-1 - last)) last += 1;
  const from = Math.max(0, first - 3);
  const around = (words: readonly string[]): string => {
    const to = Math.min(words.length, words.length - last + 3);
    return `${from > 0 ? '… ' : ''}${cut(words.slice(from, to).join(' '))}${to < words.length ? ' …' : ''}`;
  };
  return [around(then), around(now)];
}
