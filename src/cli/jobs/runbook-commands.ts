import { allSteps, parseRunbook } from '../../runbook/index.ts';

/** The command lines that a runbook's text would run, as written, by step. */
export function commandsOf(
  text: string,
  file: string,
): { readonly step: string; readonly line: string; readonly drill?: string }[] {
  const read = parseRunbook(text, file);
  if (!('runbook' in read)) return [];
  return allSteps(read.runbook).flatMap((step) =>
    'run' in step
      ? [
          {
            step: step.id,
            line: step.command.map(quoted).join(' '),
            ...(step['drill-command'] && { drill: step['drill-command'].map(quoted).join(' ') }),
          },
        ]
      : [],
  );
}

/** A part with blanks stands in quotes, so that one sees where it ends; no shell reads it. */
const quoted = (part: string): string => (/^[\w@%+=:,./{}-]+$/.test(part) ? part : JSON.stringify(part));
