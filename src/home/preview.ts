import { isOver } from '../entry/index.ts';
import type { Told } from '../guide/index.ts';
import { stepTitle } from '../runbook/index.ts';
import { plural } from '../text/index.ts';
import { millis, shortDuration, showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { HomeIncident, HomeRunbook } from './model.ts';
import type { HomeItem } from './sections.ts';

/** What is to be known of something before one chooses it. `again`: how words of a command are typed here. */
export function previewOf(item: HomeItem, now: Instant, again: (words: string) => string): readonly Told[] {
  switch (item.kind) {
    case 'declare':
      return [
        {
          text: 'A sentence is enough. What happens is written down from then on, clocks run, others can join; a runbook can be taken up at any time, and a second one too.',
        },
      ];
    case 'runbook':
      return runbookPreview(item.book);
    case 'incident':
      return isOver(item.incident) ? overPreview(item.incident, now, again) : openPreview(item.incident, now);
  }
}

/** How many of the first steps are shown: enough to know what one lets oneself in for. */
const FIRST_STEPS = 6;

function runbookPreview({ runbook, id }: HomeRunbook): Told[] {
  const { roles = {}, services = {}, clocks = {}, steps, revision = 'no date' } = runbook;
  const listed = (lead: string, texts: readonly string[]): Told[] =>
    texts.length === 0 ? [] : [{ lead, text: texts.join(' · ') }];
  const points = (lead: string, texts: readonly string[]): Told[] =>
    texts.length === 0 ? [] : [{ lead, text: '' }, ...texts.map((text): Told => ({ text, point: true }))];
  const titles = (things: Readonly<Record<string, { readonly title: string }>>): string[] =>
    Object.values(things).map(({ title }) => title);
  return [
    ...(runbook.summary === undefined ? [] : [{ text: runbook.summary, mood: 'strong' } as const]),
    ...points('Use it when', runbook['use-when'] ?? []),
    ...listed('Roles', titles(roles)),
    ...points(
      'It begins with',
      steps.slice(0, FIRST_STEPS).map((step) => stepTitle(step)),
    ),
    ...listed('Clocks', titles(clocks)),
    ...listed('Services', titles(services)),
    { text: `${id}, ${plural(steps.length, 'step')} in its first list, revised ${revision}`, mood: 'faint' },
  ];
}

function openPreview(incident: HomeIncident, wall: Instant): Told[] {
  const { now: step, nextDue, declared, timezone, links, alarms, clock } = incident;
  const at = { now: clock ?? wall, timeZone: timezone };
  return [
    ...(alarms === undefined || alarms === 0
      ? []
      : [{ text: `! ${plural(alarms, 'alarm')} in it`, mood: 'bad' } as const]),
    ...(step === undefined ? [] : [{ text: `Now: ${step}`, mood: 'strong' } as const]),
    ...(nextDue === undefined ? [] : [{ text: `Next deadline: ${nextDue.title}, due ${showTime(nextDue.due, at)}` }]),
    { text: `Declared ${showTime(declared, at)}` },
    ...(links === undefined ? [] : [{ text: `Has to do with: ${links}` }]),
  ];
}

/** What became of it, and where its review is. */
function overPreview(incident: HomeIncident, now: Instant, again: (words: string) => string): Told[] {
  const { alias, stands, declared, ended, entries, runbook, links, timezone } = incident;
  const at = { now, timeZone: timezone };
  const when =
    ended === undefined
      ? ''
      : ` ${showTime(ended, at)}, ${shortDuration(millis(ended) - millis(declared))} after it was declared`;
  const record = entries === undefined ? '' : `; ${plural(entries, 'entry', 'entries')} in its record`;
  return [
    { text: `${stands.charAt(0).toUpperCase()}${stands.slice(1)}${when}`, mood: 'strong' },
    ...(runbook === undefined ? [] : [{ text: `Runbook: ${runbook}` }]),
    { text: `Declared ${showTime(declared, at)}${record}` },
    ...(links === undefined ? [] : [{ text: `Has to do with: ${links}` }]),
    { text: `Its review: ${again(`export --format markdown -i ${alias} -o review.md`)}` },
  ];
}
