import { rolesOf, own } from '../../incident/index.ts';
import type { ActName } from './act-info.ts';
import type { HandingOver } from '../brief.ts';
import { asAct, askedOption, asksFor, meIn, namesKnown, oneOf, problem, saidOf } from './kit.ts';
import type { Asking, Parsed, Problem, Spoken } from './kit.ts';
import { deadlineOf } from './things.ts';

type HandoverName = Extract<ActName, 'handover' | 'accept-handover' | 'period' | 'objective'>;

/** How the words about the change of shift are read: handing over, and operational periods. */
export const handoverParsers: Readonly<Record<HandoverName, (spoken: Spoken) => Parsed>> = {
  handover: (spoken) => {
    const how = saidOf(spoken);
    if ('kind' in how) return how;
    const asked = askTo(spoken) ?? askRoles(spoken);
    if (asked !== undefined) return asked;
    const roles = rolesSaid(spoken);
    if (roles !== undefined && 'kind' in roles) return roles;
    const to = (spoken.options['to'] ?? spoken.words.join(' ')).trim();
    const { worries } = spoken.options;
    const said: HandingOver = {
      ...(to !== '' && to !== NOBODY && { to }),
      ...(roles !== undefined && { roles: roles.ids }),
      ...(worries !== undefined && worries !== NONE && { worries }),
    };
    return { kind: 'handover', said, how, ...(worries === undefined && { asks: askWorries(spoken) }) };
  },
  'accept-handover': (spoken) => {
    const typed = spoken.words.join(' ').trim();
    const names = Object.keys(spoken.incident.handovers);
    const others = names.filter((name) => name !== meIn(spoken));
    const mine = others.filter((name) => spoken.incident.handovers[name]?.to === meIn(spoken));
    if (typed === '' && (mine.length > 1 || (mine.length === 0 && others.length > 1)))
      return {
        kind: 'asking',
        prompt: 'Whose handover?',
        choices: others.map((name) => ({ label: name, words: ['accept-handover', name] })),
      };
    if (typed === '' || names.length === 0) return asAct(spoken, { act: 'accept-handover' });
    const from = oneOf(typed, names, 'handover by');
    return 'kind' in from ? from : asAct(spoken, { act: 'accept-handover', from: from.id });
  },
  period: (spoken) => {
    const asked = askedOption(
      spoken,
      'until',
      'Until when does the period go? Such as 8h, 08:00 or tomorrow 08:00; Enter: no end',
    );
    if (asked !== undefined) return asked;
    const typed = spoken.options['until'];
    const until = typed === undefined ? undefined : deadlineOf(spoken, typed);
    if (until !== undefined && 'problem' in until) return problem(until.problem);
    const [first, ...rest] = spoken.words;
    const isNumbered = first !== undefined && /^[1-9]\d{0,4}$/.test(first);
    const words = isNumbered ? rest : spoken.words;
    // Of the running period its end alone may be said.
    const isSaid = words.length > 0 || (isNumbered && Number(first) === spoken.incident.period?.number);
    if (!isSaid) return askObjectives(spoken, isNumbered ? first : undefined);
    return asAct(spoken, {
      act: 'period',
      ...(isNumbered && { number: Number(first) }),
      ...(until !== undefined && { until: until.at }),
      objectives: objectivesOf(words),
    });
  },
  objective: (spoken) => {
    const words = spoken.words.join(' ').trim();
    return words === ''
      ? { kind: 'asking', prompt: 'What is to be reached in this period?', choices: [], before: ['objective'] }
      : asAct(spoken, { act: 'objective', words });
  },
};

/** Said where there are no worries, and where nobody is named. */
const NONE = '-';
const NOBODY = '-';

/** The options of a line as words, but for some. */
function optionsBut({ options }: Spoken, ...left: readonly string[]): string[] {
  return Object.entries(options).flatMap(([name, value]) => (left.includes(name) ? [] : [`--${name}=${value}`]));
}

/** `--to ?`: whoever is known can be chosen, another name typed. */
function askTo(spoken: Spoken): Asking | undefined {
  if (spoken.options['to'] !== '?') return undefined;
  const others = optionsBut(spoken, 'to');
  const to = (name: string): readonly string[] => ['handover', `--to=${name}`, ...others];
  const known = namesKnown(spoken).filter((name) => name !== meIn(spoken));
  return {
    kind: 'asking',
    prompt: 'Hand over to whom? Another name can be typed',
    choices: [
      ...known.map((name) => ({ label: name, words: to(name) })),
      { label: 'Whoever accepts', words: to(NOBODY) },
    ],
    before: ['handover', '--to'],
    after: others,
  };
}

/** `--role ?`: who holds several may keep some of them. */
function askRoles(spoken: Spoken): Asking | undefined {
  if (spoken.options['role'] !== '?') return undefined;
  const mine = rolesOf(spoken.incident, meIn(spoken));
  if (mine.length < 2) return undefined;
  const said = ['handover', ...spoken.words, ...optionsBut(spoken, 'role')];
  return {
    kind: 'asking',
    prompt: 'Which roles go over?',
    choices: [
      { label: `All of them: ${mine.map((id) => titleOf(spoken, id)).join(', ')}`, words: said },
      ...mine.map((id) => ({ label: `Only ${titleOf(spoken, id)}`, words: [...said, `--role=${id}`] })),
    ],
  };
}

function titleOf({ incident }: Spoken, role: string): string {
  return own(incident.roles, role)?.role.title ?? role;
}

/** The roles that `--role lead, scribe` names; undefined: all that the person holds. */
function rolesSaid(spoken: Spoken): { readonly ids: readonly string[] } | Problem | undefined {
  const typed = spoken.options['role'];
  if (typed === undefined || typed === '?') return undefined;
  const ids: string[] = [];
  for (const word of typed.split(/[\s,]+/).filter((each) => each !== '')) {
    const role = oneOf(word, Object.keys(spoken.incident.roles), 'role');
    if ('kind' in role) return role;
    ids.push(role.id);
  }
  return { ids: [...new Set(ids)] };
}

function askWorries(spoken: Spoken): Asking {
  const said = ['handover', ...spoken.words, ...optionsBut(spoken, 'worries')];
  return {
    kind: 'asking',
    prompt: 'What worries you? In your own words, for whoever comes; Enter: nothing',
    choices: [],
    before: [...said, '--worries'],
    empty: [...said, `--worries=${NONE}`],
  };
}

function askObjectives(spoken: Spoken, number: string | undefined): Asking {
  const before = ['period', ...(number === undefined ? [] : [number])];
  const { until } = spoken.options;
  const after = [...optionsBut(spoken), ...(until === undefined ? asksFor('until') : [])];
  return {
    kind: 'asking',
    prompt: 'What is to be reached in this period? One or more, with ; between; Enter: nothing yet',
    choices: [],
    before,
    after,
    empty: [...before, ';', ...after],
  };
}

/** Objectives stand between `;`; what was put in quotes is one of its own. */
function objectivesOf(words: readonly string[]): string[] {
  const parts: string[] = [];
  let open: string[] = [];
  for (const word of words) {
    if (!/\s/.test(word)) {
      open.push(word);
      continue;
    }
    parts.push(open.join(' '), word);
    open = [];
  }
  return [...parts, open.join(' ')]
    .flatMap((each) => each.split(';'))
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
