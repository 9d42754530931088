import { visibleLines, wrap } from '../../text/index.ts';
import type { Block, Span } from '../../text/index.ts';
import { blank, piece, row, rowText, rowWidth } from './rows.ts';
import type { Piece, Row, Tone } from './rows.ts';

/** Text as it was written, for the moment until Markdown has been loaded. */
export function plainBlocks(text: string): Block[] {
  return visibleLines(text)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', depth: 0, spans: [{ text: line }] }));
}

/** Blocks of Markdown as rows of at most so many columns. */
export function markdownRows(blocks: readonly Block[], columns: number): Row[] {
  const rows: Row[] = [];
  for (const [index, block] of blocks.entries()) {
    if (index > 0 && block.tight !== true) rows.push(blank);
    rows.push(...blockRows(block, columns));
  }
  return rows;
}

function blockRows(block: Block, columns: number): Row[] {
  const indent = ' '.repeat(Math.min(block.depth * 2, Math.floor(columns / 3)));
  switch (block.kind) {
    case 'rule':
      return [row('─'.repeat(Math.min(columns, 20)), 'faint')];
    case 'heading':
      return flow(block.spans, columns, [], [], 'strong');
    case 'code':
      return flow(block.spans, columns, [piece(`${indent}  `)], [piece(`${indent}  `)]);
    case 'quote':
      return flow(
        block.spans,
        columns,
        [piece(`${indent.slice(2)}│ `, 'faint')],
        [piece(`${indent.slice(2)}│ `, 'faint')],
      );
    case 'item': {
      const bullet = block.number === undefined ? '•' : `${block.number}.`;
      const box = block.checked === undefined ? '' : block.checked ? '[x] ' : '[ ] ';
      const head = `${indent}${bullet} ${box}`;
      return flow(block.spans, columns, [piece(head)], [piece(' '.repeat(head.length))]);
    }
    default:
      return flow(block.spans, columns, [piece(indent)], [piece(indent)]);
  }
}

/** Words with their tones, flowing over as many rows as they need; links show their address behind them. */
function flow(spans: readonly Span[], columns: number, first: Row, further: Row, tone: Tone = 'plain'): Row[] {
  const room = Math.max(2, columns - rowWidth(further));
  const rows: Piece[][] = [];
  let current: Piece[] = [...first];
  let used = rowWidth(first);
  let begun = false;
  const end = (): void => {
    rows.push(current);
    current = [...further];
    used = rowWidth(further);
    begun = false;
  };
  for (const word of wordsOf(spans, tone)) {
    const wide = rowWidth(word);
    if (begun && used + 1 + wide > columns) end();
    if (begun) current.push({ text: ' ', tone: 'plain' });
    used += (begun ? 1 : 0) + wide;
    begun = true;
    if (wide <= room) {
      current.push(...word);
      continue;
    }
    // A word longer than a row is broken between characters.
    const parts = wrap(rowText(word), room);
    for (const [index, part] of parts.entries()) {
      if (index > 0) end();
      current.push({ text: part, tone: word[0]?.tone ?? tone });
      used = rowWidth(current);
      begun = true;
    }
  }
  if (begun || rows.length === 0) rows.push(current);
  return rows.map(joined);
}

/** What stands between two spaces, each with its tones: a comma behind a bold word stays with it. */
function wordsOf(spans: readonly Span[], tone: Tone): Piece[][] {
  const words: Piece[][] = [];
  let open = false;
  for (const [index, span] of spans.entries()) {
    const own: Tone = span.code === true ? 'key' : span.bold === true ? 'strong' : tone;
    const endsLink = span.link !== undefined && spans[index + 1]?.link !== span.link && span.text !== span.link;
    const text = endsLink ? `${span.text} (${span.link ?? ''})` : span.text;
    for (const part of text.match(/ +|[^ ]+/g) ?? []) {
      if (part.startsWith(' ')) open = false;
      else {
        const last = words.at(-1);
        if (open && last !== undefined) last.push(piece(part, own));
        else words.push([piece(part, own)]);
        open = true;
      }
    }
  }
  return words;
}

/** Neighbours of one tone as one piece: fewer sequences are sent. */
function joined(pieces: readonly Piece[]): Row {
  const kept: Piece[] = [];
  for (const each of pieces) {
    const last = kept.at(-1);
    if (last !== undefined && last.tone === each.tone)
      kept[kept.length - 1] = { text: last.text + each.text, tone: each.tone };
    else if (each.text !== '') kept.push(each);
  }
  return kept;
}
