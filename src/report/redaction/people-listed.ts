import type { AnyEntry } from '../../entry/index.ts';
import { readsAsName } from './names.ts';

/** What a review asks for with the name of a person, or of several. */
const asksWho: ReadonlySet<string | undefined> = new Set(['owner', 'facilitator', 'attendees']);

/** Whether the words of an entry are name, telephone and mail of somebody, whatever else they say. */
export function isContact(entry: AnyEntry): boolean {
  return entry.type === 'review.annotated' && entry.data.kind === 'contact';
}

/** Whether the words of an entry begin with people: what a review says of who takes part, who was for or against a decision (`WHO: WHY`). */
export function listsPeople(entry: AnyEntry): boolean {
  if (entry.type === 'review.annotated') return asksWho.has(entry.data.kind);
  return entry.type === 'note.written' && (entry.data.minutes === 'objection' || entry.data.minutes === 'in-favour');
}

const between = /(\s*(?:[,;&/\n]|(?<!\p{L})(?:and|og)(?!\p{L}))\s*)/u;

/** The list in such words, and what was said behind it; one without a colon is a list and nothing else. */
function apart(words: string): { readonly list: string; readonly rest: string } {
  const colon = words.indexOf(':');
  return colon < 0 ? { list: words, rest: '' } : { list: words.slice(0, colon), rest: words.slice(colon) };
}

/** The full names in such words. A single word is not taken for a name: it would be hidden wherever it stands. */
export function namesListed(words: string): readonly string[] {
  return apart(words)
    .list.split(between)
    .map((each) => each.replace(/\s*[([–].*$/su, '').trim())
    .filter(readsAsName);
}

/** Such words with the names that are known replaced by `hide`, and `leftOut` for what else reads as a first name. */
export function hideListed(words: string, hide: (text: string) => string, leftOut: string): string {
  const { list, rest } = apart(words);
  const hidden = list.split(between).map((each) => {
    const known = hide(each);
    return known === each ? each.replace(/^\p{Lu}[\p{L}\p{M}'’-]*(?=\s*(?:$|[([–]))/u, leftOut) : known;
  });
  return hidden.join('') + hide(rest);
}
