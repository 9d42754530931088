import { type Language, languages } from '../../report/languages.entry.ts';
import type { Call } from '../call.ts';
import { languageCalled } from './language-named.ts';
import { settingsOf } from '../settings.ts';

/** In which language this user settled that reports are written (`holdfast config language`); undefined where in none of these. */
export function languageSettled(call: Call, among: readonly Language[] = languages): Language | undefined {
  const { language = '' } = settingsOf(call);
  const settled = languageCalled(language);
  return among.find((each) => each === settled);
}
