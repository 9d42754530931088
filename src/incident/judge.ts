import { isInstant } from '../time/index.ts';
import { matters, refusal } from '../statechart/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { AnyEntry, Draft } from '../entry/index.ts';
import type { Incident } from './model.ts';
import { alreadySo, noSuch } from './refusals.ts';
import { own } from './own.ts';
import { isId } from './work.ts';
import { judgeDrill, judgeObjective } from './drill/judge.ts';
import { judgeFollow, judgeRevise } from './clash.ts';
import { judgeFact } from './fact-value.ts';
import { judgeMet, judgeMissed, judgeSetAside, knownClock } from './judge-clocks.ts';
import { judgeExpunge, judgeHold, judgeRetention } from './judge-keeping.ts';
import { judgeLink, judgeMove, judgeStandDown } from './judge-moves.ts';
import {
  judgeAcceptance,
  judgeAcknowledgeTimer,
  judgeHolder,
  judgePeriod,
  judgeRole,
  judgeTask,
} from './judge-people.ts';
import { judgeFeedback, judgeFollowUp } from './judge-review.ts';

/** An entry, or what would become one. */
export type EntryLike = AnyEntry | Draft;

/**
 * Why an entry does not fit the incident as it stands; nothing where it does. The one judge: `decide` asks it before
 * anything is written, the fold asks it of everything that was. Refused is only what would make the record false.
 */
export function judge(incident: Incident, entry: EntryLike): Refusal | undefined {
  if (entry.type === 'incident.declared') {
    return incident.declared === '' ? undefined : alreadySo('This incident is declared already.');
  }
  if (incident.declared === '')
    return { code: 'wrong-state', message: 'The incident is not declared yet.', hint: 'Declare it first.' };
  return judgeInIncident(incident, entry) ?? judgeInRun(incident, entry);
}

/** The run that an entry is about, where it is about one. */
function judgeInRun(incident: Incident, entry: EntryLike): Refusal | undefined {
  if (entry.step === undefined || !matters(entry.type) || entry.type === 'fact.recorded') return undefined;
  const run = incident.runs.find(({ id }) => id === entry.run);
  if (run === undefined) {
    return entry.run === undefined
      ? { code: 'runbook-not-followed', message: `The entry names step "${entry.step}" and no runbook.` }
      : noSuch(
          'followed runbook',
          entry.run,
          incident.runs.map(({ id }) => id),
          'runbook-not-followed',
        );
  }
  return refusal(run.chart, run.state, entry);
}

