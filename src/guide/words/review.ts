import { feedbackStatements, reviewKinds } from '../../incident/index.ts';
import type { FollowUpState, ReviewKind } from '../../incident/index.ts';
import { plural, wordAmong } from '../../text/index.ts';
import type { ActName } from './act-info.ts';
import { incidentFields } from './state.ts';
import { asAct, meIn, oneOf, optionWords, problem, tooMany, withHyphen } from './kit.ts';
import type { Parsed, Spoken } from './kit.ts';
import { thingNamed } from './things.ts';

type ReviewName = Extract<
  ActName,
  'annotate' | 'hot-wash' | 'feedback' | 'sign-off' | 'follow-up-done' | 'follow-up-verified'
>;

/** How the words of the review are read: what is said beside the record, and what became of its follow-ups. */
export const reviewParsers: Readonly<Record<ReviewName, (spoken: Spoken) => Parsed>> = {
  annotate: (spoken) => {
    const ids = reviewKinds.map(({ id }) => id);
    const [word, ...rest] = withHyphen(spoken.words, ids);
    if (word === undefined)
      return {
        kind: 'asking',
        prompt: 'What does the review say of it?',
        choices: reviewKinds.map(({ id, title }) => ({ label: title, words: ['annotate', id] })),
        before: ['annotate'],
      };
    const field = wordAmong(word, incidentFields);
    if (field !== undefined)
      return problem(
        `"${word}" is said of the incident itself, not of its review.`,
        `It is typed: describe ${field}=WORDS`,
      );
    const found = oneOf(word, ids, 'part of a review', ids.length);
    if ('kind' in found) return found;
    const kind = reviewKinds.find(({ id }) => id === found.id);
    return kind === undefined ? problem(`A review does not ask for "${word}".`) : annotation(spoken, kind, rest);
  },
  'hot-wash': hotWash,
  feedback,
  'sign-off': (spoken) => {
    const [extra] = spoken.words;
    return extra === undefined ? asAct(spoken, { act: 'sign-off' }) : tooMany(spoken, extra, 'sign-off');
  },
  'follow-up-done': (spoken) => onFollowUp(spoken, 'Which follow-up is done?', ({ doneAt }) => doneAt === undefined),
  'follow-up-verified': (spoken) =>
    onFollowUp(
      spoken,
      'Of which one is the effect verified?',
      ({ doneAt, verifiedAt }) => doneAt !== undefined && verifiedAt === undefined,
    ),
};

/** `annotate lucky WORDS`, `annotate cue #42 WORDS`: what is missing is asked for. */
function annotation(spoken: Spoken, kind: ReviewKind, [first = '', ...rest]: readonly string[]): Parsed {
  const seq = /^#(\d+)$/.exec(first)?.[1];
  const entry = seq === undefined ? undefined : spoken.lookup?.entryId(Number(seq));
  if (seq !== undefined && entry === undefined)
    return problem(`There is no entry "${first}" in this incident.`, 'See their numbers: log', 'not-found');
  const words = (seq === undefined ? [first, ...rest] : rest).join(' ').trim();
  const before = ['annotate', kind.id, ...(seq === undefined ? [] : [first])];
  if (kind.about === true && entry === undefined && words === '')
    return { kind: 'asking', prompt: 'At which entry? Its number, such as #42', choices: [], before };
  if (kind.about === true && entry === undefined)
    return problem(`${kind.title} belong to an entry of the timeline.`, `It is typed: annotate ${kind.id} #N WORDS …`);
  if (words === '')
    return {
      kind: 'asking',
      prompt: kind.ask,
      choices: (kind.of ?? []).map((answer) => ({ label: answer, words: [...before, answer] })),
      before,
    };
  return asAct(spoken, { act: 'annotate', kind: kind.id, words, ...(entry === undefined ? {} : { entry }) });
}

function onFollowUp(spoken: Spoken, prompt: string, suits: (followUp: FollowUpState) => boolean): Parsed {
  const act = spoken.name === 'follow-up-done' ? 'follow-up-done' : 'follow-up-verified';
  const seenIn = act === 'follow-up-verified' ? whereSeen(spoken.words) : undefined;
  const all = Object.values(spoken.incident.followUps);
  const [word, extra] = seenIn === undefined ? spoken.words : spoken.words.slice(0, -2);
  if (extra !== undefined) return tooMany(spoken, extra, `${act} ID`);
  if (word === undefined) {
    const choices = all.filter(suits).map(({ id, words }) => ({ label: words, words: [act, id] }));
    return choices.length === 0
      ? problem('No follow-up waits for that.', 'See them: review', 'refused')
      : { kind: 'asking', prompt, choices };
  }
  const found = thingNamed(
    word,
    all.map(({ id }) => id),
    'follow-up',
  );
  if ('kind' in found) return found;
  return asAct(spoken, { act, followUp: found.id, ...(seenIn !== undefined && { in: seenIn }) });
}

