import type { Rating } from '../../runbook/index.ts';
import type { ActName } from './act-info.ts';
import type { DrillView } from '../drill/model.ts';
import { ratings, ratingWords } from '../drill/facilitate.ts';
import type { StaffInject, StaffView } from '../drill/facilitate.ts';
import { asAct, asksFor, oneOf, problem } from './kit.ts';
import type { Asking, Parsed, Problem, Spoken } from './kit.ts';
import { injectByHand } from './drill.ts';
import { bare } from './things.ts';

export type ExerciseName = Extract<
  ActName,
  'inject' | 'hold-inject' | 'let-go' | 'skip-inject' | 'improvise' | 'phase' | 'observe' | 'rate' | 'take-over'
>;

/** How the words of an exercise are read: what its staff do to it, and the players' answers. */
export const exerciseParsers: Readonly<Record<ExerciseName, (spoken: Spoken) => Parsed>> = {
  inject: (spoken) =>
    // A team that plays by itself fires by hand what waits for that.
    spoken.guide.drill?.staff === undefined && !isFacilitated(spoken)
      ? injectByHand(spoken)
      : onInject(spoken, 'What comes now?', canCome, (inject) => asAct(spoken, { act: 'inject', inject })),
  'hold-inject': (spoken) =>
    onInject(
      spoken,
      'What is held back?',
      (row) => canCome(row) && row.state !== 'held',
      (inject) => asAct(spoken, { act: 'hold-inject', inject }),
    ),
  'let-go': (spoken) =>
    onInject(
      spoken,
      'What is let go?',
      ({ state }) => state === 'held',
      (inject) => asAct(spoken, { act: 'release-inject', inject }),
    ),
  'skip-inject': (spoken) =>
    onInject(spoken, 'What is left out?', canCome, (inject) =>
      spoken.options['why'] === undefined
        ? askWhy(['skip-inject', inject], 'Why is it left out?')
        : asAct(spoken, { act: 'skip-inject', inject }),
    ),
  improvise: improviseWords,
  phase: (spoken) => {
    const staff = staffOf(spoken);
    if ('kind' in staff) return staff;
    const [word] = spoken.words;
    if (word === undefined) {
      const ahead = staff.phases.filter(({ state }) => state === 'coming');
      if (ahead.length === 0) return problem('No phase is still to come.', undefined, 'refused');
      return {
        kind: 'asking',
        prompt: 'To the beginning of which phase?',
        choices: ahead.map(({ id, title }) => ({ label: title, words: ['phase', id] })),
      };
    }
    const found = oneOf(
      word,
      staff.phases.map(({ id }) => id),
      'phase',
    );
    return 'kind' in found ? found : asAct(spoken, { act: 'exercise', change: { phase: found.id } });
  },
  observe: observeWords,
  rate: rateWords,
  'take-over': (spoken) => {
    const { facilitator } = spoken.guide.drill ?? {};
    const staff = staffOf(spoken);
    if ('kind' in staff) return staff;
    return bare(spoken, {
      act: 'facilitate',
      ...(facilitator !== undefined && facilitator.left === undefined && { from: facilitator.name }),
    });
  },
};

const canCome = ({ state }: StaffInject): boolean =>
  state === 'coming' || state === 'held' || state === 'by-hand' || state === 'waits';

const isFacilitated = ({ guide: { drill } }: Spoken): boolean =>
  drill?.facilitator !== undefined && drill.facilitator.left === undefined;

function exerciseOf({ guide }: Spoken): DrillView | Problem {
  return guide.drill ?? problem('No scenario is played here.', 'Begin one: holdfast drill start SCENARIO', 'refused');
}

/** What is to come is for the staff alone. */
function staffOf(spoken: Spoken): StaffView | Problem {
  const exercise = exerciseOf(spoken);
  if ('kind' in exercise) return exercise;
  return (
    exercise.staff ??
    problem(
      'That is for whoever facilitates the exercise.',
      'In another terminal: holdfast drill facilitate',
      'refused',
    )
  );
}

/** By its id or its number. */
function onInject(
  spoken: Spoken,
  prompt: string,
  suits: (row: StaffInject) => boolean,
  make: (inject: string) => Parsed,
): Parsed {
  const staff = staffOf(spoken);
  if ('kind' in staff) return staff;
  const [word, extra] = spoken.words;
  if (extra !== undefined) return problem(`"${extra}" was not understood after ${spoken.name}.`);
  if (word === undefined) {
    const choices = staff.injects.filter(suits).map(({ id, title, inject }) => ({
      // Behind it: before it stands the number by which it is chosen.
      label: inject.number === undefined ? title : `${title} (inject ${inject.number})`,
      words: [spoken.name, id],
    }));
    return choices.length === 0
      ? problem('There is no inject for that now.', 'See them: facilitate', 'refused')
      : { kind: 'asking', prompt, choices };
  }
  const byNumber = /^#?\d+$/.test(word)
    ? staff.injects.find(({ inject }) => inject.number === Number(word.replace('#', '')))
    : undefined;
  const found =
    byNumber ??
    oneOf(
      word,
      staff.injects.map(({ id }) => id),
      'inject',
    );
  return 'kind' in found ? found : make(found.id);
}

const askWhy = (said: readonly string[], prompt: string): Asking => ({
  kind: 'asking',
  prompt,
  choices: [],
  before: [...said, '--why'],
});

