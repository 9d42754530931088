import { chooseForTerminal } from '../../files/index.ts';
import type { Call } from '../call.ts';
import { exit, Failure, wrongUsage } from '../failure.ts';
import { meOf } from '../arguments/who.ts';

/** Who sits at this terminal, so that the record names the right person. */
export function run(call: Call): void {
  const name = call.words.join(' ').trim();
  if (call.words.length > 0 && name === '') throw wrongUsage('The name is empty.', 'It is typed: holdfast iam NAME');
  if (name !== '' && !chooseForTerminal(call.around, { name }))
    throw new Failure(
      exit.refused,
      'no-terminal',
      'It cannot be told which terminal this is, so nothing was remembered.',
      'Set it for all of yours: holdfast config name "NAME"',
    );
  const me = meOf(call);
  if (call.json) call.io.json(me);
  else call.io.say(name === '' ? `You are ${me.name} here.` : `You are ${me.name} in this terminal from now on.`);
}
