// Draws the pictures of docs/screens.md as the built program paints them in a real pseudo-terminal.
// Run it after a screen has changed: node scripts/with-node.mjs scripts/picture.mjs [NAME…]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pty from '@lydell/node-pty';
import headless from '@xterm/headless';
import { facilitatePicture, homePicture, injectsPicture, pictures } from './pictures.mjs';

const columns = 108;
const rows = 32;
const wanted = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), 'holdfast-picture-'));
const env = {
  ...process.env,
  HOLDFAST_DB: join(home, 'timeline.db'),
  XDG_STATE_HOME: home,
  XDG_CONFIG_HOME: home,
  USER: 'Ida Juhl',
  TERM: 'xterm-256color',
  LC_ALL: 'C.UTF-8',
  COLORTERM: '',
  NO_COLOR: undefined,
};

let screen;
mkdirSync('docs/pictures', { recursive: true });
try {
  const guide = open('start', 'data-centre-flood', '--drill', '--speed', '20', '--as', 'lead');
  await see('Read the leak panel');
  for (const picture of pictures) await draw(guide, picture);
  guide.kill();
  const drill = open('drill', 'start', 'cloudburst-at-night', '--speed', '100', '--as', 'lead');
  // The exercise is read aloud; Enter begins it.
  await see('Nobody plays facilities');
  drill.write('\r');
  await see('eleven at the assembly');
  await draw(drill, injectsPicture);
  const facilitator = open('drill', 'facilitate', 'night-2');
  await see('Last entries');
  await draw(facilitator, facilitatePicture);
  facilitator.kill();
  drill.kill();
  const front = open();
  await see('What do you see?');
  await draw(front, homePicture);
  front.kill();
} finally {
  rmSync(home, { recursive: true, force: true });
}
process.exit(0);

function open(...args) {
  screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  const own = screen;
  const program = pty.spawn(process.execPath, ['bin/holdfast.js', ...args], {
    cols: columns,
    rows,
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
  });
  program.onData((data) => own.write(data));
  return program;
}

async function draw(program, { name, title, keys }) {
  for (const [pressed, then] of keys) {
    program.write(pressed);
    await see(then);
  }
  if (wanted.length === 0 || wanted.includes(name)) writeFileSync(`docs/pictures/${name}.svg`, svg(title));
}

function lines() {
  return Array.from({ length: rows }, (_, row) => screen.buffer.active.getLine(row)?.translateToString(true) ?? '');
}

/** Waits until a text stands there and the frame is whole. */
function see(text) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`"${text}" did not come:\n${lines().join('\n')}`)), 20_000);
    const look = () => {
      if (screen.modes.synchronizedOutputMode || !lines().join('\n').includes(text)) return;
      clearTimeout(late);
      watch.dispose();
      resolve();
    };
    const watch = screen.onWriteParsed(look);
    look();
  });
}

/** The screen as SVG: one text a row, one span a run of like cells. */
function svg(title) {
  const wide = 8.4;
  const high = 18;
  const cells = (row) =>
    Array.from({ length: columns }, (_, column) => screen.buffer.active.getLine(row)?.getCell(column));
  const texts = [];
  for (let row = 0; row < rows; row += 1) {
    let at = 0;
    for (const run of runs(cells(row))) {
      const [x, y, width] = [at * wide + 12, row * high + 14, run.text.length * wide];
      if (run.back) texts.push(`<rect x="${x}" y="${y}" width="${width}" height="${high}" fill="${run.back}"/>`);
      if (run.text.trim() !== '') {
        const weight = run.bold ? ' font-weight="bold"' : '';
        texts.push(
          `<text x="${x}" y="${y + 13.5}" fill="${run.fore}" textLength="${width}" xml:space="preserve"${weight}>${escape(run.text)}</text>`,
        );
      }
      at += run.text.length;
    }
  }
  const [width, height] = [columns * wide + 24, rows * high + 28];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" role="img" aria-label="${title}: a screen of holdfast during a drill of the flood runbook"><rect width="100%" height="100%" rx="8" fill="#16181d"/>\n${texts.join('\n')}\n</svg>\n`;
}

function* runs(cells) {
  let run;
  for (const cell of cells) {
    const [fore, back] = cell?.isInverse()
      ? ['#16181d', colour(cell, 'Fg') ?? '#d7dae0']
      : [colour(cell, 'Fg') ?? '#d7dae0', colour(cell, 'Bg')];
    const look = { fore: cell?.isDim() ? '#8b919c' : fore, back, bold: Boolean(cell?.isBold()) };
    const text = cell?.getChars() || ' ';
    if (run && run.fore === look.fore && run.back === look.back && run.bold === look.bold) run.text += text;
    else {
      if (run) yield run;
      run = { text, ...look };
    }
  }
  if (run) yield run;
}

function colour(cell, ground) {
  const palette = [
    '#16181d',
    '#e06c75',
    '#98c379',
    '#e5c07b',
    '#61afef',
    '#c678dd',
    '#56b6c2',
    '#d7dae0',
    '#8b919c',
    '#ff7b86',
    '#b5e890',
    '#ffd98a',
    '#7fc4ff',
    '#dc9cf0',
    '#7fd6e0',
    '#ffffff',
  ];
  return cell?.[`is${ground}Palette`]() ? palette[cell[`get${ground}Color`]()] : undefined;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
