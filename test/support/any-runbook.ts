import fc from 'fast-check';

/**
 * Runbooks as an author could have written them, small and dense: every verb, clocks of every kind of `from`, services,
 * facts and effects on the steps. Given as JSON text, which is YAML.
 */
export const anyRunbook: fc.Arbitrary<string> = fc
  .infiniteStream(fc.nat({ max: 1_000_000 }))
  .map((stream) => JSON.stringify(write(stream)));

type Step = Record<string, unknown>;

function write(stream: Iterator<number>): Record<string, unknown> {
  const below = (n: number): number => Number(stream.next().value ?? 0) % n;
  const sometimes = (oneIn: number): boolean => below(oneIn) === 0;
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const ids: string[] = [];

  const list = (depth: number, most: number): Step[] => {
    const siblings: string[] = [];
    return Array.from({ length: 1 + below(most) }, () => {
      const written = step(depth, siblings);
      siblings.push(String(written.id));
      return written;
    });
  };

  // `after` names a step before it in the same list: one in a way not taken would hold it for ever.
  const common = (id: string, siblings: readonly string[]): Step => ({
    id,
    ...(sometimes(4) && { role: pick(['lead', 'tech']) }),
    ...(sometimes(6) && { when: pick(['facts.flag', 'facts.depth > 3', "facts.kind == 'a'"]) }),
    ...(sometimes(8) && siblings.length > 0 && { after: pick(siblings) }),
    ...(sometimes(5) && { checklist: ['one', 'two'] }),
    ...(sometimes(4) && { record: [pick(['flag', 'depth', 'kind'])] }),
    ...(sometimes(5) && { starts: [pick(clockIds)] }),
    ...(sometimes(4) && { stops: [pick(clockIds)] }),
    ...(sometimes(6) && { loses: [pick(['alpha', 'beta'])] }),
    ...(sometimes(6) && { restores: [pick(['alpha', 'beta'])] }),
    ...(sometimes(7) && { overdue: '10m' }),
    ...(sometimes(9) && { 'needs-evidence': true }),
  });

  const step = (depth: number, siblings: readonly string[]): Step => {
    const id = `s${ids.length + 1}`;
    ids.push(id);
    const verb =
      depth >= 3
        ? pick(['do', 'do', 'run', 'tell', 'wait'])
        : pick(['do', 'do', 'decide', 'run', 'tell', 'wait', 'parallel', 'repeat', 'decide']);
    const base = common(id, siblings);
    switch (verb) {
      case 'decide':
        return {
          ...base,
          decide: 'Which way?',
          ...(sometimes(3) && { default: { choose: 'left', after: '5m' } }),
          ...(sometimes(3) && { auto: true }),
          options: { left: option(depth), right: option(depth) },
        };
      case 'run':
        return {
          ...base,
          run: 'Run it',
          command: ['true'],
          timeout: '30s',
          ...(sometimes(2) && { capture: { depth: 'stdout' } }),
        };
      case 'tell':
        return { ...base, tell: 'Tell them', message: 'hello' };
      case 'wait':
        return { ...base, wait: 'Wait', for: pick(['1m', '15m']), ...(sometimes(3) && { 'at-most': '20m' }) };
      case 'parallel':
        return {
          ...base,
          parallel: 'Both',
          ...(sometimes(3) && { join: ['a'] }),
          tracks: {
            a: { title: 'A', steps: list(depth + 1, 2) },
            b: { title: 'B', role: 'tech', steps: list(depth + 1, 2) },
          },
        };
      case 'repeat':
        return {
          ...base,
          repeat: 'Again',
          ...(sometimes(2) && { every: '10m' }),
          ...(sometimes(2)
            ? { times: 2 }
            : { until: pick(['facts.depth == 0', 'asked', 'facts.flag']), 'at-most': '2h' }),
          steps: list(depth + 1, 2),
        };
      default:
        return {
          ...base,
          do: 'Do it',
          ...(sometimes(4) && { approval: { by: 'lead', within: '5m', else: pick(['wait', 'go-on']) } }),
        };
    }
  };

  const option = (depth: number): Step => ({
    title: 'A way',
    ...(sometimes(2) && { 'suggest-when': pick(['facts.flag', '!facts.flag', 'facts.depth > 3']) }),
    ...(sometimes(2) && { steps: list(depth + 1, 2) }),
    ...(sometimes(4) && { loses: ['alpha'] }),
    ...(sometimes(4) && { starts: [pick(clockIds)] }),
  });

  const steps = list(0, 5);
  return {
    holdfast: 1,
    id: 'any',
    title: 'Any runbook',
    timezone: 'Europe/Copenhagen',
    roles: { lead: { title: 'Lead', 'ack-within': '5m' }, tech: { title: 'Technician' } },
    services: { alpha: { title: 'Alpha', rto: '1h' }, beta: { title: 'Beta', needs: ['alpha'] } },
    facts: {
      flag: { ask: 'Is it so?', type: 'boolean' },
      depth: { ask: 'How deep?', type: 'number', unit: 'cm', 'fresh-for': '20m' },
      kind: { ask: 'What kind?', type: 'choice', of: ['a', 'b'] },
      name: { ask: 'Who?', type: 'text', privacy: 'personal' },
      code: { ask: 'Code?', type: 'text', privacy: 'secret' },
    },
    topics: { breach: 'A breach' },
    clocks: {
      told: { title: 'Told', from: 'aware of breach', within: '24h', 'applies-when': 'facts.flag' },
      report: { title: 'Report', from: 'clock told met', within: '1 month' },
      update: { title: 'Update', from: 'declared', every: '30m' },
      soon: { title: 'Soon', from: 'asked', within: 'as-asked' },
      first: { title: 'First', from: 'step s1 done', within: '5 working days' },
      deep: { title: 'Deep', from: 'fact depth', within: '{{ facts.depth }}m' },
      gone: { title: 'Gone', from: 'service alpha lost', within: { when: 'facts.flag', then: '1h', else: '4h' } },
      after: { title: 'After', from: 'resolved', within: 'without-undue-delay' },
      last: {
        title: 'Last',
        from: 'clock told met',
        within: '1 month',
        again: { from: 'resolved', within: '1 month', 'until-then': 'Progress', every: '2d' },
        'next-working-day': { at: '12:00', when: '!facts.flag' },
      },
      latest: { title: 'Latest', from: 'clock last last met', within: '4h' },
      both: { title: 'Both', from: 'detected', within: '4h', 'and-within': { from: 'aware of breach', within: '2h' } },
    },
    messages: { hello: { to: 'All', by: 'radio', text: { en: 'Hello' } } },
    steps: [...steps, { id: 'finish', end: 'Over', outcome: 'resolved' }],
    ...(sometimes(2) && { afterwards: [{ id: 'later', do: 'Later', stops: ['report'] }] }),
  };
}

const clockIds = [
  'told',
  'report',
  'update',
  'soon',
  'first',
  'deep',
  'gone',
  'after',
  'both',
  'last',
  'latest',
] as const;
