import { isInstant } from '../../../time/index.ts';
import type { Finding, Path } from '../../finding.ts';
import type { Fact, FactValue } from '../../model.ts';
import { fault } from '../../rules/subject.ts';
import { listed, nearest } from '../../../text/index.ts';
import { takesValue } from '../../fact-type.ts';
import type { ScenarioSubject } from '../subject.ts';

/** Facts with values that they cannot have, or that must not stand in a file. */
export function valueRules({ scenario, drilled, measures }: ScenarioSubject): Finding[] {
  if (drilled === undefined) return [];
  const fits = (id: string, value: FactValue | undefined, path: Path): Finding[] => {
    const fact = Object.hasOwn(drilled.facts, id) ? drilled.facts[id] : undefined;
    if (fact === undefined || value === undefined) return [];
    if (fact.privacy === 'secret')
      return [
        fault(
          path,
          'secret-value',
          `the fact \`${id}\` is secret; its value must not stand in a file`,
          'let the players invent one',
        ),
      ];
    return takesValue(fact, value) ? [] : [unfit(id, fact, value, path)];
  };
  return [
    ...Object.entries(scenario.facts ?? {}).flatMap(([id, value]) => fits(id, value, ['facts', id])),
    ...scenario.injects.flatMap(({ tells = {} }, index) =>
      Object.entries(tells).flatMap(([id, value]) => fits(id, value, ['injects', index, 'tells', id])),
    ),
    ...measures.flatMap(({ measure, path }) =>
      measure.fact === undefined ? [] : fits(measure.fact, measure.is, [...path, 'is']),
    ),
  ];
}

function unfit(id: string, { type, of = [], unit }: Fact, value: FactValue, path: Path): Finding {
  const shown = Array.isArray(value) ? 'a list' : `\`${String(value)}\``;
  const wanted = {
    number: `a number${unit === undefined ? '' : ` (${unit})`}`,
    text: 'a text',
    boolean: '`true` or `false`',
    time: 'a time with its offset',
    choice: `one of ${listed(of, 'or')}`,
    list: 'a list of texts',
  }[type];
  const near = type === 'choice' && typeof value === 'string' ? nearest(value, of) : undefined;
  const hint =
    near === undefined
      ? type === 'time' && typeof value === 'string' && !isInstant(value)
        ? 'write it as `2026-12-03T02:10:00+01:00`'
        : undefined
      : `did you mean \`${near}\`?`;
  return fault(path, 'fact-value', `\`${id}\` is ${wanted}, not ${shown}`, hint);
}
