import type { IncidentField, Severity } from '../entry/index.ts';
import type { Act, Incident, TaskState } from '../incident/index.ts';
import { parseDue } from '../time/index.ts';
import { isOpenClock } from './clocks.ts';
import type { ActName } from './acts.ts';
import { asAct, oneOf, problem, saidOf, tooMany } from './word-kit.ts';
import type { Parsed, Problem, Spoken } from './word-kit.ts';

type StateName = Extract<
  ActName,
  | 'aware'
  | 'met'
  | 'set-aside'
  | 'asked'
  | 'lost'
  | 'suspect'
  | 'restored'
  | 'assign'
  | 'ack'
  | 'release'
  | 'call'
  | 'handover'
  | 'accept-handover'
  | 'severity'
  | 'describe'
  | 'follow'
  | 'stabilise'
  | 'resolve'
  | 'close'
  | 'reopen-incident'
  | 'stand-down'
  | 'pause'
  | 'resume'
  | 'speed'
  | 'ask'
  | 'took'
  | 'gave'
>;

/** How the words about the incident, its people, clocks and services are read. */
export const stateParsers: Readonly<Record<StateName, (spoken: Spoken) => Parsed>> = {
  aware: (spoken) => {
    const topics = Object.keys(spoken.incident.topics);
    // Before any topic is declared whatever people name is kept: what is followed later counts from it.
    if (topics.length === 0)
      return free(spoken, 'Aware of what? One word, with hyphens', (topic) => ({ act: 'aware', topic }));
    return named(
      spoken,
      topics,
      'topic',
      'Aware of what?',
      (id) => spoken.incident.topics[id] ?? id,
      (topic) => ({ act: 'aware', topic }),
    );
  },
  met: (spoken) => {
    const [clock, ...reference] = spoken.words;
    const ref = spoken.options['ref'] ?? (reference.length === 0 ? undefined : reference.join(' '));
    return onClock(spoken, clock, (id) => ({
      act: 'met',
      clock: id,
      ...(ref === undefined ? {} : { reference: ref }),
    }));
  },
  'set-aside': (spoken) => onClock(spoken, spoken.words[0], (clock) => ({ act: 'set-aside', clock })),
  asked: (spoken) => {
    const typed = spoken.options['due'];
    const due = typed === undefined ? undefined : deadlineOf(spoken, typed);
    if (due !== undefined && 'problem' in due) return problem(due.problem);
    return onClock(spoken, spoken.words[0], (clock) => ({
      act: 'asked',
      clock,
      ...(due === undefined ? {} : { due: due.at }),
    }));
  },
  lost: (spoken) => onServices(spoken, 'lost'),
  suspect: (spoken) => onServices(spoken, 'suspect'),
  restored: (spoken) => onServices(spoken, 'restored'),
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
    const role = declared ? oneOf(word, roles, 'role') : { id: word };
    if ('kind' in role) return role;
    if (person.length === 0) {
      return {
        kind: 'asking',
        prompt: `Who is ${titleOf(spoken.incident, role.id)}?`,
        choices: [],
        before: ['assign', role.id],
      };
    }
    return asAct(spoken, { act: 'assign', role: role.id, person: person.join(' ') });
  },
  ack: (spoken) => {
    const mine = Object.values(spoken.incident.roles).filter((role) => role.holder === spoken.guide.me.name);
    const asked = mine.filter((role) => role.acknowledgedAt === undefined);
    // One that is taken already goes to the judge too: it says so.
    const only = asked.length === 1 ? asked[0] : mine.length === 1 ? mine[0] : undefined;
    if (spoken.words.length === 0 && only !== undefined) return asAct(spoken, { act: 'ack', role: only.id });
    return onRole(spoken, (role) => ({ act: 'ack', role }));
  },
  release: (spoken) => onRole(spoken, (role) => ({ act: 'release', role })),
  call: (spoken) => {
    const [word, result, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, 'call ROLE RESULT');
    const roles = Object.keys(spoken.incident.roles);
    if (word === undefined) return chooseOf(spoken, roles, 'Call whom?', (id) => titleOf(spoken.incident, id));
    const role = oneOf(word, roles, 'role');
    if ('kind' in role) return role;
    if (result === undefined) {
      const choices = callResults.map((each) => ({ label: each, words: ['call', role.id, each] }));
      return { kind: 'asking', prompt: 'How did the call end?', choices };
    }
    const ended = oneOf(result, callResults, 'result');
    if ('kind' in ended) return ended;
    const known = callResults.find((each) => each === ended.id) ?? 'no-answer';
    return asAct(spoken, { act: 'call', role: role.id, result: known });
  },
  handover: (spoken) => {
    const how = saidOf(spoken);
    const to = spoken.words.join(' ').trim();
    return 'kind' in how ? how : { kind: 'handover', how, ...(to === '' ? {} : { to }) };
  },
  ask: (spoken) => {
    const [person, ...words] = spoken.words;
    if (person === undefined) return { kind: 'asking', prompt: 'Ask whom?', choices: [], before: ['ask'] };
    if (words.length === 0)
      return { kind: 'asking', prompt: `What shall ${person} do?`, choices: [], before: ['ask', person] };
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
  'accept-handover': (spoken) => plain(spoken, { act: 'accept-handover' }),
  severity: (spoken) => {
    const [word, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, 'severity sev2');
    if (word === undefined) {
      return {
        kind: 'asking',
        prompt: 'How severe is it?',
        choices: severities.map((each) => ({ label: each, words: ['severity', each] })),
      };
    }
    const found = oneOf(/^[1-5]$/.test(word) ? `sev${word}` : word, severities, 'severity');
    if ('kind' in found) return found;
    const severity = severities.find((each) => each === found.id) ?? 'sev3';
    return asAct(spoken, { act: 'severity', severity });
  },
  describe: describeWords,
  follow: (spoken) => {
    const how = saidOf(spoken);
    const runbook = spoken.words.join(' ').trim();
    if ('kind' in how) return how;
    if (runbook === '') return { kind: 'asking', prompt: 'Which runbook?', choices: [], before: ['follow'] };
    return { kind: 'follow', runbook, how };
  },
  stabilise: (spoken) => plain(spoken, { act: 'stabilise' }),
  resolve: (spoken) => plain(spoken, { act: 'resolve' }),
  close: (spoken) => plain(spoken, { act: 'close' }),
  'reopen-incident': (spoken) => plain(spoken, { act: 'reopen-incident' }),
  'stand-down': (spoken) => {
    const word = spoken.words[0] ?? spoken.options['as'];
    const of = spoken.options['of'];
    if (word === undefined) {
      return {
        kind: 'asking',
        prompt: 'Stand down as what?',
        choices: standDowns.map((each) => ({ label: each, words: ['stand-down', each] })),
      };
    }
    const found = oneOf(word, standDowns, 'way to stand down');
    if ('kind' in found) return found;
    const as = standDowns.find((each) => each === found.id) ?? 'false-alarm';
    return asAct(spoken, { act: 'stand-down', as, ...(of === undefined ? {} : { of }) });
  },
  pause: (spoken) => plain(spoken, { act: 'exercise', change: 'pause' }),
  resume: (spoken) => plain(spoken, { act: 'exercise', change: 'resume' }),
  speed: (spoken) => {
    const [word] = spoken.words;
    if (word === undefined)
      return { kind: 'asking', prompt: 'How many times as fast?', choices: [], before: ['speed'] };
    const speed = Number(word);
    if (!(speed > 0 && speed <= 10_000)) return problem(`"${word}" is no speed.`, 'It is typed: speed 60');
    return asAct(spoken, { act: 'exercise', change: { speed } });
  },
};

