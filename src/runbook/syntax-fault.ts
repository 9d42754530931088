import type { Fault } from './finding.ts';

/** Words an error of the YAML parser for people: what it met, and what is most likely meant. */
export function syntaxFault(text: string, reason: string, position: number): Fault {
  const at = Math.min(position, Math.max(text.length - 1, 0));
  const line = lineAround(text, at);
  const { message, hint } = worded(reason, line, text);
  return { start: at, end: Math.min(at + 1, text.length), severity: 'error', rule: 'yaml-syntax', message, hint };
}

function lineAround(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

function worded(reason: string, line: string, text: string): { message: string; hint: string } {
  if (reason.startsWith('tab characters'))
    return { message: 'a tab in the indentation', hint: 'indent with spaces; YAML takes no tabs' };
  if (reason.startsWith('nesting exceeded'))
    return { message: 'the file is nested too deep', hint: 'at most 16 lists of steps stand inside each other' };
  if (reason.includes('null byte') || reason.includes('non-printable'))
    return { message: 'a control character, which YAML does not allow', hint: 'take it out; is this a text file?' };
  if (/within a (single|double) quoted/.test(reason))
    return {
      message: 'a quoted text is not closed',
      hint: 'add the closing quote; inside single quotes a quote is written twice',
    };
  if (reason.includes('within a flow collection') || reason === 'deficient indentation')
    return {
      message: 'a bracket, brace or quote that was opened before this line is not closed',
      hint: 'close it with `]`, `}` or the quote',
    };
  if (reason === 'unknown escape sequence' || reason.startsWith('expected hexadecimal'))
    return { message: 'an escape that YAML does not know', hint: 'write `\\\\` for a backslash, or use single quotes' };
  if (reason.startsWith('missed comma'))
    return {
      message: 'a comma is missing between two entries',
      hint: 'separate entries in `[ ]` and `{ }` with commas',
    };
  if (/^bad indentation|multiline key|separator is expected/.test(reason)) return badIndentation(line, text);
  return { message: `YAML cannot read this: ${reason}`, hint: 'compare the line with the ones above it' };
}

function badIndentation(line: string, text: string): { message: string; hint: string } {
  const value = /^\s*(?:- )?[\w-]+:\s+(.*)$/.exec(line)?.[1] ?? '';
  if (/^[@`%]/.test(value))
    return { message: `a value cannot begin with \`${value.charAt(0)}\``, hint: 'put the value in quotes' };
  if (value.startsWith('{{'))
    return {
      message: "`{{` at the beginning of a value is YAML's own notation",
      hint: 'put the whole value in quotes',
    };
  if (/^["']/.test(value))
    return { message: 'words stand after the closing quote', hint: 'put the whole value in quotes' };
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
