import { markup, type Markup } from './markup.ts';
import type { Part } from '../part.ts';
import { kindNames } from './kinds.ts';
import type { Page } from './page.ts';

/**
 * Every entry, each with an anchor of its own. The rows stand once in the file: where no script runs as the table that they are,
 * inside `noscript`; where one runs they are a text to it, which it shows a window at a time.
 */
export function* timeline(page: Page): Iterable<Part> {
  yield markup`<section id="timeline" tabindex="-1" aria-labelledby="timeline-title"><h2 id="timeline-title">Timeline</h2>
${controls(page)}
<table id="entries" hidden><caption class="unseen">The entries that fit</caption>${head}<tbody></tbody></table>
<p id="pages" hidden>${go('first', 'First')} ${go('back', 'Back')} <span id="place"></span> ${go('on', 'On')} ${go('last', 'Last')}</p>
<noscript>
<table class="entries"><caption class="unseen">Every entry</caption>${head}<tbody>
`.text;
  yield* page.rows();
  yield '</tbody></table>\n</noscript></section>\n';
}

const head = markup`<thead><tr><th scope="col">Entry</th><th scope="col">When, who</th><th scope="col">What</th></tr></thead>`;

function go(where: string, label: string): Markup {
  return markup`<button type="button" data-go="${where}">${label}</button>`;
}

/** What a reader looks for with; of use to the script alone, which shows it. */
function controls({ writers, steps, view }: Page): Markup {
  const titles = new Map(view.steps.map(({ key, title }) => [key, title]));
  const stepNames = steps.map((key) => titles.get(key) ?? key);
  return markup`<form id="look" hidden>
<p><label for="words">Search</label><input id="words" type="search" autocomplete="off" spellcheck="false"></p>
${select('person', 'Who', [...writers.keys()])}
${select('kind', 'Kind', kindNames)}
${select('step', 'Step', stepNames)}
<p class="tick"><input id="plan" type="checkbox"><label for="plan">Only what left the plan</label></p>
<fieldset><legend>Time</legend>
<svg id="density" viewBox="0 0 200 30" preserveAspectRatio="none" role="img" aria-label="How many entries there are over time"></svg>
${slider('from', 'From', 0)}
${slider('to', 'Until', 1000)}
<p><button type="button" id="zoom">Zoom in on this</button> <button type="button" id="whole">Show the whole time</button></p>
</fieldset>
<p id="found" role="status"></p>
<p><button type="reset">Clear all filters</button></p>
</form>`;
}

function select(id: string, label: string, names: readonly string[]): Markup {
  const options = names.map((name, place) => markup`<option value="${place}">${name}</option>`);
  return markup`<p><label for="${id}">${label}</label><select id="${id}"><option value="">all</option>${options}</select></p>`;
}

function slider(id: string, label: string, value: number): Markup {
  return markup`<p><label for="${id}">${label}</label> <output for="${id}" id="${id}-text"></output><input id="${id}" type="range" min="0" max="1000" value="${value}"></p>`;
}
