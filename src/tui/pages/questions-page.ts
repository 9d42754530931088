import { deviationText } from '../../guide/index.ts';
import type { Question } from '../../guide/index.ts';
import { askFacts } from '../ask-facts.ts';
import { flowed } from '../rows/detail-rows.ts';
import { beginWords, only } from '../press/doing.ts';
import { typeWords } from '../rows/lay-over.ts';
import { blank, row } from '../rows/rows.ts';
import type { Row } from '../rows/rows.ts';
import type { Pressed, Screen, World } from '../state.ts';
import type { Item, Page } from './page.ts';

/** What somebody should answer, the most pressing first; each can be answered here. */
export const questionsPage: Page = {
  title: ({ guide }) => {
    const left = guide.deviations.count === 0 ? '' : ` · ${deviationText(guide)}`;
    return `Questions (${guide.questions.length})${left}`;
  },
  none: 'Nothing waits for an answer.',
  items: ({ guide }) =>
    guide.questions.map((question) => ({ id: idOf(question), text: question.text, row: row(question.text) })),
  detail: (item, world, columns) => {
    const question = questionAt(item, world);
    return question === undefined ? [] : detailRows(question, columns);
  },
  keys: [
    {
      keys: ['enter'],
      shown: 'Enter',
      label: 'answer',
      help: 'Answer it: what has to be said is asked for',
      off: (item, world) => {
        const question = item && questionAt(item, world);
        if (question === undefined) return questionsPage.none;
        return question.command === undefined
          ? 'No answer is wanted: it is to be known, and the log has it.'
          : undefined;
      },
      press: (item, screen, world) => answer(item && questionAt(item, world), screen, world),
    },
  ],
};

/** The same as long as the same question is open; a fact may be asked for by several steps. */
function idOf({ kind, ref, text }: Question): string {
  return `${kind} ${ref} ${kind === 'fact' ? text : ''}`;
}

function questionAt({ id }: Item, { guide }: World): Question | undefined {
  return guide.questions.find((question) => idOf(question) === id);
}

/**
 * A fact is asked in place, and what the command leaves open (a name, a reason) too. What would be done at once stands in the
 * line of words first: Enter alone must start no command and take no default that nobody has read.
 */
function answer(question: Question | undefined, screen: Screen, world: World): Pressed {
  const command = question?.command;
  if (question === undefined || command === undefined) return only(screen);
  const fact = /^fact ([\w-]+)=$/.exec(command)?.[1];
  if (fact !== undefined) return only(askFacts(screen, [fact], world));
  const words = command.split(' ');
  // `assign lead NAME`, `why 42 REASON`: the word in capitals is what is asked for.
  if (/^[A-Z]+$/.test(words.at(-1) ?? '')) return beginWords(screen, words.slice(0, -1), world);
  return only(typeWords(screen, command));
}

function detailRows({ text, command }: Question, columns: number): Row[] {
  const way = command === undefined ? [] : [blank, ...flowed(`In words: ${command}`, columns, 'faint')];
  return [...flowed(text, columns, 'strong'), ...way];
}
