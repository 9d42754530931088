import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { understand } from '../../src/cli/arguments/argv.ts';

const root = new URL('../../', import.meta.url);
const documents = [
  'README.md',
  'SECURITY.md',
  ...readdirSync(new URL('docs/', root)).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

const called = /^(?:holdfast|hf|npm start --) (?=\S)/;

/** The commands in the code of a document: in a line, and in blocks, there without what a comment or the shell adds. */
function commandsIn(text: string): string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  const lines = [...text.matchAll(/```\w*\n([^]*?)```/g)].flatMap(([, block = '']) => block.split('\n'));
  return [...spans, ...lines]
    .map((line) => line.trim().replace(/\s+#.*$|\s[|>]\s.*$/, ''))
    .filter((line) => called.test(line));
}

/** As a shell takes it apart; brackets say only that something may be left out. */
const argsOf = (command: string): string[] =>
  [...command.replace(called, '').matchAll(/"([^"]*)"|([^\s[\]…]+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');

test.each(documents)('%s names commands and options that there are', (name) => {
  const wrong = commandsIn(readFileSync(new URL(name, root), 'utf8')).flatMap((command) => {
    try {
      understand(argsOf(command));
      return [];
    } catch (error) {
      const { message } = error as Error;
      // An option may be named without a value.
      return message.endsWith('is missing its value.') ? [] : [`${command}: ${message}`];
    }
  });
  expect(wrong).toEqual([]);
});

test('so many commands stand in the documents that the reading of them is not at fault', () => {
  const all = documents.flatMap((name) => commandsIn(readFileSync(new URL(name, root), 'utf8')));
  expect(all.length).toBeGreaterThan(100);
});
