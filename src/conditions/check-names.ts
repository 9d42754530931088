import type { ASTNode } from '@marcbachmann/cel-js';
import { listed, nearest } from '../text/index.ts';
import { withoutQuoted } from './expression.ts';
import type { Fault } from './expression.ts';
import { eachNode, literalAccess, namesIn } from './nodes.ts';
import type { Reading } from './nodes.ts';
import type { Readable } from './reading-the-same.ts';
import { clockFields, incidentFields, incidentWords, serviceFields, stepFields } from './scope.ts';
import type { FactType, Scope } from './scope.ts';

const states: Readonly<Record<string, readonly string[]>> = {
  steps: ['waiting', 'active', 'awaiting', 'done', 'skipped', 'failed', 'passed', 'left-open'],
  clocks: ['not-started', 'provisional', 'running', 'met', 'missed', 'set-aside'],
  services: ['up', 'suspect', 'lost'],
};

const fields: Readonly<Record<string, readonly string[]>> = {
  steps: Object.keys(stepFields),
  clocks: Object.keys(clockFields),
  services: Object.keys(serviceFields),
};

/** What of an incident is one of few words. Entries have them so for good: a test holds them against what stands there. */
const incidentValues: Readonly<Record<string, readonly string[]>> = {
  mode: ['real', 'drill'],
  state: ['open', 'stabilised', 'resolved', 'closed', 'stood-down'],
  severity: ['sev1', 'sev2', 'sev3', 'sev4', 'sev5'],
  tlp: ['clear', 'green', 'amber', 'amber+strict', 'red'],
};

const singular: Readonly<Record<string, string>> = {
  facts: 'fact',
  steps: 'step',
  clocks: 'clock',
  services: 'service',
};

/** `steps.people-first` is read as a subtraction: the most common slip, said before anything else. */
export function unquotedHyphen(source: string): Fault | undefined {
  if (!/\b(?:steps|clocks|services)\.[\w]+-/.test(source)) return undefined;
  const found = /\b(steps|clocks|services)\.([a-z][a-z0-9]*(?:-[a-z0-9]+)+)/.exec(withoutQuoted(source));
  if (found === null) return undefined;
  return {
    start: found.index,
    end: found.index + found[0].length,
    rule: 'condition-name',
    message: `\`${found[0]}\` reads as a subtraction: an id with a hyphen needs quotes`,
    hint: `write \`${found[1] ?? ''}['${found[2] ?? ''}']\``,
  };
}

/**
 * Who reads: what a condition or a deadline decides by, a command was given and a person ticked stand in the hashed record for
 * good; a title goes wherever its step is spoken of.
 */
export type Reader = 'a condition' | 'a deadline' | 'a command' | 'a checklist' | 'a title' | 'a text';

const hints: Readonly<Record<Reader, string>> = {
  'a condition': 'let a fact that is not private decide',
  'a deadline': 'let a fact that is not private decide',
  'a command': 'its arguments are recorded for good: let it ask for what is private itself',
  'a checklist': 'what is ticked is recorded for good: say it in the `text`',
  'a title': 'it stands in the log and in every export: say it in the `text`',
  'a text': 'of a secret only that it was given is kept: ask for it where it is needed',
};

export function checkReading(reading: Reading, scope: Scope, reader: Reader): Fault[] {
  const { root, name, field, start, end } = reading;
  if (root === 'incident') return checkIncident(reading, reader);
  if (root === 'facts') {
    const fact = Object.hasOwn(scope.facts, name) ? scope.facts[name] : undefined;
    if (fact === undefined) return [unknownName('fact', name, Object.keys(scope.facts), start, end)];
    const privacy = fact.privacy ?? 'public';
    if (privacy === 'public' || (privacy === 'personal' && reader === 'a text')) return partOfTime(reading, fact);
    return [
      {
        start,
        end,
        rule: 'private-fact',
        message: `the fact \`${name}\` is ${privacy}; ${reader} must not read it`,
        hint: hints[reader],
      },
    ];
  }
  if (root === 'org') {
    if (scope.org === undefined || Object.hasOwn(scope.org, name)) return [];
    return [unknownName('org', name, Object.keys(scope.org), start, end)];
  }
  const ids =
    root === 'steps'
      ? scope.steps
      : root === 'clocks'
        ? scope.clocks
        : root === 'services'
          ? scope.services
          : undefined;
  if (ids === undefined) return [];
  if (root === 'steps' && scope.unread?.some((prefix) => name.startsWith(prefix)) === true) return [];
  if (!ids.has(name)) return [unknownName(singular[root] ?? root, name, [...ids], start, end)];
  const valid = fields[root] ?? [];
  if (root === 'steps' && field === 'chose' && scope.options !== undefined && !Object.hasOwn(scope.options, name))
    return [
      {
        start: reading.fieldStart,
        end: reading.fieldEnd,
        rule: 'condition-name',
        message: `\`${name}\` is no decision: nothing is ever chosen there`,
        hint: "read its `state`, for example `== 'done'`",
      },
    ];
  if (field === undefined || valid.includes(field)) return [];
  return [
    {
      start: reading.fieldStart,
      end: reading.fieldEnd,
      rule: 'condition-name',
      message: `a ${singular[root] ?? root} has no \`${field}\`; it has ${listed(valid)}`,
      ...suggestion(field, valid),
    },
  ];
}

