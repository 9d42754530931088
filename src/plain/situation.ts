import {
  clockText,
  commandLine,
  commandState,
  exerciseLines,
  factKind,
  forText,
  minutesOf,
  minuteText,
  needsApprovalText,
  periodText,
  serviceText,
  stateText,
  tag,
  timeText,
  waitText,
  whoText,
} from '../guide/index.ts';
import type { CurrentStep, Guide, SentMessage } from '../guide/index.ts';
import { plural } from '../text/index.ts';
import { shortDuration, showTime } from '../time/index.ts';
import { sayMessage } from './message.ts';
import type { Page } from './page.ts';

/** How many clocks, lost services and questions stand in the overview; `clocks`, `services`, `questions` show them all. */
const MOST = 3;

/** Where we are: the incident, the step in front with all that it asks, the clocks, what else is open. */
export async function saySituation(page: Page, guide: Guide, sent: () => readonly SentMessage[]): Promise<void> {
  const step = guide.current.find((each) => each.key === guide.focus);
  // Read first, so that all is said in one go: what reads Markdown takes as long to load as the rest of the guide.
  const text = step?.text === undefined ? [] : await markdownLines(step.text, page.columns - 2);
  page.gap();
  const now = showTime(guide.now, { now: guide.now, timeZone: guide.timezone });
  page.say(`${tag(guide)} ${guide.title}`);
  if (guide.noDuff !== undefined) page.say(guide.noDuff);
  const period = guide.period === undefined ? '' : ` · ${periodText(guide.period, guide)}`;
  page.say(`${now} · ${stateText(guide)} · ${shortDuration(guide.age)} since it was declared${period}`);
  const roles = guide.me.roles.map((role) => guide.roles.find((each) => each.id === role)?.title ?? role);
  page.say(`You are ${guide.me.name}${roles.length === 0 ? '' : ` (${roles.join(', ')})`}.`);
  for (const line of exerciseLines(guide)) page.say(line);
  sayClocks(page, guide);
  sayServices(page, guide);
  page.gap();
  if (guide.finished !== undefined) page.say(guide.finished);
  if (guide.finished !== undefined && step !== undefined) page.gap();
  if (step !== undefined) sayStep(page, step, guide, text, sent);
  else if (guide.finished === undefined) page.say('Nothing to do at this moment: the plan waits.');
  sayOthers(page, guide);
  sayQuestions(page, guide);
}

async function markdownLines(text: string, columns: number): Promise<readonly string[]> {
  const { renderPlainMarkdown } = await import('../text/markdown.entry.ts');
  return renderPlainMarkdown(text, columns);
}

/** One step with its text, checklist, facts, command or message. */
function sayStep(
  page: Page,
  step: CurrentStep,
  guide: Guide,
  text: readonly string[],
  sent: () => readonly SentMessage[],
): void {
  const waits = waitText(guide);
  if (waits !== undefined) page.say(waits);
  page.say(`${step.title}  (${step.name})`, step.overdue ? 'NOW, OVERDUE: ' : 'NOW: ');
  if (step.branch !== undefined) page.say(`in: ${step.branch}`, '  ');
  page.say(`${forText(step, guide)}; ${timeText(step, guide)}`, '  ');
  if (text.length > 0) page.gap();
  page.lines(text, '  ');
  sayChecklist(page, step);
  if (step.record.length > 0) {
    page.gap();
    page.say('To be answered before it is finished:', '  ');
    for (const fact of step.record) {
      const answer =
        fact.answered === true
          ? (fact.shown ?? (fact.state === 'not-known' ? 'not known yet' : 'given'))
          : 'not answered';
      const before = fact.answered !== true && fact.shown !== undefined ? `; before: ${fact.shown}` : '';
      page.say(`${fact.ask} ${answer}${before}  (${fact.id}: ${factKind(fact)})`, '  - ');
    }
  }
  for (const fact of step.asks) {
    const ask = guide.facts.find((each) => each.id === fact)?.ask ?? fact;
    page.say(`Whether this step is needed depends on: ${ask}  (fact ${fact}=…)`, '  ');
  }
  sayCommand(page, step);
  if (step.message !== undefined) {
    page.gap();
    sayMessage(page, step.message, sent(), guide);
  }
  sayNeeds(page, step, guide);
}

