import {
  commandLine,
  commandState,
  factKind,
  forText,
  laneOf,
  minutesOf,
  minuteText,
  needsApprovalText,
  timeText,
  waitText,
} from '../../guide/index.ts';
import type { CurrentStep, FactRow, Guide, StepRow } from '../../guide/index.ts';
import { visible, visibleLines, wrap } from '../../text/index.ts';
import { showTime } from '../../time/index.ts';
import { markdownRows } from './markdown-rows.ts';
import { blank, clipRow, piece, row, rowWidth } from './rows.ts';
import type { Row, Tone } from './rows.ts';
import { lookedAt, openStep } from '../state.ts';
import type { Screen, World } from '../state.ts';

type Show = Pick<World, 'guide' | 'blocks'>;

/** A step in three parts: what and who, the words to it, what is to be done with it. */
export interface Detail {
  readonly head: readonly Row[];
  readonly text: readonly Row[];
  readonly acts: readonly Row[];
}

/** All that is to be seen of the marked step, in rows of at most so many columns; longer than the screen where need be. */
export function detailOf(screen: Screen, show: Show, columns: number): Detail {
  const { guide } = show;
  const step = openStep(screen, guide);
  if (step !== undefined) {
    const waits = screen.picked === undefined ? waitText(guide) : undefined;
    const way = step.holder === undefined ? ' P: whom to ring.' : '';
    const open = openDetail(step, show, columns);
    // Whoever has nothing to do must not take what another does for theirs.
    const detail =
      waits === undefined ? open : { ...open, head: [...flowed(`${waits}${way}`, columns, 'warn'), ...open.head] };
    // What stays open afterwards must not hide that the work itself is over.
    if (guide.finished === undefined || screen.picked !== undefined) return detail;
    return { ...detail, head: [...overRows(guide.finished, guide, columns), blank, ...detail.head] };
  }
  const marked = lookedAt(screen, guide);
  const nothing = finishedRows(guide, columns);
  const rest = { text: [], acts: [] };
  if (marked !== undefined && (screen.picked !== undefined || nothing.length === 0))
    return { head: closedRows(marked, guide, columns), ...rest };
  return {
    head: nothing.length > 0 ? nothing : flowed('Nothing to do at this moment: the plan waits.', columns),
    ...rest,
  };
}

function finishedRows(guide: Guide, columns: number): Row[] {
  if (guide.finished === undefined || guide.current.length > 0) return [];
  return overRows(guide.finished, guide, columns);
}

/** That the work is over, and what leads on from there; the same whether or not a step stands open. */
function overRows(finished: string, guide: Guide, columns: number): Row[] {
  return [
    ...flowed(finished, columns, 'strong'),
    blank,
    ...flowed(`Press : and type, for example: ${wordsOn(guide)}.`, columns),
  ];
}

/** Words that lead on from where the work is over, the likeliest first. */
function wordsOn({ state, runs, drill, stoodDown }: Guide): string {
  if (drill?.clock === 'ended') return 'hot-wash, feedback, n WORDS';
  if (stoodDown?.as === 'merged')
    return `${stoodDown.of === undefined ? '' : `switch ${stoodDown.of}, `}reopen-incident, n WORDS`;
  switch (state) {
    case 'closed':
    case 'stood-down':
      return 'reopen-incident, follow-up WORDS, n WORDS';
    case 'resolved':
      return 'close, reopen-incident, follow-up WORDS';
    case 'open':
    case 'stabilised':
      if (runs.length === 0) return 'follow RUNBOOK, n WORDS, severity sev2, resolve';
      return `${state === 'open' ? 'stabilise, ' : ''}resolve, add "A STEP", n WORDS`;
  }
}

/** A step that is not open: what became of it, and what can be done. */
function closedRows(step: StepRow, guide: Guide, columns: number): Row[] {
  const states = {
    waiting: step.isOut === true ? 'The plan went another way, and does not come here any more.' : 'Not open yet.',
    active: 'Under way: what is in it is open.',
    awaiting: 'Waits for an approval.',
    done: 'Done',
    skipped: 'Left out',
    failed: 'Failed',
    passed: 'Not needed: its condition is not met.',
    'left-open': 'Left open when the runbook came to its end.',
  };
  const settled = step.state === 'done' || step.state === 'skipped' || step.state === 'failed';
  const by = step.by === undefined ? '' : ` by ${step.by}`;
  const when = step.at === undefined ? '' : `, ${showTime(step.at, { now: guide.now, timeZone: guide.timezone })}`;
  const words = settled ? `${states[step.state]}${by}${when}.` : states[step.state];
  const ways: Readonly<Partial<Record<StepRow['state'], string>>> = {
    waiting: `J: go on here now. Enter: it is ${step.verb === 'decide' ? 'decided' : 'done'} already. s: leave it out.`,
    active: 'Tab: to what is open.',
    passed: 'R: open it all the same.',
  };
  return [
    ...titleRows(step, guide, columns),
    ...flowed(words, columns),
    ...(step.chosen === undefined ? [] : flowed(`Chosen: ${step.chosen}`, columns)),
    ...minuteRows(step, guide, columns),
    blank,
    ...flowed(ways[step.state] ?? 'R: open it again.', columns, 'faint'),
    ...flowed('Esc: back to what is to be done now.', columns, 'faint'),
  ];
}

