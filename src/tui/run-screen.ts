import { isReplay, leavingText } from '../session/index.ts';
import type { Held, Lobby } from '../session/index.ts';
import { visible } from '../text/index.ts';
import type { TuiEnd, TuiOptions } from './options.ts';
import { homeOf } from './home/home-of.ts';
import type { Home } from './home/home-of.ts';
import { Program } from './program.ts';
import { playOn } from './stage.tsx';
import type { House } from './stage.tsx';

/** The guide on this process's terminal, beginning with that incident. */
export function runScreen(held: Held, options: TuiOptions): Promise<TuiEnd> {
  return run(held, held.session.incident.alias, options);
}

/** The home screen on this process's terminal, and the guide of whatever is chosen there. */
export async function runHome(options: TuiOptions & { readonly lobby: Lobby }): Promise<TuiEnd> {
  return run(await homeOf(options.lobby), 'holdfast', options);
}

async function run(first: Held | Home, name: string, options: TuiOptions): Promise<TuiEnd> {
  let program: Program | undefined;
  let house: House | undefined;
  const { code, problem } = await playOn(
    {
      name,
      open: (its, size) => {
        house = its;
        program = new Program(first, options.lobby, its, size);
        return program;
      },
      // Keys that were typed meanwhile come first; then what others write, then the looks of the text.
      begin: () => {
        program?.begin();
        import('../text/markdown.entry.ts').then(
          ({ markdownBlocks }) => program?.markdown(markdownBlocks),
          (error: unknown) => house?.fail(error),
        );
      },
    },
    options,
  );
  program?.close();
  // Without a second screen the frame is still there, and its last row is not ended.
  const farewell = `${options.alternateScreen ? '' : '\n'}${unrecordedText(program)}${farewellOf(program, problem, options.again)}`;
  return { code, farewell, ...(problem === undefined ? {} : { problem }) };
}

/** What was being written when the screen was left, by a signal too: there it can still be copied from. */
function unrecordedText(program: Program | undefined): string {
  const lines = (program?.unrecorded ?? []).flatMap(({ where, texts }) => [
    `Written${where}, and NOT recorded:`,
    ...texts.flatMap((text) => text.split('\n').map((line, index) => `${index === 0 ? '>' : ' '} ${visible(line)}`)),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

function farewellOf(program: Program | undefined, problem: string | undefined, again: TuiOptions['again']): string {
  const failed = problem === undefined ? '' : `The screen failed: ${problem.replace(/[.\s]+$/, '')}. `;
  const last = program?.last;
  if (last === undefined)
    return `${failed}Nothing was declared. To come back: ${again()}. All commands: ${again('help')}`;
  const { alias } = last.incident;
  if (isReplay(last) && problem === undefined)
    return `Nothing was recorded.\nBack with: ${again(`replay ${alias} --at ${last.place}`)}\nThe guide of now: ${again(`guide -i ${alias}`)}`;
  const opens = last.guide().drill?.staff === undefined ? 'guide -i' : 'drill facilitate';
  const back = `Back with: ${again(`${opens} ${alias}`)}`;
  return `${failed}${leavingText(last)}\n${back}${problem === undefined ? '' : '  (or, line by line, with --plain)'}`;
}
