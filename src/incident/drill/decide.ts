import { instant, isoDuration, millis } from '../../time/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import { attempt } from '../decide/attempt.ts';
import type { Act, ActContext, ScenarioSource } from '../act.ts';
import { noSuch } from '../refusals.ts';
import type { Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { phaseStart } from './ahead.ts';
import { addressed, telling } from './due.ts';
import type { DrillState } from './model.ts';
import { readScenario } from './read-scenario.ts';

type DrillAct = Extract<
  Act,
  {
    act:
      | 'scenario'
      | 'inject'
      | 'hold-inject'
      | 'release-inject'
      | 'skip-inject'
      | 'improvise'
      | 'answer'
      | 'observe'
      | 'rate'
      | 'facilitate'
      | 'facilitator-left'
      | 'join';
  }
>;

/** What the staff and the players of a drill do to its scenario. */
export function writeDrill(tx: Transaction, act: DrillAct, { why }: ActContext): Refusal | undefined {
  if (act.act === 'scenario') return takeUp(tx, act.source);
  const { drill } = tx.incident;
  if (drill === undefined)
    return {
      code: 'wrong-state',
      message: 'No scenario is played here.',
      hint: 'Begin one: holdfast drill start SCENARIO',
    };
  const said = why === undefined ? {} : { words: why };
  switch (act.act) {
    case 'inject':
      return fire(tx, drill, act.inject);
    case 'hold-inject':
      return attempt(tx, 'inject.held', { inject: act.inject }, said);
    case 'release-inject':
      return attempt(tx, 'inject.held', { inject: act.inject, lifted: true }, said);
    case 'skip-inject':
      return why === undefined
        ? {
            code: 'needs-words',
            message: 'An inject is skipped for a reason.',
            hint: `Say it: skip-inject ${act.inject} --why "WORDS"`,
          }
        : attempt(tx, 'inject.skipped', { inject: act.inject }, said);
    case 'improvise':
      return improvise(tx, act.words, act.to);
    case 'answer':
      return answer(tx, drill, act.inject, act.answer);
    case 'observe':
      return act.words.trim() === ''
        ? { code: 'needs-words', message: 'Say what was seen.', hint: 'observe WORDS' }
        : attempt(
            tx,
            'observation.written',
            {
              ...(act.objective !== undefined && { objective: act.objective }),
              ...(act.rating !== undefined && { rating: act.rating }),
            },
            { words: act.words },
          );
    case 'facilitate':
      return attempt(tx, 'facilitator.joined', act.from === undefined ? {} : { from: act.from }, said);
    case 'facilitator-left':
      return goAway(tx, drill, act.unseen === true);
    case 'join':
      return join(tx, drill);
    case 'rate':
      return attempt(tx, 'objective.rated', { objective: act.objective, rating: act.rating }, said);
  }
}

function takeUp(tx: Transaction, { text, sha256, file }: ScenarioSource): Refusal | undefined {
  const read = readScenario(text);
  const { id = '', title = '', revision } = 'scenario' in read ? read.scenario : {};
  return attempt(tx, 'scenario.followed', {
    scenario: id,
    title,
    ...(revision !== undefined && { revision }),
    sha256,
    text,
    ...(file !== undefined && { file }),
    semantics: 1,
  });
}

function fire(tx: Transaction, drill: DrillState, id: string): Refusal | undefined {
  const inject = drill.scenario.injects.find((each) => each.id === id);
  const round = (own(drill.injects, id)?.delivered.length ?? 0) + 1;
  if (inject === undefined) return attempt(tx, 'inject.delivered', { inject: id });
  const { data, words } = telling(tx, inject, round);
  return attempt(tx, 'inject.delivered', data, { words });
}

function improvise(tx: Transaction, words: string, to: readonly string[] | undefined): Refusal | undefined {
  if (words.trim() === '')
    return { code: 'needs-words', message: 'Say what the players are told.', hint: 'improvise WORDS --to ROLE' };
  const roles = Object.keys(tx.incident.roles);
  const unknown = to?.find((role) => !roles.includes(role));
  if (unknown !== undefined) return noSuch('role', unknown, roles);
  return attempt(tx, 'inject.improvised', addressed(tx.incident, to), { words });
}

function answer(tx: Transaction, drill: DrillState, id: string, said: string): Refusal | undefined {
  const options = drill.scenario.injects.find((each) => each.id === id)?.answer?.of;
  if (options === undefined) {
    if (said.trim() === '') return { code: 'needs-words', message: 'The answer is empty.', hint: `answer ${id} WORDS` };
    return attempt(tx, 'inject.answered', { inject: id }, { words: said });
  }
  const option = options.find((each) => each.toLowerCase() === said.trim().toLowerCase()) ?? said.trim();
  return attempt(tx, 'inject.answered', { inject: id, option });
}

/** With the facilitator goes, where the scenario says so, the clock. */
function goAway(tx: Transaction, drill: DrillState, unseen: boolean): Refusal | undefined {
  const facilitator = drill.facilitator?.name ?? tx.hand.by.name;
  const refused = attempt(tx, 'facilitator.left', { facilitator, ...(unseen && { unseen }) });
  if (refused !== undefined) return refused;
  const { exercise } = tx.incident;
  if (drill.scenario.staff?.['facilitator-away'] === 'pause' && exercise?.paused === false && !exercise.ended)
    tx.add('exercise.paused', {}, { causedBy: 0 });
  return undefined;
}

/** Who comes within the first minutes has missed nothing that is not still on the screen; in milliseconds. */
const late = 2 * 60_000;

function join(tx: Transaction, drill: DrillState): Refusal | undefined {
  const ms = millis(tx.hand.now) - millis(drill.begun);
  const isTold =
    drill.improvised.length > 0 || Object.values(drill.injects).some(({ delivered }) => delivered.length > 0);
  return attempt(tx, 'participant.joined', isTold && ms >= late ? { late: isoDuration(ms) } : {});
}

/** Moves the clock of the exercise to the beginning of a phase. It never goes back. */
export function jumpToPhase(tx: Transaction, phase: string): Refusal | undefined {
  const { drill } = tx.incident;
  const phases = drill?.scenario.phases ?? [];
  const found = phases.find(({ id }) => id === phase);
  if (drill === undefined || found === undefined)
    return noSuch(
      'phase',
      phase,
      phases.map(({ id }) => id),
    );
  const to = phaseStart(drill, found.at);
  if (to <= millis(tx.hand.now))
    return {
      code: 'wrong-state',
      message: `"${found.title}" has begun already: the clock of an exercise does not go back.`,
    };
  return attempt(tx, 'exercise.jumped', { phase, 'exercise-at': instant(to, tx.incident.timezone) });
}
