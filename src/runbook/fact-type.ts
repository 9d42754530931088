import { isInstant } from '../time/index.ts';
import type { Fact, FactValue } from './model.ts';

/** Every type that a fact can have. */
export const factTypes: readonly Fact['type'][] = ['number', 'text', 'boolean', 'time', 'choice', 'list'];

/** Whether a fact can have this value, by its type alone. */
export function takesValue({ type, of = [] }: Pick<Fact, 'type' | 'of'>, value: FactValue): boolean {
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && of.includes(value);
    case 'list':
      return Array.isArray(value);
    case 'time':
      return typeof value === 'string' && isInstant(value);
    case 'text':
      return typeof value === 'string';
  }
}
