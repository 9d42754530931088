/** Conditions and `{{ }}` of a runbook: CEL, checked against what a runbook declares and evaluated against what is known. */
export { checkCondition, checkTemplate } from './check.ts';
export type { Reader } from './check-names.ts';
export type { ConditionProblem } from './check.ts';
export type { Wanted } from './check-types.ts';
export { fill, truth, value } from './evaluate.ts';
export type { Said, Truth, Value } from './evaluate.ts';
export { conditionInWords } from './in-words.ts';
export { references } from './references.ts';
export type { References } from './references.ts';
export type { FactType, Scope } from './scope.ts';
export { isTemplate, pieces } from './template.ts';
export type { Piece } from './template.ts';
export type { World } from './world.ts';
