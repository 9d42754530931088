import type { Tone } from './rows.ts';

/** How a tone is drawn, in Ink's words. */
export interface Look {
  readonly bold?: boolean;
  readonly inverse?: boolean;
  readonly dimColor?: boolean;
  readonly color?: 'red' | 'magenta';
}

/**
 * Of the sixteen colours the two that can be read on black and on white, also where a terminal shows bold ones brighter: green and
 * cyan vanish on white, blue on black, yellow on both kinds of light. No status has its colour alone.
 */
export const looks: Readonly<Record<Tone, Look | undefined>> = {
  plain: undefined,
  strong: { bold: true },
  faint: { dimColor: true },
  title: { bold: true },
  good: { bold: true },
  bad: { bold: true, color: 'red' },
  warn: { bold: true, color: 'magenta' },
  key: { bold: true, color: 'magenta' },
  drill: { bold: true, inverse: true },
  chosen: { inverse: true },
};
