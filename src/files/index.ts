/** Config, XDG folders, and the finding and reading of runbooks, organisation and contacts. */
export { databaseFile, foldersOf, missingFolders, packageRoot, runbookFolders } from './folders.ts';
export type { Folders, RunbookFolder, Surroundings } from './folders.ts';
export { FilesError } from './files-error.ts';
export { type ReadAs, readBytes, readFailure, readText } from './read-text.ts';
export { findRunbook, findRunbooks, libraryOf, readBeside, sha256, sourceOf } from './runbook-files.ts';
export type { Beside, FoundRunbook } from './runbook-files.ts';
export { configKeys, readConfig, userName, writeConfig } from './config.ts';
export { type Aside, writeAside, writeNew, writeWhole } from './write-whole.ts';
export type { Config } from './config.ts';
export { facilitatorsHere, namesHere, sayHere, whoIsHere } from './presence.ts';
export type { Presence } from './presence.ts';
export { processStat } from './process-stat.ts';
export { chooseForTerminal, terminalChoice, terminalNames } from './terminals.ts';
export type { TerminalChoice } from './terminals.ts';
export { besideScenario, findScenario, findScenarios, scenarioSource } from './scenario-files.ts';
export type { FoundScenario } from './scenario-files.ts';
