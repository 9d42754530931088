/** A lead's own step, then three tracks of which each has its role; the second holds two tracks of its own. */
export const threeTracks = `holdfast: 1
id: three-tracks
title: Three tracks
roles:
  lead: { title: Incident lead }
  pumps: { title: Pump crew }
  systems: { title: Systems duty lead }
steps:
  - id: begin
    do: Open the bridge
    role: lead
  - id: side-by-side
    parallel: Three at once
    tracks:
      water:
        title: Water
        role: pumps
        steps:
          - id: board
            do: Set the boards
            expect: 10m
            overdue: 20m
          - id: pump
            do: Pump it out
      move:
        title: Move the services
        role: systems
        steps:
          - id: lag
            do: Read how far behind
            expect: 5m
          - id: both-ends
            parallel: Both ends
            tracks:
              here: { title: This end, steps: [{ id: stop-here, do: Stop it here }] }
              there: { title: The other end, steps: [{ id: start-there, do: Start it there }] }
          - id: look
            do: See that it runs
      tell:
        title: Tell people
        steps:
          - id: first-word
            tell: First word
            message: word
  - id: stand-down
    end: Stand down
    outcome: resolved
messages:
  word: { to: The public, text: { en: "We know." } }
`;

/** So many tracks side by side, a step each. */
export const manyTracks = (count: number): string =>
  `holdfast: 1\nid: many\ntitle: Many\nsteps:\n  - id: all\n    parallel: All at once\n    tracks:\n${Array.from(
    { length: count },
    (_, track) =>
      `      t${track + 1}:\n        title: Track ${track + 1}\n        steps:\n          - { id: a${track + 1}, do: First of ${track + 1} }\n          - { id: b${track + 1}, do: Second of ${track + 1} }\n`,
  ).join('')}`;
