import { resolve } from 'node:path';
import type { Marking } from '../../entry/index.ts';
import { markings } from '../../entry/index.ts';
import { isAnyKept } from '../../incident/index.ts';
import {
  type ExportFormat,
  exportFormat,
  exportFormats,
  labelOf,
  mayRead,
  type Reader,
  type Shown,
  shownTo,
  textOf,
} from '../../report/index.ts';
import { nearest } from '../../text/index.ts';
import { atMost, type Call, usageHint } from '../call.ts';
import { exercisedEver } from '../sources/exercises.ts';
import { refused, wrongUsage } from '../failure.ts';
import { formOf } from '../writing/file-ending.ts';
import { openIncident } from '../opening/open-incident.ts';
import { escapedJson } from '../io.ts';
import { mayReport, remarkKept, viewerOf } from '../sources/kept-from-players.ts';
import { languageNamed } from '../arguments/language-named.ts';
import { recordedIn } from '../sources/recorded.ts';
import { exportRegister } from '../keeping/register.ts';
import { languageSettled } from '../arguments/report-language.ts';
import { sharedWork } from '../threads/shared-work.ts';
import { keyOf, writeDocument, writtenLines } from '../writing/write-document.ts';
import { zoneNamed } from '../arguments/zone-named.ts';

/** The incident for its readers: on standard output, or in a file that its owner alone may read. */
export async function run(call: Call): Promise<void> {
  atMost(call, 0);
  if (call.has('register')) return exportRegister(call);
  if (call.has('person')) throw wrongUsage('--person is for --register.', 'Leave it out, or add --register.');
  const output = call.option('output');
  const format = formatOf(call, output);
  if (format.keepsNames === true && call.has('pseudonyms'))
    throw wrongUsage(
      `${format.name} is the record itself: its hashes cover who did what, so nobody can stand in it under another name.`,
      'Take another format, or leave --pseudonyms out.',
    );
  const isBytes = format.binary === true && output === undefined;
  if (isBytes && (call.json || call.io.onTerminal))
    throw wrongUsage(
      `${format.name} is bytes, which ${call.json ? 'JSON cannot hold' : 'a terminal cannot show'}.`,
      `Write them to a file: holdfast export --format ${format.name} -o review.${format.name}`,
    );
  const key = await keyOf(call, output);
  const tlp = markingOf(call);
  const wanted = readerOf(call, format);
  const { session, timeline, close } = openIncident(call, 'read');
  try {
    const { incident, head } = session;
    if (format.ofStaff === true && isAnyKept(incident, viewerOf(call, incident)))
      throw refused(
        'wrong-state',
        `${incident.alias} goes on, and its players would read in this report by what they are measured.`,
        'Wait until it has ended (holdfast drill stop), or, if you are of the staff, add --staff.',
      );
    const audience = {
      tlp: tlp ?? incident.marking,
      pseudonyms: call.has('pseudonyms'),
      language: wanted.language,
    };
    const whole = { ...recordedIn(timeline, incident), others: () => exercisedEver(timeline, incident.id) };
    // The record itself stays whole: its hashes cover every entry.
    const { recorded, kept } =
      format.asRecorded === true ? { recorded: whole, kept: 0 } : mayReport(call, timeline, whole);
    remarkKept(call, kept);
    const read = shownTo(audience, recorded);
    const shown = kept === 0 ? await sharedWork(read, timeline, format, output, wanted) : read;
    const lacking = format.lacks?.(shown);
    if (lacking !== undefined) throw refused('no-document', lacking.message, lacking.hint);
    const person = personOf(call, format, shown);
    const parts = () => format.write(shown, { ...wanted, person });
    const answer = () => ({
      incident: incident.alias,
      head,
      format: format.name,
      tlp: audience.tlp,
      leftOut: shown.leftOut,
    });
    if (output === undefined) {
      if (call.json) {
        const text = textOf(await parts());
        call.io.json({ ...answer(), text });
        return;
      }
      for (const part of await parts())
        call.io.raw(format.asRecorded === true && call.io.onTerminal ? escapedJson(String(part)) : part);
      // Not every format can say it itself.
      if (!shown.isWhole) call.io.remark(...leftOutLines(shown));
      call.io.remark(...looserLines(shown));
      return;
    }
    const file = resolve(call.around.cwd, output);
    const signature = await writeDocument(call, file, parts, key);
    if (call.json) call.io.json({ ...answer(), file, ...(signature && { signature }) });
    else call.io.say(...writtenLines(file, signature), ...leftOutLines(shown), ...looserLines(shown));
  } finally {
    close();
  }
}

