import { graphemes } from '../../text/index.ts';

/** One key as a person pressed it. */
export interface Key {
  readonly kind: 'key';
  /** What was typed (one character as a reader sees it), or the name of a key that types nothing: `up`, `enter`, `escape`. */
  readonly name: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

/** What was pasted in one go; its line ends are `\n`. */
interface Paste {
  readonly kind: 'paste';
  readonly text: string;
}

export type Input = Key | Paste;

/** Whole inputs, and the begun one that the next chunk may complete. */
export interface Read {
  readonly inputs: readonly Input[];
  readonly pending: string;
}

const ESC = '\u001b';
const PASTE_START = `${ESC}[200~`;
const PASTE_END = `${ESC}[201~`;

/** A sequence, a terminal's reply and a paste are no longer than this; what is longer is hostile or broken. */
const LONGEST_SEQUENCE = 64;
const LONGEST_REPLY = 4096;
const LONGEST_PASTE = 64 * 1024;

/** How long a begun input waits for its rest, in milliseconds; a slow line splits an arrow key by 60. */
const ESCAPE_WAIT = 100;
const SEQUENCE_WAIT = 500;
const PASTE_WAIT = 1000;

/**
 * Splits what came from a terminal in raw mode into one input per key, whatever the chunks were. Unknown sequences and a
 * terminal's replies to queries (OSC, DCS, device attributes, mouse) are dropped, never taken for typed text.
 */
export function readInputs(pending: string, chunk: string): Read {
  const inputs: Input[] = [];
  const add = (more: readonly Input[]): void => {
    for (const input of more) inputs.push(input);
  };
  let text = pending + chunk;
  while (text !== '') {
    const escape = text.indexOf(ESC);
    if (escape < 0) {
      add(typed(text));
      return { inputs, pending: '' };
    }
    add(typed(text.slice(0, escape)));
    text = text.slice(escape);
    const found = escaped(text);
    if (found === 'more') return { inputs, pending: text };
    add(found.inputs);
    text = (found.resume ?? '') + text.slice(found.length);
  }
  return { inputs, pending: '' };
}

/** How many milliseconds a begun input may wait for its rest before {@link giveUp}; undefined where nothing waits. */
export function patience(pending: string): number | undefined {
  if (pending === '') return undefined;
  if (pending === ESC) return ESCAPE_WAIT;
  return pending.startsWith(PASTE_START) ? PASTE_WAIT : SEQUENCE_WAIT;
}

/** What a begun input was meant to be, when its rest does not come: Esc, or a paste whose end was lost. */
export function giveUp(pending: string): readonly Input[] {
  if (pending === ESC) return [key('escape')];
  if (pending.startsWith(PASTE_START)) return [pasted(pending.slice(PASTE_START.length))];
  return [];
}

interface Found {
  readonly inputs: readonly Input[];
  readonly length: number;
  /** What the rest stands behind: a paste goes on. */
  readonly resume?: string;
}

/** What begins with an Esc. */
function escaped(text: string): Found | 'more' {
  if (text.startsWith(PASTE_START)) return paste(text);
  const second = text[1];
  if (second === undefined) return 'more';
  if (second === '[') return controlSequence(text);
  if (second === 'O') return functionKey(text);
  if (second === ']' || second === 'P' || second === '_' || second === '^' || second === 'X') return reply(text);
  // Two Escs are Esc pressed twice: the second may begin something.
  if (second === ESC) return { inputs: [key('escape')], length: 1 };
  const [first] = graphemesOf(text.slice(1, 33));
  const inputs = typed(first ?? second).map((each) => (each.kind === 'key' ? { ...each, alt: true } : each));
  return { inputs, length: 1 + (first ?? second).length };
}

function paste(text: string): Found | 'more' {
  const end = text.indexOf(PASTE_END);
  if (end >= 0) return { inputs: [pasted(text.slice(PASTE_START.length, end))], length: end + PASTE_END.length };
  if (text.length < LONGEST_PASTE) return 'more';
  // Handed on in parts; what follows is still pasted, and its line ends still press no Enter.
  const length = text.length - PASTE_END.length;
  return { inputs: [pasted(text.slice(PASTE_START.length, length))], length, resume: PASTE_START };
}

function pasted(text: string): Paste {
  return { kind: 'paste', text: text.replace(/\r\n?/g, '\n') };
}

/** OSC, DCS, APC, PM and SOS run to their ST or BEL; nothing that a person types looks like one. */
function reply(text: string): Found | 'more' {
  const end = /\u0007|\u001b\\/.exec(text.slice(2));
  if (end !== null) return { inputs: [], length: 2 + end.index + end[0].length };
  return text.length < LONGEST_REPLY ? 'more' : { inputs: [], length: text.length };
}

const finals: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};

