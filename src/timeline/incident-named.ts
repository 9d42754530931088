import { nearest } from '../text/index.ts';
import type { IncidentRow } from './model.ts';

/** Why a name means no incident, or more than one. */
export interface NotNamed {
  readonly code: 'no-such-thing' | 'wrong-type';
  readonly message: string;
  readonly hint: string;
  /** The short id that was likely meant. */
  readonly near?: string;
}

/** An incident by its id or how that begins; the whole id goes before the beginning of another (`flood-1`, `flood-10`). */
export function incidentNamed(said: string, rows: readonly IncidentRow[]): IncidentRow | NotNamed {
  const word = said.toLowerCase();
  const whole = rows.find((row) => row.alias.toLowerCase() === word || row.id === said);
  if (whole) return whole;
  const [only, ...others] =
    word === '' ? [] : rows.filter((row) => row.alias.toLowerCase().startsWith(word) || row.id.startsWith(said));
  if (only && others.length === 0) return only;
  const aliases = (some: readonly IncidentRow[]): string[] => some.map((row) => row.alias);
  if (only)
    return {
      code: 'wrong-type',
      message: `"${said}" begins more than one id: ${aliases([only, ...others]).join(', ')}.`,
      hint: 'Say more of it.',
    };
  const near = nearest(said, aliases(rows));
  return {
    code: 'no-such-thing',
    message: `There is no incident "${said}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    hint: 'See what there is: list --all',
    ...(near !== undefined && { near }),
  };
}
