import type { ExercisedIn } from '../analysis/index.ts';
import type { AnyEntry } from '../entry/index.ts';
import type { Act, Incident } from '../incident/index.ts';
import { focusRank } from '../guide/index.ts';
import type {
  Asking,
  Brief,
  ContactOf,
  CurrentStep,
  FilledMessage,
  HandingOver,
  HereNow,
  Guide,
  LogLine,
  ReplayMove,
  Neighbour,
  Said,
  SentMessage,
  StepRow,
  ViewName,
} from '../guide/index.ts';
import type { How, Probed, TimelineReader } from '../session/index.ts';
import type { Block } from '../text/index.ts';
import type { Instant } from '../time/index.ts';
import type { Layout } from './rows/layout.ts';
import type { Line } from './keys/line-edit.ts';
import type { PageName, PageState } from './pages/page-state.ts';

export type Part = 'steps' | 'now' | 'log';

/** What this screen remembers by itself: where one looks, what is being asked. Everything else comes with the guide. */
export interface Screen {
  /** The part that the arrows move in. */
  readonly part: Part;
  /** The step that was picked in the list (`run:step`); absent: the one that the guide puts first. */
  readonly picked?: string;
  /** The picked step was open: when it is settled, the screen goes on with what comes next. */
  readonly pickedOpen: boolean;
  /** The first row shown of the step's text. */
  readonly textTop: number;
  /** Lines of the log below the last one shown. */
  readonly logBack: number;
  /** The screen that is shown in place of the guide. */
  readonly page?: PageState;
  /** What lies over the guide or the page, or asks something. */
  readonly over?: Over;
  /** The last answer: one line. */
  readonly notice?: Notice;
  /** Something came up, by this key of ours or by what others did, that nobody can have read yet. */
  readonly unread?: { readonly by?: string };
  /** What was written and not sent off, by what it was written for: Esc destroys nothing. */
  readonly drafts: Readonly<Record<string, string>>;
  /** Lines of words that were sent off, the newest last. */
  readonly typed: readonly string[];
  /** Alarms that rang, and those that somebody has looked at since. */
  readonly rung: readonly string[];
  readonly looked: readonly string[];
}

export interface Notice {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
  /** The alarms that have rung since it was said: whoever hears the bell reads why, and keeps the answer. */
  readonly rung?: readonly string[];
  /** What the next key does that it would not do otherwise: what was said against it has been read. */
  readonly asks?: 'leave';
}

/** An act that is to be done, and how. */
export interface Doing {
  readonly act: Act;
  readonly how: How;
  /** What was written for it, by its names among the drafts: kept until it is recorded. */
  readonly drafts?: readonly string[];
}

export type LineFor =
  | { readonly for: 'why'; readonly doing: Doing }
  | { readonly for: 'note' }
  | { readonly for: 'scribe' }
  | PaperFor
  /** `place`: of the entry in the timeline. */
  | { readonly for: 'correct' | 'time' | 'expunge'; readonly entry: string; readonly place: number }
  /** `at`: the place in the list that the arrows marked; `past`: the line before so many that was sent off stands there. */
  | { readonly for: 'command'; readonly at?: number; readonly past?: number }
  | { readonly for: 'save'; readonly what: 'brief' | 'review' }
  /** `drafts`: what was written for the questions before it, by its names. */
  | { readonly for: 'answer'; readonly asking: Asking; readonly drafts?: readonly string[] };

/** Paper that is typed in: what was said of it so far. */
export interface PaperFor {
  readonly for: 'paper';
  readonly initials: Readonly<Record<string, string>>;
  readonly before?: { readonly at: Instant; readonly by: string };
  /** Whose initials these are is asked, and the line that waits for it. */
  readonly asking?: { readonly initials: string; readonly fitting: readonly string[]; readonly line: string };
}

export interface Choice {
  readonly label: string;
  /** Read by `parseWords`. */
  readonly words: readonly string[];
}

export type Over =
  | { readonly over: 'help'; readonly top: number }
  | { readonly over: 'view'; readonly view: Exclude<ViewName, PageName> | 'alarms'; readonly top: number }
  /** All that was sent of a message. */
  | { readonly over: 'sent'; readonly message: string; readonly top: number }
  | LineOver
  | {
      readonly over: 'pick';
      readonly prompt: string;
      readonly choices: readonly Choice[];
      /** What is typed and is none of the choices is put between these. */
      readonly before?: readonly string[];
      readonly after?: readonly string[];
      /** The words that ask on once the answer is recorded. */
      readonly again?: readonly string[];
      /** What was written for the questions before it, by its names among the drafts. */
      readonly drafts?: readonly string[];
      readonly typed: string;
      readonly at: number;
    }
  | {
      readonly over: 'confirm';
      readonly prompt: string;
      readonly lines: readonly string[];
      /** How many rows of the lines lie above what is shown. */
      readonly top?: number;
      readonly doing: Doing;
    }
  | FactsOver
  | MessageOver;

