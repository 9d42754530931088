import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { Desk } from './incident-desk.ts';

interface Snippet {
  readonly facts?: Readonly<Record<string, object>>;
  readonly topics?: Readonly<Record<string, string>>;
  readonly clocks?: Readonly<Record<string, object>>;
  readonly steps?: readonly object[];
}

const page = readFileSync(new URL('../../docs/legal-clocks.md', import.meta.url), 'utf8');

/** The snippets of docs/legal-clocks.md, each with the heading that it stands under. */
export const snippets: readonly (readonly [heading: string, snippet: Snippet])[] = page
  .split(/^## /m)
  .flatMap((part) =>
    [...part.matchAll(/^```yaml\n(.*?)^```$/gms)].map(
      ([, text = '']) => [part.slice(0, part.indexOf('\n')), parse(text) as Snippet] as const,
    ),
  );

/** What the organisation says of itself, so that every duty may be its own. */
export const lawfulCity = {
  holdfast: 1,
  name: 'City of Strandby',
  timezone: 'Europe/Copenhagen',
  nis2_entity: true,
  trust_service_provider: false,
  critical_entity: true,
};

/** Snippets pasted into the smallest runbook that has a step for each of their clocks. */
export function runbookOf(...pasted: readonly Snippet[]): string {
  const all = (key: 'facts' | 'topics' | 'clocks'): object =>
    Object.assign({}, ...pasted.map((snippet) => snippet[key])) as object;
  const clocks = Object.keys(all('clocks'));
  return stringify({
    holdfast: 1,
    id: 'legal-clocks',
    title: 'Legal clocks',
    owner: 'Legal office',
    timezone: 'Europe/Copenhagen',
    facts: all('facts'),
    topics: all('topics'),
    clocks: all('clocks'),
    steps: [{ id: 'work', do: 'Work on it', expect: '1h' }, ...pasted.flatMap(({ steps = [] }) => steps)],
    ...(clocks.length > 0 && {
      afterwards: clocks.map((clock) => ({ id: `send-${clock}`, do: `Send ${clock}`, stops: [clock] })),
    }),
  });
}

/** A runbook with every duty of docs/legal-clocks.md, and the organisation that it reads. */
export const everyDuty = runbookOf(...snippets.map(([, snippet]) => snippet));

/** A desk at which a runbook with every duty of docs/legal-clocks.md is followed, from that moment on. */
export class LegalDesk extends Desk {
  constructor(at: string, { holidays = [], org = {} }: { holidays?: readonly string[]; org?: object } = {}) {
    super({ holidays }, at);
    this.follow(everyDuty, {}, stringify({ ...lawfulCity, ...org }));
  }

  /** Lets the clock run to that moment, and writes what falls due on the way. */
  until(at: string): this {
    this.wait((Date.parse(at) - this.now) / 60_000);
    return this;
  }

  aware(topic: string): this {
    this.act({ act: 'aware', topic });
    return this;
  }

  fact(id: string, value: string): this {
    this.act({ act: 'fact', values: [{ fact: id, value }] });
    return this;
  }

  met(clock: string): this {
    this.act({ act: 'met', clock });
    return this;
  }

  due(clock: string): string | undefined {
    return this.incident.clocks[clock]?.due;
  }

  state(clock: string): string | undefined {
    return this.incident.clocks[clock]?.state;
  }
}
