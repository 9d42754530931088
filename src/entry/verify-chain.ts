import type { ChainProblem, Report } from './chain-problem.ts';
import type { AnyEntry, Entry, Head } from './entry.ts';
import { digestWords, hashEntry } from './hash.ts';
import { isEntry } from './is-entry.ts';
import { OriginChain, type Link } from './origin-chain.ts';

export interface ChainReport {
  readonly ok: boolean;
  /** How many were read. */
  readonly entries: number;
  /** The end of the chain of the first origin that was read; of a bundle that withholds it, as that says. */
  readonly head: Head;
  readonly problems: readonly ChainProblem[];
  /** The entries whose words are gone because an `entry.expunged` says so: their places in their chains. */
  readonly expunged: readonly number[];
}

export interface ChainOptions {
  /** A head kept elsewhere; `hash` may be its first digits. The only thing that finds a cut end. */
  readonly head?: Head;
  /** What the bundle that holds the entries says of itself. */
  readonly bundle?: BundleClaims;
  /** The incident that the entries must be of; else that of the first. */
  readonly incident?: string;
  /** What the incident is called where it is listed; its first entry must say the same. */
  readonly called?: { readonly alias: string; readonly mode: string };
}

/** What a bundle says of itself. One that is not whole claims its links, where its chains end, and how much it withholds. */
interface BundleClaims {
  readonly whole: boolean;
  /** The end of each origin's chain, also where the entry itself is withheld. */
  readonly heads: Readonly<Record<string, Head>>;
  /** How many entries were withheld, not lost. */
  readonly withheld: { readonly entries: number };
}

/**
 * Checks the hash chains of one incident, in the order in which the entries are given: every entry's own hash, its link
 * to the one before it, the digest of its words. Words that are gone are fine where an `entry.expunged` names the entry; words
 * that stand there all the same were put back, be they those that were written.
 * A chain is tamper-evident, not tamper-proof: whoever rewrites all of it to its end is found by `head` alone.
 */
export function verifyChain(entries: readonly unknown[], options: ChainOptions = {}): ChainReport {
  const check = chainCheck(options);
  for (const entry of entries) check.add(entry);
  return check.end((ids) => entries.filter((entry) => isEntry(entry) && ids.has(entry.id)));
}

/** Its hash; empty where it has none, for it holds what is no JSON (a lone surrogate, a number beyond all), or lies deeper than can be read. */
function hashIfAny(entry: AnyEntry): string {
  try {
    return hashEntry(entry);
  } catch {
    return '';
  }
}

/** As `verifyChain`, entry by entry; whoever has hashed an entry's canonical text already gives that hash. */
export interface ChainCheck {
  add(entry: unknown, computed?: string): void;
  /** @param named gives the entries of those ids once more: which have words is not kept of a million */
  end(named: (ids: ReadonlySet<string>) => Iterable<unknown>): ChainReport;
}

