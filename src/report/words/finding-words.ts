import { findings, type FindingKey } from '../../drill/index.ts';

const danish: Readonly<Record<FindingKey, string>> = {
  'finding.from.start': 'starten',
  'finding.from.inject': 'indspil {inject}',
  'finding.from.step': 'trin {step}',
  'finding.never-came': '{what} indtraf aldrig',
  'finding.not-come': '{what} er ikke indtruffet endnu',
  'finding.cut-short': 'øvelsen blev stoppet inden da',
  'finding.time-left': 'øvelsen sluttede, mens der endnu var tid til det',
  'finding.neither': 'hverken det eller {what} indtraf',

  'finding.verb.step': 'udført',
  'finding.verb.choice': 'besluttet',
  'finding.verb.fact': 'optegnet',
  'finding.verb.answer': 'besvaret',
  'finding.verb.entries': 'gjort',
  'finding.verb.message': 'sendt',
  'finding.after': '{done} efter {length}',
  'finding.before-that': '{done} inden da',
  'finding.after-length': 'efter {length}',
  'finding.times-in': '{n} gang på {length}|{n} gange på {length}',
  'finding.more-than': 'mere end {length}',
  'finding.wanted': '(ønsket inden for {limits})',
  'finding.not': 'ikke {done}',
  'finding.not-yet': 'ikke {done} endnu',
  'finding.not-before': 'ikke {done} før {what} var det',
  'finding.so-far': '{what} indtil nu',
  'finding.decided': 'besluttet: {option}',
  'finding.answered': 'svarede: {answer}',
  'finding.not-once': 'ikke én gang',
  'finding.of-times': '{times} af {of} gange',

  'finding.missed': 'overskredet én gang|overskredet {n} gange',
  'finding.never-missed': 'aldrig overskredet',
  'finding.not-missed-yet': 'ikke overskredet endnu',
  'finding.never-ran': 'den løb aldrig',
  'finding.runs-not-yet': 'den løber ikke endnu',
  'finding.not-run-out': 'den løb ikke ud',
  'finding.times': 'én gang|{n} gange',
  'finding.never': 'aldrig',
  'finding.not-so-far': 'ikke indtil nu',

  'finding.other-way': 'øvelsen gik ikke den vej',
  'finding.by-evaluator': 'bedømmes af en evaluator',
  'finding.well': '{well} af {n} opgave uden udfordringer|{well} af {n} opgaver uden udfordringer',
  'finding.nothing': 'intet af det kunne måles',
  'finding.pending': '{pending} ikke afgjort endnu',
  'finding.rated': 'bedømt af {n} evaluator|bedømt af {n} evaluatorer',
  'finding.to-be-rated': 'skal endnu bedømmes af en evaluator',
};

/** What measuring a drill found: the program's own sentences, and the same in the other languages of reports. */
export const findingWords = Object.fromEntries<readonly [string, string]>(
  Object.entries(danish).map(([key, words]) => [key, [findings[key as FindingKey], words]]),
) as Readonly<Record<FindingKey, readonly [english: string, danish: string]>>;
