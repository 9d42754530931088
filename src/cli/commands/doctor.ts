import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { findRunbooks, foldersOf as homeFoldersOf, missingFolders, readConfig } from '../../files/index.ts';
import { clockBehind } from '../../entry/index.ts';
import { plural } from '../../text/index.ts';
import { shortDuration } from '../../time/index.ts';
import { isSnapshotTrue, renewSnapshot } from '../../session/index.ts';
import { openTimeline, type Timeline, timelineIsThere } from '../../timeline/index.ts';
import { atMost, type Call } from '../call.ts';
import { asFailure, exit } from '../failure.ts';
import { checkEvidence } from '../keeping/evidence-check.ts';
import { timelinePorts } from '../ports.ts';
import { foldersOf } from '../sources/runbook-source.ts';
import { databaseOf } from '../opening/store.ts';

interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'bad';
  readonly detail: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Looks at everything that could be wrong here and says what to do about it. "No" where something is bad. */
export function run(call: Call): number {
  atMost(call, 0);
  const findings = [
    node(),
    ...database(call),
    ...runbooks(call),
    settings(call),
    terminal(call),
    timezone(),
    clock(call),
  ];
  const bad = findings.some(({ state }) => state === 'bad');
  if (call.json) call.io.json({ ok: !bad, findings: findings.map((one) => ({ ...one, hint: one.hint ?? null })) });
  else {
    const marks = { ok: 'ok  ', warn: 'WARN', bad: 'BAD ' };
    call.io.say(
      ...findings.flatMap(({ name, state, detail, hint }) => [
        `${marks[state]}  ${name}: ${detail}`,
        ...(hint === undefined ? [] : [`        ${hint}`]),
      ]),
    );
  }
  return bad ? exit.no : exit.done;
}

const node = (): Finding => ({
  name: 'Node',
  state: 'ok',
  detail: `${process.versions.node}, Node-API ${process.versions.napi ?? '?'}`,
});

function database(call: Call): Finding[] {
  const name = 'Timeline';
  let file: string;
  let present: boolean;
  try {
    file = databaseOf(call);
    present = timelineIsThere(file);
  } catch (error) {
    return [broken(name, error)];
  }
  const folder = dirname(file);
  if (!present)
    return [
      { name, state: 'ok', detail: `none yet at ${file}` },
      ...(existsSync(folder) ? [writable('Folder', folder), space(folder)] : []),
    ];
  try {
    const timeline = openTimeline(file, timelinePorts, { readonly: true });
    try {
      const damage = timeline.damage();
      const rows = timeline.incidents();
      const wal = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0;
      const unsound = rows.flatMap((row) =>
        timeline.verify(row.id).problems.map((problem) => `${row.alias} #${problem.seq}: ${problem.message}`),
      );
      return [
        damage.length === 0
          ? {
              name,
              state: 'ok',
              detail: `${file}, ${plural(rows.length, 'incident')}, the file is sound, log of ${Math.round(wal / 1024)} KiB`,
            }
          : {
              name,
              state: 'bad',
              detail: `${file} is damaged: ${damage[0] ?? ''}`,
              hint: 'Leave it as it is, and put a backup in its place: holdfast restore FILE',
            },
        unsound.length === 0
          ? { name: 'Chains', state: 'ok', detail: 'every chain is whole' }
          : {
              name: 'Chains',
              state: 'bad',
              detail: unsound[0] ?? '',
              hint: `See all ${unsound.length}: holdfast verify`,
            },
        ...(damage.length + unsound.length === 0 ? [kept(timeline), ...evidence(timeline)] : []),
        mode(file),
        writable('File', file),
        writable('Folder', folder),
        space(folder),
      ];
    } finally {
      timeline.close();
    }
  } catch (error) {
    return [broken(name, error), ...(existsSync(folder) ? [writable('Folder', folder), space(folder)] : [])];
  }
}

/**
 * What is kept of the state of each incident, so that it opens fast, and of each in the list, against what its entries say: screens believe
 * the one without reading the other. What is not so is made anew: nothing of the record is in it.
 */
function kept(timeline: Timeline): Finding {
  const name = 'State';
  const wrong = timeline.incidents().filter(({ id }) => !isSnapshotTrue(timeline, id) || !timeline.isListedTrue(id));
  if (wrong.length === 0) return { name, state: 'ok', detail: 'what is kept of each incident is what its entries say' };
  const which = wrong.map(({ alias }) => alias).join(', ');
  const said = `what was kept of ${which} was not what the entries say, and stood on screens and in documents`;
  try {
    const writing = openTimeline(timeline.file, timelinePorts);
    try {
      for (const { id } of wrong) writing.relist(id);
      if (wrong.every(({ id }) => renewSnapshot(writing, id)))
        return {
          name,
          state: 'warn',
          detail: `${said}. It is made anew from the entries`,
          hint: 'Write anew what was exported of it, and ask who else writes to this file.',
        };
    } finally {
      writing.close();
    }
  } catch {
    // It may be read here and not written to.
  }
  return {
    name,
    state: 'bad',
    detail: said,
    hint: 'Run this where the timeline may be written to: it is made anew then.',
  };
}

function evidence(timeline: Timeline): Finding[] {
  const name = 'Evidence';
  try {
    return checkEvidence(timeline).map((found) => ({ name, ...found }));
  } catch (error) {
    return [broken(name, error)];
  }
}

