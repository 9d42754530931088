import { type IncidentField, severities } from '../../entry/index.ts';
import { own } from '../../incident/index.ts';
import type { Act } from '../../incident/index.ts';
import { topicText } from '../texts/clock-text.ts';
import { isOpenClock } from '../open-clock.ts';
import type { ActName } from './act-info.ts';
import { asAct, askedOption, oneOf, problem, saidOf, tooMany } from './kit.ts';
import type { Parsed, Spoken } from './kit.ts';
import { drillParsers } from './drill.ts';
import { severalParsers } from './several.ts';
import { bare, chooseOf, deadlineOf, freeWord, named } from './things.ts';

type StateName = Extract<
  ActName,
  | 'aware'
  | 'met'
  | 'set-aside'
  | 'asked'
  | 'lost'
  | 'suspect'
  | 'restored'
  | 'severity'
  | 'describe'
  | 'follow'
  | 'revise'
  | 'stabilise'
  | 'resolve'
  | 'close'
  | 'reopen-incident'
  | 'stand-down'
  | 'link'
  | 'merge'
  | 'pause'
  | 'resume'
  | 'speed'
  | 'end-exercise'
  | 'no-duff'
  | 'answer'
>;

/** How the words about the incident, its clocks and services are read. */
export const stateParsers: Readonly<Record<StateName, (spoken: Spoken) => Parsed>> = {
  aware: (spoken) => {
    const topics = Object.keys(spoken.incident.topics);
    // Before any topic is declared whatever people name is kept: what is followed later counts from it.
    if (topics.length === 0)
      return freeWord(spoken, 'Aware of what? One word, with hyphens', (topic) => ({
        act: 'aware',
        topic: topic.toLowerCase(),
      }));
    return named(
      spoken,
      topics,
      'topic',
      'Aware of what?',
      (id) => {
        const topic = spoken.guide.topics.find((each) => each.id === id);
        return topic === undefined ? id : topicText(topic, spoken.guide);
      },
      (topic) => ({ act: 'aware', topic }),
    );
  },
  met: (spoken) => {
    const [clock, ...reference] = spoken.words;
    const asked = askedOption(spoken, 'ref', `The reference that was given for ${clockTitle(spoken)}? Enter: none`);
    if (asked !== undefined) return asked;
    const ref = spoken.options['ref'] ?? (reference.length === 0 ? undefined : reference.join(' '));
    return onClock(spoken, clock, (id) => ({
      act: 'met',
      clock: id,
      ...(ref === undefined ? {} : { reference: ref }),
    }));
  },
  'set-aside': (spoken) => {
    const [word, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, 'set-aside CLOCK --why WORDS');
    return onClock(spoken, word, (clock) => ({ act: 'set-aside', clock }));
  },
  asked: (spoken) => {
    const [word, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, 'asked CLOCK --due TIME');
    const until = askedOption(
      spoken,
      'due',
      `Until when was ${clockTitle(spoken)} asked for? Such as 4h, 17:00 or a date; Enter: not said`,
    );
    if (until !== undefined) return until;
    const typed = spoken.options['due'];
    const due = typed === undefined ? undefined : deadlineOf(spoken, typed);
    if (due !== undefined && 'problem' in due) return problem(due.problem);
    return onClock(spoken, word, (clock) => ({
      act: 'asked',
      clock,
      ...(due === undefined ? {} : { due: due.at }),
    }));
  },
  lost: (spoken) => onServices(spoken, 'lost'),
  suspect: (spoken) => onServices(spoken, 'suspect'),
  restored: (spoken) => onServices(spoken, 'restored'),
  severity: (spoken) => {
    const [word, extra] = spoken.words;
    // As people write it: 1, SEV1 and sev 1 too.
    const number = /^(?:sev[\s-]?)?([1-5])$/i.exec(spoken.words.join(' '))?.[1];
    if (extra !== undefined && number === undefined) return tooMany(spoken, extra, 'severity sev2');
    if (word === undefined) {
      return {
        kind: 'asking',
        prompt: 'How severe is it?',
        choices: severities.map((each) => ({ label: each, words: ['severity', each] })),
      };
    }
    const found = oneOf(number === undefined ? word : `sev${number}`, severities, 'severity');
    // The nearest of five is a guess: better all of them.
    if ('kind' in found) return { ...found, hint: `It is one of: ${severities.join(', ')}.` };
    return asAct(spoken, { act: 'severity', severity: found.id });
  },
  describe: describeWords,
  follow: (spoken) => {
    const how = saidOf(spoken);
    const runbook = spoken.words.join(' ').trim();
    if ('kind' in how) return how;
    if (runbook === '')
      return { kind: 'asking', prompt: 'Which runbook?', choices: [], before: ['follow'], runbook: true };
    return { kind: 'follow', runbook, how };
  },
  revise: (spoken) => reviseWords(spoken),
  stabilise: (spoken) => bare(spoken, { act: 'stabilise' }),
  resolve: (spoken) => bare(spoken, { act: 'resolve' }),
  close: (spoken) => bare(spoken, { act: 'close' }),
  'reopen-incident': (spoken) => bare(spoken, { act: 'reopen-incident' }),
  ...severalParsers,
  ...drillParsers,
};

