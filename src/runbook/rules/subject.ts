import type { Scope } from '../../conditions/index.ts';
import { listed, nearest } from '../../text/index.ts';
import type { Finding, Path } from '../finding.ts';
import type { Library } from '../library.ts';
import type { Clock, Fact, Role, Runbook, Service, Step } from '../model.ts';
import { allSteps, walkDuties, walkSteps } from '../steps.ts';
import type { Where } from '../steps.ts';

/** A step with where it stands and which role does it, that of its track where it names none. */
export interface Placed {
  readonly step: Step;
  readonly where: Where;
  readonly role: string | undefined;
  readonly afterwards: boolean;
}

/** A runbook reached by `follow`, with the ids of the `follow` steps that lead to it. */
interface Followed {
  readonly prefix: string;
  readonly runbook: Runbook;
  /** The step of the runbook at hand that leads there. */
  readonly by: Placed;
}

/** What every rule looks at: the runbook, what stands beside it, and what it declares together with all that it follows. */
export interface Subject {
  readonly runbook: Runbook;
  readonly library: Library;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly steps: readonly Placed[];
  readonly followed: readonly Followed[];
  /** What the ids begin with of the steps of runbooks that it follows and that are not there: what those would have brought cannot be missed. */
  readonly unread: readonly string[];
  /** Own ids, and those of followed runbooks with their prefix. */
  readonly stepIds: ReadonlySet<string>;
  readonly roles: Readonly<Record<string, Role>>;
  readonly services: Readonly<Record<string, Service>>;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly topics: Readonly<Record<string, string>>;
  readonly clocks: Readonly<Record<string, Clock>>;
  readonly scope: Scope;
}

export type Rule = (subject: Subject) => Finding[];

/** Steps counted with those of followed runbooks. */
export const mostSteps = 2000;

/** Prepares what the rules look at. */
export function subjectOf(runbook: Runbook, library: Library, today: string): Subject {
  const steps = [...placed(runbook.steps, walkSteps), ...placed(runbook.afterwards ?? [], walkDuties)];
  const { followed, unread } = follow(steps, library, runbook.id);
  const books = [...followed.map((book) => book.runbook), runbook];
  // A step that lacks its id has a message of its own, and none can be named.
  const stepIds = new Set(steps.flatMap(({ step }) => (step.id === '' ? [] : [step.id])));
  const options: Record<string, readonly string[]> = {};
  for (const { step } of steps) if ('options' in step) options[step.id] = Object.keys(step.options);
  for (const book of followed) {
    for (const step of allSteps(book.runbook)) {
      stepIds.add(`${book.prefix}/${step.id}`);
      if ('options' in step) options[`${book.prefix}/${step.id}`] = Object.keys(step.options);
    }
  }
  const facts = merged(books, (book) => book.facts);
  const clocks = merged(books, (book) => book.clocks);
  const services = merged(books, (book) => book.services);
  const scope: Scope = {
    facts,
    get org() {
      return library.organisation;
    },
    steps: stepIds,
    unread,
    clocks: new Set(Object.keys(clocks)),
    services: new Set(Object.keys(services)),
    options,
  };
  return {
    runbook,
    library,
    today,
    steps,
    followed,
    unread,
    stepIds,
    roles: merged(books, (book) => book.roles),
    services,
    facts,
    topics: merged(books, (book) => book.topics),
    clocks,
    scope,
  };
}

function placed(list: readonly Step[], walk: typeof walkSteps | typeof walkDuties): Placed[] {
  const found: Placed[] = [];
  walk(list, (step, where) =>
    found.push({ step, where, role: step.role ?? trackRole(where), afterwards: walk === walkDuties }),
  );
  return found;
}

/** The innermost track with a role has it, as when the runbook is followed. */
function trackRole({ lists, around }: Where): string | undefined {
  for (const [k, owner] of around.entries()) {
    if (!('tracks' in owner)) continue;
    const role = Object.values(owner.tracks).find(({ steps }) => steps === lists[k])?.role;
    if (role !== undefined) return role;
  }
  return undefined;
}

function follow(steps: readonly Placed[], library: Library, root: string): { followed: Followed[]; unread: string[] } {
  const followed: Followed[] = [];
  const unread: string[] = [];
  let count = steps.length;
  const enter = (id: string, prefix: string, by: Placed, way: readonly string[]): void => {
    if (way.includes(id) || count > mostSteps) return;
    const runbook = library.runbook(id);
    if (runbook === undefined) {
      unread.push(`${prefix}/`);
      return;
    }
    const inside = allSteps(runbook);
    count += inside.length;
    followed.push({ prefix, runbook, by });
    for (const step of inside) if ('follow' in step) enter(step.follow, `${prefix}/${step.id}`, by, [...way, id]);
  };
  for (const by of steps) if ('follow' in by.step) enter(by.step.follow, by.step.id, by, [root]);
  return { followed, unread };
}

function merged<T>(
  books: readonly Runbook[],
  of: (book: Runbook) => Readonly<Record<string, T>> | undefined,
): Record<string, T> {
  return Object.assign({}, ...books.map((book) => of(book) ?? {})) as Record<string, T>;
}

/** Whether there is such a step, as far as is known. */
export function mayBeStep({ stepIds, unread }: Subject, id: string): boolean {
  return stepIds.has(id) || unread.some((prefix) => id.startsWith(prefix));
}

/** An error at a value. */
export function fault(path: Path, rule: string, message: string, hint?: string): Finding {
  return { path, at: 'value', severity: 'error', rule, message, ...(hint === undefined ? {} : { hint }) };
}

/** An error at a key. */
export function faultAtKey(path: Path, rule: string, message: string, hint?: string): Finding {
  return { ...fault(path, rule, message, hint), at: 'key' };
}

/** A warning at a value. */
export function warning(path: Path, rule: string, message: string, hint?: string): Finding {
  return { ...fault(path, rule, message, hint), severity: 'warning' };
}

/** The fault of a name that is not declared, with the nearest one, else with what there is. */
export function unknown(path: Path, kind: string, name: string, valid: readonly string[], where?: string): Finding {
  const near = nearest(name, valid);
  const hint =
    near === undefined
      ? valid.length === 0
        ? (where ?? `this runbook declares no ${kind}s`)
        : valid.length <= 8
          ? `there ${valid.length === 1 ? 'is' : 'are'} ${listed(valid)}`
          : (where ?? `name one of the ${valid.length} ${kind}s that there are`)
      : `did you mean \`${near}\`?`;
  return fault(path, `unknown-${kind}`, `there is no ${kind} \`${name}\``, hint);
}

/** The fault of a runbook that is named and is not there, or is and cannot be read. */
export function noRunbook(path: Path, id: string, library: Library, where: string): Finding {
  const unreadable = library.runbookFault?.(id);
  return unreadable === undefined
    ? unknown(path, 'runbook', id, library.ids, where)
    : fault(
        path,
        'unread-runbook',
        `the runbook \`${id}\` cannot be read: ${unreadable}`,
        'mend that file first; `holdfast runbook check` with its name shows all that is wrong in it',
      );
}
