import { hostname } from 'node:os';
import { chooseForTerminal, terminalChoice, userName, type TerminalChoice } from '../../files/index.ts';
import type { Person } from '../../entry/index.ts';
import type { Call } from '../call.ts';
import { settingsOf } from '../settings.ts';

/** Who sits here: what this terminal said, else the settings, else the login name. */
export function meOf(call: Call): Person {
  return { name: chosenHere(call).name ?? userName(call.around, settingsOf(call)), host: hostname() };
}

/** What this terminal settled on; without a home there is no memory of it. */
export function chosenHere(call: Call): TerminalChoice {
  try {
    return terminalChoice(call.around);
  } catch {
    return {};
  }
}

/** Remembers the incident for this terminal; where that cannot be, a remark says how to name it, but on a screen that is being drawn. */
export function settleHere(call: Call, id: string, alias: string, isOnScreen = false): void {
  if (remembered(call, id) || call.json || isOnScreen) return;
  call.io.remark(
    `holdfast: this terminal cannot be told from others, so name the incident each time (-i ${alias}), or: export HOLDFAST_INCIDENT=${alias}`,
  );
}

function remembered(call: Call, incident: string): boolean {
  try {
    return chooseForTerminal(call.around, { incident });
  } catch {
    return false;
  }
}
