import { instant } from '../time/index.ts';
import type { Person, Severity, Via } from '../entry/index.ts';
import { declare, knownAs, nothingYet } from '../incident/index.ts';
import type { Timeline } from '../timeline/index.ts';
import type { Ports } from './model.ts';

/** What is needed to declare; a reason is enough. */
export interface Declaration {
  readonly reason: string;
  readonly title?: string;
  readonly mode: 'real' | 'drill';
  readonly timezone: string;
  readonly holidays: readonly string[];
  readonly severity?: Severity;
  readonly impact?: string;
  /** In a drill: how fast its clock runs, and what it shows at the start where that is not the wall's time, in milliseconds since 1970. */
  readonly speed?: number;
  readonly begins?: number;
  /** The word of its short id (`flood-7`), as a rule the runbook's last word. */
  readonly word?: string;
  /** When it was declared, if earlier than now. */
  readonly at?: string;
  readonly note?: string;
  /** Who declared it, where another typed it. */
  readonly by?: string;
}

/** Declares an incident or a drill: its first entries are on the disk when this returns its id. @throws TimelineError */
export function declareIncident(
  timeline: Timeline,
  declaration: Declaration,
  me: Person,
  via: Via,
  ports: Ports,
): string {
  const { word = declaration.mode === 'drill' ? 'drill' : 'incident', at, note, begins, by, ...said } = declaration;
  const now = instant(begins ?? Math.floor(ports.wall() / 1000) * 1000, said.timezone);
  const name = by === undefined ? me.name : knownAs(nothingYet, by);
  const who = name === me.name ? { by: me } : { by: { name }, 'entered-by': me };
  const context = { now, ...who, via, ...(at !== undefined && { at }), ...(note !== undefined && { note }) };
  // It may be taken by another process between the question and the append, which is then refused.
  for (;;) {
    const id = ports.newId();
    const alias = timeline.nextAlias(word);
    const answer = timeline.append(id, { seq: 0, hash: '' }, declare({ ...said, alias }, context));
    if (answer.ok) return id;
  }
}
