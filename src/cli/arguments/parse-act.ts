import {
  actByWord,
  type Asking,
  type Parsed,
  answerWords,
  choiceMeant,
  choicesListed,
  parseWords,
  wordOptions,
} from '../../guide/index.ts';
import type { Session } from '../../session/index.ts';
import { askLine } from '../ask.ts';
import type { Call } from '../call.ts';
import { exit, Failure, wrongUsage } from '../failure.ts';
import { notEmpty } from './how.ts';
import { ofActs, type OptionName } from './options.ts';
import { typedNext } from './typed-again.ts';
import { typedHere } from './typed-here.ts';
import { withStep } from './which-step.ts';

/** What the words of an act can come to once everything missing was asked. */
export type Meant = Exclude<Parsed, { kind: 'asking' | 'problem' }>;

/** Read from the call itself, for acts and for all else that writes. */
const ofTheCall: ReadonlySet<OptionName> = new Set<OptionName>([...ofActs, 'owner']);

/** Options that go on into the grammar of typed words. */
const grammatical: readonly OptionName[] = wordOptions.filter((name) => !ofTheCall.has(name));

/** The first of what an act's words mean: of one of which only one thing can be said. @throws Failure where nothing was said */
export async function meantBy(call: Call, session: Session): Promise<Meant> {
  for await (const meant of meaningsOf(call, session)) return meant;
  throw wrongUsage('Left. Nothing was recorded.');
}

/**
 * What an act's words mean, by the same grammar that the guide has for typed words; where one may say more, one meaning after another, each to
 * be done before the next is asked for. What they leave out is asked for on a terminal; elsewhere it is a failure that lists what there is.
 */
export async function* meaningsOf(call: Call, session: Session): AsyncGenerator<Meant> {
  const act = call.command.word ?? call.command.name;
  // A reason belongs to the words of a skip: without it they ask.
  const why = act === 'skip-inject' ? call.option('why') : undefined;
  const extra = [
    ...(why === undefined ? [] : [`--why=${why}`]),
    ...grammatical.flatMap((name) => call.all(name).map((value) => `--${name}=${value}`)),
  ];
  // Whose role and whose handover the words mean, whoever types for another says; it is not for those that are taken to the letter.
  const by = call.option('by');
  const apart = by === undefined ? {} : { by: notEmpty(by, 'by') };
  let words: readonly string[] = [act, ...(await withStepAsked(call, session, act))];
  let again: readonly string[] | undefined;
  for (;;) {
    const parsed = parseWords([...words, ...extra], session.guide(), session.incident, session.timeline, apart);
    if (parsed.kind === 'problem')
      throw new Failure(
        exitOf(parsed.code),
        parsed.code ?? 'usage',
        parsed.message,
        parsed.hint === undefined ? undefined : typedHere(parsed.hint),
      );
    if (parsed.kind === 'asking') {
      const answer = await answered(call, parsed);
      if (answer === undefined) return;
      words = answer;
      ({ again } = parsed);
    } else {
      yield parsed;
      if (again === undefined) return;
      words = again;
    }
  }
}

const exitOf = (code: 'not-found' | 'refused' | undefined): number =>
  code === 'not-found' ? exit.notFound : code === 'refused' ? exit.refused : exit.usage;

async function withStepAsked(call: Call, session: Session, act: string): Promise<readonly string[]> {
  const ways = withStep(act, call.words, session.guide());
  const [only] = ways;
  if (only && ways.length === 1) return only.words;
  const choices = ways.map(({ title, words }) => ({ label: `${title} (${words[0] ?? ''})`, words: [act, ...words] }));
  return (await answered(call, { kind: 'asking', prompt: 'Which step?', choices }))?.slice(1) ?? [];
}

/** The words that an answer makes; undefined where enough was said. @throws Failure where it was left, or nobody can be asked */
async function answered(call: Call, asking: Asking): Promise<readonly string[] | undefined> {
  const { prompt, choices, before, empty, again } = asking;
  const { listed, rest } = choicesListed(choices);
  if (!call.io.interactive) throw missing(call, prompt, choices);
  for (;;) {
    call.io.say(
      ...(choices.length > 0 ? [prompt] : []),
      ...listed.map((choice, index) => `  ${index + 1}  ${choice.label}`),
      ...(rest === undefined ? [] : [`  ${rest}`]),
    );
    const line = await askLine(choices.length > 0 ? 'Number:' : prompt, {
      mayBePasted: choices.length === 0 && again !== undefined,
    });
    const chosen = choiceMeant(choices, line);
    if (chosen !== undefined) return chosen.words;
    if (line === '' && empty) return empty;
    const isLeft = line === '' || actByWord(line)?.name === 'quit';
    if (isLeft && again !== undefined) return undefined;
    if (isLeft) throw wrongUsage('Left. Nothing was recorded.');
    if (before) return answerWords(asking, line);
    call.io.say(`Give a number from 1 to ${choices.length}, or Enter to leave.`);
  }
}

/** As many as a review has parts. */
const mostNamed = 40;

function missing(call: Call, prompt: string, choices: Asking['choices']): Failure {
  const typed = `It is typed: holdfast ${call.command.name} ${call.command.usage}`.trim();
  if (choices.length === 0) return wrongUsage(`Something is missing: ${prompt}`, typed);
  const next = typedNext(call);
  const listed = choices
    .slice(0, mostNamed)
    .map((choice) => next([call.command.name, ...choice.words.slice(1)].join(' ')));
  return wrongUsage(`${prompt} Say one of: ${listed.join(' · ')}${choices.length > listed.length ? ' …' : ''}.`, typed);
}
