import { exerciseLines } from '../../guide/index.ts';
import { flowed } from '../rows/detail-rows.ts';
import type { Row } from '../rows/rows.ts';
import type { World } from '../state.ts';

/** How the exercise stands, above what is listed of it. */
export function exerciseLegend({ guide, here }: World, columns: number): readonly Row[] {
  const { clock, staff } = guide.drill ?? {};
  const tone = clock === 'runs' ? 'plain' : 'warn';
  return exerciseLines(guide, staff === undefined ? [] : here()).flatMap((line, index) =>
    flowed(line, columns, index === 0 ? tone : staff?.takenOver !== undefined && index === 2 ? 'warn' : 'faint'),
  );
}
