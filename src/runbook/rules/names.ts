import type { Finding } from '../finding.ts';
import type { Option, Step } from '../model.ts';
import { fault, faultAtKey, unknown, warning } from './subject.ts';
import type { Placed, Subject } from './subject.ts';

/** Everything that is named and must be declared: roles, facts, clocks, services, messages, contacts, tracks, options. */
export function nameRules(subject: Subject): Finding[] {
  const found: Finding[] = [];
  const { runbook, roles, services } = subject;
  found.push(...calls(subject));
  for (const [id, service] of Object.entries(runbook.services ?? {})) {
    for (const [index, name] of (service.needs ?? []).entries())
      if (!Object.hasOwn(services, name))
        found.push(unknown(['services', id, 'needs', index], 'service', name, Object.keys(services)));
  }
  found.push(...needsInCircle(subject));
  for (const placed of subject.steps) {
    found.push(...stepNames(placed, subject));
    const role = placed.step.role;
    if (role !== undefined && !Object.hasOwn(roles, role))
      found.push(unknown([...placed.where.path, 'role'], 'role', role, Object.keys(roles)));
  }
  return found;
}

/** Who is rung for a role. Contacts are private, and may be missing where the runbook is written. */
function calls({ runbook, library }: Subject): Finding[] {
  const ringing = Object.entries(runbook.roles ?? {}).flatMap(([id, { call }]) =>
    call === undefined ? [] : [{ call, path: ['roles', id, 'call'] }],
  );
  const [first] = ringing;
  if (first !== undefined && library.contacts === undefined && library.contactsFault !== undefined)
    return [
      warning(
        first.path,
        'no-contacts',
        `who is rung here cannot be looked up, for the contacts cannot be read: ${library.contactsFault}`,
        'mend that file first; `holdfast runbook check` with its name shows all that is wrong in it',
      ),
    ];
  const contacts = Object.keys(library.contacts?.contacts ?? {});
  return library.contacts === undefined
    ? []
    : ringing.flatMap(({ call, path }) =>
        call.flatMap((name, index) =>
          contacts.includes(name)
            ? []
            : [unknown([...path, index], 'contact', name, contacts, 'add it to contacts.yaml')],
        ),
      );
}

function needsInCircle({ services, runbook }: Subject): Finding[] {
  const found: Finding[] = [];
  const settled = new Set<string>();
  const visit = (id: string, way: readonly string[]): void => {
    if (way.includes(id)) {
      const circle = [...way.slice(way.indexOf(id)), id];
      const own = circle.find((name) => runbook.services?.[name]?.needs !== undefined);
      if (own !== undefined)
        found.push(
          fault(
            ['services', own, 'needs'],
            'needs-circle',
            `services need each other in a circle: ${circle.join(' → ')}`,
            'take one of these needs out',
          ),
        );
      return;
    }
    if (settled.has(id)) return;
    for (const next of services[id]?.needs ?? []) visit(next, [...way, id]);
    settled.add(id);
  };
  for (const id of Object.keys(services)) visit(id, []);
  return found;
}

function stepNames({ step, where, role }: Placed, subject: Subject): Finding[] {
  const found: Finding[] = [...effects(step, where.path, subject)];
  const facts = (): string[] => Object.keys(subject.facts);
  for (const [index, name] of (step.record ?? []).entries())
    if (!Object.hasOwn(subject.facts, name))
      found.push(unknown([...where.path, 'record', index], 'fact', name, facts()));
  if (step.approval !== undefined) {
    const path = [...where.path, 'approval', 'by'];
    if (!Object.hasOwn(subject.roles, step.approval.by))
      found.push(unknown(path, 'role', step.approval.by, Object.keys(subject.roles)));
    else if (step.approval.by === role)
      found.push(
        fault(path, 'approval-by-self', `\`${role}\` does this step and cannot approve it`, 'name another role'),
      );
    if ('wait' in step || 'parallel' in step || 'repeat' in step || 'follow' in step)
      found.push(
        faultAtKey(
          [...where.path, 'approval'],
          'approval-unasked',
          'this step ends by itself, and then nobody is asked to approve it',
          'put the approval on a step before or after it',
        ),
      );
  }
  if ('message' in step && !Object.hasOwn(subject.runbook.messages ?? {}, step.message))
    found.push(
      unknown([...where.path, 'message'], 'message', step.message, Object.keys(subject.runbook.messages ?? {})),
    );
  if ('capture' in step)
    for (const name of Object.keys(step.capture ?? {}))
      if (!Object.hasOwn(subject.facts, name))
        found.push({ ...unknown([...where.path, 'capture', name], 'fact', name, facts()), at: 'key' });
  if ('options' in step) {
    for (const [id, option] of Object.entries(step.options))
      found.push(...effects(option, [...where.path, 'options', id], subject));
    const choose = step.default?.choose;
    if (choose !== undefined && !Object.hasOwn(step.options, choose))
      found.push(unknown([...where.path, 'default', 'choose'], 'option', choose, Object.keys(step.options)));
  }
  if ('tracks' in step) {
    const tracks = Object.keys(step.tracks);
    for (const [index, name] of (step.join ?? []).entries())
      if (!tracks.includes(name)) found.push(unknown([...where.path, 'join', index], 'track', name, tracks));
    for (const [id, track] of Object.entries(step.tracks))
      if (track.role !== undefined && !Object.hasOwn(subject.roles, track.role))
        found.push(unknown([...where.path, 'tracks', id, 'role'], 'role', track.role, Object.keys(subject.roles)));
  }
  return found;
}

/** `starts`, `stops`, `loses` and `restores` of a step or an option. */
function effects(of: Step | Option, path: readonly (string | number)[], { clocks, services }: Subject): Finding[] {
  const found: Finding[] = [];
  for (const key of ['starts', 'stops'] as const)
    for (const [index, name] of (of[key] ?? []).entries())
      if (!Object.hasOwn(clocks, name)) found.push(unknown([...path, key, index], 'clock', name, Object.keys(clocks)));
  for (const key of ['loses', 'restores'] as const)
    for (const [index, name] of (of[key] ?? []).entries())
      if (!Object.hasOwn(services, name))
        found.push(unknown([...path, key, index], 'service', name, Object.keys(services)));
  return found;
}
