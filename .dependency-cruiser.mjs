// The table of rooms: who may import whom. A room that does not exist yet simply has nothing to say.

const pureBelow = {
  text: [],
  time: ['text'],
  conditions: ['text', 'time'],
  runbook: ['text', 'time', 'conditions'],
  entry: ['text', 'time'],
};
const inOrder = ['statechart', 'incident', 'drill', 'analysis', 'guide', 'home', 'report', 'report-page', 'exchange'];
const pure = { ...pureBelow };
for (const room of inOrder) {
  pure[room] = room === 'report-page' ? [] : Object.keys(pure).filter((other) => other !== 'report-page');
}
// The page's script is built to a string; the report puts that string into the file it writes.
pure.report.push('report-page');
const pureRooms = Object.keys(pure);

/** @type {Record<string, string[]>} each room, and the rooms it may import */
export const rooms = {
  ...pure,
  disk: [],
  timeline: ['text', 'time', 'entry', 'disk'],
  files: [...pureRooms, 'disk'],
  session: [...pureRooms, 'timeline', 'files'],
  runner: ['text', 'time', 'entry', 'timeline'],
  plain: [...pureRooms, 'session'],
  tui: [...pureRooms, 'session'],
};
rooms.cli = Object.keys(rooms);

const any = (names) => `(?:${names.join('|')})`;

const tableRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `${room} may import only: ${allowed.join(', ') || 'no other room'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: [`^src/${any([room, ...allowed])}/`] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...tableRules,
    {
      name: 'unknown-room',
      comment: 'A folder of src that the table of rooms does not have',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/${any(Object.keys(rooms))}/` },
      to: {},
    },
    {
      name: 'through-the-index',
      comment:
        'Other rooms import a room by its index.ts; what must load late, for the sake of start-up, is an entry file ' +
        'of its own, called NAME.entry.ts and named in the doc comment of the index',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.tsx?$', '\\.entry\\.tsx?$'] },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one thing, or a third one is missing',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'pure-room',
      comment:
        'A pure room knows no file, process, network or clock of this machine; hashing and packing are arithmetic',
      severity: 'error',
      from: { path: `^src/${any(pureRooms)}/` },
      to: { dependencyTypes: ['core'], pathNot: '^(?:node:)?(?:crypto|zlib)$' },
    },
    {
      name: 'database-in-timeline-alone',
      comment: 'Only the timeline speaks to SQLite',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/timeline/' },
      to: { path: 'better-sqlite3' },
    },
    {
      name: 'ink-in-tui-alone',
      comment: 'Ink and React are loaded to open the screen and never otherwise',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/tui/' },
      to: { path: 'node_modules/(?:ink|react)/' },
    },
    {
      name: 'not-to-tests-or-scripts',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:test|scripts|bin|dist)/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
