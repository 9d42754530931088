import { allSteps } from '../runbook/index.ts';
import type { Runbook } from '../runbook/index.ts';

/** Words that say nothing about what is wrong. */
const idle = new Set(
  (
    'a an the is are was were be been it its this that these in on at of to into out up off from by as and or but so not no ' +
    'can cannot could will would should may must do does did done dont isnt cant i me my we us our you your he she they them their ' +
    'has have had get got getting go goes going gone went for with there here what how when where which who why whose ' +
    'somebody someone anybody nobody everybody something anything everything nothing any all some very just now then still ' +
    'please help need needs want wants seems says said work works working'
  ).split(' '),
);

/** How much a word says, by where it stands: what the author wrote for the search first, then what is on the way. */
const weights = { title: 8, tags: 8, useWhen: 6, summary: 5, steps: 2, text: 1 } as const;

/** From this weight on a word is what the runbook is about, and not only said somewhere in it. */
const TOLD = 4;

/** What scores less than this share of the best is only in the way. */
const FAINT = 0.12;

/**
 * The runbooks that speak of what somebody sees ("water under the floor", "nobody can log in"), the likeliest first: by title, tags,
 * `use-when` and text. A sentence need not stand there word by word: a word that few runbooks have says most, and the more of its
 * words one has the better. With nothing typed all of them, as they stand; with words that none speaks of, none.
 */
export function findBySymptoms<R extends { readonly runbook: Runbook }>(
  among: readonly R[],
  typed: string,
): readonly R[] {
  const words = wordsOf(typed);
  if (words.length === 0) return typed.trim() === '' ? among : [];
  const weighed = among.map((each) => ({ each, weights: words.map((word) => weightIn(each.runbook, word)) }));
  const rarity = words.map((_, index) => {
    const having = weighed.filter(({ weights }) => (weights[index] ?? 0) > 0).length;
    return having === 0 ? 0 : Math.log(1 + among.length / having);
  });
  const scored = weighed.map(({ each, weights }) => {
    const found = weights.reduce((sum, weight) => sum + Math.min(1, weight / TOLD), 0) / words.length;
    const sum = weights.reduce((total, weight, index) => total + weight * (rarity[index] ?? 0), 0);
    return { each, score: sum * found };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored
    .filter(({ score }) => score > best * FAINT)
    .sort((one, other) => other.score - one.score)
    .map(({ each }) => each);
}

/** "Log in", "logged on" and "sign-in" are one thing, and "log" alone is another. */
const signIn = /\b(?:log|sign)(?:ged|ging|s)?[ -]?(?:in|on)\b/g;

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(signIn, 'signin')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !idle.has(word));
}

/** "flooding" and "flood" are one thing, and so are "leak" and "leaked"; what is being typed is the beginning of a word. */
function likeness(said: string, typed: string): number {
  if (said.startsWith(typed)) return 1;
  return said.length >= 4 && typed.length - said.length <= 4 && typed.startsWith(said) ? 0.6 : 0;
}

function likest(said: readonly string[], typed: string): number {
  let best = 0;
  for (const each of said) best = Math.max(best, likeness(each, typed));
  return best;
}

/** The words of a runbook, and what was asked of them: with each key all words but the last are those of the key before. */
interface Known {
  readonly parts: readonly (readonly [readonly string[], number])[];
  readonly weights: Map<string, number>;
}

const known = new WeakMap<Runbook, Known>();

/** How much a word says of a runbook, by where it stands in it. */
function weightIn(runbook: Runbook, word: string): number {
  const { parts, weights } = known.get(runbook) ?? { parts: partsOf(runbook), weights: new Map<string, number>() };
  known.set(runbook, { parts, weights });
  const before = weights.get(word);
  if (before !== undefined) return before;
  const weight = parts.reduce((sum, [said, part]) => sum + part * likest(said, word), 0);
  weights.set(word, weight);
  return weight;
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
