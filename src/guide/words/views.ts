import type { OtherName, ViewName } from './act-info.ts';
import { actByWord } from '../acts.ts';
import { namesKnown, oneOf, problem, tooMany, unknownWord } from './kit.ts';
import type { Parsed, Spoken } from './kit.ts';
import { replayParsers } from './replay.ts';
import { findThings, thingsOf } from '../palette.ts';
import { openStepNamed } from './steps.ts';
import { timelineWords } from './timeline.ts';

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
  map: view('map'),
  tracks: view('tracks'),
  clocks: ({ words: [id, extra], name, ...spoken }) => {
    if (extra !== undefined) return tooMany({ ...spoken, words: [], name }, extra, 'clocks [CLOCK]');
    if (id === undefined) return { kind: 'view', view: 'clocks' };
    const clock = oneOf(id, Object.keys(spoken.incident.clocks), 'clock');
    return 'kind' in clock ? clock : { kind: 'view', view: 'clocks', of: clock.id };
  },
  messages: (spoken) => {
    const [id, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, 'messages [MESSAGE]');
    if (id === undefined) return { kind: 'view', view: 'messages' };
    const found = oneOf(id, Object.keys(spoken.incident.messages), 'message');
    return 'kind' in found ? found : { kind: 'view', view: 'messages', of: found.id };
  },
  facts: view('facts'),
  people: ({ words: [id, extra], name, ...spoken }) => {
    if (extra !== undefined) return tooMany({ ...spoken, words: [], name }, extra, 'people [ROLE]');
    if (id === undefined) return { kind: 'view', view: 'people' };
    const role = oneOf(id, Object.keys(spoken.incident.roles), 'role');
    return 'kind' in role ? role : { kind: 'view', view: 'people', of: role.id };
  },
  brief: ({ words }) => {
    const [file] = words;
    if (file === undefined) return { kind: 'view', view: 'brief' };
    return words.length === 1 && file.toLowerCase() === 'copy'
      ? { kind: 'copy' }
      : { kind: 'save', file: words.join(' ') };
  },
  review: view('review'),
  services: view('services'),
  questions: view('questions'),
  injects: view('injects'),
  incidents: view('incidents'),
  facilitate: (spoken) =>
    spoken.guide.drill?.staff === undefined
      ? problem(
          'That is for whoever facilitates the exercise.',
          'In another terminal: holdfast drill facilitate',
          'refused',
        )
      : view('facilitate')(spoken),
  switch: (spoken) => {
    const [incident, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, 'switch [ID]');
    return { kind: 'switch', ...(incident === undefined ? {} : { incident }) };
  },
  home: (spoken) => {
    const [extra] = spoken.words;
    return extra === undefined ? { kind: 'home' } : tooMany(spoken, extra, 'home');
  },
  help: (spoken) => {
    const [word, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, 'help [WORD]');
    if (word === undefined) return { kind: 'view', view: 'help' };
    const about = actByWord(word);
    return about === undefined ? unknownWord(word, spoken.guide) : { kind: 'view', view: 'help', about };
  },
  timeline: timelineWords,
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
  find: ({ words, guide }) => {
    const wanted = words.join(' ');
    if (wanted === '') return { kind: 'asking', prompt: 'Find what?', choices: [], before: ['find'] };
    const found = findThings(thingsOf(guide), wanted).slice(0, 12);
    if (found.length === 0)
      return problem(
        `Nothing here has "${wanted}" in it.`,
        `Fewer letters find more; help lists every word. In what was recorded: timeline ${wanted}`,
        'not-found',
      );
    const choices = found.map(({ label, about, words: meant }) => ({ label: `${label}: ${about}`, words: meant }));
    return { kind: 'asking', prompt: 'Which of these?', choices };
  },
  iam: (spoken) => {
    const name = spoken.words.join(' ').trim();
    if (name === '') {
      const choices = namesKnown(spoken).map((known) => ({ label: known, words: ['iam', known] }));
      return { kind: 'asking', prompt: 'What is your name?', choices, before: ['iam'] };
    }
    return { kind: 'iam', name };
  },
  ...replayParsers,
  'from-paper': (spoken) => {
    const extra = spoken.words[0];
    return extra === undefined ? { kind: 'paper' } : tooMany(spoken, extra, 'from-paper');
  },
  quit: () => ({ kind: 'quit' }),
};
