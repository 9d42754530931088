/** What is looked for and made on the disk by more than one room. */
export { isThere } from './is-there.ts';
export { makeFolder } from './make-folder.ts';
export { unfinished } from './unfinished.ts';
