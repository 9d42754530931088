import type { ViewName } from '../../guide/index.ts';
import { injectAlarms, pressingIn } from '../../guide/index.ts';
import { lineOf } from '../keys/line-edit.ts';
import { opened } from '../pages/page-state.ts';
import type { PageName } from '../pages/page-state.ts';
import { say } from '../state.ts';
import type { Choice, Screen, World } from '../state.ts';

/** A line for a note. */
export function writeNote(screen: Screen): Screen {
  return {
    ...screen,
    over: {
      over: 'line',
      asks: { for: 'note' },
      prompt: 'Note   (of earlier: -5m: the power is off, or 03:12: …)',
      hint: 'Enter: recorded. Alt-Enter: a new line. Esc: back; what you wrote is kept.',
      line: lineOf(screen.drafts['note'] ?? ''),
    },
  };
}

/** A line for what others did: it stays open, so that whoever keeps the record can write one after another. */
export function writeForOthers(screen: Screen): Screen {
  return {
    ...screen,
    over: {
      over: 'line',
      asks: { for: 'scribe' },
      prompt: 'WHO WHEN: WHAT   (Ida -5m: the power is off. Who and when may be left out.)',
      hint: 'Enter: recorded, and the next one. Alt-Enter: a new line. Esc: back; what you wrote is kept.',
      line: lineOf(screen.drafts['scribe'] ?? ''),
    },
  };
}

/** A line for words that mean an act or a view; words that are put there are sent off by Enter alone. */
export function typeWords(screen: Screen, words = screen.drafts['command'] ?? ''): Screen {
  return {
    ...screen,
    over: {
      over: 'line',
      asks: { for: 'command' },
      prompt: ':',
      hint: '',
      line: lineOf(words),
    },
  };
}

/** All that has rung; with that it has been looked at. */
export function showAlarms(screen: Screen): Screen {
  return {
    ...screen,
    looked: [...new Set([...screen.looked, ...screen.rung])],
    over: { over: 'view', view: 'alarms', top: 0 },
  };
}

/** Another screen in place of the guide. */
export function openPage(screen: Screen, page: PageName): Screen {
  return { ...screen, page: opened(page) };
}

/** Every incident that is open; with that the alarms of the others have been looked at. */
export function showIncidents(screen: Screen, { guide, others }: World): Screen {
  const seen = others.flatMap((other) => pressingIn(guide.mode, other).map(({ key }) => key));
  return { ...openPage(screen, 'incidents'), looked: [...new Set([...screen.looked, ...seen])] };
}

/** What has come in in the exercise, which has been looked at with that; to whoever facilitates it all of it. */
export function showExercise(screen: Screen, { guide }: World): Screen {
  if (guide.drill === undefined) return say(screen, 'No scenario is played here: there is no exercise to look at.');
  const page = guide.drill.staff === undefined ? 'injects' : 'facilitate';
  if (screen.page?.page === page) return say(screen, 'You are there. q goes back to the guide.');
  const looked = injectAlarms(guide).map(({ key }) => `${guide.alias} ${key}`);
  return { ...openPage(screen, page), looked: [...new Set([...screen.looked, ...looked])] };
}

/** What there is to look at. */
export function showViews(screen: Screen, world: World): Screen {
  return {
    ...screen,
    over: { over: 'pick', prompt: 'Look at', choices: viewChoices(world), typed: '', at: 0 },
  };
}

function viewChoices({ guide }: World): Choice[] {
  const exercise: readonly (readonly [ViewName, string])[] =
    guide.drill?.staff === undefined ? [] : [['facilitate', 'The exercise: what comes, what has come, objectives']];
  const views: readonly (readonly [ViewName, string])[] = [
    ['questions', `What somebody should answer (${guide.questions.length})`],
    ...(guide.drill === undefined
      ? []
      : [['injects', `Injects: what has come in this drill (${guide.drill.injects.length})`] as const]),
    ['facts', 'Facts: what is known'],
    ['clocks', 'Clocks: every duty with its deadline'],
    ['messages', 'Messages: to whom, last sent when, due when'],
    ['people', 'People: roles, whom to ring, tasks, who is here'],
    ['review', 'Review: what the timeline gives for it so far'],
    ['brief', 'Handover: the brief as it stands, who waits for whom'],
    ['services', 'Services: what is lost, until when it must be back'],
    ['timeline', 'Timeline: every entry; filter, search, correct'],
    ['map', 'The map: the path taken, what is open, what can still come'],
    ['incidents', 'Incidents: every one that is open, what presses in each'],
    ['log', 'The log'],
    ['tracks', 'Tracks: what is worked on side by side, by whom, how far it is'],
  ];
  return [...exercise, ...views].map(([view, label]) => ({ label, words: [view] }));
}
