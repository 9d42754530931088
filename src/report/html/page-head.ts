import { createHash } from 'node:crypto';
import { markup, Markup, nothing } from './markup.ts';

/** What a page says of itself. */
export interface PageHead {
  /** As in `lang`: `en`, `da`. */
  readonly language: string;
  readonly title: string;
  /** CSS, each text an element of its own: of our own words alone, because a style can hold no text of others. */
  readonly styles: readonly string[];
  /** The one script that may run; undefined where none may. It has to stand in the page as it is. */
  readonly script?: string;
  /** How the page is drawn where it is dark. Undefined for one that is made to be printed. */
  readonly scheme?: 'light dark';
}

/**
 * How every page begins, up to and with `<body>`: without network, its styles and its script allowed by their digests alone
 * (Content Security Policy Level 3, hash-source), not to be found by search engines, and telling nobody where its reader came from.
 */
export function pageHead({ language, title, styles, script, scheme }: PageHead): Markup {
  const policy = [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${allowed(script)}`]),
    `style-src ${styles.map(allowed).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${scheme === undefined ? nothing : markup`<meta name="color-scheme" content="${scheme}">\n`}<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
${styles.map((style) => markup`<style>${new Markup(style)}</style>\n`)}</head>
<body>
`;
}

const allowed = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