const severities = ['sev1', 'sev2', 'sev3', 'sev4', 'sev5'] as const satisfies readonly Severity[];
const callResults = ['reached', 'voicemail', 'no-answer', 'refused'] as const;
const standDowns = ['false-alarm', 'duplicate'] as const;
const fields = [
  'title',
  'began',
  'detected',
  'detected-by',
  'impact',
  'tlp',
  'cause',
  'trigger',
  'area',
  'people',
] as const satisfies readonly IncidentField[];

function describeWords(spoken: Spoken): Parsed {
  const acts: Act[] = [];
  let open: { field: IncidentField; words: string[] } | undefined;
  const shut = (): void => {
    if (open !== undefined) acts.push({ act: 'describe', field: open.field, value: open.words.join(' ').trim() });
  };
  for (const word of spoken.words) {
    const pair = /^([A-Za-z-]+)=(.*)$/s.exec(word);
    if (pair?.[1] !== undefined) {
      const field = oneOf(pair[1].toLowerCase(), fields, 'field');
      if ('kind' in field) return field;
      shut();
      open = { field: fields.find((each) => each === field.id) ?? 'impact', words: [pair[2] ?? ''] };
    } else if (open !== undefined) open.words.push(word);
    else if (spoken.words.length > 1 && fields.some((each) => each === word))
      open = { field: fields.find((each) => each === word) ?? 'impact', words: [] };
    else return askField(word);
  }
  shut();
  const [first, ...then] = acts;
  if (first === undefined) {
    return {
      kind: 'asking',
      prompt: 'Describe what?',
      choices: fields.map((each) => ({ label: each, words: ['describe', each] })),
    };
  }
  return asAct(spoken, first, then);
}