const numbered: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
  11: 'f1',
};

/** CSI: ESC [ parameters intermediates final (ECMA-48, 5.4). */
function controlSequence(text: string): Found | 'more' {
  if (text.startsWith(`${ESC}[M`)) return text.length < 6 ? 'more' : { inputs: [], length: 6 };
  // The Linux console's function keys.
  if (text.startsWith(`${ESC}[[`)) {
    if (text.length < 4) return 'more';
    return { inputs: text[3] === 'A' ? [key('f1')] : [], length: 4 };
  }
  const found = /^\u001b\[([0-?]*)([ -/]*)([@-~])/.exec(text);
  if (found === null) {
    const begun = /^\u001b\[[0-?]*[ -/]*/.exec(text)?.[0] ?? ESC;
    if (begun.length === text.length && text.length < LONGEST_SEQUENCE) return 'more';
    return { inputs: [], length: begun.length };
  }
  const [whole, parameters = '', between = '', final = ''] = found;
  return { inputs: between === '' ? sequenceKey(parameters, final) : [], length: whole.length };
}

function sequenceKey(parameters: string, final: string): Input[] {
  // Private parameters (`?`, `<`, `>`) are a terminal's answers or its mouse.
  if (!/^[\d;:]*$/.test(parameters)) return [];
  const [first = '', second = '', third = ''] = parameters.split(';');
  const [modifiers = '', event = ''] = second.split(':');
  if (event === '3') return [];
  const held = modifiersOf(modifiers);
  if (final === 'Z') return [key('tab', { ...held, shift: true })];
  if (final === 'u') return codePointKey(Number(first.split(':')[0]), held);
  if (final === '~' && first === '27') return codePointKey(Number(third), held);
  // `CSI row ; column R` is where the cursor stands, not F3.
  if (final === 'R' && first !== '' && first !== '1') return [];
  const name = final === '~' ? numbered[first] : finals[final];
  return name === undefined ? [] : [key(name, held)];
}

function codePointKey(code: number, held: Partial<Key>): Input[] {
  if (!Number.isInteger(code) || code < 1 || code > 0x10ffff || (code >= 0xe000 && code <= 0xf8ff)) return [];
  if (code === 27) return [key('escape', held)];
  return typed(String.fromCodePoint(code)).map((each) => (each.kind === 'key' ? { ...each, ...held } : each));
}

/** SS3: ESC O final. */
function functionKey(text: string): Found | 'more' {
  const final = text[2];
  if (final === undefined) return 'more';
  const name = final === 'M' ? 'enter' : finals[final];
  return { inputs: name === undefined ? [] : [key(name)], length: 3 };
}

function modifiersOf(parameter: string): { readonly shift: boolean; readonly alt: boolean; readonly ctrl: boolean } {
  const bits = parameter === '' ? 0 : Number(parameter) - 1;
  return { shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0 };
}

/** Text without an Esc: one key for each character that a person sees, and for each control byte. */
function typed(text: string): Input[] {
  const inputs: Input[] = [];
  for (const run of text.match(/\r\n|[\0-\x1f\x7f-\x9f]|[^\0-\x1f\x7f-\x9f]+/g) ?? []) {
    if (/[\0-\x1f\x7f-\x9f]/.test(run)) inputs.push(...controlKey(run));
    else for (const character of graphemesOf(run)) inputs.push(key(character));
  }
  return inputs;
}

function controlKey(bytes: string): Input[] {
  const code = bytes.charCodeAt(0);
  if (bytes.startsWith('\r') || code === 0x0a) return [key('enter')];
  if (code === 0x09) return [key('tab')];
  if (code === 0x7f || code === 0x08) return [key('backspace')];
  if (code > 0x7f) return [];
  // Letters are named small; the six beside them (@ [ \ ] ^ _) have no small form.
  return [key(String.fromCharCode(code + 0x40).toLowerCase(), { ctrl: true })];
}

/** ASCII needs no segmenter, whose making costs milliseconds at the first key. */
function graphemesOf(text: string): Iterable<string> {
  return /^[\x20-\x7e]*$/.test(text) ? text : graphemes(text);
}

/** A key by its name, alone or with what was held. */
export function key(name: string, held: Partial<Pick<Key, 'ctrl' | 'alt' | 'shift'>> = {}): Key {
  return { kind: 'key', name, ctrl: false, alt: false, shift: false, ...held };
}
