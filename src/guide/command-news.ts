import type { Guide } from './model.ts';

/**
 * That a command has failed since a person saw it running, which whoever waits for it is told at once; undefined where none has. One that
 * ended well is told by what it leads to.
 */
export function commandNews(before: Pick<Guide, 'current'>, now: Pick<Guide, 'current'>): string | undefined {
  const failed = now.current.find(({ key, command }) => {
    const was = before.current.find((step) => step.key === key)?.command;
    return was?.running === true && command?.running === false && command.last === 'failed';
  });
  return failed === undefined
    ? undefined
    : `FAILED: the command of "${failed.title}". Run it again, or say what became of the step.`;
}