function askField(word: string): Parsed {
  const field = oneOf(word, fields, 'field');
  if ('kind' in field) return field;
  return { kind: 'asking', prompt: `${field.id}:`, choices: [], before: ['describe', field.id] };
}

function plain(spoken: Spoken, act: Act): Parsed {
  const extra = spoken.words[0];
  return extra === undefined ? asAct(spoken, act) : tooMany(spoken, extra, spoken.name);
}

function free(spoken: Spoken, prompt: string, make: (word: string) => Act): Parsed {
  const [word, extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, spoken.name);
  return word === undefined
    ? { kind: 'asking', prompt, choices: [], before: [spoken.name] }
    : asAct(spoken, make(word));
}

function titleOf(incident: Incident, role: string): string {
  return incident.roles[role]?.role.title ?? role;
}

function chooseOf(spoken: Spoken, ids: readonly string[], prompt: string, title: (id: string) => string): Parsed {
  if (ids.length === 0) return problem(`There is nothing to choose: ${prompt}`, 'Follow a runbook first.');
  return {
    kind: 'asking',
    prompt,
    choices: ids.map((id) => ({ label: `${title(id)} (${id})`, words: [spoken.name, id] })),
  };
}

function named(
  spoken: Spoken,
  ids: readonly string[],
  what: string,
  prompt: string,
  title: (id: string) => string,
  make: (id: string) => Act,
): Parsed {
  const [word, extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, `${spoken.name} ${what.toUpperCase()}`);
  if (word === undefined) return chooseOf(spoken, ids, prompt, title);
  const found: { readonly id: string } | Problem = oneOf(word, ids, what);
  return 'kind' in found ? found : asAct(spoken, make(found.id));
}

function deadlineOf({ guide, incident }: Spoken, typed: string): ReturnType<typeof parseDue> {
  return parseDue(typed, { now: guide.now, timeZone: guide.timezone, holidays: incident.holidays });
}

function onTask(spoken: Spoken, suits: (task: TaskState) => boolean, make: (task: string) => Act): Parsed {
  const tasks = Object.values(spoken.incident.tasks).filter((task) => task.doneAt === undefined && suits(task));
  if (tasks.length === 0)
    return problem('No such task is open.', 'It is given by: ask PERSON WORDS --in 10m', 'refused');
  const only = tasks.length === 1 ? tasks[0] : undefined;
  if (spoken.words.length === 0 && only !== undefined) return asAct(spoken, make(only.id));
  const words = (id: string): string => spoken.incident.tasks[id]?.words ?? id;
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

function onClock(spoken: Spoken, word: string | undefined, make: (clock: string) => Act): Parsed {
  const { clocks } = spoken.incident;
  if (word === undefined) {
    const open = Object.values(clocks).filter((clock) =>
      spoken.name === 'asked' ? clock.state === 'not-started' : isOpenClock(clock),
    );
    if (open.length === 0) return problem('There is no such clock now.', 'clocks lists them all.', 'refused');
    return chooseOf(
      spoken,
      open.map((clock) => clock.id),
      'Which clock?',
      (id) => clocks[id]?.clock.title ?? id,
    );
  }
  const clock = oneOf(word, Object.keys(clocks), 'clock');
  return 'kind' in clock ? clock : asAct(spoken, make(clock.id));
}

function onServices(spoken: Spoken, act: 'lost' | 'suspect' | 'restored'): Parsed {
  const { services } = spoken.incident;
  const ids = Object.keys(services);
  if (spoken.words.length === 0)
    return chooseOf(spoken, ids, 'Which service?', (id) => services[id]?.service.title ?? id);
  const found: string[] = [];
  for (const word of spoken.words) {
    const service = oneOf(word, ids, 'service');
    if ('kind' in service) return service;
    found.push(service.id);
  }
  return asAct(spoken, { act, services: found });
}
