import { isOver } from '../../entry/index.ts';
import { wordAmong } from '../../text/index.ts';
import { asAct, askedOption, oneOf, problem, tooMany, withHyphen } from './kit.ts';
import type { OtherIncident, Parsed, Spoken } from './kit.ts';

const standDowns = ['false-alarm', 'duplicate'] as const;

/** How the words about more than one incident are read. Which one a name means is for whoever holds them all to find. */
export const severalParsers: Readonly<Record<'stand-down' | 'link' | 'merge', (spoken: Spoken) => Parsed>> = {
  'stand-down': (spoken) => {
    const { options } = spoken;
    const isWay = (word: string): boolean => wordAmong(word, standDowns) !== undefined;
    const [first, second, third] = withHyphen(spoken.words, standDowns);
    if (third !== undefined) return tooMany(spoken, third, usage['stand-down']);
    // `stand-down flood-8 duplicate`, and with the way as an option `stand-down flood-8`.
    const named = first !== undefined && !isWay(first) && (second !== undefined || options['as'] !== undefined);
    const word = (named ? second : first) ?? options['as'];
    if (word === undefined) return { kind: 'asking', prompt: 'Stand down as what?', choices: waysToStandDown(spoken) };
    const found = oneOf(word, standDowns, 'way to stand down');
    if ('kind' in found) return found;
    const as = found.id;
    const { of } = options;
    if (of !== undefined && as === 'false-alarm')
      return problem('A false alarm is none of another incident.', 'It is typed: stand-down duplicate --of ID');
    return asAct(spoken, {
      act: 'stand-down',
      as,
      ...(of === undefined ? {} : { of }),
      ...(named && first !== undefined ? { incident: first } : {}),
    });
  },
  link: (spoken) => {
    const [first, second, third] = spoken.words;
    if (third !== undefined) return tooMany(spoken, third, usage.link);
    if (first === undefined) return whichOther(spoken, 'Link it to which incident?', (alias) => ['link', alias]);
    const asked = askedOption(spoken, 'as', 'In what way? A few words, such as: same cause. Enter: not said');
    if (asked !== undefined) return asked;
    const { as } = spoken.options;
    return asAct(spoken, {
      act: 'link',
      to: second ?? first,
      ...(as === undefined ? {} : { as }),
      ...(second === undefined ? {} : { incident: first }),
    });
  },
  merge: (spoken) => {
    const [first, second] = spoken.words;
    if (second !== undefined) return tooMany(spoken, second, usage.merge);
    const { into } = spoken.options;
    const which = first === undefined ? [] : [first];
    if (into === undefined)
      return whichOther(
        spoken,
        `Merge ${first ?? 'this incident'} into which?`,
        (alias) => ['merge', ...which, '--into', alias],
        (other) => !isOver(other) && other.alias !== first,
      );
    return asAct(spoken, { act: 'merge', into, ...(first === undefined ? {} : { incident: first }) });
  },
};

const usage = {
  'stand-down': 'stand-down [ID] false-alarm|duplicate [--of ID]',
  link: 'link [ID] ID [--as WORDS]',
  merge: 'merge [ID] --into ID',
} as const;

/** Those that can have to do with this one: a drill is never mixed with what is real. */
function others({ lookup, guide }: Spoken): readonly OtherIncident[] {
  return (lookup?.others?.() ?? []).filter(({ mode }) => mode === guide.mode).toReversed();
}

function whichOther(
  spoken: Spoken,
  prompt: string,
  words: (alias: string) => readonly string[],
  fits: (other: OtherIncident) => boolean = () => true,
): Parsed {
  const fitting = others(spoken).filter(fits);
  if (fitting.length === 0)
    return problem(
      `There is no other ${spoken.guide.mode === 'drill' ? 'drill' : 'incident'} for it.`,
      'To see what there is: incidents.',
      'refused',
    );
  return {
    kind: 'asking',
    prompt,
    choices: fitting.map((other) => ({ label: labelOf(other), words: words(other.alias) })),
  };
}

function waysToStandDown(spoken: Spoken): { readonly label: string; readonly words: readonly string[] }[] {
  return [
    { label: 'A false alarm', words: ['stand-down', 'false-alarm'] },
    ...others(spoken).map((other) => ({
      label: `A duplicate of ${labelOf(other)}`,
      words: ['stand-down', 'duplicate', '--of', other.alias],
    })),
    { label: 'A duplicate of one that is not here', words: ['stand-down', 'duplicate'] },
  ];
}

const labelOf = ({ alias, title, state }: OtherIncident): string =>
  `${alias} ${title}${state === 'open' ? '' : ` (${state.replace('-', ' ')})`}`;
