import { resolve } from 'node:path';
import type { Reader } from '../../report/index.ts';
import type { Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { formOf } from '../writing/file-ending.ts';
import { holdingsOf } from './holdings.ts';
import { safeJson } from '../io.ts';
import { languageNamed } from '../arguments/language-named.ts';
import type { OptionName } from '../arguments/options.ts';
import { languageSettled } from '../arguments/report-language.ts';
import { noTimeline, readStore } from '../opening/store.ts';
import { zoneNamed } from '../arguments/zone-named.ts';
import { keyOf, writeDocument, writtenLines } from '../writing/write-document.ts';

const formats = [
  { name: 'markdown', endings: ['.md', '.markdown'] },
  { name: 'json', endings: ['.json'] },
] as const;
type Format = (typeof formats)[number]['name'];

/** Options that belong to the document of one incident. */
const others: readonly OptionName[] = ['tlp', 'pseudonyms', 'by'];

/** What the tool stores about whom: of one person, else as the record of processing. Written as every export is. */
export async function exportRegister(call: Call): Promise<void> {
  const wrong = others.find((name) => call.has(name));
  if (wrong !== undefined) throw wrongUsage(`--${wrong} is not for a register.`, `Leave --${wrong} out.`);
  const person = call.option('person');
  if (person?.trim() === '') throw wrongUsage('--person is empty.', 'Give the name as it stands in the record.');
  const output = call.option('output');
  const format = formOf(call, formats, call.json && output === undefined ? 'json' : 'markdown').name;
  const reader = readerOf(call, format);
  const file = output === undefined ? undefined : resolve(call.around.cwd, output);
  const key = await keyOf(call, output);
  const timeline = readStore(call);
  if (timeline === undefined) throw noTimeline(call);
  const { lexicon, personRegister, processingRegister, registerMarkdown } =
    await import('../../report/register/register.entry.ts');
  try {
    const held = holdingsOf(call, timeline);
    const register =
      person === undefined
        ? processingRegister(held, lexicon(reader.language ?? 'en', 'UTC').say)
        : personRegister(person, held);
    const text = format === 'json' ? `${safeJson(register)}\n` : registerMarkdown(register, reader);
    if (file === undefined) {
      if (call.json) call.io.json(register);
      else call.io.raw(text);
      return;
    }
    const signature = await writeDocument(call, file, () => [text], key);
    if (call.json) call.io.json({ register: register.register, format, file, ...(signature && { signature }) });
    else call.io.say(...writtenLines(file, signature));
  } finally {
    timeline.close();
  }
}

/** In which language and zone it is told, where people read it. @throws Failure */
function readerOf(call: Call, format: Format): Reader {
  const [language, timezone] = [call.option('language'), call.option('timezone')];
  if (format === 'markdown')
    return {
      language: language === undefined ? languageSettled(call) : languageNamed(language),
      timezone: timezone === undefined ? undefined : zoneNamed(timezone),
    };
  if (language ?? timezone)
    throw wrongUsage(
      'A register as JSON is the same wherever it is read.',
      `Leave --${language === undefined ? 'timezone' : 'language'} out, or take --format markdown.`,
    );
  return {};
}
