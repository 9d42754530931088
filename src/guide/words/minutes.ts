import { askedOption, asAct, problem, tooMany } from './kit.ts';
import { lastDecision, optionsInPlan } from '../minutes.ts';
import type { StepRow } from '../model.ts';
import type { Asking, Parsed, Problem, Spoken } from './kit.ts';
import { stepMeant, stepNamed } from './steps.ts';

/** What stands for "leave it out" where Enter alone says something. */
const NOTHING = '-';

/**
 * `minutes`, `minutes water-rising --considered "Wait" --objection "Bo: too late"`: the minutes of a decision. Where nothing
 * is said three questions ask for it, each of which may be passed over.
 */
export function minutesWords(spoken: Spoken): Parsed {
  const [name, extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, 'minutes [STEP], and then what was said behind --considered');
  const step = name === undefined ? decisionMeant(spoken) : stepNamed(spoken, name);
  if ('kind' in step) return step;
  if (step.verb !== 'decide')
    return problem(
      `"${step.title}" is no decision: it has no minutes.`,
      'What was said goes into a note: n WORDS',
      'refused',
    );
  const { considered, favour, objection, 'no-objection': nobody, ...rest } = spoken.options;
  const isSaid = [considered, favour, objection, nobody].some((each) => each !== undefined);
  const asks = isSaid ? {} : { considered: '?', favour: '?', objection: '?' };
  const about: Spoken = { ...spoken, words: [step.name], options: { ...rest, ...spoken.options, ...asks } };
  return ask(about, step) ?? record(about, step);
}

/** The next thing to be asked: what was considered, who was for what, who strongly objects. */
function ask(spoken: Spoken, step: StepRow): Asking | undefined {
  const titles = optionsOf(spoken, step).join('; ');
  const considered = askedOption(
    spoken,
    'considered',
    `Minutes of "${step.title}". What was considered? Enter: ${titles}. Other words with ; between; ${NOTHING} leaves it out.`,
  );
  if (considered !== undefined)
    return { ...considered, empty: [...(considered.empty ?? []), `--considered=${titles === '' ? NOTHING : titles}`] };
  return (
    askedOption(spoken, 'favour', 'Who was in favour of what? (Ida and Bo: wait.) Enter leaves it out.') ??
    askedOption(
      spoken,
      'objection',
      'Does anybody strongly object? WHO: WHY, several with ; between. Nobody: type nobody. Enter: it was not asked.',
    )
  );
}

function record(spoken: Spoken, step: StepRow): Parsed {
  const { considered, favour, objection, 'no-objection': nobody } = spoken.options;
  const isNobody = nobody !== undefined || /^(?:nobody|no one|none|no)\.?$/i.test(objection?.trim() ?? '');
  const objections = isNobody ? [] : parts(objection);
  return asAct(spoken, {
    act: 'minutes',
    step: step.name,
    considered: parts(considered),
    ...(favour === undefined || favour === NOTHING ? {} : { inFavour: favour }),
    ...(isNobody || objections.length > 0 ? { objections } : {}),
  });
}

/** What stands between semicolons, or in lines of its own. */
function parts(text = ''): string[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== NOTHING);
}

/** The options of a decision as people read them; of one that is not open what the runbook calls them. */
function optionsOf({ guide, incident }: Spoken, step: StepRow): string[] {
  const open = guide.current.find((each) => each.key === step.key);
  if (open !== undefined) return open.options.map((option) => option.title);
  return optionsInPlan(incident, step.key).map(({ title }) => title);
}

/** The decision in front, else the one that was made last. */
function decisionMeant(spoken: Spoken): StepRow | Asking | Problem {
  const { guide } = spoken;
  const isDecision = (step: StepRow): boolean => step.verb === 'decide';
  const focus = guide.current.find((step) => step.key === guide.focus);
  if (focus !== undefined && isDecision(focus)) return focus;
  return (
    lastDecision(guide) ??
    (guide.current.some(isDecision)
      ? stepMeant(spoken, isDecision)
      : problem('No decision was made yet, and none is open.', 'Name the step: steps lists them.', 'refused'))
  );
}
