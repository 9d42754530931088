/** What a command ends with; interface.md, "Exit codes". */
export const exit = { done: 0, no: 1, usage: 2, notFound: 3, refused: 4, storage: 5, lostRace: 6, defect: 70 } as const;

/** Why a command did not do what was asked: what happened, and what to do. Text is raw; whoever prints it makes it visible. */
export class Failure extends Error {
  readonly exit: number;
  /** For programs, kebab-case. */
  readonly code: string;
  readonly hint: string | undefined;
  constructor(exit: number, code: string, message: string, hint?: string) {
    super(message);
    this.name = 'Failure';
    this.exit = exit;
    this.code = code;
    this.hint = hint;
  }
}

export const wrongUsage = (message: string, hint?: string): Failure => new Failure(exit.usage, 'usage', message, hint);
export const notFound = (message: string, hint?: string): Failure =>
  new Failure(exit.notFound, 'not-found', message, hint);
export const refused = (code: string, message: string, hint?: string): Failure =>
  new Failure(exit.refused, code, message, hint);

/** What of a name that is not there is "not found" and not "does not fit". */
const namesNothing: ReadonlySet<string> = new Set([
  'no-such-step',
  'no-such-item',
  'no-such-thing',
  'runbook-not-followed',
]);
const wronglySaid: ReadonlySet<string> = new Set(['ambiguous-step', 'wrong-type', 'in-future', 'needs-words']);

/** The exit code of a refusal of the one judge. What cannot be undone was not said wrongly. */
export function exitOfRefusal(code: string, act?: string): number {
  if (act === 'undo' && code === 'wrong-type') return exit.refused;
  if (namesNothing.has(code)) return exit.notFound;
  return wronglySaid.has(code) ? exit.usage : exit.refused;
}

const filesExits: Readonly<Record<string, number>> = {
  'not-found': exit.notFound,
  'not-a-file': exit.usage,
  exists: exit.refused,
  invalid: exit.refused,
  'not-utf8': exit.refused,
  'too-large': exit.refused,
};
const timelineExits: Readonly<Record<string, number>> = {
  missing: exit.notFound,
  exists: exit.refused,
  differs: exit.refused,
};

/** Any error as a failure. Errors of other rooms are told by their name, so that none of them is loaded for it. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return defect(String(error));
  const { code, hint } = error as Error & { code?: unknown; hint?: unknown };
  const said = typeof hint === 'string' ? hint : undefined;
  const word = typeof code === 'string' ? code : '';
  if (error.name === 'FilesError') return new Failure(filesExits[word] ?? exit.storage, word, error.message, said);
  if (error.name === 'TimelineError')
    return new Failure(timelineExits[word] ?? exit.storage, word, error.message, said);
  return defect(error.stack ?? error.message);
}

function defect(what: string): Failure {
  return new Failure(
    exit.defect,
    'defect',
    `A fault in holdfast itself: ${what}`,
    'What was recorded is safe. Please report this with the line above.',
  );
}
