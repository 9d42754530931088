import { beginWords, only } from './doing.ts';
import type { KeyAct } from '../keys/keys.ts';
import {
  openPage,
  showAlarms,
  showExercise,
  showIncidents,
  showViews,
  typeWords,
  writeForOthers,
  writeNote,
} from '../rows/lay-over.ts';
import { back, move, toLane, toOpen, toPart } from './press-move.ts';
import { approve, done, facts, message, minutes, number, onMarked, onOpen, take, tick } from './press-step.ts';
import { refusalIn } from './replay-keys.ts';
import { openStep, say } from '../state.ts';
import type { Pressed, Screen, World } from '../state.ts';

/** What the key of an act does on the guide; `name`: which of its keys it was. */
export function performKey(screen: Screen, act: KeyAct, name: string, world: World): Pressed {
  const { guide } = world;
  const step = openStep(screen, guide);
  switch (act) {
    case 'up':
    case 'down':
    case 'page-up':
    case 'page-down':
    case 'first':
    case 'last':
      return only(move(screen, act, world));
    case 'left':
    case 'right':
      return only(toPart(screen, act === 'left' ? -1 : 1, world));
    case 'next-open':
    case 'previous-open':
      return only(toOpen(screen, act === 'next-open' ? 1 : -1, world));
    case 'next-lane':
    case 'previous-lane':
      return only(toLane(screen, act === 'next-lane' ? 1 : -1, world));
    case 'number':
      return number(screen, Number(name), step, world);
    case 'done':
      return done(screen, step, world);
    case 'tick':
      return tick(screen, step, world);
    case 'fact':
      return facts(screen, step, world);
    case 'run':
    case 'skip':
    case 'fail':
      return onOpen(screen, act, step, world);
    case 'send':
      return message(screen, step, world);
    case 'approve':
      return approve(screen, step, world);
    case 'take':
      return take(screen, world);
    case 'aware':
    case 'undo':
      return beginWords(screen, [act], world);
    case 'minutes':
      return minutes(screen, world);
    case 'note':
      return only(writeNote(screen));
    case 'jump':
    case 'reopen':
      return onMarked(screen, act, world);
    case 'scribe':
      return only(writeForOthers(screen));
    case 'brief':
    case 'review':
    case 'clocks':
    case 'map':
    case 'messages':
    case 'people':
    case 'timeline':
      return only(openPage(screen, act));
    case 'incidents':
      return only(showIncidents(screen, world));
    case 'injects':
      return only(showExercise(screen, world));
    case 'incident-before':
      return { screen, wants: [{ want: 'switch' }] };
    case 'command':
      return only(typeWords(screen));
    case 'alarms':
      return only(showAlarms(screen));
    case 'views':
      return only(showViews(screen, world));
    case 'help':
      return only({ ...screen, over: { over: 'help', top: 0 } });
    case 'replay':
      return world.replay === undefined
        ? { screen, wants: [{ want: 'replay', move: { begin: undefined } }] }
        : only(say(screen, refusalIn(world)));
    case 'back':
      return only(back(screen));
    case 'repaint':
    case 'suspend':
    case 'leave':
      return { screen, wants: [{ want: act }] };
  }
}
