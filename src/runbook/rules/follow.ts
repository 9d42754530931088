import type { Finding } from '../finding.ts';
import type { Clock, Fact, Runbook } from '../model.ts';
import { followSteps } from '../bundle.ts';
import { fault, faultAtKey, noRunbook } from './subject.ts';
import type { Subject } from './subject.ts';

/** What is followed exists, comes to an end, and means the same by the same names. */
export function followRules(subject: Subject): Finding[] {
  const found: Finding[] = [];
  for (const { step, where } of subject.steps) {
    if (!('follow' in step) || step.follow === subject.runbook.id) continue;
    const path = [...where.path, 'follow'];
    const circle = circleFrom(step.follow, [subject.runbook.id], subject);
    if (subject.library.runbook(step.follow) === undefined)
      found.push(
        noRunbook(
          path,
          step.follow,
          subject.library,
          'a followed runbook stands in the same folder, or in one given by `--runbooks`',
        ),
      );
    else if (circle !== undefined)
      found.push(
        fault(
          path,
          'follow-circle',
          `the runbooks follow each other in a circle: ${circle.join(' → ')}`,
          'take one `follow` out',
        ),
      );
  }
  const seen = new Set<string>();
  for (const { runbook, by } of subject.followed) {
    if (seen.has(runbook.id)) continue;
    seen.add(runbook.id);
    found.push(...clashes(subject, runbook, [...by.where.path, 'follow']));
  }
  return found;
}

/** The way from a followed runbook back to the one at hand; each runbook is entered once, or many ways to one would take for ever. */
function circleFrom(
  id: string,
  way: readonly string[],
  subject: Subject,
  entered: Set<string> = new Set(),
): readonly string[] | undefined {
  if (id === subject.runbook.id) return [...way, id];
  if (entered.has(id)) return undefined;
  entered.add(id);
  const next = subject.library.runbook(id);
  for (const step of next === undefined ? [] : followSteps(next)) {
    const circle = circleFrom(step.follow, [...way, id], subject, entered);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

/** A name that two runbooks declare is one thing: semantics, point 19. The place is the own declaration, else the step that follows. */
function clashes(subject: Subject, other: Runbook, by: readonly (string | number)[]): Finding[] {
  const found: Finding[] = [];
  for (const [id, fact] of Object.entries(other.facts ?? {})) {
    const own = subject.runbook.facts?.[id];
    const against = own ?? subject.facts[id];
    const difference = against === undefined ? undefined : factDifference(against, fact);
    if (difference !== undefined)
      found.push(clash(own === undefined ? by : ['facts', id], own !== undefined, 'fact', id, other.id, difference));
  }
  for (const [id, clock] of Object.entries(other.clocks ?? {})) {
    const own = subject.runbook.clocks?.[id];
    const against = own ?? subject.clocks[id];
    if (against !== undefined && isCadence(against) !== isCadence(clock))
      found.push(
        clash(
          own === undefined ? by : ['clocks', id],
          own !== undefined,
          'clock',
          id,
          other.id,
          isCadence(clock) ? 'a cadence there, a deadline here' : 'a deadline there, a cadence here',
        ),
      );
  }
  return found;
}

function clash(
  path: readonly (string | number)[],
  own: boolean,
  kind: string,
  id: string,
  other: string,
  difference: string,
): Finding {
  const message = `the ${kind} \`${id}\` means something else in \`${other}\`, which is followed: ${difference}`;
  const hint = 'names are shared within an incident: make the two alike, or rename one';
  return own ? faultAtKey(path, 'follow-clash', message, hint) : fault(path, 'follow-clash', message, hint);
}

function factDifference(a: Fact, b: Fact): string | undefined {
  if (a.type !== b.type) return `\`${b.type}\` there, \`${a.type}\` here`;
  if ((a.of ?? []).join('\n') !== (b.of ?? []).join('\n')) return `other answers there: ${(b.of ?? []).join(', ')}`;
  if ((a.privacy ?? 'public') !== (b.privacy ?? 'public'))
    return `${b.privacy ?? 'public'} there, ${a.privacy ?? 'public'} here`;
  return undefined;
}

function isCadence(clock: Clock): boolean {
  return clock.every !== undefined;
}
