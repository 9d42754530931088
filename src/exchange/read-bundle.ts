import { markings, verifyChain } from '../entry/index.ts';
import type { ChainReport, Head } from '../entry/index.ts';
import { bundleVersion } from '../report/index.ts';
import type { TimelineBundle } from '../report/index.ts';

/** A bundle with the check of its chains, or why the text is none: what happened, and what to do. */
export type BundleRead =
  | { readonly ok: true; readonly bundle: TimelineBundle; readonly report: ChainReport }
  | {
      readonly ok: false;
      readonly code: 'not-a-bundle' | 'newer' | 'damaged';
      readonly message: string;
      readonly hint: string;
    };

/**
 * Reads the text of a bundle and checks every entry in it: its hash, its link, the digest of its words. A cut end shows where
 * the bundle names a later head than its entries reach, or `head`, one kept elsewhere; what was taken out of one that withholds
 * something, where more is missing than it says.
 */
export function readBundle(text: string, head?: Head): BundleRead {
  if (/\S/.test(text) && !/^\s*[{[]/.test(text))
    return {
      ok: false,
      code: 'not-a-bundle',
      message: 'It is no JSON.',
      hint: 'A bundle is made by: holdfast export --format json -o FILE. Of any other export only its signature is checked: holdfast verify FILE --key PUBLIC',
    };
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      code: 'damaged',
      message: `It is no JSON, or was cut off or damaged on its way: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
      hint: 'Have it sent again, and compare its size.',
    };
  }
  if (typeof read !== 'object' || read === null || !('bundle' in read))
    return {
      ok: false,
      code: 'not-a-bundle',
      message: 'It is JSON, but no bundle of holdfast.',
      hint: 'A bundle is made by: holdfast export --format json -o FILE',
    };
  if (typeof read.bundle === 'number' && read.bundle > bundleVersion)
    return {
      ok: false,
      code: 'newer',
      message: `It was written by a newer holdfast (bundle ${read.bundle}; this one reads up to ${bundleVersion}).`,
      hint: 'Use that newer holdfast.',
    };
  if (!isBundle(read))
    return {
      ok: false,
      code: 'damaged',
      message: 'Something that every bundle has is missing from it, or of the wrong type.',
      hint: 'Have it made again: holdfast export --format json -o FILE',
    };
  const report = verifyChain(read.entries, {
    incident: read.incident,
    bundle: read,
    called: { alias: read.alias, mode: read.mode },
    ...(head !== undefined && { head }),
  });
  return { ok: true, bundle: read, report };
}

function isBundle(read: object): read is TimelineBundle {
  const { bundle, incident, alias, mode, tlp, heads, whole, withheld, entries } = read as Record<string, unknown>;
  return (
    bundle === bundleVersion &&
    [incident, alias].every((each) => typeof each === 'string') &&
    markings.some((each) => each === tlp) &&
    (mode === 'real' || mode === 'drill') &&
    typeof whole === 'boolean' &&
    isCounts(withheld) &&
    typeof heads === 'object' &&
    heads !== null &&
    Object.values(heads).length > 0 &&
    Object.values(heads).every(isHead) &&
    Array.isArray(entries) &&
    entries.length > 0
  );
}

function isCounts(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return false;
  const { answers, entries } = given as Record<string, unknown>;
  return [answers, entries].every((each) => Number.isSafeInteger(each) && Number(each) >= 0);
}

function isHead(given: unknown): given is Head {
  if (typeof given !== 'object' || given === null) return false;
  const { seq, hash } = given as Record<string, unknown>;
  return Number.isSafeInteger(seq) && Number(seq) > 0 && typeof hash === 'string';
}
