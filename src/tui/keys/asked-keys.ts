/** Keys and what they do, for the `?` screen and the manual. */
export interface KeyHelp {
  readonly shown: string;
  readonly help: string;
}

const keys = (...rows: readonly (readonly [string, string])[]): readonly KeyHelp[] =>
  rows.map(([shown, help]) => ({ shown, help }));

/** What every list answers to, whatever it holds. */
export const listKeys: readonly KeyHelp[] = keys(
  ['↑ k', 'The one before'],
  ['↓ j', 'The next'],
  ['PgUp PgDn', 'What is said of the marked one, a page up or down; where all of it stands there, the list'],
  ['g Home', 'The first'],
  ['G End', 'The last'],
  ['/', 'Search in this list; Esc shows all again'],
  ['q Esc', 'Back to the guide'],
);

/** What is asked, by what it is, with the keys that answer it; each says its own at the foot too. */
export const askedKeys: readonly { readonly title: string; readonly rows: readonly KeyHelp[] }[] = [
  {
    title: 'The line of words (:)',
    rows: keys(
      ['Enter', 'Do as it is typed; where something is marked in the list, that'],
      ['↑ ↓', 'Into the list and through it; ↑ on an empty line brings back what was typed before'],
      ['Tab', 'Put the words of the marked one into the line'],
      ['Esc', 'Back; what was typed stands there again next time'],
    ),
  },
  {
    title: 'A line that is written',
    rows: keys(
      ['Enter', 'Recorded'],
      ['Alt-Enter', 'A new line'],
      ['Ctrl-A Ctrl-E', 'To the beginning, to the end of the line'],
      ['Alt-B Alt-F', 'A word back, a word on'],
      ['Ctrl-W', 'Take the word before away; Ctrl-U all before, Ctrl-K all behind'],
      ['Esc', 'Back; what was written is kept'],
    ),
  },
  {
    title: 'A choice',
    rows: keys(
      ['1-9', 'Choose by number'],
      ['↑ ↓ Enter', 'Mark one, and choose it'],
      ['letters', 'Search among them; where another answer may be given, the answer'],
      ['Esc', 'Back; nothing is recorded'],
    ),
  },
  {
    title: 'The questions of a step',
    rows: keys(
      ['Enter', 'The answer is recorded, and the next is asked; with nothing written it stays open'],
      ['?', 'Not known yet: that is an answer too'],
      ['=', 'The answer given before still holds'],
      ['Esc', 'Back; what was answered is recorded'],
    ),
  },
  { title: 'Sure?', rows: keys(['y', 'Yes'], ['n Esc', 'No: it is left as it is']) },
  {
    title: 'A message',
    rows: keys(
      ['Enter m', 'It was sent: recorded as it stands'],
      ['e', 'Change it here; Esc or Tab ends the writing'],
      ['E', 'Change it in your editor (VISUAL, EDITOR)'],
      ['f', 'Answer what is missing in it'],
      ['l Tab', 'Another language'],
      ['q Esc', 'Back; nothing is recorded'],
    ),
  },
];
