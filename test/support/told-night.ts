import { parseWords } from '../../src/guide/index.ts';
import type { AnyEntry } from '../../src/entry/index.ts';
import type { Act } from '../../src/incident/index.ts';
import type { How, Outcome } from '../../src/session/index.ts';
import { millis } from '../../src/time/index.ts';
import { memoryIncident } from './memory-session.ts';
import type { MemoryIncident, MemoryOptions } from './memory-session.ts';

/** A short plan with something of each kind that a document tells, and a clock for each notice. */
const toldRunbook = `holdfast: 1
id: keys-lost
title: Keys in other hands
revision: 2026-10-01
timezone: Europe/Copenhagen
severity: { sev1: Somebody signs in as anybody, sev2: Somebody signs in as one of us }
roles:
  lead: { title: Incident lead, ack-within: 5m }
  security: { title: Security lead, ack-within: 10m, call: [security-first, security-second] }
  comms: { title: Communications duty officer }
services:
  sign-in: { title: Citizen sign-in, rto: 1h, mtpd: 12h, fallback: Counters }
  portal: { title: Self-service portal, rto: 8h, needs: [sign-in] }
topics:
  significant: A significant incident
  personal-data-breach: A breach of personal data
facts:
  seen_at: { ask: When was the first trace, type: time }
  accounts: { ask: How many accounts, type: number, unit: accounts }
  high_risk: { ask: "Is the risk to people high?", type: boolean }
  malicious_suspected: { ask: "Is malice suspected?", type: choice, of: ["no", "yes", "not-known"] }
  cross_border: { ask: "Can it reach another country?", type: boolean }
  what_was_seen: { ask: What was seen of people, type: text }
  traces: { ask: Traces found, type: list }
  caller: { ask: Who rang, type: text, privacy: personal }
  envelope_code: { ask: Code of the envelope, type: text, privacy: secret }
clocks:
  update: { title: Tell the public, to: The public, from: declared, every: 30m, target: ours }
  early: { title: NIS2 early warning, to: CSIRT, from: aware of significant, within: 24h, must-contain: [Whether malice is suspected], basis: "Directive (EU) 2022/2555, Art. 23(4)(a)", target: law }
  full: { title: NIS2 notification, to: CSIRT, from: aware of significant, within: 72h, basis: "Directive (EU) 2022/2555, Art. 23(4)(b)", target: law }
  final: { title: NIS2 final report, to: CSIRT, from: clock full met, within: 1 month, basis: "Directive (EU) 2022/2555, Art. 23(4)(d)", target: law }
  authority: { title: Breach to the authority, to: Data protection authority, from: aware of personal-data-breach, within: 72h, basis: "Regulation (EU) 2016/679, Art. 33(1)", target: law }
  people: { title: Breach to the people, to: The people, from: aware of personal-data-breach, within: without-undue-delay, applies-when: facts.high_risk, basis: "Regulation (EU) 2016/679, Art. 34", target: law }
  trust: { title: Trust service, to: Supervisory body, from: aware of significant, within: 24h, basis: "Regulation (EU) No 910/2014, Art. 19a(1)(b)", target: law }
  insurer: { title: Tell the insurer, to: Insurer, from: step look done, within: 1h, basis: Policy, target: contract }
  review: { title: Review held, from: resolved, within: 10 working days, target: ours }
messages:
  status: { to: The public, by: status page, text: { en: "Sign-in is away. {{ facts.accounts }} accounts are concerned." } }
steps:
  - { id: look, do: Look without touching, role: security, expect: 5m, checklist: [Logs copied, Clocks compared], record: [seen_at, accounts] }
  - id: sure
    decide: Are we breached?
    role: lead
    expect: { min: 2m, likely: 5m, max: 10m }
    minutes: true
    options:
      yes: { title: "Yes, treat it as a breach" }
      no: { title: "No, a false alarm", steps: [{ id: calm, end: False alarm, outcome: false-alarm }] }
  - { id: tell, tell: Tell the public, role: comms, message: status, stops: [update] }
  - id: work
    parallel: Cut and keep
    tracks:
      cut: { title: The cut, steps: [{ id: cut-keys, do: Cut the keys, role: security, expect: 10m, approval: { by: lead, within: 15m, else: go-on }, loses: [sign-in] }, { id: new-keys, do: Make new keys, role: security, restores: [sign-in] }] }
      keep: { title: Evidence, steps: [{ id: copy, do: Copy the logs, needs-evidence: true, expect: 15m }, { id: hand-over, do: Hand the copies over }] }
  - { id: rings, do: Let people in again, expect: 30m }
  - { id: over, end: It is over, outcome: resolved }
afterwards:
  - { id: hear, do: Hear those who were hurt }
`;

