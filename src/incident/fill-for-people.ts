import { fill } from '../conditions/index.ts';
import type { Said, World } from '../conditions/index.ts';
import { showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Incident } from './model.ts';

/** Fills the `{{ }}` of a text that people read; `language`: in which it is written, English where it is left out. */
export function fillForPeople(
  template: string,
  world: World,
  incident: Incident,
  now: Instant,
  language = 'en',
): { readonly text: string; readonly missing: readonly string[] } {
  return fill(template, world, { ...saidToPeople(incident, now), truth: (holds) => yesOrNo(language, holds) });
}

/** By language; of one that is not here people read English rather than a sign of a program. */
const answers: Readonly<Record<string, readonly [yes: string, no: string]>> = { en: ['yes', 'no'], da: ['ja', 'nej'] };

function yesOrNo(language: string, holds: boolean): string {
  const [yes, no] = answers[language.split('-')[0] ?? ''] ?? ['yes', 'no'];
  return holds ? yes : no;
}

/** A time as people say it, and what is not known yet by the question that would answer it, not by its expression. */
export function saidToPeople(incident: Incident, now: Instant): Required<Pick<Said, 'time' | 'missing'>> {
  return {
    time: (at) => showTime(at, { now, timeZone: incident.timezone }),
    missing: (source) => {
      const [, room, id] = /^(facts|clocks|services)(?:\.|\[['"])([\w-]+)/.exec(source) ?? [];
      if (id === undefined) return undefined;
      if (room === 'facts') return incident.facts[id]?.fact.ask;
      return room === 'clocks' ? incident.clocks[id]?.clock.title : incident.services[id]?.service.title;
    },
  };
}
