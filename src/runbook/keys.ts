/**
 * The keys of every kind of thing in a runbook, for messages: the validator says which key is not one, and this says which would be. A test
 * holds it against the schema.
 */
const common = ['id', 'role', 'when', 'after', 'expect', 'overdue', 'text', 'checklist', 'each', 'record', 'needs-evidence', 'starts', 'stops', 'loses', 'restores', 'approval', 'go-to'];

export const keysOf: Readonly<Record<string, readonly string[]>> = {
  runbook: ['holdfast', 'id', 'title', 'summary', 'revision', 'owner', 'timezone', 'tags', 'use-when', 'severity', 'roles', 'services', 'facts', 'topics', 'clocks', 'messages', 'steps', 'afterwards'],
  severity: ['sev1', 'sev2', 'sev3', 'sev4', 'sev5'],
  role: ['title', 'duty', 'ack-within', 'call'],
  service: ['title', 'rto', 'rpo', 'mtpd', 'fallback', 'needs'],
  fact: ['ask', 'type', 'of', 'unit', 'fresh-for', 'privacy'],
  clock: ['title', 'to', 'from', 'within', 'and-within', 'every', 'applies-when', 'must-contain', 'basis', 'read-on', 'target'],
  'and-within': ['from', 'within'],
  message: ['to', 'by', 'text'],
  approval: ['by', 'within', 'else'],
  default: ['choose', 'after'],
  expect: ['min', 'likely', 'max'],
  within: ['when', 'then', 'else'],
  option: ['title', 'suggest-when', 'steps', 'go-to', 'loses', 'restores', 'starts', 'stops'],
  track: ['title', 'role', 'steps'],
  step: common,
  'do-step': ['do', ...common],
  'decide-step': ['decide', 'options', 'default', 'auto', ...common],
  'run-step': ['run', 'command', 'timeout', 'capture', 'on-failure', 'drill-command', ...common],
  'tell-step': ['tell', 'message', ...common],
  'wait-step': ['wait', 'for', 'until', 'at-most', ...common],
  'parallel-step': ['parallel', 'tracks', 'join', ...common],
  'repeat-step': ['repeat', 'steps', 'every', 'until', 'times', 'at-most', ...common],
  'follow-step': ['follow', 'title', ...common],
  'end-step': ['end', 'outcome', ...common],
  organisation: ['holdfast', 'name', 'timezone', 'holidays'],
  contacts: ['holdfast', 'contacts'],
  contact: ['name', 'duty', 'organisation', 'numbers', 'email', 'note'],
  number: ['kind', 'number'],
};
