/** A runbook that goes every way that there is: back, on, in rounds, in tracks, through another one. */
export const everyWay = {
  runbook: `holdfast: 1
id: every-way
title: Every way
timezone: Europe/Copenhagen
facts:
  depth: { ask: How deep is it, type: number, unit: cm }
steps:
  - id: look
    run: Look
    command: [scripts/look]
    timeout: 30s
    on-failure: go-to look
  - id: deep
    do: Only when deep
    when: facts.depth > 5
  - id: how-bad
    decide: How bad is it?
    options:
      none: { title: Not at all, go-to: over }
      bad: { title: Bad, steps: [{ id: doors, do: Close the doors }] }
      unknown: { title: Nobody knows, go-to: look }
  - id: at-once
    parallel: At once
    tracks:
      water:
        title: Water
        steps:
          - id: measure
            repeat: Measure until dry
            every: 10m
            until: facts.depth == 0
            steps: [{ id: gauge, do: Read the gauge }]
      people:
        title: People
        steps: [{ id: paper, follow: on-paper, title: Take the desks to paper }]
  - id: again
    do: Look again tomorrow
    go-to: how-bad
  - id: over
    end: It is over
    outcome: stood-down
`,
  followed: {
    'on-paper': `holdfast: 1
id: on-paper
title: On paper
steps:
  - { id: folder, do: Open the folder }
  - { id: back, end: Back from paper, outcome: resolved }
afterwards:
  - { id: burn, do: Burn the forms }
`,
  },
} as const;
