import { own } from '../../incident/index.ts';
import { severities } from '../../entry/index.ts';
import { allSteps, type Contact, type Runbook } from '../../runbook/index.ts';
import type { Card, Item, PaperSource, Sheet } from './form.ts';
import type { Lexicon } from '../words/lexicon.ts';
import { answerOf, messageWords } from './step-card.ts';
import { dueRule, type Wording } from './wording.ts';

type Say = Lexicon['say'];

const emptyCard = { level: 0, words: [], ticks: [], answers: [], options: [], lines: [] } as const;

/** What it is for, how it is filled in, who holds which role of any runbook on the form, who has which sheet, whose initials are whose. */
export function frontSheet(all: readonly [Wording, ...Wording[]], version: string, others: readonly Sheet[]): Sheet {
  const [{ runbook, say }] = all;
  const roles = ofAll(all, (each) => each.roles).map(({ thing }) => thing);
  const [happened, initials, name] = [say('paper.what-happened'), say('paper.initials'), say('paper.name')];
  return {
    title: say('paper.front'),
    about: [runbook.summary ?? '', version].filter((line) => line !== ''),
    items: [
      ...(runbook['use-when'] === undefined
        ? []
        : [
            {
              ...emptyCard,
              kind: 'card' as const,
              title: say('paper.use-when'),
              about: [],
              ticks: runbook['use-when'],
            },
          ]),
      {
        ...emptyCard,
        kind: 'card',
        title: say('paper.incident'),
        about: Object.entries(runbook.severity ?? {}).map(([level, words]) => `${level}: ${words}`),
        lines: [
          {
            boxes: severities,
            blanks: [say('paper.date'), say('paper.declared-at'), say('paper.by')],
          },
          { boxes: [say('paper.real'), say('paper.exercise')], blanks: [happened], wide: [happened] },
        ],
      },
      {
        kind: 'text',
        text: say('paper.how'),
      },
      {
        kind: 'table',
        head: [say('paper.role'), say('paper.who'), say('paper.since'), say('paper.relieved')],
        widths: [34, 28, 12, 26],
        rows: roles.map(({ title, duty }) => [duty === undefined ? title : `${title}\n${duty}`, '', '', '']),
        blank: roles.length === 0 ? 4 : 1,
      },
      { kind: 'heading', text: say('paper.whose-initials') },
      {
        kind: 'table',
        head: [initials, name, initials, name],
        widths: [12, 38, 12, 38],
        rows: [],
        blank: 6,
      },
      { kind: 'heading', text: say('paper.sheets') },
      {
        kind: 'table',
        head: [say('paper.sheet.head'), say('paper.what-it-is'), say('paper.given-to')],
        widths: [10, 60, 30],
        // This one is the first.
        rows: others.map(({ title, about }, index) => [`${index + 2}`, [title, ...about.slice(0, 1)].join('\n'), '']),
        blank: 0,
      },
    ],
  };
}

/**
 * Whom to ring, numbers first: by role in the order in which they are rung, with how long whoever was reached is waited for, then
 * everybody else.
 */
export function phoneSheet({ bundle: { runbook, followed }, contacts }: PaperSource, { say, length }: Wording): Sheet {
  const rowOf = (id: string): string[] => {
    const contact = own(contacts, id);
    return contact === undefined ? ['', id, ''] : contactRow(contact);
  };
  // A role that several runbooks have is rung in one order, and stands here once.
  const roles = new Map<string, { readonly name: string; readonly call: readonly string[] }>();
  for (const { roles: each = {} } of [runbook, ...Object.values(followed)])
    for (const { title, call = [], 'ack-within': within } of Object.values(each)) {
      const key = `${title}\n${call.join()}`;
      if (call.length === 0 || roles.has(key)) continue;
      const name = within === undefined ? title : say('paper.ring-next', { title, length: length(within) });
      roles.set(key, { name, call });
    }
  const byRole = [...roles.values()].flatMap(({ name, call }): Item[] => [
    { kind: 'heading', text: name },
    phones(say, call.map(rowOf)),
  ]);
  const called = new Set([...roles.values()].flatMap(({ call }) => call));
  const others = Object.keys(contacts).filter((id) => !called.has(id));
  return {
    title: say('paper.telephones'),
    about: [say('paper.telephones.about')],
    items: [
      ...byRole,
      ...(others.length === 0
        ? []
        : [{ kind: 'heading' as const, text: say('paper.others') }, phones(say, others.map(rowOf))]),
      { kind: 'heading', text: say('paper.learned') },
      phones(say, [], 4),
    ],
  };
}

const phones = (say: Say, rows: readonly (readonly string[])[], blank = 0): Item => ({
  kind: 'table',
  head: [say('paper.number'), say('paper.who'), say('paper.reached')],
  widths: [38, 38, 24],
  rows,
  blank,
});

function contactRow({ name, duty, organisation, numbers, email, note }: Contact): string[] {
  return [
    [...numbers.map(({ kind, number }) => `${number} (${kind})`), ...(email === undefined ? [] : [email])].join('\n'),
    [name, ...[duty, organisation, note].filter((line) => line !== undefined)].join('\n'),
    '',
  ];
}

