import { describe, expect, it, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { exportFormat } from '../../src/report/index.ts';
import { Desk } from '../support/incident-desk.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { exported, exportedBytes } from '../support/exported.ts';
import { shownOf } from '../support/review-of.ts';

const runbook = `holdfast: 1
id: breach
title: Breach
timezone: Europe/Copenhagen
topics:
  significant: A significant incident
  personal-data-breach: A breach of personal data
facts:
  malicious_suspected: { ask: Malicious, type: choice, of: ["no", "yes", "not-known"] }
  cross_border: { ask: Across borders, type: boolean }
services:
  sign-in: { title: Sign-in }
  payments: { title: Payments }
clocks:
  early: { title: Early warning, from: aware of significant, within: 24h, basis: "Directive (EU) 2022/2555, Art. 23(4)(a)" }
  notification: { title: Notification, from: aware of significant, within: 72h, basis: "Directive (EU) 2022/2555, Art. 23(4)(b)" }
  final: { title: Final report, from: clock notification met, within: 1 month, basis: "Directive (EU) 2022/2555, Art. 23(4)(d)" }
  authority: { title: Authority, from: aware of personal-data-breach, within: 72h, basis: "Regulation (EU) 2016/679, Art. 33(1)" }
  people: { title: People, from: aware of personal-data-breach, within: without-undue-delay, basis: "Regulation (EU) 2016/679, Art. 34" }
  trust: { title: Trust, from: aware of significant, within: 24h, basis: "Regulation (EU) No 910/2014, Art. 19a(1)(b)" }
steps:
  - { id: cut, do: Cut the sessions }
  - { id: watch, do: Watch for forged keys }
`;
const organisation = 'holdfast: 1\nname: Testby Kommune\n';

const begun = (text = organisation): Desk => {
  const desk = new Desk();
  desk.follow(runbook, {}, text);
  return desk;
};

/** An incident of which everything is known that any authority asks for. */
function everythingKnown(): Desk {
  const desk = begun();
  const acts: readonly Act[] = [
    { act: 'aware', topic: 'significant' },
    { act: 'aware', topic: 'personal-data-breach' },
    { act: 'describe', values: [{ field: 'impact', value: 'Nobody can sign in' }] },
    { act: 'describe', values: [{ field: 'cause', value: 'A phished administrator' }] },
    { act: 'describe', values: [{ field: 'people', value: '2,140 citizens' }] },
    { act: 'severity', severity: 'sev1' },
    {
      act: 'fact',
      values: [
        { fact: 'malicious_suspected', value: 'yes' },
        { fact: 'cross_border', value: 'no' },
      ],
    },
    { act: 'done', step: 'cut' },
    ...Object.entries({
      indicators: 'Sign-ins from 203.0.113.0/24',
      nature: 'Names and addresses were copied',
      records: 'About 2,140 customer records',
      consequences: 'Calls by people who pretend to be us',
      contact: 'The data protection officer, +45 00 55 00 10',
      measures: 'All keys are new; ring us before you pay',
      told: 'Everybody with a certificate, by letter; the public on the website',
    }).map(([kind, words]): Act => ({ act: 'annotate', kind, words })),
    { act: 'met', clock: 'early' },
    { act: 'met', clock: 'notification' },
  ];
  for (const act of acts) desk.act(act);
  return desk;
}

const draft = (desk: { readonly entries: readonly AnyEntry[] }, name: string): Promise<string> =>
  exported(name, shownOf(desk.entries));

const mustHold: Readonly<Record<string, readonly string[]>> = {
  'nis2-24h': ['yes', 'no', 'data protection officer'],
  'nis2-72h': ['| Early warning sent | ', 'Nobody can sign in', 'sev1', '203\\.0\\.113'],
  'nis2-final': ['A phished administrator', 'Applied: Cut the sessions', 'Going on: Watch for forged keys'],
  'gdpr-33': [
    'Names and addresses',
    '2,140 citizens',
    'About 2,140 customer records',
    'officer',
    'pretend to be us',
    'keys are new',
  ],
  'gdpr-34': ['Names and addresses', 'officer', 'pretend to be us', 'ring us before you pay'],
  'eidas-19a': ['Nobody can sign in', '2,140 citizens', 'All keys are new', 'the public on the website'],
};

const startedBy: Readonly<Record<string, string>> = {
  'nis2-final': 'met notification',
  'gdpr-33': 'aware personal-data-breach',
  'gdpr-34': 'aware personal-data-breach',
};

describe.each(Object.keys(mustHold))('the draft %s', (name) => {
  it('leaves nothing blank where everything is known', async () => {
    const text = await draft(everythingKnown(), name);
    expect(text).not.toContain('MISSING');
    expect(text).toContain('Everything that must be told is here.');
    expect(text).toContain('Testby Kommune');
    for (const words of mustHold[name] ?? []) expect(text).toContain(words.replaceAll('\\.', '.'));
  });

  it('names every gap where nothing is known, and how it is said', async () => {
    const desk = begun('holdfast: 1\nname: unnamed organisation\n');
    const text = await draft(desk, name);
    const points = text.split('\n## ').slice(1);
    expect(points.length).toBeGreaterThan(0);
    for (const point of points) {
      expect(point).toContain('**MISSING.**');
      expect(point).toMatch(/`holdfast (?:annotate|describe) [^`]+`/);
    }
    expect(text).toContain(`**Missing: ${points.length + 2} points.** From; Its clock has run since; `);
    expect(text).toContain('| From | MISSING');
    expect(text).toContain('| Its clock has run since | MISSING');
  });

  it('says what was left out for its audience', async () => {
    const desk = begun();
    desk.act({ act: 'note', words: 'The key lies under the stone' }, { marking: 'red' });
    const draft = (tlp: 'amber' | 'red') => exported('nis2-24h', shownOf(desk.entries, { tlp }));
    expect(await draft('amber')).toMatch(
      /chain ended at [^\n]+\. What was said in 1 entry with a stricter marking was left out\.\n$/,
    );
    expect(await draft('red')).not.toContain('left out');
  });

  it('says what starts its clock, where nothing did', async () => {
    const [since] = /^\| Its clock has run since .*$/m.exec(await draft(begun(), name)) ?? [];
    expect(since).toContain(`(holdfast ${startedBy[name] ?? 'aware significant'})`);
  });

  it('says of an exercise that it is not to be sent', async () => {
    const desk = new Desk({ mode: 'drill' });
    desk.follow(runbook, {}, organisation);
    expect(await draft(desk, name)).toContain('EXERCISE EXERCISE EXERCISE. Do not send.');
  });
});

test('of two things that the notification after three days updates, the one that is not known is named as missing', async () => {
  const desk = begun();
  desk.act({ act: 'annotate', kind: 'malicious', words: 'A phished administrator' });
  const text = await draft(desk, 'nis2-72h');
  const [suspected = '', acrossBorders = ''] = text.split('\n## ').slice(1);
  expect(suspected).toContain('A phished administrator');
  expect(suspected).not.toContain('MISSING');
  expect(acrossBorders).toContain('**MISSING.**');
  expect(acrossBorders).toContain('holdfast annotate cross-border WORDS');
});

describe('a notice in Danish', () => {
  it.each(Object.keys(mustHold))(
    '%s has its headings, articles and gaps in Danish, and what people said as they said it',
    async (name) => {
      const danish = async (desk: Desk): Promise<string> =>
        [...(await exportFormat(name)!.write(shownOf(desk.entries), { language: 'da' }))].join('');
      const known = await danish(everythingKnown());
      expect(known).toContain('UDKAST, TLP:AMBER');
      expect(known).toMatch(/\| Grundlag \| (?:Direktiv|Forordning) \(EU\)/);
      expect(known).not.toMatch(/Art\\?\. |MISSING|Everything|Basis/);
      expect(known).not.toContain('MANGLER');
      const gaps = await danish(begun('holdfast: 1\nname: Testby Kommune\n'));
      expect(gaps).toMatch(/\*\*Mangler: \d punkt/);
      expect(gaps).toContain('**MANGLER.** Intet, der kan stå her, er optegnet. Sig det: `holdfast ');
    },
  );
});

test.each([
  ['nis2-24h', 'at the latest 24 hours after'],
  ['nis2-72h', 'at the latest 72 hours after'],
  ['nis2-final', 'at the latest one month after'],
  ['gdpr-33', 'at the latest 72 hours after'],
  ['gdpr-34', 'no number of hours'],
  ['eidas-19a', 'at the latest 24 hours after'],
])('%s says how long the law gives, also where no clock runs', async (name, limit) => {
  const [due] = /^\| Due .*$/m.exec(await draft(begun(), name)) ?? [];
  expect(due).toContain(limit);
});

test('the impact names every service that was away and for how long, also what is back', async () => {
  const desk = everythingKnown();
  desk.act({ act: 'lost', services: ['sign-in', 'payments'] });
  desk.wait(90);
  desk.act({ act: 'restored', services: ['sign-in'] });
  expect(await draft(desk, 'nis2-final')).toContain(
    'Services: Sign-in (away for 1h 30m, restored), Payments (away for 1h 30m so far)',
  );
});

describe('the final report', () => {
  it('tells when it began, was detected, declared, stabilised and resolved, also beside a summary', async () => {
    const desk = everythingKnown();
    desk.act({ act: 'describe', values: [{ field: 'detected', value: '2026-11-21T02:50:00+01:00' }] });
    desk.act({ act: 'annotate', kind: 'summary', words: 'Somebody had the key' });
    desk.act({ act: 'stabilise' });
    expect(await draft(desk, 'nis2-final')).toMatch(
      /Somebody had the key\\\nDetected: 21 Nov 2026 02:50 \+01:00\\\nDeclared: 21 Nov 2026 03:00 \+01:00\\\nStabilised: /,
    );
  });

  it('says that a progress report is due while the incident still goes on', async () => {
    const desk = everythingKnown();
    expect(await draft(desk, 'nis2-final')).toContain('what is due is a progress report');
    desk.act({ act: 'resolve' });
    expect(await draft(desk, 'nis2-final')).not.toContain('progress report');
  });

  it('gives the cause beside the threat, and takes how sure one is for no cause', async () => {
    const desk = begun();
    desk.act({ act: 'annotate', kind: 'confidence', words: 'likely' });
    expect(await draft(desk, 'nis2-final')).not.toContain('Confidence: likely');
    desk.act({ act: 'annotate', kind: 'threat', words: 'Theft of a key' });
    desk.act({ act: 'describe', values: [{ field: 'cause', value: 'A password in a ticket' }] });
    expect(await draft(desk, 'nis2-final')).toContain(
      'Threat: Theft of a key\\\nCause: A password in a ticket\\\nConfidence in the cause: likely',
    );
  });
});

test('what a notification to the authority lacks may follow in phases', async () => {
  expect(await draft(begun(), 'gdpr-33')).toContain('may follow in phases');
  expect(await draft(everythingKnown(), 'gdpr-33')).not.toContain('may follow in phases');
});

describe('a notice that is late', () => {
  it('lacks its reasons as it lacks any other point', async () => {
    const desk = everythingKnown();
    desk.wait(73 * 60);
    desk.act({ act: 'met', clock: 'authority' });
    const text = await draft(desk, 'gdpr-33');
    expect(text).not.toContain('Everything that must be told is here.');
    expect(text).toContain('**Missing: 1 point.** Late by 1h, because.');
  });

  it('gives the reason that was said of its own lateness, and says where one was said of all', async () => {
    const desk = everythingKnown();
    desk.wait(73 * 60);
    desk.act({ act: 'met', clock: 'authority' });
    desk.act({ act: 'met', clock: 'trust' });
    desk.act({ act: 'annotate', kind: 'notice-late', words: 'Their portal was down' });
    expect(await draft(desk, 'gdpr-33')).toContain(
      '| Late by 1h, because | of late notices in general: Their portal was down |',
    );
    const met = desk.entries.findLast((each) => each.type === 'clock.met' && each.data.clock === 'authority');
    desk.act({ act: 'annotate', kind: 'late-reason', words: 'We counted records until noon', entry: met!.id });
    expect(await draft(desk, 'gdpr-33')).toContain('| Late by 1h, because | We counted records until noon |');
  });

  it('is told also where it was in time by an awareness whose true time was said after it was sent', async () => {
    const desk = everythingKnown();
    desk.wait(71 * 60);
    desk.act({ act: 'met', clock: 'authority' });
    expect(await draft(desk, 'gdpr-33')).not.toContain('Put right');
    desk.act({ act: 'aware', topic: 'personal-data-breach' }, { at: '2026-11-21T01:00:00+01:00' });
    const text = await draft(desk, 'gdpr-33');
    expect(text).toContain('| Its clock has run since | 21 Nov 2026 01:00 +01:00 |');
    expect(text).toContain('| Put right after it was sent | until then it was counted from 21 Nov 2026 03:00 +01:00 |');
    expect(text).toContain('| Due | 24 Nov 2026 01:00 +01:00 |');
    expect(text).toContain('| Late by 1h, because | MISSING: nobody said why');
    // A later one takes the lateness away again.
    desk.act({ act: 'aware', topic: 'personal-data-breach' }, { at: '2026-11-21T04:00:00+01:00' });
    expect(await draft(desk, 'gdpr-33')).toContain('| Due | 24 Nov 2026 04:00 +01:00 |');
    expect(await draft(desk, 'gdpr-33')).not.toContain('| Late');
  });

  it('asks for the reasons, and gives them', async () => {
    const desk = begun();
    desk.act({ act: 'aware', topic: 'personal-data-breach' });
    desk.wait(73 * 60);
    desk.act({ act: 'met', clock: 'authority' });
    expect(await draft(desk, 'gdpr-33')).toMatch(
      /\| Late by 1h, because \| MISSING: nobody said why \(holdfast annotate notice-late WORDS\) \|/,
    );
    desk.act({ act: 'annotate', kind: 'notice-late', words: 'Their portal was down' });
    expect(await draft(desk, 'gdpr-33')).toContain('| Late by 1h, because | Their portal was down |');
  });
});

describe('a draft as its reader sees it', () => {
  const wordy = runbook
    .replace('title: Breach\n', 'title: Breach\nseverity: { sev1: Keys are in other hands }\n')
    .replace(
      'steps:\n',
      'steps:\n  - { id: sure, decide: Could it be one of us?, options: { yes: { title: Maybe }, no: { title: No } } }\n',
    )
    .replace(
      'basis: "Regulation (EU) No 910/2014',
      'applies-when: org.trust_service_provider, basis: "Regulation (EU) No 910/2014',
    );
  const known = (): Desk => {
    const desk = new Desk();
    desk.follow(wordy, {}, 'holdfast: 1\nname: Testby Kommune\ntrust_service_provider: false\n');
    desk.act({ act: 'choose', step: 'sure', option: 'no' });
    desk.act({ act: 'done', step: 'cut' });
    desk.act({ act: 'severity', severity: 'sev1' });
    desk.act({ act: 'describe', values: [{ field: 'impact', value: 'Nobody can sign in' }] });
    return desk;
  };

  it('does not ask for an awareness that is recorded: of a clock that does not apply it says by which condition', async () => {
    const desk = known();
    expect(await draft(desk, 'eidas-19a')).toContain('MISSING: nothing started it (holdfast aware significant)');
    desk.act({ act: 'aware', topic: 'significant' });
    const text = await draft(desk, 'eidas-19a');
    expect(text).not.toContain('nothing started it');
    expect(text).toContain('no clock runs: it does not apply by its own condition (org.trust\\_service\\_provider)');
    expect(await exported('markdown', shownOf(desk.entries))).toContain(
      'Trust: it does not apply by its own condition',
    );
  });

  it('says of a duty that somebody set aside who did and why, and counts no lateness of it', async () => {
    const desk = known();
    desk.act({ act: 'aware', topic: 'significant' });
    desk.wait(30 * 60);
    expect(await draft(desk, 'nis2-24h')).toContain('| Late, because | MISSING');
    // Nobody knows when it will be sent: what the record said last is no measure of how late it then is.
    desk.act({ act: 'note', words: 'Still looking' });
    expect(await draft(desk, 'nis2-24h')).toContain('| Late, because | MISSING');
    desk.act({ act: 'set-aside', clock: 'early' }, { why: 'Told by the group already' });
    const text = await draft(desk, 'nis2-24h');
    expect(text).toContain('| Its clock has run since | no clock runs: set aside by Ane: Told by the group already |');
    expect(text).not.toMatch(/\| Late/);
    expect(text).toContain('| Due | without undue delay, at the latest 24 hours after we became aware |');
  });

  it('says of a clock that ran until its condition was known that none runs', async () => {
    const desk = new Desk();
    desk.follow(
      runbook.replace('within: without-undue-delay,', 'within: without-undue-delay, applies-when: facts.cross_border,'),
    );
    desk.act({ act: 'aware', topic: 'personal-data-breach' });
    expect(await draft(desk, 'gdpr-34')).toMatch(/\| Its clock has run since \| \d/);
    desk.act({ act: 'fact', values: [{ fact: 'cross_border', value: 'no' }] });
    expect(await draft(desk, 'gdpr-34')).toContain(
      '| Its clock has run since | no clock runs: it does not apply by its own condition (facts.cross\\_border) |',
    );
  });

  it('counts from no awareness that was taken back, and the review does not call that a condition', async () => {
    const desk = known();
    desk.act({ act: 'aware', topic: 'significant' });
    expect(await draft(desk, 'nis2-72h')).not.toContain('nothing started it');
    desk.act({ act: 'undo' }, { why: 'Another incident' });
    expect(await draft(desk, 'nis2-72h')).toContain('MISSING: nothing started it (holdfast aware significant)');
    const review = await exported('markdown', shownOf(desk.entries));
    expect(review).toContain('what began it was taken back');
    expect(review).not.toContain('does not apply by its own condition');
  });

  it('says once when and under which reference the early warning was sent, or that none was', async () => {
    const desk = known();
    desk.act({ act: 'aware', topic: 'significant' });
    for (const fact of ['malicious_suspected', 'cross_border'])
      desk.act({ act: 'fact', values: [{ fact, value: 'no' }] });
    expect(await draft(desk, 'nis2-72h')).toContain('| Early warning sent | nothing is recorded as sent |');
    desk.act({ act: 'met', clock: 'early', reference: 'CFCS-1187' });
    const text = await draft(desk, 'nis2-72h');
    expect(text).toMatch(/\| Early warning sent \| \d.* \+01:00, Reference CFCS-1187 \|/);
    expect(text.match(/early warning/gi)).toHaveLength(1);
  });

  it('says what a severity means, for whoever does not know the runbook', async () => {
    expect(await draft(known(), 'nis2-72h')).toContain('Severity: sev1: Keys are in other hands');
  });

  it('counts as done what does something, and no question', async () => {
    const text = await draft(known(), 'nis2-final');
    expect(text).toContain('Applied: Cut the sessions.');
    expect(text).not.toContain('Could it be one of us?');
  });

  it('says how bad it is and whom it hurts only where somebody said what it did; of the harm alone too', async () => {
    const desk = new Desk();
    desk.follow(
      runbook
        .replace('facts:\n', 'facts:\n  people_affected: { ask: How many, type: number, unit: people }\n')
        .replace(
          'sign-in: { title: Sign-in }',
          'sign-in: { title: Sign-in }\n  mail: { title: Mail, needs: [sign-in] }',
        ),
    );
    desk.act({ act: 'severity', severity: 'sev1' });
    desk.act({ act: 'lost', services: ['sign-in'] });
    desk.act({ act: 'fact', values: [{ fact: 'people_affected', value: '40' }] });
    const assessment = async (): Promise<string> =>
      (await draft(desk, 'nis2-72h')).split('## Initial assessment')[1]!.split('\n## ')[0]!;
    expect(await assessment()).toContain('MISSING');
    desk.act({ act: 'annotate', kind: 'harm', words: 'Nobody was hurt' });
    const said = await assessment();
    expect(said).toContain('Nobody was hurt\\\nSeverity: sev1\\\nPeople affected: 40 people\\\n');
    expect(said).toMatch(/Services: Sign-in \(away for .* so far\), Mail \(suspect\)\n/);
  });

  it('takes what was said last, and of what was taken out for good what was said before; as text', async () => {
    const desk = memoryIncident();
    const ida = desk.session('Ida');
    ida.act({ act: 'annotate', kind: 'nature', words: 'Names' });
    ida.act({ act: 'annotate', kind: 'nature', words: '# Names of <b>Karen</b>' });
    expect(await draft(desk, 'gdpr-33')).toContain('\n\\# Names of \\<b\\>Karen\\</b\\>\n');
    ida.act({ act: 'expunge', entry: desk.entries.at(-1)!.id, basis: 'Art. 17' });
    expect(await draft(desk, 'gdpr-33')).toContain('## Nature of the breach\n\nNames\n');
  });

  it('tells no personal answer, whatever the fact is called', async () => {
    const desk = new Desk();
    desk.follow(runbook.replace('facts:\n', 'facts:\n  what_was_seen: { ask: What, type: text, privacy: personal }\n'));
    desk.act({ act: 'fact', values: [{ fact: 'what_was_seen', value: 'The file of Gerda Private' }] });
    const text = await exported('gdpr-33', shownOf(desk.entries, { tlp: 'red' }));
    expect(text).not.toContain('Gerda');
    expect(text).toMatch(/## Nature of the breach\n\n\*\*MISSING/);
  });

  it('describes what happened without a summary by how it was declared and what it did, and no reason twice', async () => {
    const desk = new Desk({ reason: 'A citizen saw another name' });
    const described = async (): Promise<string> =>
      (await draft(desk, 'nis2-final')).split('## Detailed description')[1]!.split('\n## ')[0]!;
    expect(await described()).toContain('MISSING');
    desk.act({ act: 'describe', values: [{ field: 'impact', value: 'Nobody can sign in' }] });
    expect(await described()).toContain('\nA citizen saw another name\\\nImpact: Nobody can sign in\\\nDeclared: ');
    desk.act({ act: 'describe', values: [{ field: 'title', value: 'Keys in other hands' }] });
    expect(await described()).toContain('\nKeys in other hands: A citizen saw another name\\\n');
    desk.act({ act: 'annotate', kind: 'summary', words: 'A forged token was used' });
    expect(await described()).toContain('\nA forged token was used\\\nDeclared: ');
  });

  it('takes how sure one is for no answer to what lay behind it', async () => {
    const desk = known();
    desk.act({ act: 'annotate', kind: 'confidence', words: 'likely' });
    const cause = async (): Promise<string> =>
      (await draft(desk, 'nis2-final')).split('## Type of threat')[1]!.split('\n## ')[0]!;
    expect(await cause()).toContain('MISSING');
    desk.act({ act: 'annotate', kind: 'threat', words: 'Phishing' });
    expect(await cause()).toContain('Threat: Phishing\\\nConfidence in the cause: likely\n');
  });

  it('names as going on what does something, is not done and has words; that nothing is, once it is over', async () => {
    const desk = memoryIncident({
      runbooks: [wordy.replace('- { id: cut', '- { id: first, do: Ring them }\n  - { id: cut')],
    });
    const ida = desk.session('Ida');
    const acts: readonly Act[] = [
      { act: 'follow-up', words: 'Ring Karen' },
      { act: 'follow-up', words: 'Split the keys' },
      { act: 'jump', step: 'first' },
      { act: 'done', step: 'first' },
    ];
    for (const act of acts) expect(ida.act(act, { why: 'x' })).toMatchObject({ ok: true });
    const proposed = desk.entries.find(({ words }) => words === 'Ring Karen')!;
    ida.act({ act: 'expunge', entry: proposed.id, basis: 'Art. 17' });
    expect(await draft(desk, 'nis2-final')).toContain('Going on: Cut the sessions; Split the keys.\n');
    ida.act({ act: 'reopen', step: 'sure' }, { why: 'Another look' });
    expect(await draft(desk, 'nis2-final')).not.toMatch(/Going on:.*Could it be one of us/);
    ida.act({ act: 'choose', step: 'sure', option: 'no' });
    for (const step of ['cut', 'watch']) ida.act({ act: 'done', step });
    for (const followUp of ['follow-up-1', 'follow-up-2']) ida.act({ act: 'follow-up-done', followUp });
    // Somebody may be thinking, or waiting for an answer: that is no matter for an authority, and not nothing.
    expect(await draft(desk, 'nis2-final')).toContain('Applied: ');
    expect(await draft(desk, 'nis2-final')).not.toMatch(/[Gg]oing on[.:]/);
    ida.act({ act: 'resolve' });
    expect(await draft(desk, 'nis2-final')).toContain('Nothing is still going on.\n');
  });

  it('says of the early warning that it was sent, also where nobody gave a reference', async () => {
    const desk = known();
    desk.act({ act: 'aware', topic: 'significant' });
    desk.act({ act: 'met', clock: 'early' });
    expect(await draft(desk, 'nis2-72h')).toMatch(/\| Early warning sent \| 21 Nov 2026 03:00 \+01:00 \|/);
  });

  it('names the notification that a final report belongs to: an authority finds its case by that reference', async () => {
    const desk = known();
    desk.act({ act: 'aware', topic: 'significant' });
    expect(await draft(desk, 'nis2-final')).toContain('| Incident notification sent | nothing is recorded as sent |');
    desk.act({ act: 'met', clock: 'notification', reference: 'CFCS-1188' });
    expect(await draft(desk, 'nis2-final')).toMatch(
      /\| Incident notification sent \| \d.* \+01:00, Reference CFCS-1188 \|/,
    );
  });

  it('tells one of few answers in its language, also one that a runbook writes as one word', async () => {
    const desk = known();
    const suspected = (value: string) => desk.act({ act: 'fact', values: [{ fact: 'malicious_suspected', value }] });
    const said = async (language: 'en' | 'da') => {
      const text = (await exportedBytes(exportFormat('nis2-24h')!, shownOf(desk.entries), { language })).toString();
      return /## [^\n]*\?\n\n([^\n]*)\n/.exec(text)?.[1];
    };
    suspected('not-known');
    expect([await said('en'), await said('da')]).toEqual(['not known', 'ikke kendt']);
    suspected('yes');
    expect([await said('en'), await said('da')]).toEqual(['yes', 'ja']);
  });

  it('counts how late it was sent, not how long ago that is', async () => {
    const desk = known();
    desk.act({ act: 'aware', topic: 'significant' });
    desk.wait(25 * 60);
    desk.act({ act: 'met', clock: 'early' });
    desk.wait(600);
    desk.act({ act: 'note', words: 'Still looking' });
    expect(await draft(desk, 'nis2-24h')).toContain('| Late by 1h, because | ');
  });

  it('tells the people concerned nothing of the steps of the runbook: what they read somebody has worded', async () => {
    const desk = known();
    expect(await draft(desk, 'gdpr-34')).not.toContain('Cut the sessions');
    expect(await draft(desk, 'gdpr-33')).toContain('Applied: Cut the sessions');
    expect(await draft(desk, 'gdpr-34')).toMatch(/## What we do, and what you can do\n\n\*\*MISSING\.\*\*/);
  });
});

it('a draft says as long as nobody knows whether it is owed, on what that depends, in either language', async () => {
  const desk = new Desk();
  desk.follow(
    runbook.replace('within: 72h, basis: "Reg', 'within: 72h, applies-when: facts.cross_border, basis: "Reg'),
  );
  desk.act({ act: 'aware', topic: 'personal-data-breach' });
  expect(await draft(desk, 'gdpr-33')).toContain(
    '| Whether it is owed | not settled yet, it may apply. It depends on: Across borders |',
  );
  const danish = await exportedBytes(exportFormat('gdpr-33')!, shownOf(desk.entries), { language: 'da' });
  expect(danish.toString()).toContain('Det afhænger af: Across borders');
  for (const [value, said] of [
    ['yes', 'Its clock has run since'],
    ['no', 'no clock runs'],
  ] as const) {
    desk.act({ act: 'fact', values: [{ fact: 'cross_border', value }] });
    const text = await draft(desk, 'gdpr-33');
    expect(text).not.toContain('Whether it is owed');
    expect(text).toContain(said);
  }
});

it('does not call itself complete where what it must tell was left out for its readers', async () => {
  const desk = everythingKnown();
  const complete = 'Everything that must be told is here.';
  expect(await draft(desk, 'gdpr-33')).toContain(complete);
  const reader = (audience: Parameters<typeof shownOf>[1]) => exported('gdpr-33', shownOf(desk.entries, audience));
  const named = await reader({ pseudonyms: true });
  expect(named).not.toContain('+45 00 55 00 10');
  expect(named).toContain('**Missing: 1 point.** Data protection officer or other contact.');
  const nature = desk.entries.find(({ words }) => words === 'Names and addresses were copied')!;
  desk.act({ act: 'correct', entry: nature.id, target: nature, marking: 'red' });
  expect(await reader({ tlp: 'red' })).toContain(complete);
  const amber = await reader({ tlp: 'amber' });
  expect(amber).toContain('**Missing: 1 point.** Nature of the breach.');
  expect(amber).toContain('\\[left out\\]\n\n**MISSING.** It is recorded, and left out for these readers');
});
