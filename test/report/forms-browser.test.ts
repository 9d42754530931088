import { extractText } from 'unpdf';
import { expect, it } from 'vitest';
import { icsText } from '../../src/report/forms/forms.ts';
import { pagesInBrowser } from '../support/page-in-browser.ts';
import { shownOf } from '../support/review-of.ts';
import { toldDrill } from '../support/told-drill.ts';
import { toldNight } from '../support/told-night.ts';

const open = pagesInBrowser();

async function printed(text: string): Promise<readonly string[]> {
  const page = await open(text);
  return (await extractText(new Uint8Array(await page.pdf({ preferCSSPageSize: true })))).text;
}

it('says on every printed page of a form for whom it is, at the head and at the foot, and which page it is', async () => {
  const pages = await printed(
    icsText('ics-209', shownOf(toldNight().entries, { tlp: 'amber+strict' }), { html: true }),
  );
  expect(pages.length).toBeGreaterThan(1);
  for (const [index, page] of pages.entries()) {
    expect(page.match(/TLP:AMBER\+STRICT/g)?.length).toBeGreaterThanOrEqual(2);
    expect(page).toContain(`${index + 1} / ${pages.length}`);
    expect(page).not.toContain('EXERCISE');
  }
});

it('says on every printed page of a drill that it is one', async () => {
  const pages = await printed(icsText('ics-214', shownOf(toldDrill().entries), { html: true }));
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect(page).toContain('EXERCISE');
});
