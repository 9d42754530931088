import type { Key } from '../words/lexicon.ts';
import { annotated, firstOf } from './notice.ts';
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
  whoElse,
} from './sources.ts';

const annotate = (kind: string): string => `holdfast annotate ${kind} WORDS`;

const item = (title: Key, basis: Key, said: NoticeItem['said'], typed: string): NoticeItem => ({
  title,
  basis,
  said,
  typed,
});

const earlyWarning = /23\(4\)\(a\)/;
const notification = /23\(4\)\(b\)/;

const maliciousItem = (basis: Key): NoticeItem => item('item.malicious', basis, malicious, annotate('malicious'));
const crossBorderItem = (basis: Key): NoticeItem =>
  item('item.cross-border', basis, crossBorder, annotate('cross-border'));
const contactItem = (basis: Key): NoticeItem => item('item.contact', basis, contact, annotate('contact'));

/** Every notice that can be drafted; what each must hold was read in November 2026 (docs/legal-clocks.md). */
export const notices: readonly Notice[] = [
  {
    name: 'nis2-24h',
    title: 'notice.nis2-24h',
    to: 'notice.to.csirt',
    basis: 'basis.nis2-a',
    limit: 'limit.nis2-24h',
    clock: earlyWarning,
    items: [maliciousItem('article.23-4-a'), crossBorderItem('article.23-4-a-where'), contactItem('article.23-5')],
  },
  {
    name: 'nis2-72h',
    title: 'notice.nis2-72h',
    to: 'notice.to.csirt',
    basis: 'basis.nis2-b',
    limit: 'limit.nis2-72h',
    clock: notification,
    updates: { title: 'draft.warning', clock: earlyWarning },
    items: [
      maliciousItem('article.23-4-b'),
      crossBorderItem('article.23-4-b'),
      item('item.assessment', 'article.23-4-b', severityAndImpact, 'holdfast describe impact=WORDS'),
      item('item.indicators', 'article.23-4-b-where', indicators, annotate('indicators')),
      contactItem('article.23-5'),
    ],
  },
  {
    name: 'nis2-final',
    title: 'notice.nis2-final',
    to: 'notice.to.csirt',
    basis: 'basis.nis2-d',
    limit: 'limit.nis2-final',
    clock: /23\(4\)\(d\)/,
    updates: { title: 'draft.notification', clock: notification },
    ongoing: 'ongoing.nis2-final',
    items: [
      item('item.description', 'article.23-4-d-i', description, annotate('summary')),
      item('item.impact', 'article.23-4-d-i', severityAndImpact, 'holdfast describe impact=WORDS'),
      item('item.cause', 'article.23-4-d-ii', rootCause, 'holdfast describe cause=WORDS'),
      item('item.mitigation', 'article.23-4-d-iii', mitigation, annotate('mitigation')),
      crossBorderItem('article.23-4-d-iv'),
    ],
  },
  {
    name: 'gdpr-33',
    title: 'notice.gdpr-33',
    to: 'notice.to.data-protection',
    basis: 'basis.gdpr-33',
    limit: 'limit.gdpr-33',
    clock: /2016\/679, Art\. 33\(1\)/,
    incomplete: 'incomplete.gdpr-33',
    items: [
      item('item.nature', 'article.33-3-a', breachNature, annotate('nature')),
      item('item.subjects', 'article.33-3-a', dataSubjects, annotate('data-subjects')),
      item('item.records', 'article.33-3-a', records, annotate('records')),
      item('item.officer', 'article.33-3-b', contact, annotate('contact')),
      item('item.consequences', 'article.33-3-c', consequences, annotate('consequences')),
      item('item.measures', 'article.33-3-d', firstOf(annotated('measures'), mitigation), annotate('measures')),
    ],
  },
  {
    name: 'gdpr-34',
    title: 'notice.gdpr-34',
    to: 'notice.to.people',
    basis: 'basis.gdpr-34',
    limit: 'limit.gdpr-34',
    clock: /2016\/679, Art\. 34/,
    items: [
      item('item.happened', 'article.34-2', breachNature, annotate('nature')),
      item('item.questions', 'article.34-2-b', contact, annotate('contact')),
      item('item.meaning', 'article.34-2-c', consequences, annotate('consequences')),
      // In words that somebody chose for them: the steps of a runbook are no plain language, and not for everybody.
      item('item.doing', 'article.34-2-d', annotated('measures'), annotate('measures')),
    ],
  },
  {
    name: 'eidas-19a',
    title: 'notice.eidas-19a',
    to: 'notice.to.supervisory',
    basis: 'basis.eidas',
    limit: 'limit.eidas-19a',
    clock: /910\/2014.*19a/,
    items: [
      item('item.trust-happened', 'article.19a', description, annotate('summary')),
      item('item.significant', 'article.19a', severityAndImpact, 'holdfast describe impact=WORDS'),
      item('item.trust-people', 'article.19a', dataSubjects, annotate('data-subjects')),
      item('item.trust-told', 'article.19a', whoElse, annotate('told')),
      item('item.done-about', 'article.19a', firstOf(annotated('measures'), mitigation), annotate('measures')),
      contactItem('article.answer'),
    ],
  },
];
