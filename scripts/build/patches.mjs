// What is changed in other people's code on its way into the bundle, for the sake of start-up and of the way from a key to its
// frame. Each change names the text that it replaces; a version in which that text no longer stands fails the build instead of
// silently being slower.

const graphemes = 'holdfast:graphemes';

/** A constant made while a module loads, and paid for even when it is never needed. */
const lazySegmenter = (name, expression) => ({
  find: `const ${name} = ${expression};`,
  put: `import { graphemes as ${name} } from '${graphemes}';`,
});

/** An expression that lists characters by what they are, made when it is first asked: ICU takes its time, and most text is plain. */
const lazyExpression = (name, pattern, flags) => ({
  find: `const ${name} = /${pattern}/${flags};`,
  put: `let ${name}Made; const ${name}Here = () => (${name}Made ??= new RegExp(${JSON.stringify(pattern)}, '${flags}')); const ${name} = { test: text => ${name}Here().test(text), [Symbol.search]: text => text.search(${name}Here()), [Symbol.match]: text => text.match(${name}Here()) };`,
});

const byGrapheme = "new Intl.Segmenter(undefined, { granularity: 'grapheme' })";

/** What the statements that most commands begin with give (src/timeline/rows.ts). */
const incidentRow = 'number,id,alias,title,mode,state,severity,declared,timezone,runbook,now';
const oftenRead = [incidentRow, `${incidentRow},place,at,hash`, 'body,hash,words,salt', 'head,version,body'];

/** A function from the values of a row to the row, as source. */
function rowMaker(columns) {
  const names = columns.split(',');
  return `(${names.map((_, place) => `v${place}`)}) => ({${names.map((name, place) => `${name}: v${place}`)}})`;
}

