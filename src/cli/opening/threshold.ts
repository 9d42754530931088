import { isOver, stateText } from '../../entry/index.ts';
import { findRunbooks } from '../../files/index.ts';
import { linksText, neighbourOf } from '../../guide/index.ts';
import type { Begin, HomeIncident, WhatThereIs } from '../../home/index.ts';
import { openSession } from '../../session/index.ts';
import type { Held, Threshold } from '../../session/index.ts';
import { instant } from '../../time/index.ts';
import { type IncidentRow, type Ties, type Timeline, tiesOf } from '../../timeline/index.ts';
import { beginIncident } from './beginning.ts';
import type { Call } from '../call.ts';
import { declarationOf, organisationIn, timezoneOf } from './declaring.ts';
import { heldOf } from './held.ts';
import { timelinePorts } from '../ports.ts';
import { foldersOf, foundRunbook, sourceOfSound, unsaid } from '../sources/runbook-source.ts';
import { viaOf } from './screen.ts';
import { meOf } from '../arguments/who.ts';

/** What is needed at home; `looking` gives the timeline to be read, where there is one. */
export function thresholdOf(call: Call, store: () => Timeline, looking: () => Timeline | undefined): Threshold {
  return { look: whatThereIs(call, looking), begin: (chosen) => begin(call, store, chosen) };
}

async function begin(call: Call, store: () => Timeline, { mode, runbook: id, reason, severity }: Begin): Promise<Held> {
  const found = id === undefined ? undefined : foundRunbook(call, id);
  const source = found && (await sourceOfSound(call, found, unsaid));
  const said = declarationOf(call, reason ?? found?.runbook?.title ?? '', {
    ...(found?.runbook && { runbook: found.runbook }),
    organisation: organisationIn(foldersOf(call), found?.folder),
  });
  const timeline = store();
  const declaration = { ...said, mode, ...(severity !== undefined && { severity }) };
  const via = viaOf(call);
  const { session } = beginIncident(call, timeline, declaration, {
    source,
    via,
    declaredBy: via,
    isOnScreen: via === 'tui',
  });
  return heldOf(call, timeline, session);
}

/** How long what was seen of an open incident counts, in milliseconds. */
const SEEN_FOR = 30_000;

/** Looked up anew each time that it is asked for; an incident is folded again only when something was written in it. */
function whatThereIs(call: Call, store: () => Timeline | undefined): WhatThereIs {
  const me = meOf(call);
  const runbooks = findRunbooks(foldersOf(call)).flatMap(({ id, runbook }) => (runbook ? [{ id, runbook }] : []));
  // As an incident would have it that is declared here: going into it, the clock on the wall stays the same.
  const timezone = timezoneOf(call, { organisation: organisationIn(foldersOf(call)) });
  const known = new Map<string, { readonly entries: number; readonly at: number; readonly shown: HomeIncident }>();
  const shown = (row: IncidentRow): HomeIncident => {
    const before = known.get(row.id);
    // In what is open something may fall due meanwhile.
    const isFresh = before !== undefined && (isOver(row) || Date.now() - before.at < SEEN_FOR);
    if (isFresh && before.entries === row.entries) return before.shown;
    const made = incidentOf(row, store());
    known.set(row.id, { entries: row.entries, at: Date.now(), shown: made });
    return made;
  };
  return () => ({
    me: me.name,
    runbooks,
    incidents: (store()?.incidents() ?? []).map(shown),
    now: instant(Date.now(), timezone),
    timezone,
  });
}

function incidentOf(row: IncidentRow, timeline: Timeline | undefined): HomeIncident {
  const { id, alias, title, mode, state, severity, declared, timezone, entries, runbook } = row;
  const { stoodDown, playedOut, links }: Ties = timeline === undefined ? { links: [] } : tiesOf(timeline, id);
  return {
    id,
    alias,
    title,
    mode,
    state,
    stands: stateText({ state, stoodDown, playedOut }),
    declared,
    timezone,
    entries,
    ...(severity && { severity }),
    ...(runbook !== undefined && { runbook }),
    ...(links.length > 0 && { links: linksText({ links }) }),
    ...(timeline && (isOver(row) ? endOf(timeline, row) : standing(timeline, id))),
  };
}

/** When it came to its end: the last of what ends an incident. */
function endOf(timeline: Timeline, { id, lastAt }: IncidentRow): Pick<HomeIncident, 'ended'> {
  const [end] = timeline.entries(id, {
    types: ['incident.resolved', 'incident.closed', 'incident.stood-down', 'incident.merged'],
    last: 1,
  });
  return { ended: end?.at ?? lastAt };
}

function standing(timeline: Timeline, incident: string): Pick<HomeIncident, 'clock' | 'now' | 'nextDue' | 'alarms'> {
  const session = openSession({
    timeline,
    incident,
    me: { name: '' },
    via: 'tui',
    ports: { ...timelinePorts, later: () => () => undefined, start: () => undefined },
  });
  try {
    const now = session.now();
    const { step, nextDue, alarms } = neighbourOf(session.incident, now);
    return {
      ...(session.incident.exercise && { clock: now }),
      ...(step && { now: step.title }),
      ...(nextDue && { nextDue: { title: nextDue.title, due: nextDue.due } }),
      alarms: alarms.length,
    };
  } finally {
    session.close();
  }
}