/** A line that is being written. */
export interface LineOver {
  readonly over: 'line';
  readonly asks: LineFor;
  readonly prompt: string;
  readonly hint: string;
  readonly line: Line;
  /** What stood there to be changed before anybody wrote. */
  readonly offered?: string;
}

/** The questions of a step, one after another. */
export interface FactsOver {
  readonly over: 'facts';
  /** Ids of the facts still to be asked; the first is being asked. */
  readonly queue: readonly string[];
  /** The step that asks, by its short name. */
  readonly step?: string;
  readonly line: Line;
  readonly problem?: string;
  /** When all are asked, the step is finished. */
  readonly thenDone: boolean;
  /** How the step was to be finished. */
  readonly how: Said;
}

/** A message, to be read and changed before it is recorded as sent. */
export interface MessageOver {
  readonly over: 'message';
  /** Its id. */
  readonly message: string;
  /** The key of the step that it finishes; absent: no step asks for it. */
  readonly step?: string;
  readonly language: string;
  /** While it is being changed. */
  readonly line?: Line;
  readonly top: number;
}

/** All that a key may depend on besides the screen's own state. */
export interface World {
  readonly guide: Guide;
  readonly incident: Incident;
  readonly layout: Layout;
  /** Lines of the log: `count` of them that stand above the last `back`, oldest first. */
  readonly log: (back: number, count: number) => readonly LogLine[];
  /** The other incidents that are open, as they stand at the last look. */
  readonly others: readonly Neighbour[];
  /** What was sent of a message, oldest first. */
  readonly sent: (message: string) => readonly SentMessage[];
  /** The runbooks that could be followed; none until they have been looked for. */
  readonly runbooks: () => readonly { readonly id: string; readonly title: string }[];
  /** What the other incidents and drills exercised; absent until it has been looked for. */
  readonly exercised: () => readonly ExercisedIn[] | undefined;
  /** How words of a command are typed here: on a fresh clone nobody has the command itself. */
  readonly again: (words: string) => string;
  /** The timeline, read only where somebody looks. */
  readonly timeline: TimelineReader;
  /** Who sits here. */
  readonly me: string;
  /** What the judge would say to an act. */
  readonly probe: (act: Act, how: How) => Probed;
  /** Markdown as blocks. */
  readonly blocks: (markdown: string) => readonly Block[];
  /** Whom to ring: private, for this screen alone. */
  readonly contactOf: ContactOf;
  /** On how many terminals of this machine a person has the incident open now. */
  readonly hereNow: HereNow;
  /** Everybody who has. */
  readonly here: () => readonly string[];
  /** The handover brief as it stands now. */
  readonly brief: () => Brief;
  /** Every entry, oldest first; read only where somebody looks. */
  readonly entries: () => readonly AnyEntry[];
  /** Where beside this screen something is written that is not recorded: the name of that incident, or of the home screen. */
  readonly writtenBeside: () => string | undefined;
  /** What is shown is the incident as it stood at an entry. */
  readonly replay?: ReplayAt;
}

/** Where a replay stands. */
export interface ReplayAt {
  /** The entry, of so many. */
  readonly place: number;
  readonly count: number;
  readonly isPlaying: boolean;
  /** How one comes back to now, in a sentence. */
  readonly wayBack: string;
}

/** What a key asks of the world outside. */
export type Want =
  | { readonly want: 'act'; readonly doing: Doing }
  | { readonly want: 'run'; readonly step: string }
  | { readonly want: 'attach'; readonly file: string; readonly step?: string; readonly how: How }
  | { readonly want: 'follow'; readonly runbook: string; readonly how: How }
  | { readonly want: 'revise'; readonly run: string; readonly how: How }
  | { readonly want: 'handover'; readonly said: HandingOver; readonly how: How; readonly drafts?: readonly string[] }
  /** The brief goes to the clipboard of the terminal. */
  | { readonly want: 'copy' }
  /** The brief goes into a file. */
  | { readonly want: 'save'; readonly what: 'brief' | 'review'; readonly file: string }
  | { readonly want: 'iam'; readonly name: string }
  /** To another incident, by its id; absent: to the one before. */
  | { readonly want: 'switch'; readonly incident?: string }
  | { readonly want: 'home' }
  | { readonly want: 'finish'; readonly step: string; readonly how: How }
  /** Words to be read once what stands before them is done. */
  | { readonly want: 'words'; readonly words: readonly string[] }
  /** `otherwise`: how it is changed from where one looks, where no editor can be had. */
  | {
      readonly want: 'edit';
      readonly message: FilledMessage;
      readonly language: string;
      readonly text: string;
      readonly otherwise: string;
    }
  | { readonly want: 'replay'; readonly move: ReplayMove | { readonly change: 1 | -1 } | 'play' | 'leave' }
  | { readonly want: 'repaint' }
  | { readonly want: 'suspend' }
  | { readonly want: 'leave' };

