import type { EntryType } from '../entry/index.ts';

/** Which entries of the timeline are looked for; everything that is said must hold. */
export interface Wanted {
  /** `step`, or one type alone: `step.done`. */
  readonly kind?: string;
  /** Who did it or typed it. */
  readonly person?: string;
  /** `run:step`. */
  readonly step?: string;
  readonly deviations?: true;
  /** All of these words, in any order. */
  readonly words?: string;
}

/** `step` of `step.done`: what people mean by the kind of an entry. */
export function kindOf(type: EntryType): string {
  return type.split('.')[0] ?? type;
}

/** Whether a person goes by that name: the whole of it or the first, in small letters or large. */
export function isCalled(person: string, name: string): boolean {
  const [whole, said] = [person.trim().toLowerCase(), name.trim().toLowerCase()];
  return whole === said || whole.startsWith(`${said} `);
}

/** A filter as people read it; empty where it leaves nothing out. */
export function wantedText({ kind, person, step, deviations }: Wanted): string {
  return [
    kind === undefined ? '' : `kind ${kind}`,
    person === undefined ? '' : `by ${person}`,
    step === undefined ? '' : `step ${step.slice(step.indexOf(':') + 1)}`,
    deviations === true ? 'deviations only' : '',
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** The words that mean a filter, as the guide reads them. */
export function wantedWords({ kind, person, step, deviations }: Wanted): string[] {
  return [
    'timeline',
    ...(kind === undefined ? [] : [`kind=${kind}`]),
    ...(person === undefined ? [] : [`person=${person}`]),
    ...(step === undefined ? [] : [`step=${step}`]),
    ...(deviations === true ? ['deviations'] : []),
  ];
}