/** The types of the library let any name be read from a time, and nothing stands there. */
function partOfTime({ name, field, fieldStart, fieldEnd }: Reading, { type }: FactType): Fault[] {
  if (type !== 'time' || field === undefined) return [];
  return [
    {
      start: fieldStart,
      end: fieldEnd,
      rule: 'condition-name',
      message: `a time has no \`${field}\``,
      hint: `ask for a part of it, for example \`facts.${name}.getHours('Europe/Copenhagen')\``,
    },
  ];
}

/** Of facts and of the incident some may not be read: whoever reads all of them, or one that is only worked out, would read those too. */
export function checkWhole({ ast, readsWhole }: Pick<Readable, 'ast' | 'readsWhole'>): Fault[] {
  // Hardly any does: then nothing has to be looked through.
  if (!readsWhole.some((root) => named[root] !== undefined)) return [];
  return namesIn(ast).flatMap(({ name, node: { start, end }, isWhole }): Fault[] => {
    const example = isWhole && Object.hasOwn(named, name) ? named[name] : undefined;
    if (example === undefined) return [];
    const message = `only what is named is read of \`${name}\``;
    return [{ start, end, rule: 'condition-name', message, hint: `name it, for example \`${example}\`` }];
  });
}

const named: Readonly<Record<string, string>> = {
  facts: 'facts.water_depth',
  incident: 'incident.severity',
};

/** What is said of an incident in words can be removed from the record, and then a replay would come out differently. */
function checkIncident({ name, start, end }: Reading, reader: Reader): Fault[] {
  const words = Object.hasOwn(incidentWords, name);
  const isText = reader === 'a text';
  if (Object.hasOwn(incidentFields, name) || (words && isText)) return [];
  const valid = Object.keys(isText ? { ...incidentFields, ...incidentWords } : incidentFields);
  if (!words)
    return [
      {
        start,
        end,
        rule: 'condition-name',
        message: `an incident has no \`${name}\`; it has ${listed(valid)}`,
        ...suggestion(name, valid),
      },
    ];
  return [
    {
      start,
      end,
      rule: 'incident-words',
      message: `\`incident.${name}\` is what somebody said and can be removed; ${reader} must not read it`,
      hint:
        reader === 'a condition' || reader === 'a deadline'
          ? 'let the severity, the state or a fact decide'
          : hints[reader],
    },
  ];
}

function unknownName(kind: string, name: string, valid: readonly string[], start: number, end: number): Fault {
  const near = suggestion(name, valid);
  if (kind === 'org')
    return {
      start,
      end,
      rule: 'unknown-org',
      message: `organisation.yaml has no \`${name}\``,
      hint: near.hint ?? `add \`${name}:\` to organisation.yaml`,
    };
  const hint =
    near.hint ??
    (valid.length === 0
      ? `this runbook declares no ${kind}s`
      : valid.length <= 8
        ? `there ${valid.length === 1 ? 'is' : 'are'} ${listed(valid)}`
        : `name one of the ${valid.length} ${kind}s that there are`);
  return { start, end, rule: `unknown-${kind}`, message: `there is no ${kind} \`${name}\``, hint };
}

export function suggestion(name: string, valid: readonly string[]): { hint?: string } {
  const near = nearest(name, valid);
  return near === undefined ? {} : { hint: `did you mean \`${near}\`?` };
}

/** `facts.water_kind == 'swage'` is false for ever, and types: so the literal is held against what it can be. */
export function checkComparisons(ast: ASTNode, scope: Scope): Fault[] {
  const found: Fault[] = [];
  eachNode(ast, (node) => {
    if (node.op === '==' || node.op === '!=') {
      const [left, right] = node.args;
      found.push(...checkLiteral(left, right, scope), ...checkLiteral(right, left, scope));
    } else if (node.op === 'in' && node.args[1].op === 'list') {
      for (const item of node.args[1].args) found.push(...checkLiteral(node.args[0], item, scope));
    }
  });
  return found;
}

function checkLiteral(side: ASTNode, literal: ASTNode, scope: Scope): Fault[] {
  if (literal.op !== 'value' || typeof literal.args !== 'string') return [];
  const possible = possibleValues(side, scope);
  const given = literal.args;
  if (possible === undefined || possible.values.includes(given)) return [];
  return [
    {
      start: literal.start,
      end: literal.end,
      rule: 'impossible-value',
      message: `${possible.what} is never \`${given}\`; it is one of ${listed(possible.values)}`,
      ...suggestion(given, possible.values),
    },
  ];
}

function possibleValues(side: ASTNode, scope: Scope): { what: string; values: readonly string[] } | undefined {
  const outer = literalAccess(side);
  if (outer === undefined) return undefined;
  if (outer.of.op === 'id') {
    if (outer.of.args === 'incident' && Object.hasOwn(incidentValues, outer.name))
      return { what: `\`incident.${outer.name}\``, values: incidentValues[outer.name] ?? [] };
    const fact =
      outer.of.args === 'facts' && Object.hasOwn(scope.facts, outer.name) ? scope.facts[outer.name] : undefined;
    return fact?.type === 'choice' && fact.of !== undefined
      ? { what: `\`facts.${outer.name}\``, values: fact.of }
      : undefined;
  }
  const inner = literalAccess(outer.of);
  if (inner?.of.op !== 'id') return undefined;
  const root = inner.of.args;
  if (outer.name === 'state' && states[root] !== undefined)
    return { what: `the state of a ${singular[root] ?? root}`, values: states[root] };
  const options =
    root === 'steps' &&
    outer.name === 'chose' &&
    scope.options !== undefined &&
    Object.hasOwn(scope.options, inner.name)
      ? scope.options[inner.name]
      : undefined;
  return options === undefined ? undefined : { what: `the choice at \`${inner.name}\``, values: options };
}