export interface Pressed {
  readonly screen: Screen;
  readonly wants: readonly Want[];
}

export const firstScreen: Screen = {
  part: 'steps',
  pickedOpen: false,
  textTop: 0,
  logBack: 0,
  drafts: {},
  typed: [],
  rung: [],
  looked: [],
};

/** The row of the list that is marked: the picked step, else the one that the guide puts first, else the first. */
export function lookedAt(screen: Screen, guide: Guide): StepRow | undefined {
  const picked = screen.picked === undefined ? undefined : guide.steps.find((step) => step.key === screen.picked);
  return picked ?? guide.steps.find((step) => step.key === guide.focus) ?? guide.steps[0];
}

/** The marked step with all that is known of an open one; undefined where it is not open. */
export function openStep(screen: Screen, guide: Guide): CurrentStep | undefined {
  const looked = lookedAt(screen, guide);
  return guide.current.find((step) => step.key === looked?.key);
}

/** The screen without what lay over it. */
export function closed(screen: Screen): Screen {
  const { over: _over, ...rest } = screen;
  return rest;
}

/** The guide again, where a page stood. */
export function withoutPage(screen: Screen): Screen {
  const { page: _page, ...rest } = screen;
  return rest;
}

/** The screen with an answer in its line. */
export function say(screen: Screen, text: string, tone: Notice['tone'] = 'plain'): Screen {
  return { ...screen, notice: { text, tone } };
}

/** The screen with a step picked. */
export function pick(screen: Screen, key: string, guide: Guide): Screen {
  return { ...screen, picked: key, pickedOpen: guide.current.some((step) => step.key === key) };
}

/** The screen with its text from the top where another step has come in front: what was scrolled was the text of the one before. */
export function fromTheTop(
  screen: Screen,
  guide: Guide,
  before: { readonly screen: Screen; readonly world: Pick<World, 'guide'> },
): Screen {
  const isSame = lookedAt(screen, guide)?.key === lookedAt(before.screen, before.world.guide)?.key;
  return isSame || screen.textTop === 0 ? screen : { ...screen, textTop: 0 };
}

/**
 * The screen with what has come up since marked as unread: a question, or a step that something which happened put in
 * front. Who marks a step by the arrows knows what comes.
 */
export function cameUp(
  screen: Screen,
  { guide }: World,
  before: { readonly screen: Screen; readonly world: World },
  by: string | undefined,
): Screen {
  const step = stepFace(screen, guide);
  const isNewStep =
    step !== undefined && guide !== before.world.guide && step !== stepFace(before.screen, before.world.guide);
  const question = questionFace(screen);
  const isNewQuestion = question !== undefined && question !== questionFace(before.screen);
  return isNewStep || isNewQuestion ? { ...screen, unread: by === undefined ? {} : { by } } : screen;
}

function stepFace(screen: Screen, guide: Guide): string | undefined {
  const step = openStep(screen, guide);
  return step === undefined ? undefined : `${step.key} ${step.turn}`;
}

function questionFace({ over }: Screen): string | undefined {
  if (over === undefined) return undefined;
  const asked = 'prompt' in over ? over.prompt : 'queue' in over ? over.queue[0] : undefined;
  return `${over.over} ${asked ?? ''}`;
}

/** Whether what stands on the screen was brought up by no key of ours, and cannot have been read yet. */
export const cameByItself = ({ unread }: Screen): boolean => unread !== undefined && unread.by === undefined;

/** The screen once somebody can have read what stands on it. */
export function read(screen: Screen): Screen {
  const { unread: _unread, ...rest } = screen;
  return rest;
}

/** After something changed in the incident: a picked step that was settled meanwhile gives way to what comes next. */
export function afterChange(screen: Screen, guide: Guide): Screen {
  if (screen.picked === undefined) return screen;
  // One that was marked ahead of its turn and has opened since is followed to its end as well.
  if (guide.current.some((step) => step.key === screen.picked))
    return screen.pickedOpen ? screen : { ...screen, pickedOpen: true };
  if (!screen.pickedOpen) return screen;
  const { picked: _picked, ...rest } = screen;
  return { ...rest, pickedOpen: false };
}

/**
 * After others acted: the step before one's eyes stays while it is open, though another one now comes first in the plan.
 * The next key must not fall on a step that nobody had read; only what is nearer to this person takes its place.
 */
export function afterOthers(screen: Screen, before: Guide, guide: Guide): Screen {
  if (screen.picked !== undefined || before.focus === guide.focus) return screen;
  const seen = guide.current.find((step) => step.key === before.focus);
  const next = guide.current.find((step) => step.key === guide.focus);
  if (seen === undefined || next === undefined || focusRank(next) < focusRank(seen)) return screen;
  return { ...screen, picked: seen.key, pickedOpen: true };
}
