import { paintSplash } from '../../tui/splash.entry.ts';
import type { IncidentRow, Timeline } from '../../timeline/index.ts';
import { atMost, type Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { viaOf, wantsPlain } from '../opening/screen.ts';
import { noTimeline, storeThere } from '../opening/store.ts';
import { whichIncident } from '../arguments/which-incident.ts';

/**
 * Guides through the incident, as a screen or as numbered lines. What the database says in one row is painted before anything
 * heavy is loaded, and keys are taken from then on.
 */
export async function run(call: Call): Promise<number> {
  atMost(call, 0);
  if (call.json)
    throw wrongUsage(
      'The guide is a conversation and has no JSON.',
      'For programs: holdfast status --json, or now --json',
    );
  const timeline = storeThere(call);
  if (!timeline) throw noTimeline(call);
  try {
    const row = whichIncident(call, timeline, 'act');
    if (wantsPlain(call)) return await open(call, timeline, row);
    const takeAway = paintSplash(row, process.stdout, process.stdin);
    let painted = true;
    const once = (): void => {
      if (painted) takeAway();
      painted = false;
    };
    try {
      return await open(call, timeline, row, once);
    } finally {
      once();
      process.stdin.setRawMode(false);
    }
  } finally {
    timeline.close();
  }
}

async function open(call: Call, timeline: Timeline, row: IncidentRow, beforeFirstFrame?: () => void): Promise<number> {
  const [{ openGuide }, { hold }] = await Promise.all([
    import('../opening/open-guide.ts'),
    import('../opening/open-incident.ts'),
  ]);
  const opened = hold(call, timeline, row.id, row.timezone, viaOf(call));
  try {
    return await openGuide(call, opened, beforeFirstFrame);
  } finally {
    opened.session.close();
  }
}
