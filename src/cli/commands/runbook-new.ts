import { writeWhole } from '../../files/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { today } from '../sources/runbook-source.ts';
import { fileToBegin, titleToBegin } from '../writing/begin-file.ts';

/** Begins a runbook that passes its own check, to be changed from there. */
export function run(call: Call): void {
  const id = onlyWord(call);
  const file = fileToBegin(call, id);
  writeWhole(file, template(id, titleToBegin(call, id)));
  if (call.json) call.io.json({ id, file });
  else
    call.io.say(
      `Begun: ${file}`,
      `Change it, then: holdfast runbook check ${file}`,
      `Walk it as a drill: holdfast start ${file} --drill`,
    );
}

function template(id: string, title: string): string {
  return `holdfast: 1
id: ${id}
title: ${JSON.stringify(title)}
summary: What has happened when this runbook is the right one.
revision: ${today()}
owner: Who keeps this runbook
use-when:
  - What somebody sees or is told

roles:
  lead:
    title: Incident lead
    duty: Decides, and owns the clocks
    ack-within: 5m

facts:
  people_safe: { ask: "Is everybody safe?", type: boolean }

steps:
  - id: people-first
    do: See that everybody is safe
    role: lead
    expect: 5m
    checklist:
      - Everybody is counted
    record: [people_safe]

  - id: how-bad
    decide: How bad is it?
    role: lead
    expect: 5m
    options:
      bad:
        title: It stands still or gets worse
        suggest-when: facts.people_safe == false
        steps:
          - id: make-it-stop
            do: Make it stop
            role: lead
            expect: 30m
      not-bad:
        title: It is over

  - id: stand-down
    end: Stood down
    role: lead
    expect: 5m
    outcome: resolved
`;
}
