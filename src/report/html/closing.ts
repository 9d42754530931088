import { owedReasons } from '../../incident/index.ts';
import { shortDuration } from '../../time/index.ts';
import { leftOutLines } from '../redaction/left-out-text.ts';
import type { LeftOut } from '../redaction/redaction.ts';
import { markup, type Markup, nothing } from './markup.ts';
import { linkTo, type Page } from './page.ts';
import { list, together } from './parts.ts';

/** How far the record itself can be leaned on. */
export function quality({ incident, record }: Page): Markup {
  const { entries, late, silence } = record;
  const rows = [
    { name: 'Entries', value: `${entries}` },
    {
      name: 'Written more than 15 minutes later',
      value: incident.mode === 'drill' ? 'not told in a drill' : `${late}`,
    },
    { name: 'Corrected later', value: `${Object.keys(incident.corrected).length}` },
    { name: 'Undone later', value: `${Object.keys(incident.undone).length}` },
    { name: 'Reasons owed', value: `${owedReasons(incident).length}` },
    { name: 'Recorded without effect', value: `${incident.misfits.length}` },
  ];
  const gap =
    silence === undefined
      ? nothing
      : markup`<p>The longest silence while it went on: ${shortDuration(silence.length)}, from ${linkTo(silence.from)} to ${linkTo(silence.to)}.</p>`;
  return together(list(rows), gap);
}

/** Where the chain ended, and what is not here for these readers. */
export function chain({ incident, tlp }: Page, leftOut: LeftOut): Markup {
  const left = leftOutLines(leftOut).join(' ');
  const heads = Object.values(incident.heads).map(
    ({ seq, hash }) => markup`<p>The chain ended at ${linkTo(seq)} with <code class="hash">${hash}</code></p>`,
  );
  return together(
    ...heads,
    markup`<p>Compare it with one kept elsewhere: <code>holdfast verify --head SEQ:HASH</code>.</p>
<p>${tlp}. ${left === '' ? 'Nothing was left out.' : left}</p>`,
  );
}
