/** What is said of a runbook where the night left it: a comment beside the step, for whoever owns the runbook. */
export const changeWords = {
  'change.about': [
    'Drafted from the record, for whoever owns the runbook: comments where somebody has to think, new values and steps where the record has them. Take what is right: patch FILE < changes.diff',
    'Udkast lavet ud fra optegnelserne, til den der ejer planen: kommentarer, hvor nogen skal tænke, nye værdier og trin, hvor optegnelserne har dem. Tag det, der er rigtigt: patch FIL < changes.diff',
  ],
  'change.none': [
    'Nothing in the record suggests a change to the runbook.',
    'Intet i optegnelserne peger på en ændring i planen.',
  ],
  'change.where': ['Where', 'Hvor'],
  'change.what': ['What happened, and what it asks', 'Hvad der skete, og hvad det spørger om'],
  'change.entries': ['Entries', 'Poster'],
  'change.in-file': ['{runbook}, in {file}', '{runbook}, i {file}'],
  'change.taken': [
    'Newer texts of runbooks that were taken meanwhile',
    'Nyere tekster af planer, der blev taget i brug undervejs',
  ],
  'change.runbook': ['Runbook', 'Plan'],
  'change.other': ['What it says otherwise', 'Hvad den siger anderledes'],
  'change.other.none': ['The same: comments or layout alone', 'Det samme: kun kommentarer eller opstilling'],
  'change.other.new': ['new: {what}', 'ny: {what}'],
  'change.other.gone': ['gone: {what}', 'udgået: {what}'],
  'change.other.moved': ['in another place: {what}', 'et andet sted: {what}'],
  'change.other.changed': ['changed: {what}: {keys}', 'ændret: {what}: {keys}'],
  'change.no-reason': ['no reason given', 'ingen begrundelse givet'],

  'change.skipped': [
    'left out: {why}. When is it not needed? Say so with when:, or take it out.',
    'udeladt: {why}. Hvornår er det ikke nødvendigt? Skriv det med when:, eller fjern det.',
  ],
  'change.failed': ['failed: {why}. What is done then?', 'mislykkedes: {why}. Hvad gør man så?'],
  'change.reopened': [
    'opened again: {why}. Would a point in its checklist have shown what was missing?',
    'åbnet igen: {why}. Ville et punkt i tjeklisten have vist, hvad der manglede?',
  ],
  'change.jumped': [
    'jumped to: {why}. Should the way here be shorter?',
    'sprunget til: {why}. Bør vejen hertil være kortere?',
  ],
  'change.ahead-of-turn': [
    'done before its turn: {why}. Should it stand earlier, or beside the others (parallel:)?',
    'gjort før tur: {why}. Bør det stå tidligere, eller ved siden af de andre (parallel:)?',
  ],
  'change.not-suggested': [
    'decided against what was suggested: {why}. Is suggest-when: right?',
    'besluttet imod det foreslåede: {why}. Er suggest-when: rigtigt?',
  ],
  'change.changed-choice': [
    'decided anew: {why}. What should have been known the first time (record:)?',
    'besluttet på ny: {why}. Hvad burde man have vidst første gang (record:)?',
  ],
  'change.checklist-open': [
    'finished with points of its checklist open: {why}. Which of them are needed?',
    'afsluttet med åbne punkter på tjeklisten: {why}. Hvilke af dem er nødvendige?',
  ],
  'change.evidence-missing': [
    'finished without evidence: {why}. Is needs-evidence: right here?',
    'afsluttet uden bevismateriale: {why}. Er needs-evidence: rigtigt her?',
  ],
  'change.fact-not-known': [
    'finished while what it asks for was not known: {why}. Who can answer it by then?',
    'afsluttet, mens det, den spørger om, ikke var kendt: {why}. Hvem kan svare på det til den tid?',
  ],
  'change.without-approval': [
    'gone on without its approval: {why}. Who else may approve?',
    'fortsat uden godkendelse: {why}. Hvem andre kan godkende?',
  ],
  'change.other-role': [
    'done by another role than the one named: {why}. Is role: right?',
    'gjort af en anden rolle end den nævnte: {why}. Er role: rigtig?',
  ],
  'change.other-approver': [
    'approved or refused by another role than the one named: {why}. Is approval: right?',
    'godkendt eller afvist af en anden rolle end den nævnte: {why}. Er approval: rigtig?',
  ],
  'change.default-by-timer': [
    'nobody decided in time, and its default was taken. Are default: and its time right?',
    'ingen besluttede i tide, og standardvalget blev taget. Er default: og dets tid rigtige?',
  ],
  'change.set-aside': [
    'set aside: {why}. Say when it applies (applies-when:).',
    'sat til side: {why}. Skriv, hvornår den gælder (applies-when:).',
  ],
  'change.added': [
    'behind this {who} added "{title}": {why}. Should it be planned?',
    'herefter tilføjede {who} "{title}": {why}. Bør det være planlagt?',
  ],
  'change.expect': [
    'took {took}, expected {expected}. Is that how long it takes?',
    'tog {took}, forventet {expected}. Er det så lang tid, det tager?',
  ],
  'change.expect-turns': [
    'took up to {took}, expected {expected}. Is that how long it takes?',
    'tog op til {took}, forventet {expected}. Er det så lang tid, det tager?',
  ],
  'change.command': [
    'its command failed ({how}). Is what is done then right (on-failure:)?',
    'dens kommando mislykkedes ({how}). Er det rigtigt, hvad der så gøres (on-failure:)?',
  ],
  'change.exit-code': ['exit code {code}', 'afslutningskode {code}'],
  'change.not-started': ['could not be started', 'kunne ikke startes'],
  'change.timed-out': ['out of time', 'tiden udløb'],
  'change.never-known': [
    'never known. Who can answer it, and where is it looked up?',
    'aldrig kendt. Hvem kan svare på det, og hvor slår man det op?',
  ],
  'change.message-missing': [
    'sent while not known: {what}. Can it be said without?',
    'sendt, mens dette ikke var kendt: {what}. Kan det siges uden?',
  ],
  'change.message-words': [
    'sent in other words than these. Do they suit?',
    'sendt med andre ord end disse. Passer de?',
  ],
  'change.clock-late': [
    'met {length} late. Does a step come early enough, and does somebody own it?',
    'opfyldt {length} for sent. Kommer et trin tidligt nok, og ejer nogen det?',
  ],
  'change.clock-missed': [
    'missed. Does a step come early enough, and does somebody own it?',
    'overskredet. Kommer et trin tidligt nok, og ejer nogen det?',
  ],
  'change.role-late': [
    'not taken within its time. Are call: and ack-within: right?',
    'ikke taget inden for sin tid. Er call: og ack-within: rigtige?',
  ],
  'change.service': [
    'away for {length}, promised within {rto}. Which step brings it back sooner, or is the promise wrong?',
    'væk i {length}, lovet inden for {rto}. Hvilket trin bringer den hurtigere tilbage, eller er løftet forkert?',
  ],
} as const satisfies Readonly<Record<string, readonly [english: string, danish: string]>>;
