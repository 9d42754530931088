import { allSteps, type Contact, type Runbook } from '../../runbook/index.ts';
import type { Card, Item, PaperSource, Sheet } from './form.ts';
import { answerOf } from './step-card.ts';
import { dueRule, inFull, own, type Wording } from './wording.ts';

const emptyCard = { level: 0, words: [], ticks: [], answers: [], options: [], lines: [] } as const;

/** What it is for, how it is filled in, who holds which role, who has which sheet, whose initials are whose. */
export function frontSheet({ runbook }: Wording, version: string, others: readonly Sheet[]): Sheet {
  const roles = Object.values(runbook.roles ?? {});
  return {
    title: 'On paper: front sheet',
    about: [runbook.summary ?? '', version].filter((line) => line !== ''),
    items: [
      ...(runbook['use-when'] === undefined
        ? []
        : [
            {
              ...emptyCard,
              kind: 'card' as const,
              title: 'Use it when',
              about: [],
              ticks: runbook['use-when'],
            },
          ]),
      {
        ...emptyCard,
        kind: 'card',
        title: 'The incident',
        about: Object.entries(runbook.severity ?? {}).map(([level, words]) => `${level}: ${words}`),
        lines: [
          { boxes: ['sev1', 'sev2', 'sev3', 'sev4', 'sev5'], blanks: ['Date', 'Declared at', 'By'] },
          { boxes: ['real', 'EXERCISE'], blanks: ['What has happened'] },
        ],
      },
      {
        kind: 'text',
        text: 'Write the time of day, your initials, and a tick: done, skipped or failed. Why, where it leaves the plan. What has no place goes into the log. The numbers of the steps and the names before the blanks are those by which the paper is typed in later, a line an entry: holdfast from-paper (0312 mk 7 done · 0315 mk depth=12).',
      },
      {
        kind: 'table',
        head: ['Role', 'Who', 'Since', 'Relieved by, at'],
        widths: [34, 28, 12, 26],
        rows: roles.map(({ title, duty }) => [duty === undefined ? title : `${title}\n${duty}`, '', '', '']),
        blank: roles.length === 0 ? 4 : 1,
      },
      { kind: 'heading', text: 'Whose initials' },
      {
        kind: 'table',
        head: ['Initials', 'Name', 'Initials', 'Name'],
        widths: [12, 38, 12, 38],
        rows: [],
        blank: 6,
      },
      { kind: 'heading', text: 'The sheets, and who has them' },
      {
        kind: 'table',
        head: ['Sheet', 'What it is', 'Given to, at'],
        widths: [10, 60, 30],
        // This one is the first.
        rows: others.map(({ title, about }, index) => [`${index + 2}`, [title, ...about.slice(0, 1)].join('\n'), '']),
        blank: 0,
      },
    ],
  };
}

/** Whom to ring, numbers first: by role in the order in which they are rung, then everybody else. */
export function phoneSheet({ bundle: { runbook, followed }, contacts }: PaperSource): Sheet {
  const rowOf = (id: string): string[] => {
    const contact = own(contacts, id);
    return contact === undefined ? ['', id, ''] : contactRow(contact);
  };
  // A role that several runbooks have is rung in one order, and stands here once.
  const roles = new Map(
    [runbook, ...Object.values(followed)].flatMap(({ roles: each = {} }) =>
      Object.values(each).flatMap(({ title, call = [] }) =>
        call.length === 0 ? [] : [[`${title}\n${call.join()}`, { title, call }] as const],
      ),
    ),
  );
  const byRole = [...roles.values()].flatMap(({ title, call }): Item[] => [
    { kind: 'heading', text: title },
    phones(call.map(rowOf)),
  ]);
  const called = new Set([...roles.values()].flatMap(({ call }) => call));
  const others = Object.keys(contacts).filter((id) => !called.has(id));
  return {
    title: 'Telephones',
    about: ['In the order in which they are rung. Write when somebody was reached, or that nobody answered.'],
    items: [
      ...byRole,
      ...(others.length === 0 ? [] : [{ kind: 'heading' as const, text: 'Others' }, phones(others.map(rowOf))]),
      { kind: 'heading', text: 'Numbers learned tonight' },
      phones([], 4),
    ],
  };
}

