import { resolve } from 'node:path';
import { writeWhole } from '../../files/index.ts';
import { markdownReview } from '../../report/index.ts';
import { nearest } from '../../text/index.ts';
import { atMost, type Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { openIncident } from '../open-incident.ts';

const formats = ['markdown'];

/** The incident for its readers: on standard output, or in a file that its owner alone may read. */
export function run(call: Call): void {
  atMost(call, 0);
  const format = call.option('format');
  if (format === undefined || !formats.includes(format)) {
    const meant = format === undefined ? undefined : nearest(format, formats);
    throw wrongUsage(
      format === undefined
        ? 'Say which format.'
        : `There is no format "${format}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
      `There is: ${formats.join(', ')}. It is typed: holdfast export --format markdown [-o FILE]`,
    );
  }
  const { session, timeline, close } = openIncident(call, 'read');
  try {
    const text = markdownReview(timeline.entries(session.incident.id));
    const output = call.option('output');
    if (output === undefined && call.json)
      call.io.json({ incident: session.incident.alias, head: session.head, format, text });
    else if (output === undefined) call.io.raw(text);
    else {
      const file = resolve(call.around.cwd, output);
      writeWhole(file, text);
      if (call.json) call.io.json({ incident: session.incident.alias, head: session.head, format, file });
      else call.io.say(`Written: ${file}`);
    }
  } finally {
    close();
  }
}
