import type { AnyEntry, Entry, EntryType, MinuteKind, TimerKind } from '../../entry/index.ts';
import { isEntryType } from '../../entry/index.ts';
import { feedbackStatement, reviewKind } from '../../incident/index.ts';
import type { Incident } from '../../incident/index.ts';
import { durationMs, shortDuration } from '../../time/index.ts';
import type { TitleIn } from '../model.ts';
import { worriesIn } from '../handover.ts';
import { namesOf } from './names.ts';
import type { Names, Numbers } from './names.ts';

/**
 * One sentence in plain words for an entry of any type. Raw text: whoever shows it makes it visible first. With the
 * numbers of other entries it can say which of them was undone or corrected.
 */
export function describeEntry(entry: AnyEntry, incident: Incident, numbers?: Numbers): string {
  return `${sentence(entry, namesOf(incident, entry, numbers))}${reasonOf(entry)}`;
}

/** The same, with the place of the title in it. */
export function describeTitled(
  entry: AnyEntry,
  incident: Incident,
  numbers?: Numbers,
): { readonly text: string; readonly title?: TitleIn } {
  const names = namesOf(incident, entry, numbers);
  const said = sentence(entry, names);
  const from = names.longest === '' ? -1 : said.indexOf(names.longest);
  return {
    text: `${said}${reasonOf(entry)}`,
    ...(from < 0 ? {} : { title: { from, to: from + names.longest.length, end: said.length } }),
  };
}

function sentence<T extends EntryType>(entry: Entry<T>, names: Names): string {
  // What stands in the file may be of a later holdfast, or tampered with: `verify` names it, a log goes on beside it.
  if (!isEntryType(entry.type)) return `Of a kind that this holdfast does not know: ${String(entry.type)}`;
  const words: (entry: Entry<T>, names: Names) => string = sentences[entry.type];
  return words(entry, names);
}

/** Behind a sentence whose reason nobody gave yet. */
export const reasonOwed = ' (reason owed)';

/** The reason of an act that left the plan stands in its words; where nobody gave one yet that is said. */
function reasonOf(entry: AnyEntry): string {
  // The words of an added step are its title.
  if (entry.deviation?.owed === true && (entry.words === undefined || entry.type === 'step.added')) return reasonOwed;
  if (entry.words === undefined || !isReasoned(entry)) return '';
  return ` — ${entry.words}`;
}

/** Whether its words are a reason. Of a fact they are, but where they are the answer itself: a personal one. */
function isReasoned(entry: AnyEntry): boolean {
  if (entry.type !== 'fact.recorded') return reasoned.has(entry.type);
  return !entry.data.known || entry.data.value !== undefined;
}

/** Types whose words are a reason, not what the sentence itself says. */
const reasoned: ReadonlySet<EntryType> = new Set([
  'step.done',
  'step.skipped',
  'step.failed',
  'step.reopened',
  'step.jumped',
  'item.ticked',
  'choice.made',
  'default.taken',
  'command.started',
  'approval.given',
  'approval.refused',
  'approval.gone-without',
  'clock.met',
  'clock.set-aside',
  'clock.asked',
  'severity.set',
  'incident.aware',
  'incident.stabilised',
  'incident.resolved',
  'incident.closed',
  'incident.reopened',
  'incident.stood-down',
  'incident.merged',
  'evidence.attached',
  'service.lost',
  'service.suspect',
  'service.restored',
  'call.attempted',
  'inject.held',
  'inject.skipped',
  'objective.rated',
  'exercise.started',
  'exercise.paused',
  'exercise.resumed',
  'exercise.speed-set',
  'exercise.jumped',
  'exercise.ended',
]);

const said = (entry: { readonly words?: string }): string => entry.words ?? '[words removed]';

type Sentences = { readonly [T in EntryType]: (entry: Entry<T>, names: Names) => string };

