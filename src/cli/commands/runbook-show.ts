import { readText, sha256 } from '../../files/index.ts';
import type { Runbook, Step } from '../../runbook/index.ts';
import { childLists, numberedSteps, stepTitle, stepVerb } from '../../runbook/index.ts';
import { escapeMarkdown, nearest, visibleLines } from '../../text/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { Failure, exit, wrongUsage } from '../failure.ts';
import { commandsOf } from '../runbook-commands.ts';
import { foundRunbook } from '../runbook-source.ts';

const formats = ['text', 'markdown', 'paper', 'yaml', 'json'];

/** A runbook to read, ending in the commands that it would run and the hash of its text. */
export function run(call: Call): void {
  const found = foundRunbook(call, onlyWord(call));
  const format = call.json ? 'json' : (call.option('format') ?? 'text');
  if (!formats.includes(format)) {
    const meant = nearest(format, formats);
    throw wrongUsage(
      `There is no format "${format}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
      `There is: ${formats.join(', ')}.`,
    );
  }
  const text = readText(found.file);
  if (format === 'yaml') {
    call.io.raw(
      visibleLines(text)
        .map((line) => `${line}\n`)
        .join(''),
    );
    return;
  }
  const { runbook } = found;
  if (!runbook)
    throw new Failure(
      exit.refused,
      'invalid',
      `${found.file} cannot be read as a runbook: ${found.problem ?? ''}`,
      `See everything that is wrong: holdfast runbook check ${found.file}`,
    );
  if (format === 'json')
    call.io.json({
      id: found.id,
      file: found.file,
      sha256: sha256(text),
      trusted: found.trusted,
      commands: commandsOf(text, found.file),
      runbook,
    });
  else if (format === 'paper') call.io.say(...paperOf(runbook, sha256(text)));
  else
    call.io.say(
      ...pageOf(runbook, format === 'markdown'),
      ...endOf(found.file, text, found.trusted, format === 'markdown'),
    );
}

/** A form to be filled in by hand and typed in later, as Markdown: the numbers are those that `from-paper` knows. */
function paperOf(runbook: Runbook, hash: string): string[] {
  const rows = numberedSteps(runbook).map(({ number, step, level }) => {
    const options = 'options' in step ? ` (${Object.keys(step.options).join(' / ')})` : '';
    const role = step.role === undefined ? '' : (runbook.roles?.[step.role]?.title ?? step.role);
    const title = `${'– '.repeat(level)}${escapeMarkdown(`${stepTitle(step)}${options}`)}`;
    return `| ${number} | ${title} | ${escapeMarkdown(role)} |  |  |  |`;
  });
  const notes = Array.from({ length: 12 }, () => '|  |  |  |');
  return [
    `# ${escapeMarkdown(runbook.title)}: on paper`,
    '',
    'Incident: ______________  Date: ______________  Page: ____',
    '',
    'Mark: done, skipped, failed, or what was chosen. Why, where it left the plan, stands among the notes.',
    '',
    '| # | Step | Role | Time | Initials | Mark |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '| Time | Initials | What happened, what is known |',
    '| --- | --- | --- |',
    ...notes,
    '',
    '| Initials | Name |',
    '| --- | --- |',
    ...Array.from({ length: 6 }, () => '|  |  |'),
    '',
    `Typed in later, a line an entry: \`holdfast from-paper\` (0312 mk 1 done). Runbook ${hash.slice(0, 12)}.`,
  ];
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
  return steps.flatMap((step, index) => [
    item(`${index + 1}. ${stepTitle(step)} (${stepVerb(step)} ${step.id}${roleOf(step, runbook)})`, level),
    ...(step.text === undefined ? [] : prose(step.text.trim().split('\n'), level)),
    ...(step.checklist ?? []).map((line) => item(`[ ] ${line}`, level + 2)),
    ...('options' in step
      ? Object.entries(step.options)
          .filter(([, option]) => option.steps === undefined)
          .map(([id, option]) =>
            item(`${id}: ${option.title}${option['go-to'] === undefined ? '' : ` → ${option['go-to']}`}`, level + 1),
          )
      : []),
    ...childLists(step).flatMap((child) => [
      ...(child.id === '' ? [] : [item(`${child.id}: ${branchTitle(step, child.id)}`, level + 1)]),
      ...listOf(child.steps, runbook, level + 2, item, prose),
    ]),
  ]);
}

const roleOf = (step: Step, runbook: Runbook): string =>
  step.role === undefined ? '' : `, ${runbook.roles?.[step.role]?.title ?? step.role}`;

function branchTitle(step: Step, id: string): string {
  const branches = 'options' in step ? step.options : 'tracks' in step ? step.tracks : {};
  return Object.hasOwn(branches, id) ? (branches[id]?.title ?? id) : id;
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
