import { resolve } from 'node:path';
import { labelOf } from '../../report/index.ts';
import { plural } from '../../text/index.ts';
import { bundleIn } from '../verifying/bundle-file.ts';
import { type Call, onlyWord } from '../call.ts';
import { exit, Failure, refused } from '../failure.ts';
import { isDatabase } from '../writing/ordinary-file.ts';
import { openStore } from '../opening/store.ts';

/** Brings an incident of another installation in, to be read here: all of its record, checked first, or nothing. */
export async function run(call: Call): Promise<void> {
  const file = resolve(call.around.cwd, onlyWord(call));
  if (isDatabase(file))
    throw refused(
      'not-a-bundle',
      `${file} is a database, and no bundle.`,
      `Read it where it is: holdfast list --db ${file}. To bring an incident of it in, make a bundle of that: holdfast export --format json --tlp red -o FILE --db ${file}`,
    );
  const { bundle, report } = bundleIn(file);
  const [problem] = report.problems;
  if (problem !== undefined)
    throw new Failure(
      exit.no,
      'damaged',
      `The record in ${file} is not whole: ${problem.message} Nothing was brought in.`,
      `See all: holdfast verify ${file}`,
    );
  if (!bundle.whole)
    throw refused(
      'withheld',
      `${file} was made for ${labelOf(bundle.tlp)} and withholds ${withheld(bundle.withheld)}: it can be read and checked, not brought in.`,
      'Ask for the whole of it: holdfast export --format json --tlp red -o FILE',
    );
  const { whyNotAsWritten } = await import('../../exchange/as-written.entry.ts');
  const unread = whyNotAsWritten(bundle.entries);
  if (unread !== undefined)
    throw refused(
      'not-as-written',
      `What stands in ${file} was not written by holdfast: ${unread} Nothing was brought in.`,
      'Have it exported again by the holdfast that it comes from: holdfast export --format json --tlp red -o FILE',
    );
  const timeline = openStore(call);
  try {
    const adopted = timeline.adopt(bundle.entries);
    const { head } = report;
    if (call.json) call.io.json({ incident: bundle.alias, ...adopted, head });
    else
      call.io.say(
        adopted.added === 0
          ? `[${bundle.alias}] was here already, with ${plural(adopted.entries, 'entry', 'entries')}: nothing was new.`
          : `[${bundle.alias}] ${plural(adopted.added, 'entry was', 'entries were')} brought in and checked; head #${head.seq} ${head.hash.slice(0, 12)}.`,
        `Read it: holdfast log -i ${bundle.alias}`,
        'Files kept as evidence do not come with a bundle.',
      );
  } finally {
    timeline.close();
  }
}

function withheld({ answers, entries }: { readonly answers: number; readonly entries: number }): string {
  return [
    ...(answers > 0 ? [plural(answers, 'personal answer')] : []),
    ...(entries > 0 ? [plural(entries, 'entry', 'entries')] : []),
  ].join(' and ');
}
