import { markup, type Markup } from './markup.ts';
import type { Part } from '../part.ts';
import type { Section } from '../review/document.ts';
import type { Source } from '../review/source.ts';
import { kinds } from './kinds.ts';

/**
 * Every entry, each with an anchor of its own. The rows stand once in the file: where no script runs as the table that they are,
 * inside `noscript`; where one runs they are a text to it, which it shows a window at a time.
 */
export function* timeline({ id, title }: Section, source: Source, rows: Iterable<Part>): Iterable<Part> {
  const { say, language } = source;
  const go = (where: 'first' | 'back' | 'on' | 'last'): Markup =>
    markup`<button type="button" data-go="${where}">${say(`page.${where}`)}</button>`;
  const head = markup`<thead><tr><th scope="col">${say('entry')}</th><th scope="col">${say('page.when-who')}</th><th scope="col">${say('what')}</th></tr></thead>`;
  // The sentences of entries are in the language of the record.
  const lang = language === 'en' ? undefined : markup` lang="en"`;
  yield markup`<section id="${id}" tabindex="-1" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${language === 'en' ? undefined : markup`<p>${say('timeline.language')}</p>`}
${controls(source)}
<table id="entries" hidden><caption class="unseen">${say('page.fit')}</caption>${head}<tbody${lang}></tbody></table>
<p id="pages" data-place="${say('page.place')}" hidden>${go('first')} ${go('back')} <span id="place"></span> ${go('on')} ${go('last')}</p>
<noscript>
<table class="entries"><caption class="unseen">${say('page.every')}</caption>${head}<tbody${lang}>
`.text;
  yield* rows;
  yield '</tbody></table>\n</noscript></section>\n';
}

/** What a reader looks for with; of use to the script alone, which shows it. */
function controls({ writers, steps, view, say }: Source): Markup {
  const titles = new Map(view.steps.map(({ key, title }) => [key, title]));
  const select = (id: string, label: string, names: readonly (readonly [shown: string, value: string])[]): Markup => {
    const options = names.map(([name, value]) => markup`<option value="${value}">${name}</option>`);
    return markup`<p><label for="${id}">${label}</label><select id="${id}"><option value="">${say('page.all')}</option>${options}</select></p>`;
  };
  const slider = (id: string, label: string, value: number): Markup =>
    markup`<p><label for="${id}">${label}</label> <output for="${id}" id="${id}-text"></output><input id="${id}" type="range" min="0" max="1000" value="${value}"></p>`;
  return markup`<form id="look" hidden>
<p><label for="words">${say('page.search')}</label><input id="words" type="search" autocomplete="off" spellcheck="false"></p>
${select(
  'person',
  say('who'),
  [...writers.keys()].map((name) => [name, name]),
)}
${select(
  'kind',
  say('page.kind'),
  kinds.map((kind, number) => [say(`group.${kind}`), String(number)]),
)}
${select(
  'step',
  say('steps.step'),
  steps.map((key) => [titles.get(key) ?? key, key]),
)}
<p class="tick"><input id="plan" type="checkbox"><label for="plan">${say('page.only-left')}</label></p>
<fieldset><legend>${say('page.time')}</legend>
<svg id="density" viewBox="0 0 200 30" preserveAspectRatio="none" role="img" aria-label="${say('page.density')}"></svg>
${slider('from', say('page.from'), 0)}
${slider('to', say('page.until'), 1000)}
<p><button type="button" id="zoom">${say('page.zoom')}</button> <button type="button" id="whole">${say('page.whole')}</button></p>
</fieldset>
<p id="found" role="status" data-found="${say('page.found')}" data-so-far="${say('page.so-far')}"></p>
<p><button type="reset">${say('page.clear')}</button></p>
</form>`;
}
