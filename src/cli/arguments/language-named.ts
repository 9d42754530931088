import { type Language, languages } from '../../report/languages.entry.ts';
import { nearest } from '../../text/index.ts';
import { wrongUsage } from '../failure.ts';

/** What people call the languages of reports. */
const called: Readonly<Record<string, Language>> = { english: 'en', engelsk: 'en', danish: 'da', dansk: 'da' };

/** The language of reports of that tag or name; undefined where there is none. */
export function languageCalled(said: string): Language | undefined {
  const word = said.trim().toLowerCase();
  const tag = Object.hasOwn(called, word) ? called[word] : word.split(/[-_]/)[0];
  return languages.find((each) => each === tag);
}

/** The same. @throws Failure where there is none, with the one that was probably meant, or where it is none of `among`. */
export function languageNamed(said: string, among: readonly Language[] = languages): Language {
  const known = languageCalled(said);
  if (known !== undefined && among.includes(known)) return known;
  if (known !== undefined)
    throw wrongUsage(
      `This document is not made in "${known}".`,
      `It is made in: ${among.join(', ')}. Leave --language out.`,
    );
  const near = nearest(said.trim().toLowerCase(), Object.keys(called));
  const meant = near === undefined ? undefined : called[near];
  throw wrongUsage(
    `There is no report in the language "${said}".${meant === undefined || !among.includes(meant) ? '' : ` Did you mean "${meant}"?`}`,
    `There is: ${among.join(', ')}.`,
  );
}
