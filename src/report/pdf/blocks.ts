/** A stretch of a line. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
}

/** What a document is made of, from top to bottom. A line is runs; an empty one is none. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly line: readonly Run[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly lines: readonly (readonly Run[])[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly (readonly Run[])[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Run[])[];
      readonly rows: readonly (readonly (readonly Run[])[])[];
    }
  /** Lines as they are, of a difference or a plan; their blanks count. */
  | { readonly kind: 'code'; readonly lines: readonly (readonly Run[])[] }
  | { readonly kind: 'rule' };

/**
 * Reads a Markdown that we wrote ourselves (headings, tables, lists, quotes, paragraphs; everything that others said is escaped in
 * it; no HTML, no charts). In time that grows with its length alone, whatever was said: a reader of any Markdown does not promise that.
 */
export function blocksOf(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  let at = 0;
  /** Takes the lines that go on in the same way. */
  const take = (goesOn: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && goesOn(lines[at] ?? '')) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.startsWith('```')) {
      // A fence is longer than any in what it holds.
      const fence = /^`+/.exec(line)?.[0] ?? '';
      at += 1;
      const held = take((each) => each !== fence);
      at += 1;
      blocks.push({ kind: 'code', lines: held.map((text) => [{ text, bold: false }]) });
    } else if (line === '') at += 1;
    else if (line === '---') {
      blocks.push({ kind: 'rule' });
      at += 1;
    } else if (/^#{1,6} /.test(line)) {
      const marks = line.indexOf(' ');
      blocks.push({ kind: 'heading', level: marks > 2 ? 3 : marks === 2 ? 2 : 1, line: runsOf(line.slice(marks + 1)) });
      at += 1;
    } else if (line.startsWith('|')) blocks.push(tableOf(take((each) => each.startsWith('|'))));
    else if (line.startsWith('>'))
      blocks.push({
        kind: 'quote',
        lines: broken(take((each) => each.startsWith('>')).map((each) => each.replace(/^> ?/, ''))),
      });
    else if (line.startsWith('- ')) blocks.push(listOf(take((each) => /^(?:- | {2})/.test(each))));
    else blocks.push({ kind: 'paragraph', lines: broken(take(goesOnAsText)) });
  }
  return blocks;
}

const goesOnAsText = (line: string): boolean => line !== '' && !/^(?:```|#{1,6} |\||>|- )/.test(line);

function listOf(lines: readonly string[]): Block {
  const items: string[][] = [];
  for (const line of lines)
    if (line.startsWith('- ')) items.push([line.slice(2)]);
    else items.at(-1)?.push(line.slice(2));
  return { kind: 'list', items: items.map(broken) };
}

function tableOf(lines: readonly string[]): Block {
  const [head = [], , ...rows] = lines.map((line) => cellsOf(line).map(runsOf));
  return { kind: 'table', head, rows };
}

/** What stands between the bars that nobody wrote. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let from = 1;
  for (let place = 1; place < line.length; place += 1) {
    if (line[place] === '\\') place += 1;
    else if (line[place] === '|') {
      cells.push(line.slice(from, place).trim());
      from = place + 1;
    }
  }
  return cells;
}

/** Lines as they are to be read: a backslash at the end breaks, else the next goes on in the same. */
function broken(lines: readonly string[]): Run[][] {
  const whole: string[] = [''];
  for (const line of lines) {
    const breaks = /(?<!\\)(?:\\\\)*\\$/.test(line);
    whole[whole.length - 1] += `${whole.at(-1) === '' ? '' : ' '}${breaks ? line.slice(0, -1) : line}`;
    if (breaks) whole.push('');
  }
  return whole.map(runsOf);
}

const marks = /\\([!-/:-@[-`{-~])|(\*\*)|(`)([^`]*)`|\[([^\]\\]*)\]\([^)\s]*\)|[^\\*`[]+|[^]/g;

/** The runs of a line: `**bold**`, code and links as their text, and what was escaped as it was said. */
function runsOf(line: string): Run[] {
  const runs: { text: string; bold: boolean }[] = [];
  let bold = false;
  for (const [found, escaped, isBold, isCode, code, link] of line.matchAll(marks)) {
    if (isBold !== undefined) {
      bold = !bold;
      continue;
    }
    const text = escaped ?? (isCode === undefined ? (link ?? found) : (code ?? ''));
    const last = runs.at(-1);
    if (last?.bold === bold) last.text += text;
    else runs.push({ text, bold });
  }
  return runs;
}
