import { own } from '../../incident/index.ts';
import type { Act, Incident, TaskState } from '../../incident/index.ts';
import type { ActName } from './act-info.ts';
import { asAct, askedOption, asksFor, meIn, namesKnown, oneOf, problem, tooMany, withHyphen } from './kit.ts';
import type { Asking, Parsed, Spoken } from './kit.ts';
import { chooseOf, deadlineOf, named } from './things.ts';

type PeopleName = Extract<ActName, 'assign' | 'ack' | 'release' | 'call' | 'ask' | 'took' | 'gave'>;

/** How the words about people, their roles and tasks are read. */
export const peopleParsers: Readonly<Record<PeopleName, (spoken: Spoken) => Parsed>> = {
  assign: (spoken) => {
    const [word, ...person] = spoken.words;
    const roles = Object.keys(spoken.incident.roles);
    const declared = spoken.incident.runs.length > 0 && roles.length > 0;
    if (word === undefined) {
      if (!declared)
        return { kind: 'asking', prompt: 'Which role? One word, such as lead', choices: [], before: ['assign'] };
      return chooseOf(spoken, roles, 'Which role?', (id) => titleOf(spoken.incident, id));
    }
    // Before any runbook declares roles, people may still say who leads.
    const role = declared ? oneOf(word, roles, 'role') : { id: word.toLowerCase() };
    if ('kind' in role) return role;
    if (person.length === 0) {
      return {
        kind: 'asking',
        prompt: `Who is ${titleOf(spoken.incident, role.id)}?`,
        choices: people(spoken, ['assign', role.id]),
        before: ['assign', role.id],
      };
    }
    return asAct(spoken, { act: 'assign', role: role.id, person: person.join(' ') });
  },
  ack: (spoken) => {
    const mine = Object.values(spoken.incident.roles).filter((role) => role.holder === meIn(spoken));
    const asked = mine.filter((role) => role.acknowledgedAt === undefined);
    // One that is taken already goes to the judge too: it says so.
    const only = asked.length === 1 ? asked[0] : mine.length === 1 ? mine[0] : undefined;
    if (spoken.words.length === 0 && only !== undefined) return asAct(spoken, { act: 'ack', role: only.id });
    if (spoken.words.length === 0 && mine.length > 0) {
      const ids = (asked.length > 0 ? asked : mine).map((role) => role.id);
      if (asked.length > 0) return chooseOf(spoken, ids, 'Which role?', (id) => titleOf(spoken.incident, id));
      const { by } = spoken.options;
      const whose =
        by === undefined ? 'You have taken every role that you hold' : `${by} has taken every role of theirs`;
      return problem(`${whose}: ${ids.join(', ')}.`, undefined, 'refused');
    }
    return onRole(spoken, (role) => ({ act: 'ack', role }));
  },
  release: (spoken) => onRole(spoken, (role) => ({ act: 'release', role })),
  call: (spoken) => {
    const [word, ...came] = spoken.words;
    const [result, contact, extra] = withHyphen(came, callResults);
    if (extra !== undefined) return tooMany(spoken, extra, 'call ROLE RESULT [CONTACT]');
    const roles = Object.keys(spoken.incident.roles);
    if (word === undefined) return chooseOf(spoken, roles, 'Call whom?', (id) => titleOf(spoken.incident, id));
    const role = oneOf(word, roles, 'role');
    if ('kind' in role) return role;
    if (result === undefined) {
      const choices = callResults.map((each) => ({ label: each, words: ['call', role.id, each] }));
      return { kind: 'asking', prompt: 'How did the call end?', choices, ringing: role.id };
    }
    const ended = oneOf(result, callResults, 'result');
    if ('kind' in ended) return ended;
    const rung = contact === undefined ? undefined : oneOf(contact, orderOf(spoken.incident, role.id), 'contact');
    if (rung !== undefined && 'kind' in rung) return rung;
    return asAct(spoken, {
      act: 'call',
      role: role.id,
      result: ended.id,
      ...(rung === undefined ? {} : { contact: rung.id }),
    });
  },
  ask: (spoken) => {
    const [person, ...words] = spoken.words;
    if (person === undefined)
      return { kind: 'asking', prompt: 'Ask whom?', choices: people(spoken, ['ask']), before: ['ask'] };
    if (words.length === 0) {
      const prompt = `What shall ${person} do?`;
      return { kind: 'asking', prompt, choices: [], before: ['ask', person], after: asksFor('in') };
    }
    const asked = askedOption(
      spoken,
      'in',
      `How long has ${person} for it? Such as 10m, or until 17:00; Enter: no time`,
    );
    if (asked !== undefined) return asked;
    const within = spoken.options['in'] ?? spoken.options['due'];
    const due = within === undefined ? undefined : deadlineOf(spoken, within);
    if (due !== undefined && 'problem' in due) return problem(due.problem);
    return asAct(spoken, { act: 'ask', person, words: words.join(' '), ...(due === undefined ? {} : { due: due.at }) });
  },
  took: (spoken) =>
    onTask(
      spoken,
      (task) => task.takenAt === undefined,
      (task) => ({ act: 'take-task', task }),
    ),
  gave: (spoken) =>
    onTask(
      spoken,
      () => true,
      (task) => ({ act: 'finish-task', task }),
    ),
};

const callResults = ['reached', 'voicemail', 'no-answer', 'refused'] as const;

function orderOf(incident: Incident, role: string): readonly string[] {
  return own(incident.roles, role)?.role.call ?? [];
}

/** Whoever is known already, or sits at a terminal of this incident, can be chosen; another name can be typed. */
function people(spoken: Spoken, before: readonly string[]): Asking['choices'] {
  return namesKnown(spoken).map((name) => ({ label: name, words: [...before, name] }));
}

function titleOf(incident: Incident, role: string): string {
  return own(incident.roles, role)?.role.title ?? role;
}

function onTask(spoken: Spoken, suits: (task: TaskState) => boolean, make: (task: string) => Act): Parsed {
  const tasks = Object.values(spoken.incident.tasks).filter((task) => task.doneAt === undefined && suits(task));
  if (tasks.length === 0)
    return problem('No such task is open.', 'It is given by: ask PERSON WORDS --in 10m', 'refused');
  const only = tasks.length === 1 ? tasks[0] : undefined;
  if (spoken.words.length === 0 && only !== undefined) return asAct(spoken, make(only.id));
  const words = (id: string): string => own(spoken.incident.tasks, id)?.words ?? id;
  return named(
    spoken,
    tasks.map((task) => task.id),
    'task',
    'Which task?',
    words,
    make,
  );
}

function onRole(spoken: Spoken, make: (role: string) => Act): Parsed {
  return named(
    spoken,
    Object.keys(spoken.incident.roles),
    'role',
    'Which role?',
    (id) => titleOf(spoken.incident, id),
    make,
  );
}
