import type { Fault } from './finding.ts';
import { closing, openedBefore } from './opened-at.ts';

/** What is said of a fault, and where, when it is not where the parser noticed it. */
interface Worded {
  readonly message: string;
  readonly hint: string;
  readonly at?: number;
}

/** Words an error of the YAML parser for people: what it met, and what is most likely meant. */
export function syntaxFault(text: string, reason: string, position: number): Fault {
  const noticed = Math.min(position, Math.max(text.length - 1, 0));
  const { message, hint, at = noticed } = worded(reason, noticed, text);
  return { start: at, end: Math.min(at + 1, text.length), severity: 'error', rule: 'yaml-syntax', message, hint };
}

function lineAround(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

function worded(reason: string, noticed: number, text: string): Worded {
  if (reason.startsWith('tab characters'))
    return { message: 'a tab in the indentation', hint: 'indent with spaces; YAML takes no tabs' };
  if (reason.startsWith('nesting exceeded'))
    return { message: 'the file is nested too deep', hint: 'at most 16 lists of steps stand inside each other' };
  if (reason.includes('null byte') || reason.includes('non-printable'))
    return { message: 'a control character, which YAML does not allow', hint: 'take it out; is this a text file?' };
  if (/within a (single|double) quoted|within a flow collection|^deficient indentation$/.test(reason))
    return unclosed(text, noticed);
  if (reason === 'unknown escape sequence' || reason.startsWith('expected hexadecimal'))
    return { message: 'an escape that YAML does not know', hint: 'write `\\\\` for a backslash, or use single quotes' };
  // `[first }`: what closes here is not what was opened.
  if (reason.startsWith('missed comma') && /[\]}]/.test(text.charAt(noticed))) return unclosed(text, noticed);
  if (reason.startsWith('missed comma'))
    return {
      message: 'a comma is missing between two entries',
      hint: 'separate entries in `[ ]` and `{ }` with commas',
    };
  if (/^bad indentation|multiline key|separator is expected/.test(reason)) return badIndentation(noticed, text);
  return { message: `YAML cannot read this: ${reason}`, hint: 'compare the line with the ones above it' };
}

function unclosed(text: string, noticed: number): Worded {
  const opened = openedBefore(text, noticed);
  if (opened === undefined)
    return {
      message: 'a bracket, brace or quote that was opened before this line is not closed',
      hint: 'close it with `]`, `}` or the quote',
    };
  const { mark, position } = opened;
  const twice = mark === "'" ? '; inside it an apostrophe is written twice' : '';
  return {
    message: `nothing closes the \`${mark}\` that is opened here`,
    hint: `close it with \`${closing(mark)}\`${twice}`,
    at: position,
  };
}

function badIndentation(noticed: number, text: string): Worded {
  const line = lineAround(text, noticed);
  const joined = joinedAbove(text, noticed);
  if (joined !== undefined) return joined;
  const value = /^\s*(?:- )?[\w-]+:\s+(.*)$/.exec(line)?.[1] ?? '';
  if (/^[@`%]/.test(value))
    return { message: `a value cannot begin with \`${value.charAt(0)}\``, hint: 'put the value in quotes' };
  if (value.startsWith('{{'))
    return {
      message: "`{{` at the beginning of a value is YAML's own notation",
      hint: 'put the whole value in quotes',
    };
  if (/^["']/.test(value))
    return {
      message: 'words stand after the closing quote',
      hint: value.startsWith("'")
        ? 'put the whole value in double quotes; inside single ones an apostrophe is written twice'
        : 'put the whole value in quotes',
    };
  if (/:\s/.test(value))
    return {
      message: 'a second `: ` in the line makes YAML look for another key',
      hint: `put the value in quotes: \`"${value.slice(0, 60)}"\``,
    };
  return {
    message: 'the indentation does not fit the lines above',
    hint: text.includes('\t')
      ? 'use spaces only, the same number for entries of the same list'
      : 'entries of the same list or map begin in the same column',
  };
}

/** `role:lead`: YAML takes it for a text that goes on below, and notices at the next key. */
function joinedAbove(text: string, noticed: number): Worded | undefined {
  const start = text.lastIndexOf('\n', noticed - 1) + 1;
  const above = text.lastIndexOf('\n', start - 2) + 1;
  const [, before, key, value] =
    /^(\s*(?:- )*)([a-z][\w-]*):([^\s:/][^:]*)$/.exec(text.slice(above, Math.max(start - 1, above)).trimEnd()) ?? [];
  if (before === undefined || key === undefined || value === undefined) return undefined;
  return {
    message: 'a space is missing after the colon',
    hint: `write \`${key}: ${value.slice(0, 60)}\``,
    at: above + before.length + key.length,
  };
}