/** Some formats have another form by how the file ends. @throws Failure */
function formatOf(call: Call, output: string | undefined): ExportFormat {
  const format = formOf(call, exportFormats);
  return exportFormat(format.name, output) ?? format;
}

/** In which language and zone it shall be told; what programs read is the same wherever it is read. */
function readerOf(call: Call, format: ExportFormat): Reader {
  return { language: languageOf(call, format), timezone: timezoneOf(call, format) };
}

function languageOf(call: Call, { name, languages: spoken }: ExportFormat): Reader['language'] {
  const said = call.option('language');
  if (spoken === undefined) {
    if (said === undefined) return undefined;
    throw wrongUsage(
      `${name} has its words as they were recorded, whoever reads it.`,
      `Leave --language out, or take a document: ${namesWhere(({ languages = [] }) => languages.length > 1)}`,
    );
  }
  return said === undefined ? languageSettled(call, spoken) : languageNamed(said, spoken);
}

function timezoneOf(call: Call, { name, timesStay }: ExportFormat): string | undefined {
  const said = call.option('timezone');
  if (said === undefined) return undefined;
  if (timesStay === undefined) return zoneNamed(said);
  throw wrongUsage(
    `${name} has no zone of its reader: ${timesStay}.`,
    `Leave --timezone out, or take one that has: ${namesWhere((format) => format.timesStay === undefined)}`,
  );
}

const namesWhere = (fits: (format: ExportFormat) => boolean): string =>
  exportFormats
    .filter(fits)
    .map(({ name }) => name)
    .join(', ');

/** Of whom it shall be, where it is of people; absent: of everybody. */
function personOf(call: Call, format: ExportFormat, shown: Shown): string | undefined {
  const person = call.option('by');
  if (person === undefined) return undefined;
  const people = format.people?.(shown);
  if (people === undefined) throw wrongUsage(`${format.name} is not of one person.`, 'Leave --by out.');
  const found = people.find((name) => name.toLowerCase() === person.toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(person, people);
  throw wrongUsage(
    `Nobody called "${person}" did anything here.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    people.length === 0 ? 'Nobody did anything yet.' : `There is: ${people.join(', ')}`,
  );
}

/** What the export shall be labelled; absent: as the incident is. */
function markingOf(call: Call): Marking | undefined {
  const said = call.option('tlp');
  if (said === undefined) return undefined;
  const word = said.trim().toLowerCase().replace(/^tlp:/, '');
  const found = markings.find((each) => each === word);
  if (found !== undefined) return found;
  throw wrongUsage(`"${said}" is no TLP label.`, `${usageHint(call)}; a label: ${markings.join(', ')}`);
}

function leftOutLines({ audience, leftOut: { answers, entries, people } }: Shown): string[] {
  const parts = [
    ...(answers > 0 ? [`personal answers: ${answers}`] : []),
    ...(entries > 0 ? [`entries with a stricter marking: ${entries}`] : []),
    ...(people > 0 ? [`names of people: ${people}`] : []),
  ];
  return [
    `${labelOf(audience.tlp)}. ${parts.length === 0 ? 'Nothing was left out.' : `Left out: ${parts.join(', ')}.`}`,
  ];
}

/** A label below that of the incident is a decision of whoever exports: what bears no marking of its own goes with it. */
function looserLines({ audience, incident }: Shown): string[] {
  if (mayRead(audience, incident.marking)) return [];
  return [
    `${incident.alias} itself is marked ${labelOf(incident.marking)}: everything without a stricter marking of its own stands in this export. Read it before it leaves.`,
  ];
}