function sayChecklist(page: Page, step: CurrentStep): void {
  if (step.checklist.length === 0) return;
  page.gap();
  page.say('Checklist:', '  ');
  for (const { item, label, ticked } of step.checklist) page.say(label, `  [${ticked ? 'x' : ' '}] ${item}. `);
}

function sayCommand(page: Page, step: CurrentStep): void {
  const { command } = step;
  if (command === undefined) return;
  page.gap();
  page.say(`The command${command.drill ? ' of the drill' : ''}, stopped after ${command.timeout} at the latest:`, '  ');
  page.say(commandLine(command.line), '    ');
  if (command.simulated === true) page.say('In this drill nothing is run: its end is recorded at once.', '  ');
  const state = commandState(step);
  if (state !== undefined) page.say(state, '  ');
}

function sayNeeds(page: Page, step: CurrentStep, guide: Guide): void {
  if (step.needsEvidence) page.say('It wants evidence: attach FILE.', '  ');
  if (step.approval?.awaiting === true) {
    page.say(`Done by ${step.approval.completedBy ?? 'somebody'}; it waits for an approval by another person.`, '  ');
    page.say('Who says yes by voice: approve --by NAME', '  ');
  }
  const needs = needsApprovalText(step, guide);
  if (needs !== undefined) page.say(needs, '  ');
  if (step.default !== undefined) {
    const title = step.options.find((option) => option.id === step.default?.option)?.title ?? step.default.option;
    const due = showTime(step.default.due, { now: guide.now, timeZone: guide.timezone });
    page.say(`If nobody decides by ${due}: ${title}`, '  ');
  }
  const minutes = minutesOf(guide, step.key);
  if (minutes.length > 0) page.say('Minutes:', '  ');
  for (const minute of minutes) page.say(`${minuteText(minute)} (${minute.by})`, '  - ');
  const clocks = step.stops.map((id) => guide.clocks.find((clock) => clock.id === id)?.title ?? id);
  if (clocks.length > 0) page.say(`Meets: ${clocks.join(', ')}`, '  ');
}

function sayClocks(page: Page, guide: Guide): void {
  const open = guide.clocks.filter(
    (clock) => clock.state === 'running' || clock.state === 'provisional' || clock.state === 'missed',
  );
  for (const clock of open.slice(0, MOST)) page.say(clockText(clock, guide), 'Clock: ');
  if (open.length > MOST) page.say(`+${plural(open.length - MOST, 'more clock')} (clocks shows them)`);
}

function sayServices(page: Page, guide: Guide): void {
  const lost = guide.services.filter((each) => each.state === 'lost');
  for (const service of lost.slice(0, MOST)) page.say(serviceText(service, guide), 'Service: ');
  if (lost.length > MOST) page.say(`+${plural(lost.length - MOST, 'more service')} lost (services shows them)`);
}

function sayOthers(page: Page, guide: Guide): void {
  const others = guide.current
    .filter((step) => step.key !== guide.focus)
    .toSorted((a, b) => (b.over ?? 0) - (a.over ?? 0));
  if (others.length === 0) return;
  page.gap();
  page.say(`Also open: ${plural(others.length, 'other step')}`);
  for (const step of others.slice(0, 5)) {
    page.say(`${step.title}  (${step.name}) — ${whoText(step, guide)}, ${timeText(step, guide)}`, '  - ');
  }
  const where = guide.lanes.length === 0 ? 'steps' : 'tracks';
  if (others.length > 5) page.say(`and ${others.length - 5} more (${where} shows them)`, '  ');
}

function sayQuestions(page: Page, guide: Guide): void {
  if (guide.questions.length === 0) return;
  page.gap();
  page.say('Somebody should answer:');
  for (const question of guide.questions.slice(0, MOST)) {
    page.say(`${question.text}${question.command === undefined ? '' : `  (type: ${question.command})`}`, '  - ');
  }
  if (guide.questions.length > MOST) page.say(`and ${guide.questions.length - MOST} more (questions shows them)`, '  ');
}
