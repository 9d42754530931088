import type { AnyEntry, Draft } from '../../entry/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { Inject } from '../../runbook/index.ts';
import { nearest } from '../../text/index.ts';
import { sayTime } from '../../time/index.ts';
import type { Incident } from '../model.ts';
import { alreadySo, noSuch } from '../refusals.ts';
import { own } from '../own.ts';
import type { DrillState, Facilitator } from './model.ts';
import { readScenario } from './read-scenario.ts';

type OfDrill = Extract<
  AnyEntry | Draft,
  {
    type:
      | `scenario.${string}`
      | `inject.${string}`
      | `facilitator.${string}`
      | 'participant.joined'
      | 'observation.written'
      | 'objective.rated';
  }
>;

/** What is said of an objective is said of one that the scenario has. */
export function judgeObjective({ drill }: Incident, objective: string | undefined): Refusal | undefined {
  if (objective === undefined || drill === undefined) return undefined;
  const { objectives } = drill.scenario;
  return own(objectives, objective) === undefined ? noSuch('objective', objective, Object.keys(objectives)) : undefined;
}

/**
 * Why an entry of a drill does not fit: the one judge of injects. Each comes once, or as often as it repeats; what is held
 * waits, what is skipped never comes. An incident without a scenario takes all that is said of it.
 */
export function judgeDrill(incident: Incident, entry: OfDrill): Refusal | undefined {
  if (entry.type === 'scenario.followed') return judgeScenario(incident, entry.data.text);
  const { drill } = incident;
  if (drill === undefined) return undefined;
  switch (entry.type) {
    case 'facilitator.joined':
      return over(incident) ?? judgeFacilitator(drill, entry.data.from);
    case 'facilitator.left':
      return isThere(drill.facilitator) && drill.facilitator.name === entry.data.facilitator
        ? undefined
        : alreadySo(`${entry.data.facilitator} does not facilitate this drill.`);
    case 'participant.joined':
      return own(drill.participants, entry.by.name) === undefined
        ? over(incident)
        : alreadySo(`${entry.by.name} takes part already.`);
    case 'inject.improvised':
      return over(incident);
    case 'observation.written':
    case 'objective.rated':
      return judgeObjective(incident, entry.data.objective);
    case 'inject.answered':
      return judgeAnswer(incident, entry.data.inject, entry.data.option);
    case 'inject.delivered':
    case 'inject.held':
    case 'inject.skipped':
      return judgeComing(incident, entry);
  }
}

function judgeScenario(incident: Incident, text: string): Refusal | undefined {
  if (incident.mode !== 'drill')
    return { code: 'wrong-state', message: 'This is no drill.', hint: 'Start one: holdfast drill start SCENARIO' };
  if (incident.drill !== undefined) return alreadySo(`This drill plays ${incident.drill.scenario.title} already.`);
  const read = readScenario(text);
  if ('scenario' in read) return undefined;
  const [first] = read.diagnostics;
  return {
    code: 'wrong-type',
    message: `This scenario cannot be played: line ${first?.line ?? 1}: ${first?.message ?? 'it cannot be read'}.`,
    hint: 'See all that is wrong: holdfast drill check FILE',
  };
}

/** A second one is told of the first, and can take over only from whom they name. */
function judgeFacilitator({ facilitator }: DrillState, from: string | undefined): Refusal | undefined {
  const there = isThere(facilitator) ? facilitator : undefined;
  if (from === there?.name) return undefined;
  if (there === undefined) return { code: 'wrong-state', message: `${from} does not facilitate this drill any more.` };
  return {
    code: 'wrong-state',
    message: `${there.name} facilitates this drill since ${sayTime(there.since)}.`,
    hint: 'Take it over from them: holdfast drill facilitate --take-over',
  };
}

const isThere = (facilitator: DrillState['facilitator']): facilitator is Facilitator =>
  facilitator !== undefined && facilitator.left === undefined;

function over({ exercise }: Incident): Refusal | undefined {
  return exercise?.ended === undefined ? undefined : { code: 'wrong-state', message: 'The exercise has ended.' };
}

function judgeComing(
  incident: Incident,
  entry: Extract<OfDrill, { type: 'inject.delivered' | 'inject.held' | 'inject.skipped' }>,
): Refusal | undefined {
  const { inject: id } = entry.data;
  const inject = incident.drill?.scenario.injects.find((each) => each.id === id);
  if (inject === undefined) return noSuchInject('inject', id, incident.drill);
  const ended = over(incident);
  if (ended !== undefined) return ended;
  if (inject.kind === 'expected-action')
    return { code: 'wrong-state', message: `"${id}" is what the players should do; nobody tells it to them.` };
  const state = own(incident.drill?.injects ?? {}, id);
  if (state?.skipped !== undefined) return alreadySo(`"${id}" was skipped.`);
  const come = state?.delivered.length ?? 0;
  if (come >= (inject.repeat?.times ?? 1))
    return alreadySo(come === 1 ? `"${id}" has come already.` : `"${id}" has come ${come} times already.`);
  if (entry.type === 'inject.delivered')
    return (entry.data.round ?? 1) === come + 1
      ? undefined
      : alreadySo(`"${id}" has come for the ${come === 1 ? 'first' : `${come}.`} time already.`);
  if (entry.type === 'inject.skipped') return undefined;
  const lifted = entry.data.lifted === true;
  return (state?.held === true) === lifted
    ? undefined
    : alreadySo(lifted ? `"${id}" is not held.` : `"${id}" is held already.`);
}

/** Players may read it: of what is to come not even the names are told. */
function noSuchInject(
  what: string,
  id: string,
  drill: DrillState | undefined,
  among: readonly Inject[] = drill?.scenario.injects ?? [],
): Refusal {
  const known = among.filter(
    (each) => each['by-hand'] === true || (drill?.injects[each.id]?.delivered.length ?? 0) > 0,
  );
  const near = nearest(
    id,
    known.map((each) => each.id),
  );
  return {
    code: 'no-such-thing',
    message: `There is no ${what} "${id}" in this incident.`,
    hint:
      near === undefined
        ? 'Whoever runs the exercise has them: holdfast drill injects --staff'
        : `Did you mean "${near}"?`,
  };
}

function judgeAnswer(incident: Incident, id: string, option: string | undefined): Refusal | undefined {
  const asked = incident.drill?.scenario.injects.filter(({ answer }) => answer !== undefined) ?? [];
  const inject = asked.find((each) => each.id === id);
  if (inject === undefined) return noSuchInject('inject that awaits an answer', id, incident.drill, asked);
  const state = own(incident.drill?.injects ?? {}, id);
  if (state === undefined || state.delivered.length === 0)
    return { code: 'wrong-state', message: `"${id}" has not come yet.` };
  if (state.answered !== undefined) return alreadySo(`"${id}" is answered already, by ${state.answered.by}.`);
  const options = inject.answer?.of;
  if (options === undefined)
    return option === undefined ? undefined : { code: 'wrong-type', message: `The answer to "${id}" is words.` };
  return option !== undefined && options.includes(option)
    ? undefined
    : {
        code: 'no-such-thing',
        message: `${option === undefined ? 'That' : `"${option}"`} is no answer to "${id}".`,
        hint: `One of: ${options.join(', ')}.`,
      };
}
