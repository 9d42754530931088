import { minutesFor } from '../overview.ts';
import { markup, inLines, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { table, together } from './parts.ts';

/** What was decided, by whom, why, and what was weighed. */
export function decisions({ incident, kept, time, entry, sentence }: Page): Markup {
  const made = kept.filter(({ type }) => type === 'choice.made' || type === 'default.taken');
  const hasMinutes = incident.minutes.length > 0;
  const rows = made.map((each) => [
    markup`${entry(each.id)} ${time(each.at)}`,
    sentence(each.id, each.words),
    each.by.name,
    each.words ?? '',
    ...(hasMinutes ? [minutesFor(each, incident)] : []),
  ]);
  return table(['When', 'What', 'Who', 'Why', ...(hasMinutes ? ['Minutes'] : [])], rows);
}

/** Messages word for word. */
export function messages({ kept, time, entry }: Page): Markup {
  const sent = kept.flatMap((each) => {
    if (each.type !== 'message.sent') return [];
    const { to, by } = each.data;
    return [
      markup`<article><h3>${time(each.at)}, to ${to}${by === undefined ? '' : ` by ${by}`}</h3>
<blockquote>${inLines(each.words ?? '[words removed]')}</blockquote><p>Sent by ${each.by.name} ${entry(each.id)}</p></article>
`,
    ];
  });
  return together(...sent);
}

/** What was kept as evidence, with the digest by which it is told from any other. */
export function evidence({ kept, time, entry }: Page): Markup {
  const rows = kept.flatMap((each) =>
    each.type === 'evidence.attached'
      ? [
          [
            each.data.name,
            markup`${time(each.at)} ${entry(each.id)}`,
            each.by.name,
            `${each.data.bytes}`,
            markup`<code class="hash">${each.data.sha256}</code>`,
          ],
        ]
      : [],
  );
  return table(['Name', 'Attached', 'By', 'Bytes', 'SHA-256'], rows);
}
