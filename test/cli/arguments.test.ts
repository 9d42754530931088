import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

const errorOf = (stderr: string): unknown => (JSON.parse(stderr) as { error: unknown }).error;

beforeAll(built, 120_000);

describe('what is typed', () => {
  test.each([
    [['statsu'], 'There is no command "statsu". Did you mean "status"?'],
    [['clocks'], 'There is no command "clocks". It is told by: holdfast status.'],
    [['help', 'timeline'], 'There is no command "timeline". It is told by: holdfast log.'],
    [['score'], 'There is no command "score". Did you mean "drill score"?'],
    [['new'], 'There is no command "new". Did you mean "runbook new" or "drill new"?'],
    [['help', 'check'], 'Did you mean "runbook check" or "drill check"?'],
    [['runbook', 'chek'], 'Did you mean "runbook check"?'],
    [['runbook'], '"runbook" needs one of: list, show, check, new, allow.'],
    [['list', '--al'], 'list has no option --al. Did you mean "--all"?'],
    [['list', '-x'], 'list has no option -x.'],
    [['list', 'more'], '"more" was not understood.'],
    [['log', '--since'], '--since is missing its value.'],
    [['list', '--db', ''], '--db is empty. Name the file, or leave --db out for the usual timeline.'],
    [['runbook', 'check', './'], 'is not a file.'],
    [['list', '--json=yes'], '--json takes no value.'],
    [['now', '-i', 'a', '-i', 'b'], '--incident was given twice'],
    [['export', '--format', 'markdwon'], 'There is no format "markdwon" here. Did you mean "markdown"?'],
    [
      ['export', '--format', 'html', '--timezone', 'Europe/Copenhagn'],
      'There is no time zone "Europe/Copenhagn". Did you mean "Europe/Copenhagen"?',
    ],
    [['export', '--format', 'pdf', '--timezone', 'new york'], 'Did you mean "America/New_York"?'],
    [['export', '--format', 'html', '--timezone', '+01:00'], 'There is no time zone "+01:00".'],
    [['export', '--format', 'csv', '--language', 'da'], 'csv has its words as they were recorded'],
    [
      ['export', '--format', 'csv', '--language', 'da'],
      'xlsx, nis2-24h, nis2-72h, nis2-final, gdpr-33, gdpr-34, eidas-19a\n',
    ],
    [['export', '--format', 'json', '--timezone', 'UTC'], 'json has no zone of its reader: its hashes cover each time'],
    [['export', '--format', 'timesketch', '--timezone', 'UTC'], 'Timesketch brings each to UTC by its offset.'],
    [['export', '--format', 'iris', '--timezone', 'UTC'], 'IRIS brings each to UTC by the offset beside it.'],
    [['export', '--format', 'otel', '--timezone', 'UTC'], 'OTLP counts nanoseconds from 1970 in UTC.'],
    [['export', '--format', 'ical', '--timezone', 'UTC'], 'each calendar shows them in the zone of its owner.'],
    [['export', '--format', 'otel', '--timezone', 'UTC'], 'take one that has: html, markdown, pdf, aar'],
    [['export', '--format', 'html', '--language', 'dansh'], 'Did you mean "da"?'],
    [['export', '--format', 'ics-201', '--language', 'da'], 'This document is not made in "da".'],
    [['declare', 'Fire', '--timezone', 'Copenhagn'], 'Did you mean "Europe/Copenhagen"?'],
    [['config', 'language', 'sv'], 'There is no report in the language "sv".'],
    [['config', 'nmae'], 'Did you mean "name"?'],
    [['log', '--last', 'some'], '"some" is not a number of entries.'],
    [['annotate', 'zebra', 'All came'], 'There is: summary, share,'],
    [['annotate', 'zebra', 'All came'], 'malicious, cross-border,'],
    [['annotate', 'well', 'All came'], 'Did you mean "went-well"?'],
    [
      ['annotate', 'cause', 'A pipe'],
      'is said of the incident itself, not of its review. It is typed: holdfast describe cause=WORDS',
    ],
    [['annotate'], 'holdfast annotate contact'],
    [['verify', '--head', 'xyz'], '"xyz" is no head.'],
    [['metrics', '--format', 'xml'], 'There is: csv; without it lines, with --json JSON.'],
    [['follow-up', 'Dry it', '--kind', 'prevnt'], '"prevnt" is no kind of follow-up. Did you mean "prevent"?'],
    [['follow-up'], 'Say what is to be done later. It is typed: holdfast follow-up WORDS…'],
    [['correct', '1', '--marking', 'gren'], 'There is no marking "gren". Did you mean "green"?'],
    [['handover', 'acept'], '"acept" was not understood after handover. Did you mean "accept"?'],
    [['handover', 'to', 'Ida'], '"to" was not understood after handover. It is typed'],
    [['call', 'lead'], 'There is no role "lead". No followed runbook declares a role.'],
    [['call'], 'Say which role. It is typed: holdfast call ROLE'],
    [['restore', 'timeline.db'], 'The backup is the timeline itself.'],
    [['runbook', 'show', 'data-centre-flood', '--format', 'markdwn'], 'Did you mean "markdown"?'],
    [['brief', '-o', ''], '-o is empty.'],
    [['iam', ''], 'The name is empty.'],
    [
      ['start', 'small-flood', 'Water', 'in hall A'],
      `"Water in hall A" was not understood after "small-flood". What it is called is said with --title: holdfast start small-flood --title 'Water in hall A'`,
    ],
    [['declare', ''], 'Say why, in a few words.'],
    [['completion', 'bsah'], 'Did you mean "bash"?'],
  ])('%j is answered with what was meant', async (args, said) => {
    const desk = new Desk();
    await desk.run(['declare', 'Water']);
    const ended = await desk.run(args);
    expect(ended.stderr).toContain(said);
    expect(ended.stderr).toMatch(/^holdfast: [^\n]+\n$/);
    expect(ended.stdout).toBe('');
    expect([2, 3]).toContain(ended.code);
  });

  test('an error with --json is one JSON document on standard error, and nothing on standard output', async () => {
    const desk = new Desk();
    const ended = await desk.run(['now', '--json']);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(ended.stderr)).toMatchObject({ code: 'missing', hint: expect.stringContaining('holdfast declare') });
  });

  test('options may stand anywhere, and a note takes what looks like one', async () => {
    const desk = new Desk();
    await desk.run(['declare', 'Water at the', 'door']);
    expect((await desk.run(['--json', 'list', '--db', desk.db])).stdout).toContain('"title":"Water at the door"');
    const noted = await desk.run(['n', 'tried', '-v', 'and', '--force', 'at', '3', 'o’clock', '--by', 'Sara']);
    expect(noted.stdout).toContain('Note: tried -v and --force at 3 o’clock');
    expect((await desk.run(['log'])).stdout).toContain('Sara: Note: tried');
    expect((await desk.run(['n', '--', '--by', 'nobody'])).stdout).toContain('Note: --by nobody');
  });

  test('help knows every command, and each tells its own options', async () => {
    const desk = new Desk();
    const all = (await desk.run(['help'])).stdout;
    for (const word of ['start', 'runbook check', 'n WORDS', 'Exit codes']) expect(all).toContain(word);
    expect((await desk.run(['done', '--help'])).stdout).toContain('--why TEXT');
    expect((await desk.run(['help', 'd'])).stdout).toContain('holdfast done [STEP]');
    expect((await desk.run(['help', 'runbook'])).stdout).toContain('holdfast runbook new ID');
    expect((await desk.run(['help', 'dnoe'])).stderr).toContain('Did you mean "done"?');
  });

  test.each([
    [['drill', '--help'], 'holdfast drill auto SCENARIO'],
    [['runbook', '-h'], 'holdfast runbook allow ID'],
    [['export', '--fromat', 'pdf', '--help'], 'holdfast export [--format F]'],
    [['--help', 'declare'], 'holdfast declare "REASON"'],
  ])('%j tells how it is typed', async (args, said) => {
    const ended = await new Desk().run(args);
    expect(ended).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(said) as string });
  });

  test('CSV that is asked for as JSON is neither', async () => {
    const desk = new Desk();
    await desk.run(['declare', 'Water']);
    const ended = await desk.run(['metrics', '--format', 'CSV', '--json']);
    expect([ended.code, ended.stdout, errorOf(ended.stderr)]).toEqual([
      2,
      '',
      { code: 'usage', message: 'CSV is no JSON.', hint: 'Leave --json or --format csv out.' },
    ]);
    expect((await desk.run(['metrics', '--format', 'CSV'])).stdout).toMatch(/^"incident","mode","declared",/);
  });

  test('bytes that are not UTF-8 are not taken for words', async () => {
    const desk = floodDesk();
    await desk.run(['declare', 'Water']);
    const { execFile } = await import('node:child_process');
    const { holdfast } = await import('../support/cli.ts');
    const ended = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(
        '/bin/sh',
        ['-c', `"${process.execPath}" "${holdfast}" n "$(printf '\\377\\376')"`],
        { env: { ...desk.env }, cwd: desk.folder },
        (error, _, stderr) => resolve({ code: error?.code, stderr }),
      );
    });
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('not UTF-8') });
    expect(await desk.json(['log', '--last', '1'])).toMatchObject({ type: 'incident.declared' });
  });

  test('a reader that goes away early is no fault', async () => {
    const desk = new Desk();
    await desk.run(['declare', 'Water']);
    const child = desk.spawn(['help']);
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    await new Promise((resolve) => child.on('close', resolve));
    expect(said).toBe('');
  });
});
