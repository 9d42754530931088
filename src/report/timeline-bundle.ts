import type { AnyEntry, Head, Marking } from '../entry/index.ts';
import type { LeftOut } from './redaction/redaction.ts';
import type { Shown } from './shown-to.ts';

/** The shape of a bundle; rises with each change that an older program cannot read. */
export const bundleVersion = 1;

/** A timeline as one document, `schemas/bundle.schema.json`: what `export --format json` gives and `import` takes. */
export interface TimelineBundle {
  readonly bundle: typeof bundleVersion;
  /** Globally unique. */
  readonly incident: string;
  /** What people call it, there where it was made: `flood-7`. */
  readonly alias: string;
  readonly mode: 'real' | 'drill';
  /** The label that it bears. */
  readonly tlp: Marking;
  /** The end of each origin's chain, also where the entry itself is withheld. */
  readonly heads: Readonly<Record<string, Head>>;
  /** Nothing of the record is withheld. A bundle that is not whole can be read and checked, not brought in. */
  readonly whole: boolean;
  /** In the order of (`stamp`, `origin`). */
  readonly entries: readonly AnyEntry[];
  /** How many personal answers and whole entries. */
  readonly withheld: Pick<LeftOut, 'answers' | 'entries'>;
}

/** The bundle, an entry a line. The same timeline gives the same bytes. */
export function* bundleText(shown: Shown): Iterable<string> {
  const { incident, audience, isWhole, sealed } = shown;
  const about: Omit<TimelineBundle, 'entries' | 'withheld'> = {
    bundle: bundleVersion,
    incident: incident.id,
    alias: incident.alias,
    mode: incident.mode,
    tlp: audience.tlp,
    heads: incident.heads,
    whole: isWhole,
  };
  yield `${JSON.stringify(about).slice(0, -1)},"entries":[`;
  let between = '\n';
  for (const entry of sealed()) {
    yield `${between}${entry}`;
    between = ',\n';
  }
  // Known only now: an entry is withheld where it turns out to repeat what must not be read.
  const { answers, entries } = shown.leftOut;
  yield `\n],"withheld":${JSON.stringify({ answers, entries })}}\n`;
}
