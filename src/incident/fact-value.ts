import { isInstant, parseWhen } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { nearest, someOf } from '../text/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { Fact } from '../runbook/index.ts';
import type { EntryData, FactValue } from '../entry/index.ts';
import type { Incident } from './model.ts';
import { noSuch } from './refusals.ts';
import { own } from './own.ts';

/** Whether an answer fits the fact that the incident knows under that id. */
export function judgeFact(incident: Incident, data: EntryData['fact.recorded']): Refusal | undefined {
  const state = own(incident.facts, data.fact);
  if (state === undefined) return noSuch('fact', data.fact, Object.keys(incident.facts));
  if (!data.known || data.value === undefined) return undefined;
  return hasType(state.fact, data.value) ? undefined : wrongType(data.fact, state.fact, String(data.value));
}

interface Reading {
  readonly now: Instant;
  readonly timeZone: string;
}

/**
 * What a person typed, or a command printed, as a value of the fact's type: numbers with a comma or a point and with or
 * without the unit, `yes no ja nej true false`, a choice in any case, a time as `--at` takes it, a list by commas.
 */
export function readFact(
  id: string,
  fact: Fact,
  given: string | FactValue,
  reading: Reading,
): { readonly value: FactValue } | { readonly refusal: Refusal } {
  if (typeof given !== 'string')
    return hasType(fact, given) ? { value: given } : { refusal: wrongType(id, fact, String(given)) };
  const text = given.trim();
  const value = parse(fact, text, reading);
  if (value !== undefined) return { value };
  const refused = wrongType(id, fact, text);
  if (fact.type !== 'choice') return { refusal: refused };
  const near = nearest(text, fact.of ?? []);
  return {
    refusal:
      near === undefined
        ? refused
        : { ...refused, hint: `Did you mean "${near}"? It is one of: ${someOf(fact.of ?? [])}.` },
  };
}

function parse(fact: Fact, text: string, reading: Reading): FactValue | undefined {
  switch (fact.type) {
    case 'number':
      return parseNumber(text, fact.unit);
    case 'boolean':
      return parseBoolean(text);
    case 'choice':
      return (
        (fact.of ?? []).find((option) => option === text) ??
        (fact.of ?? []).find((option) => option.toLowerCase() === text.toLowerCase())
      );
    case 'time': {
      const read = parseWhen(text, reading);
      return 'problem' in read ? (isInstant(text) ? text : undefined) : read.at;
    }
    case 'list':
      return text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    case 'text':
      return text === '' ? undefined : text;
  }
}

function parseNumber(text: string, unit: string | undefined): number | undefined {
  const bare =
    unit !== undefined && text.toLowerCase().endsWith(unit.toLowerCase()) ? text.slice(0, -unit.length).trim() : text;
  if (!/^[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:e[+-]?\d{1,3})?$/i.test(bare)) return undefined;
  const number = Number(bare.replace(',', '.'));
  return Number.isFinite(number) ? number : undefined;
}

const yes: ReadonlySet<string> = new Set(['yes', 'y', 'true', 'ja', 'j', '1', 'on']);
const no: ReadonlySet<string> = new Set(['no', 'n', 'false', 'nej', '0', 'off']);

function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}

function hasType(fact: Fact, value: unknown): boolean {
  switch (fact.type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
    case 'choice':
      return typeof value === 'string' && (fact.of ?? []).includes(value);
    case 'time':
      return typeof value === 'string' && isInstant(value);
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
  }
}

const expected: Readonly<Record<Fact['type'], string>> = {
  number: 'a number',
  boolean: 'yes or no',
  text: 'some words',
  choice: 'one of its choices',
  time: 'a time: 03:12, -5m, or ISO 8601 with offset',
  list: 'a list, with commas between',
};

function wrongType(id: string, fact: Fact, text: string): Refusal {
  // What was typed for a personal or secret fact must not stand in an error, which ends in logs.
  const shown = (fact.privacy ?? 'public') === 'public' ? `"${text}"` : 'That';
  const wanted = fact.type === 'choice' ? `one of: ${someOf(fact.of ?? [])}` : expected[fact.type];
  return {
    code: 'wrong-type',
    message: `${shown} does not answer "${id}" (${fact.ask}).`,
    hint: `Give ${wanted}${fact.unit === undefined ? '' : `, in ${fact.unit}`}; or "unknown" for not known yet.`,
  };
}
