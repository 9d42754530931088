import { statusJson, statusText } from '../../guide/index.ts';
import { atMost, type Call } from '../call.ts';
import { offerOfNewer } from '../sources/newer-text.ts';
import { openIncident } from '../opening/open-incident.ts';
import { typedNext } from '../arguments/typed-again.ts';
import { otherwise, typedHere } from '../arguments/typed-here.ts';

/** How the words of the guide that answer a question are typed in a shell: two are called otherwise there, and `fact K=` alone clears. */
function answering(call: Call): (words: string) => string {
  const typed = typedNext(call);
  return (words) => typed(words.replace(/^[a-z-]+/, (word) => otherwise.get(word) ?? word).replace(/=$/, '=VALUE'));
}

/** Where the incident stands. */
export function run(call: Call): void {
  atMost(call, 0);
  const { session, timeline, close } = openIncident(call, 'read');
  try {
    const guide = session.guide();
    if (call.json) call.io.json(statusJson(guide, session.incident));
    else {
      const offer = offerOfNewer(timeline, session.incident);
      call.io.say(...statusText(guide, answering(call)), ...(offer === undefined ? [] : [typedHere(offer)]));
    }
  } finally {
    close();
  }
}
