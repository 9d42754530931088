import { isInstant, sayTime } from '../time/index.ts';
import { matters, refusal } from '../statechart/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { AnyEntry, Draft } from '../entry/index.ts';
import type { ClockState, Incident, IncidentState } from './model.ts';
import { alreadySo, noSuch } from './refusals.ts';
import { own } from './work.ts';
import { judgeFollow } from './clash.ts';
import { judgeFact } from './fact-value.ts';

/** An entry, or what would become one. */
export type EntryLike = AnyEntry | Draft;

/** From which states a person may move the incident to another; everything else about it is only ever recorded. */
const moves: Readonly<Record<string, readonly IncidentState[]>> = {
  'incident.stabilised': ['open'],
  'incident.resolved': ['open', 'stabilised'],
  'incident.closed': ['open', 'stabilised', 'resolved', 'stood-down'],
  'incident.reopened': ['stabilised', 'resolved', 'closed', 'stood-down'],
  'incident.stood-down': ['open', 'stabilised', 'resolved', 'closed'],
};
const nowCalled: Readonly<Record<string, IncidentState>> = {
  'incident.stabilised': 'stabilised',
  'incident.resolved': 'resolved',
  'incident.closed': 'closed',
  'incident.reopened': 'open',
  'incident.stood-down': 'stood-down',
};

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
    case 'incident.stood-down':
      return judgeMove(incident, entry.type);
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
      return {
        code: 'wrong-state',
        message: 'This version cannot take a newer text of a runbook that is being followed.',
        hint: 'Follow the newer one beside it.',
      };
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
        ? undefined
        : alreadySo(`There is a follow-up "${entry.data['follow-up']}" already.`);
    case 'follow-up.done':
    case 'follow-up.verified':
      return own(incident.followUps, entry.data['follow-up']) === undefined
        ? noSuch('follow-up', entry.data['follow-up'], Object.keys(incident.followUps))
        : undefined;
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
      return judgeAcceptance(incident, entry.by.name);
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
    default:
      return undefined;
  }
}

const idShape = /^[a-z][a-z0-9-]*$/;
/** Ids of topics, roles, tasks: kebab-case. */
export function isId(text: string): boolean {
  return idShape.test(text);
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

function judgeMove(incident: Incident, type: string): Refusal | undefined {
  if (moves[type]?.includes(incident.state) === true) return undefined;
  if (nowCalled[type] === incident.state) return alreadySo(`The incident is ${incident.state} already.`);
  return {
    code: 'wrong-state',
    message: `The incident is ${incident.state}.`,
    hint: 'Reopen it first: reopen-incident.',
  };
}

/** Before any runbook declares roles, people may still say who leads. */
function judgeRole(incident: Incident, role: string): Refusal | undefined {
  if (own(incident.roles, role) !== undefined) return undefined;
  const declared = declaredRoles(incident);
  if (declared.length > 0) return noSuch('role', role, declared);
  return isId(role)
    ? undefined
    : {
        code: 'wrong-type',
        message: `"${role}" cannot be a role.`,
        hint: 'Roles are words with hyphens: safety-officer.',
      };
}

/** The roles that a followed runbook declares. */
export function declaredRoles(incident: Incident): string[] {
  return incident.runs.length === 0 ? [] : Object.keys(incident.roles);
}

function judgeHolder(incident: Incident, role: string, person: string): Refusal | undefined {
  const found = own(incident.roles, role);
  if (found === undefined) return noSuch('role', role, Object.keys(incident.roles));
  if (found.holder === person) return undefined;
  return {
    code: 'wrong-state',
    message:
      found.holder === undefined
        ? `Nobody holds the role "${role}".`
        : `The role "${role}" is held by ${found.holder}, not by ${person}.`,
    hint: `assign ${role} ${person}`,
  };
}

function judgeTask(incident: Incident, task: string, type: 'task.taken' | 'task.done'): Refusal | undefined {
  const found = own(incident.tasks, task);
  if (found === undefined) return noSuch('task', task, Object.keys(incident.tasks));
  if (found.doneAt !== undefined) return alreadySo(`The task "${task}" is done already.`);
  return type === 'task.taken' && found.takenAt !== undefined
    ? alreadySo(`The task "${task}" is taken already.`)
    : undefined;
}

function knownClock(incident: Incident, clock: string): Refusal | undefined {
  return own(incident.clocks, clock) === undefined ? noSuch('clock', clock, Object.keys(incident.clocks)) : undefined;
}

/** What still wants to be met: a missed clock may be met late. */
export function isOpenClock(clock: ClockState): boolean {
  return clock.state === 'running' || clock.state === 'provisional' || clock.state === 'missed';
}

function judgeMet(incident: Incident, id: string, round: number): Refusal | undefined {
  const clock = own(incident.clocks, id);
  if (clock === undefined) return undefined;
  if (clock.state === 'met')
    return alreadySo(
      `The clock "${id}" is met already${clock.metAt === undefined ? '' : `, at ${sayTime(clock.metAt)}`}.`,
    );
  // One that never started may be met all the same: its first round.
  return round === Math.max(1, clock.round)
    ? undefined
    : { code: 'old-turn', message: `The clock "${id}" is in round ${clock.round}, not ${round}.` };
}

function judgeMissed(incident: Incident, id: string, round: number): Refusal | undefined {
  const clock = own(incident.clocks, id);
  if (clock === undefined || ((clock.state === 'running' || clock.state === 'provisional') && clock.round === round))
    return undefined;
  return { code: 'wrong-state', message: `The clock "${id}" does not run in round ${round}.` };
}

function judgeSetAside(incident: Incident, id: string): Refusal | undefined {
  const clock = own(incident.clocks, id);
  if (clock?.state === 'set-aside' && clock.inapplicable !== true)
    return alreadySo(`The clock "${id}" is set aside already.`);
  return clock?.state === 'met' ? { code: 'wrong-state', message: `The clock "${id}" is met.` } : undefined;
}

function judgeAcceptance(incident: Incident, by: string): Refusal | undefined {
  const given = incident.handover;
  if (given === undefined)
    return {
      code: 'nothing-awaiting',
      message: 'No handover waits to be accepted.',
      hint: 'Whoever leaves says: handover.',
    };
  if (given.from === by)
    return { code: 'same-person', message: `${by} gave this handover and cannot accept it.`, entry: given.entry };
  if (given.to !== undefined && given.to !== by)
    return {
      code: 'wrong-state',
      message: `This handover was given to ${given.to}.`,
      hint: `Say who accepts: --by ${given.to}`,
      entry: given.entry,
    };
  return undefined;
}

function judgeAcknowledgeTimer(incident: Incident, role: string): Refusal | undefined {
  const found = own(incident.roles, role);
  return found?.holder !== undefined && found.acknowledgedAt === undefined
    ? undefined
    : { code: 'wrong-state', message: `The role "${role}" waits for no acknowledgement.` };
}

const notADrill: Refusal = { code: 'wrong-state', message: 'This is no drill: it has no exercise clock.' };

function judgeExercise(incident: Incident, entry: EntryLike): Refusal | undefined {
  const exercise = incident.exercise;
  if (exercise?.ended !== undefined) return alreadySo('The exercise has ended.');
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
