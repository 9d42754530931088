// What is changed in other people's code on its way into the bundle, for the sake of start-up and of the way from a key to its
// frame. Each change names the text that it replaces; a version in which that text no longer stands fails the build instead of
// silently being slower.

const graphemes = 'holdfast:graphemes';

/** A constant made while a module loads, and paid for even when it is never needed. */
const lazySegmenter = (name, expression) => ({
  find: `const ${name} = ${expression};`,
  put: `import { graphemes as ${name} } from '${graphemes}';`,
});

const byGrapheme = "new Intl.Segmenter(undefined, { granularity: 'grapheme' })";

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
    // A frame is put together from all its rows, each taken apart into characters, though a key changes few of them: what was
    // taken apart for the frame before is used again. Nothing older is kept.
    file: /ink\/build\/output\.js$/,
    edits: [
      {
        find: 'class OutputCaches {',
        put: 'let last; const following = () => { const next = new OutputCaches(); if (last) last.before = undefined; next.before = last; return (last = next); }; class OutputCaches { before;',
      },
      { find: 'caches = new OutputCaches();', put: 'caches = following();' },
      {
        find: 'let cached = this.styledChars.get(line);',
        put: 'let cached = this.styledChars.get(line); if (cached === undefined) { cached = this.before?.styledChars.get(line); if (cached !== undefined) this.styledChars.set(line, cached); }',
      },
      {
        find: 'let cached = this.widths.get(text);',
        put: 'let cached = this.widths.get(text) ?? this.before?.widths.get(text); if (cached !== undefined) this.widths.set(text, cached);',
      },
    ],
  },
  {
    file: /string-width\/index\.js$/,
    edits: [
      lazySegmenter('segmenter', 'new Intl.Segmenter()'),
      // 27 ms to construct, because it lists every emoji sequence there is.
      {
        find: 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
        put: 'let rgiEmoji; const rgiEmojiRegex = { test: text => (rgiEmoji ??= new RegExp("^\\\\p{RGI_Emoji}$", "v")).test(text) };',
      },
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
  { file: /ink\/build\/line-update\.js$/, edits: [lazySegmenter('segmenter', byGrapheme)] },
  {
    file: /ansi-tokenize\/build\/tokenize\.js$/,
    edits: [lazySegmenter('segmenter', byGrapheme.replaceAll("'", '"'))],
  },
];
