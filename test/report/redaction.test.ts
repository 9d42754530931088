import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Marking } from '../../src/entry/index.ts';
import { briefLog, handoverAct } from '../../src/guide/index.ts';
import { activeOf } from '../../src/incident/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { markings } from '../../src/entry/index.ts';
import { exportFormats } from '../../src/report/index.ts';
import { inScenario } from '../../src/report/redaction/in-scenario.ts';
import type { Scenario } from '../../src/runbook/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { exported, readable } from '../support/exported.ts';
import { Desk as IncidentDesk } from '../support/incident-desk.ts';
import { shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

const flood = () => memoryIncident({ runbooks: [smallFlood], reason: 'Leak sensor 4 tripped' });
type Desk = ReturnType<typeof flood>;
type Reader = Parameters<typeof shownOf>[1];

/** All that stands in any format, packed ones unpacked. */
async function everything(desk: Pick<Desk, 'entries'>, audience: Reader): Promise<string> {
  const formats = exportFormats.filter(({ keepsNames }) => keepsNames !== true || audience?.pseudonyms !== true);
  const texts = await Promise.all(formats.map((format) => readable(format, shownOf(desk.entries, audience))));
  return texts.join('\n');
}

describe('what an export leaves out for its audience', () => {
  it('the value of a personal fact, wherever somebody repeats it, in every format and whatever its letters', async () => {
    const desk = flood();
    const ida = desk.session('Ida');
    ida.act({
      act: 'fact',
      values: [
        { fact: 'caller', value: 'Bente Marsvin' },
        { fact: 'door_code', value: '4711' },
      ],
    });
    ida.act({ act: 'note', words: 'BENTE MARSVIN rang again' });
    ida.act({ act: 'ask', person: 'Bo', words: 'Ring Bente Marsvin back' });
    for (const tlp of ['clear', 'green', 'amber', 'amber+strict'] as const) {
      const text = await everything(desk, { tlp });
      expect(text).not.toMatch(/marsvin/i);
      expect(text).not.toContain('4711');
      expect(text).toContain('rang again');
    }
    expect(await everything(desk, { tlp: 'red' })).toContain('Bente Marsvin');
    expect(await everything(desk, { tlp: 'red' })).not.toContain('4711');
  });

  it('its value as it was before a correction, and after', async () => {
    const desk = flood();
    const ida = desk.session('Ida');
    ida.act({ act: 'fact', values: [{ fact: 'caller', value: 'Bente Marsvin' }] });
    ida.act({ act: 'fact', values: [{ fact: 'caller', value: 'Benthe Marsvien' }] });
    expect(await everything(desk, { tlp: 'clear' })).not.toMatch(/marsvi/i);
  });

  it.each(markings)('what was said in an entry marked %s, where the label of the export is wider', async (marking) => {
    const desk = flood();
    const said = desk.session('Ida').act({ act: 'note', words: 'The key lies under the stone' }, { marking });
    expect(said.ok).toBe(true);
    for (const tlp of markings) {
      const isShown = markings.indexOf(marking) <= markings.indexOf(tlp);
      expect((await everything(desk, { tlp })).includes('under the stone')).toBe(isShown);
      expect(shownOf(desk.entries, { tlp }).leftOut.entries).toBe(isShown ? 0 : 1);
    }
  });

  it('what was marked only later, and its author', async () => {
    const desk = flood();
    const ida = desk.session('Ida');
    ida.act({ act: 'note', words: 'Told by Kurt' }, { by: 'Kurt Secretsen' });
    const note = desk.entries.at(-1)!;
    ida.act({ act: 'correct', entry: note.id, target: note, marking: 'red' });
    const text = await everything(desk, { tlp: 'amber' });
    expect(text).not.toContain('Told by Kurt');
    expect(text).not.toContain('Secretsen');
    expect(text).toContain('[left out]');
  });

  it('keeps what the state follows from: the review stands as it would', () => {
    const desk = flood();
    const ida = desk.session('Ida');
    const [step] = ida.guide().current;
    ida.act({ act: 'done', step: step!.name }, { marking: 'red', note: 'Nobody must know' });
    const open = (tlp: Marking) => activeOf(shownOf(desk.entries, { tlp }).incident).map((each) => each.step.id);
    expect(open('clear')).toEqual(open('red'));
    expect(open('clear')).not.toContain(step!.name);
  });
});

describe('of an entry that its readers must not read', () => {
  it('nothing is told of whom it names, to whom, under which number, nor what is attached', async () => {
    const desk = flood();
    const ida = desk.session('Ida');
    const marking = 'red';
    const said = [
      ida.act({ act: 'ask', person: 'Kurt Tavsen', words: 'Fetch the tavse key' }, { marking }),
      ida.act({ act: 'met', clock: 'public-update', reference: 'TAVS-4711' }, { marking }),
      ida.act({ act: 'attach', name: 'tavs.png', sha256: 'b'.repeat(64), bytes: 12 }, { marking }),
      ida.act({ act: 'follow-up', words: 'Pay tavs', owner: 'Kurt Tavsen' }, { marking }),
      ida.act({ act: 'assign', role: 'lead', person: 'Kurt Tavsen' }, { marking }),
      ida.act({ act: 'fact', values: [{ fact: 'rooms', value: 'tavs room' }] }, { marking }),
      ida.act({ act: 'describe', values: [{ field: 'impact', value: 'The tavse house' }] }, { marking }),
      ida.act({ act: 'period', objectives: ['Keep tavs'] }, { marking }),
    ];
    for (const outcome of said) expect(outcome).toMatchObject({ ok: true });
    expect(await everything(desk, { tlp: 'red' })).toContain('TAVS-4711');
    expect(await everything(desk, { tlp: 'amber' })).not.toMatch(/tavs/i);
  });

  it('its personal value is not told by the list that repeats it, nor by the correction of an answer that no longer counts', async () => {
    const desk = flood();
    const ida = desk.session('Ida');
    const answer = (value: string): void => {
      expect(ida.act({ act: 'fact', values: [{ fact: 'caller', value }] })).toMatchObject({ ok: true });
    };
    answer('Bente Marsvin');
    const first = desk.entries.at(-1)!;
    answer('Karl Pindsvin');
    ida.act({ act: 'fact', values: [{ fact: 'rooms', value: 'hall A, by bente marsvin, hall B' }] });
    ida.act({ act: 'correct', entry: first.id, target: first, words: 'Bodil Egern' });
    const text = await everything(desk, { tlp: 'clear' });
    expect(text).not.toMatch(/marsvin|pindsvin|egern/i);
    expect(text).toContain('hall A, by [left out], hall B');
  });
});

describe('of a marked entry', () => {
  it.each(['before it was marked', 'after it was marked'])(
    'what corrected it %s tells its words as little as it does, nor why',
    async (when) => {
      const desk = flood();
      const ida = desk.session('Ida');
      ida.act({ act: 'note', words: 'Told by somebody' });
      const note = desk.entries.at(-1)!;
      const mark = () =>
        ida.act({ act: 'correct', entry: note.id, target: note, marking: 'red' }, { why: 'Kurt asked' });
      const correct = () => ida.act({ act: 'correct', entry: note.id, target: note, words: 'Told by Kurt' });
      for (const act of when.startsWith('before') ? [correct, mark] : [mark, correct])
        expect(act()).toMatchObject({ ok: true });
      expect(await everything(desk, { tlp: 'red' })).toContain('Told by Kurt');
      const text = await everything(desk, { tlp: 'amber' });
      expect(text).not.toContain('Kurt');
      expect(text).toContain(`Words of #${note.seq} now: [left out]`);
      expect(text).toContain(`Corrected #${note.seq}: marked red`);
    },
  );

  it('the record itself has its correction without the words, so that it can be checked; with the reason inside the hash it has none', async () => {
    const desk = new IncidentDesk();
    const [note] = desk.act({ act: 'note', words: 'Told by somebody' }, { marking: 'red' });
    desk.act({ act: 'correct', entry: note!.id, target: note!, words: 'Told by Kurt' });
    const [marked] = desk.act({ act: 'correct', entry: note!.id, target: note!, marking: 'amber+strict' });
    const old = { ...marked!, data: { ...marked!.data, reason: 'Kurt asked' } } as typeof note;
    const sealed = (entries: typeof desk.entries) => exported('json', shownOf(entries, { tlp: 'green' }));
    expect(await sealed(desk.entries)).not.toContain('Kurt');
    expect(JSON.parse(await sealed(desk.entries))).toMatchObject({ withheld: { entries: 1 }, whole: false });
    const older = [...desk.entries.slice(0, -1), old!];
    expect(await sealed(older)).not.toContain('Kurt');
    expect(JSON.parse(await sealed(older))).toMatchObject({ withheld: { entries: 2 } });
    const rows = await exported('csv', shownOf(older, { tlp: 'green' }));
    expect(rows).not.toContain('Kurt');
    expect(rows).toContain('marked amber+strict');
  });

  it('what says it again does not tell it: with its true time, and where what was said since is undone', async () => {
    const desk = flood();
    const ida = desk.session('Ida');
    const marking = 'red';
    const fact = (value: string): Act => ({ act: 'fact', values: [{ fact: 'rooms', value }] });
    ida.act(fact('tavs room'), { marking });
    const answer = desk.entries.at(-1)!;
    ida.act({ act: 'correct', entry: answer.id, target: answer, at: '2026-11-22T03:00:00+01:00' });
    ida.act({ act: 'describe', values: [{ field: 'impact', value: 'The tavse house' }] }, { marking });
    ida.act({ act: 'describe', values: [{ field: 'impact', value: 'A house' }] });
    expect(ida.act({ act: 'undo' })).toMatchObject({ ok: true });
    expect(desk.entries.filter((entry) => JSON.stringify(entry).includes('tavs'))).toHaveLength(4);
    expect(await everything(desk, { tlp: 'red' })).toContain('tavs');
    expect(await everything(desk, { tlp: 'amber' })).not.toContain('tavs');
    expect(shownOf(desk.entries, { tlp: 'amber' }).leftOut.entries).toBe(4);
  });

  it('no brief of a handover tells it over again, as one does to those who may read it', async () => {
    const desk = flood();
    const ida = desk.session('Ida');
    ida.act({ act: 'note', words: 'The key lies under the stone' });
    const note = desk.entries.at(-1)!;
    const said = { to: 'Bo', worries: 'The pump sounds wrong' };
    const brief = handoverAct(ida.incident, { name: 'Ida' }, ida.now(), ida.log(briefLog), said);
    expect(brief.brief).toContain('The key lies under the stone');
    expect(ida.act(brief)).toMatchObject({ ok: true });
    expect(await everything(desk, { tlp: 'amber' })).toContain('The pump sounds wrong');
    ida.act({ act: 'correct', entry: note.id, target: note, marking: 'red' });
    expect(await everything(desk, { tlp: 'red' })).toContain('under the stone');
    const text = await everything(desk, { tlp: 'amber' });
    expect(text).not.toContain('under the stone');
    expect(text).toContain('Handed over to Bo');
    expect(JSON.parse(await exported('json', shownOf(desk.entries, { tlp: 'amber' })))).toMatchObject({
      withheld: { entries: 1 },
    });
  });

  it('the same said by whoever marked it for more readers stands there', () => {
    const desk = flood();
    const ida = desk.session('Ida');
    const room = (marking: Marking) =>
      ida.act({ act: 'fact', values: [{ fact: 'rooms', value: 'hall A' }] }, { marking });
    room('red');
    room('green');
    expect(shownOf(desk.entries, { tlp: 'green' }).leftOut.entries).toBe(1);
    expect(shownOf(desk.entries, { tlp: 'green' }).incident.facts['rooms']?.answer?.value).toEqual(['hall A']);
  });
});

/** What a note says to readers of an export to everybody, where somebody is asked who rang. */
function noteToAll(caller: string, words: string): string | undefined {
  const desk = flood();
  const ida = desk.session('Ida');
  ida.act({ act: 'fact', values: [{ fact: 'caller', value: caller }] });
  ida.act({ act: 'note', words });
  const shown = [...shownOf(desk.entries, { tlp: 'clear' }).entries()].at(-1);
  return shown?.words;
}

describe('a personal answer is found, however it is written', () => {
  it.each([
    ['Bente Marsvin', 'bente-marsvin.png', '[left out].png'],
    [
      'Bente Marsvin',
      'Call Bente\n  **Marsvin** at BENTEMARSVIN@example.org',
      'Call [left out]** at [left out]@example.org',
    ],
    ['Bente Marsvin', 'Marsvin, Bente: fru marsvins bil', '[left out], [left out]: fru [left out]s bil'],
    ['Bo Kjær', 'Bo rang; hun bor her, hos BO', '[left out] rang; hun bor her, hos [left out]'],
    ['Åse Bjørn', 'Åse rang'.normalize('NFD'), '[left out] rang'],
    ['Åse Bjørn'.normalize('NFD'), 'ÅSE BJØRN rang', '[left out] rang'],
    ['12 34 56 78', 'rang from 12345678 twice', 'rang from [left out] twice'],
    ['12345678', 'rang from +45 12-34.56 78', 'rang from +45 [left out]'],
    ['+45 12 34 56 78', 'rang from 12 345 678', 'rang from [left out]'],
    ['0045 12345678', '+4512345678, 12345678', '+[left out], [left out]'],
    ['+1 212 555 0100', 'rang from 212-5550100', 'rang from [left out]'],
    ['+358 91 234 567', 'rang from 091 234567', 'rang from 0[left out]'],
    ['010190-1234', '0101901234', '[left out]'],
    ['Rosa', 'Rosas hat, ROSA-1', '[left out]s hat, [left out]-1'],
    ['123456', '12 34 56', '[left out]'],
    ['CPR 010190-1234', 'cpr 010190 1234', '[left out]'],
    ['Bente, tlf. 12 34 56 78', 'rang from 12345678', 'rang from [left out]'],
    ['+45 123456', '23456 and 123456', '23456 and [left out]'],
    ['12-4', 'room 124, room 12-4', 'room 124, room [left out]'],
    ['1234567, 1234567890', '123 456 789 0', '[left out]'],
    [
      'Ane',
      'ane rang; spoke to Anes son, not to Annelise',
      '[left out] rang; spoke to [left out]s son, not to Annelise',
    ],
    ['Bo', 'Bo rang: BO is hurt; de bor her', '[left out] rang: [left out] is hurt; de bor her'],
  ])('%s in "%s"', (caller, words, shown) => {
    expect(noteToAll(caller, words)).toBe(shown);
  });

  it.each([
    ['a short answer is no name', 'no', 'no, nobody; No one', 'no, nobody; No one'],
    ['nor is a short one', 'At', 'At noon', 'At noon'],
    ['nor is what is also a word of the plan', 'Out', 'they are out', 'they are out'],
    ['a time is no short number', '1230', 'Back at 12:30', 'Back at 12:30'],
    ['what somebody is is no name', 'The Director', 'The hall of a director', 'The hall of a director'],
    ['nor is a sentence', 'Two people hurt in Hall', 'people in the Hall', 'people in the Hall'],
    [
      'a name that is also a word of the plan',
      'Everyone Out',
      'everyone is out, says Everyone',
      'everyone is out, says [left out]',
    ],
    ['a word that has it in it', 'Bente Lind', 'Linden, blind', 'Linden, blind'],
  ])('and nothing else: %s', (_, caller, words, shown) => {
    expect(noteToAll(caller, words)).toBe(shown);
  });
});

describe('pseudonyms', () => {
  it('stand for a short first name too, as a name is written; what binds a name together is a word like any other', async () => {
    const desk = flood();
    desk.session('Bo Kjær').act({ act: 'note', words: 'Here' });
    desk.session('Ida de Vries').act({ act: 'note', words: 'Bo: act now. Bos key; de to bo der, de bor' });
    const text = await everything(desk, { pseudonyms: true });
    expect(text).toContain('Responder 2: act now. Responder 2s key; de to bo der, de bor');
    expect(text).not.toMatch(/\bBo\b/);
  });

  it('stand for whoever typed, and for whoever did it under the role that they had', async () => {
    const desk = new IncidentDesk();
    desk.follow(smallFlood);
    const by = { name: 'Sara Lind', role: 'facilities, lead' };
    desk.act({ act: 'note', words: 'The gate is shut' }, { by, 'entered-by': { name: 'Tove Tast', role: 'lead' } });
    desk.act({ act: 'note', words: 'I am back' }, { by: { name: 'Sara Lind' } });
    const rows = parse(await exported('csv', shownOf(desk.entries, { pseudonyms: true })), { columns: true });
    expect(rows.slice(-2)).toMatchObject([
      { by: 'Facilities duty officer', role: 'facilities, lead', entered_by: 'Incident lead' },
      { by: 'Facilities duty officer', role: '', entered_by: '' },
    ]);
    expect(await everything(desk, { pseudonyms: true })).not.toMatch(/Sara|Lind|Tove|Tast/);
  });

  it('leave the plan as it is, whatever people are called, and a personal answer to those who may read it', async () => {
    const desk = flood();
    const ida = desk.session('Facilities Repair');
    ida.act({ act: 'assign', role: 'facilities', person: 'Facilities Repair' });
    ida.act({ act: 'fact', values: [{ fact: 'caller', value: 'Bente Marsvin' }] });
    const text = await everything(desk, { tlp: 'red', pseudonyms: true });
    expect(text).toContain('Repair (repair)');
    expect(text).toContain('Bente Marsvin');
    expect(shownOf(desk.entries, { pseudonyms: true }).incident.roles['facilities']?.holder).toBe(
      'Facilities duty officer',
    );
  });

  it('put roles in place of people, the same for the same person, in fields and in words', async () => {
    const desk = flood();
    const sara = desk.session('Sara Lind');
    sara.act({ act: 'assign', role: 'lead', person: 'Sara Lind' });
    desk.session('Bo Kjær').act({ act: 'note', words: 'Sara Lind said that Lind’s car is away; sara agrees' });
    const text = await everything(desk, { pseudonyms: true });
    for (const name of ['Sara', 'Lind', 'Kjær']) expect(text).not.toMatch(new RegExp(name, 'i'));
    expect(text).toContain('Responder 1');
  });

  it('say how many people there are, and call nobody by another’s role', () => {
    const names = ['Ada Nor', 'Ben Sou', 'Cid Wes'];
    const desk = flood();
    for (const name of names) desk.session(name).act({ act: 'note', words: `I am ${name}` });
    const { leftOut, entries } = shownOf(desk.entries, { pseudonyms: true });
    const shown = new Set([...entries()].filter(({ type }) => type === 'note.written').map(({ by }) => by.name));
    expect(shown.size).toBe(names.length);
    expect(leftOut.people).toBeGreaterThanOrEqual(names.length);
  });

  it('hold for any name and any words around it', () => {
    const name = fc.stringMatching(/^[A-ZÆØÅ][a-zæøå]{2,9} [A-ZÆØÅ][a-zæøå]{2,9}$/u);
    fc.assert(
      fc.property(name, fc.constantFrom('', ', ', ' (', '"', 's ', '’s '), (who, after) => {
        const desk = memoryIncident({ runbooks: [smallFlood] });
        desk.session(who).act({ act: 'note', words: `x ${who}${after}y` });
        const written = [...shownOf(desk.entries, { pseudonyms: true }).entries()].at(-1);
        expect(JSON.stringify(written)).not.toContain(who);
      }),
      { numRuns: 50 },
    );
  });

  it('stand for an account or an address that is made of a name, and for a first name that is shouted', () => {
    const desk = flood();
    desk.session('Bo Åse').act({ act: 'note', words: 'Here' });
    const words = `idajuhl@example.org, ida.juhl@example.org; BO, ${'Åses'.normalize('NFD')} key`;
    desk.session('Ida Juhl').act({ act: 'note', words });
    const shown = [...shownOf(desk.entries, { pseudonyms: true }).entries()].at(-1);
    expect(shown?.words).toBe(
      'Responder 3@example.org, Responder 3.Responder 3@example.org; Responder 2, Responder 2s key',
    );
  });

  it('stand for a name beside the number of an account or a file, and with whichever apostrophe; two letters and a number are a room', () => {
    const desk = flood();
    desk.session("Bo O'Neill").act({ act: 'note', words: 'Here' });
    const words = 'O’Neill sent 20261122IdaJuhl.jpg and ida_2.jpg to idajuhl1@example.org, in BO2; Idalia waits';
    desk.session('Ida Juhl').act({ act: 'note', words });
    const shown = [...shownOf(desk.entries, { pseudonyms: true }).entries()].at(-1);
    expect(shown?.words).toBe(
      'Responder 2 sent 20261122Responder 3.jpg and Responder 3_2.jpg to Responder 3-1@example.org, in BO2; Idalia waits',
    );
  });

  it('stand for whoever is listed: of a review, of those for and against; corrected too, and wherever else they are spoken of', async () => {
    const desk = flood();
    const ida = desk.session('Ida Juhl');
    const annotate = (kind: string, words: string) => ida.act({ act: 'annotate', kind, words });
    annotate('owner', 'Rie Tavs (DPO)');
    annotate('facilitator', 'Tue');
    annotate('attendees', 'Ida, Per and Kim Tavs; the whole crew');
    const list = desk.entries.at(-1)!;
    ida.act({ act: 'correct', entry: list.id, target: list, words: 'Ida og Mie Tavsen' });
    ida.act({ act: 'note', words: 'Rie is on her way, the crew is here' });
    const pseudonyms = await everything(desk, { pseudonyms: true });
    expect(pseudonyms).not.toMatch(/Tavs|\bRie\b|\bTue\b|\bPer\b|\bKim\b|\bMie\b|Juhl/);
    expect(pseudonyms).toContain('Responder 2, [left out] and Responder 4; the whole crew');
    expect(pseudonyms).toContain('Responder 3 (DPO)');
    expect(pseudonyms).toContain('Responder 3 is on her way, the crew is here');
  });

  it('stand for whoever objected, not for what they said', () => {
    const desk = new IncidentDesk();
    desk.follow(
      smallFlood.replace(
        'steps:',
        'steps:\n  - { id: go, decide: "Do we go?", options: { yes: { title: Yes }, no: { title: No } } }',
      ),
    );
    desk.act({
      act: 'minutes',
      step: 'go',
      inFavour: 'Ane and Per: wait',
      objections: ['Kim Tavs: Two are hurt', 'Ole: no'],
    });
    desk.act({ act: 'note', words: 'Pump: Everybody is out' });
    const said = [...shownOf(desk.entries, { pseudonyms: true }).entries()].slice(-4).map(({ words }) => words);
    expect(said).toEqual([
      'Responder 1 and [left out]: wait',
      'Responder 2: Two are hurt',
      '[left out]: no',
      'Pump: Everybody is out',
    ]);
  });

  it('are not told by how somebody is reached, nor by what put that right', async () => {
    const desk = flood();
    const ida = desk.session('Ida');
    ida.act({ act: 'annotate', kind: 'contact', words: 'DPO Mie Tavs, +45 33 44 55 66' });
    const contact = desk.entries.at(-1)!;
    ida.act({ act: 'correct', entry: contact.id, target: contact, words: 'DPO Mie Tavs, mie@example.org' });
    ida.act(handoverAct(ida.incident, { name: 'Ida' }, ida.now(), ida.log(briefLog), {}));
    expect(desk.entries.at(-1)?.words).toContain('mie@example.org');
    expect(await everything(desk, {})).toContain('Mie Tavs');
    expect(await everything(desk, { pseudonyms: true })).not.toMatch(/Mie|Tavs|33 44|example\.org/);
  });

  it('are not told by the folder that a runbook lay in', async () => {
    const desk = new IncidentDesk();
    const source = {
      text: smallFlood,
      followed: {},
      sha256: 'a'.repeat(64),
      folder: '/srv/kurttavs/books',
      file: '/srv/kurttavs/books/flood.yaml',
    };
    desk.act({ act: 'follow', source });
    expect(JSON.stringify(desk.entries)).toContain('kurttavs');
    const text = await everything(desk, { pseudonyms: true });
    expect(text).not.toContain('kurttavs');
    expect(text).toContain('""file"":""flood.yaml""');
  });

  it('stand in all that a scenario says to its readers, and in nothing that it is played and measured by', () => {
    const said = 'Kurt says';
    const scenario = (words: string): Scenario => ({
      holdfast: 1,
      id: 'kurt',
      title: words,
      summary: words,
      owner: words,
      runbook: 'kurt',
      lasts: '2h',
      overview: { kind: 'tabletop', scope: words, threat: words, sponsor: words, contact: words, assumptions: [words] },
      players: { title: { team: words, note: words } },
      staff: { facilitator: words, 'simulation-cell': [words], evaluators: [{ name: words, watches: [said] }] },
      phases: [{ id: 'kurt', title: words, at: '0m', text: words }],
      facts: { message: said },
      branches: { note: { title: words, when: said } },
      objectives: {
        statement: {
          statement: words,
          capability: 'Coordination',
          element: 'training',
          discuss: [words],
          'listen-for': [words],
          tasks: [{ task: words, measure: { message: said, from: said } }],
        },
      },
      injects: [
        {
          id: 'kurt',
          title: words,
          from: words,
          to: [said],
          message: words,
          expect: words,
          notes: words,
          objectives: [said],
          unless: said,
          tells: { text: said },
          answer: { ask: words, of: [said] },
          measure: { to: said, from: said },
        },
      ],
    });
    const hidden = inScenario(scenario(said), (text) => text.replaceAll('Kurt', 'The lead'));
    expect(hidden).toEqual(scenario('The lead says'));
  });

  it('and for what was left out a word stands in the language of its readers', () => {
    const desk = flood();
    desk.session('Ida').act({ act: 'note', words: 'The key lies under the stone' }, { marking: 'red' });
    const shown = shownOf(desk.entries, { pseudonyms: true, language: 'da' });
    expect([...shown.entries()].map(({ by, words }) => [by.name, words])).toEqual([
      ['Deltager 1', 'Leak sensor 4 tripped'],
      ...[...desk.entries].slice(1, -1).map(({ words }) => ['Deltager 1', words]),
      ['[udeladt]', '[udeladt]'],
    ]);
  });
});