function judgeInIncident(incident: Incident, entry: EntryLike): Refusal | undefined {
  switch (entry.type) {
    case 'incident.described':
      return judgeDescribed(entry.data.field, entry.data.value);
    case 'incident.aware':
      return judgeTopic(incident, entry.data.topic, entry.data.withdrawn === true);
    case 'incident.stabilised':
    case 'incident.resolved':
    case 'incident.closed':
    case 'incident.reopened':
      return judgeMove(incident, entry.type);
    case 'incident.stood-down':
      return judgeStandDown(incident, entry.type, entry.data);
    case 'incident.merged':
      return judgeStandDown(incident, entry.type, { as: 'merged', of: entry.data.into });
    case 'incident.linked':
      return judgeLink(incident, entry.data.to, entry.data.as ?? entry.words);
    case 'runbook.followed':
      return judgeFollow(incident, entry.data, entry.run);
    case 'runbook.ended':
      return incident.runs.some(({ id }) => id === entry.run)
        ? undefined
        : noSuch(
            'followed runbook',
            entry.run ?? '',
            incident.runs.map(({ id }) => id),
            'runbook-not-followed',
          );
    case 'runbook.revised':
      return judgeRevise(incident, entry.data, entry.run);
    case 'fact.recorded':
      return judgeFact(incident, entry.data);
    case 'role.assigned':
      return judgeRole(incident, entry.data.role);
    case 'role.acknowledged':
    case 'role.released':
      return judgeHolder(incident, entry.data.role, entry.data.person);
    case 'task.given':
      return isId(entry.data.task) && own(incident.tasks, entry.data.task) === undefined
        ? undefined
        : alreadySo(`There is a task "${entry.data.task}" already.`);
    case 'task.taken':
    case 'task.done':
      return judgeTask(incident, entry.data.task, entry.type);
    case 'follow-up.proposed':
      return isId(entry.data['follow-up']) && own(incident.followUps, entry.data['follow-up']) === undefined
        ? judgeObjective(incident, entry.data.objective)
        : alreadySo(`There is a follow-up "${entry.data['follow-up']}" already.`);
    case 'follow-up.done':
    case 'follow-up.verified':
      return judgeFollowUp(incident, entry.type, entry.data['follow-up']);
    case 'feedback.given':
      return judgeFeedback(incident, entry.data);
    case 'clock.started':
    case 'clock.asked':
      return knownClock(incident, entry.data.clock);
    case 'clock.met':
      return knownClock(incident, entry.data.clock) ?? judgeMet(incident, entry.data.clock, entry.data.round);
    case 'clock.missed':
      return knownClock(incident, entry.data.clock) ?? judgeMissed(incident, entry.data.clock, entry.data.round);
    case 'clock.set-aside':
      return knownClock(incident, entry.data.clock) ?? judgeSetAside(incident, entry.data.clock);
    case 'service.lost':
    case 'service.suspect':
    case 'service.restored':
      return own(incident.services, entry.data.service) === undefined
        ? noSuch('service', entry.data.service, Object.keys(incident.services))
        : undefined;
    case 'handover.accepted':
      return judgeAcceptance(incident, entry.by.name, entry.data.from);
    case 'period.begun':
      return judgePeriod(incident, entry.data.number);
    case 'entry.expunged':
      return judgeExpunge(incident);
    case 'retention.set':
      return judgeRetention(entry.data.until);
    case 'hold.set':
      return judgeHold(incident, entry.data.held);
    case 'timer.elapsed':
      return entry.data.timer === 'acknowledge' ? judgeAcknowledgeTimer(incident, entry.data.role ?? '') : undefined;
    case 'exercise.started':
      return incident.mode === 'drill' ? undefined : notADrill;
    case 'exercise.paused':
    case 'exercise.resumed':
    case 'exercise.speed-set':
    case 'exercise.jumped':
    case 'exercise.ended':
      return incident.exercise === undefined ? notADrill : judgeExercise(incident, entry);
    case 'scenario.followed':
    case 'facilitator.joined':
    case 'facilitator.left':
    case 'participant.joined':
    case 'inject.delivered':
    case 'inject.held':
    case 'inject.skipped':
    case 'inject.improvised':
    case 'inject.answered':
    case 'observation.written':
    case 'objective.rated':
      return judgeDrill(incident, entry);
    default:
      return undefined;
  }
}

function judgeDescribed(field: string, value: string | undefined): Refusal | undefined {
  if ((field === 'began' || field === 'detected') && value !== undefined && value !== '' && !isInstant(value)) {
    return {
      code: 'wrong-type',
      message: `"${value}" is not a time.`,
      hint: 'Write 03:12, -5m, or ISO 8601 with offset.',
    };
  }
  return undefined;
}

/**
 * A topic that no followed runbook declares would start no clock, and who said it would believe that one runs. Before any
 * topic is declared it is kept: what is followed later counts from it.
 */
function judgeTopic(incident: Incident, topic: string, withdrawn: boolean): Refusal | undefined {
  const topics = Object.keys(incident.topics);
  if (withdrawn)
    return own(incident.aware, topic) === undefined ? alreadySo(`Nobody is aware of "${topic}".`) : undefined;
  if (own(incident.topics, topic) !== undefined) return undefined;
  if (topics.length > 0) {
    const refused = noSuch('topic', topic, topics);
    return {
      ...refused,
      hint: `${refused.hint ?? ''} Or follow the runbook that has it, then say it with its true time (--at).`.trim(),
    };
  }
  return isId(topic)
    ? undefined
    : {
        code: 'wrong-type',
        message: `"${topic}" cannot be a topic.`,
        hint: 'Topics are words with hyphens: personal-data-breach.',
      };
}

const notADrill: Refusal = { code: 'wrong-state', message: 'This is no drill: it has no exercise clock.' };

function judgeExercise(incident: Incident, entry: EntryLike): Refusal | undefined {
  const exercise = incident.exercise;
  if (exercise?.ended !== undefined) {
    const isReal = entry.type === 'exercise.ended' && entry.data['real-world'] === true;
    return {
      ...alreadySo('The exercise has ended.'),
      ...(isReal && { hint: 'What is real is declared: declare "REASON"' }),
    };
  }
  if (entry.type === 'exercise.paused' && exercise?.paused === true)
    return alreadySo('The exercise clock stands still already.');
  if (entry.type === 'exercise.resumed' && exercise?.paused === false)
    return alreadySo('The exercise clock runs already.');
  if (entry.type === 'exercise.speed-set' && !(entry.data.speed > 0 && Number.isFinite(entry.data.speed))) {
    return {
      code: 'wrong-type',
      message: `${entry.data.speed} is no speed.`,
      hint: 'Give a number above 0; 1 is real time.',
    };
  }
  return undefined;
}
