import { fill } from '../conditions/index.ts';
import type { Said, World } from '../conditions/index.ts';
import { showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Incident } from './model.ts';

/** Fills the `{{ }}` of a text that people read. */
export function fillForPeople(
  template: string,
  world: World,
  incident: Incident,
  now: Instant,
): { readonly text: string; readonly missing: readonly string[] } {
  return fill(template, world, saidToPeople(incident, now));
}

/** A time as people say it, and what is not known yet by the question that would answer it, not by its expression. */
export function saidToPeople(incident: Incident, now: Instant): Required<Said> {
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