const sentences: Sentences = {
  'incident.declared': (e) => `${e.data.mode === 'drill' ? 'Drill declared' : 'Incident declared'}: ${said(e)}`,
  'incident.described': (e, n) => `${fieldNames[e.data.field]}: ${description(e, n)}`,
  'incident.aware': (e, n) =>
    `${e.data.withdrawn === true ? 'Not aware after all of' : 'Aware of'}: ${n.topic(e.data.topic)}`,
  'incident.stabilised': () => 'Stabilised: it gets no worse',
  'incident.resolved': () => 'Resolved',
  'incident.closed': () => 'Closed',
  'incident.reopened': () => 'Incident reopened',
  'incident.stood-down': (e) =>
    `Stood down: ${e.data.as.replace('-', ' ')}${e.data.of === undefined ? '' : ` of ${e.data.of}`}`,
  'incident.linked': (e) => linked(e),
  'incident.merged': (e) => `Merged into ${e.data.into}`,
  'severity.set': (e) => `Severity: ${e.data.severity}`,

  'runbook.followed': (e) => `Following the runbook: ${e.data.title}`,
  'runbook.revised': (e, n) => `Going on in a newer text of the runbook: ${n.run} (${e.data.sha256.slice(0, 12)})`,
  'scenario.followed': (e) => `Playing the scenario: ${e.data.title}`,
  'runbook.ended': (e, n) => `Runbook ended: ${n.run}${e.data.outcome === undefined ? '' : ` (${e.data.outcome})`}`,

  'step.done': (e, n) => `${n.step}: ${e.data['timed-out'] === true ? 'its time is up' : 'done'}`,
  'step.skipped': (_, n) => `${n.step}: skipped`,
  'step.failed': (_, n) => `${n.step}: failed`,
  'step.reopened': (_, n) => `${n.step}: reopened`,
  'step.jumped': (e, n) => `Went to: ${n.step}${e.data.from === undefined ? '' : `, from ${n.stepTitle(e.data.from)}`}`,
  'step.added': (e, n) =>
    `Added a step: ${n.step}${e.data.after === undefined ? '' : `, after ${n.stepTitle(e.data.after)}`}`,
  'item.ticked': (e, n) =>
    `${n.step}: ${e.data.ticked ? 'ticked' : 'unticked'} ${e.data.label ?? `item ${e.data.item}`}`,
  'choice.made': (e, n) =>
    `Decided: ${n.step} → ${n.option(e.data.option)}${e.data.auto === true ? ' (by its condition)' : ''}`,
  'default.taken': (e, n) => `Nobody decided in time: ${n.step} → ${n.option(e.data.option)}`,

  'fact.recorded': (e, n) => `${n.fact(e.data.fact)}: ${factAnswer(e, n)}`,

  'approval.given': (_, n) => `Approved: ${n.step}`,
  'approval.refused': (_, n) => `Approval refused: ${n.step}`,
  'approval.gone-without': (_, n) => `Gone on without the approval: ${n.step}`,

  'command.started': (e, n) =>
    `${n.step}: command started${e.data.drill === true ? ' (drill)' : ''}${attempt(e.data.attempt)}`,
  'command.finished': (e, n) => `${n.step}: command ${e.data.ok ? 'finished well' : `failed, ${howItEnded(e.data)}`}`,
  'command.unknown': (_, n) => `${n.step}: nobody saw how the command ended`,

  'message.sent': (e) =>
    `Told ${e.data.to}${e.data.by === undefined ? '' : ` by ${e.data.by}`}${e.data.language === undefined ? '' : ` (${e.data.language})`}: ${said(e)}`,

  'role.assigned': (e, n) => `${n.role(e.data.role)}: ${e.data.person}`,
  'role.acknowledged': (e, n) => `${e.data.person} has taken the role: ${n.role(e.data.role)}`,
  'role.released': (e, n) => `${e.data.person} has given the role back: ${n.role(e.data.role)}`,
  'call.attempted': (e, n) =>
    `Called ${e.data.role === undefined ? (e.data.contact ?? 'somebody') : n.role(e.data.role)}: ${e.data.result.replace('-', ' ')}`,
  'task.given': (e, n) => `Asked ${e.data.to}: ${said(e)}${by(e.data.due, n)}`,
  'task.taken': (e, n) => `Task taken: ${n.task(e.data.task)}`,
  'task.done': (e, n) => `Task done: ${n.task(e.data.task)}`,

  'clock.started': (e, n) =>
    `Clock ${e.data.provisional === true ? 'may apply' : 'started'}: ${n.clock(e.data.clock, e.data.interim)}${e.data.due === undefined ? ', without undue delay' : `, due ${n.time(e.data.due)}`}`,
  'clock.met': (e, n) =>
    `Duty met${e.data.late === true ? ' late' : ''}: ${n.clock(e.data.clock, e.data.interim)}${e.data.reference === undefined ? '' : `, reference ${e.data.reference}`}`,
  'clock.missed': (e, n) => `Deadline missed: ${n.clock(e.data.clock, e.data.interim)}, was due ${n.time(e.data.due)}`,
  'clock.set-aside': (e, n) =>
    `${e.data.inapplicable === true ? 'Does not apply' : 'Set aside'}: ${n.clock(e.data.clock)}`,
  'clock.asked': (e, n) => `Asked for: ${n.clock(e.data.clock)}${by(e.data.due, n)}`,
  'timer.elapsed': (e, n) =>
    e.data.timer === 'acknowledge'
      ? `Not acknowledged in time: ${e.data.role === undefined ? 'a role' : n.role(e.data.role)}`
      : timerWords[e.data.timer](n),

  'service.lost': (e, n) => `Service lost: ${n.service(e.data.service)}`,
  'service.suspect': (e, n) => `Service suspect: ${n.service(e.data.service)}`,
  'service.restored': (e, n) => `Service restored: ${n.service(e.data.service)}`,

  'note.written': (e, n) => (e.data.minutes === undefined ? `Note: ${said(e)}` : minute(e.data.minutes, e, n)),
  'evidence.attached': (e) =>
    `Evidence attached: ${e.data.name} (${e.data.bytes} bytes, ${e.data.sha256.slice(0, 12)})`,
  'entry.corrected': correction,
  'entry.expunged': (e, n) => `Words of ${n.entry(e.data.entry)} removed: ${said(e)}`,
  'entry.moved': (e, n) => `Moved ${n.entry(e.data.entry)} to ${e.data.to}`,

  'handover.given': (e, n) =>
    `Handed over${e.data.to === undefined ? '' : ` to ${e.data.to}`}${rolesOf(e.data.roles, n)}${worries(e)}`,
  'handover.accepted': (e, n) =>
    `Handover accepted${e.data.from === undefined ? '' : ` from ${e.data.from}`}${rolesOf(e.data.roles, n)}`,
  'period.begun': (e, n) =>
    `Period ${e.data.number}${e.data.until === undefined ? '' : `, until ${n.time(e.data.until)}`}${e.words === undefined ? '' : `: ${e.words.replaceAll('\n', '; ')}`}`,
  'timeline.merged': (e) => `Merged ${e.data.entries} entries of ${e.data.origin}`,

  'follow-up.proposed': (e, n) =>
    `Follow-up: ${said(e)}${e.data.owner === undefined ? '' : ` (${e.data.owner})`}${by(e.data.due, n)}`,
  'follow-up.done': (e, n) => `Follow-up done: ${n.followUp(e.data['follow-up'])}`,
  'follow-up.verified': (e, n) =>
    `Follow-up verified${e.data.in === undefined ? '' : ` in ${e.data.in}`}: ${n.followUp(e.data['follow-up'])}`,
  'review.annotated': (e, n) => `Review${annotated(e, n)}: ${said(e)}`,
  'review.signed-off': () => 'Review signed off',
  'feedback.given': (e) => `Feedback${agreed(e)}${e.words === undefined ? '' : `: ${e.words}`}`,
  'retention.set': (e) =>
    `${e.data.until === undefined ? 'Words are kept without a limit' : `Words are kept until ${e.data.until}`}: ${said(e)}`,
  'hold.set': (e) => `${e.data.held ? 'Legal hold set' : 'Legal hold lifted'}: ${said(e)}`,

  'exercise.started': (e) => `Exercise clock started, ${e.data.speed} × real time`,
  'exercise.paused': (e, n) =>
    e.data['exercise-at'] === undefined
      ? 'Exercise clock paused'
      : `Exercise clock stands at ${n.time(e.data['exercise-at'])}: nobody had it open since`,
  'exercise.resumed': () => 'Exercise clock goes on',
  'exercise.speed-set': (e) => `Exercise clock: ${e.data.speed} × real time`,
  'exercise.jumped': (e, n) => `Exercise clock moved to ${n.time(e.data['exercise-at'])}`,
  'exercise.ended': (e) => (e.data['real-world'] === true ? 'Exercise ended: no-duff, this is real' : 'Exercise ended'),
  'facilitator.joined': (e) =>
    e.data.from === undefined
      ? 'Facilitates the exercise'
      : e.data.from === e.by.name
        ? 'Facilitates the exercise from another screen'
        : `Facilitates the exercise in place of ${e.data.from}`,
  'facilitator.left': (e) =>
    e.data.unseen === true
      ? `${e.data.facilitator}, who facilitates, is gone: their screen is closed, and they did not say so`
      : `${e.data.facilitator} has left; nobody facilitates now`,
  'participant.joined': (e) =>
    e.data.late === undefined
      ? 'Takes part in the exercise'
      : `Joins the exercise ${shortDuration(durationMs(e.data.late) ?? 0)} after it began`,
  'inject.delivered': (e, n) =>
    `Inject${told(n.injectFrom(e.data.inject), e.data.to, n)}: ${e.words ?? e.data.inject}${unheld(e.data.unheld, n)}`,
  'inject.held': (e, n) => `Inject ${e.data.lifted === true ? 'let go' : 'held'}: ${n.inject(e.data.inject)}`,
  'inject.skipped': (e, n) => `Inject ${e.data.unless === true ? 'not needed' : 'skipped'}: ${n.inject(e.data.inject)}`,
  'inject.improvised': (e, n) => `Inject${told('', e.data.to, n)}: ${said(e)}${unheld(e.data.unheld, n)}`,
  'inject.answered': (e, n) => `Answer to ${n.inject(e.data.inject)}: ${e.data.option ?? said(e)}`,
  'observation.written': (e) => {
    const about = [e.data.objective, e.data.rating].filter((part) => part !== undefined);
    return `Observed: ${said(e)}${about.length === 0 ? '' : ` (${about.join(', ')})`}`;
  },
  'objective.rated': (e) => `Objective ${e.data.objective}: ${e.data.rating}`,
};