const organisation =
  'holdfast: 1\nname: Testby Kommune\ncountry: Denmark\nnis2_entity: true\ntrust_service_provider: true\n';

/** What was typed that night, by whom and when. `{words}` is the number of the last entry that says so. */
const night = `
03:12 Ida   assign lead "Ida Juhl"
03:12 Ida   assign security "Bo Holm"
03:13 Ida   describe "began=2026-11-22 02:10" "detected=2026-11-22 03:02" "detected-by=A citizen rang"
03:14 Bo    call security no-answer security-first
03:16 Bo    call security reached security-second
03:20 Bo    ack security
03:21 Bo    fact "seen_at=02:15" accounts=2140 "traces=east log, west log"
03:22 Bo    fact "caller=Gerda Private" envelope_code=4711
03:23 Bo    note "Gerda Private rang twice | then <b>nothing</b>"
03:24 Bo    tick look 1
03:25 Bo    done look --why "The clocks cannot be compared from here"
03:27 Ida   minutes sure --considered "Wait for dawn" --favour "Bo: act now" --objection "Karen: too few signs"
03:30 Ida   choose sure yes --why "One forged token is enough"
03:31 Ida   severity sev1
03:31 Ida   aware significant
03:32 Ida   aware personal-data-breach
03:33 Ida   fact malicious_suspected=yes cross_border=no high_risk=? "what_was_seen=Names and addresses"
03:34 Ida   period "Cut; Tell people" --until 08:00
03:35 Ida   send status
03:36 Ida   ask "Bo Holm" "Fetch the log keeper" --in 20m
03:37 Bo    took task-1
03:40 Bo    note "Safety: nobody drives alone"
03:41 Bo    note "Hazard: live tokens"
03:42 Bo    note "=cmd|' /C calc'!A0"
03:43 Bo    done cut-keys
03:44 Bo    note "Need: a second key custodian"
03:45 Bo    note "Next: call the employees to their desks"
03:46 Bo    note "Remark: the museum is shut"
03:47 Karen note "Submitted: 03:50"
03:48 Karen ask "Ida Juhl" "Sleep, and come back at noon"
03:49 Karen note "The reporter asked four times. She was told that there is nothing to be said before the next round; that the next round is at four; that nobody is to be named; that the museum is shut, and that it has nothing to do with any of this."
03:55 Ida   approve cut-keys
04:00 Bo    done copy
04:05 Karen note "-45m: Two pumps"
04:06 Karen correct {Two pumps} "Two people, not pumps"
04:07 Bo    undo {calc}
04:40 Ida   met early --ref CSIRT-77
04:45 Ida   period "New keys; Sleep" --until 12:00
04:50 Ida   handover --to "Bo Holm" --worries "The director does not answer"
04:52 Bo    accept-handover
05:20 Bo    done new-keys
05:22 Bo    lost sign-in
05:30 Bo    skip hand-over --why "Nobody to hand it to"
05:31 Bo    add "Ring the maker" --after rings --why "They asked for it"
06:30 Bo    set-aside trust --why "Told by the group already"
06:31 Ida   met update --ref J-1 --why "The web desk slept"
06:40 Bo    restored sign-in
06:41 Bo    fail rings --why "The help desk is shut"
06:45 Bo    stabilise
06:50 Bo    resolve --why "All keys are new"
07:00 Ida   describe "impact=Nobody could sign in" "people=2,140 citizens" "area=The whole city" "trigger=A phishing mail" "cause=A key was copied"
07:01 Ida   annotate summary "A forged token was used from abroad; the keys were cut within the hour."
07:02 Ida   annotate share "12 % of citizens"
07:02 Ida   annotate confidence likely
07:02 Ida   annotate contributing "Keys lie on one machine"
07:03 Ida   annotate went-well "People came at once"
07:03 Bo    annotate went-badly "The list was upstairs"
07:03 Bo    annotate lucky "It was a Sunday"
07:04 Bo    annotate cue #{Decided} "The token had no record of issue"
07:05 Ida   annotate indicators "Sign-ins from 203.0.113.0/24"
`;

