import { createHash } from 'node:crypto';
import { script, scriptDigest, style, styleDigest } from '../../report-page/index.ts';
import type { Part } from '../part.ts';
import type { Shown } from '../shown-to.ts';
import { chain, quality } from './closing.ts';
import { clocks, services } from './duties.ts';
import { markup, Markup, nothing } from './markup.ts';
import { forNotices, impact, learned, numbers, review, summary } from './opening.ts';
import { type Page, pageOf } from './page.ts';
import { section } from './parts.ts';
import { chart, deviations, steps } from './plan.ts';
import { facts, followUps, openEnds, people } from './standing.ts';
import { timeline } from './timeline.ts';
import { decisions, evidence, messages } from './words.ts';

/**
 * The review as one page that needs nothing else: no network, its own style and script allowed by their digests alone. It reads
 * without the script too, which makes the timeline one that is searched, filtered and zoomed.
 */
export function* htmlReview(shown: Shown): Iterable<Part> {
  const page = pageOf(shown);
  const above = sections.flatMap(([id, title, make]) => {
    const content = make(page);
    return content.text === '' ? [] : [{ id, title, made: section(id, title, content) }];
  });
  yield opening(page, [...above, ...below]).text;
  for (const { made } of above) yield made.text;
  yield* timeline(page);
  yield section('quality', 'Quality of the record', quality(page)).text;
  // Known only when everything has been given.
  yield section('chain', 'The chain', chain(page, shown.leftOut)).text;
  yield closing(page).text;
}

const sections: readonly (readonly [id: string, title: string, make: (page: Page) => Markup])[] = [
  ['summary', 'Summary', summary],
  ['impact', 'Impact and cause', impact],
  ['numbers', 'In numbers', numbers],
  ['deviations', 'How it left the plan', deviations],
  ['services', 'Services', services],
  ['clocks', 'Deadlines and notifications', clocks],
  ['steps', 'Steps over time', steps],
  ['chart', 'The plan, with the path taken', chart],
  ['decisions', 'Decisions', decisions],
  ['messages', 'Messages as sent', messages],
  ['known', 'What was known at the end', facts],
  ['open', 'Open ends', openEnds],
  ['learned', 'What was learned', learned],
  ['follow-ups', 'Follow-ups', followUps],
  ['people', 'People', people],
  ['notices', 'Said for the notices', forNotices],
  ['review', 'This review', review],
  ['evidence', 'Evidence', evidence],
];

interface Titled {
  readonly id: string;
  readonly title: string;
}

const below: readonly Titled[] = [
  { id: 'timeline', title: 'Timeline' },
  { id: 'quality', title: 'Quality of the record' },
  { id: 'chain', title: 'The chain' },
];

function opening(page: Page, contents: readonly Titled[]): Markup {
  const { incident, tlp } = page;
  const paper = onPaper(page);
  const policy = `default-src 'none'; script-src 'sha256-${scriptDigest}'; style-src 'sha256-${styleDigest}' 'sha256-${digest(paper)}'; base-uri 'none'; form-action 'none'`;
  const drill = incident.mode === 'drill';
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${drill ? 'DRILL: ' : ''}${incident.title} (${incident.alias}), ${tlp}</title>
<style>${new Markup(style)}</style>
<style>${new Markup(paper)}</style>
</head>
<body>
<a class="skip" href="#timeline">Skip to the timeline</a>
${drill ? markup`<aside class="drill" aria-label="Drill">${drillText}</aside>` : nothing}
<header><p class="tlp">${tlp}</p><h1>${incident.title}</h1><p>${incident.alias}, ${incident.state}</p></header>
<nav aria-label="Contents"><ul>${contents.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>
`;
}

const drillText = 'DRILL. EXERCISE. This was an exercise; nothing in it happened.';

/** What stands on every printed page: of our own words alone, because a style can hold no text of others. */
function onPaper({ incident, tlp }: Page): string {
  const drill = incident.mode === 'drill' ? 'DRILL, EXERCISE' : '';
  return `@page{@top-left{content:"${drill}"}@top-right{content:"${tlp}"}@bottom-left{content:"${tlp}"}@bottom-right{content:counter(page) " / " counter(pages)}}`;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

function closing({ tlp, incident }: Page): Markup {
  return markup`</main>
<footer><p class="tlp">${tlp}</p>${incident.mode === 'drill' ? markup`<p>${drillText}</p>` : nothing}<p>Made from the timeline of ${incident.alias} by holdfast.</p></footer>
<script>${new Markup(script)}</script>
</body>
</html>
`;
}