function openDetail(step: CurrentStep, show: Show, columns: number): Detail {
  const { guide } = show;
  return {
    head: [...titleRows(step, guide, columns), ...whoRows(step, guide, columns), ...approvalRows(step, guide, columns)],
    text: parted(step.text === undefined ? [] : markdownRows(show.blocks(step.text), columns)),
    acts: [
      ...parted(askedRows(step, guide, columns)),
      ...parted(checklistRows(step, columns)),
      ...parted(optionRows(step, guide, columns)),
      ...parted(minuteRows(step, guide, columns)),
      ...parted(factRows(step, columns)),
      ...parted(commandRows(step, columns)),
      ...parted(messageRows(step, columns)),
      ...parted(needRows(step, guide, columns)),
    ],
  };
}

/** Where it stands, then what it is. */
function titleRows(step: StepRow, guide: Guide, columns: number): Row[] {
  const lane = laneOf(guide, step.key);
  const tracks = guide.lanes.filter((each) => each.isTrack);
  const place = lane === undefined ? -1 : tracks.indexOf(lane);
  const track = place < 0 || lane === undefined ? '' : `track ${place + 1} of ${tracks.length}  ] next`;
  const around = step.branch ?? lane?.title;
  const where = [
    ...(around === undefined || (place < 0 && step.branch === undefined) ? [] : [around]),
    ...(track === '' ? [] : [track]),
  ];
  return [
    ...(where.length === 0 ? [] : flowed(where.join(' · '), columns, 'faint')),
    ...flowed(step.title, columns, 'strong'),
  ];
}

/** Whose it is, for how long; a role that nobody has yet can be taken. */
function whoRows(step: CurrentStep, guide: Guide, columns: number): Row[] {
  const isFree = !step.mine && step.holder === undefined;
  const who = `${forText(step, guide)}${isFree ? ' (t: take it)' : ''}`;
  if (step.overdue) return [...flowed(who, columns), ...flowed(timeText(step, guide), columns, 'bad')];
  return flowed(`${who} · ${timeText(step, guide)}`, columns, step.mine || isFree ? 'plain' : 'faint');
}

function approvalRows(step: CurrentStep, guide: Guide, columns: number): Row[] {
  const { approval } = step;
  if (approval?.awaiting === true) {
    const words = `Done by ${approval.completedBy ?? 'somebody'}; waits for an approval by another person. a: approve, refuse, go without.`;
    return flowed(words, columns, 'warn');
  }
  const needs = needsApprovalText(step, guide);
  return needs === undefined ? [] : flowed(needs, columns);
}

function askedRows({ asks }: CurrentStep, guide: Guide, columns: number): Row[] {
  return asks.flatMap((id) => {
    const fact = guide.facts.find((each) => each.id === id);
    return flowed(`Whether this is needed depends on: ${fact?.ask ?? id}  (f: answer)`, columns, 'warn');
  });
}

function checklistRows({ checklist, options }: CurrentStep, columns: number): Row[] {
  if (checklist.length === 0) return [];
  const key = options.length > 0 ? 'x: tick' : checklist.length > 9 ? '1-9, x: tick' : 'number: tick';
  return [
    heading('Checklist', key),
    ...checklist.flatMap(({ item, label, ticked }) =>
      hanging(
        [piece(`${String(item).padStart(2)} `, 'key'), piece(ticked ? '[x] ' : '[ ] ', ticked ? 'good' : 'plain')],
        label,
        columns,
      ),
    ),
  ];
}

function optionRows(step: CurrentStep, guide: Guide, columns: number): Row[] {
  if (step.options.length === 0) return [];
  const fallback = step.default;
  const due = fallback === undefined ? '' : showTime(fallback.due, { now: guide.now, timeZone: guide.timezone });
  const title = step.options.find((option) => option.id === fallback?.option)?.title ?? fallback?.option ?? '';
  return [
    heading('Decide', step.options.length > 9 ? '1-9, Enter: choose' : 'number: choose'),
    ...step.options.flatMap((option, index) =>
      hanging(
        [piece(`${numberOf(index).padStart(2)} `, 'key'), piece(option.suggested ? '> ' : '  ', 'good')],
        option.suggested ? `${option.title} (suggested)` : option.title,
        columns,
        option.suggested ? 'strong' : 'plain',
      ),
    ),
    ...(fallback === undefined ? [] : flowed(`If nobody decides by ${due}: ${title}`, columns, 'warn')),
  ];
}

/** The key that chooses it. A number is one key: of 12 the 1 would have chosen before the 2 is typed, so what comes after the ninth has none. */
const numberOf = (index: number): string => (index < 9 ? String(index + 1) : '');

