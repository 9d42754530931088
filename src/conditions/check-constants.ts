import type { ASTNode } from '@marcbachmann/cel-js';
import { isInstant } from '../time/index.ts';
import { celFault, expression } from './expression.ts';
import type { Fault } from './expression.ts';
import { eachNode } from './nodes.ts';

const rule = 'impossible-value';
const howTimes = "write date, time and offset: `timestamp('2026-11-21T03:00:00+01:00')`";

/** A call, a division, an index that is no name: nothing else of the right type can fail, and most conditions have none of it. */
const mayFail = /[(/%]|\[[^'"]/;

/**
 * What reads nothing can be worked out beforehand, and where it cannot, the condition around it never holds: `timestamp('2026-11-21')`,
 * `duration('2 days')`, `1 / 0`. They are of the right type, so nothing else would find them.
 */
export function checkConstants(source: string, ast: ASTNode): Fault[] {
  if (!mayFail.test(source)) return [];
  const times = timesWithoutOffset(ast);
  return times.length > 0 ? times : constants(ast).flatMap((node) => faultIn(source, node));
}

/** The outermost parts that read nothing, and are more than a value as it stands. */
function constants(ast: ASTNode): readonly ASTNode[] {
  const all: { readonly node: ASTNode; readonly above: ASTNode | undefined }[] = [];
  eachNode(ast, (node, above) => all.push({ node, above }));
  // Each stands before what is inside it: from the end on, what is inside is known.
  const reading = new Set<ASTNode>();
  for (const { node, above } of all.toReversed()) {
    if (node.op === 'id') reading.add(node);
    if (above !== undefined && reading.has(node)) reading.add(above);
  }
  return all.flatMap(({ node, above }) =>
    node.op === 'value' || reading.has(node) || (above !== undefined && !reading.has(above)) ? [] : [node],
  );
}

/** The library reads a time that has no offset in the zone of the machine, and 30 February as 2 March. */
function timesWithoutOffset(ast: ASTNode): Fault[] {
  const found: Fault[] = [];
  eachNode(ast, (node) => {
    if (node.op !== 'call' || node.args[0] !== 'timestamp') return;
    const [given] = node.args[1];
    if (given?.op !== 'value' || typeof given.args !== 'string' || isInstant(given.args)) return;
    const { start, end } = given;
    found.push({ start, end, rule, message: `\`${given.args}\` is no moment`, hint: howTimes });
  });
  return found;
}

function faultIn(source: string, node: ASTNode): Fault[] {
  const written = source.slice(node.start, node.end);
  const parsed = expression(written);
  // Of `(1 + 2) * 3` the library tells the place without its first bracket.
  if (!parsed.ok) return [];
  try {
    parsed.run({});
    return [];
  } catch (error) {
    const { summary, start, end } = celFault(written, error);
    const fault = { start: node.start + start, end: node.start + end, rule };
    const at = written.slice(start, end);
    if (at.startsWith('timestamp(')) return [{ ...fault, message: `\`${at}\` is no moment`, hint: howTimes }];
    if (at.startsWith('duration('))
      return [
        {
          ...fault,
          message: `\`${at}\` is no duration of conditions`,
          hint: "write hours, minutes and seconds: `duration('48h')`, `duration('1h30m')`",
        },
      ];
    return [{ ...fault, message: `this can never be worked out: ${summary.toLowerCase()}` }];
  }
}
