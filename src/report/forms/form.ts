import type { AnyEntry } from '../../entry/index.ts';
import type { Guide, LogLine } from '../../guide/index.ts';
import type { Incident } from '../../incident/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Line } from '../review/document.ts';
import type { Lexicon } from '../words/lexicon.ts';

/** Forms of the Incident Command System as FEMA prints them (ICS Forms Booklet, FEMA 502-2): numbers and names of blocks are theirs. */
export interface IcsForm {
  /** `ICS 201`. */
  readonly name: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly number: number;
  readonly title: string;
  /** Raw text; absent where the record says nothing to it. */
  readonly said?: Said | undefined;
  /** What is known of it where the rest is missing. */
  readonly partly?: Said;
  /** How it comes to be known, in our own words with what is typed in backticks. Absent where something is always known. */
  readonly remedy?: string;
}

/** A text, several as a list, or rows. */
export type Said = string | readonly string[] | Rows;

export interface Rows {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What stands around every form. */
export interface AroundForms {
  /** In a drill: that it is one. */
  readonly drill: boolean;
  readonly label: string;
  readonly alias: string;
  /** Sentences: its label, where the chain ended, what was left out. */
  readonly foot: readonly string[];
}

/** What a form is filled from: the incident as its audience may read it. */
export interface FormSource {
  readonly incident: Incident;
  readonly entries: readonly AnyEntry[];
  readonly lines: readonly LogLine[];
  readonly view: Guide;
  readonly say: Lexicon['say'];
  /** With its date, whatever day it is read on. */
  readonly time: (at: Instant) => string;
  /** An entry by its number; nothing where it is not known. */
  readonly entry: (id: string | undefined) => Line;
}

/** The lines, nothing where there is none. */
export const list = (lines: readonly string[]): readonly string[] | undefined =>
  lines.length === 0 ? undefined : lines;

/** The rows, nothing where there is none. */
export const rows = (head: readonly string[], all: Rows['rows']): Rows | undefined =>
  all.length === 0 ? undefined : { head, rows: all };
