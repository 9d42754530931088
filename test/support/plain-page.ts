/** The last page that plain mode has printed, as somebody reads it who knows nothing but what stands there. */
export interface PlainPage {
  readonly text: string;
  /** The step in front: the name that commands take. */
  readonly step: string | undefined;
  readonly title: string | undefined;
  /** Ids of the facts that are not answered yet, in their order. */
  readonly unanswered: readonly string[];
  /** The numbered choices, from 1. */
  readonly choices: readonly string[];
  readonly wantsEvidence: boolean;
  /** The step in front, or else one of the others, that another person has to approve. */
  readonly awaits: string | undefined;
}

const opening = 'What now? A number, or words (help lists them):';
const lastChoice = /^ +\d+ {2}Leave the guide\n/m;

/** Whether a whole page, with its choices, stands in the text. */
export function hasPage(text: string): boolean {
  const at = text.lastIndexOf(opening);
  return at >= 0 && lastChoice.test(text.slice(at));
}

/** Reads the last page of the text. @throws where there is none. */
export function lastPage(text: string): PlainPage {
  const at = text.lastIndexOf(opening);
  const top = text.lastIndexOf('\n[', at);
  if (at < 0 || top < 0) throw new Error(`No page in:\n${text}`);
  const [body, below] = [text.slice(top, at), text.slice(at + opening.length)];
  const now = /^(?:DUTY|NOW)(?:, OVERDUE)?: (.+(?:\n {5,}.+)*)$/m.exec(body)?.[1]?.replace(/\s+/g, ' ');
  const [, title, step] = /^(.*) \(([^() ]+)\)$/.exec(now ?? '') ?? [];
  const questions =
    /To be answered before it is finished:\n((?: {2,}.*\n)+)/.exec(body)?.[1]?.replace(/\s+/g, ' ') ?? '';
  return {
    text: body,
    step,
    title,
    unanswered: [...questions.matchAll(/ not answered(?:; before: [^(]*)? \((\w+): /g)].map(([, id = '']) => id),
    choices: choicesIn(below),
    wantsEvidence: body.includes('It wants evidence: attach FILE.'),
    awaits: body.includes('waits for an approval')
      ? step
      : /\(([^() ]+)\) — approval by /.exec(body.replace(/\s+/g, ' '))?.[1],
  };
}

/** Wrapped labels are put together again. */
function choicesIn(below: string): string[] {
  const choices: string[] = [];
  for (const line of below.split('\n').slice(1)) {
    const [, number, label = ''] = /^ +(\d+) {2}(.*)$/.exec(line) ?? [];
    if (number !== undefined && Number(number) === choices.length + 1) choices.push(label);
    else if (/^ {4,}\S/.test(line) && choices.length > 0) choices.push(`${choices.pop() ?? ''} ${line.trim()}`);
    else break;
  }
  return choices;
}
