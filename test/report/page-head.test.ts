import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readiness, u4ssc } from '../../src/analysis/index.ts';
import { exportFormat, readinessHtml, textOf } from '../../src/report/index.ts';
import { formHtml } from '../../src/report/paper/paper.entry.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pageOf } from '../support/page-in-browser.ts';
import { paperOf } from '../support/paper-of.ts';
import { shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

const night = memoryIncident({ runbooks: [smallFlood], title: 'Water in <hall> A' });
const nothing = { runbooks: [], scenarios: [], histories: [] };
const ready = readiness(nothing, '2026-11-22T02:00:00+01:00');

/** Every kind of page that leaves the house: its text, and how many scripts it has. */
const pages: readonly [string, () => Promise<string> | string, number][] = [
  ['the review', () => pageOf(night.entries), 1],
  [
    'a form of incident command',
    async () => textOf([...(await exportFormat('ics-201', 'a.html')!.write(shownOf(night.entries)))]),
    0,
  ],
  ['a runbook on paper', () => formHtml(paperOf('continuity-on-paper')), 0],
  ['readiness', () => readinessHtml(ready, u4ssc(nothing, ready)), 0],
];

describe.each(pages)('the head of %s', (_name, made, scripts) => {
  test('allows its own styles and script by their digests, and nothing else', async () => {
    const page = await made();
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
    const texts = (tag: string) => [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))];
    const digests = (tag: string) =>
      texts(tag).map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    expect(digests('style').length).toBeGreaterThan(0);
    expect(digests('script')).toHaveLength(scripts);
    expect(policy).toBe(
      [
        "default-src 'none'",
        ...(scripts > 0 ? [`script-src ${digests('script').join(' ')}`] : []),
        `style-src ${digests('style').join(' ')}`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; '),
    );
    expect(page).not.toMatch(/<[^>]+ (?:style|on\w+)=/);
  });

  test('says in which language it is, is not for search engines, and tells nobody where its reader came from', async () => {
    const head = (await made()).split('<body>')[0] ?? '';
    expect(head).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n/);
    expect(head).toContain('<meta name="robots" content="noindex">');
    expect(head).toContain('<meta name="referrer" content="no-referrer">');
    expect(head).toMatch(/<title>[^<]+<\/title>/);
  });
});

test('a page on paper is drawn for paper, every other one for light and dark', async () => {
  const schemes = await Promise.all(
    pages.map(async ([, made]) => /<meta name="color-scheme" content="([^"]+)">/.exec(await made())?.[1]),
  );
  expect(schemes).toEqual(['light dark', 'light dark', undefined, 'light dark']);
});
