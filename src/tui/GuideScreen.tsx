import { Box, Text } from 'ink';
import { memo } from 'react';
import type { ReactElement } from 'react';
import { looks } from './rows/looks.ts';
import { sameRow } from './rows/rows.ts';
import type { Piece, Row } from './rows/rows.ts';

/** The screen: the rows of a frame, each drawn anew only when it looks different. */
export function GuideScreen({
  rows,
  columns,
}: {
  readonly rows: readonly Row[];
  readonly columns: number;
}): ReactElement {
  return (
    <Box flexDirection="column" width={columns} height={rows.length}>
      {rows.map((row, index) => (
        // A row of the screen is its place.
        // oxlint-disable-next-line react/no-array-index-key
        <ScreenRow key={index} row={row} />
      ))}
    </Box>
  );
}

// No box around it and nothing clipped: a row is never wider than the screen, and Ink's clipping costs as much as its drawing.
const ScreenRow = memo(
  function ScreenRow({ row }: { readonly row: Row }): ReactElement {
    return <Text wrap="truncate">{row.length === 0 ? ' ' : row.map((each, index) => drawn(each, index))}</Text>;
  },
  (before, after) => sameRow(before.row, after.row),
);

function drawn({ text, tone }: Piece, index: number): ReactElement | string {
  const look = looks[tone];
  return look === undefined ? (
    text
  ) : (
    <Text key={index} {...look}>
      {text}
    </Text>
  );
}
