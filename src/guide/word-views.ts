import type { OtherName, ViewName } from './acts.ts';
import { oneOf, problem, tooMany } from './word-kit.ts';
import type { Parsed, Spoken } from './word-kit.ts';
import { openStepNamed } from './word-steps.ts';

const view =
  (view: ViewName) =>
  (spoken: Spoken): Parsed => {
    const extra = spoken.words[0];
    return extra === undefined ? { kind: 'view', view } : tooMany(spoken, extra, view);
  };

/** How each word that writes nothing is read. */
export const viewParsers: Readonly<Record<ViewName | OtherName, (spoken: Spoken) => Parsed>> = {
  now: view('now'),
  steps: view('steps'),
  clocks: view('clocks'),
  messages: (spoken) => {
    const [id, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, 'messages [MESSAGE]');
    if (id === undefined) return { kind: 'view', view: 'messages' };
    const found = oneOf(id, Object.keys(spoken.incident.messages), 'message');
    return 'kind' in found ? found : { kind: 'view', view: 'messages', one: found.id };
  },
  facts: view('facts'),
  people: view('people'),
  services: view('services'),
  questions: view('questions'),
  help: view('help'),
  log: ({ words: [count] }) => {
    if (count === undefined) return { kind: 'view', view: 'log' };
    if (!/^[1-9]\d{0,4}$/.test(count)) return problem(`"${count}" is not a number of entries.`, 'It is typed: log 20');
    return { kind: 'view', view: 'log', last: Number(count) };
  },
  step: (spoken) => {
    const { guide } = spoken;
    const [name] = spoken.words;
    if (name === undefined) {
      if (guide.current.length === 0) return problem('No step is open now.', 'steps lists them all.');
      return {
        kind: 'asking',
        prompt: 'Which step?',
        choices: guide.current.map((step) => ({ label: step.title, words: ['step', step.name] })),
      };
    }
    const step = openStepNamed(spoken, name);
    return 'kind' in step ? step : { kind: 'look', step: step.key };
  },
  iam: ({ words }) => {
    const name = words.join(' ').trim();
    if (name === '') return { kind: 'asking', prompt: 'What is your name?', choices: [], before: ['iam'] };
    return { kind: 'iam', name };
  },
  quit: () => ({ kind: 'quit' }),
};
