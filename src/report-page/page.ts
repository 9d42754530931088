import { asLookedFor, readEntries } from './entries.ts';
import { filled } from './filled.ts';
import { Listing } from './listing.ts';
import { look, type Wanted } from './search.ts';
import { element, Span } from './span.ts';

/** What `Wanted` has of a list in which "all" is chosen. */
const chosen = (id: string): string | undefined => element(id, HTMLSelectElement).value || undefined;

const rows = document.querySelector('noscript');
const entries = readEntries(rows?.textContent ?? '');
// The text stands in the entries now, and need not stand in the document too.
rows?.remove();

const form = element('look', HTMLFormElement);
const found = element('found', HTMLParagraphElement);
const words = element('words', HTMLInputElement);
const plan = element('plan', HTMLInputElement);
form.hidden = false;

let stop = (): void => undefined;
const listing = new Listing(
  entries,
  element('entries', HTMLTableElement),
  element('pages', HTMLParagraphElement),
  element('place', HTMLSpanElement),
);
const span = new Span(entries, search);

function search(then: () => void = () => undefined): void {
  stop();
  const [person, kind, step] = ['person', 'kind', 'step'].map(chosen);
  const wanted: Wanted = {
    words: asLookedFor(words.value).split(/\s+/).filter(Boolean),
    ...(person !== undefined && { person }),
    ...(kind !== undefined && { kind: Number(kind) }),
    ...(step !== undefined && { step }),
    leftPlan: plan.checked,
    from: span.from,
    to: span.to,
  };
  let isMore = false;
  stop = look(entries, wanted, (places, isAll) => {
    listing.found(places, isMore);
    isMore = true;
    const words = found.dataset[isAll ? 'found' : 'soFar'] ?? '';
    found.textContent = filled(words, { found: places.length, all: entries.count });
    if (isAll) then();
  });
}

/** The entry that a filter hid when its link was followed: it is brought once all entries are shown again. */
let hidden: number | undefined;

/** Brings the entry that the address names. */
function bringNamed(): void {
  const number = /^#e(\d+)$/.exec(location.hash)?.[1];
  if (number === undefined || listing.bring(Number(number))) return;
  hidden = Number(number);
  form.reset();
}

/** While a page loads the browser goes to what its address names too, before the sections above have their height, and takes the focus away. */
function afterLoading(then: () => void): void {
  const next = (): number => requestAnimationFrame(then);
  if (document.readyState === 'complete') next();
  else addEventListener('load', next);
}

function bringHidden(): void {
  if (hidden !== undefined) listing.bring(hidden);
  hidden = undefined;
}

form.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement && target.type === 'range') return;
  search();
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => {
  // The fields are empty only when the event is over.
  setTimeout(() => {
    span.whole();
    search(bringHidden);
  });
});
addEventListener('hashchange', bringNamed);
// The address stays as it is when its link is followed again, and the entry may be out of sight by then.
document.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLAnchorElement && target.hash === location.hash) bringNamed();
});
search(() => afterLoading(bringNamed));
