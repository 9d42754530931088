import { describe, expect, test } from 'vitest';
import { nodeIsGood, nodePackage, PINNED } from '../../scripts/setup/node.mjs';

describe('which Node a checkout runs on', () => {
  test.each(['22.17.0', '22.23.2', '24.0.0', '24.21.0', '26.0.0', '27.1.0'])('%s is good as it is', (version) => {
    expect(nodeIsGood(version)).toBe(true);
  });

  test.each(['12.22.12', '18.20.0', '20.20.2', '22.13.0', '22.16.9', '23.11.0', '25.2.0'])('%s is not', (version) => {
    expect(nodeIsGood(version)).toBe(false);
  });

  test('the pinned one is good itself', () => {
    expect(nodeIsGood(PINNED)).toBe(true);
  });

  test('every platform that holdfast is offered for has a package with a digest', () => {
    const machines = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];
    for (const machine of machines) {
      const [platform = '', arch = ''] = machine.split('-');
      expect(nodePackage(platform, arch)?.integrity).toMatch(/^sha512-/);
    }
  });

  test('a machine without one is told so, not given another', () => {
    expect(nodePackage('aix', 'ppc64')).toBeUndefined();
  });
});
