import { readFileSync } from 'node:fs';

/** What Linux says of a process: proc(5), fields 1, 3, 4, 6 and 22 of `/proc/PID/stat`. */
export interface ProcessStat {
  readonly pid: string;
  /** One letter: R runs, S sleeps, Z has ended and waits to be collected… */
  readonly state: string;
  readonly parent: string;
  /** The process id of the session's leader; 0 where it is outside this PID namespace (pid_namespaces(7)). */
  readonly session: string;
  /** In clock ticks since the machine started. */
  readonly start: string;
}

/** @throws where there is no such process, or no /proc */
export function processStat(pid: number | string): ProcessStat {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name stands in brackets and may itself hold blanks and brackets.
  const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): string => rest[number - 3] ?? '';
  return {
    pid: stat.slice(0, stat.indexOf(' ')),
    state: field(3),
    parent: field(4),
    session: field(6),
    start: field(22),
  };
}
