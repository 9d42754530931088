import { fill } from '../../conditions/index.ts';
import type { PlannedStep, Refusal } from '../../statechart/index.ts';
import type { RunStep } from '../../runbook/index.ts';
import type { Act, ActContext } from '../act.ts';
import { worldIn } from '../charts.ts';
import { readFact } from '../fact-value.ts';
import { resolveStep } from '../select.ts';
import type { FoundStep } from '../select.ts';
import { surroundings } from '../surroundings.ts';
import type { Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { attempt, attemptOnStep } from './attempt.ts';
import { recordUnanswered } from './steps.ts';
import { factDraft } from './facts.ts';

type CommandAct = Extract<Act, { act: 'command-start' | 'command-end' | 'command-unknown' }>;
type CommandEnd = Extract<Act, { act: 'command-end' }>;

/** Of what a command printed, so many characters from its end are kept as words. */
const keptOutput = 4_000;

/** What is typed for a step that runs nothing, by its verb. */
function insteadOfRun({ id, verb }: Pick<PlannedStep, 'id' | 'verb'>): string {
  if (verb === 'decide') return `To decide it: choose ${id} OPTION`;
  return verb === 'tell' ? `When the message went out: send ${id}` : `When it is done: done ${id}`;
}

/** The start and the end of a `run` step's command; the process itself is somebody else's. */
export function writeCommand(tx: Transaction, act: CommandAct, context: ActContext): Refusal | undefined {
  const found = resolveStep(tx.incident, act.step);
  if ('refusal' in found) return found.refusal;
  const { run, step, life } = found;
  if (!('run' in step.step))
    return {
      code: 'wrong-verb',
      message: `Step "${step.id}" runs no command: it is a ${step.verb}.`,
      hint: insteadOfRun(step),
    };
  switch (act.act) {
    case 'command-start':
      return writeStart(tx, found, step.step, context);
    case 'command-unknown':
      return attemptOnStep(tx, run, step, 'command.unknown', { started: act.started }, { turn: life.turn }, context);
    case 'command-end':
      return writeEnd(tx, found, step.step, act);
  }
}

function writeStart(
  tx: Transaction,
  { run, step, life }: FoundStep,
  definition: RunStep,
  context: ActContext,
): Refusal | undefined {
  const isDrill = tx.incident.mode === 'drill';
  const world = worldIn(run, surroundings(tx.incident, run, tx.hand.at), step.prefix);
  const filled = ((isDrill ? definition['drill-command'] : undefined) ?? definition.command).map((part) =>
    fill(part, world),
  );
  const missing = filled.flatMap((part) => part.missing);
  if (missing.length > 0) {
    return {
      code: 'wrong-state',
      message: `The command of "${step.id}" needs ${missing.join(', ')}, which is not known yet.`,
      hint: 'Answer it first (fact NAME=VALUE), or do the step by hand and say done.',
    };
  }
  const data = {
    command: filled.map(({ text }) => text),
    ...(isDrill && { drill: true as const }),
    attempt: (life.attempts ?? 0) + 1,
  };
  return attemptOnStep(tx, run, step, 'command.started', data, { turn: life.turn }, context);
}

function writeEnd(tx: Transaction, found: FoundStep, definition: RunStep, act: CommandEnd): Refusal | undefined {
  const { run, step, life } = found;
  const ok = act.exitCode === 0 && act.signal === undefined && act.timedOut !== true;
  const printed = keptText(tx, definition, act);
  const data = {
    started: act.started,
    ...(act.exitCode !== undefined && { 'exit-code': act.exitCode }),
    ...(act.signal !== undefined && { signal: act.signal }),
    ...(act.timedOut === true && { 'timed-out': true as const }),
    ok,
    bytes: act.stdout.length + act.stderr.length,
  };
  const refused = attempt(tx, 'command.finished', data, {
    run: run.id,
    step: step.id,
    turn: life.turn,
    ...(printed !== '' && { words: printed.slice(-keptOutput) }),
  });
  if (refused !== undefined) return refused;
  for (const [fact, source] of Object.entries(definition.capture ?? {})) {
    if (ok || source === 'exit-code') capture(tx, found, fact, source, act);
  }
  if (ok) recordUnanswered(tx, found, 0);
  return undefined;
}

/**
 * What it printed, but for a stream that answers a personal fact: that stands with the fact and nowhere else. Where one
 * answers a secret nothing that it printed is kept, since the other may repeat it.
 */
function keptText(tx: Transaction, { capture: captured }: RunStep, { stdout, stderr }: CommandEnd): string {
  const withheld = Object.entries(captured ?? {}).flatMap(([id, source]) => {
    const privacy = own(tx.incident.facts, id)?.fact.privacy ?? 'public';
    return privacy === 'public' ? [] : [{ id, source, privacy }];
  });
  const isKept = (source: string): boolean =>
    !withheld.some((one) => one.privacy === 'secret' || one.source === source);
  const notes = withheld.map(({ id, privacy }) => `What answers ${id} is not kept here: it is ${privacy}.`);
  return [isKept('stdout') ? stdout : '', isKept('stderr') ? stderr : '', ...notes]
    .filter((text) => text.trim() !== '')
    .join('\n');
}

/** The last line that says anything, by the fact's type; "not known yet" and a note where it says nothing of that type. */
function capture(
  tx: Transaction,
  { run, step }: FoundStep,
  id: string,
  source: 'stdout' | 'stderr' | 'exit-code',
  act: CommandEnd,
): void {
  const state = own(tx.incident.facts, id);
  if (state === undefined) return;
  const text = source === 'exit-code' ? String(act.exitCode ?? '') : lastLine(act[source]);
  // In a drill nothing may have run; what is known stays known.
  if (text === '' && tx.incident.mode === 'drill' && state.answer !== undefined) return;
  const read = readFact(id, state.fact, text, { now: tx.hand.now, timeZone: tx.incident.timezone });
  const where = { run: run.id, step: step.id, causedBy: 0 };
  if ('value' in read) {
    const { data, words } = factDraft(state, read.value);
    tx.add('fact.recorded', data, { ...where, ...(words !== undefined && { words }) });
    return;
  }
  tx.add('fact.recorded', { fact: id, known: false }, where);
  const said =
    text === ''
      ? source === 'exit-code'
        ? 'ended without an exit code'
        : `printed nothing on ${source}`
      : (state.fact.privacy ?? 'public') === 'public'
        ? `printed "${text.slice(0, 200)}"`
        : 'printed something else';
  tx.add('note.written', {}, { ...where, words: `${id} is not known: the command ${said}.` });
}

function lastLine(text: string): string {
  return (
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .findLast((line) => line !== '') ?? ''
  );
}
