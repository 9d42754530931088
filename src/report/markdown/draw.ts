import { escapeMarkdown, visible, visibleLines } from '../../text/index.ts';
import type { Incident } from '../../incident/index.ts';
import { type Block, type Line, lineText, type Section } from '../review/document.ts';
import { stepGantt } from './mermaid.ts';

/** How a review is drawn as Markdown. */
export interface MarkdownStyle {
  readonly incident: Incident;
  /** With charts of Mermaid, as wikis draw them. */
  readonly charts: boolean;
}

/** A section with its heading, in parts; nothing where it has nothing to say. */
export function* section({ title, blocks }: Section, style: MarkdownStyle): Iterable<string> {
  if (blocks.length === 0) return;
  yield `## ${escapeMarkdown(title)}\n\n`;
  for (const block of blocks) for (const text of drawn(block, style)) yield `${text}\n\n`;
}

function drawn(block: Block, { incident, charts }: MarkdownStyle): readonly string[] {
  switch (block.kind) {
    case 'lead':
    case 'paragraph':
      return [line(block.line)];
    case 'heading':
      return [`### ${escapeMarkdown(block.text)}`];
    case 'named':
      return [
        table(
          ['', ''],
          block.rows.map(({ name, value }) => [name, value]),
        ),
      ];
    case 'points':
      return [block.items.map((item) => `- ${line(item)}`).join('\n')];
    case 'table': {
      const isShown = (_: unknown, column: number): boolean => column !== block.drawn;
      const rows = block.rows.map((cells) => cells.filter(isShown));
      const name = block.name === undefined ? [] : [`**${escapeMarkdown(block.name)}**`];
      // What a drawing shows needs no words where there is none.
      const legend = block.legend === undefined || block.drawn !== undefined ? [] : [escapeMarkdown(block.legend)];
      return [...name, ...legend, table(block.head.filter(isShown), rows)];
    }
    case 'quote':
      return [`**${escapeMarkdown(block.head)}**`, quoted(block.text), line(block.foot)];
    case 'map':
      return [
        fenced(
          'text',
          block.rows
            .map(
              ({ level, sign, text, entry }) =>
                `${'  '.repeat(level)}${[sign, text, lineText(entry)].filter(Boolean).join(' ')}`,
            )
            .join('\n'),
        ),
      ];
    case 'gantt': {
      const chart = charts ? stepGantt(block.spans, incident) : undefined;
      return chart === undefined ? [] : [fenced('mermaid', chart)];
    }
    case 'code':
      return [fenced(block.language, block.text.trimEnd())];
  }
}

/** What stands on a line, everything that others said escaped. */
function line(what: Line): string {
  if (typeof what === 'string') return spaced(what, escapeMarkdown(what));
  if ('entry' in what) return `#${what.entry}`;
  if ('strong' in what) return `**${escapeMarkdown(what.strong)}**`;
  if ('code' in what) return `\`${what.code}\``;
  if ('bars' in what) return '';
  return what.map(line).join('');
}

/** Blanks at the ends part a text from what stands beside it. */
function spaced(text: string, escaped: string): string {
  if (escaped === '') return text === '' ? '' : ' ';
  return `${text.startsWith(' ') ? ' ' : ''}${escaped}${text.endsWith(' ') ? ' ' : ''}`;
}

export function table(head: readonly string[], rows: readonly (readonly Line[])[]): string {
  const row = (cells: readonly Line[]): string => `| ${cells.map((cell) => line(cell).trim()).join(' | ')} |`;
  return [row(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(row)].join('\n');
}

const quoted = (text: string): string =>
  visibleLines(text)
    .map((each) => `> ${escapeMarkdown(each)}`.trimEnd())
    .join('\\\n');

/** A text as it is, between fences that are longer than any in it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.split('\n').map(visible).join('\n')}\n${fence}`;
}
