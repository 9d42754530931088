import { escapeMarkdown as safe, visibleLines } from '../../text/index.ts';
import type { AroundForms, Block, IcsForm, Said } from './form.ts';

/** Forms in Markdown, each on a page of its own where it is printed. */
export function formsMarkdown(forms: readonly IcsForm[], around: AroundForms): string {
  return forms.map((form) => formText(form, around)).join('\n<div style="break-after: page"></div>\n\n');
}

function formText({ name, title, blocks }: IcsForm, { drill, label, alias, foot }: AroundForms): string {
  const parts = [
    `# ${safe(title)} (${name})`,
    ...(drill ? ['**EXERCISE EXERCISE EXERCISE**'] : []),
    `${label}. Filled from the record of ${safe(alias)}; read it before you sign it.`,
    ...blocks.map(blockText),
    `---\n\n${foot.map(safe).join(' ')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText({ number, title, said, partly, remedy }: Block): string {
  const known = [partly, said].filter((each) => each !== undefined).map(saidText);
  if (said === undefined) known.push(`**MISSING.** Nothing that could stand here is recorded. ${remedy ?? ''}`);
  return `## ${number}. ${safe(title)}\n\n${known.join('\n\n')}`;
}

function saidText(said: Said): string {
  if (typeof said === 'string') return lines(said).join('\\\n');
  if (!('head' in said)) return said.map((text) => `- ${lines(text).join('\\\n  ')}`).join('\n');
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(said.head.map(safe)),
    row(said.head.map(() => '---')),
    ...said.rows.map((cells) => row(cells.map(safe))),
  ].join('\n');
}

const lines = (text: string): string[] => visibleLines(text).map(safe);
