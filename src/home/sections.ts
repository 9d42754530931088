import { isOver } from '../entry/index.ts';
import { findBySymptoms } from './find-runbooks.ts';
import type { HomeIncident, HomeRunbook, ThereIs } from './model.ts';

export type HomeItem =
  | { readonly id: string; readonly kind: 'declare' }
  | { readonly id: string; readonly kind: 'incident'; readonly incident: HomeIncident }
  | { readonly id: string; readonly kind: 'runbook'; readonly book: HomeRunbook };

/** A heading with what stands under it. */
export interface HomeSection {
  readonly title: string;
  readonly items: readonly HomeItem[];
}

/** How many that are over are offered to be read again. */
const recent = 5;

/** Where something is due comes first, then what is worst; of two alike the one that was declared first. What nobody has rated comes last. */
function byWhatPresses(one: HomeIncident, other: HomeIncident): number {
  const alarm = ({ alarms = 0 }: HomeIncident): number => (alarms > 0 ? 0 : 1);
  const worst = ({ severity = 'sev9' }: { readonly severity?: string }): string => severity;
  return alarm(one) - alarm(other) || worst(one).localeCompare(worst(other));
}

/**
 * What there is, in the order in which it presses: what is open, the runbooks that speak of what was typed, what is over. With
 * something typed, only the incidents that have it in their title or id.
 */
export function sectionsOf(
  { incidents, runbooks }: Pick<ThereIs, 'incidents' | 'runbooks'>,
  typed: string,
): readonly HomeSection[] {
  const fits = ({ alias, title }: HomeIncident): boolean =>
    `${alias} ${title}`.toLowerCase().includes(typed.trim().toLowerCase());
  const listed = (some: readonly HomeIncident[]): HomeItem[] =>
    some.filter(fits).map((incident) => ({ id: `incident ${incident.id}`, kind: 'incident', incident }));
  const open = incidents.filter((incident) => !isOver(incident)).toSorted(byWhatPresses);
  const found = findBySymptoms(runbooks, typed);
  const sections: HomeSection[] = [
    { title: 'Open', items: listed(open.filter(({ mode }) => mode === 'real')) },
    {
      title:
        typed.trim() === '' ? 'Begin' : found.length === 0 ? 'No runbook speaks of it' : 'Runbooks that speak of it',
      items: [
        ...found.map((book): HomeItem => ({ id: `runbook ${book.id}`, kind: 'runbook', book })),
        { id: 'declare', kind: 'declare' },
      ],
    },
    { title: 'Open drills', items: listed(open.filter(({ mode }) => mode === 'drill')) },
    {
      title: 'Over, to be read',
      items: listed(incidents.filter(isOver)).slice(-recent).reverse(),
    },
  ];
  return sections.filter(({ items }) => items.length > 0);
}