/** Roles that nobody holds hear nothing. */
function unheld(roles: readonly string[] | undefined, n: Names): string {
  return roles === undefined ? '' : ` (nobody was ${roles.map((role) => n.role(role)).join(', ')})`;
}

/** From whom and to whom: ` from Night guard, by radio, to Safety officer`. */
function told(from: string, to: readonly string[] | undefined, n: Names): string {
  const whom = to === undefined || to.length === 0 ? '' : `, to ${to.map((role) => n.role(role)).join(', ')}`;
  return n.noted(`${from === '' ? '' : ` from ${from}`}${whom}`);
}

function linked({ data, words }: Entry<'incident.linked'>): string {
  const as = data.as ?? words;
  return `Linked to ${data.to}${as === undefined ? '' : ` (${as})`}`;
}

/** Of what the review speaks: `, where we were lucky`, `, cues at #42`. */
function annotated({ data: { kind, entry } }: Entry<'review.annotated'>, n: Names): string {
  const title = kind === undefined ? undefined : (reviewKind(kind)?.title ?? kind);
  const about = entry === undefined ? '' : ` at ${n.entry(entry)}`;
  return title === undefined ? about : `, ${title.charAt(0).toLowerCase()}${title.slice(1)}${about}`;
}

/** `, "The scenario was plausible and realistic.": 4 of 5`. */
function agreed({ data: { statement, agreement } }: Entry<'feedback.given'>): string {
  if (statement === undefined) return '';
  return `, "${feedbackStatement(statement)?.text ?? statement}" ${agreement ?? '?'} of 5`;
}

