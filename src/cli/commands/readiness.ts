import { resolve } from 'node:path';
import {
  indicatorsJson,
  type Known,
  type Readiness,
  readiness,
  readinessJson,
  readinessLines,
  u4ssc,
  u4sscLines,
} from '../../analysis/index.ts';
import { findRunbooks, writeWhole } from '../../files/index.ts';
import { readinessHtml } from '../../report/index.ts';
import type { Runbook } from '../../runbook/index.ts';
import { nearest, plural, visible } from '../../text/index.ts';
import { instant } from '../../time/index.ts';
import type { Call } from '../call.ts';
import { exit, Failure, wrongUsage } from '../failure.ts';
import { formOf } from '../writing/file-ending.ts';
import { historiesIn, scenariosOf } from '../sources/exercises.ts';
import { mayWrite } from '../writing/may-write.ts';
import { timelinePorts } from '../ports.ts';
import { foldersNamed, readable } from '../sources/runbook-source.ts';
import { settingsOf } from '../settings.ts';
import { readStore } from '../opening/store.ts';

const formats = [
  { name: 'text', endings: ['.txt'] },
  { name: 'json', endings: ['.json'] },
  { name: 'html', endings: ['.html', '.htm'] },
  { name: 'u4ssc', endings: ['.txt'] },
] as const;
type Format = (typeof formats)[number]['name'];

/** How ready the runbooks and their services are by all that the timeline holds, with every score's reasons. */
export async function run(call: Call): Promise<void> {
  const format = formatOf(call);
  const output = call.option('output');
  const known = knownTo(call);
  const ready = readiness(known, instant(timelinePorts.wall(), settingsOf(call).timezone ?? 'UTC'));
  if (output === undefined) {
    if (format === 'html') call.io.raw(readinessHtml(ready, u4ssc(known, ready)));
    else if (call.json || format === 'json') call.io.json(jsonOf(format, known, ready));
    else call.io.say(...linesOf(format, known, ready));
    return;
  }
  const file = resolve(call.around.cwd, output);
  await mayWrite(call, file);
  writeWhole(file, textOf(format, known, ready));
  if (call.json) call.io.json({ format, score: ready.score, file });
  else call.io.say(`Written: ${file}`);
}

function formatOf(call: Call): Format {
  const { name } = formOf(call, formats, 'text');
  if (name === 'html' && call.json && !call.has('output'))
    throw wrongUsage('A page is no JSON.', 'Leave --json or --format html out, or write the page to a file: -o FILE');
  return name;
}

function knownTo(call: Call): Known {
  const timeline = readStore(call);
  try {
    return { runbooks: runbooksMeant(call), scenarios: scenariosOf(call), histories: historiesIn(timeline) };
  } finally {
    timeline?.close();
  }
}

/** Those that are named, else all that are found; of a file that is no runbook it is said, not passed over. */
function runbooksMeant(call: Call): readonly Runbook[] {
  const all = findRunbooks(foldersNamed(call));
  const broken = all.filter(({ runbook }) => runbook === undefined);
  const sound = all.flatMap(({ runbook }) => runbook ?? []);
  if (call.words.length === 0) {
    if (broken.length > 0)
      call.io.remark(
        `holdfast: ${plural(broken.length, 'file')} cannot be read as a runbook and ${broken.length === 1 ? 'is' : 'are'} not counted: ${broken.map(({ file }) => file).join(', ')}`,
      );
    return sound;
  }
  const ids = all.map(({ id }) => id);
  return call.words.map((word) => {
    const small = word.toLowerCase(); // as every id is written
    const found = sound.find(({ id }) => id === small);
    if (found !== undefined) return found;
    const fault = broken.find(({ id }) => id === small);
    if (fault !== undefined) return readable(fault);
    const meant = nearest(word, ids);
    throw new Failure(
      exit.notFound,
      'missing',
      `There is no runbook "${visible(word)}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
      'See what there is: holdfast runbook list',
    );
  });
}

const linesOf = (format: Format, known: Known, ready: Readiness): readonly string[] =>
  format === 'u4ssc' ? u4sscLines(u4ssc(known, ready)) : readinessLines(ready);

const jsonOf = (format: Format, known: Known, ready: Readiness): unknown =>
  format === 'u4ssc' ? indicatorsJson(ready.at, u4ssc(known, ready)) : readinessJson(ready);

function textOf(format: Format, known: Known, ready: Readiness): string {
  if (format === 'html') return readinessHtml(ready, u4ssc(known, ready));
  if (format === 'json') return `${JSON.stringify(readinessJson(ready), undefined, 2)}\n`;
  return linesOf(format, known, ready)
    .map((line) => `${visible(line)}\n`)
    .join('');
}
