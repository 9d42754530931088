import { type Config, FilesError, readConfig } from '../files/index.ts';
import type { Call } from './call.ts';

const known = new WeakMap<Call['around'], Config>();

/**
 * The user's settings, for a command that is about something else: at night a damaged file of settings must not stand between
 * a person and the record, so it is named once and passed over. `holdfast config` and `doctor` say what is wrong with it.
 */
export function settingsOf(call: Call): Config {
  const before = known.get(call.around);
  if (before) return before;
  const read = orNone(call);
  known.set(call.around, read);
  return read;
}

function orNone(call: Call): Config {
  try {
    return readConfig(call.around);
  } catch (error) {
    if (!(error instanceof FilesError)) throw error;
    call.io.remark(`holdfast: ${error.message} It is passed over. ${error.hint ?? ''}`.trimEnd());
    return {};
  }
}