export function chainCheck(options: ChainOptions = {}): ChainCheck {
  const problems: ChainProblem[] = [];
  const chains = new Map<string, OriginChain>();
  const wordless = new Map<string, number>();
  /** By the entry whose words were taken out: the place of the one that says so. */
  const expunged = new Map<string, number>();
  let count = 0;
  let incident = options.incident;
  let first: string | undefined;

  const report: Report = (kind, seq, message) => void problems.push({ kind, seq, message });

  function add(entry: unknown, computed?: string): void {
    count += 1;
    if (!isEntry(entry)) {
      report(
        'not-an-entry',
        count,
        `What stands in place ${count} is no entry: a field is missing, misspelt or of the wrong type.`,
      );
      return;
    }
    const link = { seq: entry.seq, prev: entry.prev, hash: entry.hash, computed: computed ?? hashIfAny(entry) };
    const edited = link.computed !== link.hash;
    incident ??= entry.incident;
    if (!edited && entry.incident !== incident) {
      report('foreign', entry.seq, `#${entry.seq} belongs to another incident (${entry.incident}).`);
      return;
    }
    const chain = chainOf(entry, link, edited);
    first ??= entry.origin;
    const seq = chain.add(link, edited);
    if (edited) report('edited', seq, `#${seq} was changed after it was written: it does not give its hash.`);
    checkWords(entry, seq);
    if (!edited && entry.type === 'entry.expunged') expunged.set(entry.data.entry, seq);
    if (!edited && entry.type === 'incident.declared' && seq === 1) checkName(entry);
  }

  function chainOf(entry: AnyEntry, link: Link, edited: boolean): OriginChain {
    // What an edited entry says of its origin may be the edit: it stands where its link puts it.
    const linked = edited ? chains.values().find((chain) => chain.continuesWith(link)) : undefined;
    const found = linked ?? chains.get(entry.origin);
    if (found !== undefined) return found;
    const chain = new OriginChain(report, options.head?.seq);
    chains.set(entry.origin, chain);
    return chain;
  }

  function checkWords(entry: AnyEntry, seq: number): void {
    const { words, 'words-salt': salt, 'words-digest': digest } = entry;
    if (words === undefined) {
      if (digest !== undefined) wordless.set(entry.id, seq);
    } else if (digest === undefined) {
      report('changed-words', seq, `#${seq} was written without words, and has some now.`);
    } else if (salt === undefined || digestWords(salt, words) !== digest) {
      report('changed-words', seq, `The words of #${seq} are not those that were written.`);
    }
  }

  function checkName({ data, seq }: Entry<'incident.declared'>): void {
    const { called } = options;
    if (called === undefined || (called.alias === data.alias && called.mode === data.mode)) return;
    report(
      'edited',
      seq,
      `Outside the chain the incident is called ${called.alias} (${called.mode}), but #${seq} says ${data.alias} (${data.mode}).`,
    );
  }

  function checkPutBack(named: Parameters<ChainCheck['end']>[0]): void {
    const ids = new Set(expunged.keys().filter((id) => !wordless.has(id)));
    if (ids.size === 0) return;
    for (const entry of named(ids)) {
      if (!isEntry(entry) || entry.words === undefined) continue;
      report(
        'changed-words',
        entry.seq,
        `The words of #${entry.seq} were taken out for good, as #${expunged.get(entry.id)} says, and were put back.`,
      );
    }
  }

  function end(named: Parameters<ChainCheck['end']>[0]): ChainReport {
    const { bundle, head: kept } = options;
    if (bundle?.whole === false) checkWithheld(bundle);
    else {
      for (const chain of chains.values()) chain.reportMissing();
      for (const [id, seq] of wordless) {
        if (!expunged.has(id))
          report('changed-words', seq, `The words of #${seq} are gone, and no entry says that they were expunged.`);
      }
    }
    checkPutBack(named);
    const chain = first === undefined ? undefined : chains.get(first);
    const head = endOf(first, bundle);
    if (kept !== undefined && kept.seq > 0) checkHead(kept, head, chain);
    // A head that was kept elsewhere says it better.
    if (!problems.some(({ kind }) => kind === 'cut-end')) checkEnds(bundle);
    const gone = [...wordless].flatMap(([id, seq]) => (expunged.has(id) ? [seq] : []));
    return { ok: problems.length === 0, entries: count, head, problems, expunged: gone.sort((a, b) => a - b) };
  }

  /** The end of an origin's chain: its last entry, or the one after it that the bundle withholds. */
  function endOf(origin = '', bundle?: BundleClaims): Head {
    const last = chains.get(origin)?.head ?? { seq: 0, hash: '' };
    const named = bundle !== undefined && Object.hasOwn(bundle.heads, origin) ? bundle.heads[origin] : undefined;
    return bundle?.whole === false && named !== undefined && named.seq > last.seq ? named : last;
  }

  /** Each chain ends where the bundle says. */
  function checkEnds(bundle?: BundleClaims): void {
    for (const [origin, named] of Object.entries(bundle?.heads ?? {})) {
      const { seq, hash } = endOf(origin, bundle);
      if (seq === named.seq && hash === named.hash) continue;
      report(
        'cut-end',
        seq + 1,
        `The chain ends at #${seq}, but the bundle names #${named.seq} as its head: the end is cut off, or the head was changed.`,
      );
    }
  }

  /** No more is missing than the bundle says that it withholds. */
  function checkWithheld(bundle: BundleClaims): void {
    const gaps = Object.keys(bundle.heads).flatMap((origin) => {
      const last = chains.get(origin)?.head.seq ?? 0;
      return [...(chains.get(origin)?.gaps ?? []), { from: last + 1, to: endOf(origin, bundle).seq }];
    });
    const missing = gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    const withheld = bundle.withheld.entries;
    if (missing > withheld)
      report(
        'removed',
        gaps[0]?.from ?? 1,
        `${missing} of the entries are missing, and the bundle says that it withholds ${withheld}: others were taken out.`,
      );
  }

  function checkHead(kept: Head, head: Head, chain: OriginChain | undefined): void {
    const hash = chain?.keptHash ?? (head.seq === kept.seq ? head.hash : undefined);
    if (head.seq < kept.seq) {
      report(
        'cut-end',
        head.seq + 1,
        `The chain ends at #${head.seq}, but its head was once #${kept.seq}: the end is cut off.`,
      );
    } else if (hash?.startsWith(kept.hash.toLowerCase()) === false) {
      report(
        'edited',
        kept.seq,
        `#${kept.seq} is not the one whose head was kept (${kept.hash}): the chain was written anew.`,
      );
    }
  }

  return { add, end };
}
