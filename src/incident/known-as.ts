import type { Incident } from './model.ts';

/**
 * The name by which a person is known in the incident, where what was typed differs from it in capitals, in the spaces around and
 * between its parts, or in how its accents are written (Unicode Standard Annex 15, NFC): two names of one person would be two people
 * to every rule that asks who did what. Of nobody who is known, the name as it was typed, with single spaces.
 */
export function knownAs(incident: Incident, typed: string): string {
  if (Object.hasOwn(incident.heard, typed)) return typed;
  const name = written(typed);
  if (name === '') return typed;
  const people = peopleIn(incident);
  if (people.includes(typed)) return typed;
  const letters = name.toLowerCase();
  return people.find((person) => written(person).toLowerCase() === letters) ?? name;
}

const written = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');

/** Who was heard of, holds a role, or was asked for something. */
function peopleIn({ heard, roles, tasks, handovers }: Incident): readonly string[] {
  return [
    ...Object.keys(heard),
    ...Object.values(roles).flatMap(({ holder }) => holder ?? []),
    ...Object.values(tasks).map(({ to }) => to),
    ...Object.values(handovers).flatMap(({ to }) => to ?? []),
  ];
}
