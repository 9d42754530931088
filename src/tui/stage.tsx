import { render, useApp, usePaste } from 'ink';
import type { Instance, SuspendTerminal } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { toClipboard } from '../text/index.ts';
import { editorOf, editText } from './editor.ts';
import type { Edited } from './editor.ts';
import { FrameStore } from './frame-store.ts';
import type { Drawn } from './frame-store.ts';
import { GuideScreen } from './GuideScreen.tsx';
import { KeyReader } from './keys/key-reader.ts';
import type { Input } from './keys/key-parser.ts';
import type { TuiOptions } from './options.ts';
import { windowTitle } from './window-title.ts';

/** How often what shows time is looked at, in milliseconds; where nothing looks different, nothing is sent. */
const TICK = 1000;

/** Where nothing on the screen counts seconds, only every so many looks. */
const COARSE = 5;

/** How long what was typed early has the screen for itself, in milliseconds. */
const AFTER_KEYS = 100;

/** How long what came up stands there before its keys are taken, in milliseconds: longer than a double tap, too short to read in. */
const GLANCE = 300;

/** Signals that ask us to go; 128 and their number is the exit code that shells expect. */
const signals = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 } as const;

/** The exit code of whoever leaves because the line has dropped. */
const HUNG_UP = signals.SIGHUP + 128;

interface Ports {
  readonly frames: FrameStore;
  /** What only a mounted screen can give. */
  readonly mounted: (app: { readonly exit: (result?: unknown) => void; readonly suspend: SuspendTerminal }) => void;
}

function App({ frames, mounted }: Ports): ReactElement {
  const { exit, suspendTerminal } = useApp();
  // Ink owns raw mode and bracketed paste, so that it can take them back; the bytes go by the key reader.
  usePaste(ignore);
  useEffect(() => {
    mounted({ exit, suspend: suspendTerminal });
  }, [mounted, exit, suspendTerminal]);
  const { rows, columns } = useSyncExternalStore(frames.subscribe, frames.get);
  return <GuideScreen rows={rows} columns={columns} />;
}

/** A screen with its keys; it knows no terminal. */
export interface Player extends Drawn {
  input(input: Input): void;
  resize(columns: number, rows: number): void;
  /** Time went on. */
  refresh(): void;
  /** Whether something on it counts seconds. */
  readonly countsSeconds: boolean;
  /** How many alarms nobody has looked at. */
  readonly waiting: number;
  /** Whether something came up by itself that nobody can have read yet: the next key must not fall on it. */
  readonly isUnread: boolean;
  /** It has stood there for long enough to be read. */
  read(): void;
}

/** What a player asks of the terminal. */
export interface House {
  /** Leaves the screen, with this exit code. */
  leave(code: number): void;
  /** How words of a command are typed here; without words, the program alone. */
  again(words?: string): string;
  /** Hands the terminal back to the shell until it gives it back. */
  suspend(): void;
  /** Has a text changed in the person's own editor, which takes the terminal meanwhile. */
  edit(text: string): Promise<Edited>;
  /** Draws everything anew. */
  repaint(): void;
  ring(): void;
  /** Sends a text to the clipboard of the terminal; gives what to say about it. */
  copy(text: string): string;
  /** How many alarms nobody has looked at, for the title of the window. */
  marked(waiting: number): void;
  /** What the window is called from now on: another thing is played in it. */
  named(name: string): void;
  /** The screen itself has failed. */
  fail(error: unknown): void;
}

/** What is played. */
export interface Play {
  /** What the window is called. */
  readonly name: string;
  open(house: House, size: { readonly columns: number; readonly rows: number }): Player;
  /** Once the first frame stands and what was typed early was done. */
  begin(): void;
}

/** How it ended: the exit code, and what went wrong where the screen failed. */
export interface Played {
  readonly code: number;
  readonly problem?: string;
}

/**
 * Plays on this process's terminal and lives until the person leaves, a signal comes, the line drops or the screen fails. Ink
 * restores the terminal in every case; nothing else may.
 */
