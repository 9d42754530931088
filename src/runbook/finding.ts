/** A fault by its place in the text; what a rule of the reader finds. Offsets count UTF-16 units, `end` not included. */
export interface Fault {
  readonly start: number;
  readonly end: number;
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly message: string;
  readonly hint?: string;
}

export type Path = readonly (string | number)[];

/** A fault by its place in the data; what a rule of the checker finds. Only a finding has its place in the text looked up. */
export interface Finding {
  readonly path: Path;
  /** Whether the key is at fault or its value. */
  readonly at: 'key' | 'value';
  /** The part of a text value that is at fault, as offsets into the value. */
  readonly part?: { readonly start: number; readonly end: number };
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly message: string;
  readonly hint?: string;
}
