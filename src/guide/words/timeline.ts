import { entryTypes } from '../../entry/index.ts';
import { kindOf } from '../wanted.ts';
import type { Wanted } from '../wanted.ts';
import { oneOf, problem } from './kit.ts';
import type { Parsed, Problem, Spoken } from './kit.ts';
import { stepNamed } from './steps.ts';

/** `timeline`, with what is meant of it: one entry by its number, so many of the last, or those that a filter leaves. */
export function timelineWords(spoken: Spoken): Parsed {
  let wanted: Wanted = {};
  const sought: string[] = [];
  let last: number | undefined;
  for (const word of spoken.words) {
    if (/^#\d{1,9}$/.test(word)) return { kind: 'view', view: 'timeline', seq: Number(word.slice(1)) };
    const [, field, value = ''] = /^(kind|person|step)=(.*)$/s.exec(word) ?? [];
    if (field !== undefined) {
      const more = fieldOf(spoken, field, value.trim());
      if ('message' in more) return more;
      wanted = { ...wanted, ...more };
    } else if (/^deviations?$/i.test(word)) wanted = { ...wanted, deviations: true };
    else if (/^[1-9]\d{0,4}$/.test(word)) last = Number(word);
    else sought.push(word);
  }
  if (sought.length > 0) wanted = { ...wanted, words: sought.join(' ') };
  return { kind: 'view', view: 'timeline', wanted, ...(last === undefined ? {} : { last }) };
}

function fieldOf(spoken: Spoken, field: string, value: string): Wanted | Problem {
  if (value === '') return problem(`${field}= is missing what it should be.`, 'It is typed: timeline person=Ida');
  if (field === 'person') return { person: value };
  if (field === 'kind') {
    const found = oneOf(value, [...new Set([...entryTypes.map(kindOf), ...entryTypes])], 'kind of entry');
    return 'kind' in found ? found : { kind: found.id };
  }
  const step = stepNamed(spoken, value);
  return 'kind' in step ? step : { step: step.key };
}
