import { readConfig, readText, sha256, sourceOf, writeConfig } from '../../files/index.ts';
import { askYes } from '../ask.ts';
import { type Call, onlyWord } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { commandsOf } from '../jobs/runbook-commands.ts';
import { foldersOf, foundRunbook } from '../sources/runbook-source.ts';

/** Allows the commands of this very text, and of the texts that it follows: another text must be read again. */
export async function run(call: Call): Promise<void> {
  const found = foundRunbook(call, onlyWord(call));
  const { followed } = sourceOf(found, foldersOf(call));
  const texts = [readText(found.file), ...Object.values(followed)];
  const hashes = texts.map((text) => sha256(text));
  const commands = texts.flatMap((text) => commandsOf(text, found.file));
  if (!call.json)
    call.io.say(
      `${found.id} would run, in ${found.folder}:`,
      ...(commands.length === 0 ? ['  nothing'] : commands.map(({ step, line }) => `  ${step}: ${line}`)),
    );
  if (!call.has('yes')) {
    if (!call.io.interactive)
      throw wrongUsage('Nobody said yes. Nothing was changed.', 'Read what it would run, then add --yes.');
    if (!(await askYes('Let these commands run from this very text?')))
      throw wrongUsage('Left as it is. Nothing was changed.');
  }
  const config = readConfig(call.around);
  writeConfig(call.around, { ...config, allowed: [...new Set([...(config.allowed ?? []), ...hashes])] });
  if (call.json) call.io.json({ id: found.id, allowed: hashes, commands });
  else call.io.say(`Allowed: ${found.id}, ${hashes[0]?.slice(0, 12) ?? ''}. A changed text has to be allowed again.`);
}
