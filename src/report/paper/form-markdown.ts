import { type Block, escapeMarkdown, type Span } from '../../text/index.ts';
import { markdownBlocks } from '../../text/markdown.entry.ts';
import { lexicon } from '../words/lexicon.ts';
import type { Answer, Card, FormLine, Item, PaperForm, Sheet, Table } from './form.ts';

/** The form for a wiki or an editor: boxes as `☐`, blanks as lines. */
export function formMarkdown({ language, title, version, label, sheets }: PaperForm): string {
  const { say } = lexicon(language, 'UTC');
  return `${[
    `# ${escapeMarkdown(say('paper.on-paper', { title }))}`,
    '',
    `${escapeMarkdown(say('paper.runbook', { version }))}${label === undefined ? '' : `. ${label}`}`,
    ...sheets.flatMap((sheet, index) =>
      sheetLines(sheet, say('paper.sheet', { number: index + 1, all: sheets.length })),
    ),
  ].join('\n')}\n`;
}

function sheetLines({ title, about, items }: Sheet, place: string): string[] {
  return [
    '',
    `## ${place}: ${escapeMarkdown(title)}`,
    ...about.flatMap((line) => ['', escapeMarkdown(line)]),
    ...items.flatMap(itemLines),
  ];
}

function itemLines(item: Item): string[] {
  switch (item.kind) {
    case 'heading':
      return ['', `### ${escapeMarkdown(item.text)}`];
    case 'text':
      return ['', escapeMarkdown(item.text)];
    case 'table':
      return ['', ...tableLines(item)];
    case 'card':
      return cardLines(item);
  }
}

function tableLines({ head, rows, blank }: Table): string[] {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.split('\n').map(escapeMarkdown).join('; ')).join(' | ')} |`;
  return [
    row(head),
    `|${' --- |'.repeat(head.length)}`,
    ...rows.map(row),
    ...Array.from({ length: blank }, () => row(head.map(() => ''))),
  ];
}

function cardLines({ number, title, about, prose, words, ticks, answers, options, lines }: Card): string[] {
  return [
    '',
    `**${number === undefined ? '' : `${number}. `}${escapeMarkdown(title)}**`,
    ...about.flatMap((line) => ['', escapeMarkdown(line)]),
    ...(prose === undefined ? [] : ['', ...proseLines(prose)]),
    ...words.flatMap(({ label, text }) => [
      '',
      `${escapeMarkdown(label)}:`,
      '',
      ...text.split('\n').map((line) => `> ${escapeMarkdown(line)}`),
    ]),
    ...listed(ticks.map((tick) => `- [ ] ${escapeMarkdown(tick)}`)),
    ...listed(answers.map(answerLine)),
    ...listed(
      options.map(
        ({ id, title: said, about: more }) =>
          `- [ ] **${escapeMarkdown(id)}** ${escapeMarkdown([said, ...more].join('. '))}`,
      ),
    ),
    ...lines.flatMap((line) => ['', lineText(line)]),
  ];
}

const listed = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', ...lines]);
/** With a space on either side it marks nothing. */
const blank = '________';

function answerLine({ name, ask, unit, of }: Answer): string {
  const given =
    of.length > 0 ? of.map((each) => `☐ ${escapeMarkdown(each)}`).join(' ') : `${blank} ${escapeMarkdown(unit ?? '')}`;
  return `- ${escapeMarkdown(ask)} **${escapeMarkdown(name)}** = ${given}`.trimEnd();
}

function lineText({ boxes, blanks }: FormLine): string {
  return [
    ...boxes.map((box) => `☐ ${escapeMarkdown(box)}`),
    ...blanks.map((each) => `${escapeMarkdown(each)} ${blank}`),
  ].join(' ');
}

/** Markdown as people wrote it, written anew: what is in it is shown as it would be in the guide. */
function proseLines(markdown: string): string[] {
  return markdownBlocks(markdown)
    .flatMap((block) => [...(block.tight === true ? [] : ['']), blockLine(block)])
    .slice(1);
}

function blockLine({ kind, depth, spans, number }: Block): string {
  const text = spans.map(spanText).join('');
  const indent = '  '.repeat(Math.min(3, depth));
  switch (kind) {
    case 'item':
      return `${indent}${number === undefined ? '-' : `${number}.`} ${text}`;
    case 'quote':
      return `> ${text}`;
    case 'rule':
      return '';
    default:
      return text;
  }
}

/** Blanks around bold words stand outside of the marks, or they are none. */
function spanText({ text, bold }: Span): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  const safe = escapeMarkdown(words);
  return `${before}${bold === true && safe !== '' ? `**${safe}**` : safe}${after}`;
}
