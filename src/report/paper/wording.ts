import { own } from '../../incident/index.ts';
import { conditionInWords, pieces, truth, value, type World } from '../../conditions/index.ts';
import { type Bundle, clockStart, type Clock, numberedSteps, type Runbook, stepTitle } from '../../runbook/index.ts';
import type { Within } from '../../runbook/index.ts';
import type { Lexicon } from '../words/lexicon.ts';

/** What paper needs to word a runbook: the house is known, all else is written by hand. */
export interface Wording {
  /** The runbook that these words are of, with the ids of its steps standing under `prefix`. */
  readonly runbook: Runbook;
  readonly prefix: string;
  /** The title of a role, by its id; a runbook that is followed may leave its steps to a role of the one that follows it. */
  readonly role: (id: string) => string;
  /** Number and title of a step, by its id in the runbook. */
  readonly step: (id: string) => string;
  /** The words of the form itself. */
  readonly say: Lexicon['say'];
  /** A duration as it is read at night: `1h30m` is `1 h 30 min`, `{{ facts.left }}m` ends in `min`. */
  readonly length: (duration: string) => string;
  readonly numberOf: (id: string) => string | undefined;
  /** A text with the house's own filled in, and a blank for what is known only then. */
  readonly text: (template: string) => string;
  readonly condition: (source: string) => string;
  /** What is so of the house alone; undefined where it hangs on more. */
  readonly isSo: (source: string) => boolean | undefined;
  /** A list of the house; undefined where it is not known. */
  readonly list: (source: string) => readonly string[] | undefined;
}

/** How a blank within a text is written. */
const blank = '________';

/** Words for the steps of one runbook of the bundle. */
export function wordingOf(bundle: Bundle, say: Lexicon['say']): (runbook: Runbook, prefix: string) => Wording {
  const numbers = new Map(numberedSteps(bundle).map(({ id, number, step }) => [id, { number, step }]));
  const world: World = {
    org: bundle.organisation,
    facts: {},
    steps: {},
    clocks: {},
    services: {},
    incident: {},
  };
  const books = [bundle.runbook, ...Object.values(bundle.followed)];
  // The first of an id stands for all, as in an incident.
  const roles = new Map(books.flatMap((book) => Object.entries(book.roles ?? {})).toReversed());
  const role = (id: string): string => roles.get(id)?.title ?? id;
  const [yes, no] = [say('paper.yes'), say('paper.no')];
  const signs = {
    '&&': say('paper.sign.and'),
    '||': say('paper.sign.or'),
    '==': say('paper.sign.is'),
    '!=': say('paper.sign.is-not'),
    '!': `${say('paper.sign.not')} `,
    true: yes,
    false: no,
  };
  const wordsOf = (known: unknown): string | undefined => {
    if (typeof known === 'string') return known;
    if (typeof known === 'number') return String(known);
    if (typeof known === 'boolean') return known ? yes : no;
    if (Array.isArray(known)) return known.map((each: unknown) => wordsOf(each) ?? '').join(', ');
    return undefined;
  };
  return (runbook, prefix) => {
    const numbered = (id: string) => numbers.get(`${prefix}${id}`);
    const step = (id: string): string => {
      const found = numbered(id);
      if (found === undefined) return id;
      return `${found.number} (${stepTitle(found.step, (other) => own(bundle.followed, other)?.title)})`;
    };
    const said = (source: string): string | undefined => {
      const known = value(source, world);
      return known.known ? wordsOf(known.value) : undefined;
    };
    /** That something is so of the house says little without what it is. */
    const ofHouse = (path: readonly string[]): string | undefined => {
      const known = said(path.reduce((of, name) => `${of}[${JSON.stringify(name)}]`));
      return known === yes || known === no ? `${path.at(-1) ?? ''} (${known})` : known;
    };
    const nameOf = ([root, name = '', field]: readonly string[]): string | undefined => {
      if (root === 'steps') return say(field === 'chose' ? 'paper.choice-in' : 'paper.step', { step: step(name) });
      if (root === 'clocks') {
        const title = own(runbook.clocks ?? {}, name)?.title;
        return title !== undefined && field === 'due' ? say('paper.when-due', { title }) : title;
      }
      if (root === 'services') return own(runbook.services ?? {}, name)?.title;
      return root === 'incident' ? say('paper.of-incident', { name }) : undefined;
    };
    const condition = (source: string): string =>
      conditionInWords(source, (path) => (path[0] === 'org' ? ofHouse(path) : nameOf(path)), signs);
    return {
      runbook,
      prefix,
      role,
      step,
      say,
      length: (duration) => inFull(duration, say),
      numberOf: (id) => numbered(id)?.number,
      condition,
      text: (template) =>
        pieces(template)
          .map((piece) => {
            if (piece.kind !== 'expression') return piece.text;
            return said(piece.source) ?? `${blank} (${condition(piece.source)})`;
          })
          .join(''),
      isSo: (source) => {
        const known = truth(source, world);
        return known === 'unknown' ? undefined : known;
      },
      list: (source) => {
        const known = value(source, world);
        return known.known && Array.isArray(known.value)
          ? known.value.flatMap((each: unknown) => wordsOf(each) ?? [])
          : undefined;
      },
    };
  };
}

