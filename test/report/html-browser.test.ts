import { historyOf, readiness, u4ssc } from '../../src/analysis/index.ts';
import { exportFormat, readinessHtml, textOf } from '../../src/report/index.ts';
import { shownOf } from '../support/review-of.ts';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { extractText } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/text/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { barriers, pageOf, pagesInBrowser } from '../support/page-in-browser.ts';
import { smallFlood } from '../support/small-flood.ts';

const organisation = 'holdfast: 1\nname: Testby\nnis2_entity: true\n';

/** A night with something for every section, and more entries than one window of the timeline holds. */
function longNight(mode: 'real' | 'drill' = 'real', notes = 300) {
  const desk = memoryIncident({ runbooks: [smallFlood], organisation, mode, title: 'Water in hall A' });
  const ida = desk.session('Ida');
  const bo = desk.session('Bo');
  ida.act({ act: 'assign', role: 'lead', person: 'Ida' });
  ida.act({ act: 'fact', values: [{ fact: 'water_depth', value: '12' }] });
  ida.act({ act: 'skip', step: 'get-out' }, { why: 'Nobody was in' });
  ida.act({ act: 'choose', step: 'rising', option: 'rising' });
  ida.act({ act: 'aware', topic: 'significant-incident' });
  desk.pass({ minutes: 10 });
  ida.act({ act: 'send', to: 'The public', language: 'en', body: 'Sign-in is down.\nUse the counter.' });
  bo.act({ act: 'attach', name: 'sensor.png', sha256: 'ab'.repeat(32), bytes: 1234 });
  ida.act({ act: 'follow-up', words: 'A second leak sensor', owner: 'Bo' });
  for (let number = 1; number <= notes; number += 1) {
    desk.pass({ seconds: 60 });
    bo.act({ act: 'note', words: `Reading ${number}: the pump runs` });
  }
  ida.act({ act: 'restored', services: ['citizen-sign-in'] });
  return desk;
}

const rows = (page: Page) => page.locator('#entries tbody tr');
const found = (page: Page) => page.locator('#found');

const open = pagesInBrowser();

const night = longNight();
const entries = night.entries.length;
const whole = () => pageOf(night.entries);

