// Compiles schemas/*.schema.json ahead of time: the product carries validators, not the compiler of validators.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { stampFiles, wantedStamp } from '../setup/stamps.mjs';

const require = createRequire(import.meta.url);
const { Ajv2020 } = require('ajv/dist/2020');
const { default: standaloneCode } = require('ajv/dist/standalone');

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** What is loaded together stands in one file: who reads a runbook needs no validator of drills. */
const targets = {
  'src/runbook/validators.generated.js': {
    validateRunbook: 'runbook',
    validateOrganisation: 'organisation',
    validateContacts: 'contacts',
  },
  'src/runbook/scenario/validator.generated.js': { validateDrill: 'drill' },
  'src/exchange/entry-validator.generated.js': { validateEntry: 'entry' },
};

const stamp = wantedStamp(root, 'validators');
for (const [file, names] of Object.entries(targets)) await compile(join(root, file), names);
writeFileSync(join(root, stampFiles.validators), stamp);

async function compile(target, names) {
  const ajv = new Ajv2020({
    allErrors: true,
    // The schema of the runbook is large: without this each use of a definition would be a copy of it.
    inlineRefs: false,
    strictSchema: true,
    // A condition (`if`, `not`) rightly speaks of properties that it does not describe.
    strictRequired: false,
    strictTypes: false,
    strictTuples: false,
    validateFormats: false,
    // The patterns are of ASCII alone.
    unicodeRegExp: false,
    code: { source: true, esm: true },
  });
  const ids = {};
  for (const [exported, name] of Object.entries(names)) {
    const file = join(root, 'schemas', `${name}.schema.json`);
    if (!existsSync(file)) continue;
    const schema = JSON.parse(readFileSync(file, 'utf8'), withoutWords);
    ajv.addSchema(schema, exported);
    ids[exported] = exported;
  }

  // Ajv's generated code asks for helpers of its runtime by `require`: bundling makes it self-contained.
  const code = Object.keys(ids).length > 0 ? plainPointers(standaloneCode(ajv, ids)) : 'export {};\n';
  const bundled = await build({
    stdin: { contents: code, resolveDir: root, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    charset: 'ascii',
  });

  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bundled.outputFiles[0].text);
  writeFileSync(target.replace(/\.js$/, '.d.ts'), declarations(Object.keys(ids)));
}

/** Ajv escapes the JSON pointer (RFC 6901) of every key, sound or not: two regular expressions each, and almost none needs it. */
function plainPointers(generated) {
  const escaped = /(\w+)\.replace\(\/~\/g, ?"~0"\)\.replace\(\/\\\/\/g, ?"~1"\)/g;
  const code = generated.replace(escaped, 'pointer($1)');
  if (code === generated) throw new Error('Ajv no longer escapes keys as it did: see plainPointers');
  return `${code}
function pointer(key) {
  return key.includes('~') || key.includes('/') ? key.replace(/~/g, '~0').replace(/\\//g, '~1') : key;
}
`;
}

/** What a schema says to people is not carried in the validator; a property of such a name is an object and stays. */
function withoutWords(key, value) {
  if (typeof value === 'string' && ['title', 'description', '$comment'].includes(key)) return undefined;
  return key === 'examples' && Array.isArray(value) ? undefined : value;
}

function declarations(exported) {
  const lines = [
    "import type { ErrorObject } from 'ajv';",
    '',
    '/** Whether the data fits the schema; `errors` has every mismatch of the last call. */',
    'export interface Validator {',
    '  (data: unknown): boolean;',
    '  errors?: ErrorObject[] | null;',
    '}',
    ...exported.map((name) => `export declare const ${name}: Validator;`),
  ];
  return `${lines.join('\n')}\n`;
}
