import { markings } from '../../entry/index.ts';
import type { Marking } from '../../entry/index.ts';
import type { Language } from '../languages.entry.ts';

/** For whom an export is made. */
export interface Audience {
  /** The label that the export bears: nothing that is marked stricter stands in it. */
  readonly tlp: Marking;
  /** People stand under their roles. */
  readonly pseudonyms: boolean;
  /** In which what stands for people, and for what was left out, is said; absent: English. */
  readonly language?: Language | undefined;
}

/** Whether what bears `marking` may go to an audience of that label. */
export function mayRead({ tlp }: Audience, marking: Marking): boolean {
  return markings.indexOf(marking) <= markings.indexOf(tlp);
}

/** Values of personal facts are for named people alone, whatever the label of what stands around them. */
export function mayReadPersonal({ tlp }: Audience): boolean {
  return tlp === 'red';
}

/** As the protocol writes a label (section 2): `TLP:AMBER+STRICT`. */
export function labelOf(tlp: Marking): string {
  return `TLP:${tlp.toUpperCase()}`;
}