const fieldNames: Readonly<Record<Entry<'incident.described'>['data']['field'], string>> = {
  title: 'Title',
  began: 'Began',
  detected: 'Detected',
  'detected-by': 'Detected by',
  impact: 'Impact',
  tlp: 'TLP',
  cause: 'Cause',
  trigger: 'Trigger',
  area: 'Area',
  people: 'People affected',
};

function description(e: Entry<'incident.described'>, n: Names): string {
  const { field, value } = e.data;
  if (value === undefined) return said(e);
  if (value === '') return 'cleared';
  return field === 'began' || field === 'detected' ? shownValue(value, n) : value;
}

const timerWords: Readonly<Record<Exclude<TimerKind, 'acknowledge'>, (n: Names) => string>> = {
  wait: (n) => `${n.step}: the wait is over`,
  'at-most': (n) => `${n.step}: its time is up`,
  round: (n) => `${n.step}: the next round begins`,
  approval: (n) => `${n.step}: nobody approved in time`,
  overdue: (n) => `${n.step}: overdue`,
  default: (n) => `${n.step}: was to be decided by now`,
};

function factAnswer(e: Entry<'fact.recorded'>, n: Names): string {
  if (e.data.cleared === true) return 'cleared';
  if (!e.data.known) return 'not known yet';
  if (e.data.privacy === 'secret') return 'given';
  if (e.data.value !== undefined) return n.factValue(e.data.fact, e.data.value);
  return e.words === undefined ? 'given' : n.factValue(e.data.fact, e.words);
}

