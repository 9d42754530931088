import { own } from '../../incident/index.ts';
import type { Bundle, Runbook, Step } from '../../runbook/index.ts';
import type { Item, Sheet } from './form.ts';
import { type Place, stepCard } from './step-card.ts';
import { type Wording } from './wording.ts';

/** The steps of the runbook, then a sheet for each track and each runbook that it follows, then the duties afterwards. */
export function stepSheets(bundle: Bundle, words: Around['words']): Sheet[] {
  return sheetsOf(bundle.runbook, '', { bundle, words, way: [bundle.runbook.id] });
}

interface Around {
  readonly bundle: Bundle;
  readonly words: (runbook: Runbook, prefix: string) => Wording;
  /** The runbooks on the way to this one: none is followed in a circle. */
  readonly way: readonly string[];
}

function sheetsOf(runbook: Runbook, prefix: string, around: Around, role?: string): Sheet[] {
  const words = around.words(runbook, prefix);
  const isMain = prefix === '';
  const { say } = words;
  const from = words.runbook.id;
  const where = isMain ? [] : [say('paper.followed', { id: from, step: stepOf(prefix, around) })];
  return [
    ...oneSheet(
      { title: isMain ? say('paper.steps') : runbook.title, about: where, steps: runbook.steps, role },
      words,
      around,
    ),
    ...(runbook.afterwards === undefined
      ? []
      : oneSheet(
          {
            title: isMain ? say('paper.afterwards') : say('paper.afterwards.of', { title: runbook.title }),
            about: [say('paper.afterwards.about'), ...where],
            steps: runbook.afterwards,
            role,
          },
          words,
          around,
        )),
  ];
}

/** The step that follows the runbook whose steps stand under this prefix. */
function stepOf(prefix: string, { bundle, words }: Around): string {
  return words(bundle.runbook, '').step(prefix.slice(0, -1));
}

interface Begun {
  readonly title: string;
  readonly about: readonly string[];
  readonly steps: readonly Step[];
  readonly role: string | undefined;
}

/** A sheet, and those that begin on it. */
function oneSheet({ title, about, steps, role }: Begun, words: Wording, around: Around): Sheet[] {
  const others: Sheet[] = [];
  const items = listItems(steps, { level: 0, role, rounds: false, next: undefined }, words, around, others);
  return [{ title, about, items }, ...others];
}

function listItems(steps: readonly Step[], place: Place, words: Wording, around: Around, others: Sheet[]): Item[] {
  const { say } = words;
  return steps.flatMap((step, index): Item[] => {
    const following = steps[index + 1];
    const next = following === undefined ? place.next : words.numberOf(following.id);
    const card = stepCard(step, words, { ...place, next }, around.bundle);
    const role = step.role ?? place.role;
    const inner = { ...place, level: place.level + 1, role, next };
    if ('tracks' in step) {
      const tracks = Object.values(step.tracks).map((track) => {
        const doer = track.role ?? role;
        const by = doer === undefined ? '' : words.role(doer);
        others.push(
          ...oneSheet(
            {
              title: track.title,
              about: [...(by === '' ? [] : [by]), say('paper.begins-with', { step: words.step(step.id) })],
              steps: track.steps,
              role: doer,
            },
            words,
            around,
          ),
        );
        return say(by === '' ? 'paper.sheet-named' : 'paper.sheet-to', { title: track.title, who: by });
      });
      return [{ ...card, ticks: [...card.ticks, ...tracks] }];
    }
    if ('options' in step) {
      const branches = Object.entries(step.options).flatMap(([id, option]): Item[] =>
        option.steps === undefined
          ? []
          : [
              {
                kind: 'heading',
                text: say('paper.if-decided', { number: card.number ?? '', title: option.title, id }),
              },
              ...listItems(option.steps, inner, words, around, others),
            ],
      );
      return [card, ...branches];
    }
    if ('repeat' in step)
      return [card, ...listItems(step.steps, { ...inner, rounds: true, next: undefined }, words, around, others)];
    const plan =
      'follow' in step && !around.way.includes(step.follow) ? own(around.bundle.followed, step.follow) : undefined;
    if (plan !== undefined) {
      others.push(...sheetsOf(plan, `${words.prefix}${step.id}/`, { ...around, way: [...around.way, plan.id] }, role));
      return [{ ...card, ticks: [...card.ticks, say('paper.sheet-named', { title: plan.title })] }];
    }
    return [card];
  });
}
