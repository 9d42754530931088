import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { Desk } from '../support/cli.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

/** A desk with the small flood and its organisation in `./runbooks`, where a person who works there would have them. */
export function floodDesk(): Desk {
  const desk = new Desk();
  mkdirSync(desk.path('runbooks', 'scripts'), { recursive: true });
  writeFileSync(desk.path('runbooks', 'small-flood.yaml'), smallFlood);
  writeFileSync(desk.path('runbooks', 'organisation.yaml'), organisation);
  script(desk, 'lag', 'echo 42');
  return desk;
}

/** A script beside the runbooks, as a runbook's command names it. */
export function script(desk: Desk, name: string, body: string): void {
  const file = desk.path('runbooks', 'scripts', name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}
