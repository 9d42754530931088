import type { ErrorObject } from 'ajv';
import { ofAnotherKind } from './another-kind.ts';
import { diagnose } from './diagnostics.ts';
import type { Finding } from './finding.ts';
import type { Document } from './kinds.ts';
import type { Contacts, Diagnostic, Organisation, Runbook } from './model.ts';
import { readYaml } from './read-yaml.ts';
import { strangeSpaces } from './strange-spaces.ts';
import type { Reading } from './read-yaml.ts';
import { schemaFindings } from './schema-findings.ts';
import { validateContacts, validateOrganisation, validateRunbook } from './validators.generated.js';

/** A validator as it was compiled from its schema. */
export interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

const validators: Readonly<Record<Exclude<Document, 'drill'>, Validator>> = {
  runbook: validateRunbook,
  organisation: validateOrganisation,
  contacts: validateContacts,
};

/** A text read and held against its schema; `data` fits the schema where there is neither fault nor finding. */
export interface Read extends Reading {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Reads a text as one of the kinds of file that stand beside each other. */
export function readDocument(given: string, document: Exclude<Document, 'drill'>): Read {
  return readBy(validators[document], given, document);
}

/** Reads a text and holds it against the schema that a validator was made of. A byte order mark is passed over; a text of another kind has one fault. */
export function readBy(validate: Validator, given: string, document: Document): Read {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
  const reading = readYaml(text);
  if (reading.events.length === 0) return { ...reading, text, findings: [] };
  if (validate(reading.data)) return { ...reading, text, findings: [] };
  const another = ofAnotherKind(document, reading.data);
  const findings = another ? [another] : schemaFindings(validate.errors ?? [], document, reading.data);
  return { ...reading, faults: [...reading.faults, ...strangeSpaces(text)], text, findings };
}

/**
 * Reads a runbook. It fits the schema; whether its names, conditions and flow hold is for `checkRunbook`. Diagnostics in the order of the file,
 * all of them errors. Never throws.
 */
export function parseRunbook(text: string, file: string): { runbook: Runbook } | { diagnostics: Diagnostic[] } {
  const read = readDocument(text, 'runbook');
  return isSound(read) ? { runbook: read.data as Runbook } : { diagnostics: diagnosticsOf(read, file) };
}

/** Reads `organisation.yaml`; as `parseRunbook`. */
export function readOrganisation(
  text: string,
  file: string,
): { organisation: Organisation } | { diagnostics: Diagnostic[] } {
  const read = readDocument(text, 'organisation');
  return isSound(read) ? { organisation: read.data as Organisation } : { diagnostics: diagnosticsOf(read, file) };
}

/** Reads `contacts.yaml`; as `parseRunbook`. */
export function readContacts(text: string, file: string): { contacts: Contacts } | { diagnostics: Diagnostic[] } {
  const read = readDocument(text, 'contacts');
  return isSound(read) ? { contacts: read.data as Contacts } : { diagnostics: diagnosticsOf(read, file) };
}

/** Whether there is nothing wrong with it so far. */
export function isSound(read: Read): boolean {
  return read.faults.length === 0 && read.findings.length === 0;
}

/** All that is wrong with it so far. */
export function diagnosticsOf(read: Read, file: string): Diagnostic[] {
  return diagnose(read.text, file, read.faults, read.findings, read.events);
}
