import { readBeside } from '../../files/index.ts';
import type { Session } from '../../session/index.ts';
import { nearest } from '../../text/index.ts';
import { askLine } from '../ask.ts';
import { atMost, type Call, usageHint } from '../call.ts';
import { notFound, wrongUsage } from '../failure.ts';
import { howOf } from '../how.ts';
import { openIncident } from '../open-incident.ts';
import { perform } from '../perform.ts';
import { foldersOf } from '../runbook-source.ts';

const results = ['reached', 'voicemail', 'no-answer', 'refused'] as const;
type Result = (typeof results)[number];

/** The numbers of a role in the order in which they are rung, and what came of it. */
export async function run(call: Call): Promise<void> {
  atMost(call, 2);
  const [said, result] = call.words;
  if (said === undefined) throw wrongUsage('Say which role.', usageHint(call));
  const { session, close } = openIncident(call, 'act');
  try {
    const role = roleNamed(session, said);
    const came = result === undefined ? await asked(call, session, role) : resultNamed(result);
    if (came === undefined) return;
    await perform(call, session, [{ act: 'call', role, result: came }], howOf(call, session));
  } finally {
    close();
  }
}

function roleNamed({ incident }: Session, said: string): string {
  const roles = Object.keys(incident.roles);
  if (roles.includes(said)) return said;
  const meant = nearest(said, roles);
  throw notFound(
    `There is no role "${said}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    roles.length === 0 ? 'No followed runbook declares a role.' : `There is: ${roles.join(', ')}.`,
  );
}

function resultNamed(said: string): Result {
  const word = said === 'no answer' ? 'no-answer' : said;
  const found = results.find((each) => each === word);
  if (found) return found;
  const meant = nearest(word, results);
  throw wrongUsage(
    `"${said}" is no result of a call.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `It is one of: ${results.join(', ')}.`,
  );
}

/** Shows the numbers; on a terminal asks what came of it, elsewhere nothing more is done. */
async function asked(call: Call, session: Session, role: string): Promise<Result | undefined> {
  const numbers = numbersOf(call, session, role);
  if (call.json) {
    call.io.json({ incident: session.incident.alias, role, numbers });
    return undefined;
  }
  const title = session.incident.roles[role]?.role.title ?? role;
  call.io.say(
    `Call ${title}:`,
    ...(numbers.length === 0
      ? ['  no number is known; see contacts.yaml']
      : numbers.map(
          (one, index) =>
            `  ${index + 1}  ${one.name}: ${one.numbers.map(({ kind, number }) => `${kind} ${number}`).join(', ')}`,
        )),
  );
  if (!call.io.interactive) {
    call.io.say(`Then say what came of it: holdfast call ${role} ${results.join('|')}`);
    return undefined;
  }
  call.io.say(...results.map((result, index) => `  ${index + 1}  ${result}`));
  const answer = await askLine('What came of it? (number or word, Enter to leave)');
  return answer === '' ? undefined : (results[Number(answer) - 1] ?? resultNamed(answer));
}

function numbersOf(
  call: Call,
  { incident }: Session,
  role: string,
): readonly {
  readonly contact: string;
  readonly name: string;
  readonly numbers: readonly { readonly kind: string; readonly number: string }[];
}[] {
  const ids = incident.roles[role]?.role.call ?? [];
  const contacts = readBeside(foldersOf(call), incident.runs[0]?.folder).contacts?.read?.contacts ?? {};
  return ids.map((contact) => {
    const found = Object.hasOwn(contacts, contact) ? contacts[contact] : undefined;
    return { contact, name: found?.name ?? contact, numbers: found?.numbers ?? [] };
  });
}
