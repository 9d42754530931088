import { sayTime } from '../../time/index.ts';
import { annotated, clockOf, firstOf } from './notice.ts';
import type { Notice, NoticeItem } from './notice.ts';
import {
  breachNature,
  consequences,
  contact,
  crossBorder,
  dataSubjects,
  description,
  indicators,
  malicious,
  mitigation,
  records,
  rootCause,
  severityAndImpact,
} from './sources.ts';

const annotate = (kind: string): string => `holdfast annotate ${kind} WORDS`;

const item = (title: string, basis: string, said: NoticeItem['said'], typed: string): NoticeItem => ({
  title,
  basis,
  said,
  typed,
});

const earlyWarning = /23\(4\)\(a\)/;

const maliciousItem = (basis: string): NoticeItem =>
  item('Is an unlawful or malicious act suspected?', basis, malicious, annotate('malicious'));
const crossBorderItem = (basis: string): NoticeItem =>
  item('Can it have an impact across borders?', basis, crossBorder, annotate('cross-border'));
const contactItem = (basis: string): NoticeItem =>
  item('Who answers further questions', basis, contact, annotate('contact'));

/** What is known now that the early warning may not have said: from the moment that it was sent. */
const changed: NoticeItem['said'] = (source) => {
  const sent = clockOf({ clock: earlyWarning }, source.incident)?.metAt;
  const now = [
    ['An unlawful or malicious act is suspected', malicious(source)],
    ['Impact across borders', crossBorder(source)],
  ].flatMap(([name, said]) => (said === undefined ? [] : [`${name}: ${said}`]));
  if (now.length === 0) return undefined;
  const since =
    sent === undefined ? 'No early warning is recorded as sent.' : `The early warning was sent ${sayTime(sent)}.`;
  return [since, ...now].join('\n');
};

/** Every notice that can be drafted; what each must hold was read in November 2026 (docs/legal-clocks.md). */
export const notices: readonly Notice[] = [
  {
    name: 'nis2-24h',
    title: 'NIS2 early warning',
    to: 'CSIRT or competent authority',
    basis: 'Directive (EU) 2022/2555, Art. 23(4)(a)',
    clock: earlyWarning,
    items: [
      maliciousItem('Art. 23(4)(a)'),
      crossBorderItem('Art. 23(4)(a), where applicable'),
      contactItem('so that they can answer: Art. 23(5)'),
    ],
  },
  {
    name: 'nis2-72h',
    title: 'NIS2 incident notification',
    to: 'CSIRT or competent authority',
    basis: 'Directive (EU) 2022/2555, Art. 23(4)(b)',
    clock: /23\(4\)\(b\)/,
    items: [
      item('What has changed since the early warning', 'Art. 23(4)(b)', changed, annotate('malicious')),
      item(
        'Initial assessment: severity and impact',
        'Art. 23(4)(b)',
        severityAndImpact,
        'holdfast describe impact=WORDS',
      ),
      item('Indicators of compromise', 'Art. 23(4)(b), where available', indicators, annotate('indicators')),
      contactItem('so that they can answer: Art. 23(5)'),
    ],
  },
  {
    name: 'nis2-final',
    title: 'NIS2 final report',
    to: 'CSIRT or competent authority',
    basis: 'Directive (EU) 2022/2555, Art. 23(4)(d)',
    clock: /23\(4\)\(d\)/,
    items: [
      item('Detailed description', 'Art. 23(4)(d)(i)', description, annotate('summary')),
      item('Severity and impact', 'Art. 23(4)(d)(i)', severityAndImpact, 'holdfast describe impact=WORDS'),
      item('Type of threat or likely root cause', 'Art. 23(4)(d)(ii)', rootCause, 'holdfast describe cause=WORDS'),
      item('Mitigation applied and ongoing', 'Art. 23(4)(d)(iii)', mitigation, annotate('mitigation')),
      crossBorderItem('Art. 23(4)(d)(iv), where applicable'),
    ],
  },
  {
    name: 'gdpr-33',
    title: 'Personal-data breach: notification to the supervisory authority',
    to: 'Data protection authority',
    basis: 'Regulation (EU) 2016/679, Art. 33',
    clock: /2016\/679, Art\. 33\(1\)/,
    items: [
      item('Nature of the breach', 'Art. 33(3)(a)', breachNature, annotate('nature')),
      item('People concerned: categories and about how many', 'Art. 33(3)(a)', dataSubjects, annotate('data-subjects')),
      item('Records concerned: categories and about how many', 'Art. 33(3)(a)', records, annotate('records')),
      item('Data protection officer or other contact', 'Art. 33(3)(b)', contact, annotate('contact')),
      item('Likely consequences', 'Art. 33(3)(c)', consequences, annotate('consequences')),
      item(
        'Measures taken or proposed',
        'Art. 33(3)(d)',
        firstOf(annotated('measures'), mitigation),
        annotate('measures'),
      ),
    ],
  },
  {
    name: 'gdpr-34',
    title: 'Personal-data breach: word to the people concerned',
    to: 'The people concerned, in clear and plain language',
    basis: 'Regulation (EU) 2016/679, Art. 34',
    clock: /2016\/679, Art\. 34/,
    items: [
      item('What happened', 'Art. 34(2)', breachNature, annotate('nature')),
      item('Who answers your questions', 'Art. 34(2) with 33(3)(b)', contact, annotate('contact')),
      item('What it may mean for you', 'Art. 34(2) with 33(3)(c)', consequences, annotate('consequences')),
      item(
        'What we do, and what you can do',
        'Art. 34(2) with 33(3)(d)',
        firstOf(annotated('measures'), mitigation),
        annotate('measures'),
      ),
    ],
  },
  {
    name: 'eidas-19a',
    title: 'Trust service: notice of a breach or disruption',
    to: 'Supervisory body for trust services',
    basis: 'Regulation (EU) No 910/2014, Art. 19a(1)(b)',
    clock: /910\/2014.*19a/,
    items: [
      item(
        'What happened to the service or the personal data in it',
        'Art. 19a(1)(b)',
        description,
        annotate('summary'),
      ),
      item('Why its impact is significant', 'Art. 19a(1)(b)', severityAndImpact, 'holdfast describe impact=WORDS'),
      item('The identifiable people affected', 'Art. 19a(1)(b)', dataSubjects, annotate('data-subjects')),
      item('What is done about it', 'Art. 19a(1)(b)', firstOf(annotated('measures'), mitigation), annotate('measures')),
      contactItem('so that they can answer'),
    ],
  },
];
