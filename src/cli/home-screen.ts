import { findRunbooks } from '../files/index.ts';
import { openSession } from '../session/index.ts';
import { instant } from '../time/index.ts';
import type { IncidentRow, Timeline } from '../timeline/index.ts';
import { openHome } from '../tui/index.ts';
import type { Begin, HomeIncident, WhatThereIs } from '../tui/index.ts';
import { beginIncident } from './beginning.ts';
import type { Call } from './call.ts';
import { declarationOf, organisationIn } from './declaring.ts';
import { visible } from '../text/index.ts';
import { openGuide } from './open-guide.ts';
import { hold, type Opened } from './open-incident.ts';
import { timelinePorts } from './ports.ts';
import { foldersOf, foundRunbook, sourceOfSound } from './runbook-source.ts';
import { databaseOf, openStore, readStore } from './store.ts';
import { isOver } from './which-incident.ts';
import { meOf, settleHere } from './who.ts';

/** The home screen, and what was chosen there. Gives the exit code. */
export async function homeScreen(call: Call): Promise<number> {
  const timeline = readStore(call);
  const color = !call.around.env['NO_COLOR'];
  let played;
  try {
    played = await openHome(whatThereIs(call, timeline), { alternateScreen: !call.has('no-alt-screen'), color });
  } finally {
    timeline?.close();
  }
  const { code, problem, chosen } = played;
  if (problem !== undefined) call.io.remark(`holdfast: the screen failed: ${visible(problem)}`);
  switch (chosen.end) {
    case 'open':
      return open(call, chosen.id);
    case 'begin':
      return begin(call, chosen.begin);
    case 'leave':
      if (code === 0) call.io.say('Nothing was declared. To come back: holdfast. All commands: holdfast help');
      return code;
  }
}

async function open(call: Call, id: string): Promise<number> {
  const timeline = openStore(call);
  try {
    const row = timeline.incidents().find((each) => each.id === id);
    if (row === undefined) throw new Error(`the incident ${id} is gone from ${databaseOf(call)}`);
    if (!isOver(row)) settleHere(call, row.id, row.alias);
    return await guided(call, hold(call, timeline, row.id, row.timezone, 'tui'));
  } finally {
    timeline.close();
  }
}

async function begin(call: Call, { mode, runbook: id, reason, severity }: Begin): Promise<number> {
  const found = id === undefined ? undefined : foundRunbook(call, id);
  const source = found && (await sourceOfSound(call, found));
  const said = declarationOf(call, reason ?? found?.runbook?.title ?? '', {
    ...(found?.runbook && { runbook: found.runbook }),
    organisation: organisationIn(foldersOf(call), found?.folder),
  });
  const timeline = openStore(call);
  try {
    const declaration = { ...said, mode, ...(severity !== undefined && { severity }) };
    return await guided(call, beginIncident(call, timeline, declaration, { source, via: 'tui', declaredBy: 'tui' }));
  } finally {
    timeline.close();
  }
}

async function guided(call: Call, opened: Opened): Promise<number> {
  try {
    return await openGuide(call, opened);
  } finally {
    opened.session.close();
  }
}

/** Looked up anew each time that it is asked for; an incident is folded again only when something was written in it. */
function whatThereIs(call: Call, timeline: Timeline | undefined): WhatThereIs {
  const me = meOf(call);
  const runbooks = findRunbooks(foldersOf(call)).flatMap(({ id, runbook }) => (runbook ? [{ id, runbook }] : []));
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = new Map<string, { readonly entries: number; readonly shown: HomeIncident }>();
  const shown = (row: IncidentRow): HomeIncident => {
    const before = known.get(row.id);
    if (before?.entries === row.entries) return before.shown;
    const made = incidentOf(row, timeline);
    known.set(row.id, { entries: row.entries, shown: made });
    return made;
  };
  return () => ({
    me: me.name,
    runbooks,
    incidents: (timeline?.incidents() ?? []).map(shown),
    now: instant(Date.now(), timezone),
    timezone,
  });
}

function incidentOf(row: IncidentRow, timeline: Timeline | undefined): HomeIncident {
  const { id, alias, title, mode, state, severity, declared, timezone } = row;
  const bare = {
    id,
    alias,
    title,
    mode,
    state,
    declared,
    timezone,
    isOver: isOver(row),
    ...(severity && { severity }),
  };
  if (bare.isOver || timeline === undefined) return bare;
  const session = openSession({
    timeline,
    incident: id,
    me: { name: '' },
    via: 'tui',
    ports: { ...timelinePorts, later: () => () => undefined, start: () => undefined },
  });
  try {
    const { clocks, current, focus } = session.guide();
    const step = current.find(({ key }) => key === focus);
    const next = clocks.find(({ due, left }) => due !== undefined && left !== undefined);
    return {
      ...bare,
      ...(step && { now: step.title }),
      ...(next?.due !== undefined && { nextDue: { title: next.title, due: next.due } }),
    };
  } finally {
    session.close();
  }
}