/** A duration in full, its units in the language of the form. */
function inFull(duration: string, say: Lexicon['say']): string {
  return duration
    .replaceAll(
      /(\d+|\}\})\s*([smhdw])(?![a-z])/g,
      (_, count: string, unit: 's' | 'm' | 'h' | 'd' | 'w') =>
        `${say(`paper.unit.${unit}`, { n: count === '1' ? 1 : count })} `,
    )
    .trim();
}

/** When a clock begins, and by when it is to be met. */
export function dueRule(clock: Clock, words: Wording): string[] {
  const { from, within, every, again } = clock;
  const and = clock['and-within'];
  const day = clock['next-working-day'];
  const { say, length } = words;
  const started = (at: string): string => startOf(at, words);
  return [
    say('paper.from', { start: started(from) }),
    ...(within === undefined ? [] : [say('paper.due', { within: withinWords(within, words) })]),
    ...(and === undefined
      ? []
      : [say('paper.and', { within: withinWords(and.within, words), start: started(and.from) })]),
    ...(every === undefined ? [] : [say('paper.again-every', { length: length(every) })]),
    ...(day === undefined ? [] : [say('paper.working-day', { at: day.at })]),
    ...(again === undefined
      ? []
      : [
          say(again['until-then'] === undefined ? 'paper.once-more' : 'paper.once-more.interim', {
            within: withinWords(again.within, words),
            start: started(again.from),
            what: again['until-then'] ?? '',
          }),
        ]),
    ...(clock['applies-when'] === undefined
      ? []
      : [say('paper.only-if', { condition: words.condition(clock['applies-when']) })]),
  ];
}

function withinWords(within: Within, words: Wording): string {
  if (typeof within !== 'string') {
    const isSo = words.isSo(within.when);
    if (isSo !== undefined) return withinWords(isSo ? within.then : within.else, words);
    return words.say('paper.within-if', {
      then: withinWords(within.then, words),
      condition: words.condition(within.when),
      else: withinWords(within.else, words),
    });
  }
  if (within === 'without-undue-delay') return words.say('paper.at-once');
  if (within === 'as-asked') return words.say('paper.as-asked');
  return words.text(words.length(within));
}

function startOf(from: string, { runbook, step, say }: Wording): string {
  const start = clockStart(from);
  switch (start?.kind) {
    case 'declared':
      return say('paper.start.declared');
    case 'detected':
      return say('paper.start.detected');
    case 'resolved':
      return say('paper.start.resolved');
    case 'asked':
      return say('paper.start.asked');
    case 'aware':
      return say('paper.start.aware', { what: own(runbook.topics ?? {}, start.topic) ?? start.topic });
    case 'clock-met':
      return say('paper.start.met', { what: own(runbook.clocks ?? {}, start.clock)?.title ?? start.clock });
    case 'step-done':
      return say('paper.start.step', { step: step(start.step) });
    case 'fact':
      return say('paper.start.fact', { what: own(runbook.facts ?? {}, start.fact)?.ask ?? start.fact });
    case 'service-lost':
      return say('paper.start.lost', { what: own(runbook.services ?? {}, start.service)?.title ?? start.service });
    case undefined:
      return from;
  }
}
