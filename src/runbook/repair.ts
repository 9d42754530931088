import { factTypes } from './fact-type.ts';
import { namedEntries } from './named-entries.ts';
import { verbs } from './model.ts';
import type { Runbook } from './model.ts';

/*
 * A file with faults of the schema still has its names, flow and conditions checked, in the same pass: what does not fit is left out, what
 * is named stays named, so that one fault does not bring others with it. What is left out has its own message already.
 */

type Data = Record<string, unknown>;

const texts = new Set([
  'id',
  'role',
  'when',
  'after',
  'overdue',
  'text',
  'each',
  'go-to',
  'follow',
  'title',
  'message',
  'timeout',
  'on-failure',
  'for',
  'until',
  'at-most',
  'every',
  'outcome',
  ...verbs,
]);
const lists = new Set([
  'checklist',
  'record',
  'starts',
  'stops',
  'loses',
  'restores',
  'join',
  'command',
  'drill-command',
]);

/** The data as a runbook whose every value has the type that its key promises. */
export function repaired(data: unknown): Runbook {
  const source = record(data);
  const runbook: Data = {
    ...strings(source, ['id', 'title', 'summary', 'revision', 'owner', 'timezone']),
    holdfast: 1,
    steps: steps(source['steps']),
  };
  if (source['afterwards'] !== undefined) runbook['afterwards'] = steps(source['afterwards']);
  runbook['roles'] = map(source['roles'], (role) => ({
    ...strings(role, ['title', 'duty', 'ack-within']),
    ...stringLists(role, ['call']),
  }));
  runbook['services'] = map(source['services'], (service) => ({
    ...strings(service, ['title', 'rto', 'rpo', 'mtpd', 'fallback']),
    ...stringLists(service, ['needs']),
  }));
  runbook['facts'] = map(source['facts'], (fact) => ({
    ask: '',
    ...strings(fact, ['ask', 'unit', 'fresh-for', 'privacy']),
    ...stringLists(fact, ['of']),
    type: factType(fact['type']),
  }));
  runbook['topics'] = Object.fromEntries(
    namedEntries(source['topics']).map(([id, words]) => [id, typeof words === 'string' ? words : '']),
  );
  runbook['clocks'] = map(source['clocks'], clock);
  runbook['messages'] = map(source['messages'], (message) => ({
    ...strings(message, ['to', 'by']),
    text: stringMap(message['text']),
  }));
  return runbook as unknown as Runbook;
}

function clock(given: Data): Data {
  const found: Data = {
    from: 'declared',
    ...strings(given, ['title', 'to', 'from', 'every', 'applies-when', 'basis', 'read-on', 'target']),
  };
  const second = record(given['and-within']);
  // A deadline that cannot be read has a message of its own, and is not missing.
  if (isWithin(given['within'])) found['within'] = given['within'];
  else if (given['within'] !== undefined || given['every'] !== found['every']) found['within'] = 'as-asked';
  if (typeof second['from'] === 'string' && isWithin(second['within']))
    found['and-within'] = { from: second['from'], within: second['within'] };
  const again = record(given['again']);
  if (typeof again['from'] === 'string' && isWithin(again['within']))
    found['again'] = { ...strings(again, ['from', 'until-then', 'every', 'basis']), within: again['within'] };
  const workingDay = record(given['next-working-day']);
  if (typeof workingDay['at'] === 'string') found['next-working-day'] = strings(workingDay, ['at', 'when']);
  return found;
}

function isWithin(given: unknown): boolean {
  const choice = record(given);
  return typeof given === 'string' || ['when', 'then', 'else'].every((key) => typeof choice[key] === 'string');
}

/** Any comparison fits a value of unknown type least badly as text: its conditions may then be wrongly faulted, so they are typed as they stand. */
function factType(type: unknown): string {
  return factTypes.find((known) => known === type) ?? 'unknown';
}

function steps(given: unknown): Data[] {
  const all = Array.isArray(given)
    ? given
    : Object.entries(record(given)).map(([id, step]) => ({ id, ...record(step) }));
  return all.map((step: unknown) => repairedStep(record(step)));
}

function repairedStep(given: Data): Data {
  const verb = verbs.find((candidate) => Object.hasOwn(given, candidate));
  const step: Data = { id: '' };
  for (const [key, value] of Object.entries(given)) {
    if (texts.has(key) && typeof value === 'string') step[key] = value;
    else if (lists.has(key) && Array.isArray(value))
      step[key] = value.map((item: unknown) => (typeof item === 'string' ? item : ''));
  }
  // Of two verbs the first counts, and a step without one is taken as something to do.
  for (const other of verbs) if (other !== verb) delete step[other];
  if (verb === undefined || step[verb] === undefined) step[verb ?? 'do'] = '';
  if (verb === 'repeat') step['steps'] = steps(given['steps']);
  if (verb === 'decide') step['options'] = map(given['options'], option);
  if (verb === 'decide' && given['auto'] === true) step['auto'] = true;
  if (verb === 'parallel')
    step['tracks'] = map(given['tracks'], (track) => ({
      title: '',
      ...strings(track, ['title', 'role']),
      steps: steps(track['steps']),
    }));
  if (verb === 'run') Object.assign(step, { command: step['command'] ?? [], capture: stringMap(given['capture']) });
  if (verb === 'repeat' && typeof given['times'] === 'number') step['times'] = given['times'];
  const expect = record(given['expect']);
  if (typeof given['expect'] === 'string') step['expect'] = given['expect'];
  else if (['min', 'likely', 'max'].every((key) => typeof expect[key] === 'string')) step['expect'] = expect;
  else if (given['expect'] !== undefined) step['expect'] = '1m';
  const approval = record(given['approval']);
  if (typeof approval['by'] === 'string') step['approval'] = strings(approval, ['by', 'within', 'else']);
  const fallback = record(given['default']);
  if (verb === 'decide' && typeof fallback['choose'] === 'string')
    step['default'] = { after: '1m', ...strings(fallback, ['choose', 'after']) };
  return step;
}

function option(given: Data): Data {
  const found: Data = {
    title: '',
    ...strings(given, ['title', 'suggest-when', 'go-to']),
    ...stringLists(given, ['loses', 'restores', 'starts', 'stops']),
  };
  if (given['steps'] !== undefined) found['steps'] = steps(given['steps']);
  return found;
}

function record(given: unknown): Data {
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Data) : {};
}

function map(given: unknown, repair: (value: Data) => Data): Data {
  return Object.fromEntries(namedEntries(given).map(([id, value]) => [id, repair(record(value))]));
}

function strings(given: Data, keys: readonly string[]): Data {
  return Object.fromEntries(keys.filter((key) => typeof given[key] === 'string').map((key) => [key, given[key]]));
}

function stringLists(given: Data, keys: readonly string[]): Data {
  return Object.fromEntries(
    keys.flatMap((key) =>
      Array.isArray(given[key])
        ? [[key, given[key].map((item: unknown) => (typeof item === 'string' ? item : ''))]]
        : [],
    ),
  );
}

function stringMap(given: unknown): Data {
  return Object.fromEntries(Object.entries(record(given)).filter(([, value]) => typeof value === 'string'));
}
