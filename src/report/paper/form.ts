import type { Bundle, Contact } from '../../runbook/index.ts';
import type { Language } from '../languages.entry.ts';

/** What a form on paper is made from. */
export interface PaperSource {
  readonly bundle: Bundle;
  readonly contacts: Readonly<Record<string, Contact>>;
  /** Hex SHA-256 of the runbook's text. */
  readonly sha256: string;
  /** In which language the form itself speaks; the runbook has its own. Absent: English. */
  readonly language?: Language | undefined;
}

/** A form to be filled in by hand, the same for every way in which it is drawn. */
export interface PaperForm {
  readonly language: Language;
  readonly id: string;
  readonly title: string;
  /** In one line: which text of the runbook it is. */
  readonly version: string;
  /** The label that it bears, where it names people's numbers. */
  readonly label: string | undefined;
  readonly sheets: readonly Sheet[];
}

/** What one person can carry away: it begins on a page of its own. */
export interface Sheet {
  readonly title: string;
  /** Whose it is, and where it comes from. */
  readonly about: readonly string[];
  readonly items: readonly Item[];
}

export type Item =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | Card
  | Table;

/** One thing to do, to keep or to say, never torn apart where a page has room for it. */
export interface Card {
  readonly kind: 'card';
  /** The number by which it is typed in. */
  readonly number?: string;
  readonly title: string;
  /** How deep it stands inside others. */
  readonly level: number;
  /** Who, how long, when not. */
  readonly about: readonly string[];
  /** Markdown. */
  readonly prose?: string;
  /** Words to be read out or sent as they stand. */
  readonly words: readonly { readonly label: string; readonly text: string }[];
  readonly ticks: readonly string[];
  readonly answers: readonly Answer[];
  readonly options: readonly PaperOption[];
  /** Lines to be filled in at the end. */
  readonly lines: readonly FormLine[];
}

/** A question, with the name by which its answer is typed in. */
export interface Answer {
  readonly name: string;
  readonly ask: string;
  readonly unit: string | undefined;
  /** One of them is ticked; none: it is written. */
  readonly of: readonly string[];
}

export interface PaperOption {
  /** What is typed in. */
  readonly id: string;
  readonly title: string;
  readonly about: readonly string[];
}

/** Boxes, then blanks with what each is for. */
export interface FormLine {
  readonly boxes: readonly string[];
  readonly blanks: readonly string[];
  /** Those in which sentences are written: they take three times the room of a time. */
  readonly wide?: readonly string[];
}

/** Cells of several lines; an empty one is a blank. `blank`: so many empty rows more. */
export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  /** How wide the columns are, in parts. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
  readonly blank: number;
}
