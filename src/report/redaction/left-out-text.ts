import { plural } from '../../text/index.ts';
import type { LeftOut } from './redaction.ts';

/** What readers do not see, in sentences, so that they know that it is there; none where nothing was left out. */
export function leftOutLines({ answers, entries, people }: LeftOut): string[] {
  return [
    ...(answers === 0 ? [] : [`The values of ${plural(answers, 'personal answer')} were left out.`]),
    ...(entries === 0
      ? []
      : [`What was said in ${plural(entries, 'entry', 'entries')} with a stricter marking was left out.`]),
    ...(people === 0 ? [] : [`${plural(people, 'person', 'people')} stand under their roles.`]),
  ];
}
