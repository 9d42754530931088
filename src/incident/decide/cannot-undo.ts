import type { UndoPart } from '../model.ts';

interface Reason {
  readonly message: string;
  readonly hint: string;
}

/** Why what nobody did cannot be taken back by itself; with what brought it, it can. */
export function whyNotAlone({ type }: UndoPart): Reason | undefined {
  return type === 'clock.missed'
    ? { message: 'A deadline that ran out has run out.', hint: 'Where it was met in time: met CLOCK --at TIME' }
    : undefined;
}

/** Why that cannot be taken back, and what to do instead; nothing where it can. */
export function whyNot(part: UndoPart): Reason | undefined {
  switch (part.type) {
    case 'entry.corrected':
      return {
        message: 'What was corrected is put right by another correction.',
        hint: 'correct ENTRY WORDS, or mark ENTRY TLP. An act before it is taken back by its number: undo ENTRY',
      };
    case 'entry.expunged':
      return {
        message: 'Words that were taken out are gone for good.',
        hint: 'An act before it is taken back by its number: undo ENTRY',
      };
    case 'message.sent':
      return { message: 'A message that was sent cannot be taken back.', hint: 'Send another that puts it right.' };
    case 'command.started':
    case 'command.finished':
    case 'command.unknown':
      return {
        message: 'A command that ran cannot be taken back.',
        hint: `Undo its effect by hand, then: reopen ${part.step ?? 'STEP'}`,
      };
    case 'approval.given':
    case 'approval.refused':
    case 'approval.gone-without':
      return { message: 'An approval stands as it was said.', hint: `reopen ${part.step ?? 'STEP'}` };
    case 'evidence.attached':
      return {
        message: 'Evidence that was attached stays in the record.',
        hint: 'Say what is wrong with it: note WORDS.',
      };
    case 'step.reopened':
      return {
        message: 'A step that was reopened is finished again, not closed in silence.',
        hint: `done ${part.step ?? 'STEP'}, or skip ${part.step ?? 'STEP'}`,
      };
    case 'step.jumped':
      return { message: 'A jump is taken back by another jump.', hint: 'jump STEP' };
    case 'runbook.followed':
      return { message: 'A runbook that was taken up stays in the record.', hint: 'Skip its steps, or leave them.' };
    case 'runbook.revised':
      return {
        message: 'A newer text that was taken stays in the record.',
        hint: 'Put the older one back into its file, then: revise',
      };
    case 'incident.stabilised':
    case 'incident.resolved':
    case 'incident.closed':
    case 'incident.stood-down':
    case 'incident.merged':
      return { message: 'The state of an incident is moved by its own commands.', hint: 'reopen-incident' };
    case 'incident.linked':
      return {
        message: 'A link stands in the record of both incidents.',
        hint: 'Say in other words what it is: link ID --as "linked by mistake".',
      };
    case 'incident.reopened':
      return { message: 'The state of an incident is moved by its own commands.', hint: 'stabilise, resolve or close' };
    case 'handover.accepted':
      return { message: 'A handover that was accepted is taken back by another one.', hint: 'assign ROLE PERSON' };
    case 'exercise.started':
    case 'exercise.paused':
    case 'exercise.resumed':
    case 'exercise.speed-set':
    case 'exercise.jumped':
    case 'exercise.ended':
      return { message: 'The exercise clock does not run backwards.', hint: 'Pause it, resume it or set its speed.' };
    case 'scenario.followed':
      return {
        message: 'A scenario that is played stays in the record.',
        hint: 'Say what is wrong with it: observe WORDS',
      };
    case 'inject.delivered':
    case 'inject.improvised':
      return {
        message: 'What the players were told cannot be taken back.',
        hint: 'Tell them what is so: improvise WORDS --to ROLE',
      };
    case 'inject.held':
      return {
        message: 'An inject is held and let go by acts of their own.',
        hint: 'hold-inject INJECT, or let-go INJECT',
      };
    case 'facilitator.joined':
    case 'facilitator.left':
    case 'participant.joined':
      return { message: 'Who was there stays in the record.', hint: 'Say what is wrong with it: note WORDS' };
    case 'retention.set':
      return { message: 'How long words are kept is said anew, not taken back.', hint: 'retain 5 years --basis TEXT' };
    case 'hold.set':
      return { message: 'A legal hold is set and lifted by acts of its own.', hint: 'hold WORDS, or lift-hold WORDS' };
    case 'severity.set':
      return part.before?.of === 'severity' && part.before.severity !== undefined
        ? undefined
        : { message: 'No severity was set before this one.', hint: 'Set the right one: severity SEV.' };
    default:
      return undefined;
  }
}
