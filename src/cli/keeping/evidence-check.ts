import { plural, someOf, visible } from '../../text/index.ts';
import { evidenceFile, evidenceKept, evidenceState, type Timeline } from '../../timeline/index.ts';
import { evidenceFolder } from './evidence.ts';

/** A file that an entry says was kept as evidence. */
interface Named {
  readonly sha256: string;
  readonly isOfHere: boolean;
  /** `photo.jpg (flood-1 #42)` */
  readonly called: string;
}

/** What was found about the files kept as evidence, in words. */
export interface EvidenceFinding {
  readonly state: 'ok' | 'warn' | 'bad';
  readonly detail: string;
  /** What to do about it. */
  readonly hint?: string;
}

/**
 * The files that were kept as evidence against the digests that the record has of them: what is not as it was kept, what is not there,
 * and what lies there and no entry names. Empty where there never was one.
 * @throws TimelineError where one of them cannot be read
 */
export function checkEvidence(timeline: Timeline): readonly EvidenceFinding[] {
  const folder = evidenceFolder(timeline.file);
  const named = namedIn(timeline);
  const names = new Set(named.map(({ sha256 }) => sha256));
  const states = new Map([...names].map((sha256) => [sha256, evidenceState(folder, sha256)]));
  const changed = named.filter(({ sha256 }) => states.get(sha256) === 'changed');
  // What was brought in came without its files.
  const missing = named.filter(({ sha256, isOfHere }) => isOfHere && states.get(sha256) === 'missing');
  const stray = evidenceKept(folder).filter((sha256) => !names.has(sha256));
  const found: EvidenceFinding[] = [
    ...listed('bad', changed, 'not what was kept', (file) => `Find out who wrote to it, and put back a copy: ${file}`),
    ...listed('warn', missing, 'not there', (file) => `Put a copy there: ${file}; or say in a note why it is gone.`),
    ...(stray.length === 0
      ? []
      : [
          {
            state: 'warn' as const,
            detail: `${plural(stray.length, 'file')} that no entry names: ${someOf(stray.map(at))}`,
            hint: 'It is of another timeline in that folder, or whoever attached it was interrupted before it was recorded: attach it again, or remove it.',
          },
        ]),
  ];
  const whole = [...states.values()].filter((state) => state === 'whole').length;
  if (found.length > 0 || whole === 0) return found;
  return [{ state: 'ok', detail: `${plural(whole, 'file')} in ${folder}, each as it was kept` }];

  function at(sha256: string): string {
    return evidenceFile(folder, sha256);
  }

  function listed(
    state: 'warn' | 'bad',
    those: readonly Named[],
    what: string,
    hint: (file: string) => string,
  ): EvidenceFinding[] {
    const [first] = those;
    if (first === undefined) return [];
    const are = those.length === 1 ? 'is' : 'are';
    return [
      { state, detail: `${someOf(those.map(({ called }) => called))} ${are} ${what}`, hint: hint(at(first.sha256)) },
    ];
  }
}

function namedIn(timeline: Timeline): readonly Named[] {
  return timeline.incidents().flatMap(({ id, alias }) =>
    timeline.entries(id, { types: ['evidence.attached'] }).flatMap((entry): Named[] => {
      if (entry.type !== 'evidence.attached') return [];
      const { name, sha256 } = entry.data;
      const isOfHere = entry.origin === timeline.origin;
      return [{ sha256, isOfHere, called: `${visible(name)} (${alias} #${entry.seq})` }];
    }),
  );
}
