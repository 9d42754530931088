import { expect, test } from 'vitest';
import { peopleNight } from '../support/people-night.ts';
import { walk } from './walk.ts';

const anna = ['assign lead Anna', 'ack lead'];

test('who is to take over finds it among the choices, by number', async () => {
  const night = peopleNight();
  const given = await walk(night.anna, [...anna, 'handover Bo --worries The pump sounds wrong']);
  expect(given).toContain('Anna: The pump sounds wrong');
  const bo = night.incident.session('Bo');
  const [number = ''] =
    /^ +(\d+) {2}Accept the handover of Anna: Incident lead$/m.exec(await walk(bo, []))?.slice(1) ?? [];
  const accepted = await walk(bo, [number]);
  expect(accepted).toContain('Handover accepted from Anna: Incident lead');
  expect(accepted).toContain('What worries Anna: The pump sounds wrong');
  expect(accepted).toContain('You are Bo (Incident lead).');
  expect(night.incident.incident.roles['lead']).toMatchObject({ holder: 'Bo' });
});

test('some roles only; a role that is not there is asked again', async () => {
  const night = peopleNight();
  const text = await walk(night.anna, [...anna, 'handover Bo --role laed', 'handover --to Bo Holm --role lead']);
  expect(text).toContain('Did you mean "lead"?');
  expect(night.incident.entries.at(-1)).toMatchObject({ data: { to: 'Bo Holm', roles: ['lead'] } });
});

test('whose handover is meant is asked where several wait', async () => {
  const night = peopleNight();
  await walk(night.anna, [...anna, 'handover']);
  await walk(night.incident.session('Bo'), ['assign facilities Bo', 'handover']);
  const text = await walk(night.incident.session('Carl'), ['accept-handover', 'Bo']);
  expect(text).toContain('Whose handover?');
  expect(night.incident.incident.roles['facilities']).toMatchObject({ holder: 'Carl' });
  expect(night.incident.incident.roles['lead']).toMatchObject({ holder: 'Anna' });
});

test('a period is asked for piece by piece, or said in one line; its end is said with its date where not today', async () => {
  const night = peopleNight();
  const text = await walk(night.anna, [
    'period',
    'hall A dry; hospital told',
    '8h',
    'objective people are fed',
    'period 1 --until tomorrow 08:00',
    'period 3 "back to one shift" --until 8h',
    '',
  ]);
  expect(text).toContain('What is to be reached in this period?');
  const words = text.replace(/\s+/g, ' ');
  expect(words).toContain('Period 1, until 11:12 +01:00: hall A dry; hospital told');
  expect(words).toContain('Period 1, until 23 Nov 08:00 +01:00: hall A dry; hospital told; people are fed');
  expect(text).toContain('period 3 until 11:12 +01:00');
  expect(night.incident.incident.period).toMatchObject({ number: 3, objectives: ['back to one shift'] });
  expect(await walk(night.anna, ['period 2 too late', 'period --until yesterday'])).toContain('Period 3 is running');
});

test('who has it open is told among the people', async () => {
  const night = peopleNight();
  const text = await walk(night.anna, [...anna, 'people'], { here: () => ['Anna', 'Dora'] });
  expect(text).toContain('Anna: here now, Incident lead, on shift 0s');
  expect(text).toContain('Dora: here now, has done nothing here yet');
});

test('who has it open is offered by name where somebody is asked for, also by a number', async () => {
  const night = peopleNight();
  const text = await walk(night.anna, ['assign facilities', '2'], { here: () => ['Anna', 'Dora'] });
  expect(text).toContain('Who is Facilities duty officer?');
  expect(text).toContain('2  Dora');
  expect(night.incident.incident.roles['facilities']?.holder).toBe('Dora');
});

test('the brief goes into a file by its name; what was decided stands in it', async () => {
  const night = peopleNight();
  night.anna.act({ act: 'choose', step: 'rising', option: 'up' }, { why: 'the level falls' });
  const files: Record<string, string> = {};
  const text = await walk(night.anna, ['brief brief of tonight.txt', 'brief brief of tonight.txt'], {
    save: async (file, words) => {
      if (file in files) return { problem: `${file} is there already. Give another name.` };
      files[file] = words;
      return { file };
    },
  });
  expect(text).toContain('Written: brief of tonight.txt');
  expect(text).toContain('brief of tonight.txt is there already.');
  expect(files['brief of tonight.txt']).toMatch(/What was decided\n {2}.* → .*\(Anna, 03:12 \+01:00\)/);
  expect(await walk(night.anna, ['brief a.txt'])).toContain('holdfast brief -o');
});
