import { resolve } from 'node:path';
import { coverageJson, coverageLines } from '../../analysis/index.ts';
import { type FoundRunbook, readText, sha256, writeWhole } from '../../files/index.ts';
import type { Runbook, Step } from '../../runbook/index.ts';
import { childLists, stepTitle, stepVerb } from '../../runbook/index.ts';
import { visibleLines } from '../../text/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { coverageOf } from '../sources/exercises.ts';
import { wrongUsage } from '../failure.ts';
import { formOf } from '../writing/file-ending.ts';
import { mayWrite } from '../writing/may-write.ts';
import { paperText } from '../writing/paper-form.ts';
import { commandsOf } from '../jobs/runbook-commands.ts';
import { foundRunbook, readable } from '../sources/runbook-source.ts';
import { readStore } from '../opening/store.ts';

const formats = [
  { name: 'text', endings: ['.txt'] },
  { name: 'markdown', endings: ['.md', '.markdown'] },
  { name: 'paper', endings: ['.pdf', '.html', '.htm', '.md', '.markdown'] },
  { name: 'yaml', endings: ['.yaml', '.yml'] },
  { name: 'json', endings: ['.json'] },
];

/** A runbook to read, ending in the commands that it would run and the hash of its text. */
export async function run(call: Call): Promise<void> {
  const found = foundRunbook(call, onlyWord(call));
  if (call.has('coverage')) return showCoverage(call, found);
  const output = call.option('output');
  const format = formatOf(call, output !== undefined);
  if (format !== 'paper' && call.has('language'))
    throw wrongUsage(
      `A runbook as ${format} has its own words; --language is for the form on paper.`,
      `It is typed: holdfast runbook show ${found.id} --format paper --language da -o night.pdf`,
    );
  const text = readText(found.file);
  const hash = sha256(text);
  if (format === 'json' && output === undefined) {
    const { id, file, trusted } = found;
    call.io.json({ id, file, sha256: hash, trusted, commands: commandsOf(text, file), runbook: readable(found) });
    return;
  }
  const file = output === undefined ? undefined : resolve(call.around.cwd, output);
  if (file !== undefined) await mayWrite(call, file);
  const written = await textOf(call, found, { format, text, hash, file });
  if (file === undefined) {
    if (format === 'yaml' || typeof written !== 'string') call.io.raw(written);
    else call.io.say(...written.replace(/\n$/, '').split('\n'));
  } else {
    writeWhole(file, typeof written === 'string' ? written : [written]);
    if (call.json) call.io.json({ id: found.id, sha256: hash, format, file });
    else call.io.say(`Written: ${file}`);
  }
}

/** What of it was ever exercised, by all that the timeline holds. */
function showCoverage(call: Call, found: FoundRunbook): void {
  for (const other of ['format', 'output', 'language'] as const)
    if (call.has(other))
      throw wrongUsage(
        `What was exercised has one form: --${other} does not go with --coverage.`,
        `It is typed: holdfast runbook show ${found.id} --coverage [--json] [> FILE]`,
      );
  const timeline = readStore(call);
  try {
    const made = coverageOf(call, readable(found), timeline);
    if (call.json) call.io.json(coverageJson(made));
    else call.io.say(...coverageLines(made));
  } finally {
    timeline?.close();
  }
}

function formatOf(call: Call, toFile: boolean): string {
  if (call.json && !toFile) return 'json';
  const { name } = formOf(call, formats, 'text');
  if (name === 'json' && toFile) throw wrongUsage('JSON goes to standard output.', 'Leave -o out: --json > FILE');
  return name;
}

interface Wanted {
  readonly format: string;
  readonly text: string;
  readonly hash: string;
  readonly file: string | undefined;
}

async function textOf(call: Call, found: FoundRunbook, { format, text, hash, file }: Wanted) {
  const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
  if (format === 'yaml') return lines(visibleLines(text));
  const runbook = readable(found);
  if (format === 'paper') return paperText(call, { ...found, runbook, sha256: hash }, file);
  const markdown = format === 'markdown';
  const page = [...pageOf(runbook, markdown), ...endOf(found.file, text, found.trusted, markdown)];
  return lines(page.flatMap((line) => visibleLines(line)));
}

