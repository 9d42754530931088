import { checkCondition, checkTemplate, isTemplate, pieces, references } from '../../conditions/index.ts';
import type { ConditionProblem, Reader, Wanted } from '../../conditions/index.ts';
import type { Finding, Path } from '../finding.ts';
import type { Step } from '../model.ts';
import { stepTitle, stepVerb } from '../steps.ts';
import type { Subject } from './subject.ts';

/** Every condition and every `{{ }}`: that it parses, types, and names what is there. */
export function conditionRules(subject: Subject): Finding[] {
  const found: Finding[] = [];
  let organisationMissed = false;
  const missOrganisation = (source: string, path: Path): void => {
    if (organisationMissed || !source.includes('org')) return;
    const missed =
      subject.library.organisation === undefined
        ? readsOrganisation(source, path, subject.library.organisationFault)
        : undefined;
    if (missed === undefined) return;
    organisationMissed = true;
    found.push(missed);
  };
  // The path of a thing is put together only for a thing that is there: most steps have no condition.
  const condition = (source: string | undefined, around: Path, keys: Path, wants: Wanted = 'boolean'): void => {
    if (source === undefined) return;
    const path = [...around, ...keys];
    missOrganisation(source, path);
    for (const problem of checkCondition(source, subject.scope, wants)) found.push(toFinding(problem, path));
  };
  const text = (template: string | undefined, around: Path, ...keys: Path): void =>
    read('a text', template, around, ...keys);
  const read = (reader: Reader, template: string | undefined, around: Path, ...keys: Path): void => {
    if (template === undefined || !isTemplate(template)) return;
    const path = [...around, ...keys];
    for (const piece of pieces(template)) if (piece.kind === 'expression') missOrganisation(piece.source, path);
    for (const problem of checkTemplate(template, subject.scope, reader)) found.push(toFinding(problem, path));
  };
  const texts = (list: readonly string[] | undefined, around: Path, key: string, reader: Reader): void =>
    list?.forEach((item, index) => read(reader, item, around, key, index));

  for (const [id, clock] of Object.entries(subject.runbook.clocks ?? {})) {
    const path = ['clocks', id];
    condition(clock['applies-when'], path, ['applies-when']);
    condition(clock['next-working-day']?.when, path, ['next-working-day', 'when']);
    for (const [within, at] of [
      [clock.within, ['within']],
      [clock['and-within']?.within, ['and-within', 'within']],
      [clock.again?.within, ['again', 'within']],
    ] as const) {
      if (typeof within === 'string') read('a deadline', within, path, ...at);
      else if (within !== undefined) {
        condition(within.when, path, [...at, 'when']);
        read('a deadline', within.then, path, ...at, 'then');
        read('a deadline', within.else, path, ...at, 'else');
      }
    }
  }
  for (const [id, message] of Object.entries(subject.runbook.messages ?? {})) {
    for (const [language, words] of Object.entries(message.text)) text(words, ['messages', id, 'text'], language);
  }
  for (const { step, where } of subject.steps) {
    const { path } = where;
    condition(step.when, path, ['when']);
    condition(step.each, path, ['each'], 'list');
    text(step.text, path, 'text');
    texts(step.checklist, path, 'checklist', 'a checklist');
    const title = titleOf(step);
    read('a title', title.text, path, title.key);
    if ('options' in step)
      for (const [id, option] of Object.entries(step.options)) {
        read('a title', option.title, path, 'options', id, 'title');
        condition(option['suggest-when'], path, ['options', id, 'suggest-when']);
      }
    if ('tracks' in step)
      for (const [id, track] of Object.entries(step.tracks)) read('a title', track.title, path, 'tracks', id, 'title');
    if ('wait' in step) condition(step.until, path, ['until']);
    if ('repeat' in step && step.until !== 'asked') condition(step.until, path, ['until']);
    if ('command' in step) {
      texts(step.command, path, 'command', 'a command');
      texts(step['drill-command'], path, 'drill-command', 'a command');
    }
  }
  return found;
}

/** The title that is written at the step; that of a runbook which it follows is no template. */
function titleOf(step: Step): { readonly text: string | undefined; readonly key: string } {
  return 'follow' in step ? { text: step.title, key: 'title' } : { text: stepTitle(step), key: stepVerb(step) };
}

function toFinding({ start, end, rule, message, hint }: ConditionProblem, path: Path): Finding {
  return {
    path,
    at: 'value',
    part: { start, end },
    severity: 'error',
    rule,
    message,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Without an organisation every `org.` would be unknown for ever. */
function readsOrganisation(source: string, path: Path, fault?: string): Finding | undefined {
  const [name] = references(source).org;
  return name === undefined
    ? undefined
    : {
        path,
        at: 'value',
        severity: 'error',
        rule: 'no-organisation',
        message:
          fault === undefined
            ? `\`org.${name}\` is read here, and no organisation.yaml stands beside the runbook`
            : `\`org.${name}\` is read here, and the organisation cannot be read: ${fault}`,
        hint:
          fault === undefined
            ? `write an organisation.yaml with \`holdfast: 1\`, \`name:\` and \`${name}:\``
            : 'mend that file first; `holdfast runbook check` with its name shows all that is wrong in it',
      };
}
