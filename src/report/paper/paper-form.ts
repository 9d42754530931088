import { numberedSteps } from '../../runbook/index.ts';
import { labelOf } from '../redaction/audience.ts';
import type { PaperForm, PaperSource } from './form.ts';
import { clockSheet, factSheet, frontSheet, logSheet, messageSheet, phoneSheet, serviceSheet } from './other-sheets.ts';
import { lexicon } from '../words/lexicon.ts';
import { stepSheets } from './step-sheets.ts';
import { type Wording, wordingOf } from './wording.ts';

/** The whole form of a runbook: what to do when no screen works, sheet by sheet, in the order in which it is needed. */
export function paperForm(source: PaperSource): PaperForm {
  const { bundle, contacts, sha256 } = source;
  const { runbook } = bundle;
  const { say, language } = lexicon(source.language ?? 'en', 'UTC');
  const { id, revision } = runbook;
  const version = say(revision === undefined ? 'paper.version' : 'paper.version.revision', {
    id,
    hash: sha256.slice(0, 12),
    ...(revision !== undefined && { revision }),
  });
  const words = wordingOf(bundle, say);
  const all: readonly [Wording, ...Wording[]] = [
    words(runbook, ''),
    ...followedIn(bundle).map(([id, prefix]) => words(id, prefix)),
  ];
  const sheets = [
    phoneSheet(source, all[0]),
    ...stepSheets(bundle, words),
    clockSheet(all, say),
    messageSheet(all, say),
    serviceSheet(all, say),
    factSheet(all, say),
    logSheet(say),
  ].filter((sheet) => sheet !== undefined);
  return {
    language,
    id,
    title: runbook.title,
    version,
    label: Object.keys(contacts).length === 0 ? undefined : labelOf('amber'),
    sheets: [frontSheet(all, version, sheets), ...sheets],
  };
}

/** The runbooks that are followed, each with where its steps stand first. */
function followedIn({ runbook, followed }: PaperSource['bundle']) {
  const places = new Map<string, string>();
  for (const { id, step } of numberedSteps({ runbook, followed }))
    if ('follow' in step && !places.has(step.follow)) places.set(step.follow, `${id}/`);
  return [...places].flatMap(([id, prefix]) => {
    const book = Object.hasOwn(followed, id) ? followed[id] : undefined;
    return book === undefined ? [] : [[book, prefix] as const];
  });
}