function reviseWords(spoken: Spoken): Parsed {
  const how = saidOf(spoken);
  if ('kind' in how) return how;
  const [word, extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, 'revise flood');
  const { runs } = spoken.incident;
  if (runs.length === 0) return problem('No runbook is followed yet.', 'follow RUNBOOK takes one up.', 'refused');
  if (word === undefined && runs.length > 1) {
    const choices = runs.map(({ id, title }) => ({ label: `${title} (${id})`, words: ['revise', id] }));
    return { kind: 'asking', prompt: 'The newer text of which runbook?', choices };
  }
  const ids = runs.map(({ id }) => id);
  const run = oneOf(word ?? ids[0] ?? '', ids, 'followed runbook');
  return 'kind' in run ? run : { kind: 'revise', run: run.id, how };
}

/** What is said of the incident itself. */
export const incidentFields = [
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
  const values: { field: IncidentField; value: string }[] = [];
  let open: { field: IncidentField; words: string[] } | undefined;
  const shut = (): void => {
    if (open !== undefined) values.push({ field: open.field, value: open.words.join(' ').trim() });
  };
  for (const word of spoken.words) {
    const pair = /^([A-Za-z-]+)=(.*)$/s.exec(word);
    if (pair?.[1] !== undefined) {
      const field = oneOf(pair[1], incidentFields, 'field');
      if ('kind' in field) return field;
      shut();
      open = { field: field.id, words: [pair[2] ?? ''] };
    } else if (open !== undefined) open.words.push(word);
    else {
      const field = oneOf(word, incidentFields, 'field');
      if ('kind' in field) return field;
      if (spoken.words.length === 1) return askField(field.id);
      open = { field: field.id, words: [] };
    }
  }
  shut();
  if (values.length === 0) {
    return {
      kind: 'asking',
      prompt: 'Describe what?',
      choices: incidentFields.map((each) => ({ label: each, words: ['describe', each] })),
    };
  }
  return asAct(spoken, { act: 'describe', values });
}

function askField(field: IncidentField): Parsed {
  return { kind: 'asking', prompt: `${field}:`, choices: [], before: ['describe', field] };
}

/** Named in the question: what was half written for one must not be taken for another. */
function clockTitle({ words: [id], guide }: Spoken): string {
  return guide.clocks.find((clock) => clock.id === id)?.title ?? 'it';
}

function onClock(spoken: Spoken, word: string | undefined, make: (clock: string) => Act): Parsed {
  const { clocks } = spoken.incident;
  if (word === undefined) {
    const open = spoken.guide.clocks.filter((clock) =>
      spoken.name === 'asked'
        ? clock.state === 'not-started'
        : isOpenClock(clock) || (spoken.name === 'met' && clock.follows !== undefined),
    );
    if (open.length === 0) return problem('There is no such clock now.', 'clocks lists them all.', 'refused');
    return chooseOf(
      spoken,
      open.map((clock) => clock.id),
      'Which clock?',
      (id) => open.find((clock) => clock.id === id)?.title ?? id,
    );
  }
  const clock = oneOf(word, Object.keys(clocks), 'clock');
  return 'kind' in clock ? clock : asAct(spoken, make(clock.id));
}

const became = { lost: 'lost', suspect: 'suspect', restored: 'up' } as const;

function onServices(spoken: Spoken, act: 'lost' | 'suspect' | 'restored'): Parsed {
  const { services } = spoken.incident;
  const ids = Object.keys(services);
  if (spoken.words.length === 0) {
    const changing = spoken.guide.services.filter((service) => service.state !== became[act]).map(({ id }) => id);
    if (ids.length > 0 && changing.length === 0)
      return problem(`Every service is ${became[act]} already.`, undefined, 'refused');
    return chooseOf(spoken, changing, 'Which service?', (id) => own(services, id)?.service.title ?? id);
  }
  const found: string[] = [];
  for (const word of spoken.words) {
    const service = oneOf(word, ids, 'service');
    if ('kind' in service) return service;
    found.push(service.id);
  }
  return asAct(spoken, { act, services: found });
}
