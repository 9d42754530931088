import type { Incident } from '../../incident/index.ts';
import { numberedSteps } from '../../runbook/index.ts';
import { nearest } from '../../text/index.ts';
import type { Guide, StepRow } from '../model.ts';
import { problem } from '../words/kit.ts';
import type { Problem } from '../words/kit.ts';

/** The step that paper means: by its number on the form, its id, or words of its title. */
export function paperStep(
  named: string,
  { guide, incident }: { readonly guide: Guide; readonly incident: Incident },
): StepRow | Problem {
  const numbered = /^(?:([\w-]+):)?#?(\d{1,4}(?:\.\d{1,4}){0,8})\.?$/.exec(named);
  if (numbered !== null) return byNumber(numbered[2] ?? '', numbered[1], guide, incident);
  const word = named.toLowerCase();
  const exact = guide.steps.filter(({ key, name }) => key.toLowerCase() === word || name.toLowerCase() === word);
  if (exact[0] !== undefined && exact.length === 1) return exact[0];
  const words = word.split(/[\s,]+/).filter((each) => each !== '');
  const found = guide.steps.filter(({ name, title }) => {
    const parts = `${name} ${title}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return words.every((each) => name === each || parts.some((part) => part.startsWith(each)));
  });
  return oneOf(found, named) ?? near(named, guide);
}

/** Of several, the only one that is open. */
function oneOf(found: readonly StepRow[], named: string): StepRow | Problem | undefined {
  if (found.length === 0) return undefined;
  const open = found.filter(({ state }) => state === 'active' || state === 'awaiting');
  const [only] = found.length === 1 ? found : open;
  if (only !== undefined && (found.length === 1 || open.length === 1)) return only;
  const names = found.slice(0, 6).map(({ name }) => name);
  return problem(
    `"${named}" may mean ${found.length} steps.`,
    `Say which: ${names.join(', ')}${found.length > 6 ? ' …' : ''}`,
  );
}

function near(named: string, { steps }: Guide): StepRow | Problem {
  const meant = nearest(named, [...steps.map(({ name }) => name), ...steps.map(({ title }) => title)]);
  const step = steps.find(({ name, title }) => name === meant || title === meant);
  return step ?? problem(`There is no step "${named}".`, 'Its number on the form, its id, or words of its title.');
}

function byNumber(typed: string, run: string | undefined, guide: Guide, { runs }: Incident): StepRow | Problem {
  const number = typed.split('.').map(Number).join('.');
  const meant = run === undefined ? runs : runs.filter(({ id }) => id === run);
  const [only, ...others] = meant;
  if (only === undefined)
    return problem(run === undefined ? 'No runbook is followed.' : `No runbook "${run}" is followed.`);
  if (others.length > 0)
    return problem('Several runbooks are followed: a number alone is not clear.', `Say which: ${only.id}:${number}`);
  const all = numberedSteps(only.chart.bundle);
  const id = all.find((each) => each.number === number)?.id;
  const step = guide.steps.find(({ key }) => key === `${only.id}:${id ?? ''}`);
  return (
    step ??
    problem(
      `There is no step ${number}: they go up to ${all.findLast((each) => !each.number.includes('.'))?.number ?? '0'}.`,
      'See the form: runbook show --format paper',
    )
  );
}
