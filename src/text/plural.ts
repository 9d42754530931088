/** The count with its noun: `1 step`, `3 steps`, `2 replies`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
