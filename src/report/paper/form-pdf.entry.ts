import { visible } from '../../text/index.ts';
import { Pages } from '../pdf/page.ts';
import { lexicon } from '../words/lexicon.ts';
import type { PaperForm } from './form.ts';
import { drawSheet } from './draw-sheet.ts';

/**
 * The form as a PDF to be printed: A4, black on white, tagged, each sheet on a page of its own with its own head. Loaded late: fonts
 * weigh.
 */
export function formPdf({ language, title, label = '', version, sheets }: PaperForm): Uint8Array {
  const { say } = lexicon(language, 'UTC');
  const heads = sheets.map(
    (sheet, index) =>
      [visible(`${say('paper.sheet', { number: index + 1, all: sheets.length })}: ${sheet.title}`), label] as const,
  );
  const pages = new Pages({
    title: visible(say('paper.on-paper', { title })),
    language,
    // The same text gives the same bytes.
    created: new Date(0),
    top: heads[0] ?? [visible(title), label],
    bottom: visible(`${title} · ${version}`),
    number: (page, all) => say('page', { page, pages: all }),
  });
  for (const [index, sheet] of sheets.entries()) {
    const head = heads[index];
    if (index > 0 && head !== undefined) pages.turnTo(head);
    drawSheet(sheet, index === 0 ? title : undefined, pages);
  }
  pages.end();
  return Buffer.concat([...pages.written()]);
}