const afterwards = `
07:07 Bo    follow-up-done follow-up-1
07:08 Karen sign-off
07:09 Ida   note "Karen is ill today"
07:09 Ida   mark {Karen is ill} red
`;

/** Who sits there, by the first name that the script has. */
const people: Readonly<Record<string, string>> = { Ida: 'Ida Juhl', Bo: 'Bo Holm', Karen: 'Karen' };

/** A night that was typed from its declaration to its review, always the same to the last digit. */
export function toldNight(options: MemoryOptions = {}): MemoryIncident {
  const desk = memoryIncident({
    runbooks: [toldRunbook],
    organisation,
    title: 'Somebody signs in as us',
    reason: 'A citizen saw another name',
    severity: 'sev2',
    ...options,
  });
  typed(night, desk);
  const ida = desk.session('Ida Juhl');
  for (const name of ['hall.png', 'gateway.log'])
    ida.act({ act: 'attach', name, sha256: name.length.toString(16).repeat(64), bytes: 120 });
  ida.act({
    act: 'follow-up',
    words: 'Split the keys',
    kind: 'prevent',
    owner: 'Bo Holm',
    due: '2026-12-10T16:00:00+01:00',
  });
  ida.act({ act: 'follow-up', words: 'Practise the cut', kind: 'process' });
  return typed(afterwards, desk);
}

/** Has the lines of a script typed, each at its minute. */
function typed(script: string, desk: MemoryIncident): MemoryIncident {
  for (const line of script.split('\n').filter((each) => /^\d/.test(each))) {
    const [, clock = '', who = '', words = ''] = /^(\d\d:\d\d) (\S+)\s+(.*)$/.exec(line) ?? [];
    const session = desk.session(people[who] ?? who);
    const now = session.now();
    desk.pass({ seconds: (millis(now.replace(/T\d\d:\d\d:\d\d/, `T${clock}:00`)) - millis(now)) / 1000 });
    const told = [...numbered(words, session).matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, word]) => quoted ?? word ?? '',
    );
    const outcome = outcomeOf(told, session);
    if (!outcome.ok) throw new Error(`${line}: ${outcome.refusal.message}`);
  }
  return desk;
}

const numbered = (words: string, session: Session): string =>
  words.replaceAll(
    /\{([^}]+)\}/g,
    (_, said: string) => `${session.log(1000).findLast(({ text }) => text.includes(said))?.seq}`,
  );

type Session = ReturnType<MemoryIncident['session']>;

function outcomeOf(words: readonly string[], session: Session): Outcome {
  const parsed = parseWords(words, session.guide(), session.incident, session.timeline);
  if (parsed.kind === 'handover')
    return session.act({ act: 'handover', brief: 'So it stands', ...parsed.said }, parsed.how);
  if (parsed.kind !== 'act') throw new Error(`${words.join(' ')}: ${JSON.stringify(parsed)}`);
  return session.act(parsed.act, parsed.how);
}

const loopRunbook = `holdfast: 1
id: pump
title: Pump
revision: 2026-09-01
timezone: Europe/Copenhagen
roles:
  lead: { title: Incident lead }
  crew: { title: Pump crew, ack-within: 10m }
facts:
  level: { ask: How high, type: number, unit: cm }
services:
  drain: { title: The drain, rto: 2h }
  alarm: { title: The alarm, mtpd: 1h }
clocks:
  register: { title: Into the register, to: The register, from: declared, within: without-undue-delay, basis: Own rule }
  free: { title: Thank the crew, from: resolved, within: as-asked }
messages:
  word: { to: The crew, text: { en: "The level is {{ facts.level }}." } }
steps:
  - { id: look, do: Look at the pump, role: crew, expect: 5m }
  - id: runs
    decide: Does it run?
    role: lead
    options:
      again: { title: Not yet, go-to: look }
      fine: { title: It runs }
  - { id: tell, tell: Tell the crew, message: word }
  - { id: paint, do: Paint it }
  - { id: over, end: It is over, outcome: resolved }
`;

