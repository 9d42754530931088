import type { SentMessage } from '../../guide/index.ts';
import { showTime } from '../../time/index.ts';
import { flowed, hanging } from './detail-rows.ts';
import { blank, piece } from './rows.ts';
import type { Row } from './rows.ts';
import type { World } from '../state.ts';

/** All that was sent of a message, the last first, each kept as it was sent. */
export function sentRows(message: string, world: World, columns: number): Row[] {
  const sent = world.sent(message).toReversed();
  if (sent.length === 0) return flowed('It was not sent yet.', columns, 'faint');
  return sent.flatMap((each, index) => [...(index === 0 ? [] : [blank]), ...sentOnce(each, world, columns)]);
}

/** One sending: when, by whom, to whom, and its words. */
function sentOnce(sent: SentMessage, { guide }: Pick<World, 'guide'>, columns: number): Row[] {
  const when = showTime(sent.at, { now: guide.now, timeZone: guide.timezone });
  const language = sent.language === undefined ? '' : `, ${sent.language}`;
  const corrected = sent.corrected ? ', corrected since' : '';
  return [
    ...flowed(`#${sent.seq}, ${when}, ${sent.by}, to ${sent.to}${language}${corrected}`, columns, 'title'),
    ...sentWords(sent, columns),
  ];
}

/** The words that went out. */
export function sentWords({ words }: SentMessage, columns: number): Row[] {
  const bar = [piece('│ ', 'faint')];
  return hanging(bar, words ?? '[words removed]', columns, 'plain', bar);
}
