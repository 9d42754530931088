import { revisionAsked } from '../../guide/index.ts';
import type { How } from '../../session/index.ts';
import { askYes } from '../ask.ts';
import type { Call } from '../call.ts';
import { keepEvidence } from '../keeping/evidence.ts';
import { exit, Failure, wrongUsage } from '../failure.ts';
import { howOf } from '../arguments/how.ts';
import { newerText } from '../sources/newer-text.ts';
import { type Opened, openIncident } from '../opening/open-incident.ts';
import { meaningsOf, type Meant } from '../arguments/parse-act.ts';
import { perform } from '../perform.ts';
import { runHere } from '../jobs/run-here.ts';
import { sourceNamed } from '../sources/runbook-source.ts';
import { stepsMeant } from '../arguments/which-step.ts';

/** Every act that the grammar of typed words has: `done`, `choose`, `fact` and the rest; which one is the command's name. */
export async function run(call: Call): Promise<number | void> {
  const opened = openIncident(call, 'act', 'cli', namedFirst(call));
  try {
    let code: number | void = undefined;
    for await (const meant of meaningsOf(call, opened.session)) code = await act(call, opened, meant);
    return code;
  } finally {
    opened.close();
  }
}

async function act(call: Call, opened: Opened, meant: Meant): Promise<number | void> {
  const { session, timeline } = opened;
  const how = howOf(call, session);
  switch (meant.kind) {
    case 'act':
      return perform(call, session, meant.act, {
        ...meant.how,
        ...how,
      });
    case 'run':
      return runHere(call, opened, meant.step, how);
    case 'attach': {
      const [step, ...others] = stepsMeant('attach', session.guide());
      const kept = keepEvidence(timeline.file, call.around.cwd, meant.file);
      const act = { act: 'attach', ...kept, ...(step && others.length === 0 && { step: step.name }) } as const;
      return perform(call, session, act, how);
    }
    case 'follow':
      return perform(call, session, { act: 'follow', source: await sourceNamed(call, meant.runbook) }, how);
    case 'revise':
      return revise(call, opened, meant.run, how);
    case 'handover':
    case 'view':
    case 'look':
    case 'iam':
    case 'paper':
    case 'replay':
    case 'switch':
    case 'home':
    case 'copy':
    case 'save':
    case 'quit':
      throw wrongUsage(`"${call.command.name}" is no act.`);
    default:
      throw new Failure(exit.defect, 'defect', `no meaning for ${JSON.stringify(meant satisfies never)}`);
  }
}

/** What is other is read before it is taken; where nobody can be asked, it has to be said that it is meant. */
async function revise(call: Call, { session, timeline }: Opened, id: string, how: How): Promise<void> {
  const run = session.incident.runs.find((each) => each.id === id);
  if (run === undefined) throw wrongUsage(`No runbook is followed as "${id}".`);
  const act = { act: 'revise', run: id, source: await newerText(call, timeline, session.incident, run) } as const;
  const asked = session.probe(act, how).refusal === undefined ? revisionAsked(session.incident, act) : undefined;
  if (asked !== undefined && !call.has('yes')) {
    // A program reads one document, and that is the error.
    if (!call.json) call.io.remark(...asked.lines);
    if (!call.io.interactive)
      throw wrongUsage(
        `${call.json ? `${asked.lines.join('\n')}\n` : ''}Nothing was recorded: whether the newer text is taken has to be said.`,
        'If you mean it: --yes',
      );
    if (!(await askYes(asked.question))) throw wrongUsage('Left as it is. Nothing was recorded.');
  }
  return perform(call, session, act, how);
}

/**
 * The incident that is named before the other one: `link flood-7 breach-2`, `merge breach-2`. Whoever names both need not say
 * a third time which one is meant.
 */
function namedFirst({ command, words }: Call): string | undefined {
  const [first, second] = words;
  switch (command.name) {
    case 'link':
      return second === undefined ? undefined : first;
    case 'merge':
      return first;
    case 'stand-down':
      return first === 'false-alarm' || first === 'duplicate' ? undefined : first;
    default:
      return undefined;
  }
}
