import type { Begin, ThereIs } from '../../home/index.ts';
import type { Line } from '../keys/line-edit.ts';
import type { Notice } from '../state.ts';

/** All that the home screen is drawn from, besides what it remembers itself. */
export interface HomeWorld extends ThereIs {
  readonly columns: number;
  readonly rows: number;
  /** How words of a command are typed here: on a fresh clone nobody has the command itself. */
  readonly again: (words: string) => string;
  /** The incident that one came from, by its short id. */
  readonly back?: string;
  /** An incident in which something is written that is not recorded, by its short id. */
  readonly written?: string;
}

/** What is asked before an incident is declared: one sentence, how bad it is, and a last look. */
export type HomeAsk =
  | { readonly ask: 'reason'; readonly begin: Begin; readonly line: Line }
  | { readonly ask: 'severity'; readonly begin: Begin; readonly at: number }
  | { readonly ask: 'sure'; readonly begin: Begin };

export interface HomeState {
  /** What was typed to find something by. */
  readonly typed: string;
  /** The id of the marked item. */
  readonly marked?: string;
  readonly top: number;
  readonly detailTop: number;
  readonly ask?: HomeAsk;
  readonly help: boolean;
  readonly notice?: Notice;
  /** A sentence that was begun and left: it stands there again. */
  readonly draft: string;
}

export const firstHome: HomeState = { typed: '', top: 0, detailTop: 0, help: false, draft: '' };
