import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { AnyEntry } from '../../src/entry/index.ts';
import { htmlReview } from '../../src/report/html/html-review.ts';
import { textOf } from '../../src/report/index.ts';
import type { Audience, Reader } from '../../src/report/index.ts';
import { shownOf } from './review-of.ts';

/** The review of a timeline as one page. */
export const pageOf = (entries: readonly AnyEntry[], audience: Partial<Audience> = {}, reader: Reader = {}): string =>
  textOf(htmlReview(shownOf(entries, audience), reader));

/** A page as a reader has it before them, and all that it did behind their back. */
export interface OpenedPage {
  readonly page: Page;
  /** What it asked the network for, said on the console, or opened: it must be nothing. */
  readonly misdeeds: readonly string[];
  close(): Promise<void>;
}

/** Writes the page into the folder and opens the file, as somebody does who got it by mail. */
export async function openPage(
  browser: Browser,
  folder: string,
  text: string,
  how: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const file = join(folder, 'review.html');
  writeFileSync(file, text);
  const url = pathToFileURL(file).href;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...how });
  const page = await context.newPage();
  const misdeeds: string[] = [];
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) misdeeds.push(`asked for ${request.url()}`);
  });
  page.on('console', (message) => misdeeds.push(`said ${message.text()}`));
  page.on('pageerror', (error) => misdeeds.push(`failed with ${error.message}`));
  page.on('dialog', (dialog) => {
    misdeeds.push(`opened ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (other) => misdeeds.push(`opened ${other.url()}`));
  await page.goto(url);
  return { page, misdeeds, close: () => context.close() };
}
