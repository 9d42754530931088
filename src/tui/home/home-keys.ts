import type { KeyHelp } from '../keys/asked-keys.ts';

/** Every key of the home screen. */
export const homeKeys: readonly KeyHelp[] = [
  { shown: 'letters', help: 'Search: what you see, a word of a title, an id' },
  { shown: 'Ctrl-U', help: 'Clear the search; Backspace takes one letter away' },
  { shown: '↑ ↓', help: 'Choose; Home the first, End the last' },
  { shown: 'Enter', help: 'Open the incident; on a runbook: declare a real incident with it' },
  { shown: 'Tab', help: 'Practise the runbook as a drill; nothing leaves the room' },
  { shown: 'PgUp PgDn', help: 'Read on in the preview' },
  { shown: 'Esc', help: 'Clear the search; one question back; back to the incident that you came from' },
  { shown: '? F1', help: 'This list' },
  { shown: 'Ctrl-L', help: 'Draw the screen again' },
  { shown: 'Ctrl-Z', help: 'To the shell; fg comes back' },
  { shown: 'q Ctrl-C', help: 'Leave (q where nothing is typed)' },
];
