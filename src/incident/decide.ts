import type { Deviation } from '../entry/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { Act, ActContext, Decision } from './act.ts';
import type { Incident } from './model.ts';
import { bringConsequences } from './consequences.ts';
import { handOf, judgeTime } from './hand.ts';
import { Transaction } from './transaction.ts';
import { writeCommand } from './decide/commands.ts';
import { writeCorrection } from './decide/correct.ts';
import { writeFacts } from './decide/facts.ts';
import { writeFollow, writeRevise } from './decide/follow.ts';
import { writeKeeping } from './decide/keeping.ts';
import { writeMessage } from './decide/messages.ts';
import { writeMinutes } from './decide/minutes.ts';
import { writePeople } from './decide/people.ts';
import { writePeriod } from './decide/periods.ts';
import { writeDrill } from './drill/decide.ts';
import { writeReview } from './decide/review.ts';
import { writeState } from './decide/state.ts';
import { writeStep } from './decide/steps.ts';
import { writeUndo } from './decide/undo.ts';

/**
 * What an act would write, with all that it brings with it, or why it cannot be. Nothing is changed; the same answer comes
 * from the same incident, act and context, but for the ids that the context gives. Never throws.
 */
export function decide(incident: Incident, act: Act, context: ActContext): Decision {
  const untimely = judgeTime(context);
  if (untimely !== undefined) return { ok: false, refusal: untimely };
  const tx = new Transaction(incident, handOf(context));
  const refusal = write(tx, act, context);
  if (refusal !== undefined) return { ok: false, refusal };
  const main = tx.drafts[0];
  if (main === undefined)
    return { ok: false, refusal: { code: 'already-so', message: 'That is so already: there is nothing to write.' } };
  for (const words of saidBeside(tx, context)) {
    tx.add(
      'note.written',
      {},
      {
        words,
        causedBy: 0,
        ...(main.run !== undefined && { run: main.run }),
        ...(main.step !== undefined && { step: main.step }),
      },
    );
  }
  bringConsequences(tx);
  const unfit = tx.incident.misfits[incident.misfits.length];
  if (unfit !== undefined) return { ok: false, refusal: { code: 'wrong-state', message: unfit.reason } };
  const deviation: Deviation | undefined = tx.drafts.find(
    (draft) => draft.deviation !== undefined && draft.via !== 'timer',
  )?.deviation;
  return { ok: true, drafts: tx.drafts, foreseen: tx.incident, ...(deviation !== undefined && { deviation }) };
}

/** What was said beside the act: its note, and a reason that what it writes has no place for, or it would be lost. */
function saidBeside({ drafts }: Transaction, { why, note }: ActContext): readonly string[] {
  const reason = why === undefined || drafts.some(({ words }) => words === why) ? [] : [why];
  return note === undefined ? reason : [...reason, note];
}

function write(tx: Transaction, act: Act, context: ActContext): Refusal | undefined {
  if (tx.before.declared === '')
    return { code: 'wrong-state', message: 'The incident is not declared yet.', hint: 'declare "REASON"' };
  try {
    return writeAct(tx, act, context);
  } catch (fault) {
    // Only what no caller should send comes here; what was typed is refused by name above.
    return {
      code: 'wrong-type',
      message: `The act cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`,
    };
  }
}

function writeAct(tx: Transaction, act: Act, context: ActContext): Refusal | undefined {
  switch (act.act) {
    case 'follow':
      return writeFollow(tx, act.source);
    case 'revise':
      return writeRevise(tx, act.run, act.source);
    case 'done':
    case 'skip':
    case 'fail':
    case 'reopen':
    case 'jump':
    case 'tick':
    case 'choose':
    case 'add':
    case 'approve':
    case 'attach':
      return writeStep(tx, act, context);
    case 'command-start':
    case 'command-end':
    case 'command-unknown':
      return writeCommand(tx, act, context);
    case 'send':
      return writeMessage(tx, act, context);
    case 'fact':
      return writeFacts(tx, act, context);
    case 'minutes':
      return writeMinutes(tx, act);
    case 'undo':
      return writeUndo(tx, act.entry, context);
    case 'correct':
      return writeCorrection(tx, act, context);
    case 'expunge':
    case 'expunge-all':
    case 'retain':
    case 'hold':
      return writeKeeping(tx, act);
    case 'assign':
    case 'ack':
    case 'release':
    case 'call':
    case 'ask':
    case 'take-task':
    case 'finish-task':
    case 'handover':
    case 'accept-handover':
      return writePeople(tx, act, context);
    case 'period':
    case 'objective':
      return writePeriod(tx, act);
    case 'annotate':
    case 'sign-off':
    case 'feedback':
    case 'follow-up':
    case 'follow-up-done':
    case 'follow-up-verified':
      return writeReview(tx, act, context.by.name);
    case 'scenario':
    case 'inject':
    case 'hold-inject':
    case 'release-inject':
    case 'skip-inject':
    case 'improvise':
    case 'answer':
    case 'observe':
    case 'rate':
    case 'facilitate':
    case 'facilitator-left':
    case 'join':
      return writeDrill(tx, act, context);
    default:
      return writeState(tx, act, context);
  }
}