export async function playOn(
  play: Play,
  options: Pick<TuiOptions, 'alternateScreen' | 'again' | 'beforeFirstFrame'>,
): Promise<Played> {
  const { stdin, stdout } = process;
  let app: Parameters<Ports['mounted']>[0] | undefined;
  let suspended = false;
  let editing = false;
  let code = 0;
  let leaving = false;
  let instance: Instance | undefined;
  /** What went wrong before there was anything to leave. */
  let early: Error | undefined;

  const leave = (exitCode: number, error?: Error): void => {
    if (leaving) return;
    leaving = true;
    code = exitCode;
    // Of a line that drops the system tells more than once, and what is left in order has still to be let go of.
    if (exitCode === HUNG_UP) process.on('SIGHUP', ignore);
    if (app !== undefined) app.exit(error);
    else if (instance !== undefined) instance.unmount(error);
    else early = error;
  };
  const fail = (error: unknown): void => leave(1, error instanceof Error ? error : new Error(String(error)));

  const suspend = async (): Promise<void> => {
    if (suspended || app === undefined) return;
    suspended = true;
    process.off('SIGTSTP', onStop);
    try {
      // The whole group: under `npm start` the shell waits for npm, not for us.
      await app.suspend(async () => {
        process.kill(0, 'SIGTSTP');
        await settled();
        measure();
      });
    } finally {
      process.on('SIGTSTP', onStop);
      suspended = false;
      player.refresh();
    }
  };
  /** The editor has the terminal until it ends; what it draws is not ours to draw over. */
  const edit = async (text: string): Promise<Edited> => {
    const editor = editorOf(process.env);
    if (editor === undefined) return { problem: 'No editor is named: set VISUAL or EDITOR.' };
    if (suspended || app === undefined) return { problem: 'The terminal is in other hands. Try again.' };
    suspended = true;
    editing = true;
    let edited: Edited = { problem: 'No editor was opened.' };
    try {
      await app.suspend(async () => {
        edited = await editText(text, editor);
      });
    } finally {
      editing = false;
      suspended = false;
    }
    return edited;
  };
  const repaint = async (): Promise<void> => {
    if (!suspended && app !== undefined) await app.suspend(ignore);
  };
  const onStop = (): void => {
    // An editor that is paused by Ctrl-Z stops its whole group, and the shell waits for us.
    if (editing) process.kill(process.pid, 'SIGSTOP');
    else void suspend().catch(fail);
  };
  /** Stopped from outside and continued: the shell has taken raw mode meanwhile. */
  const onContinue = (): void => {
    measure();
    void repaint().catch(fail);
  };

  const title = windowTitle(stdout, play.name);
  const player = play.open(
    {
      leave: (exitCode) => leave(exitCode),
      edit,
      again: options.again,
      suspend: onStop,
      repaint: () => void repaint().catch(fail),
      ring: () => void stdout.write('\u0007'),
      copy: (text) => {
        const { bytes, said } = toClipboard(
          text,
          { isTerminal: stdout.isTTY, env: process.env },
          's saves it to a file.',
        );
        if (bytes !== undefined) stdout.write(bytes);
        return said;
      },
      marked: (waiting) => title.show(waiting),
      named: (name) => title.name(name),
      fail,
    },
    { columns: stdout.columns, rows: stdout.rows },
  );
  const frames = new FrameStore(player, fail);
  const guarded = (act: () => void) => (): void => {
    try {
      act();
    } catch (error) {
      fail(error);
    }
  };
  let glancing: NodeJS.Timeout | undefined;
  // From the last frame and the last key on: a key that is held down acts once.
  const glance = (): void => {
    clearTimeout(glancing);
    if (player.isUnread)
      glancing = setTimeout(
        guarded(() => player.read()),
        GLANCE,
      );
  };
  const reader = new KeyReader(
    stdin,
    (input) => {
      guarded(() => player.input(input))();
      glance();
    },
    () => leave(HUNG_UP),
  );
  const refresh = guarded(() => player.refresh());
  const resized = guarded(() => player.resize(stdout.columns, stdout.rows));
  const onSignal = (signal: NodeJS.Signals): void => {
    // Ctrl-C in an editor that leaves it to the terminal is meant for the editor.
    if (editing && (signal === 'SIGINT' || signal === 'SIGQUIT')) return;
    leave(128 + (signals[signal as keyof typeof signals] ?? 0));
  };
  // A dropped line is found when writing fails, too.
  const onLost = (): void => leave(HUNG_UP);

  stdout.on('error', onLost);
  // Before Ink's own listener, so that the frame it draws has the new size already.
  stdout.prependListener('resize', resized);
  for (const signal of Object.keys(signals)) process.on(signal, onSignal);
  process.on('SIGTSTP', onStop);
  process.on('SIGCONT', onContinue);
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  let ticks = 0;
  const ticking = setInterval(() => {
    ticks += 1;
    if (ticks % COARSE === 0 || player.countsSeconds) refresh();
  }, TICK);

  let settling: NodeJS.Timeout | undefined;
  let problem: string | undefined;
  try {
    // Before Ink asks for it, and with one turn to take what was typed early: the first frame shows already what it did.
    reader.setRawMode(true);
    await new Promise((done) => setImmediate(done));
    options.beforeFirstFrame?.();
    if (early !== undefined) throw early;
    if (!leaving) {
      instance = render(
        <App
          frames={frames}
          mounted={(mounted) => {
            app = mounted;
          }}
        />,
        {
          // Ink asks for a stream; it listens, takes raw mode, and gets no byte.
          stdin: reader as unknown as NodeJS.ReadStream,
          alternateScreen: options.alternateScreen,
          incrementalRendering: true,
          interactive: true,
          exitOnCtrlC: false,
          patchConsole: false,
          // A frame waits for the one before it: at 60 a second every key for most of its time; at 500 what they leave behind
          // takes a tenth more memory.
          maxFps: 120,
          onRender: glance,
        },
      );
      title.show(player.waiting);
      settling = setTimeout(
        guarded(() => play.begin()),
        AFTER_KEYS,
      );
      await instance.waitUntilExit();
    } else reader.setRawMode(false);
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
    code = 1;
  } finally {
    clearInterval(ticking);
    clearTimeout(settling);
    clearTimeout(glancing);
    reader.close();
    stdout.off('resize', resized);
    for (const signal of Object.keys(signals)) process.off(signal, onSignal);
    process.off('SIGTSTP', onStop);
    process.off('SIGCONT', onContinue);
    process.off('uncaughtException', fail);
    process.off('unhandledRejection', fail);
  }
  return { code, ...(problem === undefined ? {} : { problem }) };
}

/** Has Node ask how large the terminal is: of a change it hears nothing while others stand in front there. */
function measure(): void {
  process.emit('SIGWINCH', 'SIGWINCH');
}

/** After kill(2) has returned we were stopped and are continued, or nobody could stop us; other threads need a moment. */
async function settled(): Promise<void> {
  await new Promise((done) => setImmediate(done));
}

function ignore(): void {
  // The key reader has it, or it was taken note of before.
}
