import { createHash } from 'node:crypto';
import type { Indicator, Readiness } from '../../analysis/index.ts';
import { style, styleDigest } from '../../report-page/index.ts';
import { section } from '../html/draw.ts';
import { markup, Markup } from '../html/markup.ts';
import { readinessSections } from './readiness-sections.ts';

/** A readiness as one page that needs nothing else: no network, no script, its style allowed by its digest alone. */
export function readinessHtml(ready: Readiness, indicators: readonly Indicator[]): string {
  const sections = readinessSections(ready, indicators).filter(({ blocks }) => blocks.length > 0);
  const paper = '@page{@bottom-right{content:counter(page) " / " counter(pages)}}';
  const policy = `default-src 'none'; style-src 'sha256-${styleDigest}' 'sha256-${digest(paper)}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Readiness ${ready.at.slice(0, 10)}</title>
<style>${new Markup(style)}</style>
<style>${new Markup(paper)}</style>
</head>
<body>
<header><h1>Readiness</h1><p>${ready.at.slice(0, 10)}</p></header>
<nav aria-label="Contents"><ul>${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>
${sections.map(section)}</main>
</body>
</html>
`.text;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
