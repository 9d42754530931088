/** Two tracks side by side, one of which ends the whole runbook. */
export const twoTracks = `holdfast: 1
id: two-tracks
title: Two tracks
steps:
  - id: both
    parallel: Both at once
    tracks:
      water:
        title: Water
        steps:
          - id: look
            do: Look at the water
            text: |
              20 cm: **nobody** goes down.
          - id: over
            end: It is over
      power:
        title: Power
        steps:
          - id: cut
            do: Cut the power
          - id: tell
            do: Tell the grid
`;
