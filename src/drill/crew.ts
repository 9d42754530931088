/** Who plays which role; `deputies` do what the first may not, such as approving their own work. */
export interface Crew {
  readonly lead: string;
  readonly holders: Readonly<Record<string, string>>;
  readonly deputies: readonly string[];
}

const names = [
  'Astrid Holm',
  'Mikkel Bruun',
  'Sara Lind',
  'Jonas Friis',
  'Nadia Rahimi',
  'Henrik Toft',
  'Ida Juhl',
  'Omar Yusuf',
  'Lene Skov',
  'Peter Dahl',
  'Maja Winther',
  'Anders Krogh',
  'Fatima Aydin',
  'Karl Ravn',
];
const deputies = ['Bodil Vang', 'Emil Thorsen'];

/** One person for each of the roles. */
export function crewFor(roles: readonly string[]): Crew {
  const holders = Object.fromEntries(roles.map((role, index) => [role, names[index] ?? `Responder ${index + 1}`]));
  return { lead: holders['lead'] ?? Object.values(holders)[0] ?? names[0] ?? 'Responder 1', holders, deputies };
}
