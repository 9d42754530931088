// Runbooks and incidents to measure with: of any size, with conditions, clocks, templates, records and roles as real ones have.

const roles = ['lead', 'facilities', 'systems', 'comms', 'safety'];

/** @param {string} id @param {number} variant of the thresholds, so that no two files share their conditions */
const head = (id, variant) => `holdfast: 1
id: ${id}
title: Pump hall failure ${variant}
summary: The pumps of hall ${variant} stop, or are about to.
revision: 2026-10-01
owner: Infrastructure resilience
timezone: Europe/Copenhagen
tags: [pumps, power]
use-when:
  - The level alarm of hall ${variant} has rung twice
severity:
  sev1: People are in danger
  sev2: The hall is wet
roles:
${roles.map((role) => `  ${role}:\n    title: The ${role} on duty\n    duty: "Does what ${role} does, and says so."\n    ack-within: 5m\n`).join('')}services:
  pump-telemetry: { title: Pump telemetry, rto: 4h, rpo: 15m, mtpd: 24h, fallback: A person at the gauge every 10 minutes }
  self-service: { title: Self-service portal, rto: 30h, mtpd: 48h, needs: [pump-telemetry] }
facts:
  water_depth: { ask: How deep is the water, type: number, unit: cm, fresh-for: 15m }
  people_out: { ask: "Is everyone out of the hall?", type: boolean }
  water_kind: { ask: What kind of water is it, type: choice, of: [clean, rain, sewage] }
  pumps_running: { ask: How many pumps run, type: number }
  standby_lag: { ask: How far is the standby behind, type: number, unit: s }
  significant: { ask: "Is it significant in the sense of NIS2 Art. 23(3)?", type: boolean }
topics:
  significant-incident: A significant incident in the sense of NIS2 Art. 23(3)
clocks:
  early-warning:
    title: NIS2 early warning
    to: CSIRT, through the national portal
    from: aware of significant-incident
    within: 24h
    applies-when: facts.significant && facts.water_depth > ${variant % 90}
    must-contain: [Whether unlawful acts are suspected, Whether a cross-border impact is possible]
    basis: Directive (EU) 2022/2555, Art. 23(4)(a)
    read-on: 2026-10-21
  public-update: { title: Tell the public how it stands, from: declared, every: 30m, target: ours }
messages:
  status-page:
    to: The public
    by: status page
    text:
      en: "The pumps of hall ${variant} stand still. Depth {{ facts.water_depth }} cm. Use {{ services['pump-telemetry'].fallback }}. Next word {{ clocks['public-update'].due }}."
steps:
`;

/** Ten steps, with as many kinds of step as a real page of a runbook has. */
const leg = (leg, variant) => {
  const limit = variant * 100 + leg;
  return `  - id: clear-${leg}
    do: Clear the hall and count
    role: safety
    expect: { min: 3m, likely: 5m, max: 15m }
    overdue: 10m
    text: |
      Nobody enters standing water until the power is isolated. Above {{ facts.water_depth }} cm, or in the dark, **nobody** goes down.

      1. Count at the gate, against the door log.
      2. Isolate at the main board, lock it, tag it with a name.
    checklist:
      - Head count against the door log
      - Power isolated at the main board
    record: [people_out, water_depth]
  - id: rising-${leg}
    decide: Is the water still rising?
    role: lead
    expect: 2m
    default: { choose: rising, after: 5m }
    options:
      rising:
        title: Yes, and it is rising
        suggest-when: facts.water_depth > ${limit} && facts.pumps_running < 2
        steps:
          - id: cut-${leg}
            do: Cut the power to the hall
            role: facilities
            expect: 10m
            approval: { by: lead, within: 5m, else: go-on }
            loses: [pump-telemetry]
      steady:
        title: No, it stands still
        suggest-when: facts.water_depth <= ${limit} || facts.water_kind == 'clean'
  - id: both-${leg}
    parallel: Work in two tracks
    expect: 30m
    tracks:
      water:
        title: Water
        role: facilities
        steps:
          - id: pump-${leg}
            do: Set the mobile pump
            expect: 15m
            when: facts.water_kind != 'clean' && steps['rising-${leg}'].chose == 'rising'
            text: Its hose lies behind the door of hall ${variant}. Prime it, then run it at half speed.
          - id: measure-${leg}
            do: Measure again
            expect: 5m
            record: [water_depth, pumps_running]
      words:
        title: Words
        role: comms
        steps:
          - id: tell-${leg}
            tell: Tell the public
            message: status-page
            expect: 5m
            ${leg % 2 === 0 ? 'stops' : 'starts'}: [public-update]
          - id: lag-${leg}
            run: Check how far the standby is behind
            command: [scripts/replica-lag, "--hall", "${variant}"]
            timeout: 30s
            expect: 1m
            capture: { standby_lag: stdout }
            on-failure: ask
  - id: inspect-${leg}
    do: Walk the hall with the safety officer
    role: systems
    expect: 20m
    after: clear-${leg}
    checklist: [Floor panels, Cable trays, Battery room]
    ${leg === 1 ? 'restores: [pump-telemetry, self-service]' : 'text: Again, with the pictures of the last round beside you.'}
  - id: warn-${leg}
    do: Send the early warning, if it applies
    role: comms
    expect: 10m
    when: facts.significant && facts.water_depth > ${limit}
    stops: [early-warning]
`;
};

const tail = `afterwards:
  - id: bring-back
    do: Bring everything back and report
    role: systems
    expect: 2h
    restores: [pump-telemetry, self-service]
    stops: [early-warning, public-update]
`;

/**
 * A runbook as a city writes it.
 * @param {number} steps a multiple of ten
 * @param {number} [variant]
 */
export const ordinaryRunbook = (steps, variant = 1, id = `pump-hall-${variant}`) =>
  head(id, variant) + Array.from({ length: steps / 10 }, (_, index) => leg(index + 1, variant)).join('');

/** A runbook of so many manual steps and nothing else. @param {number} steps */
export const manualRunbook = (steps) =>
  `${head('manual-steps', 1)}${Array.from(
    { length: steps },
    (_, index) => `  - id: step-${index + 1}\n    do: Close valve ${index + 1}\n    role: facilities\n    expect: 1m\n`,
  ).join('')}${tail}`;

/** A runbook that is worked in so many tracks of ten steps at once. @param {number} tracks */
export const trackedRunbook = (tracks) => `${head(`tracks-${tracks}`, 1)}  - id: all
    parallel: Work in ${tracks} tracks
    expect: 1h
    tracks:
${Array.from(
  { length: tracks },
  (_, track) => `      track-${track}:
        title: Track ${track}
        steps:
${Array.from({ length: 10 }, (_, step) => `          - { id: s-${track}-${step}, do: "Close valve ${step}", expect: 1m, role: facilities }\n`).join('')}`,
).join('')}${tail}`;