/** @type {{ file: RegExp, edits: { find: string, put: string, times?: number }[] }[]} */
export const patches = [
  {
    // Its fourteen files are bundled; only the binary stays where it was installed. Where that is is asked when it is loaded.
    file: /better-sqlite3\/lib\/binding\.js$/,
    edits: [
      {
        find: 'let DEFAULT_ADDON;',
        put: "let DEFAULT_ADDON; let folder; const lib = () => (folder ??= path.join(path.dirname(require.resolve('better-sqlite3/package.json')), 'lib'));",
      },
      { find: 'path.join(__dirname,', put: 'path.join(lib(),', times: 3 },
    ],
  },
  {
    // For each statement it writes a function that makes its rows, and has it compiled; those of the first statements are in the bundle.
    file: /better-sqlite3\/lib\/database\.js$/,
    edits: [
      {
        find: 'function rowFactory(...keys) {',
        put: `const rowMakers = { ${oftenRead.map((columns) => `'${columns}': ${rowMaker(columns)}`).join(', ')} };
function rowFactory(...keys) { const known = rowMakers[keys.join()]; if (known !== undefined) return known;`,
      },
    ],
  },
  {
    // Every state, and the ways out of it, are worked out when a machine is made, with a dozen objects for each; most states of a
    // runbook are never stood in, and a jump is rare. So each state works out its own ways when it is first stood in, and a way
    // when it is first asked for; and the states in a step that `waits` (src/statechart/states.ts) are made when one is.
    file: /xstate\/dist\/StateMachine-\w+\.esm\.js$/,
    edits: [
      { find: 'this.transitions = void 0;', put: 'this.onEvents = void 0;' },
      { find: 'this.always = void 0;', put: 'this.onNothing = void 0;' },
      {
        find: `/** The child state nodes. */
    this.states = void 0;`,
        put: 'this.inner = void 0;',
      },
      {
        find: 'this.type = this.config.type ||',
        put: "this.type = this.config.type || (this.config.initial !== undefined ? 'compound' : undefined) ||",
      },
      {
        find: `this.states = this.config.states ? mapValues(this.config.states, (stateConfig, key) => {
      const stateNode = new StateNode(stateConfig, {
        _parent: this,
        _key: key,
        _machine: this.machine
      });
      return stateNode;
    }) : EMPTY_OBJECT;`,
        put: 'if (!this.config.waits) this.states;',
      },
      {
        find: `  _initialize() {
    this.transitions = formatTransitions(this);
    if (this.config.always) {
      this.always = toTransitionConfigArray(this.config.always).map(t => formatTransition(this, NULL_EVENT, t));
    }
    Object.keys(this.states).forEach(key => {
      this.states[key]._initialize();
    });
  }`,
        put: `  _initialize() {}
  get states() {
    return this.inner ??= this.config.states
      ? mapValues(this.config.states, (config, key) => new StateNode(config, { _parent: this, _key: key, _machine: this.machine }))
      : EMPTY_OBJECT;
  }
  get transitions() {
    return this.onEvents ??= formatTransitions(this);
  }
  get always() {
    if (this.config.always === undefined) return undefined;
    return this.onNothing ??= toTransitionConfigArray(this.config.always).map(t => formatTransition(this, NULL_EVENT, t));
  }`,
      },
      // The routes, of which there are none, are looked for in every state.
      { find: 'formatRouteTransitions(this.root);', put: '' },
      // Of every state the events, which nobody asks for.
      { find: 'this.events = this.root.events;', put: '' },
    ],
  },
  {
    // Each action of a transition makes a snapshot, and each snapshot worked out anew where it stands. One transition alone, as
    // outside a parallel state, is in conflict with no other.
    file: /xstate\/dist\/raise-\w+\.esm\.js$/,
    edits: [
      {
        find: `function formatTransitions(stateNode) {
  const transitions = new Map();`,
        put: `class Transitions extends Map {
  constructor(stateNode) {
    super();
    this.stateNode = stateNode;
  }
  get(descriptor) {
    const known = super.get(descriptor);
    if (known !== undefined || !this.has(descriptor)) return known;
    const made = toTransitionConfigArray(this.stateNode.config.on[descriptor]).map(t => formatTransition(this.stateNode, descriptor, t));
    this.set(descriptor, made);
    return made;
  }
}
function formatTransitions(stateNode) {
  const transitions = new Transitions(stateNode);`,
      },
      {
        find: `      const transitionsConfig = stateNode.config.on[descriptor];
      transitions.set(descriptor, toTransitionConfigArray(transitionsConfig).map(t => formatTransition(stateNode, descriptor, t)));`,
        put: '      transitions.set(descriptor, undefined);',
      },
      {
        find: 'function removeConflictingTransitions(enabledTransitions, stateNodeSet, historyValue) {',
        put: 'function removeConflictingTransitions(enabledTransitions, stateNodeSet, historyValue) { if (enabledTransitions.length < 2) return enabledTransitions;',
      },
      {
        find: 'function cloneMachineSnapshot(snapshot, config = {}) {',
        put: 'function cloneMachineSnapshot(snapshot, config = {}) { if (config._nodes === undefined) return { ...snapshot, ...config };',
      },
    ],
  },
  {
    // Neither its colour profile nor its fonts are used: we bring our own.
    file: /pdfkit\/js\/pdfkit\.node\.mjs$/,
    edits: [
      { find: "new URL('./data/sRGB_IEC61966_2_1.icc', import.meta.url).href", put: 'undefined' },
      { find: 'createRequire(import.meta.url)', put: 'undefined' },
    ],
  },
  {
    // Two strings put together stay two pieces, and each character that is read of them is looked for in both: a sixth of reading YAML.
    file: /js-yaml\/dist\/js-yaml\.mjs$/,
    edits: [{ find: 'input: `${input}\\0`', put: "input: [input, '\\0'].join('')" }],
  },
  {
    // The WebAssembly is in the file already: compile it here and now, in place of `fetch` (which loads all of undici) and of
    // a promise, which would make every module above it asynchronous.
    file: /yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/,
    edits: [
      {
        find:
          '(function(){return w||"function"!=typeof WebAssembly.instantiateStreaming||ua(H)||"function"!=typeof fetch?c(b):' +
          'fetch(H,{credentials:"same-origin"}).then(function(e){return WebAssembly.instantiateStreaming(e,d).then(b,' +
          'function(f){v("wasm streaming compile failed: "+f);v("falling back to ArrayBuffer instantiation");return c(b)})})})().catch(ca);',
        put: 'b({instance:new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(H.slice(H.indexOf(",")+1),"base64")),d)});',
      },
      { find: 'return loadYoga.ready', put: 'return loadYoga' },
      { find: '"function"!=typeof fetch?', put: 'true?' },
    ],
  },
  {
    file: /yoga-layout\/dist\/src\/index\.js$/,
    edits: [{ find: 'wrapAssembly(await loadYoga())', put: 'wrapAssembly(loadYoga())' }],
  },
  {
    // The developer tools of Ink, and the top-level awaits that load them.
    file: /ink\/build\/reconciler\.js$/,
    edits: [{ find: "process.env['DEV'] === 'true'", put: 'false', times: 2 }],
  },
  {
    // A frame is put together from all its cells, though a key changes few of its rows.
    file: /ink\/build\/output\.js$/,
    edits: [
      {
        find: "import stringWidth from 'string-width';",
        put: "import stringWidth from 'string-width'; import { wholeRows } from 'holdfast:whole-rows';",
      },
      { find: '    get() {', put: '    get() { const whole = wholeRows(this); if (whole !== undefined) return whole;' },
    ],
  },
  {
    file: /string-width\/index\.js$/,
    edits: [
      lazySegmenter('segmenter', 'new Intl.Segmenter()'),
      // The first takes 27 ms, because it lists every emoji sequence there is.
      lazyExpression('rgiEmojiRegex', '^\\p{RGI_Emoji}$', 'v'),
      lazyExpression(
        'visibleCharacterRegex',
        '[^\\p{Default_Ignorable_Code_Point}\\p{Control}\\p{Format}\\p{Nonspacing_Mark}\\p{Enclosing_Mark}\\p{Surrogate}]',
        'v',
      ),
      lazyExpression('spacingMarkRegex', '\\p{Spacing_Mark}', 'v'),
      lazyExpression('extendedPictographicRegex', '\\p{Extended_Pictographic}', 'gu'),
      {
        find: 'if (/^[\\u0020-\\u007E]*$/.test(string)) {',
        put: `if (ambiguousIsNarrow ? isNarrow(string) : /^[\\u0020-\\u007E]*$/.test(string)) {`,
      },
      {
        find: "import stripAnsi from 'strip-ansi';",
        put: `import stripAnsi from 'strip-ansi'; import { isNarrow } from '${graphemes}';`,
      },
    ],
  },
  { file: /wrap-ansi\/index\.js$/, edits: [lazySegmenter('segmenter', 'new Intl.Segmenter()')] },
  {
    file: /slice-ansi\/tokenize-ansi\.js$/,
    edits: [lazySegmenter('GRAPHEME_SEGMENTER', byGrapheme.replace('{ ', '{').replace(' }', '}'))],
  },
  {
    // Rows that stay are passed over at once, not one by one.
    file: /ink\/build\/log-update\.js$/,
    edits: [
      {
        find: "stream.write(buffer.join(''));",
        put: "stream.write(buffer.join('').replace(/(?:\\u001b\\[E){2,}/g, rows => `\\u001b[${rows.length / 3}E`));",
      },
    ],
  },
  {
    file: /ink\/build\/line-update\.js$/,
    edits: [
      lazySegmenter('segmenter', byGrapheme),
      {
        find: "import stringWidth from 'string-width';",
        put: "import stringWidth from 'string-width'; import { changedCells } from 'holdfast:changed-cells';",
      },
      {
        find: 'export default function lineUpdate(previous, next, columns) {',
        put: 'export default function lineUpdate(previous, next, columns) { return changedCells(previous, next, columns);',
      },
    ],
  },
  {
    file: /ansi-tokenize\/build\/tokenize\.js$/,
    edits: [lazySegmenter('segmenter', byGrapheme.replaceAll("'", '"'))],
  },
];
