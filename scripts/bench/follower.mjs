// follower.mjs FILE: commits a note to the timeline's incident whenever it is told to on standard input, and says when the commit was back.
import { randomUUID } from 'node:crypto';
import { openTimeline } from '../../src/timeline/index.ts';

const timeline = openTimeline(process.argv[2], {
  wall: () => Date.now(),
  newId: () => randomUUID(),
  newSalt: () => randomUUID().replaceAll('-', ''),
});
const note = {
  type: 'note.written',
  at: '2026-11-21T03:12:00+01:00',
  precision: 'second',
  by: { name: 'Bo Lind' },
  via: 'cli',
  data: {},
  words: 'The water stands at the second mark.',
};
let head = timeline.head('incident');
process.stdout.write('ready\n');
process.stdin.on('data', () => {
  ({ head } = timeline.append('incident', head, [note]));
  // One clock for all processes of a machine.
  process.stdout.write(`${process.hrtime.bigint()}\n`);
});
process.stdin.on('end', () => timeline.close());
