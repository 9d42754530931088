import { describe, expect, test } from 'vitest';
import { looks } from '../../src/tui/rows/looks.ts';
import { marks } from '../../src/tui/rows/step-rows.ts';

/** As xterm has them by default: the colour, and the brighter one that bold may turn it into. */
const palette = { red: ['#cd0000', '#ff0000'], magenta: ['#cd00cd', '#ff00ff'] } as const;

/** Relative luminance and contrast: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('what is coloured', () => {
  test.each(Object.entries(looks))('%s can be read on black and on white', (_tone, look) => {
    const shades = look?.color === undefined ? [] : palette[look.color];
    for (const shade of shades) {
      expect(contrast(shade, '#000000')).toBeGreaterThanOrEqual(3);
      expect(contrast(shade, '#ffffff')).toBeGreaterThanOrEqual(3);
    }
  });
});

test('every state of a step has a mark of its own, for those who see no colours', () => {
  const shown = Object.values(marks).map(({ text }) => text);
  expect(new Set([...shown, '!', '\u25be']).size).toBe(shown.length + 2);
});
