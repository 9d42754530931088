// Measures are ratios against something named, taken in turn in one run: a noisy machine slows both sides alike.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/**
 * @typedef {() => number | void | Promise<number | void>} Variant
 *   one run; it gives its own figure, or nothing, and then its wall time in milliseconds is the figure
 * @typedef {object} Measure
 * @property {string} name
 * @property {string} against what it is compared with, in words
 * @property {number} [bound] without one the figure is only told
 * @property {'at most' | 'at least'} [sense] default `at most`
 * @property {number} [rounds] default 15
 * @property {Variant} subject
 * @property {Variant} [reference] without one the subject's own figure is held against the bound
 * @property {string} [unit] of the figure where there is no reference
 * @property {() => unknown} [before] what is made ready once
 * @property {() => unknown} [after]
 */

/**
 * Runs a program to its end and throws if it fails: a failure would look very fast.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function runToEnd(command, args, options = {}) {
  const done = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${done.status ?? done.signal}: ${String(done.stderr)}`);
}

/** @param {number[]} values @returns {number} */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {Variant} variant */
async function figure(variant) {
  const start = performance.now();
  const own = await variant();
  return typeof own === 'number' ? own : performance.now() - start;
}

/**
 * Takes one measure: subject and reference in turn, the first round thrown away.
 * @param {Measure} measure
 * @returns {Promise<{ value: number, within: boolean }>} the ratio, or the bare figure where there is no reference
 */
export async function take(measure) {
  const rounds = measure.rounds ?? 15;
  const subject = [];
  const reference = [];
  await measure.before?.();
  try {
    for (let round = 0; round <= rounds; round++) {
      const pair = [await figure(measure.subject), measure.reference ? await figure(measure.reference) : 1];
      if (round === 0) continue;
      subject.push(pair[0]);
      reference.push(pair[1]);
    }
  } finally {
    await measure.after?.();
  }
  const value = median(subject) / median(reference);
  const { bound } = measure;
  return { value, within: bound === undefined || (measure.sense === 'at least' ? value >= bound : value <= bound) };
}

/**
 * Takes measures and prints a line for each: `name  ratio  (bound)  against what`. One that fails is told, and the others are taken.
 * @param {Measure[]} measures
 * @returns {Promise<boolean>} whether all are within their bounds
 */
export async function report(measures) {
  const width = Math.max(...measures.map((measure) => measure.name.length));
  let all = true;
  for (const measure of measures) {
    let taken;
    try {
      taken = await take(measure);
    } catch (error) {
      console.log(`✗ ${measure.name.padEnd(width)}  failed: ${error instanceof Error ? error.message : String(error)}`);
      all = false;
      continue;
    }
    const { value, within } = taken;
    const unit = measure.reference ? '×' : (measure.unit ?? '');
    const { bound } = measure;
    const sign = measure.sense === 'at least' ? '≥' : '≤';
    const digits = value >= 100 ? 0 : 2;
    console.log(
      `${bound === undefined ? '·' : within ? '✓' : '✗'} ${measure.name.padEnd(width)}  ${value.toFixed(digits).padStart(7)} ${unit}` +
        `  ${bound === undefined ? '' : `(${sign} ${bound})  `}against ${measure.against}`,
    );
    all &&= within;
  }
  return all;
}
