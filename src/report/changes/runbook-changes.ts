import { keepsText } from '../../incident/index.ts';
import type { Run } from '../../incident/index.ts';
import {
  allSteps,
  fallsThrough,
  type Outline,
  outlineOf,
  type Runbook,
  type Spot,
  walkSteps,
} from '../../runbook/index.ts';
import { visible } from '../../text/index.ts';
import type { Source } from '../review/source.ts';
import { edited, type LineEdit, unifiedDiff } from './diff.ts';
import { type Proposal, proposalsOf } from './proposals.ts';

/** What the record suggests to change in one runbook. */
export interface RunbookChanges {
  readonly runbook: string;
  readonly file: string;
  readonly proposals: readonly { readonly where: string; readonly text: string; readonly entries: readonly number[] }[];
  /** As a unified difference against the text that was followed. */
  readonly diff: string;
  /** The text with the changes in it. */
  readonly text: string;
}

/** A runbook as it was followed, with its text. */
interface Written {
  readonly runbook: Runbook;
  readonly text: string;
  readonly file: string;
  readonly outline: Outline;
  /** Where each step stands in it, by its id. */
  readonly ways: ReadonlyMap<string, Place['way']>;
}

/**
 * Changes of the runbooks drafted from where the night left them: comments where somebody has to think, new values and steps where
 * the record has them. Whoever owns the runbook takes what they find right; the changed text is as sound as the one that was followed.
 */
export function runbookChanges(source: Source): readonly RunbookChanges[] {
  const { alias, mode } = source.incident;
  const name = mode === 'drill' ? `DRILL ${alias}` : alias;
  const written = new Map(source.incident.runs.flatMap((run) => writtenOf(run, source)));
  const placed = proposalsOf(source).flatMap((proposal) => {
    const found = placeOf(proposal, written, source);
    return found === undefined ? [] : [{ ...found, proposal }];
  });
  return [...Map.groupBy(placed, ({ on }) => on)].map(([on, some]) => {
    const edits = editsOf(on, some, name);
    return {
      runbook: on.runbook.id,
      file: on.file,
      proposals: some.map(({ where, proposal: { text, entries } }) => ({ where, text, entries })),
      diff: unifiedDiff(on.file, on.text, edits, name),
      text: edited(on.text, edits),
    };
  });
}

/** The runbooks of a run by id, as they were followed, or taken up anew since. */
function writtenOf(
  { entry, textEntry, runbook, chart }: Run,
  { kept }: Source,
): readonly (readonly [string, Written])[] {
  const last = kept.find(({ id }) => id === textEntry);
  if (!keepsText(last)) return [];
  const begun = kept.find(({ id }) => id === entry);
  const file = begun?.type === 'runbook.followed' ? begun.data.file?.split(/[\\/]/).at(-1) : undefined;
  // The runbook itself stands first: a role or service of which those that it follows have one too is meant as its own.
  const others = Object.entries(last.data.followed).filter(([name]) => name !== runbook);
  return [[runbook, last.data.text] as const, ...others].flatMap(([name, text]) => {
    const model = name === runbook ? chart.bundle.runbook : chart.bundle.followed[name];
    if (model === undefined) return [];
    // A name out of a file stands in the head of a difference: on one line, with nothing to be obeyed.
    const called = visible(name === runbook && file !== undefined ? file : `${name}.yaml`).replaceAll(/\s/g, '-');
    return [[name, { runbook: model, text, file: called, outline: outlineOf(text), ways: waysIn(model) }]];
  });
}

interface Place {
  readonly on: Written;
  readonly where: string;
  readonly way: readonly (string | number)[];
  readonly spot: Spot;
}

function placeOf({ of }: Proposal, written: ReadonlyMap<string, Written>, { incident }: Source): Place | undefined {
  const at = (on: Written | undefined, where: string, way: Place['way'] | undefined): Place | undefined => {
    const spot = way === undefined ? undefined : on?.outline.at(way);
    return on === undefined || way === undefined || spot === undefined ? undefined : { on, where, way, spot };
  };
  if ('kind' in of) {
    const on = [...written.values()].find(({ runbook }) => Object.hasOwn(runbook[of.kind] ?? {}, of.id));
    return at(on, `${of.kind}: ${of.id}`, [of.kind, of.id]);
  }
  const planned = incident.runs.find(({ id }) => id === of.run)?.chart.plan.get(of.step);
  if (planned === undefined) return undefined;
  const on = written.get(planned.runbook.id);
  return at(on, planned.step.id, on?.ways.get(planned.step.id));
}

function waysIn({ steps, afterwards = [] }: Runbook): Written['ways'] {
  const ways = new Map<string, Place['way']>();
  walkSteps(steps, ({ id }, { path }) => ways.set(id, path));
  walkSteps(afterwards, ({ id }, { path }) => ways.set(id, path), ['afterwards']);
  return ways;
}

type Placed = Place & { readonly proposal: Proposal };

