import { type Language, languages } from '../report/languages.entry.ts';
import { nearest } from '../text/index.ts';
import { wrongUsage } from './failure.ts';

/** What people call the languages of reports. */
const called: Readonly<Record<string, Language>> = { english: 'en', engelsk: 'en', danish: 'da', dansk: 'da' };

/** The language of reports of that tag or name. @throws Failure where there is none, with the one that was probably meant. */
export function languageNamed(said: string, among: readonly Language[] = languages): Language {
  const word = said.trim().toLowerCase();
  const tag = word.split(/[-_]/)[0];
  const found = among.find((each) => each === (called[word] ?? tag));
  if (found !== undefined) return found;
  const known = languages.find((each) => each === (called[word] ?? tag));
  if (known !== undefined)
    throw wrongUsage(
      `This document is not made in "${known}".`,
      `It is made in: ${among.join(', ')}. Leave --language out.`,
    );
  const near = nearest(word, Object.keys(called));
  const meant = near === undefined ? undefined : called[near];
  throw wrongUsage(
    `There is no report in the language "${said}".${meant === undefined || !among.includes(meant) ? '' : ` Did you mean "${meant}"?`}`,
    `There is: ${among.join(', ')}.`,
  );
}
