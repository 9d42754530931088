// writer.ts FILE INCIDENT NAME COUNT: appends so many notes, against whoever else does, and prints each when it is durable.
import { writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { openTimeline } from '../../src/timeline/index.ts';

const [file = '', incident = '', name = '', count = '0'] = process.argv.slice(2);
const timeline = openTimeline(file, {
  wall: () => Date.now(),
  newId: () => randomUUID(),
  newSalt: () => randomUUID().replaceAll('-', ''),
});
let head = timeline.head(incident);
for (let n = 1; n <= Number(count);) {
  const answer = timeline.append(incident, head, [
    {
      type: 'note.written',
      at: '2026-11-21T03:12:00+01:00',
      precision: 'second',
      by: { name },
      via: 'cli',
      data: {},
      words: `${name} ${n}`,
    },
  ]);
  ({ head } = answer);
  if (!answer.ok) continue;
  writeSync(1, `${head.seq} ${head.hash} ${name} ${n}\n`);
  n += 1;
}
timeline.close();
