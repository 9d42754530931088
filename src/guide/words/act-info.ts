import type { OfferName } from '../model.ts';

/** What an act needs besides the step that it is about. */
export type Need =
  | 'step'
  | 'choice'
  | 'item'
  | 'fact'
  | 'reason'
  | 'text'
  | 'topic'
  | 'clock'
  | 'role'
  | 'person'
  | 'service'
  | 'severity'
  | 'field'
  | 'file'
  | 'entry'
  | 'runbook'
  | 'incident'
  | 'task'
  | 'confirmation';

export type ActName =
  | OfferName
  | 'untick'
  | 'why'
  | 'assign'
  | 'ack'
  | 'release'
  | 'call'
  | 'ask'
  | 'took'
  | 'gave'
  | 'handover'
  | 'accept-handover'
  | 'period'
  | 'objective'
  | 'describe'
  | 'severity'
  | 'asked'
  | 'lost'
  | 'suspect'
  | 'restored'
  | 'stabilise'
  | 'resolve'
  | 'close'
  | 'reopen-incident'
  | 'stand-down'
  | 'link'
  | 'merge'
  | 'follow'
  | 'revise'
  | 'follow-up'
  | 'follow-up-done'
  | 'follow-up-verified'
  | 'annotate'
  | 'sign-off'
  | 'feedback'
  | 'hot-wash'
  | 'scribe'
  | 'minutes'
  | 'correct'
  | 'mark'
  | 'expunge'
  | 'retain'
  | 'hold'
  | 'lift-hold'
  | 'pause'
  | 'resume'
  | 'speed'
  | 'end-exercise'
  | 'no-duff'
  | 'answer'
  | 'inject'
  | 'hold-inject'
  | 'let-go'
  | 'skip-inject'
  | 'improvise'
  | 'phase'
  | 'observe'
  | 'rate'
  | 'take-over';

/** What a person may look at; nothing is written. */
export type ViewName =
  | 'now'
  | 'injects'
  | 'steps'
  | 'map'
  | 'log'
  | 'timeline'
  | 'tracks'
  | 'clocks'
  | 'messages'
  | 'facts'
  | 'people'
  | 'services'
  | 'questions'
  | 'brief'
  | 'review'
  | 'incidents'
  | 'facilitate'
  | 'help';
export type OtherName =
  | 'find'
  | 'step'
  | 'iam'
  | 'from-paper'
  | 'replay'
  | 'back'
  | 'forward'
  | 'to'
  | 'switch'
  | 'home'
  | 'quit';

/** One row of the table that feeds keys, numbered choices, help and the reading of typed words. */
export interface ActInfo<Name extends string = ActName> {
  readonly name: Name;
  /** A few words for a key or a numbered choice. */
  readonly label: string;
  /** How it is typed, with what it takes. */
  readonly usage: string;
  readonly help: string;
  readonly group: 'Steps' | 'Words' | 'Clocks and services' | 'People' | 'The incident' | 'The exercise' | 'To look';
  readonly needs: readonly Need[];
  /** Other words for the same, the shorter ones for tired hands. */
  readonly also: readonly string[];
}

/** A row of the tables of acts and views. */
export const act = <Name extends string>(
  group: ActInfo['group'],
  name: Name,
  label: string,
  usage: string,
  help: string,
  needs: readonly Need[] = [],
  also: readonly string[] = [],
): ActInfo<Name> => ({ name, label, usage, help, group, needs, also });
