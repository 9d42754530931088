import { actInfo, wordsHere } from '../guide/index.ts';
import type { CurrentStep, Guide, Offer } from '../guide/index.ts';
import type { Choice } from './choice.ts';
import { facilitatorChoices } from './exercise.ts';

/** How many open items of a checklist get a number of their own. */
const MOST_ITEMS = 9;

/** What is offered by number: what the step in front wants first, then what is always there. */
export function choicesFor(guide: Guide): Choice[] {
  if (guide.drill?.staff !== undefined) return facilitatorChoices(guide);
  const step = guide.current.find((each) => each.key === guide.focus);
  const own =
    step === undefined
      ? []
      : step.acts.filter((offer) => offer.off === undefined).flatMap((offer) => choicesOf(offer, step));
  const others = guide.current
    .filter((each) => each.key !== guide.focus)
    .slice(0, 9)
    .map((each): Choice => ({ label: `Look at: ${each.title}`, words: ['step', each.name] }));
  return [
    ...own,
    ...roleChoices(guide),
    ...handoverChoices(guide),
    ...answerChoices(guide),
    ...afterwardsChoices(guide),
    ...(step === undefined || guide.finished !== undefined ? idleChoices(guide) : []),
    ...others,
    { label: 'Write a note', words: ['note'] },
    { label: 'Something else', words: 'more' },
    { label: 'Leave the guide', words: ['quit'] },
  ];
}

/** Everything there is, by number: so nothing has to be known by heart. What is off says why when it is taken. */
export function everyChoice(guide: Guide): { readonly group: string; readonly choices: readonly Choice[] }[] {
  const step = guide.current.find((each) => each.key === guide.focus);
  const why = new Map<string, string | undefined>(step?.acts.map((offer) => [offer.act, offer.off]));
  return [...Map.groupBy(wordsHere(guide), (info) => info.group)].map(([group, infos]) => ({
    group,
    choices: infos.map(({ name, label, help }) => {
      const off = why.get(name);
      return { label: off === undefined ? `${label}: ${help}` : `${label} (not now: ${off})`, words: [name] };
    }),
  }));
}

/** Only what belongs to the step has a number here; the rest stands under "Something else". */
function choicesOf(offer: Offer, step: CurrentStep): Choice[] {
  switch (offer.act) {
    case 'choose':
      return step.options.map((option) => ({
        label: `Choose: ${option.title}${option.suggested ? ' (suggested)' : ''}`,
        words: ['choose', step.name, option.id],
      }));
    case 'tick':
      return tickChoices(step);
    case 'fact':
      return factChoices(step);
    case 'done':
    case 'run':
    case 'send':
    case 'approve':
    case 'refuse':
    case 'go-without':
    case 'skip':
    case 'fail':
      return [{ label: offer.label, words: [offer.act, step.name] }];
    case 'undo':
      return [{ label: offer.label, words: ['undo'] }];
    default:
      return [];
  }
}

function tickChoices(step: CurrentStep): Choice[] {
  const open = step.checklist.filter((item) => !item.ticked);
  if (open.length > MOST_ITEMS) return [{ label: actInfo('tick')?.label ?? 'Tick', words: ['tick', step.name] }];
  return open.map((item) => ({ label: `Tick: ${item.label}`, words: ['tick', step.name, String(item.item)] }));
}

function factChoices(step: CurrentStep): Choice[] {
  const open = step.record.filter((fact) => fact.answered !== true);
  const asked = step.asks.map((fact): Choice => ({
    label: `Answer what this step depends on (${fact})`,
    words: ['fact', fact],
  }));
  return open.length === 0 ? asked : [...asked, { label: 'Answer its questions', words: ['fact'] }];
}

function roleChoices(guide: Guide): Choice[] {
  return guide.roles
    .filter((role) => role.holder === guide.me.name && !role.acknowledged)
    .map((role) => ({ label: `Yes, I am ${role.title}`, words: ['ack', role.id] }));
}

/** Somebody waits to be relieved by whoever sits here. */
function handoverChoices({ handovers }: Guide): Choice[] {
  return handovers
    .filter(({ isForMe }) => isForMe)
    .map(({ from, roles }) => ({
      label: `Accept the handover of ${from}${roles.length === 0 ? '' : `: ${roles.join(', ')}`}`,
      words: ['accept-handover', from],
    }));
}

/** Nothing of the response is open: what a person may do with the incident itself. */
function idleChoices(guide: Guide): Choice[] {
  const choice = (name: 'follow' | 'add' | 'stabilise' | 'resolve' | 'close' | 'reopen-incident'): Choice => ({
    label: actInfo(name)?.label ?? name,
    words: [name],
  });
  switch (guide.state) {
    case 'open':
      return [
        ...(guide.runs.length === 0 ? [choice('follow')] : []),
        choice('add'),
        choice('stabilise'),
        choice('resolve'),
      ];
    case 'stabilised':
      return [choice('resolve'), choice('add')];
    case 'resolved':
    case 'stood-down':
      return [choice('close'), choice('reopen-incident')];
    case 'closed':
      return [choice('reopen-incident')];
  }
}

/** What people say of an exercise that has ended. */
function afterwardsChoices({ drill }: Guide): Choice[] {
  if (drill?.clock !== 'ended') return [];
  return [
    { label: 'Say what you think of the exercise', words: ['feedback'] },
    { label: 'Hot wash: what went well, what did not, where we were lucky', words: ['hot-wash'] },
  ];
}

/** Whoever waits for an answer in an exercise, each by number. */
function answerChoices({ questions }: Guide): Choice[] {
  return questions
    .filter(({ kind }) => kind === 'inject')
    .map(({ text, command = '' }) => ({ label: `Answer: ${text}`, words: command.split(' ').slice(0, 2) }));
}
