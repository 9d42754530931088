import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runPlainHome } from '../../src/plain/index.ts';
import type { Lobby } from '../../src/session/index.ts';
import { busyNight } from '../support/busy-night.ts';
import { books, homeIncident } from '../support/home-books.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { contacts } from '../support/people-night.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';
import { threeTracks } from '../support/three-tracks.ts';
import { wetNight } from '../support/wet-night.ts';
import { conversation } from './walk.ts';

/**
 * Whole conversations, line by line, in files that people can read: what is offered by number and what every view says. A change
 * that is meant: `UPDATE_LINES=1` and run this file again, then look at what changed.
 */
const folder = join(import.meta.dirname, 'lines');
const update = process.env['UPDATE_LINES'] !== undefined;

const conversations: Readonly<Record<string, () => Promise<string>>> = {
  'a whole incident': async () => {
    const flood = memoryIncident({ runbooks: [pumpFailure] });
    const anna = flood.session('Anna');
    const bo = flood.session('Bo');
    return conversation(anna, [
      '',
      '2',
      'tick 2',
      '99',
      '1',
      'yes',
      '12 cm',
      'undo',
      'yes',
      'choose',
      'cancel',
      () => bo.act({ act: 'note', words: 'The van is here' }),
      '1',
      'done',
      'approve',
      () => bo.act({ act: 'approve', step: 'cut-power', answer: 'given' }),
      '',
      () => flood.pass({ minutes: 1 }),
      'skip',
      'nobody is there',
      'fact significant=no',
      'jump',
      '2',
      '2',
      'cancel',
      () => flood.pass({ minutes: 31 }),
      '',
      'send',
      'note',
      'It runs dry',
      'nothing of the kind',
      'severity sev9',
      'severity sev2',
      'add "Ring the mayor"',
      '',
      'step added-1',
      '7',
      '',
      'resolve',
      'no',
      'resolve',
      'yes',
      'close',
      'yes',
      'reopen-incident',
    ]);
  },
  'every view of a busy night': async () => {
    const night = busyNight();
    return conversation(
      night.session('Anna'),
      [
        '',
        'steps',
        'step',
        'map',
        'tracks',
        'clocks',
        'clocks early-warning',
        'messages',
        'messages status-page',
        'facts',
        'people',
        'people lead',
        'call lead',
        'cancel',
        'services',
        'questions',
        'injects',
        'log 5',
        'timeline',
        'timeline kind=note',
        'timeline pump',
        'timeline person=Bo',
        'timeline nothing',
        'brief',
        'review',
        'incidents',
        'help',
        'help done',
        'help timeline',
        'help nothing',
        'find pump',
        'find xyzzy',
        'home',
        'switch x',
        'iam Cleo Dahl',
        'now',
      ],
      { contacts: () => contacts, here: () => ['Bo Holm'] },
    );
  },
  'a night with many things at once': async () => {
    const flood = memoryIncident({ runbooks: [smallFlood], organisation });
    const bo = flood.session('Bo');
    return conversation(flood.session('Anna'), [
      'fact door_code=4711 caller=Karen water_depth=?',
      'fact',
      'yes',
      '',
      '',
      '2',
      'done',
      'yes',
      '12',
      'minutes',
      'Wait for the morning',
      '',
      '',
      '1',
      'aware significant-incident',
      'aware personal-data-breach',
      'fact ups_minutes=20',
      'asked answer-authority --due 4h',
      'clocks',
      'lost citizen-sign-in payments',
      'services',
      '',
      'done',
      'refuse --by Bo',
      'somebody is still inside',
      'done',
      'approve',
      'approve --by Bo',
      () => bo.act({ act: 'command-start', step: 'lag' }),
      '',
      'run',
      () => flood.pass({ minutes: 1 }),
      '',
      'attach rack.jpg',
      'skip lag',
      'the standby is off',
      'send',
      'met early-warning CS-7',
      'restored citizen-sign-in',
      'undo',
      'yes',
      'correct 12',
      'cancel',
      'follow-up A second sensor',
      'tracks',
      'facts',
    ]);
  },
  'from paper': async () => {
    const night = memoryIncident({ runbooks: [pumpFailure], start: '2026-11-21T21:00:00+01:00' });
    night.pass({ hours: 9 });
    return conversation(night.session('Ann Ebbe'), [
      'from-paper',
      'undo',
      '2130 mk people-first done',
      'Mona Krag',
      '',
      '2131 mk nonsense',
      '2132 zz rising done',
      '',
      '" " note the van is here',
      '',
      '2140 mk 2 chose steady',
      '',
      '2141 mk restore done',
      'e',
      'undo',
      'end',
    ]);
  },
  'several at work side by side': async () => {
    const night = memoryIncident({ runbooks: [threeTracks] });
    const bo = night.session('Bo');
    return conversation(night.session('Anna'), [
      '',
      () => bo.act({ act: 'assign', role: 'lead', person: 'Anna' }),
      '',
      'tracks',
      'handover --to Bo --worries "the pump sounds wrong"',
      () => bo.act({ act: 'handover', brief: 'So it stands', to: 'Anna' }),
      '',
      'accept-handover',
      'ack',
      '',
    ]);
  },
  'nothing is followed': async () => {
    const bare = memoryIncident({ runbooks: [] });
    return conversation(bare.session('Anna'), [
      '',
      'stabilise',
      '',
      'resolve',
      'yes',
      '',
      'close',
      'yes',
      '',
      'done',
      'follow pump-failure',
    ]);
  },
  'who plays in an exercise': async () => {
    const drill = wetNight();
    const ulla = drill.session('Ulla', undefined, true);
    return conversation(drill.session('Anna'), [
      '',
      () => drill.pass({ minutes: 12 }),
      '',
      'injects',
      'answer',
      'no',
      () => ulla.act({ act: 'inject', inject: 'push' }),
      'facilitate',
      () => ulla.act({ act: 'exercise', change: 'end' }),
      '',
      'feedback',
      '4',
      '',
      'hot-wash went-well The guard was our eyes',
    ]);
  },
  'who runs an exercise': async () => {
    const drill = wetNight({ staff: 'staff: { facilitator: Ulla, evaluators: [{ name: Per, watches: [lead] }] }' });
    return conversation(
      drill.session('Ulla', undefined, true),
      [
        '',
        'facilitate',
        'hold-inject keeper',
        'let-go',
        'skip-inject',
        'skip-inject keeper',
        'nobody came',
        'inject',
        'cancel',
        'improvise',
        'cancel',
        () => drill.pass({ minutes: 12 }),
        '',
        'pause',
        'observe They ask who decides --objective calm --rating S',
        'rate calm',
        '2',
        'more',
        '',
        'speed 10',
        'resume',
        'injects',
        'phase',
        'cancel',
      ],
      { here: () => ['Anna', 'Bo'] },
    );
  },
  'as it stood': async () => {
    const night = busyNight();
    return conversation(night.session('Anna'), [
      'replay',
      '',
      'forward',
      'to #6',
      'back',
      '03:14',
      'to #999',
      'done',
      'clocks',
      'quit',
      'now',
    ]);
  },
  'at home': async () => {
    const home = {
      incidents: [
        homeIncident({ severity: 'sev2', alarms: 1, now: 'Read the leak panel' }),
        homeIncident({ id: '01B', alias: 'drill-2', mode: 'drill' }),
        homeIncident({ id: '01C', alias: 'fire-1', state: 'closed', ended: '2026-11-22T03:52:00+01:00' }),
      ],
      runbooks: books,
      me: 'Ida Juhl',
      now: '2026-11-22T04:12:00+01:00',
      timezone: 'Europe/Copenhagen',
    };
    const full = (): never => {
      throw new Error('The disk is full.');
    };
    const lobby: Lobby = {
      neighbours: full,
      find: (name) => name,
      hold: full,
      home: () => Promise.resolve({ look: () => home, begin: full }),
    };
    return conversation(
      (io) => runPlainHome({ ...io, lobby }),
      [
        '',
        'water',
        'xyzzy',
        '',
        'help',
        'show data-centre-flood',
        '99',
        '3',
        'show fire-1',
        '',
        'show',
        'switch flood-7',
        'drill nothing',
        'drill',
        'cancel',
        'declare',
        'cancel',
        'declare The pump is silent',
        'back',
        '',
        'Nobody can sign in',
        '1',
        '',
        'sev2',
        'Nobody is in',
        'yes',
        '',
        'cancel',
        'bye',
      ],
    );
  },
};

const fileOf = (name: string): string => `${name.replaceAll(' ', '-')}.txt`;

describe('what is said line by line is what was said before', () => {
  test.each(Object.keys(conversations))('%s', async (name) => {
    const text = ((await conversations[name]?.()) ?? '').replaceAll(/ +$/gm, '');
    const path = join(folder, fileOf(name));
    if (update) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, text);
    }
    expect(existsSync(path), 'UPDATE_LINES=1 makes a file that is missing').toBe(true);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  test('no file is left of a conversation that is gone', () => {
    const names = new Set(Object.keys(conversations).map(fileOf));
    const left = readdirSync(folder).filter((file) => !names.has(file));
    if (update) for (const file of left) rmSync(join(folder, file));
    expect(update ? [] : left).toEqual([]);
  });
});
