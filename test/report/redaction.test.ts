import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Marking } from '../../src/entry/index.ts';
import { activeOf } from '../../src/incident/index.ts';
import { markings } from '../../src/entry/index.ts';
import { exportFormats } from '../../src/report/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { readable } from '../support/exported.ts';
import { shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

const flood = () => memoryIncident({ runbooks: [smallFlood], reason: 'Leak sensor 4 tripped' });
type Desk = ReturnType<typeof flood>;
type Reader = Parameters<typeof shownOf>[1];

/** All that stands in any format, packed ones unpacked. */
async function everything(desk: Desk, audience: Reader): Promise<string> {
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

describe('pseudonyms', () => {
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
});
