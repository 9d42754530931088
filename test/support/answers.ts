import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { understand } from '../../src/cli/arguments/argv.ts';
import type { Ended } from './cli.ts';

const schemas = new URL('../../schemas/', import.meta.url);

/** Every schema of an answer that lies there, as commands name it. */
export const shapes: readonly string[] = [
  'entry',
  'status',
  ...readdirSync(new URL('output/', schemas)).map((file) => `output/${file.replace('.schema.json', '')}`),
];

let compiled: Ajv2020 | undefined;

function ajv(): Ajv2020 {
  if (compiled !== undefined) return compiled;
  compiled = new Ajv2020({ strict: false, allErrors: true });
  for (const shape of [...shapes, 'bundle'])
    compiled.addSchema(JSON.parse(readFileSync(new URL(`${shape}.schema.json`, schemas), 'utf8')) as object);
  return compiled;
}

/** Nothing, or what does not fit. */
export function faults(shape: string, document: unknown): unknown {
  const validate = ajv().getSchema(`https://holdfast.invalid/schemas/${shape}.schema.json`);
  if (!validate) throw new Error(`There is no schema ${shape}.`);
  return validate(document) === true ? undefined : validate.errors;
}

/** The files of the commands that have answered a program, and held what their schema says. */
export const answered = new Set<string>();

/**
 * Holds what a command answered with `--json` against the schemas that it names: whatever a test asks a program to answer is one more
 * example that they must fit. @throws where it fits none
 */
export function holdToSchema(args: readonly string[], { code, stdout, stderr }: Ended): void {
  if (!args.includes('--json') || code < 0) return;
  if (stdout === '') {
    const error = stderr.split('\n').findLast((line) => line.startsWith('{'));
    if (code !== 0) fits(['output/error'], error ?? stderr, args);
    return;
  }
  const { file, answers } = understand(args).command;
  const documents = answers.includes('entry') ? stdout.trim().split('\n') : [stdout];
  for (const document of documents) fits(answers, document, args);
  answered.add(file);
}

function fits(answers: readonly string[], text: string, args: readonly string[]): void {
  const document: unknown = JSON.parse(text);
  const found = answers.map((shape) => faults(shape, document));
  if (found.includes(undefined)) return;
  const why = answers.map((shape, place) => `${shape}: ${JSON.stringify(found[place])}`).join('\n');
  throw new Error(`holdfast ${args.join(' ')} answered what no schema of it has.\n${why}\n${text.slice(0, 2000)}`);
}
