import { bundle, parseRunbook, readContacts } from '../../src/runbook/index.ts';
import type { Organisation, Runbook } from '../../src/runbook/index.ts';
import type { Language } from '../../src/report/languages.entry.ts';
import { type PaperForm, paperForm } from '../../src/report/paper/paper.entry.ts';

/** A short plan with one of everything that stands on paper. */
const plan = `holdfast: 1
id: wet-hall
title: Wet hall
summary: Water where the machines are.
revision: 2026-10-01
timezone: Europe/Copenhagen
use-when: [A sensor has tripped, Somebody sees water]
severity: { sev1: People are missing, sev2: Water is in the house }
roles:
  lead: { title: Incident lead, duty: "Decides. Does not carry.", ack-within: 5m, call: [lead-first, nobody-knows] }
  crew: { title: Crew, call: [lead-first] }
  scribe: { title: Scribe }
services:
  sign-in: { title: Sign-in, rto: 4h, rpo: 15m, mtpd: 24h, fallback: Counters }
  maps: { title: Maps }
topics: { significant: A significant incident }
facts:
  depth: { ask: How deep, type: number, unit: cm }
  kind: { ask: What kind, type: choice, of: [clean, sewage] }
  all_out: { ask: "Is everybody out?", type: boolean }
  code: { ask: Code of the door, type: text, privacy: secret }
  left: { ask: Minutes left, type: number, unit: min }
  seen: { ask: What was seen, type: text }
clocks:
  public: { title: Tell the public, to: The public, from: declared, every: 30m, target: ours }
  warning: { title: Early warning, to: CSIRT, from: aware of significant, within: 24h, applies-when: org.nis2_entity && facts.depth >= 10, must-contain: [Whether it is unlawful, Whether it goes over a border], basis: "Directive (EU) 2022/2555, Art. 23(4)(a)", read-on: 2026-11-01, target: law }
  full: { title: Full notification, from: aware of significant, within: { when: org.trust, then: 24h, else: 72h }, basis: Art. 23(4)(b), target: law }
  last: { title: Last report, from: clock full met, within: 1 month, again: { from: resolved, within: 1 month, until-then: Progress report } }
  once-more: { title: Once more, from: detected, within: 2h, again: { from: step look done, within: 3h } }
  loan: { title: The loan, from: service sign-in lost, within: { when: facts.all_out, then: 1h, else: 2h }, and-within: { within: 4h, from: fact depth }, next-working-day: { at: "12:00" }, target: contract }
  people: { title: The people, from: asked, within: without-undue-delay }
  answer: { title: An answer, from: asked, within: as-asked }
  battery: { title: The battery is empty, from: fact left, within: "{{ facts.left }}m" }
messages:
  status: { to: The public, by: status page, text: { en: "Down. {{ facts.depth }} cm at {{ org.site }}.", da: "Nede." } }
  press:
    to: The press
    text:
      en: |
        Nothing to say.

steps:
  - { id: look, do: Look from the door, role: crew, text: "Not **alone**. Deeper than {{ org.limit }} cm: nobody.", expect: { min: 1m, likely: 3m, max: 1h30m }, overdue: 8m, checklist: ["Lamp on", "Friend at {{ org.site }}"], record: [depth, kind, code], starts: [public, battery], stops: [warning, full], loses: [sign-in], restores: [maps] }
  - id: which
    decide: Which way?
    role: lead
    default: { after: 5m, choose: in }
    options:
      in: { title: In, suggest-when: "facts.kind == 'clean' || !(facts.depth > 10)" }
      out: { title: Out, steps: [{ id: leave, do: Leave, needs-evidence: "A picture of the door" }], go-to: over }
      wait: { title: Wait, go-to: look }
  - { id: rooms, do: Walk the rooms, expect: 20m, each: org.rooms, needs-evidence: true, approval: { by: lead, within: 10m, else: go-on } }
  - { id: shelves, do: Walk the shelves, each: facts.shelves, when: facts.all_out == true, after: look }
  - { id: read, run: Read the pump, command: [pump, "--site={{ org.site }}"], timeout: 1m, capture: { depth: stdout } }
  - { id: tell, tell: Tell the public, message: status }
  - { id: hold, wait: Let it drain, for: 30m, until: "steps.which.chose == 'in'", at-most: 2h }
  - { id: round, repeat: Look again, every: 30m, times: 4, until: "services.maps.state == 'up' && clocks.public.due != incident.resolved", at-most: 1d, steps: [{ id: again, do: Read the depth, record: [depth] }] }
  - { id: shift, repeat: Change the shift, every: 1w, times: 2, steps: [{ id: relieve, do: Relieve them }] }
  - { id: asked, repeat: Until we are told, until: asked, steps: [{ id: ask, do: Ask }] }
  - id: tracks
    parallel: Side by side
    role: lead
    tracks:
      water: { title: The water, role: crew, steps: [{ id: pump, do: Pump, go-to: tracks }] }
      words: { title: The words, steps: [{ id: speak, do: Speak, role: scribe }] }
  - { id: free, parallel: Whoever is free, tracks: { any: { title: Anybody, steps: [{ id: sweep, do: Sweep }] } } }
  - { id: on, follow: carry-on, role: crew }
  - { id: over, end: It is over, outcome: resolved }
afterwards:
  - { id: hear, do: Hear those who were wet }
`;

