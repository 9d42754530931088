import { ringList, roleStory, withHyphen } from '../../guide/index.ts';
import type { ContactOf, RoleRow } from '../../guide/index.ts';
import type { Session } from '../../session/index.ts';
import { nearest, wordAmong } from '../../text/index.ts';
import { askLine } from '../ask.ts';
import { type Call, usageHint } from '../call.ts';
import { contactsFor } from '../sources/contacts.ts';
import { notFound, wrongUsage } from '../failure.ts';
import { howOf } from '../arguments/how.ts';
import { openIncident } from '../opening/open-incident.ts';
import { perform } from '../perform.ts';

const results = ['reached', 'voicemail', 'no-answer', 'refused'] as const;
type Result = (typeof results)[number];

/** The numbers of a role in the order in which they are rung, and what came of it. */
export async function run(call: Call): Promise<void> {
  const [said, ...came] = call.words;
  const [result, named, extra] = withHyphen(came, results);
  if (extra !== undefined) throw wrongUsage(`"${extra}" was not understood.`, usageHint(call));
  if (said === undefined) throw wrongUsage('Say which role.', usageHint(call));
  const { session, close } = openIncident(call, 'act');
  try {
    const role = roleNamed(session, said);
    const contacts = contactsFor(call, session.incident);
    const contactOf: ContactOf = (id) => (Object.hasOwn(contacts, id) ? contacts[id] : undefined);
    const came = result === undefined ? await asked(call, session, role, contactOf) : resultNamed(result);
    if (came === undefined) return;
    // Whoever names nobody has rung the one whose turn it was.
    const contact =
      named === undefined ? ringList(role, contactOf).find((rung) => rung.next)?.contact : contactNamed(role, named);
    const act = { act: 'call', role: role.id, result: came, ...(contact !== undefined && { contact }) } as const;
    await perform(call, session, act, howOf(call, session));
  } finally {
    close();
  }
}

function roleNamed(session: Session, said: string): RoleRow {
  const { roles } = session.guide();
  const found = roles.find(({ id }) => id === said.toLowerCase());
  if (found !== undefined) return found;
  const ids = roles.map(({ id }) => id);
  const meant = nearest(said, ids);
  throw notFound(
    `There is no role "${said}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    ids.length === 0 ? 'No followed runbook declares a role.' : `There is: ${ids.join(', ')}.`,
  );
}

function contactNamed({ id, order }: RoleRow, said: string): string {
  const found = wordAmong(said, order);
  if (found !== undefined) return found;
  throw notFound(
    `"${said}" is not rung for ${id}.`,
    order.length === 0 ? 'The runbook names nobody.' : `There is: ${order.join(', ')}.`,
  );
}

function resultNamed(said: string): Result {
  const [word = ''] = withHyphen(said.split(' '), results);
  const found = wordAmong(word, results);
  if (found) return found;
  const meant = nearest(word, results);
  throw wrongUsage(
    `"${said}" is no result of a call.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `It is one of: ${results.join(', ')}.`,
  );
}

/** Shows the numbers; on a terminal asks what came of it, elsewhere nothing more is done. */
async function asked(call: Call, session: Session, role: RoleRow, contactOf: ContactOf): Promise<Result | undefined> {
  if (call.json) {
    call.io.json({ incident: session.incident.alias, role: role.id, numbers: numbersOf(role, contactOf) });
    return undefined;
  }
  const [title, ...lines] = roleStory(role, session.guide(), contactOf);
  call.io.say(`Call ${title?.text ?? role.id}:`, ...lines.map(({ text, point }) => `${point ? '    ' : '  '}${text}`));
  if (!call.io.interactive) {
    call.io.say(`Then say what came of it: holdfast call ${role.id} ${results.join('|')}`);
    return undefined;
  }
  call.io.say(...results.map((result, index) => `  ${index + 1}  ${result}`));
  const answer = await askLine('What came of it? (number or word, Enter to leave)');
  return answer === '' ? undefined : (results[Number(answer) - 1] ?? resultNamed(answer));
}

interface Numbered {
  readonly contact: string;
  readonly name: string;
  readonly numbers: readonly { readonly kind: string; readonly number: string }[];
}

function numbersOf({ order }: Pick<RoleRow, 'order'>, contactOf: ContactOf): readonly Numbered[] {
  return order.map((contact) => {
    const found = contactOf(contact);
    return { contact, name: found?.name ?? contact, numbers: found?.numbers ?? [] };
  });
}
