/** A small runbook with one of everything that a guide has to show. */
export const pumpFailure = `holdfast: 1
id: pump-failure
title: Pump failure
summary: The pumps of the cellar have stopped.
revision: 2026-10-01
owner: Harbour operations
timezone: Europe/Copenhagen
roles:
  lead:
    title: Incident lead
    ack-within: 5m
  facilities:
    title: Facilities duty officer
services:
  sign-in:
    title: Citizen sign-in
    rto: 4h
    fallback: Paper forms at the counter
facts:
  water_depth: { ask: "How deep is it at the lowest rack?", type: number, unit: cm, fresh-for: 15m }
  people_out: { ask: "Is everyone out?", type: boolean }
  door_code: { ask: "The code of the door", type: text, privacy: secret }
  significant: { ask: "Is it significant?", type: boolean }
topics:
  significant-incident: A significant incident
clocks:
  early-warning:
    title: Early warning
    to: the authority
    from: aware of significant-incident
    within: 24h
    applies-when: facts.significant
    basis: Directive (EU) 2022/2555, Art. 23(4)(a)
    read-on: 2026-11-21
  public-update:
    title: Tell the public
    from: declared
    every: 30m
    target: ours
messages:
  status-page:
    to: The public
    by: status page
    text:
      en: "Sign-in is down. Use: {{ services['sign-in'].fallback }}. Water: {{ facts.water_depth }} cm."
      da: "Log ind er nede."
steps:
  - id: people-first
    do: Get everyone out
    role: facilities
    expect: 5m
    overdue: 10m
    text: |
      Nobody enters **standing water** until power is isolated.

      - Take the door log
    checklist:
      - Head count against the door log
      - Power isolated at the main board
    record: [people_out, water_depth]
  - id: rising
    decide: Is the water still rising?
    role: lead
    expect: 2m
    options:
      up:
        title: Yes, it rises
        suggest-when: facts.water_depth > 5
        loses: [sign-in]
        steps:
          - id: cut-power
            do: Cut the power
            role: facilities
            expect: 10m
            approval: { by: lead }
      steady:
        title: No, it stands still
  - id: check-pumps
    run: Ask the pumps
    role: lead
    expect: 1m
    command: [scripts/pumps, "--site", "hall a"]
    timeout: 30s
  - id: tell-public
    tell: Tell the public how it stands
    role: lead
    expect: 5m
    message: status-page
    stops: [public-update]
  - id: breach
    do: Look for a breach
    when: facts.significant == true
    expect: 5m
    stops: [early-warning]
  - id: let-it-drain
    wait: Give it time to drain
    for: 15m
    expect: 15m
  - id: restore
    do: Bring sign-in back
    role: facilities
    expect: 20m
    restores: [sign-in]
  - id: stand-down
    end: Stand down
    outcome: resolved
    expect: 1m
afterwards:
  - id: report
    do: Write the report
    role: lead
    expect: 1d
`;
