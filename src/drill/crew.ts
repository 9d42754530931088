/** Who plays which role; `deputies` do what the first may not, such as approving their own work. */
export interface Crew {
  readonly lead: string;
  readonly holders: Readonly<Record<string, string>>;
  readonly deputies: readonly string[];
  /** Roles for which nobody answers: they are rung, and then a deputy does their work. */
  readonly unreachable?: readonly string[];
  /** How they act, where not as the plan would have it. */
  readonly temper?: Temper;
}

/** What makes one crew differ from another; the same seed is the same crew. */
interface Temper {
  readonly seed: number;
}

/** A number from 0 to 1 that looks like chance, always the same for the same text and crew (FNV-1a, and one more turn for the last letters). */
export function chance(text: string, { temper }: Pick<Crew, 'temper'> = {}): number {
  // Of 32 bits from the beginning, as it stays: the engine keeps no longer number for it.
  let hash = 0x811c9dc5 | 0;
  const whole = temper === undefined ? text : `${temper.seed}:${text}`;
  for (let place = 0; place < whole.length; place += 1) {
    const point = whole.codePointAt(place) ?? 0;
    // What takes two places is one letter all the same.
    if (point > 0xffff) place += 1;
    hash = Math.imul(hash ^ point, 0x01000193);
  }
  if (temper !== undefined) hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ (hash >>> 12);
  return (hash >>> 0) / 0xffffffff;
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

/** One person for each of the roles that can be reached. */
export function crewFor(
  roles: readonly string[],
  { unreachable = [], temper }: Pick<Crew, 'unreachable' | 'temper'> = {},
): Crew {
  const all = roles.map((role, index) => [role, names[index] ?? `Responder ${index + 1}`] as const);
  const holders = Object.fromEntries(all.filter(([role]) => !unreachable.includes(role)));
  return {
    lead: holders['lead'] ?? Object.values(holders)[0] ?? names[0] ?? 'Responder 1',
    holders,
    deputies,
    ...(unreachable.length > 0 && { unreachable }),
    ...(temper !== undefined && { temper }),
  };
}
