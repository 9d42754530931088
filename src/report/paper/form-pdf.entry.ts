import { visible } from '../../text/index.ts';
import { Pages } from '../pdf/page.ts';
import type { PaperForm } from './form.ts';
import { drawSheet } from './draw-sheet.ts';

/**
 * The form as a PDF to be printed: A4, black on white, tagged, each sheet on a page of its own with its own head. Set twice, because
 * every page says of how many it is one. Loaded late: fonts weigh.
 */
export function formPdf(form: PaperForm): Uint8Array {
  const { pages } = set(form);
  return set(form, pages).bytes;
}

function set(form: PaperForm, count?: number): { readonly pages: number; readonly bytes: Uint8Array } {
  const { title, label = '', version, sheets } = form;
  const heads = sheets.map(
    (sheet, index) => [visible(`Sheet ${index + 1} of ${sheets.length}: ${sheet.title}`), label] as const,
  );
  const pages = new Pages({
    title: visible(`${title}: on paper`),
    language: 'en',
    // The same text gives the same bytes.
    created: new Date(0),
    top: heads[0] ?? [visible(title), label],
    bottom: visible(`${title} · ${version}`),
    ...(count !== undefined && { pages: count }),
  });
  const parts: Uint8Array[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const head = heads[index];
    if (index > 0 && head !== undefined) pages.turnTo(head);
    drawSheet(sheet, index === 0 ? title : undefined, pages);
    parts.push(...pages.written());
  }
  const last = pages.count;
  pages.end();
  parts.push(...pages.written());
  return { pages: last, bytes: Buffer.concat(parts) };
}
