import { briefLog, briefPage, handoverBrief } from '../guide/index.ts';
import type { Brief, Neighbour } from '../guide/index.ts';
import type { Incident } from '../incident/index.ts';
import type { Contact } from '../runbook/index.ts';
import type { Session } from '../session/index.ts';
import type { Outside } from './outside.ts';
import type { World } from './state.ts';

type Presence = Pick<World, 'here' | 'hereNow'>;

/** What lies around a screen, asked for where somebody looks: what cannot be had leaves the screen as it is. */
export class Surroundings {
  readonly #outside: Outside;
  #contacts: { readonly runs: number; readonly contacts: Readonly<Record<string, Contact>> } | undefined;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Who has the incident open; asked once for each state of the screen. */
  presence(): Presence {
    let names: readonly string[] | undefined;
    const here = (): readonly string[] => (names ??= had(() => this.#outside.here?.()) ?? []);
    return { here, hereNow: (name) => here().filter((each) => each === name).length };
  }

  /** The other incidents: as of now where they are looked at, elsewhere as they were when one last looked. */
  others(isLookedAt: boolean): readonly Neighbour[] {
    const others = this.#outside.others?.();
    return (isLookedAt ? others?.asOfNow() : others?.all) ?? [];
  }

  /** Read when somebody first looks at a number, and again when another runbook is followed; undefined: no number is known. */
  contact(id: string, { runs }: Incident): Contact | undefined {
    if (this.#contacts?.runs !== runs.length)
      this.#contacts = { runs: runs.length, contacts: had(() => this.#outside.contacts?.()) ?? {} };
    return Object.hasOwn(this.#contacts.contacts, id) ? this.#contacts.contacts[id] : undefined;
  }
}

export const nobodyHere: Presence = { here: () => [], hereNow: () => 0 };

/** The handover brief as the incident stands. */
export function briefOf(session: Session): Brief {
  return handoverBrief(session.incident, { name: session.me.name }, session.now(), session.log(briefLog));
}

/** The same as a page of text. */
export function briefText(session: Session): string {
  return briefPage(briefOf(session), session.incident);
}

/** What lies on the disk: its folder may be gone or its file garbled, and a screen in the night goes on without a name or a number. */
function had<Thing>(ask: () => Thing): Thing | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
