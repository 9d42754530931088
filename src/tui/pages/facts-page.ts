import { factKind, factText } from '../../guide/index.ts';
import type { FactRow, Guide } from '../../guide/index.ts';
import { millis, shortDuration, showTime } from '../../time/index.ts';
import { askFacts } from '../ask-facts.ts';
import { flowed } from '../rows/detail-rows.ts';
import { only } from '../press/doing.ts';
import { blank, padRow, piece } from '../rows/rows.ts';
import type { Row, Tone } from '../rows/rows.ts';
import { say } from '../state.ts';
import type { World } from '../state.ts';
import type { Item, Page } from './page.ts';

const tones: Readonly<Record<FactRow['state'], Tone>> = {
  known: 'strong',
  stale: 'warn',
  'not-known': 'warn',
  unanswered: 'faint',
};

/** What is known, who said it and when, what has grown too old; each can be answered here. */
export const factsPage: Page = {
  title: ({ guide }) =>
    `Facts (${guide.facts.filter(({ state }) => state === 'known').length} of ${guide.facts.length} known)`,
  none: 'No followed runbook asks for a fact.',
  items: ({ guide }) =>
    guide.facts.map((fact) => ({ id: fact.id, text: factText(fact, guide), row: itemRow(fact, guide) })),
  detail: (item, world, columns) => {
    const fact = factAt(item, world);
    return fact === undefined ? [] : detailRows(fact, world.guide, columns);
  },
  keys: [
    {
      keys: ['enter', 'f'],
      shown: 'Enter f',
      label: 'answer',
      help: 'Answer it, also once more; ? for not known yet',
      press: (item, screen, world) =>
        only(item === undefined ? say(screen, factsPage.none) : askFacts(screen, [item.id], world)),
    },
  ],
};

/** So many columns of the list are for what is known. */
const ANSWER = 18;

function factAt({ id }: Item, { guide }: World): FactRow | undefined {
  return guide.facts.find((fact) => fact.id === id);
}

function itemRow(fact: FactRow, guide: Guide): Row {
  const isAsked = stepsThatAsk(fact, guide).length > 0 && fact.state !== 'known';
  return [
    piece(isAsked ? '→ ' : '  ', 'key'),
    ...padRow([piece(answerOf(fact), tones[fact.state])], ANSWER),
    piece(` ${fact.ask}`),
  ];
}

function answerOf({ state, shown = 'given' }: FactRow): string {
  const words = { unanswered: 'not answered', 'not-known': 'not known yet', stale: `old: ${shown}`, known: shown };
  return words[state];
}

function detailRows(fact: FactRow, guide: Guide, columns: number): Row[] {
  const asking = stepsThatAsk(fact, guide);
  return [
    ...flowed(`${fact.ask} (${fact.id})`, columns, 'strong'),
    ...flowed(answerOf(fact), columns, tones[fact.state]),
    ...saidRows(fact, guide, columns),
    ...(fact.state === 'stale' ? flowed('OUT OF DATE: ask again.', columns, 'warn') : []),
    blank,
    ...flowed(`Answered with: ${factKind(fact)}.`, columns, 'faint'),
    ...(fact.freshFor === undefined ? [] : flowed(`An answer counts for ${fact.freshFor}.`, columns, 'faint')),
    ...privacyRows(fact, columns),
    ...asking.flatMap((title) => flowed(`Asked for now by: ${title}`, columns, 'warn')),
  ];
}

function saidRows({ at, by }: FactRow, { now, timezone }: Guide, columns: number): Row[] {
  if (at === undefined) return [];
  const ago = shortDuration(millis(now) - millis(at));
  return flowed(`Said by ${by ?? 'somebody'}, ${showTime(at, { now, timeZone: timezone })}, ${ago} ago`, columns);
}

function privacyRows({ privacy }: FactRow, columns: number): Row[] {
  const words = {
    public: '',
    personal: 'Personal: it decides nothing, and can be taken out for good (expunge).',
    secret: 'Secret: only that it was given is kept.',
  };
  return words[privacy] === '' ? [] : flowed(words[privacy], columns, 'faint');
}

/** Titles of the open steps that cannot be finished, or cannot begin, without it. */
function stepsThatAsk({ id }: FactRow, { current }: Guide): string[] {
  return current
    .filter((step) => step.asks.includes(id) || step.record.some((fact) => fact.id === id && fact.answered !== true))
    .map((step) => step.title);
}
