import { unknownCommand } from '../arguments/argv.ts';
import type { Call } from '../call.ts';
import { type Command, commands, type Group } from '../command-table.ts';
import { everywhere, optionNamed, type OptionName } from '../arguments/options.ts';

/** How holdfast, or one command of it, is used; made from the same tables that read the arguments. */
export function run(call: Call): void {
  const said = call.words.join(' ');
  const visible = commands.filter((command) => command.group !== 'hidden');
  const chosen =
    said === ''
      ? visible
      : visible.filter(
          (command) =>
            command.name === said || command.name.startsWith(`${said} `) || command.also?.includes(said) === true,
        );
  if (chosen.length === 0)
    throw unknownCommand(
      said,
      visible.map((command) => command.name),
    );
  if (call.json)
    call.io.json(
      chosen.map(({ name, usage, help, options, group, answers }) => ({
        name,
        usage,
        help,
        group,
        options: [...options, ...everywhere],
        answers,
      })),
    );
  else
    call.io.say(
      ...(said === ''
        ? overview(visible)
        : chosen.flatMap((command, index) => [...(index === 0 ? [] : ['']), ...usageOf(command)])),
    );
}

const nameOf = (command: Command): string => [command.name, ...(command.also ?? [])].join(', ');
const column = (left: string, right: string): string =>
  left.length > 34 ? `  ${left}\n${' '.repeat(38)}${right}` : `  ${left.padEnd(34)}  ${right}`;

function overview(visible: readonly Command[]): string[] {
  const groups = [...new Set(visible.map((command) => command.group))];
  const lines = (group: Group): string[] => [
    '',
    group,
    ...visible
      .filter((command) => command.group === group)
      .flatMap((command) => column(`${nameOf(command)} ${command.usage}`.trim(), command.help).split('\n')),
  ];
  return [
    'holdfast guides the people on call through an incident, step by step, and keeps the record.',
    'Alone it opens the guide. One command: holdfast help COMMAND',
    ...groups.flatMap(lines),
    '',
    'Everywhere',
    ...everywhere.flatMap((name) => option(name)),
    '',
    'Exit codes: 0 done, 1 the answer is "no", 2 wrong usage, 3 not found, 4 refused, 5 storage fault, 6 lost a race and gave up.',
  ];
}

function usageOf(command: Command): string[] {
  return [
    `holdfast ${command.name}${command.usage === '' ? '' : ` ${command.usage}`}`,
    `  ${command.help}.`,
    ...(command.also ? [`  Also: ${command.also.join(', ')}`] : []),
    '',
    ...[...command.options, ...everywhere].flatMap((name) => option(name, command.name)),
    ...(command.answers.length === 0
      ? []
      : ['', `  In JSON: ${command.answers.map((shape) => `schemas/${shape}.schema.json`).join(', ')}`]),
  ];
}

function option(name: OptionName, command = ''): string[] {
  const { short, value, help, of } = optionNamed(name) ?? { help: '' };
  return column(
    `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    of?.[command] ?? help,
  ).split('\n');
}
