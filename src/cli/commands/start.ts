import type { FactValue } from '../../entry/index.ts';
import { answerOf, nowText, tag } from '../../guide/index.ts';
import { readFact, type Act } from '../../incident/index.ts';
import type { Runbook } from '../../runbook/index.ts';
import { instant } from '../../time/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { beginIncident, byWhom } from '../opening/beginning.ts';
import { declarationOf, organisationIn } from '../opening/declaring.ts';
import { exitOfRefusal, Failure, wrongUsage } from '../failure.ts';
import { howToGoOn } from '../opening/how-to-go-on.ts';
import { entriesOf } from '../perform.ts';
import { foldersOf, foundRunbook, sourceOfSound } from '../sources/runbook-source.ts';
import { openGuide } from '../opening/open-guide.ts';
import { viaOf, wantsScreen } from '../opening/screen.ts';
import { openStore } from '../opening/store.ts';
import { forShell, typedAgain } from '../arguments/typed-again.ts';
import { notInRunbook, roleSaid } from '../arguments/of-runbook.ts';
import { meOf } from '../arguments/who.ts';

/** Declares and follows at once. Everything said is read before anything is written. */
export async function run(call: Call): Promise<number | void> {
  const [id, ...more] = call.words;
  if (id !== undefined && more.length > 0)
    throw wrongUsage(
      `"${more.join(' ')}" was not understood after "${id}".`,
      `What it is called is said with --title: ${typedAgain(call)(`start ${forShell(id)} --title ${forShell(more.join(' '))}`)}`,
    );
  const found = foundRunbook(call, onlyWord(call));
  const instead = ' To begin without a runbook: holdfast declare "REASON"';
  const source = await sourceOfSound(call, found, undefined, instead);
  const { runbook } = found;
  if (!runbook) throw new Error('a sound runbook that was not read');
  const declaration = declarationOf(call, call.option('title') ?? runbook.title, {
    runbook,
    organisation: organisationIn(foldersOf(call), found.folder),
  });
  const facts = factsSaid(call, runbook, declaration.timezone);
  const role = roleSaid(call, runbook);
  const holder = declaration.by ?? meOf(call).name;

  const timeline = openStore(call);
  const opened = beginIncident(call, timeline, declaration, {
    source,
    via: wantsScreen(call) ? viaOf(call) : 'cli',
    declaredBy: 'cli',
  });
  try {
    const { session } = opened;
    const acts: Act[] = [
      ...(role === undefined ? [] : [{ act: 'assign', role, person: holder } as const]),
      ...(facts.length === 0 ? [] : [{ act: 'fact', values: facts } as const]),
    ];
    for (const act of acts) entriesOf(session.act(act, byWhom(declaration)));
    if (call.json) {
      call.io.json({ incident: session.incident.alias, head: session.head });
      return undefined;
    }
    call.io.say(`${tag(session.guide())} started: ${runbook.title}`);
    if (wantsScreen(call)) return await openGuide(call, opened);
    call.io.say(...nowText(session.guide()), ...(await howToGoOn(call, session.guide())));
    return undefined;
  } finally {
    opened.close();
  }
}

/** The facts of `--fact K=V`, read as the runbook types them. @throws Failure */
function factsSaid(
  call: Call,
  runbook: Runbook,
  timezone: string,
): { readonly fact: string; readonly value: FactValue | { readonly unknown: true } | { readonly clear: true } }[] {
  const known = runbook.facts ?? {};
  return call.all('fact').map((pair) => {
    const [, id = '', typed = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (id === '') throw wrongUsage(`"${pair}" is no fact.`, 'It is typed: --fact NAME=VALUE');
    const fact = Object.hasOwn(known, id) ? known[id] : undefined;
    if (!fact) throw notInRunbook('fact', id, Object.keys(known), runbook.id);
    const answer = answerOf(typed);
    if (typeof answer === 'object' && !Array.isArray(answer))
      return { fact: id, value: answer as { readonly unknown: true } };
    const read = readFact(id, fact, answer as FactValue, { now: instant(Date.now(), timezone), timeZone: timezone });
    if ('refusal' in read)
      throw new Failure(exitOfRefusal(read.refusal.code), read.refusal.code, read.refusal.message, read.refusal.hint);
    return { fact: id, value: read.value };
  });
}