function editsOf(on: Written, placed: readonly Placed[], name: string): readonly LineEdit[] {
  const lines = on.text.split('\n');
  const names = new Set(allSteps(on.runbook).map(({ id }) => id));
  const scalars: {
    readonly start: number;
    readonly end: number;
    readonly value: string;
    readonly behind: readonly number[];
  }[] = [];
  const edits = placed.map(({ proposal, way, spot }): LineEdit => {
    const { text, entries, change } = proposal;
    const refs = `${name} ${entries.map((seq) => `#${seq}`).join(', ')}`.trimEnd();
    const behind = entries;
    const comment = `${spot.indent}# REVIEW ${refs}: ${oneLine(text)}`;
    if (change !== undefined && 'expect' in change)
      for (const { key, value } of newExpect(on, way, change.expect)) {
        const scalar = on.outline.at(key)?.scalar;
        if (scalar !== undefined) scalars.push({ ...scalar, value, behind });
      }
    const anchor = stepAt(on.runbook, way);
    // Behind what ends or goes elsewhere nothing would be reached: where it belongs is for somebody to say.
    if (change !== undefined && 'added' in change && spot.isItsOwn && anchor !== undefined && fallsThrough(anchor)) {
      const line = firstBehind(spot, lines);
      return { line, removes: false, inserts: [comment, ...stepLines(change.added, spot.indent, names, on)], behind };
    }
    return { line: spot.line ?? lines.length, removes: false, inserts: [comment], behind };
  });
  return [...edits, ...replaced(on.text, scalars)].toSorted((a, b) => a.line - b.line);
}

/** A text in a comment: on one line, with nothing in it that could end it. */
const oneLine = (text: string): string => visible(text).replaceAll(/\s+/g, ' ').trim();

/** What `expect` should say; of three numbers the likely one and the most: only what took longer than that is told. */
function newExpect(
  { runbook }: Written,
  way: Place['way'],
  value: string,
): readonly { readonly key: Place['way']; readonly value: string }[] {
  const step = stepAt(runbook, way);
  if (step?.expect === undefined) return [];
  const keys = typeof step.expect === 'string' ? [['expect']] : ['likely', 'max'].map((key) => ['expect', key]);
  return keys.map((key) => ({ key: [...way, ...key], value }));
}

function stepAt(runbook: Runbook, way: Place['way']): ReturnType<typeof allSteps>[number] | undefined {
  let found: unknown = runbook;
  for (const key of way) found = Reflect.get(Object(found), key);
  return found as ReturnType<typeof allSteps>[number] | undefined;
}

/** The first line behind a step; blank lines and comments before the next thing are of that. */
function firstBehind({ end, indent }: Spot, lines: readonly string[]): number {
  let line = end;
  while (line > 0) {
    const above = lines[line - 1] ?? '';
    const blanks = above.length - above.trimStart().length;
    if (above.trim() !== '' && !(above.trimStart().startsWith('#') && blanks <= indent.length)) return line;
    line -= 1;
  }
  return line;
}

/** A step in YAML as authors write it, with a name that no other has. */
function stepLines(
  { title, role, expect }: { readonly title: string; readonly role?: string | undefined; readonly expect?: string },
  indent: string,
  names: Set<string>,
  { runbook }: Written,
): string[] {
  const stem = nameOf(title);
  let id = stem;
  for (let count = 2; names.has(id); count += 1) id = `${stem}-${count}`;
  names.add(id);
  return [
    `${indent}- id: ${id}`,
    `${indent}  do: ${quoted(title)}`,
    ...(role !== undefined && Object.hasOwn(runbook.roles ?? {}, role) ? [`${indent}  role: ${role}`] : []),
    ...(expect === undefined ? [] : [`${indent}  expect: ${expect}`]),
  ];
}

/** Of the first words of a title, in kebab case; YAML's `yes` and `no` are no names. */
function nameOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const name = (words ?? []).slice(0, 5).join('-').slice(0, 40).replace(/-$/, '');
  return /^[a-z].*[a-z0-9]$/.test(name) && name.length > 3 ? name : `step-${name === '' ? 'added' : name}`;
}

/** A text in double quotes (YAML 1.2, 7.3.1), `{{` kept from being a place to be filled. */
const quoted = (text: string): string => JSON.stringify(oneLine(text).replaceAll('{{', '{ {'));

/** New values in place of old ones, a line at a time. */
function replaced(
  text: string,
  scalars: readonly {
    readonly start: number;
    readonly end: number;
    readonly value: string;
    readonly behind: readonly number[];
  }[],
): readonly LineEdit[] {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  // Followed twice, a runbook may be told twice how long a step took: the last counts.
  const last = new Map(scalars.map((scalar) => [scalar.start, scalar]));
  return [...Map.groupBy(last.values(), ({ start }) => lineOf(start))].map(([line, some]) => {
    const from = text.lastIndexOf('\n', (some[0]?.start ?? 0) - 1) + 1;
    const to = text.indexOf('\n', from);
    let after = text.slice(from, to < 0 ? text.length : to).replace(/\r$/, '');
    for (const { start, end, value } of some.toSorted((a, b) => b.start - a.start))
      after = after.slice(0, start - from) + value + after.slice(end - from);
    return {
      line,
      removes: true,
      inserts: [after],
      behind: some.flatMap(({ behind }) => behind),
    };
  });
}
