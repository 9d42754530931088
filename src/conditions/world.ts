/** What conditions read. An unanswered or stale fact is simply missing. */
export interface World {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly org: Readonly<Record<string, unknown>>;
  readonly steps: Readonly<Record<string, { state: string; chose?: string; at?: string; by?: string }>>;
  readonly clocks: Readonly<Record<string, { state: string; due?: string }>>;
  readonly services: Readonly<Record<string, { state: string; title: string; fallback?: string }>>;
  readonly incident: Readonly<Record<string, unknown>>;
  /** One of the steps, where to tell all of them takes long. */
  step?(id: string): World['steps'][string] | undefined;
}
