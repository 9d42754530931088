import { parseEvents, YAMLException } from 'js-yaml';
import type { Event } from 'js-yaml';
import type { Fault } from './finding.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { strangeSpaces } from './strange-spaces.ts';
import { syntaxFault } from './syntax-fault.ts';
import { Builder, deepest } from './yaml-builder.ts';

/** What is read of a YAML text: its data as far as it could be read, and every fault of the notation. */
export interface Reading {
  readonly data: unknown;
  readonly faults: readonly Fault[];
  /** The events of the parser, from which places are looked up; empty where the text does not parse. */
  readonly events: readonly Event[];
}

/** Bytes of a file, UTF-8: a runbook of 500 steps has about 100,000. */
const largestFile = 1024 * 1024;

/**
 * Reads YAML 1.2 with the core schema, one document, no tags, no merge keys, every key a text and none of them twice. It is built on the events
 * of the parser, because building a tree with positions for every node costs sixteen times as much, and almost all files have no fault.
 */
export function readYaml(text: string): Reading {
  if (
    text.length > largestFile ||
    (text.length * 3 > largestFile && new TextEncoder().encode(text).length > largestFile)
  ) {
    return {
      data: undefined,
      faults: [
        {
          start: 0,
          end: 1,
          severity: 'error',
          rule: 'too-large',
          message: 'the file is larger than 1 MiB',
          hint: 'split it into runbooks that `follow` each other',
        },
      ],
      events: [],
    };
  }
  const hidden = hiddenCharacters(text);
  let events: readonly Event[];
  try {
    events = parsed(text);
  } catch (error) {
    const syntax =
      error instanceof YAMLException
        ? syntaxFault(text, error.reason, error.mark?.position ?? 0)
        : syntaxFault(text, String(error), 0);
    const unseen = hidden.length > 0 ? hidden : strangeSpaces(text);
    return { data: undefined, faults: unseen.length > 0 ? unseen : [syntax], events: [] };
  }
  const builder = new Builder(text, hidden);
  const data = builder.build(events);
  return { data, faults: builder.faults, events: builder.readable ? events : [] };
}

/** The events of the parser alone, of a text that was read before; none where it does not parse. */
export function yamlEvents(text: string): readonly Event[] {
  try {
    return parsed(text);
  } catch {
    return [];
  }
}

/** @throws YAMLException */
const parsed = (text: string): readonly Event[] => parseEvents(text, { maxDepth: deepest });