const followed = `holdfast: 1
id: carry-on
title: Carry on
roles: { lead: { title: Incident lead, duty: Decides, call: [lead-first, nobody-knows] }, desk: { title: Desk, call: [desk] } }
services: { sign-in: { title: Another title } }
facts: { forms: { ask: How many forms, type: number } }
messages: { desks: { to: The desks, text: { en: Open the folder. } } }
clocks: { typed: { title: Typed in, from: step open done, within: 3d } }
steps:
  - { id: open, do: Open the folder, record: [forms] }
  - { id: desks, parallel: The desks, tracks: { one: { title: First desk, steps: [{ id: sit, do: Sit }] } } }
  - { id: shut, do: Shut it, approval: { by: crew } }
  - { id: lock, do: Lock it, approval: { by: desk, within: 1d } }
afterwards: [{ id: refill, do: Refill }]
`;

const contacts = `holdfast: 1
contacts:
  lead-first: { name: Lea Duty, duty: Decides, organisation: The city, note: Ring twice, email: lead@city.example, numbers: [{ kind: duty, number: "+45 00 10" }, { kind: radio, number: HALL 1 }] }
  desk: { name: The desk, numbers: [{ kind: desk, number: "+45 00 20" }] }
  fuel: { name: Fuel, numbers: [{ kind: duty, number: "+45 00 30" }] }
`;

const organisation: Organisation = {
  holdfast: 1,
  name: 'Testby',
  site: 'Hall A',
  limit: 20,
  nis2_entity: true,
  trust: false,
  rooms: ['Hall A', 'Hall B'],
};

const parsed = (text: string): Runbook => {
  const read = parseRunbook(text, 'runbook.yaml');
  if (!('runbook' in read)) throw new Error(JSON.stringify(read.diagnostics));
  return read.runbook;
};

/** The form of that plan: all that can stand on one. */
export function planOnPaper(language?: Language): PaperForm {
  const others = new Map([['carry-on', parsed(followed)]]);
  const made = bundle(parsed(plan), { organisation, ids: [...others.keys()], runbook: (id) => others.get(id) });
  if ('problem' in made) throw new Error(made.problem);
  const read = readContacts(contacts, 'contacts.yaml');
  if (!('contacts' in read)) throw new Error(JSON.stringify(read));
  return paperForm({ bundle: made.bundle, contacts: read.contacts.contacts, sha256: 'ab'.repeat(32), language });
}

/** A plan of which nothing is said but its one step. */
export function barePlanOnPaper(): PaperForm {
  const made = bundle(parsed('holdfast: 1\nid: bare\ntitle: Bare\nsteps:\n  - { id: one, do: One }\n'), {
    ids: [],
    runbook: () => undefined,
  });
  if ('problem' in made) throw new Error(made.problem);
  return paperForm({ bundle: made.bundle, contacts: {}, sha256: 'cd'.repeat(32) });
}
