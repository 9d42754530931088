import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { built } from '../support/cli.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { floodDesk } from '../cli/flood-desk.ts';

beforeAll(built, 120_000);

test('two incidents, line by line: the alarm of the other is said once, one goes over and comes back', async () => {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--as', 'lead']);
  await desk.json(['declare', 'Somebody', 'signs', 'in', 'as', 'us']);
  await desk.json(['follow', 'small-flood', '-i', 'incident-2']);
  const talk = onDumbTerminal(desk, ['guide', '-i', 'flood-1']);
  onTestFinished(() => talk.close());
  const says = (wanted: RegExp): Promise<void> => talk.until(() => wanted.test(talk.seen), `hear ${String(wanted)}`);
  await says(/What now\? /);
  await desk.json(['aware', 'significant-incident', '--at', '-30h', '-i', 'incident-2']);
  await says(/! incident-2: .*OVERDUE/);
  talk.type('incidents');
  await says(/\[incident-2\] Somebody signs in as us: open, .*1 alarm/s);
  await says(/\[flood-1\] .*\(you are here\)/s);
  talk.type('switch incident');
  await says(/You work on incident-2 from now on; switch goes back to flood-1/);
  talk.type('n seen here');
  await says(/Note: seen here/);
  talk.type('link flood-1 --as same cause');
  await says(/Recorded in flood-1: #\d+ Linked to incident-2 \(same cause\)/);
  talk.type('switch');
  await says(/You work on flood-1 from now on/);
  talk.type('merge incident-2 --into flood-1');
  await says(/Merge incident-2 into flood-1\?.*\(yes or no\)/s);
  talk.type('yes');
  await says(/Recorded in incident-2: #\d+ Merged into flood-1/);
  talk.type('switch nowhere');
  await says(/There is no incident "nowhere"/);
  talk.type('home');
  await says(
    /Open:\s+1 {2}flood-1 .*declared .* ago, .*now:\s+Get\s+everyone\s+out.*merged into flood-1.*Back to flood-1/s,
  );
  talk.type('back');
  await says(/Back in flood-1\./);
  talk.type('quit');
  expect(await talk.end()).toBe(0);
  expect(talk.seen.match(/^! incident-2/gm)).toHaveLength(1);
}, 120_000);
