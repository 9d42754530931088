import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { extractText } from 'unpdf';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../../scripts/browser.mjs';
import { formHtml } from '../../src/report/paper/paper.entry.ts';
import { type OpenedPage, openPage } from '../support/page-in-browser.ts';
import { paperOf } from '../support/paper-of.ts';

const form = paperOf('continuity-on-paper');
let browser: Browser;
let folder: string;
let opened: OpenedPage | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-form-'));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  const { misdeeds } = opened ?? { misdeeds: [] };
  await opened?.close();
  opened = undefined;
  expect(misdeeds).toEqual([]);
});

async function open(text = formHtml(form)) {
  opened = await openPage(browser, folder, text);
  return opened.page;
}

const printed = async (text?: string): Promise<readonly string[]> => {
  const page = await open(text);
  return (await extractText(new Uint8Array(await page.pdf({ preferCSSPageSize: true })))).text;
};

it('prints each sheet on a page of its own, with its number, the text it is of and "Page N of M" on every one', async () => {
  const pages = await printed();
  const count = form.sheets.length;
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page).toContain(form.version);
    expect(page).toContain('TLP:AMBER');
    // One sheet alone has its head on a page.
    expect(new Set([...page.matchAll(/Sheet (\d+) of \d+(?!:)/g)].map(([, number]) => number)).size).toBe(1);
  }
  for (const [index, { title }] of form.sheets.entries())
    expect(pages.filter((page) => page.includes(`Sheet ${index + 1} of ${count}: ${title}`))).toHaveLength(1);
});

it('tears no step apart that a page has room for', async () => {
  const page = await open();
  expect(
    await page.evaluate(
      `[...document.querySelectorAll('article, tr')].filter((each) => getComputedStyle(each).breakInside !== 'avoid').length`,
    ),
  ).toBe(0);
});

it('is black on white, on A4, whatever the reader prefers', async () => {
  const page = await open();
  await page.emulateMedia({ colorScheme: 'dark' });
  const colours = await page.evaluate(
    `(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))`,
  );
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
});

it('is readable for everybody', async () => {
  const page = await open();
  await page.evaluate(axe.source);
  const violations = await page.evaluate(`axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => id + ': ' + html)))`);
  expect(violations).toEqual([]);
});

it('has nothing wider than the paper', async () => {
  const page = await open();
  await page.setViewportSize({ width: 688, height: 900 });
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
});
