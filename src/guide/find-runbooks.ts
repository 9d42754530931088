import { allSteps } from '../runbook/index.ts';
import type { Runbook } from '../runbook/index.ts';

/** Words that say nothing about what is wrong. */
const idle = new Set(
  'a an the is are was it its in on at of to and or not no can cannot we our they their has have be been do does for with there nobody everything nothing any all'.split(
    ' ',
  ),
);

/** How much a word says, by where it stands: what the author wrote for the search first, then what is on the way. */
const weights = { title: 8, tags: 8, useWhen: 6, summary: 5, steps: 2, text: 1 } as const;

/**
 * The runbooks that speak of what somebody sees ("water under the floor", "nobody can log in"), the likeliest first: by title, tags,
 * `use-when` and text. With nothing typed all of them, as they stand; with words that none speaks of, none.
 */
export function findBySymptoms<R extends { readonly runbook: Runbook }>(
  among: readonly R[],
  typed: string,
): readonly R[] {
  const words = wordsOf(typed);
  if (words.length === 0) return among;
  return among
    .map((each) => ({ each, score: scoreOf(each.runbook, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ each }) => each);
}

/** "Log in", "logged on" and "sign-in" are one thing, and "log" alone is another. */
const signIn = /\b(?:log|sign)(?:ged|ging|s)?[ -]?(?:in|on)\b/g;

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll(signIn, 'signin')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !idle.has(word));
}

const known = new WeakMap<Runbook, readonly (readonly [readonly string[], number])[]>();

function scoreOf(runbook: Runbook, words: readonly string[]): number {
  const parts = known.get(runbook) ?? partsOf(runbook);
  known.set(runbook, parts);
  // Every word has to be somewhere: more words find less, not more.
  const scores = words.map((word) =>
    parts.reduce((sum, [said, weight]) => sum + (said.some((each) => each.startsWith(word)) ? weight : 0), 0),
  );
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function partsOf(runbook: Runbook): readonly (readonly [readonly string[], number])[] {
  return [
    [wordsOf(`${runbook.title} ${runbook.id}`), weights.title],
    [wordsOf((runbook.tags ?? []).join(' ')), weights.tags],
    [wordsOf((runbook['use-when'] ?? []).join(' ')), weights.useWhen],
    [wordsOf(runbook.summary ?? ''), weights.summary],
    [wordsOf(Object.values(runbook.severity ?? {}).join(' ')), weights.steps],
    [
      wordsOf(
        allSteps(runbook)
          .map((step) => JSON.stringify(step))
          .join(' '),
      ),
      weights.text,
    ],
  ];
}
