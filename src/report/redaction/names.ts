const capitalised = String.raw`\p{Lu}[\p{L}\p{M}'’.-]*`;

/** Two words or more, the first and the last with a capital letter; what begins with an article is what somebody is, not who. */
const fullName = new RegExp(
  String.raw`^(?!(?:The|Den|Det)\s)${capitalised}(?:\s+(?:${capitalised}|\p{Ll}{1,3}))*\s+${capitalised}$`,
  'u',
);

/** Whether a text reads as the full name of one person: `Ida Juhl`, `Ida de Vries`. */
export function readsAsName(text: string): boolean {
  return fullName.test(text.trim());
}

/** The words that a name is made of; of an address of mail or a name for a computer, too. */
function partsOf(name: string): readonly string[] {
  return name.split(/[\s.@_-]+/u).filter((part) => part !== '');
}

/** Shorter parts of a name are words of their own in some language ("bo", "de"): they are looked for as the name writes them. */
const tellsWho = 3;

/** A name, each part of it that is long enough (people are called by either), and all in one word, as accounts and addresses have it. */
export function longPartsOf(name: string): readonly string[] {
  const parts = partsOf(name);
  return [name, ...(parts.length > 1 ? [parts.join('')] : []), ...parts.filter((part) => part.length >= tellsWho)];
}

/** The short parts by which somebody is called ("Bo", shouted "BO"); not an initial, nor what only binds a name together ("de"). */
export function shortPartsOf(name: string): readonly string[] {
  return partsOf(name).flatMap((part) =>
    part.length < tellsWho && /^\p{Lu}\p{L}/u.test(part) ? [part, part.toUpperCase()] : [],
  );
}