/** `… in drill-3`: the incident or drill in which it was seen. */
const whereSeen = (words: readonly string[]): string | undefined =>
  words.at(-2)?.toLowerCase() === 'in' ? words.at(-1) : undefined;

/** What a hot wash asks. */
const washed = ['went-well', 'went-badly', 'lucky'] as const;

/** `hot-wash`, `hot-wash went-well WORDS`: what people say right after it, as the review keeps it; asked for, one remark after another. */
function hotWash(spoken: Spoken): Parsed {
  const kinds = reviewKinds.filter(({ id }) => washed.some((each) => each === id));
  const [word, ...rest] = withHyphen(spoken.words, washed);
  const options = optionWords(spoken.options);
  const anew = ['hot-wash', ...options];
  if (word === undefined)
    return {
      kind: 'asking',
      prompt: 'What do people say? What is to be done later: follow-up WORDS. Of the exercise itself: feedback.',
      choices: kinds.map(({ id, ask }) => ({
        label: `${ask}${soFar(spoken, id)}`,
        words: ['hot-wash', id, ...options],
      })),
      again: anew,
    };
  const meant = wordAmong(word, washed);
  const kind = kinds.find(({ id }) => id === meant);
  if (kind === undefined)
    return problem(
      'A hot wash says what went well, what went badly, or where you were lucky.',
      `It is typed: hot-wash ${washed.join('|')} WORDS …`,
    );
  if (rest.length > 0) return annotation(spoken, kind, rest);
  return {
    kind: 'asking',
    prompt: `${kind.ask} Each line is a remark of its own.`,
    choices: [],
    before: ['hot-wash', kind.id],
    after: options,
    again: ['hot-wash', kind.id, ...options],
    empty: anew,
  };
}

function soFar({ incident }: Spoken, id: string): string {
  const { length } = incident.annotations.filter(({ kind }) => kind === id);
  return length === 0 ? '' : ` (${plural(length, 'remark')})`;
}

/** `feedback realistic 4 WORDS`, `feedback WORDS`: what is missing is asked for, one statement after another. */
function feedback(spoken: Spoken): Parsed {
  const [word, ...rest] = spoken.words;
  const options = optionWords(spoken.options);
  const anew = ['feedback', ...options];
  const given = agreedBefore(spoken);
  if (word === undefined)
    return {
      kind: 'asking',
      prompt: 'What do you think of the exercise? Choose a statement, or say it in words.',
      choices: feedbackStatements.map(({ id, text }) => ({
        label: `${text}${given.has(id) ? ` (${given.get(id) ?? ''})` : ''}`,
        words: ['feedback', id, ...options],
      })),
      before: ['feedback'],
      after: options,
      again: anew,
    };
  const meant = wordAmong(
    word,
    feedbackStatements.map(({ id }) => id),
  );
  // As the list has them: `feedback 2 4`. A number that no agreement follows may be words.
  const isNumbered = /^[1-9]$/.test(word) && /^[1-5]$/.test(rest[0] ?? '');
  const at = isNumbered ? Number(word) - 1 : feedbackStatements.findIndex(({ id }) => id === meant);
  const statement = feedbackStatements[at];
  if (statement === undefined) return asAct(spoken, { act: 'feedback', words: spoken.words.join(' ') });
  const [degree, ...said] = rest;
  if (degree === undefined) {
    const next = feedbackStatements.slice(at + 1).find(({ id }) => !given.has(id));
    const on = next === undefined ? anew : ['feedback', next.id, ...options];
    return {
      kind: 'asking',
      prompt: `${statement.text} How far do you agree?`,
      choices: agreements.map((label, index) => ({
        label,
        words: ['feedback', statement.id, String(index + 1), ...options],
      })),
      again: on,
      empty: on,
    };
  }
  if (!/^[1-5]$/.test(degree))
    return problem(
      `"${degree}" is not how far one agrees.`,
      `From 1 (not at all) to 5: feedback ${statement.id} 4 [WORDS …]`,
    );
  const words = said.join(' ').trim();
  return asAct(spoken, {
    act: 'feedback',
    statement: statement.id,
    agreement: Number(degree),
    ...(words !== '' && { words }),
  });
}

/** How far whoever speaks agreed with which statement; of one the latest counts. */
function agreedBefore(spoken: Spoken): ReadonlyMap<string, number> {
  const { incident } = spoken;
  const who = meIn(spoken);
  return new Map(
    incident.feedback.flatMap(({ by, statement, agreement }) =>
      by === who && statement !== undefined && agreement !== undefined ? [[statement, agreement] as const] : [],
    ),
  );
}

const agreements = ['not at all', 'rather not', 'partly', 'rather so', 'fully'] as const;