const phones = (rows: readonly (readonly string[])[], blank = 0): Item => ({
  kind: 'table',
  head: ['Number', 'Who', 'Reached at, by'],
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
export function clockSheet(all: readonly Wording[]): Sheet | undefined {
  const cards = ofAll(all, ({ clocks }) => clocks).map(({ id, thing: clock, words }): Card => {
    const { title, to, basis, target } = clock;
    const read = clock['read-on'];
    return {
      ...emptyCard,
      kind: 'card',
      title: `${title}${to === undefined ? '' : `, to: ${to}`}`,
      about: [
        ...dueRule(clock, words),
        ...(basis === undefined ? [] : [`Basis: ${basis}${read === undefined ? '' : ` (read ${read})`}`]),
        `${target === 'law' ? 'Law' : target === 'contract' ? 'Contract' : 'Our own'} · typed in as: met ${id}`,
      ],
      ticks: (clock['must-contain'] ?? []).map((item) => `Says: ${item}`),
      lines: [
        { boxes: [], blanks: ['Begun at', 'DUE AT (date, time)', 'Done at'] },
        { boxes: ['does not apply'], blanks: ['Initials', 'Reference, or why not'] },
      ],
    };
  });
  return cards.length === 0
    ? undefined
    : { title: 'Deadlines', about: ['When one begins, write at once when it is due.'], items: cards };
}

/** What hangs on it, how long it may be down, and what carries meanwhile. */
export function serviceSheet(all: readonly Wording[]): Sheet | undefined {
  const rows = ofAll(all, ({ services }) => services).map(({ id, thing: { title, rto, rpo, mtpd, fallback } }) => [
    `${title}\n${id}`,
    [
      ...(rto === undefined ? [] : [`back within ${inFull(rto)} (RTO)`]),
      ...(mtpd === undefined ? [] : [`harm after ${inFull(mtpd)} (MTPD)`]),
      ...(rpo === undefined ? [] : [`may lose ${inFull(rpo)} (RPO)`]),
      ...(fallback === undefined ? [] : [`Meanwhile: ${fallback}`]),
    ].join('\n'),
    '',
    '',
  ]);
  if (rows.length === 0) return undefined;
  return {
    title: 'Services',
    about: [],
    items: [
      {
        kind: 'table',
        head: ['Service', 'Limits, and what carries meanwhile', 'Lost at', 'Back at'],
        widths: [26, 46, 14, 14],
        rows,
        blank: 2,
      },
    ],
  };
}

/** Messages that no step sends. Those of a step stand at the step. */
export function messageSheet(all: readonly Wording[]): Sheet | undefined {
  const cards = ofAll(all, ({ messages }) => messages).flatMap(({ id, thing: message, words }): Card[] => {
    if (sends(words.runbook, id)) return [];
    return [
      {
        ...emptyCard,
        kind: 'card',
        title: `Message: ${id}`,
        about: [],
        words: Object.entries(message.text).map(([language, text]) => ({
          label: `To ${message.to}${message.by === undefined ? '' : ` by ${message.by}`} (${language})`,
          text: words.text(text).trim(),
        })),
        lines: [{ boxes: [], blanks: ['Sent at', 'Initials', 'How, and to whom'] }],
      },
    ];
  });
  return cards.length === 0
    ? undefined
    : { title: 'Messages', about: ['No step sends these: they are for when they are needed.'], items: cards };
}

/** What may be asked at any time, by the names that the conditions of the sheets use. */
export function factSheet(all: readonly Wording[]): Sheet | undefined {
  const rows = ofAll(all, ({ facts }) => facts).map(({ id, words }) => {
    const { ask, unit, of } = answerOf(id, words);
    return [`${id}\n${ask}`, of.length > 0 ? of.join(' / ') : (unit ?? ''), '', '', ''];
  });
  if (rows.length === 0) return undefined;
  return {
    title: 'What is known',
    about: ['Readings over the night: the value and the time of each.'],
    items: [
      {
        kind: 'table',
        head: ['Name, and what it asks', 'In', 'First, at', 'Then, at', 'Then, at'],
        widths: [38, 17, 15, 15, 15],
        rows,
        blank: 0,
      },
    ],
  };
}

/** What happened, in the order in which it did. */
export function logSheet(): Sheet {
  return {
    title: 'Log',
    about: ['Every call, order, reading and surprise: when, who, what. Copy this sheet before you need it.'],
    items: [
      {
        kind: 'table',
        head: ['Time', 'Initials', 'What happened, what is known, what was decided and why'],
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
