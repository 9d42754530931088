import { commandLine, commandState, needsApprovalText, waitingText } from '../../guide/index.ts';
import type { CurrentStep, Guide } from '../../guide/index.ts';
import type { Call } from '../call.ts';
import { typedAgain, typedNext } from '../arguments/typed-again.ts';

/** How many lines of a step's text are shown: what matters comes first in it, and the command that goes on must be seen too. */
const MOST = 12;

/**
 * What the step in front says and still wants, and the command that does it: whoever sees the runbook for the first time
 * must not look for any of it. Raw text.
 */
export async function howToGoOn(call: Call, guide: Guide): Promise<string[]> {
  // What has really happened is no step of what was played.
  if (guide.noDuff !== undefined) return [`Then: ${typedAgain(call)('declare "REASON"')}`];
  const typed = typedNext(call);
  const waits = waitsFor(guide, typed);
  const step = guide.finished === undefined ? guide.current.find((each) => each.key === guide.focus) : undefined;
  if (step === undefined) return waits;
  const needs = needsApprovalText(step, guide);
  const command = commandState(step);
  return [
    ...waits,
    ...(step.text === undefined ? [] : await beginningOf(step.text, typed)),
    ...wanted(step, typed),
    ...(needs === undefined ? [] : [needs]),
    ...(step.command === undefined || command === undefined
      ? []
      : [`Its command, ${commandLine(step.command.line)}: ${command}`]),
    `Then: ${commandFor(step, typed)}`,
    ...(guide.current.length > 1 ? [`The others: ${typed('status')}`] : []),
  ];
}

/** What somebody else waits for from whoever asks: before any step, because until then nobody knows who leads. */
function waitsFor({ handovers, now }: Guide, typed: Typed): string[] {
  return handovers
    .filter(({ isForMe }) => isForMe)
    .map(
      (row) =>
        `For you: ${waitingText(row, { now })} (${typed('brief')}, then ${typed(`handover accept${handovers.length === 1 ? '' : ` ${row.from}`}`)})`,
    );
}

/** A command as it is to be typed. */
type Typed = (words: string) => string;

async function beginningOf(text: string, typed: Typed): Promise<string[]> {
  // Loaded late: it takes as long as half of what else there is, and many a step has no text.
  const { renderPlainMarkdown } = await import('../../text/markdown.entry.ts');
  const lines = renderPlainMarkdown(text, (process.stdout.columns || 80) - 2).map((line) =>
    line === '' ? '' : `  ${line}`,
  );
  if (lines.length <= MOST) return lines;
  const shown = lines.slice(0, MOST - 1);
  return [...shown, `  … ${lines.length - shown.length} more lines: ${typed('guide')}`];
}

function wanted(step: CurrentStep, typed: Typed): string[] {
  if (step.state === 'awaiting') return [];
  const items = step.checklist.filter((item) => !item.ticked);
  const facts = step.record.filter((fact) => fact.answered !== true);
  return [
    ...(step.message?.bodies ?? []).flatMap((body) => [
      `Wording (${body.language}), ${step.message?.by ?? 'to be sent'}:`,
      ...body.text.split(/\r\n|\r|\n/).map((line) => `  ${line}`),
    ]),
    ...(items.length === 0
      ? []
      : [`To tick: ${typed('tick N')}`, ...items.map((item) => `  ${item.item}  ${item.label}`)]),
    ...(facts.length === 0
      ? []
      : [
          `To answer: ${typed('fact NAME=VALUE')} (NAME=? for not known yet)`,
          ...facts.map((fact) => `  ${fact.id}  ${fact.ask}`),
        ]),
    ...step.options.map((option) => `  ${option.id}  ${option.title}${option.suggested ? ' (suggested)' : ''}`),
  ];
}

function commandFor(step: CurrentStep, typed: Typed): string {
  if (step.state === 'awaiting') return `${typed('approve')}; or in its place refuse, go-without`;
  switch (step.verb) {
    case 'decide':
      return typed('choose OPTION');
    case 'run':
      return runFor(step, typed);
    case 'tell':
      return `send it, then record that: ${typed('send')}`;
    default:
      return typed('done');
  }
}

function runFor({ command }: CurrentStep, typed: Typed): string {
  if (command?.running === true) return `wait for its end: ${typed('log --follow')}`;
  if (command?.last === undefined) return `${typed('run')} (${commandLine(command?.line ?? [])})`;
  return `${typed('run')}, ${typed('done')} or ${typed('fail')}`;
}
