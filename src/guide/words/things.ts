import type { Act } from '../../incident/index.ts';
import { parseDue } from '../../time/index.ts';
import { asAct, oneOf, problem, tooMany } from './kit.ts';
import type { Parsed, Problem, Spoken } from './kit.ts';

/** An act whose word takes nothing behind it. */
export function bare(spoken: Spoken, act: Act): Parsed {
  const extra = spoken.words[0];
  return extra === undefined ? asAct(spoken, act) : tooMany(spoken, extra, spoken.name);
}

/** An act on a thing that nothing has declared yet: any one word. */
export function freeWord(spoken: Spoken, prompt: string, make: (word: string) => Act): Parsed {
  const [word, extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, spoken.name);
  return word === undefined
    ? { kind: 'asking', prompt, choices: [], before: [spoken.name] }
    : asAct(spoken, make(word));
}

/** Asks which of these, by their titles. */
export function chooseOf(
  spoken: Spoken,
  ids: readonly string[],
  prompt: string,
  title: (id: string) => string,
): Parsed {
  if (ids.length === 0) return problem(`There is nothing to choose: ${prompt}`, 'Follow a runbook first.');
  return {
    kind: 'asking',
    prompt,
    choices: ids.map((id) => ({ label: `${title(id)} (${id})`, words: [spoken.name, id] })),
  };
}

/** An act on one of the things that are declared, named by its id. */
export function named(
  spoken: Spoken,
  ids: readonly string[],
  what: string,
  prompt: string,
  title: (id: string) => string,
  make: (id: string) => Act,
): Parsed {
  const [word, extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, `${spoken.name} ${what.toUpperCase()}`);
  if (word === undefined) return chooseOf(spoken, ids, prompt, title);
  const found = thingNamed(word, ids, what);
  return 'kind' in found ? found : asAct(spoken, make(found.id));
}

/** The thing of that id; of what has a number in its id (`task-2`, `follow-up-1`) the number will do. */
export function thingNamed(word: string, ids: readonly string[], what: string): { readonly id: string } | Problem {
  const numbered = ids.find((id) => id === `${what}-${word}`);
  return numbered === undefined ? oneOf(word, ids, what) : { id: numbered };
}

/** A deadline that was typed, counted as the incident counts. */
export function deadlineOf({ guide, incident }: Spoken, typed: string): ReturnType<typeof parseDue> {
  return parseDue(typed, { now: guide.now, timeZone: guide.timezone, holidays: incident.holidays });
}
