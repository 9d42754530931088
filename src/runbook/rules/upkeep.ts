import { listed } from '../../text/index.ts';
import type { Finding } from '../finding.ts';
import type { Clock } from '../model.ts';
import { stepVerb } from '../steps.ts';
import { dayRule, isDay } from './days-and-zones.ts';
import { warning } from './subject.ts';
import type { Subject } from './subject.ts';

const estimated = new Set(['do', 'decide', 'run', 'tell']);

/** What makes a runbook old or thin without making it wrong: warnings, but for a day that is none. */
export function upkeepRules(subject: Subject): Finding[] {
  const { runbook, steps, today } = subject;
  const found: Finding[] = [];
  if (runbook.owner === undefined)
    found.push(warning(['id'], 'no-owner', 'nobody owns this runbook', 'add `owner:` with who keeps it right'));
  if (runbook.revision !== undefined)
    found.push(
      ...dated(
        runbook.revision,
        ['revision'],
        'old-revision',
        'the runbook was last revised',
        "walk through it, then put today's date",
        today,
      ),
    );
  for (const [id, clock] of Object.entries(runbook.clocks ?? {}))
    if (isLegal(clock)) found.push(...readOn(id, clock, today));
  for (const { step, where, afterwards } of steps) {
    if (!afterwards && step.expect === undefined && estimated.has(stepVerb(step)))
      found.push(
        warning(
          [...where.path, 'id'],
          'no-expect',
          `\`${step.id}\` does not say how long it takes`,
          'add `expect: 10m`, or `{ min, likely, max }`: recovery times are worked out from it',
        ),
      );
  }
  return [...found, ...languages(subject)];
}

/** A clock with a basis rests on a law unless it says otherwise. */
function isLegal(clock: Clock): boolean {
  return clock.target === 'law' || (clock.target === undefined && clock.basis !== undefined);
}

function readOn(id: string, clock: Clock, today: string): Finding[] {
  const day = clock['read-on'];
  if (day === undefined)
    return [
      warning(
        ['clocks', id, 'basis'],
        'old-law',
        `nothing says when the law behind \`${id}\` was last read`,
        'add `read-on: YYYY-MM-DD`',
      ),
    ];
  return dated(
    day,
    ['clocks', id, 'read-on'],
    'old-law',
    `the law behind \`${id}\` was last read`,
    "read it again, then put today's date",
    today,
  );
}

/** What is wrong with the day on which something was last looked at: it is none, still to come, or more than a year ago. */
export function dated(
  day: string,
  path: readonly string[],
  rule: string,
  what: string,
  hint: string,
  today: string,
): Finding[] {
  if (!isDay(day)) return dayRule(day, path);
  // East of Greenwich a day begins earlier. A slip in the year would be taken for the newest day for ever.
  if (day > dayAfter(today)) return [warning(path, 'day-to-come', `${what} on ${day}, which is still to come`, hint)];
  return yearAfter(day) < today ? [warning(path, rule, `${what} on ${day}, more than a year ago`, hint)] : [];
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

function yearAfter(day: string): string {
  return `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}${day.slice(4)}`;
}

/** A message that lacks a language which others have is found out when it is needed. */
function languages({ runbook }: Subject): Finding[] {
  const messages = Object.entries(runbook.messages ?? {});
  const all = new Set(
    messages.flatMap(([, { text }]) => Object.keys(text).filter((tag) => /^[a-z]{2,3}(?:-|$)/.test(tag))),
  );
  return messages.flatMap(([id, { text }]) => {
    const missing = [...all].filter((language) => !Object.hasOwn(text, language));
    return missing.length === 0
      ? []
      : [
          {
            ...warning(
              ['messages', id, 'text'],
              'message-language',
              `the message \`${id}\` lacks ${listed(missing)}, which other messages have`,
              'add the text in that language',
            ),
            at: 'key' as const,
          },
        ];
  });
}