/** What was weighed in it, and how to write it down. */
function minuteRows(step: StepRow, guide: Guide, columns: number): Row[] {
  if (step.verb !== 'decide') return [];
  const minutes = minutesOf(guide, step.key);
  if (minutes.length === 0) return [];
  return [
    heading('Minutes', 'D: more'),
    ...minutes.flatMap((minute) => hanging([piece('• ', 'faint')], `${minuteText(minute)} (${minute.by})`, columns)),
  ];
}

function factRows({ record }: CurrentStep, columns: number): Row[] {
  if (record.length === 0) return [];
  return [heading('To answer', 'f'), ...record.flatMap((fact) => factRow(fact, columns))];
}

function factRow(fact: FactRow, columns: number): Row[] {
  if (fact.answered === true) {
    const shown = fact.shown ?? (fact.state === 'not-known' ? 'not known yet' : 'given');
    return hanging([piece('[x] ', 'good')], `${fact.ask} ${shown}`, columns);
  }
  const before = fact.shown === undefined ? '' : `, before: ${fact.shown}`;
  return hanging([piece('[ ] ')], `${fact.ask} (${factKind(fact)}${before})`, columns);
}

function commandRows(step: CurrentStep, columns: number): Row[] {
  const { command } = step;
  if (command === undefined) return [];
  const state = commandState(step);
  return [
    heading(command.drill ? 'Command of the drill' : 'Command', `r: run; at most ${command.timeout}`),
    ...(state === undefined ? [] : flowed(state, columns, command.running || command.last === 'ok' ? 'good' : 'bad')),
    ...flowed(commandLine(command.line), columns, 'key'),
  ];
}

function messageRows({ message }: CurrentStep, columns: number): Row[] {
  if (message === undefined) return [];
  const body = message.bodies[0];
  const isMissing = message.bodies.some((each) => each.missing.length > 0);
  const others = message.bodies.slice(1).map((each) => each.language);
  return [
    heading(`Message to ${message.to}`, 'm: read, change, sent'),
    ...(message.by === undefined ? [] : flowed(`By: ${message.by}`, columns)),
    ...(body === undefined ? [] : hanging([piece('│ ', 'faint')], body.text, columns, 'plain', [piece('│ ', 'faint')])),
    ...(others.length === 0 ? [] : flowed(`Also in: ${others.join(', ')}`, columns, 'faint')),
    ...(isMissing ? flowed('Not everything in it is known yet. m, then f: answer it.', columns, 'warn') : []),
    ...flowed('holdfast sends nothing by itself: send it, then say so.', columns, 'faint'),
  ];
}

function needRows(step: CurrentStep, guide: Guide, columns: number): Row[] {
  const title = (id: string): string => guide.clocks.find((clock) => clock.id === id)?.title ?? id;
  return [
    ...(step.needsEvidence ? flowed('Wants evidence. Press : and type attach FILE.', columns) : []),
    ...(step.stops.length === 0 ? [] : flowed(`Meets: ${step.stops.map(title).join(', ')}`, columns, 'faint')),
    ...(step.starts.length === 0 ? [] : flowed(`Starts: ${step.starts.map(title).join(', ')}`, columns, 'faint')),
  ];
}

function heading(text: string, key: string): Row {
  return [piece(text, 'title'), piece(`  ${key}`, 'faint')];
}

function parted(rows: readonly Row[]): readonly Row[] {
  return rows.length === 0 ? rows : [blank, ...rows];
}

/** Text in rows of at most so many columns. */
export function flowed(text: string, columns: number, tone: Tone = 'plain'): Row[] {
  return wrapped(text, columns).map((line) => row(line, tone));
}

/** So many rows an answer takes from what else is on the screen, where nothing else is said. */
const mostOfAnswer = 4;

/** An answer to a key. It begins with what happened and ends with what to do about it: one that is too long loses its middle. */
export function answerRows(text: string, columns: number, tone: Tone, most = mostOfAnswer): Row[] {
  // What was recorded may have several lines; an answer is one.
  const rows = flowed(visible(text), columns, tone);
  if (rows.length <= most) return rows;
  const cut = clipRow([...(rows[most - 2] ?? []), piece('…', tone)], columns);
  return [...rows.slice(0, most - 2), cut, ...rows.slice(-1)];
}

/** Text behind a mark; further rows stand under its beginning. */
export function hanging(mark: Row, text: string, columns: number, tone: Tone = 'plain', further?: Row): Row[] {
  const indent = rowWidth(mark);
  const lines = wrapped(text, Math.max(2, columns - indent));
  return lines.map((line, index) => [
    ...(index === 0 ? mark : (further ?? [piece(' '.repeat(indent))])),
    piece(line, tone),
  ]);
}

/** Made visible before it is measured: what stands for a control takes columns of its own. */
function wrapped(text: string, columns: number): string[] {
  return visibleLines(text).flatMap((line) => wrap(line, columns));
}
