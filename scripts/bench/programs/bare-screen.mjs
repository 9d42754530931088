// The least that Ink can do on a screen of this size: a list whose mark moves by j and k, each row memoised, nothing behind it.
// What holdfast takes for a key is held against it. Bundled with the product's own settings.
import { Box, Text, render, useInput } from 'ink';
import { createElement as element, memo, useState } from 'react';

const { columns, rows } = process.stdout;
const words = 'The pump at the east stair runs, the gauge was read twice, and the next word comes in half an hour. ';
const text = words.repeat(3).slice(0, Math.floor(columns * 0.7));

/** A mark, a text and something faint, as rows of a screen are. */
const Row = memo(({ place, isMarked }) =>
  element(
    Text,
    { wrap: 'truncate' },
    isMarked ? '> ' : '  ',
    element(Text, { inverse: isMarked }, `${String(place).padStart(3)} ${text}`),
    element(Text, { dimColor: true }, ' not begun'),
  ),
);

function Screen() {
  const [marked, mark] = useState(0);
  useInput((input) => {
    if (input === 'j') mark((at) => Math.min(rows - 1, at + 1));
    if (input === 'k') mark((at) => Math.max(0, at - 1));
  });
  return element(
    Box,
    { flexDirection: 'column', width: columns, height: rows },
    Array.from({ length: rows }, (_, place) => element(Row, { key: place, place, isMarked: place === marked })),
  );
}

render(element(Screen), {
  alternateScreen: true,
  incrementalRendering: true,
  interactive: true,
  patchConsole: false,
  maxFps: 60,
});
