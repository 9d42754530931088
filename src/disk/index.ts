/** What is made on the disk by more than one room. */
export { makeFolder } from './make-folder.ts';