function mode(file: string): Finding {
  const others = statSync(file).mode & 0o077;
  const name = 'Privacy';
  if (others === 0 || process.platform === 'win32')
    return { name, state: 'ok', detail: 'only you may read the timeline' };
  return {
    name,
    state: 'warn',
    detail: `others may read ${file} (mode ${(statSync(file).mode & 0o777).toString(8)})`,
    hint: `chmod 600 ${file}`,
  };
}

/** Reading goes on without the right to write, so that nothing else would tell of it before the night. */
function writable(name: 'File' | 'Folder', path: string): Finding {
  try {
    accessSync(path, constants.W_OK);
    return { name, state: 'ok', detail: `${path} can be written to` };
  } catch {
    return {
      name,
      state: 'bad',
      detail: `${path} cannot be written to`,
      hint: 'Change its permissions, or use another database with --db FILE.',
    };
  }
}

function space(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const mebibytes = Math.floor((bavail * bsize) / 1024 / 1024);
  const state = mebibytes < 50 ? 'bad' : mebibytes < 500 ? 'warn' : 'ok';
  return {
    name: 'Space',
    state,
    detail: `${mebibytes} MiB free beside the timeline`,
    ...(state !== 'ok' && { hint: 'Make room on that disk before it is needed.' }),
  };
}

function runbooks(call: Call): Finding[] {
  try {
    const folders = foldersOf(call);
    const [missing] = missingFolders(call.around, call.all('runbooks'));
    if (missing !== undefined)
      return [
        {
          name: 'Runbooks',
          state: 'warn',
          detail: `there is no folder ${missing}: what lies elsewhere is taken for what lies there`,
          hint: 'Mend --runbooks or HOLDFAST_RUNBOOKS, or make the folder.',
        },
      ];
    const found = findRunbooks(folders);
    const faulty = found.filter(({ problem }) => problem !== undefined);
    const [first] = faulty;
    if (first)
      return [
        {
          name: 'Runbooks',
          state: 'warn',
          detail: `${faulty.length} of ${found.length} cannot be used: ${first.file}`,
          hint: `See why: holdfast runbook check ${first.file}`,
        },
      ];
    return [
      {
        name: 'Runbooks',
        state: found.length > 0 ? 'ok' : 'warn',
        detail: `${plural(found.length, 'runbook')} in ${folders.map(({ path }) => path).join(', ') || 'no folder'}`,
        ...(found.length === 0 && { hint: 'Name their folder with --runbooks DIR or HOLDFAST_RUNBOOKS.' }),
      },
    ];
  } catch (error) {
    return [broken('Runbooks', error)];
  }
}

function settings(call: Call): Finding {
  try {
    const { name } = readConfig(call.around);
    const { config } = homeFoldersOf(call.around);
    return name === undefined
      ? {
          name: 'Settings',
          state: 'warn',
          detail: 'nobody has said who you are',
          hint: 'holdfast config name "YOUR NAME"',
        }
      : { name: 'Settings', state: 'ok', detail: `you are ${name}; kept in ${config}` };
  } catch (error) {
    return broken('Settings', error);
  }
}

function terminal(call: Call): Finding {
  const { stdout } = process;
  if (stdout.isTTY !== true) return { name: 'Terminal', state: 'ok', detail: 'none: answers go to a pipe or a file' };
  const { columns, rows } = stdout;
  const term = call.around.env['TERM'] ?? 'not set';
  if (columns < 60 || rows < 20)
    return {
      name: 'Terminal',
      state: 'warn',
      detail: `${columns}×${rows} is too small for the guide's screen`,
      hint: 'Make it 60×20 or larger, or use: holdfast guide --plain',
    };
  return { name: 'Terminal', state: 'ok', detail: `${columns}×${rows}, TERM=${term}` };
}

const timezone = (): Finding => ({
  name: 'Time zone',
  state: 'ok',
  detail: `${Intl.DateTimeFormat().resolvedOptions().timeZone}; an incident goes by its own`,
});

/** Before this was written no clock that is right can be. */
const written = Date.UTC(2026, 9, 1);

function clock(call: Call): Finding {
  const now = new Date();
  const last = lastStamp(call);
  const behind = last === undefined ? undefined : clockBehind(last, now.getTime());
  if (now.getTime() < written)
    return {
      name: 'Clock',
      state: 'bad',
      detail: `it is ${now.toISOString()} by this machine's clock`,
      hint: 'Set the clock: every time in the record goes by it.',
    };
  if (behind !== undefined)
    return {
      name: 'Clock',
      state: 'bad',
      detail: `it is ${now.toISOString()} by this machine's clock, ${shortDuration(behind)} behind the last entry of the timeline`,
      hint: 'See which of the two is wrong, and set the clock: every time in the record goes by it.',
    };
  return { name: 'Clock', state: 'ok', detail: now.toISOString() };
}

/** The greatest stamp of the timeline; undefined where there is none, or it cannot be read, which is told of the timeline. */
function lastStamp(call: Call): string | undefined {
  try {
    const timeline = openTimeline(databaseOf(call), timelinePorts, { readonly: true });
    try {
      const last = timeline.incidents().flatMap(({ id }) => timeline.entries(id, { last: 1 }));
      return last
        .map(({ stamp }) => stamp)
        .toSorted()
        .at(-1);
    } finally {
      timeline.close();
    }
  } catch {
    return undefined;
  }
}

function broken(name: string, error: unknown): Finding {
  const { message, hint } = asFailure(error);
  return { name, state: 'bad', detail: message, ...(hint !== undefined && { hint }) };
}
