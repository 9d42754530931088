import { dump } from 'js-yaml';
import type { Scenario } from '../../runbook/index.ts';

/** A scenario as the text of its file; what others said stands in it as data, in quotes where YAML would read it otherwise. */
export const scenarioYaml = (scenario: Scenario): string =>
  `# yaml-language-server: $schema=../../schemas/drill.schema.json\n${dump(scenario, { lineWidth: 140, noRefs: true })}`;
