import { parseScenario, type Scenario } from '../../runbook/index.ts';
import { namesListed } from './people-listed.ts';

/** What somebody wrote in a scenario for others to read. */
const prose: ReadonlySet<string> = new Set([
  'ask',
  'assumptions',
  'contact',
  'discuss',
  'expect',
  'facilitator',
  'from',
  'listen-for',
  'message',
  'name',
  'note',
  'notes',
  'owner',
  'scope',
  'simulation-cell',
  'sponsor',
  'statement',
  'summary',
  'task',
  'team',
  'text',
  'threat',
  'title',
]);

/** What holds ids of things, values and conditions, whatever it calls them. */
const ofThings: ReadonlySet<string> = new Set(['facts', 'measure', 'repeat', 'tells', 'unless', 'when']);

/** A scenario with its prose changed; what it is played and measured by stays as it is. */
export const inScenario = (scenario: Scenario, change: (text: string) => string): Scenario =>
  inside(scenario, false, change) as Scenario;

/** A role or an objective may be called as prose is: of what is no text the parts count. */
function inside(part: unknown, isProse: boolean, change: (text: string) => string): unknown {
  if (typeof part === 'string') return isProse ? change(part) : part;
  if (Array.isArray(part)) return part.map((each) => inside(each, isProse, change));
  if (typeof part !== 'object' || part === null) return part;
  const fields = Object.entries(part).map(([field, value]: readonly [string, unknown]) => [
    field,
    ofThings.has(field) ? value : inside(value, prose.has(field), change),
  ]);
  return Object.fromEntries(fields) as unknown;
}

/** Who is named in the text of a scenario as somebody who stands behind the exercise, and not by what they are. */
export function namesInScenario(text: string): readonly string[] {
  const read = parseScenario(text, 'the scenario');
  if (!('scenario' in read)) return [];
  const { owner = '', overview, staff = {} } = read.scenario;
  const { facilitator = '', evaluators = [], 'simulation-cell': cell = [] } = staff;
  const named = [
    owner,
    overview.sponsor,
    overview.contact,
    facilitator,
    ...cell,
    ...evaluators.map(({ name }) => name),
  ];
  return named.flatMap(namesListed);
}
