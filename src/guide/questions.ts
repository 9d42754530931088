import { awarenessWanted, isInterim, owedReasons, titlesThen, own } from '../incident/index.ts';
import type { Incident } from '../incident/index.ts';
import { millis, showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { dependsOn, dutyTitle } from './clocks.ts';
import type { CurrentStep, Guide, Question } from './model.ts';
import { keyOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** What a person should answer, the most pressing first; each with the words that answer it. */
export function questionsOf(
  incident: Incident,
  standing: Standing,
  current: readonly CurrentStep[],
  { roles, me }: Pick<Guide, 'roles' | 'me'>,
  now: Instant,
): Question[] {
  return [
    ...factQuestions(incident, current),
    ...defaultQuestions(incident, current, now),
    ...commandQuestions(current),
    ...clockQuestions(incident),
    ...awarenessQuestions(incident, now),
    ...roleQuestions(current, roles, me),
    ...owedQuestions(incident, standing),
    ...misfitQuestions(incident),
  ];
}

function factQuestions(incident: Incident, current: readonly CurrentStep[]): Question[] {
  return current.flatMap((step) =>
    step.asks.map((fact): Question => ({
      kind: 'fact',
      text: `${own(incident.facts, fact)?.fact.ask ?? fact} Whether "${step.title}" is needed depends on it.`,
      command: `fact ${fact}=`,
      ref: fact,
    })),
  );
}

/** Semantics, Time: a default that fell due while nobody had the incident open is asked about, not taken. */
function defaultQuestions(incident: Incident, current: readonly CurrentStep[], now: Instant): Question[] {
  return current.flatMap((step): Question[] => {
    if (step.default === undefined || step.chose !== undefined || millis(step.default.due) > millis(now)) return [];
    const { option, due } = step.default;
    const title = step.options.find((each) => each.id === option)?.title ?? option;
    const when = showTime(due, { now, timeZone: incident.timezone });
    return [
      {
        kind: 'default',
        text: `"${step.title}" was to be decided by ${when}; the default would be "${title}". Take it, or choose.`,
        command: `choose ${step.name} ${option}`,
        ref: step.key,
      },
    ];
  });
}

function commandQuestions(current: readonly CurrentStep[]): Question[] {
  return current
    .filter((step) => step.command?.last === 'unknown' && !step.command.running)
    .map((step) => ({
      kind: 'command-unknown',
      text: `Nobody saw how the command of "${step.title}" ended. Look, then run it again or say that it is done.`,
      command: `run ${step.name}`,
      ref: step.key,
    }));
}

function clockQuestions(incident: Incident): Question[] {
  return Object.values(incident.clocks)
    .filter((clock) => clock.state === 'provisional')
    .map((state) => {
      const { id } = state;
      const open = dependsOn(incident, state);
      const depends = open.map(({ ask }) => ask).join(' ');
      return {
        kind: 'provisional-clock',
        text: `${dutyTitle(state, isInterim(incident, state))} may apply.${depends === '' ? '' : ` It depends on: ${depends}`}`,
        command: open[0] === undefined ? `set-aside ${id}` : `fact ${open[0].fact}=`,
        ref: id,
      };
    });
}

/** What was answered makes a duty of it, and its clock does not run: the law counts from when people knew, and that has to be said. */
function awarenessQuestions(incident: Incident, now: Instant): Question[] {
  const waiting = Object.values(incident.clocks).flatMap((state) => {
    const topic = awarenessWanted(incident, state, now);
    return topic === undefined ? [] : [{ topic, duty: dutyTitle(state, isInterim(incident, state)) }];
  });
  return [...Map.groupBy(waiting, ({ topic }) => topic)].map(([topic, duties]) => ({
    kind: 'awareness',
    text: `Since when are we aware of it: ${own(incident.topics, topic) ?? topic}? From then on runs: ${duties.map(({ duty }) => duty).join(', ')}.`,
    command: `aware ${topic}`,
    ref: topic,
  }));
}

function roleQuestions(current: readonly CurrentStep[], roles: Guide['roles'], me: Guide['me']): Question[] {
  const needed = new Set(current.flatMap((step) => [step.role, step.approval?.by]));
  return roles.flatMap((role): Question[] => {
    if (role.holder === undefined) {
      if (!needed.has(role.id)) return [];
      return [{ kind: 'role', text: `Nobody is ${role.title} yet.`, command: `assign ${role.id} NAME`, ref: role.id }];
    }
    if (!role.overdue) return [];
    const text = `${role.holder} has not said yes to being ${role.title}.`;
    // Only whoever holds it can say yes.
    return role.holder === me.name
      ? [{ kind: 'role', text, command: `ack ${role.id}`, ref: role.id }]
      : [
          {
            kind: 'role',
            text: `${text} Call, or give the role to another.`,
            command: `call ${role.id} RESULT`,
            ref: role.id,
          },
        ];
  });
}

function owedQuestions(incident: Incident, standing: Standing): Question[] {
  return owedReasons(incident).map((record) => {
    const step = record.step === undefined ? undefined : standing.byKey.get(keyOf(record.run ?? '', record.step));
    const titles = titlesThen(incident, { id: record.entry, at: record.at });
    const title = step === undefined ? '' : `, "${titles.step(step.run, step.planned)}"`;
    const what = `${record.type.replace('.', ' ')}${title}`;
    return {
      kind: 'owed-reason',
      text: `#${record.seq} left the plan (${what}, ${record.by}) and its reason is owed.`,
      command: `why ${record.seq} REASON`,
      ref: record.entry,
    };
  });
}

function misfitQuestions(incident: Incident): Question[] {
  return incident.misfits.map((misfit) => ({
    kind: 'misfit',
    text: `#${misfit.seq} was recorded and did not change the state: ${misfit.reason}`,
    ref: misfit.entry,
  }));
}
