import { resolve } from 'node:path';
import { nearest } from '../text/index.ts';
import type { Call } from './call.ts';
import { wrongUsage } from './failure.ts';
import { holdingsOf } from './holdings.ts';
import { safeJson } from './io.ts';
import type { OptionName } from './options.ts';
import { noTimeline, readStore } from './store.ts';
import { keyOf, writeDocument, writtenLines } from './write-document.ts';

const formats = ['markdown', 'json'] as const;

/** Options that belong to the document of one incident. */
const others: readonly OptionName[] = ['tlp', 'pseudonyms', 'by', 'language', 'timezone'];

/** What the tool stores about whom: of one person, else as the record of processing. Written as every export is. */
export async function exportRegister(call: Call): Promise<void> {
  const wrong = others.find((name) => call.has(name));
  if (wrong !== undefined) throw wrongUsage(`--${wrong} is not for a register.`, `Leave --${wrong} out.`);
  const person = call.option('person');
  if (person?.trim() === '') throw wrongUsage('--person is empty.', 'Give the name as it stands in the record.');
  const output = call.option('output');
  const format = formatOf(call, output);
  const file = output === undefined ? undefined : resolve(call.around.cwd, output);
  const key = await keyOf(call, output);
  const timeline = readStore(call);
  if (timeline === undefined) throw noTimeline(call);
  const { personRegister, processingRegister, registerMarkdown } = await import('../report/register/register.entry.ts');
  try {
    const held = holdingsOf(call, timeline);
    const register = person === undefined ? processingRegister(held) : personRegister(person, held);
    const text = format === 'json' ? `${safeJson(register)}\n` : registerMarkdown(register);
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

function formatOf(call: Call, output: string | undefined): (typeof formats)[number] {
  const said = call.option('format');
  if (said === undefined)
    return output?.endsWith('.json') === true || (call.json && output === undefined) ? 'json' : 'markdown';
  const found = formats.find((each) => each === said);
  if (found !== undefined) return found;
  const meant = nearest(said, formats);
  throw wrongUsage(
    `A register has no format "${said}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `There is: ${formats.join(', ')}.`,
  );
}
