import { isMainThread, workerData } from 'node:worker_threads';
import { exportFormat, shownTo } from '../../report/index.ts';
import { loadIncident } from '../../session/index.ts';
import { trustLocalZone } from '../../time/index.ts';
import { openTimeline } from '../../timeline/index.ts';
import { atMost, type Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { timelinePorts } from '../ports.ts';
import { recordedIn } from '../sources/recorded.ts';
import { Turns } from '../threads/turns.ts';
import { windowOf, windowsOf, type WindowsTask } from '../threads/windows.ts';

/** The second thread of an export: makes windows until there are none left. What it fails at the first one makes. */
export function run(call: Call): void {
  atMost(call, 0);
  if (isMainThread) throw wrongUsage('_windows is the second thread of an export, and does nothing alone.');
  const { database, incident: id, count, heads, asked, ...task } = workerData as WindowsTask;
  const timeline = openTimeline(database, timelinePorts, { readonly: true });
  try {
    const { incident } = loadIncident(timeline, id);
    const shown = shownTo(task.audience, recordedIn(timeline, incident));
    const ofWindow = exportFormat(task.format, task.output)?.ofWindow?.(shown, task.reader);
    const isSame = JSON.stringify(incident.heads) === JSON.stringify(heads);
    if (!isSame || !shown.isWhole || ofWindow === undefined) return;
    // The first thread has made it that of the process.
    trustLocalZone(incident.timezone);
    const turns = new Turns(windowsOf(count), asked, task.turns);
    for (let window = turns.takeInTime(); window !== undefined; window = turns.takeInTime()) {
      let text: string | undefined;
      try {
        text = ofWindow(timeline.entries(id, windowOf(window, count)));
      } finally {
        turns.fill(window, text);
      }
    }
  } finally {
    timeline.close();
  }
}
