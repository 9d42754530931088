import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openBrowser } from '../../scripts/browser.mjs';
import type { AnyEntry } from '../../src/entry/index.ts';
import { htmlReview } from '../../src/report/html/html-review.ts';
import { textOf } from '../../src/report/index.ts';
import type { Audience, Reader } from '../../src/report/index.ts';
import { shownOf } from './review-of.ts';

/** The review of a timeline as one page. */
export const pageOf = (entries: readonly AnyEntry[], audience: Partial<Audience> = {}, reader: Reader = {}): string =>
  textOf(htmlReview(shownOf(entries, audience), reader));

/** Opens a page in a browser, as somebody does who got the file by mail. */
export type OpenPage = (text: string, how?: BrowserContextOptions) => Promise<Page>;

/**
 * A browser for the tests of a file, and one page at a time in it. Whatever a test does with its page: no request, no word on the
 * console, no dialog, no other page.
 */
export function pagesInBrowser(): OpenPage {
  const misdeeds: string[] = [];
  let browser: Browser;
  let folder: string;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-page-'));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    await context?.close();
    context = undefined;
    expect(misdeeds.splice(0)).toEqual([]);
  });

  return async (text, how = {}) => {
    const file = join(folder, 'review.html');
    writeFileSync(file, text);
    const url = pathToFileURL(file).href;
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...how });
    const page = await context.newPage();
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
    return page;
  };
}

/** What stands against WCAG 2.2 AA in a page as it is drawn, in words. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // A section is judged as whoever has come to it sees it.
  await page.evaluate(
    `for (const section of document.querySelectorAll('main > section')) section.style.contentVisibility = 'visible'`,
  );
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(`axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))`);
}
