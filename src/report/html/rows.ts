import type { RowOf } from '../review/gather.ts';
import { remembered } from '../review/remembered.ts';
import type { Lexicon } from '../words/lexicon.ts';
import { kindOf } from './kinds.ts';
import { escaped } from './markup.ts';

/**
 * One row of the timeline. `data-f` is what the page's script filters by: when (seconds), whose, what kind, which step, whether it
 * left the plan. End tags that HTML lets be left out are.
 */
export function rowMaker({ time, say }: Lexicon): RowOf {
  const [leftPlan, undone, corrected] = (['timeline.left-plan', 'timeline.undone', 'timeline.corrected'] as const).map(
    (key) => ` <b>${escaped(say(key))}</b>`,
  );
  const [timed, named] = [remembered(escaped), remembered(escaped)];
  return ({ seq, by, type, deviation }, line, { at, person, step }) => {
    const marks = `${deviation === undefined ? '' : leftPlan}${line.undone === true ? undone : ''}${line.corrected === true ? corrected : ''}`;
    return (
      `<tr id="e${seq}" data-f="${Math.floor(at / 1000) || 0},${person},${kindOf(type)},${step < 0 ? '' : step},${deviation === undefined ? 0 : 1}">` +
      `<th><a href="#e${seq}">#${seq}</a><td>${timed(time(line.at))}<i>${named(by.name)}</i><td>${escaped(line.text)}${marks}\n`
    );
  };
}
