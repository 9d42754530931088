import { correctedIn, expungedIn } from '../changed-entries.ts';
import { owedReasons } from '../../incident/index.ts';
import type { LeftOut } from '../redaction/redaction.ts';
import { leftOutLines } from '../redaction/left-out-text.ts';
import { type Block, heading, joined, type Line, named, paragraph, points } from './document.ts';
import { refTo, type Source } from './source.ts';

/** So many entries are named; the others are counted. */
const most = 20;

/** How far the record itself can be leaned on: late entries, silent gaps, corrections, reasons that are owed. */
export function quality(source: Source): readonly Block[] {
  const { incident, record, numbers, ofType, entry, say, length } = source;
  const { undone, misfits, mode } = incident;
  const isHere = (id: string): boolean => numbers.has(id);
  const counted = (ids: readonly string[]): Line =>
    joined([
      `${ids.length}`,
      some(
        ids.map((id) => entry(id)).filter((line) => line !== ''),
        ids.length,
        source,
      ),
    ]);
  const late =
    mode === 'drill'
      ? say('quality.late.drill')
      : joined([`${record.late}`, some(record.lateOnes.map(refTo), record.late, source)]);
  const [silence] = record.silences;
  const gaps = record.silences.slice(0, record.gaps);
  const around = ({ from, to }: (typeof gaps)[number]): Line => [refTo(from), say('quality.and'), refTo(to)];
  return [
    ...named([
      { name: say('quality.entries'), value: `${record.entries}` },
      { name: say('quality.late'), value: late },
      { name: say('quality.corrected'), value: counted(correctedIn(ofType('entry.corrected')).filter(isHere)) },
      { name: say('quality.expunged'), value: counted(expungedIn(ofType('entry.expunged')).filter(isHere)) },
      { name: say('quality.undone'), value: counted(Object.keys(undone).filter(isHere)) },
      { name: say('quality.owed'), value: counted(owedReasons(incident).map((one) => one.entry)) },
      { name: say('quality.misfits'), value: counted(misfits.map((one) => one.entry)) },
      { name: say('quality.gaps'), value: `${record.gaps}` },
    ]),
    ...(silence === undefined
      ? []
      : [paragraph([say('quality.silence', { length: length(silence.length) }), around(silence), '.'])]),
    ...(gaps.length < 2
      ? []
      : [
          heading(say('quality.gaps')),
          ...points(gaps.map((gap) => [`${length(gap.length)}: `, around(gap)])),
          ...(record.gaps > gaps.length ? [paragraph(say('quality.and-more', { n: record.gaps - gaps.length }))] : []),
        ]),
  ];
}

function some(lines: readonly Line[], count: number, { say }: Source): Line {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, most);
  const more = count > shown.length ? [' ', say('quality.and-more', { n: count - shown.length })] : [];
  return ['(', joined(shown, ', '), ...more, ')'];
}

/** Where the chain ended, and what is not here for these readers. */
export function chain(source: Source, leftOut: LeftOut): readonly Block[] {
  const { incident, tlp, say } = source;
  const left = leftOutLines(leftOut, source).join(' ');
  return [
    ...Object.values(incident.heads).map(({ seq, hash }) =>
      paragraph([say('chain.ended'), refTo(seq), say('chain.with'), { code: hash }]),
    ),
    paragraph([say('chain.compare'), { code: 'holdfast verify --head SEQ:HASH' }]),
    paragraph(`${tlp}. ${left === '' ? say('left-out.nothing') : left}`),
  ];
}