function attempt(n: number): string {
  return n > 1 ? `, attempt ${n}` : '';
}

/** The rest of a brief says what the record says anyway. */
function worries({ words }: AnyEntry): string {
  const said = words === undefined ? undefined : worriesIn(words);
  return said === undefined ? '' : `; worries: ${said}`;
}

function howItEnded(data: Entry<'command.finished'>['data']): string {
  if (data['timed-out'] === true) return 'its time ran out';
  if (data.signal !== undefined) return `ended by ${data.signal}`;
  return data['exit-code'] === undefined ? 'it could not be started' : `exit code ${data['exit-code']}`;
}

function rolesOf(roles: readonly string[] | undefined, n: Names): string {
  return roles === undefined || roles.length === 0 ? '' : `: ${roles.map((role) => n.role(role)).join(', ')}`;
}

function by(due: string | undefined, n: Names): string {
  return due === undefined ? '' : `, by ${n.time(due)}`;
}

/** One of the minutes of a decision. */
function minute(kind: MinuteKind, e: Entry<'note.written'>, n: Names): string {
  switch (kind) {
    case 'considered':
      return `${n.step}: considered: ${said(e)}`;
    case 'in-favour':
      return `${n.step}: in favour: ${said(e)}`;
    case 'objection':
      return `${n.step}: strong objection: ${said(e)}`;
    case 'no-objection':
      return `${n.step}: asked, nobody strongly objects`;
  }
}

function correction(e: Entry<'entry.corrected'>, n: Names): string {
  const { entry, field, value, precision } = e.data;
  if (field === 'words') return `Words of ${n.entry(entry)} now: ${said(e)}`;
  const reason = reasonOfCorrection(e);
  const why = reason === undefined ? '' : ` — ${reason}`;
  if (field === 'undone') return `Undone: ${n.entry(entry)}${why}`;
  if (field === 'marking') return `Corrected ${n.entry(entry)}: marked ${shownValue(value, n)}${why}`;
  const happened =
    precision === 'day'
      ? `on ${value?.slice(0, 10)}`
      : `at ${precision === 'about' ? 'about ' : ''}${shownValue(value, n)}`;
  return `Corrected ${n.entry(entry)}: it happened ${happened}${why}`;
}

/** Why something was corrected: of new words that stands in a note beside them, and in old timelines in the data. */
export function reasonOfCorrection({ words, data }: Entry<'entry.corrected'>): string | undefined {
  return data.reason ?? (data.field === 'words' ? undefined : words);
}

function shownValue(value: string | undefined, n: Names): string {
  if (value === undefined) return '';
  return /^\d{4}-\d\d-\d\dT/.test(value) ? n.time(value) : value;
}
