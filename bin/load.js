'use strict';
// Runs the scripts of the bundle, each once. Beside a script may lie what V8 made of its functions when they last ran
// (scripts/build/code-cache.mjs): they need not be compiled again, which is a fifth of most starts. Node's own compile cache is
// written before any function has run and holds none of them. A cache that is missing, damaged or another Node's is passed over.

const { closeSync, existsSync, fstatSync, openSync, readSync } = require('node:fs');
const path = require('node:path');
const { Script } = require('node:vm');

const folder = path.join(__dirname, '../dist');

/**
 * Under which flags of V8 a command is best run, by a mark; the first that is for it.
 * @type {readonly { mark: string, flag: string, isFor: (command: string, args: readonly string[]) => boolean }[]}
 */
const manners = [
  {
    // Line by line, a script goes through an incident faster than V8 comes to know the program: it takes note of what a function is
    // given from the eighth call on, and that is late in a hundred acts. Here from the first; on the screen, where most functions
    // are called once before the first frame, that would cost more than it brings.
    mark: '-lines',
    flag: '--no-lazy-feedback-allocation',
    isFor: (command, args) => command === 'guide' && args.includes('--plain'),
  },
  {
    // Nearly all that an export makes is thrown away at once. The room for what is young, which else grows to 32 MB, stays so small
    // that it lies in the processor's own memory; and who clears it away does so alone: others would have to be woken for it, and
    // have work of their own where two threads write.
    mark: '-exports',
    flag: '--semi-space-growth-factor=1 --no-parallel-scavenge',
    isFor: (command) => command === 'export' || command === '_windows',
  },
  {
    // Many crews, on as many threads as there are processors: the compiler and who clears garbage away would have to wait for one
    // of them. So less is compiled into one, and each thread clears away its own.
    mark: '-crews',
    flag: '--semi-space-growth-factor=1 --no-parallel-scavenge --max-inlined-bytecode-size-cumulative=300',
    isFor: (command, args) =>
      command === '_seeds' || (command === 'drill' && args.some((arg) => /^--runs(?:=|$)/.test(arg))),
  },
];

const manner = manners.find(({ isFor }) => isFor(process.argv[2], process.argv));
if (manner) require('node:v8').setFlagsFromString(manner.flag);

/** For whom a cache is good: V8 takes none that was made under other flags. */
const maker = `${process.version}-${process.arch}${manner ? manner.mark : ''}`;

/** @type {Map<string, { script: import('node:vm').Script, cache: string, exports: object }>} by file name */
const scripts = new Map();

/**
 * What a script of the bundle exports; it is run where it has not been yet.
 * @param {string} name of the file in dist
 * @throws where there is no such file, or what the script throws
 */
function load(name) {
  const known = scripts.get(name);
  if (known) return known.exports;
  const filename = path.join(folder, name);
  // The bundle is ASCII: nothing has to be decoded.
  const source = bytesOf(filename).latin1Slice();
  const cache = `${filename}.${markOf(source)}-${maker}.cache`;
  const script = new Script(source, { filename, cachedData: read(cache) });
  const loaded = { script, cache, exports: {} };
  scripts.set(name, loaded);
  script.runInThisContext()(loaded.exports, requireFor, loaded, load, filename);
  return loaded.exports;
}

/** Each script begins with a comment that stands for what is in it: V8 itself would look at its length alone. */
const markOf = (source) => source.slice(2, source.indexOf('*', 2));

const requireFor = Object.assign((name) => (name.startsWith('./') ? load(name.slice(2)) : require(name)), {
  resolve: (name) => lying(name) ?? require.resolve(name),
});

/** A file of a package where it lies: Node reads every package.json on the way, and takes twenty times as long. */
function lying(name) {
  return module.paths.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

function read(file) {
  try {
    return bytesOf(file);
  } catch {
    return undefined;
  }
}

/** All files are read into the same memory, one after the other: memory that is touched first costs more than the reading. */
let memory = Buffer.allocUnsafeSlow(1024 * 1024);

/** What a file holds, until the next is read. */
function bytesOf(file) {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    if (size > memory.length) memory = Buffer.allocUnsafeSlow(size);
    return memory.subarray(0, readSync(descriptor, memory, 0, size, 0));
  } finally {
    closeSync(descriptor);
  }
}

module.exports = { load, scripts };