/**
 * A long day on which nearly everything went another way than planned: rounds, jumps, what was told late or taken back, silences,
 * two shifts, words taken out for good, and an end without the plan.
 */
export function crookedDay(): MemoryIncident {
  const desk = memoryIncident({ runbooks: [loopRunbook], title: 'The pump stands', reason: 'It hums no more' });
  const did = (who: string, act: Act, how: How = {}): AnyEntry => {
    const outcome = desk.session(who).act(act, how);
    if (!outcome.ok) throw new Error(`${act.act}: ${outcome.refusal.message}`);
    return outcome.entries.find(({ via }) => via !== 'timer') ?? outcome.entries[0]!;
  };
  const expunged = (entry: AnyEntry): AnyEntry => did('Ida', { act: 'expunge', entry: entry.id, basis: 'Art. 17' });
  did('Ida', { act: 'assign', role: 'lead', person: 'Ida' });
  did('Ida', { act: 'assign', role: 'crew', person: 'Karl' });
  did('Ida', { act: 'undo', entry: did('Ida', { act: 'call', role: 'crew', result: 'refused' }).id });
  did('Ida', { act: 'call', contact: 'maker', result: 'voicemail' });
  for (const option of ['again', 'again', 'fine']) {
    desk.pass({ minutes: 12 });
    did('Bo', { act: 'done', step: 'look' });
    desk.pass({ minutes: 45 });
    did('Ida', { act: 'minutes', step: 'runs', considered: [`Round ${option}`] });
    did('Ida', { act: 'choose', step: 'runs', option });
  }
  expunged(did('Ida', { act: 'minutes', step: 'runs', considered: ['What Karl said'] }));
  did('Bo', {
    act: 'send',
    message: 'word',
    body: 'The level is not known.',
    language: 'en',
    missing: ['facts.level'],
  });
  expunged(did('Bo', { act: 'send', message: 'word', body: 'Karl is ill.', language: 'en' }));
  did('Bo', { act: 'jump', step: 'over' }, { why: 'It rains no more' });
  did('Bo', { act: 'undo', entry: did('Bo', { act: 'skip', step: 'paint' }, { why: 'No paint' }).id });
  did('Ida', { act: 'lost', services: ['drain', 'alarm'] });
  did('Ida', { act: 'met', clock: 'register', reference: 'R-1' });
  did('Ida', { act: 'undo', entry: did('Ida', { act: 'handover', brief: 'A slip', to: 'Karl' }).id });
  did('Ida', { act: 'handover', brief: 'To anybody' });
  desk.pass({ hours: 1 });
  did('Ida', { act: 'handover', brief: 'To Bo', to: 'Bo', roles: ['lead'] });
  did('Bo', { act: 'accept-handover', from: 'Ida' });
  did('Bo', { act: 'handover', brief: 'Back', to: 'Ida', roles: ['lead'] });
  const early = desk
    .session('Bo')
    .now()
    .replace(/T.*?\+/, 'T03:40:00+');
  did('Bo', { act: 'note', words: 'The belt was loose' }, { at: early, precision: 'about' });
  did('Bo', { act: 'note', words: 'It had been loose for days' }, { at: early, precision: 'day' });
  desk.pass({ hours: 9 });
  did('Ida', { act: 'note', words: 'In again' });
  for (let round = 1; round <= 12; round += 1) {
    desk.pass({ minutes: 30 + round });
    did('Ida', { act: 'note', words: `Round ${round}` });
  }
  did('Ida', { act: 'restored', services: ['drain'] });
  did('Ida', { act: 'link', to: 'flood-6', as: 'the same rain' });
  did('Ida', { act: 'hold', held: true, words: 'The insurer asked' });
  did('Ida', { act: 'retain', until: '2031-12-31', basis: 'Archive law' });
  for (const kind of ['contributing', 'contributing', 'went-well', 'owner', 'status'])
    did('Ida', { act: 'annotate', kind, words: kind === 'status' ? 'in review' : `Of ${kind}` });
  did('Ida', { act: 'undo', entry: did('Ida', { act: 'annotate', kind: 'lucky', words: 'Never mind' }).id });
  did('Ida', { act: 'resolve' });
  did('Ida', { act: 'close' });
  did('Ida', { act: 'sign-off' });
  did('Bo', { act: 'sign-off' });
  return desk;
}
