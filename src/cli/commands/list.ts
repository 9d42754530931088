import { isOver, stateText } from '../../entry/index.ts';
import { type IncidentRow, type Ties, tiesOf } from '../../timeline/index.ts';
import { plural } from '../../text/index.ts';
import { atMost, type Call } from '../call.ts';
import { readStore } from '../opening/store.ts';
import { markOf } from '../arguments/which-incident.ts';
import { dated } from '../arguments/how.ts';

/** The incidents and drills, newest last; those that are over only with `--all`. */
export function run(call: Call): void {
  atMost(call, 0);
  const timeline = readStore(call);
  const rows = timeline?.incidents() ?? [];
  const shown = (call.has('all') ? rows : rows.filter((row) => !isOver(row))).map((row) => ({
    ...row,
    ...(timeline ? tiesOf(timeline, row.id) : { links: [] }),
  }));
  timeline?.close();
  if (call.json) {
    call.io.json(
      shown.map(
        ({ alias, title, mode, state, severity, declared, runbook, entries, lastAt, stoodDown, playedOut, links }) => ({
          id: alias,
          title,
          mode,
          state,
          severity: severity ?? null,
          declared,
          runbook: runbook ?? null,
          entries,
          last: lastAt,
          ...(stoodDown && { 'stood-down': stoodDown }),
          ...(playedOut && { 'played-out': true }),
          ...(links.length > 0 && { links: links.map(({ incident, as, at }) => ({ incident, as: as ?? null, at })) }),
        }),
      ),
    );
    return;
  }
  if (shown.length > 0) call.io.say(...shown.map(line));
  const hidden = rows.length - shown.length;
  const over = rows.filter(({ id }) => !shown.some((each) => each.id === id));
  // An exercise is no incident, and is never counted as one.
  const drills = over.filter(({ mode }) => mode === 'drill').length;
  const counted = [
    ...(over.length > drills ? [plural(over.length - drills, 'incident')] : []),
    ...(drills > 0 ? [plural(drills, 'drill')] : []),
  ].join(' and ');
  if (shown.length === 0)
    call.io.say(
      hidden > 0
        ? 'No incident is open.'
        : 'No incident was ever declared here. Begin: holdfast start RUNBOOK, or holdfast declare "REASON"',
    );
  if (hidden > 0) call.io.say(`${counted} that ${hidden === 1 ? 'is' : 'are'} over: holdfast list --all`);
}

const line = (row: IncidentRow & Ties): string =>
  [
    markOf(row),
    row.title,
    `${stateText(row)}${row.severity === undefined ? '' : `, ${row.severity}`}`,
    `declared ${dated(row.declared)}`,
    ...(row.links.length === 0 ? [] : [`has to do with ${tiesText(row)}`]),
  ].join('  ');

const tiesText = ({ links }: Ties): string =>
  links.map(({ incident, as }) => `${incident}${as === undefined ? '' : ` (${as})`}`).join(', ');