describe('the timeline of the page', () => {
  it('shows a window at a time, and says how many there are', async () => {
    const page = await open(whole());
    await found(page).getByText(`${entries} of ${entries} entries`).waitFor();
    expect(await rows(page).count()).toBe(200);
    await page.getByRole('button', { name: 'Last' }).click();
    await page.locator(`#e${entries}`).waitFor();
    expect(await page.locator('#place').textContent()).toBe(`201 to ${entries} of ${entries}`);
  });

  it('is gone through window by window, and no further than it goes', async () => {
    const long = longNight('real', 450).entries;
    const page = await open(pageOf(long));
    const place = page.locator('#place');
    const go = async (name: string, from: number, to: number): Promise<void> => {
      await page.getByRole('button', { name, exact: true }).press('Enter');
      await place.getByText(`${from} to ${to} of ${long.length}`).waitFor();
      expect(await rows(page).count()).toBe(to - from + 1);
      expect(await rows(page).first().locator('a').textContent()).toBe(`#${from}`);
      const off = await page.locator('#pages button[aria-disabled="true"]').allTextContents();
      // Its first row is before the reader's eyes, not the end of a long table.
      const top = (await page.locator('#entries').boundingBox())?.y ?? -1;
      expect(top).toBeGreaterThan(-2);
      expect(top).toBeLessThan(900);
      expect(off).toEqual(from === 1 ? ['First', 'Back'] : to === long.length ? ['On', 'Last'] : []);
    };
    await go('Back', 1, 200);
    await go('On', 201, 400);
    await go('On', 401, long.length);
    await go('On', 401, long.length);
    await go('Back', 201, 400);
    await go('Last', 401, long.length);
    await go('First', 1, 200);
    // An entry that is looked up stands in its window.
    await page.evaluate(`location.hash = '#e250'`);
    await page.locator('#e250.here').waitFor();
    expect(await place.textContent()).toBe(`201 to 400 of ${long.length}`);
    const row = await page.locator('#e250').boundingBox();
    expect(row?.y).toBeGreaterThan(0);
    expect(row?.y).toBeLessThan(900);
    // What is found is shown from its first on.
    await go('Last', 401, long.length);
    await page.getByLabel('Who').selectOption('Bo');
    await place.getByText('1 to 200 of').waitFor();
  });

  it.each([200, 201])('of %i entries has windows only where they do not fit into one', async (count) => {
    const desk = memoryIncident();
    for (let seq = desk.entries.length + 1; seq <= count; seq += 1)
      desk.session('Bo').act({ act: 'note', words: 'wet' });
    const page = await open(pageOf(desk.entries));
    await found(page).getByText(`${count} of ${count} entries`).waitFor();
    expect(await rows(page).count()).toBe(200);
    expect(await page.locator('#pages').isVisible()).toBe(count > 200);
  });

  it('of what happened in one moment has all of it, zoomed in or not', async () => {
    const { entries: few } = memoryIncident();
    const page = await open(pageOf(few));
    const all = found(page).getByText(`${few.length} of ${few.length} entries`);
    await all.waitFor();
    expect(await page.locator('#pages').isVisible()).toBe(false);
    expect(await page.locator('#density rect:not([height="0"])').count()).toBe(1);
    for (const [name, key] of [
      ['From', 'End'],
      ['Until', 'Home'],
    ] as const) {
      await page.getByLabel(name).press(key);
      for (const end of ['#from-text', '#to-text']) expect(await page.locator(end).textContent()).toContain('(#');
      await page.getByRole('button', { name: 'Zoom in on this' }).press('Enter');
      await page.getByRole('button', { name: 'Show the whole time' }).press('Enter');
      await all.waitFor();
    }
  });

  it('of very many shows the first that fit long before all are looked through, and leaves its reader where they are', async () => {
    const long = longNight('real', 1300).entries;
    const page = await open(pageOf(long));
    const [place, all] = [page.locator('#place'), long.length];
    await found(page).getByText(`${all} of ${all} entries`).waitFor();
    // A slow machine: the page is to be drawn after each 500 entries, and goes on when it is let.
    await page.evaluate(`(() => {
      let time = 0;
      performance.now = () => (time += 1000);
      let timers = 0;
      stopped = [];
      setTimeout = (go) => { goOn = go; return (timers += 1); };
      clearTimeout = (timer) => { if (timer !== undefined) stopped.push(timer); };
    })()`);
    const goOn = () => page.evaluate('goOn()');
    await page.getByLabel('Search').fill('+01');
    await found(page).getByText(`500 of ${all} entries so far`).waitFor();
    expect(await place.textContent()).toBe('1 to 200 of 500');
    // Who is at the end of what was found, with room for more below, sees it fill; who is in the midst stays there.
    await page.getByRole('button', { name: 'Last' }).press('Enter');
    await place.getByText('401 to 500 of 500').waitFor();
    await goOn();
    await place.getByText('401 to 600 of 1000').waitFor();
    expect(await rows(page).count()).toBe(200);
    await page.getByRole('button', { name: 'Back', exact: true }).press('Enter');
    await place.getByText('201 to 400 of 1000').waitFor();
    await rows(page).nth(50).getByRole('link').first().focus();
    await goOn();
    await place.getByText(`201 to 400 of ${all}`).waitFor();
    expect(await rows(page).nth(50).locator('a:focus').count()).toBe(1);
    await found(page).getByText(`${all} of ${all} entries`).waitFor();
    // What is looked for anew is looked for alone: the search before it goes no further.
    await page.getByLabel('Search').fill('pump');
    await found(page).getByText('so far').waitFor();
    expect(await page.evaluate('stopped')).toEqual([]);
    await page.getByLabel('Search').fill('sensor.png');
    await found(page).getByText(`1 of ${all} entries so far`).waitFor();
    await goOn();
    await goOn();
    await found(page).getByText(`1 of ${all} entries`, { exact: true }).waitFor();
    expect(await page.evaluate('stopped')).toEqual([3]);
    expect(await rows(page).textContent()).toContain('sensor.png');
  });

  it('spans the time from what happened first, whenever that was written down', async () => {
    const desk = memoryIncident({ start: '2026-11-22T03:12:00+01:00' });
    desk.pass({ minutes: 30 });
    desk.session('Ida').act({ act: 'note', words: 'The belt was loose' }, { at: '2026-11-22T01:00:00+01:00' });
    const { seq } = desk.entries.at(-1)!;
    const page = await open(pageOf(desk.entries));
    expect(await page.locator('#from-text').textContent()).toBe(`22 Nov 2026 01:00 +01:00 (#${seq})`);
    await page.getByLabel('Until').press('Home');
    await found(page).getByText(/^1 of/).waitFor();
    expect(await rows(page).textContent()).toContain('The belt was loose');
  });

  it('shows in its strip how many entries there are when, which part is looked at, and zoomed in that part alone', async () => {
    const desk = memoryIncident();
    const bo = desk.session('Bo');
    const atFirst = desk.entries.length;
    desk.pass({ minutes: 50 });
    for (let number = 0; number < 4 * atFirst; number += 1) bo.act({ act: 'note', words: `Reading ${number}` });
    desk.pass({ minutes: 50 });
    bo.act({ act: 'note', words: 'The last one' });
    const page = await open(pageOf(desk.entries));
    await found(page).getByText(`${desk.entries.length} of`).waitFor();
    const all = `[...document.querySelectorAll('#density rect')]`;
    const bars = async (): Promise<readonly (readonly [number, number])[]> => {
      const heights = await page.evaluate<number[]>(`${all}.map((bar) => Number(bar.getAttribute('height')))`);
      return heights.flatMap((height, bin) => (height > 0 ? [[bin, Math.round(height * 10) / 10] as const] : []));
    };
    const inSight = async () => {
      const classes = await page.evaluate<string[]>(`${all}.map((bar) => bar.getAttribute('class'))`);
      return [classes.indexOf('in'), classes.lastIndexOf('in'), classes.filter((name) => name === 'in').length];
    };
    const few = (share: number) => Math.round((3 + 27 * Math.sqrt(share)) * 10) / 10;
    expect(await bars()).toEqual([
      [0, few(1 / 4)],
      [50, 30],
      [99, few(1 / (4 * atFirst))],
    ]);
    expect(await inSight()).toEqual([0, 99, 100]);
    await page.getByLabel('From').fill('500');
    await page.getByLabel('Until').fill('700');
    await found(page)
      .getByText(`${4 * atFirst} of`)
      .waitFor();
    expect(await inSight()).toEqual([50, 69, 20]);
    await page.getByRole('button', { name: 'Zoom in on this' }).press('Enter');
    expect(await bars()).toEqual([[0, 30]]);
    expect(await inSight()).toEqual([0, 99, 100]);
  });

  it('speaks Danish where its report does, and marks the sentences of the record as English', async () => {
    const page = await open(pageOf(night.entries, {}, { language: 'da' }));
    await found(page).getByText(`${entries} af ${entries} poster`).waitFor();
    expect(await page.locator('#place').textContent()).toBe(`1 til 200 af ${entries}`);
    await page.getByRole('button', { name: 'Sidste' }).click();
    await page.locator(`#e${entries}`).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('da');
    expect(await page.locator('#entries tbody').getAttribute('lang')).toBe('en');
  });

  it('is searched by words, also those that markup has other signs for', async () => {
    night.session('Bo').act({ act: 'note', words: 'Pump <2> & "3" stand still' });
    night.session('Bo').act({ act: 'note', words: `It stands in ${'gård.jpg'.normalize('NFD')}` });
    const page = await open(whole());
    await page.getByLabel('Search').fill('PUMP <2> & "3"');
    await found(page).getByText(`1 of ${night.entries.length} entries`).waitFor();
    expect(await rows(page).textContent()).toContain('Pump <2> & "3" stand still');
    // Enter looks for nothing else, and leads nowhere.
    await page.getByLabel('Search').press('Enter');
    expect(await rows(page).count()).toBe(1);
    await page.getByLabel('Search').fill('data-f');
    await found(page).getByText('0 of').waitFor();
    for (const form of ['NFC', 'NFD']) {
      await page.getByLabel('Search').fill('GÅRD'.normalize(form));
      await found(page).getByText(/^1 of/).waitFor();
      await page.getByLabel('Search').fill('data-f');
      await found(page).getByText('0 of').waitFor();
    }
  });

  it('is filtered by person, kind, step, and by what left the plan', async () => {
    const page = await open(whole());
    await page.getByLabel('Who').selectOption('Bo');
    await page.getByLabel('Kind').selectOption('Evidence');
    await found(page).getByText(/^1 of/).waitFor();
    expect(await rows(page).textContent()).toContain('sensor.png');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.getByLabel('Step', { exact: true }).selectOption('Get everyone out');
    const about = night.entries.filter(({ step }) => step === 'get-out').length;
    await found(page).getByText(`${about} of ${night.entries.length}`).waitFor();
    await page.getByLabel('Only what left the plan').check();
    await found(page).getByText(/^1 of/).waitFor();
    expect(await rows(page).textContent()).toContain('Nobody was in');
    expect(await rows(page).textContent()).toContain('left the plan');
  });

  it('finds whoever wrote, whatever signs are in their name, and a step that only what was undone is about', async () => {
    const desk = memoryIncident({ runbooks: [smallFlood], organisation });
    const names = ['Åse O\'Hara & "Bo" <i>', 'Bo\u202E', '0'];
    for (const name of names) desk.session(name).act({ act: 'note', words: `By ${name.length}` });
    const ida = desk.session('Ida');
    ida.act({ act: 'skip', step: 'get-out' }, { why: 'Nobody was in' });
    ida.act({ act: 'undo' });
    const page = await open(pageOf(desk.entries));
    for (const name of names) {
      await page.getByLabel('Who').selectOption({ label: visible(name) });
      await found(page).getByText(/^1 of/).waitFor();
      expect(await rows(page).textContent()).toContain(`By ${name.length}`);
    }
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.getByLabel('Step', { exact: true }).selectOption('Get everyone out');
    const about = desk.entries.filter(({ step }) => step === 'get-out').length;
    await found(page).getByText(`${about} of ${desk.entries.length}`).waitFor();
    expect(await rows(page).first().textContent()).toContain('undone later');
  });

  it('is zoomed in time by keyboard alone', async () => {
    const page = await open(whole());
    const all = await rows(page).count();
    await page.getByLabel('From').focus();
    for (let times = 0; times < 5; times += 1) await page.keyboard.press('PageUp');
    await page.getByText(new RegExp(`^\\d+ of ${night.entries.length} entries$`)).waitFor();
    const part = Number((await found(page).textContent())?.split(' ')[0]);
    expect(part).toBeLessThan(night.entries.length);
    // The words of the moment are those of the entry that it begins with.
    const first = await rows(page).first().locator('a').first().textContent();
    expect(await page.getByLabel('From').getAttribute('aria-valuetext')).toContain(first);
    await page.getByRole('button', { name: 'Zoom in on this' }).press('Enter');
    expect(await page.getByLabel('From').inputValue()).toBe('0');
    expect(Number((await found(page).textContent())?.split(' ')[0])).toBe(part);
    await page.getByRole('button', { name: 'Show the whole time' }).press('Enter');
    await found(page).getByText(`${night.entries.length} of`).waitFor();
    expect(await rows(page).count()).toBe(all);
    // To clear the filters is to look at the whole time, too.
    await page.getByLabel('From').press('End');
    await page.getByRole('button', { name: 'Zoom in on this' }).press('Enter');
    await found(page)
      .getByText(/^\d{1,2} of/)
      .waitFor();
    await page.getByRole('button', { name: 'Clear all filters' }).press('Enter');
    await found(page).getByText(`${night.entries.length} of`).waitFor();
  });

  it('is never zoomed to nothing: an end of the time that is passed by the other goes with it', async () => {
    const page = await open(whole());
    const [from, until] = [page.getByLabel('From'), page.getByLabel('Until')];
    // What it spans is said by the entries that begin and end it.
    expect(await page.locator('#from-text').textContent()).toContain('(#1)');
    expect(await page.locator('#to-text').textContent()).toContain(`(#${night.entries.length})`);
    await from.press('End');
    await found(page)
      .getByText(/^[1-9]\d* of/)
      .waitFor();
    const [last] = await rows(page).last().locator('a').allTextContents();
    expect(await page.locator('#to-text').textContent()).toContain(`(${last})`);
    await until.press('Home');
    expect(await from.inputValue()).toBe('0');
    await from.press('End');
    expect(await until.inputValue()).toBe('1000');
    await until.press('Home');
    await found(page)
      .getByText(/^[1-9]\d* of/)
      .waitFor();
    expect(await rows(page).first().locator('a').textContent()).toBe('#1');
    // The strip shows in which part of the time one looks.
    expect(await page.locator('#density .in').count()).toBeLessThan(3);
  });

  it('is led to by every line above it, also where a filter hides the entry', async () => {
    const page = await open(whole());
    await page.getByLabel('Search').fill('sensor.png');
    await found(page).getByText(/^1 of/).waitFor();
    const link = page.locator('#deviations a').first();
    const name = (await link.textContent()) ?? '';
    await link.press('Enter');
    await page.locator(`tr.here${name.replace('#', '#e')}`).waitFor();
    expect(await page.evaluate('document.activeElement.closest("tr")?.id')).toBe(name.replace('#', 'e'));
    const box = await page.locator('tr.here').boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900);
    // The same link once more, from another window of the timeline.
    await page.getByRole('button', { name: 'Last' }).click();
    await link.click();
    await page.locator(`tr.here${name.replace('#', '#e')}`).waitFor();
    // One entry at a time is the one that was asked for.
    await page.locator('#summary a').last().press('Enter');
    await page.locator(`tr.here:not(${name.replace('#', '#e')})`).waitFor();
    expect(await page.locator('tr.here').count()).toBe(1);
    // It was led there once: who filters and clears the filters afterwards stays where they are.
    await page.getByLabel('Search').fill('sensor.png');
    await found(page).getByText(/^1 of/).waitFor();
    await page.getByRole('button', { name: 'Clear all filters' }).press('Enter');
    await found(page).getByText(`${night.entries.length} of`).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Clear all filters');
  });

  it('is opened at the entry that its address names, as whoever was sent a link to it opens it', async () => {
    const page = await open(whole());
    await rows(page).first().waitFor();
    await page.evaluate(`location.hash = '#e250'`);
    await page.locator('#e250.here').waitFor();
    const link = page.url();
    const afresh = async () => {
      await page.goto('about:blank');
      await page.goto(link);
    };
    for (const again of [() => page.reload(), afresh]) {
      await again();
      await page.locator('#e250.here').waitFor();
      expect(await page.locator('#place').textContent()).toMatch(/^201 to \d+ of \d+$/);
      expect(await page.evaluate('document.activeElement.closest("tr")?.id')).toBe('e250');
      const row = await page.locator('#e250').boundingBox();
      // In the middle: what stands at the upper edge has the line of an exercise over it.
      expect(row?.y).toBeGreaterThan(200);
      expect(row?.y).toBeLessThan(700);
    }
  });

  it('leaves its reader where they are: clearing the filters moves no focus, a link to no entry shows all', async () => {
    const page = await open(whole());
    await page.locator('#deviations a').first().press('Enter');
    // The page hears of the link a moment later, and brings its reader to the entry.
    await page.locator('tr.here').waitFor();
    const clear = page.getByRole('button', { name: 'Clear all filters' });
    await page.getByLabel('Search').fill('sensor.png');
    await clear.press('Enter');
    await found(page).getByText(`${night.entries.length} of`).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Clear all filters');
    await page.getByLabel('Search').fill('sensor.png');
    await page.evaluate(`location.hash = '#e999999'`);
    await found(page).getByText(`${night.entries.length} of`).waitFor();
    expect(await rows(page).count()).toBe(200);
  });

  it('prints nothing past the edge of the paper', async () => {
    const desk = longNight();
    desk.session('Bo').act({ act: 'reopen', step: 'get-out' }, { why: `It was ${'very '.repeat(60)}wet again` });
    const page = await open(pageOf(desk.entries));
    // What A4 has room for between its margins, in the dots of a browser.
    await page.setViewportSize({ width: 690, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('pre').count()).toBeGreaterThan(0);
    const cut = `[...document.querySelectorAll('pre')].filter((one) => one.scrollWidth > one.clientWidth).length`;
    expect(await page.evaluate(cut)).toBe(0);
  });

  it('prints no section whose table begins on another page than its name and what is said of it', async () => {
    const page = await open(whole());
    await page.evaluate(`(() => {
      const filler = document.createElement('div');
      filler.id = 'filler';
      filler.style.breakBefore = 'page';
      document.querySelector('#services').before(filler);
    })()`);
    for (let height = 700; height < 980; height += 40) {
      await page.evaluate(`document.querySelector('#filler').style.height = '${height}px'`);
      const { text } = await extractText(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
      const sheet = text.find((each) => each.includes('a line marks the MTPD'));
      expect(sheet).toMatch(/Services[^]*a line marks the MTPD[^]*sign-in/i);
    }
  });

  it('prints all that is filtered, and has its window again afterwards', async () => {
    const page = await open(whole());
    await page.getByLabel('Who').selectOption('Bo');
    await found(page)
      .getByText(/^30\d of/)
      .waitFor();
    const wanted = Number((await found(page).textContent())?.split(' ')[0]);
    await page.evaluate(
      `addEventListener('beforeprint', () => (document.title = document.querySelectorAll('#entries tbody tr').length))`,
    );
    const printed = await page.pdf({ preferCSSPageSize: true });
    const { text } = await extractText(new Uint8Array(printed));
    expect(text.join(' ')).toContain('Reading 300: the pump runs');
    // Each sheet says for whom it is, at its head and at its foot, and which it is.
    for (const [sheet, said] of text.entries()) {
      expect(said.match(/TLP:AMBER/g)?.length).toBeGreaterThanOrEqual(2);
      expect(said).toMatch(new RegExp(`(?<!\\d)${sheet + 1} / ${text.length}(?!\\d)`));
    }
    expect(await page.title()).toBe(String(wanted));
    expect(await rows(page).count()).toBe(200);
  });
});

describe('the page', () => {
  it('is used from beginning to end without a mouse', async () => {
    const page = await open(whole());
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the timeline');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('reading 299:');
    await found(page).getByText(/^1 of/).waitFor();
    const reached: string[] = [];
    for (let times = 0; times < 12; times += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate<string>(
          `[document.activeElement.id || document.activeElement.textContent, getComputedStyle(document.activeElement).outlineStyle].join(' ')`,
        ),
      );
    }
    // Everything that can be used, in the order in which it stands, with a focus that is seen.
    expect(reached.slice(0, 9)).toEqual([
      'person solid',
      'kind solid',
      'step solid',
      'plan solid',
      'from solid',
      'to solid',
      'zoom solid',
      'whole solid',
      'Clear all filters solid',
    ]);
  });

  it('lays a section out only when somebody comes to it, and all of them on paper', async () => {
    const page = await open(whole());
    const drawn = () =>
      page.evaluate<boolean[]>(
        `['#summary h2', '#chain h2'].map((name) => document.querySelector(name).checkVisibility({ contentVisibilityAuto: true }))`,
      );
    const patiently = { timeout: 30_000 };
    await expect.poll(drawn, patiently).toEqual([true, false]);
    await page.getByRole('link', { name: 'The chain', exact: true }).click();
    await expect.poll(drawn, patiently).toEqual([false, true]);
    await page.emulateMedia({ media: 'print' });
    await expect.poll(drawn, patiently).toEqual([true, true]);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
    ['dark', 400],
  ] as const)('holds nothing against WCAG 2.2 AA in %s, %i wide', async (colorScheme, width) => {
    const page = await open(pageOf(longNight('drill', 3).entries), { colorScheme, viewport: { width, height: 900 } });
    await rows(page).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    // Nothing sticks out to the side: only tables scroll, within themselves.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('of an after-action report holds nothing against WCAG 2.2 AA', async () => {
    const scenario = `holdfast: 1
id: wet-night
title: A wet night
runbook: small-flood
lasts: 2h
overview: { kind: tabletop, scope: The first hours, threat: Water, sponsor: The mayor, contact: Resilience }
players: { lead: { team: Bridge } }
objectives:
  out: { statement: All are out, capability: Public safety, element: training, tasks: [{ task: Get out, measure: { step: get-out, within: 10m } }] }
injects:
  - { id: sensor, at: 1m, message: Wet. }
`;
    const drill = memoryIncident({ mode: 'drill', scenario, runbooks: [smallFlood], organisation });
    drill.pass({ minutes: 2 });
    const ida = drill.session('Ida');
    ida.act({ act: 'done', step: 'get-out' }, { why: 'all out' });
    ida.act({ act: 'annotate', kind: 'went-well', words: 'The guard was our eyes' });
    ida.act({ act: 'feedback', statement: 'realistic', agreement: 4, words: 'rather so' });
    ida.act({ act: 'follow-up', words: 'A second sensor' });
    ida.act({ act: 'exercise', change: 'end' });
    const parts = await exportFormat('aar', 'aar.html')!.write(shownOf(drill.entries));
    const page = await open(textOf([...parts]));
    await rows(page).first().waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('of readiness holds nothing against WCAG 2.2 AA in %s', async (colorScheme) => {
    const { incident } = longNight('drill', 1);
    const known = {
      runbooks: incident.runs.map(({ chart }) => chart.bundle.runbook),
      scenarios: [],
      histories: [historyOf({ incident, entries: longNight('drill', 1).entries })],
    };
    const ready = readiness(known, incident.lastAt);
    const page = await open(readinessHtml(ready, u4ssc(known, ready)), { colorScheme });
    expect(await page.locator('h1').textContent()).toBe('Readiness');
    expect(await barriers(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('of forms holds nothing against WCAG 2.2 AA in %s', async (colorScheme) => {
    const shown = shownOf(longNight('real', 3).entries);
    const parts = await exportFormat('ics-214', 'ics-214.html')!.write(shown);
    const page = await open(textOf([...parts]), { colorScheme });
    expect(await page.locator('h1').first().textContent()).toContain('ICS 214');
    expect(await page.evaluate(`getComputedStyle(document.querySelector('section')).borderTopWidth`)).toBe('1px');
    expect(await barriers(page)).toEqual([]);
  });

  it.each(['#steps', '#services'])(
    'gives the bars of %s a third of the page, and the words beside them room',
    async (id) => {
      const page = await open(pageOf(longNight('real', 3).entries));
      const cells = page.locator(`${id} tbody tr`).first().locator('th, td');
      const widths = await Promise.all(
        (await cells.all()).map(async (cell) => ({
          width: (await cell.boundingBox())?.width ?? 0,
          isBar: (await cell.locator('svg').count()) > 0,
        })),
      );
      const whole = widths.reduce((sum, { width }) => sum + width, 0);
      const shares = (bar: boolean) => widths.flatMap(({ width, isBar }) => (isBar === bar ? [width / whole] : []));
      expect(shares(true)).toEqual([expect.closeTo(0.38, 1)]);
      expect(Math.max(...shares(false))).toBeLessThan(0.25);
    },
  );

  it.each(['en', 'da'] as const)(
    'breaks no word of its own on paper, and is no wider than it: %s',
    async (language) => {
      const text = pageOf(longNight('real', 3).entries, {}, { language });
      // A4 within its margins.
      const page = await open(text, { viewport: { width: 688, height: 980 } });
      await page.emulateMedia({ media: 'print' });
      const broken = await page.evaluate<
        string[]
      >(`[...document.querySelectorAll('.wide thead th, #services td b, #services td')]
      .flatMap((cell) => [...cell.childNodes].filter((node) => node.nodeType === 3))
      .flatMap((node) => [...node.data.matchAll(/\\S+/g)].flatMap((word) => {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        return range.getClientRects().length > 1 ? [word[0]] : [];
      }))`);
      expect(broken).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(688);
    },
  );

  it('reads without a script: every entry stands there, and links lead to them', async () => {
    const page = await open(pageOf(night.entries), { javaScriptEnabled: false });
    expect(await page.locator('table.entries tbody tr').count()).toBe(night.entries.length);
    expect(await page.locator('#look').isVisible()).toBe(false);
    await page.locator('#deviations a').first().click();
    expect(await page.locator('tr:target').count()).toBe(1);
  });

  it('says of a drill on every screen of it that it was one', async () => {
    const page = await open(pageOf(longNight('drill').entries));
    await page.evaluate('scrollTo(0, document.body.scrollHeight / 2)');
    const box = await page.locator('aside.drill').boundingBox();
    expect(box?.y).toBe(0);
    expect(await page.title()).toMatch(/^DRILL: /);
  });
});

describe('hostile words in the page', () => {
  const corpus = [
    '<script>hit()</script>',
    '</script><script>hit()</script>',
    '</noscript><script>hit()</script>',
    '</table></noscript><img src=x onerror=hit()>',
    '<img src=x onerror=hit()>',
    '<svg onload=hit()>',
    '"><svg/onload=hit()>',
    "'><img src=x onerror=hit()>",
    '" onmouseover="hit()" x="',
    '<a href="javascript:hit()">x</a>',
    'javascript:hit()',
    '<iframe srcdoc="<script>parent.hit()</script>">',
    '<style>@import "http://example.invalid/x"</style>',
    '<link rel=stylesheet href=http://example.invalid/x>',
    '<base href=http://example.invalid/>',
    '<meta http-equiv=refresh content="0;url=http://example.invalid">',
    '<!--<script>', // A script that is never closed swallows what follows.
    '<math><mtext><table><mglyph><style><!--</style><img src onerror=hit()>',
    '<noscript><p title="</noscript><img src=x onerror=hit()>">',
    '<template><script>hit()</script></template>',
    '&lt;script&gt;hit()&lt;/script&gt;',
    ']]><script>hit()</script>',
    '\u202Egnp.exe <b>',
    '\u001b[31mred\u0000\ud800',
    '<tr id="e1" data-f="0,0,0,0,0">',
    '{{constructor.constructor("hit()")()}}',
  ];

  /** Everywhere where a person, a file or a program can put words. */
  const hostile = () => {
    const desk = memoryIncident({
      runbooks: [smallFlood.replace('title: Small flood', `title: ${JSON.stringify(corpus[2])}`)],
      organisation,
      title: corpus[1]!,
      reason: corpus[4]!,
    });
    const ida = desk.session('Ida');
    for (const words of corpus) {
      const person = desk.session(words);
      person.act({ act: 'follow-up', words, owner: words });
      person.act({ act: 'annotate', kind: 'contributing', words });
      person.act({ act: 'send', to: words, language: 'en', body: words });
      person.act({ act: 'attach', name: words, sha256: words, bytes: 1 });
      person.act({ act: 'add', title: words }, { why: words });
      person.act({ act: 'fact', values: [{ fact: 'rooms', value: words }] });
      person.act({ act: 'describe', values: [{ field: 'impact', value: words }] });
    }
    const naughty = JSON.parse(readFileSync('test/fixtures/naughty/blns.json', 'utf8')) as string[];
    const said = [...corpus, ...naughty].filter((words) => words.trim() !== '');
    for (const words of said) ida.act({ act: 'note', words: `Said: ${words}` });
    return { desk, said: said.length };
  };

  it.each([true, false])('are words and nothing else, with a script (%s) or without', async (javaScriptEnabled) => {
    const { desk, said } = hostile();
    const text = pageOf(desk.entries);
    // Nothing in the bytes that would make a terminal or an editor show them in another order.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    const page = await open(text, { javaScriptEnabled });
    const table = javaScriptEnabled ? '#entries' : 'table.entries';
    await page.locator(`${table} tbody tr`).first().waitFor();
    if (javaScriptEnabled) await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    const seen = await page.evaluate(`(() => {
      const count = (what) => document.querySelectorAll(what).length;
      return {
        rows: [...document.querySelectorAll('${table} tbody tr')].map((row) => row.cells[2].textContent),
        strangers: count('img, iframe, link, base, object, embed, video, audio, math, template, [onerror], [onload], [onmouseover], [style], [srcdoc], a[href^="javascript"]'),
        scripts: count('script'),
        styles: count('style'),
        metas: count('meta'),
        ids: count('${table} tbody tr') - new Set([...document.querySelectorAll('${table} tbody tr')].map(({ id }) => id)).size,
      };
    })()`);
    expect(seen).toMatchObject({ strangers: 0, scripts: 1, styles: 2, metas: 6, ids: 0 });
    const { rows: shown } = seen as { rows: string[] };
    expect(shown).toHaveLength(desk.entries.length);
    const folded = (words: string) => words.replaceAll(/\s+/g, ' ').trim();
    const notes = new Set(shown.map(folded));
    const noted = desk.entries.filter(({ type }) => type === 'note.written');
    expect(noted.length).toBeGreaterThanOrEqual(said);
    for (const { words = '' } of noted) expect(notes).toContain(folded(visible(`Note: ${words}`)));
  });
});
