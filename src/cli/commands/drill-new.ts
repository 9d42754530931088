import { writeWhole } from '../../files/index.ts';
import { allSteps, type Runbook, type Scenario, type Step } from '../../runbook/index.ts';
import { type Call, onlyWord, usageHint } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { foundRunbook, readable, today } from '../sources/runbook-source.ts';
import { fileToBegin, titleToBegin } from '../writing/begin-file.ts';

/** Begins a scenario for a runbook that passes its own check, to be changed from there. */
export async function run(call: Call): Promise<void> {
  const id = onlyWord(call);
  const runbook = rehearsed(call);
  const file = fileToBegin(call, id);
  const { scenarioYaml } = await import('../../exchange/msel/scenario-yaml.entry.ts');
  writeWhole(file, scenarioYaml(begun(id, titleToBegin(call, id), runbook)));
  if (call.json) call.io.json({ id, file });
  else
    call.io.say(
      `Begun: ${file}`,
      `Change it, then: holdfast drill check ${file}`,
      `See it played without people: holdfast drill auto ${file}`,
    );
}

function rehearsed(call: Call): Runbook {
  const named = call.option('runbook');
  if (named === undefined)
    throw wrongUsage('Say which runbook it rehearses. See what there is: holdfast runbook list.', usageHint(call));
  return readable(foundRunbook(call, named));
}

/** One objective, which the first step that somebody does measures, and of each kind of inject one: what is told, asked, and helps on. */
function begun(id: string, title: string, runbook: Runbook): Scenario {
  const roles = Object.keys(runbook.roles ?? {});
  const [lead] = roles;
  const steps = allSteps(runbook);
  const step = (steps.find(isDone) ?? steps[0])?.id ?? '';
  const common = {
    by: 'phone',
    ...(lead !== undefined && { to: [lead] }),
    objectives: ['first-things-first'],
  };
  return {
    holdfast: 1,
    id,
    title,
    summary: 'What is rehearsed, in a sentence.',
    revision: today(),
    owner: 'Who keeps this scenario',
    runbook: runbook.id,
    lasts: '1h',
    overview: {
      kind: 'tabletop',
      scope: 'What is played, and what is not',
      threat: 'What happens in the story',
      sponsor: 'Who asked for the exercise',
      contact: 'Whom to ask about it, and how',
      assumptions: ['What a message says is so.', 'Real danger ends the exercise. Say: no duff.'],
    },
    ...(roles.length > 0 && { players: Object.fromEntries(roles.map((role) => [role, { team: 'Bridge' }])) }),
    objectives: {
      'first-things-first': {
        statement: 'What the team is to show',
        capability: 'Operational coordination',
        element: 'training',
        tasks: [{ task: 'Do first what comes first', measure: { step, within: { P: '10m', S: '20m', M: '30m' } } }],
        discuss: ['What helped, and what was in the way?'],
      },
    },
    injects: [
      {
        id: 'alarm',
        at: '0m',
        title: 'How it begins',
        from: 'Who says it',
        message: 'What the players are told first',
        expect: 'What they should do then',
        ...common,
      },
      {
        id: 'question',
        at: '15m',
        title: 'Somebody asks',
        from: 'Who asks',
        message: 'What they have to answer',
        expect: 'What a good answer is',
        answer: { of: ['yes', 'no'] },
        ...common,
      },
      {
        id: 'nudge',
        kind: 'contingency',
        at: '20m',
        unless: `steps['${step}'].state == 'done'`,
        title: 'A hint, where they are stuck',
        from: 'Simulation cell',
        message: 'What helps them on',
        ...common,
      },
    ],
  };
}

const isDone = (step: Step): boolean => 'do' in step || 'tell' in step || 'command' in step;