function pageOf(runbook: Runbook, markdown: boolean): string[] {
  const head = (text: string): string[] => ['', markdown ? `## ${text}` : text, ''];
  const item = (text: string, level = 0): string => `${'  '.repeat(level)}${markdown ? '- ' : '  '}${text}`;
  const indented = (line: string, level: number): string => (line === '' ? '' : `${'  '.repeat(level)}${line}`);
  // The text of a step is Markdown itself: under its step it stays what it is.
  const prose = (lines: readonly string[], level: number): readonly string[] =>
    markdown
      ? ['', ...lines.map((line) => indented(line, level + 1)), '']
      : lines.map((line) => indented(line, level + 3));
  const roles = Object.entries(runbook.roles ?? {});
  return [
    markdown ? `# ${runbook.title}` : runbook.title,
    ...(runbook.summary === undefined ? [] : ['', runbook.summary]),
    ...(runbook['use-when'] ? [...head('Use it when'), ...runbook['use-when'].map((use) => item(use))] : []),
    ...(roles.length > 0
      ? [
          ...head('Roles'),
          ...roles.map(([id, role]) => item(`${role.title} (${id})${role.duty === undefined ? '' : `: ${role.duty}`}`)),
        ]
      : []),
    ...head('Steps'),
    ...listOf(runbook.steps, runbook, 0, item, prose),
    ...(runbook.afterwards ? [...head('Afterwards'), ...listOf(runbook.afterwards, runbook, 0, item, prose)] : []),
  ];
}

function listOf(
  steps: readonly Step[],
  runbook: Runbook,
  level: number,
  item: (text: string, level: number) => string,
  prose: (lines: readonly string[], level: number) => readonly string[],
): string[] {
  const inside = (list: readonly Step[]): string[] => listOf(list, runbook, level + 2, item, prose);
  return steps.flatMap((step, index) => [
    item(
      `${index + 1}. ${stepTitle(step)} (${stepVerb(step)} ${step.id}${roleOf(step, runbook)})${wayOf(step)}`,
      level,
    ),
    ...(step.text === undefined ? [] : prose(step.text.trim().split('\n'), level)),
    ...(step.checklist ?? []).map((line) => item(`[ ] ${line}`, level + 2)),
    ...('options' in step
      ? Object.entries(step.options).flatMap(([id, option]) => [
          item(`${id}: ${option.title}${leadsTo(option['go-to'])}`, level + 1),
          ...inside(option.steps ?? []),
        ])
      : childLists(step).flatMap((child) => [
          ...(child.id === '' ? [] : [item(`${child.id}: ${trackTitle(step, child.id)}`, level + 1)]),
          ...inside(child.steps),
        ])),
  ]);
}

/** What keeps a step from its turn, and where it leads when it is done. */
function wayOf(step: Step): string {
  const when = step.when === undefined ? '' : `, when \`${step.when}\``;
  const after = step.after === undefined ? '' : `, after ${step.after}`;
  return `${when}${after}${leadsTo(step['go-to'])}`;
}

const leadsTo = (step: string | undefined): string => (step === undefined ? '' : ` → ${step}`);

const roleOf = (step: Step, runbook: Runbook): string =>
  step.role === undefined ? '' : `, ${runbook.roles?.[step.role]?.title ?? step.role}`;

function trackTitle(step: Step, id: string): string {
  return 'tracks' in step && Object.hasOwn(step.tracks, id) ? (step.tracks[id]?.title ?? id) : id;
}

function endOf(file: string, text: string, trusted: boolean, markdown: boolean): string[] {
  const commands = commandsOf(text, file);
  return [
    '',
    markdown ? '## Commands that it would run' : 'Commands that it would run',
    '',
    ...(commands.length === 0
      ? ['none']
      : commands.map(({ step, line }) => (markdown ? `- ${step}: \`${line}\`` : `  ${step}: ${line}`))),
    '',
    `File: ${file}${trusted ? ' (a trusted folder)' : ' (commands run only once this very text is allowed: holdfast runbook allow)'}`,
    `SHA-256: ${sha256(text)}`,
  ];
}
