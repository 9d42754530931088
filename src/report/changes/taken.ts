import { compileFollowed, keepsText, type Run } from '../../incident/index.ts';
import { type Difference, differences } from '../../runbook/index.ts';
import { type Block, heading, joined, table } from '../review/document.ts';
import type { Source } from '../review/source.ts';

/** The newer texts of runbooks that were taken while the incident went on: which entry, and what each said otherwise. */
export function takenTexts(source: Source): readonly Block[] {
  const { say, incident, entry } = source;
  const rows = incident.runs.flatMap((run) =>
    revisionsOf(run, source).map(({ id, other }) => [run.title, otherText(other, say), joined([entry(id)])]),
  );
  if (rows.length === 0) return [];
  return [
    heading(say('change.taken')),
    ...table([say('change.runbook'), say('change.other'), say('change.entries')], rows),
  ];
}

/** By the entry that took it: what it says otherwise than the text before. */
function revisionsOf(
  run: Run,
  { kept }: Source,
): readonly { readonly id: string; readonly other: readonly Difference[] }[] {
  const texts = kept.filter(keepsText).filter((each) => each.run === run.id);
  if (texts.length < 2) return [];
  const bundles = texts.flatMap(({ id, data }) => {
    const compiled = compileFollowed(data);
    return 'chart' in compiled ? [{ id, bundle: compiled.chart.bundle }] : [];
  });
  return bundles.flatMap(({ id, bundle }, place) => {
    const before = bundles[place - 1];
    return before === undefined ? [] : [{ id, other: differences(before.bundle, bundle) }];
  });
}

/** Which steps and declarations, and of what is changed which keys; the texts themselves stand in the record. */
function otherText(other: readonly Difference[], say: Source['say']): string {
  if (other.length === 0) return say('change.other.none');
  return other
    .map(({ kind, id, title, of, changes }) =>
      say(`change.other.${kind}`, {
        what:
          title === undefined ? (of === 'runbook' || of === 'organisation' ? id : `${of} ${id}`) : `${title} (${id})`,
        keys: changes.map(({ key }) => key).join(', '),
      }),
    )
    .join('; ');
}