function improviseWords(spoken: Spoken): Parsed {
  const staff = staffOf(spoken);
  if ('kind' in staff) return staff;
  const words = spoken.words.join(' ').trim();
  if (words === '')
    return {
      kind: 'asking',
      prompt: 'What are the players told?',
      choices: [],
      before: ['improvise'],
      ...(spoken.options['to'] === undefined && { after: asksFor('to') }),
    };
  const to = spoken.options['to'];
  if (to === ASK) {
    const roles = spoken.guide.roles.map(({ id, title }) => ({
      label: title,
      words: ['improvise', words, `--to=${id}`],
    }));
    return {
      kind: 'asking',
      prompt: 'Whom? A number, or roles with commas',
      choices: [{ label: 'Everybody', words: ['improvise', words] }, ...roles],
      before: ['improvise', words, '--to'],
    };
  }
  const roles = to
    ?.split(/[,\s]+/)
    .filter((role) => role !== '')
    .map((role) =>
      oneOf(
        role,
        spoken.guide.roles.map(({ id }) => id),
        'role',
      ),
    );
  const wrong = roles?.find((role) => 'kind' in role);
  if (wrong !== undefined && 'kind' in wrong) return wrong;
  const ids = roles?.flatMap((role) => ('id' in role ? [role.id] : []));
  return asAct(spoken, { act: 'improvise', words, ...(ids !== undefined && ids.length > 0 && { to: ids }) });
}

/** The value of an option that has still to be asked for. */
const ASK = '?';

/** An observation stands by itself, or against an objective, with a rating or without. */
function observeWords(spoken: Spoken): Parsed {
  const staff = staffOf(spoken);
  if ('kind' in staff) return staff;
  const { objective, rating } = spoken.options;
  const words = spoken.words.join(' ').trim();
  const others = [
    ...(objective === undefined ? [] : [`--objective=${objective}`]),
    ...(rating === undefined ? [] : [`--rating=${rating}`]),
  ];
  if (words === '')
    return {
      kind: 'asking',
      prompt: 'What did you see?',
      choices: [],
      // Behind an option the words would be its value.
      before: ['observe'],
      after: [...others, ...(rating === undefined ? asksFor('rating') : [])],
    };
  // A rating is always of an objective.
  if (objective === ASK || (objective === undefined && rating !== undefined && rating !== ASK)) {
    const said = ['observe', words, ...others.filter((each) => !each.startsWith('--objective'))];
    const choices = staff.objectives.map(({ id, statement }) => ({
      label: statement,
      words: [...said, `--objective=${id}`],
    }));
    return {
      kind: 'asking',
      prompt: 'Against which objective?',
      choices: objective === ASK ? [...choices, { label: 'None', words: ['observe', words] }] : choices,
    };
  }
  if (rating === ASK) {
    const said = ['observe', words, ...others.filter((each) => !each.startsWith('--rating'))];
    return askRating(howWell(staff, objective), said, '--rating=', 'No rating');
  }
  const found =
    objective === undefined
      ? undefined
      : oneOf(
          objective,
          staff.objectives.map(({ id }) => id),
          'objective',
        );
  if (found !== undefined && 'kind' in found) return found;
  const given = rating === undefined ? undefined : ratingOf(rating);
  if (given !== undefined && typeof given !== 'string') return given;
  return asAct(spoken, {
    act: 'observe',
    words,
    ...(found !== undefined && { objective: found.id }),
    ...(given !== undefined && { rating: given }),
  });
}

function rateWords(spoken: Spoken): Parsed {
  const staff = staffOf(spoken);
  if ('kind' in staff) return staff;
  const [word, rating] = spoken.words;
  if (word === undefined)
    return {
      kind: 'asking',
      prompt: 'Which objective?',
      choices: staff.objectives.map(({ id, statement }) => ({ label: statement, words: ['rate', id] })),
    };
  const found = oneOf(
    word,
    staff.objectives.map(({ id }) => id),
    'objective',
  );
  if ('kind' in found) return found;
  if (rating === undefined) return askRating(howWell(staff, found.id), ['rate', found.id], '');
  const given = ratingOf(rating);
  return typeof given === 'string' ? asAct(spoken, { act: 'rate', objective: found.id, rating: given }) : given;
}

/** The objective may have come from what was marked on the screen: whoever rates reads which one it is. */
function howWell({ objectives }: StaffView, objective: string | undefined): string {
  const meant = objectives.find(({ id }) => id === objective);
  return `How well was it done?${meant === undefined ? '' : ` ${meant.statement}`}`;
}

function askRating(prompt: string, said: readonly string[], lead: string, none?: string): Asking {
  const choices = ratings.map((rating) => ({
    label: `${rating}, ${ratingWords[rating]}`,
    words: [...said, `${lead}${rating}`],
  }));
  return {
    kind: 'asking',
    prompt,
    choices: [...choices, ...(none === undefined ? [] : [{ label: none, words: said }])],
  };
}

function ratingOf(word: string): Rating | Problem {
  const rating = ratings.find((each) => each === word.toUpperCase());
  return (
    rating ??
    problem(
      `"${word}" is no rating.`,
      `It is one of: ${ratings.map((each) => `${each} (${ratingWords[each]})`).join(', ')}.`,
    )
  );
}