/** Every deadline with its rule, and a blank for when it is due. */
export function clockSheet(all: readonly Wording[], say: Say): Sheet | undefined {
  const reference = say('paper.reference');
  const cards = ofAll(all, ({ clocks }) => clocks).map(({ id, thing: clock, words }): Card => {
    const { title, to, basis, target } = clock;
    const read = clock['read-on'];
    return {
      ...emptyCard,
      kind: 'card',
      title: to === undefined ? title : say('paper.deadline.to', { title, to }),
      about: [
        ...dueRule(clock, words),
        ...(basis === undefined
          ? []
          : [say(read === undefined ? 'paper.basis' : 'paper.basis.read', { basis, day: read ?? '' })]),
        say(target === 'law' || target === 'contract' ? `paper.${target}` : 'paper.our-own', { id }),
      ],
      ticks: (clock['must-contain'] ?? []).map((item) => say('paper.says', { what: item })),
      lines: [
        { boxes: [], blanks: [say('paper.begun-at'), say('paper.due-at'), say('paper.done-at')] },
        { boxes: [say('paper.not-applying')], blanks: [say('paper.initials'), reference], wide: [reference] },
      ],
    };
  });
  return cards.length === 0
    ? undefined
    : { title: say('paper.deadlines'), about: [say('paper.deadlines.about')], items: cards };
}

/** What hangs on it, how long it may be down, and what carries meanwhile. */
export function serviceSheet(all: readonly Wording[], say: Say): Sheet | undefined {
  const rows = ofAll(all, ({ services }) => services).map(
    ({ id, thing: { title, rto, rpo, mtpd, fallback }, words }) => [
      `${title}\n${id}`,
      [
        ...(rto === undefined ? [] : [say('paper.rto', { length: words.length(rto) })]),
        ...(mtpd === undefined ? [] : [say('paper.mtpd', { length: words.length(mtpd) })]),
        ...(rpo === undefined ? [] : [say('paper.rpo', { length: words.length(rpo) })]),
        ...(fallback === undefined ? [] : [say('paper.meanwhile', { what: fallback })]),
      ].join('\n'),
      '',
      '',
    ],
  );
  if (rows.length === 0) return undefined;
  return {
    title: say('paper.services'),
    about: [],
    items: [
      {
        kind: 'table',
        head: [say('paper.service'), say('paper.limits'), say('paper.lost-at'), say('paper.back-at')],
        widths: [26, 46, 14, 14],
        rows,
        blank: 2,
      },
    ],
  };
}

/** Messages that no step sends. Those of a step stand at the step. */
export function messageSheet(all: readonly Wording[], say: Say): Sheet | undefined {
  const how = say('paper.how-sent');
  const cards = ofAll(all, ({ messages }) => messages).flatMap(({ id, thing: message, words }): Card[] => {
    if (sends(words.runbook, id)) return [];
    return [
      {
        ...emptyCard,
        kind: 'card',
        title: say('paper.message', { id }),
        about: [],
        words: messageWords(message, words),
        lines: [{ boxes: [], blanks: [say('paper.sent-at'), say('paper.initials'), how], wide: [how] }],
      },
    ];
  });
  return cards.length === 0
    ? undefined
    : { title: say('paper.messages'), about: [say('paper.messages.about')], items: cards };
}

/** What may be asked at any time, by the names that the conditions of the sheets use. */
export function factSheet(all: readonly Wording[], say: Say): Sheet | undefined {
  const rows = ofAll(all, ({ facts }) => facts).map(({ id, words }) => {
    const { ask, unit, of } = answerOf(id, words);
    return [`${id}\n${ask}`, of.length > 0 ? of.join(' / ') : (unit ?? ''), '', '', ''];
  });
  if (rows.length === 0) return undefined;
  return {
    title: say('paper.known'),
    about: [say('paper.known.about')],
    items: [
      {
        kind: 'table',
        head: [
          say('paper.known.name'),
          say('paper.known.in'),
          say('paper.known.first'),
          say('paper.known.then'),
          say('paper.known.then'),
        ],
        widths: [38, 17, 15, 15, 15],
        rows,
        blank: 0,
      },
    ],
  };
}

/** What happened, in the order in which it did. */
export function logSheet(say: Say): Sheet {
  return {
    title: say('paper.log'),
    about: [say('paper.log.about')],
    items: [
      {
        kind: 'table',
        head: [say('paper.time'), say('paper.initials'), say('paper.log.what')],
        widths: [12, 11, 77],
        rows: [],
        blank: 24,
      },
    ],
  };
}

/** The things of every runbook on the form by their ids: the first of an id stands for all, as in an incident. */
function ofAll<Thing>(
  all: readonly Wording[],
  of: (runbook: Runbook) => Readonly<Record<string, Thing>> | undefined,
): { readonly id: string; readonly thing: Thing; readonly words: Wording }[] {
  const found = new Map<string, { id: string; thing: Thing; words: Wording }>();
  for (const words of all)
    for (const [id, thing] of Object.entries(of(words.runbook) ?? {}))
      if (!found.has(id)) found.set(id, { id, thing, words });
  return [...found.values()];
}

function sends(runbook: Runbook, message: string): boolean {
  return allSteps(runbook).some((step) => 'tell' in step && step.message === message);
}
