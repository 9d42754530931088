/** A runbook small enough to keep in the head, with one thing of each kind. */
export const smallFlood = `holdfast: 1
id: small-flood
title: Small flood
revision: 2026-10-01
timezone: Europe/Copenhagen
roles:
  lead: { title: Incident lead, ack-within: 5m }
  facilities: { title: Facilities duty officer }
services:
  citizen-sign-in: { title: Citizen sign-in, rto: 4h, fallback: Paper forms }
  self-service: { title: Self-service portal, rto: 8h, needs: [citizen-sign-in] }
  payments: { title: Payments, needs: [self-service] }
facts:
  water_depth: { ask: Depth at the lowest rack, type: number, unit: cm, fresh-for: 15m }
  people_out: { ask: "Is everyone out?", type: boolean }
  water_kind: { ask: What kind of water, type: choice, of: [clean, rain, sewage] }
  significant: { ask: "Is it significant?", type: boolean }
  seen_at: { ask: When was it first seen, type: time }
  rooms: { ask: Which rooms are wet, type: list }
  ups_minutes: { ask: Minutes left on the UPS, type: number }
  caller: { ask: Who rang, type: text, privacy: personal }
  door_code: { ask: Door code, type: text, privacy: secret }
topics:
  significant-incident: A significant incident
  personal-data-breach: A personal data breach
clocks:
  early-warning:
    title: Early warning
    from: aware of significant-incident
    within: 24h
    applies-when: org.nis2_entity && facts.significant
    basis: Directive (EU) 2022/2555, Art. 23(4)(a)
  final-report:
    title: Final report
    from: clock early-warning met
    within: 1 month
  public-update:
    title: Tell the public
    from: declared
    every: 30m
    target: ours
  ups-empty:
    title: The UPS is empty
    from: fact ups_minutes
    within: "{{ facts.ups_minutes }}m"
  people-told:
    title: The people concerned are told
    from: aware of personal-data-breach
    within: without-undue-delay
  answer-authority:
    title: Answer the authority
    from: asked
    within: as-asked
  sign-in-back:
    title: Sign-in is back
    from: service citizen-sign-in lost
    within: 4h
  insurance:
    title: Tell the insurer
    from: step get-out done
    within: 5 working days
messages:
  status-page:
    to: The public
    by: status page
    text: { en: Sign-in is down. }
steps:
  - id: get-out
    do: Get everyone out
    role: facilities
    checklist: [Head count, Power off]
    record: [people_out, water_depth]
  - id: rising
    decide: Is the water rising?
    role: lead
    default: { choose: steady, after: 5m }
    options:
      rising:
        title: It rises
        suggest-when: facts.water_depth > 5
        loses: [citizen-sign-in]
        steps:
          - id: cut-power
            do: Cut the power
            approval: { by: lead, within: 5m, else: go-on }
      steady:
        title: It stands still
  - id: lag
    run: How far is the standby behind
    command: [scripts/lag]
    timeout: 30s
    capture: { ups_minutes: stdout }
  - id: tell-public
    tell: Tell the public
    message: status-page
    stops: [public-update]
  - id: pump
    wait: Let the pumps work
    for: 15m
  - id: repair
    do: Repair
    restores: [citizen-sign-in]
    stops: [early-warning]
  - id: over
    end: It is over
    outcome: resolved
afterwards:
  - id: send-report
    do: Send the report
    stops: [final-report]
`;

export const organisation = `holdfast: 1
name: Testby
nis2_entity: true
`;
