import { extractText } from 'unpdf';
import { expect, it } from 'vitest';
import { formHtml } from '../../src/report/paper/paper.entry.ts';
import { barriers, pagesInBrowser } from '../support/page-in-browser.ts';
import { paperOf } from '../support/paper-of.ts';

const form = paperOf('continuity-on-paper');
const open = pagesInBrowser();

const printed = async (text = formHtml(form)): Promise<readonly string[]> => {
  const page = await open(text);
  return (await extractText(new Uint8Array(await page.pdf({ preferCSSPageSize: true })))).text;
};

it('prints each sheet on a page of its own, with its number, the text it is of and "Page N of M" on every one', async () => {
  const pages = await printed();
  const count = form.sheets.length;
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page).toContain(form.version);
    // TLP 2.0: in the header and in the footer.
    expect(page.match(/TLP:AMBER/g)?.length).toBeGreaterThanOrEqual(2);
    // One sheet alone has its head on a page.
    expect(new Set([...page.matchAll(/Sheet (\d+) of \d+(?!:)/g)].map(([, number]) => number)).size).toBe(1);
  }
  for (const [index, { title }] of form.sheets.entries())
    expect(pages.filter((page) => page.includes(`Sheet ${index + 1} of ${count}: ${title}`))).toHaveLength(1);
});

it('tears no step apart that a page has room for', async () => {
  const page = await open(formHtml(form));
  expect(
    await page.evaluate(
      `[...document.querySelectorAll('article, tr')].filter((each) => getComputedStyle(each).breakInside !== 'avoid').length`,
    ),
  ).toBe(0);
});

it('is black on white, on A4, whatever the reader prefers', async () => {
  const page = await open(formHtml(form));
  await page.emulateMedia({ colorScheme: 'dark' });
  const colours = await page.evaluate(
    `(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))`,
  );
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
});

it('is readable for everybody', async () => {
  const page = await open(formHtml(form));
  expect(await barriers(page)).toEqual([]);
});

it('has nothing wider than the paper', async () => {
  const page = await open(formHtml(form));
  await page.setViewportSize({ width: 688, height: 900 });
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
});
