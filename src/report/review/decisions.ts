import type { AnyEntry } from '../../entry/index.ts';
import { minutesOf } from '../../guide/index.ts';
import { type Incident, wordsNow, own } from '../../incident/index.ts';
import { unknowns } from '../unknowns.ts';
import { type Block, joined, type Line, paragraph, points, heading, table } from './document.ts';
import { annotated, byWhom } from './said.ts';
import type { Source } from './source.ts';

/** What was decided, by whom, why, what was weighed; and what people say of that moment now, beside the record. */
export function decisions(source: Source): readonly Block[] {
  const { incident, kept, time, entry, sentence, say } = source;
  const made = kept.filter(({ type }) => type === 'choice.made' || type === 'default.taken');
  const beside = Map.groupBy(incident.annotations, ({ about }) => about);
  const hasMinutes = incident.minutes.length > 0;
  const isBeside = made.some(({ id }) => beside.has(id));
  const rows = made.map((each) => [
    joined([entry(each.id), time(each.at)]),
    joined([
      sentence(each.id, reasonOf(each, incident)),
      Object.hasOwn(incident.undone, each.id) ? { strong: say('timeline.undone') } : '',
    ]),
    each.by.name,
    reasonOf(each, incident) ?? (each.deviation?.owed === true ? { strong: say('reason-owed') } : ''),
    ...(hasMinutes ? [minutesFor(each, source)] : []),
    ...(isBeside
      ? [
          joined(
            (beside.get(each.id) ?? []).map((one) => momentText(one, source)),
            '; ',
          ),
        ]
      : []),
  ]);
  return table(
    [
      say('when'),
      say('what'),
      say('who'),
      say('why'),
      ...(hasMinutes ? [say('decisions.minutes')] : []),
      ...(isBeside ? [say('decisions.beside')] : []),
    ],
    rows,
  );
}

/** As it is believed now: a reason may have been given later, or put in other words. */
const reasonOf = ({ id, words }: AnyEntry, { deviations }: Incident): string | undefined =>
  deviations.find(({ entry }) => entry === id)?.reason ?? words;

function momentText({ kind, words, entry: id }: Incident['annotations'][number], { name, entry }: Source): Line {
  return joined([`${name('kind.', kind)}: ${words}`, entry(id)]);
}

/** What was weighed in the turn in which a decision was made. */
function minutesFor({ run = '', step = '', turn }: AnyEntry, { incident, say }: Source): string {
  return minutesOf(incident, `${run}:${step}`)
    .filter((minute) => minute.turn === (turn ?? 1))
    .map(({ kind, words, by }) => `${say(`minutes.${kind}`, { what: words ?? say('words-removed') })} (${by})`)
    .join('; ');
}

/** Messages word for word, as it is believed now that they went out. */
export function messages({ incident, kept, ofType, time, entry, say }: Source): readonly Block[] {
  const asked = (id: string): string => own(incident.facts, id)?.fact.ask ?? id;
  return ofType('message.sent').map((each): Block => {
    const { to, by, missing = [] } = each.data;
    const when = time(each.at);
    return {
      kind: 'quote',
      head: by === undefined ? say('messages.head', { when, to }) : say('messages.head-by', { when, to, by }),
      text: wordsNow(each, incident, kept) ?? say('words-removed'),
      foot: joined([
        say('messages.sent-by', { who: each.by.name }),
        entry(each.id),
        Object.hasOwn(incident.reworded, each.id) ? say('timeline.corrected') : '',
        missing.length === 0
          ? ''
          : say('messages.missing', {
              what: unknowns(missing, asked).join('; '),
            }),
      ]),
    };
  });
}

/** What was kept as evidence, with the digest by which it is told from any other. */
export function evidence({ ofType, time, entry, say }: Source): readonly Block[] {
  const rows = ofType('evidence.attached').map(({ id, at, by, data: { name, bytes, sha256 } }) => [
    name,
    joined([time(at), entry(id)]),
    by.name,
    `${bytes}`,
    { code: sha256 },
  ]);
  return table(
    [say('evidence.name'), say('evidence.attached'), say('by-whom'), say('evidence.bytes'), 'SHA-256'],
    rows,
  );
}

/** What people made of it afterwards, beside the record: nothing of it changes what stands there. */
export function learned(source: Source): readonly Block[] {
  const { incident, entry, say, name } = source;
  const lessons = ['went-well', 'went-badly', 'lucky'].flatMap((kind): readonly Block[] => {
    const said = annotated(source, kind);
    return [
      heading(name('kind.', kind)),
      ...(said.length === 0
        ? [paragraph(say('learned.nothing'))]
        : points(said.map((one) => joined([one.words, entry(one.entry)])))),
    ];
  });
  const moments = incident.annotations
    .filter(({ about }) => about !== undefined)
    .map((one) => [entry(one.about), name('kind.', one.kind), one.words, byWhom(source, one)]);
  if (moments.length === 0) return lessons;
  return [
    ...lessons,
    heading(say('learned.layer')),
    paragraph(say('learned.about')),
    ...table([say('entry'), say('what'), say('said'), say('by-whom')], moments),
  ];
}
