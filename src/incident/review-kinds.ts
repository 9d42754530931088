/** What may be said of an incident in its review, apart from the record. */
export interface ReviewKind {
  readonly id: string;
  /** What it is called in a list and in the review. */
  readonly title: string;
  /** Asked as a question, with what a good answer holds. */
  readonly ask: string;
  /** It may be said more than once; else the latest counts. */
  readonly many?: true;
  /** A notice to an authority or to people asks for it. */
  readonly notice?: true;
  /** It is about an entry of the timeline. */
  readonly about?: true;
  /** The only answers that it has. */
  readonly of?: readonly string[];
}

const one = (id: string, title: string, ask: string, of?: readonly string[]): ReviewKind => ({
  id,
  title,
  ask,
  ...(of !== undefined && { of }),
});
const many = (id: string, title: string, ask: string): ReviewKind => ({ id, title, ask, many: true });
const notice = (id: string, title: string, ask: string): ReviewKind => ({ id, title, ask, notice: true });
const about = (id: string, title: string, ask: string): ReviewKind => ({ id, title, ask, many: true, about: true });

/**
 * Everything that a review asks for and the timeline cannot know. What `describe` says (began, detected, impact, cause, trigger,
 * area, people) is not among them: that belongs to the incident.
 */
export const reviewKinds: readonly ReviewKind[] = [
  one('summary', 'Summary', 'What happened, in three sentences that a stranger understands?'),
  one('share', 'Share of people affected', 'Which share of all who could be, such as 12 % of citizens with a login?'),
  one('duration', 'Duration of the impact', 'From when to when did people notice it?'),
  one('data-loss', 'Data-loss window', 'Writes of which span are gone for good? (none: say none)'),
  one('cost', 'Cost', 'About how much, and what is counted in it?'),
  one('harm', 'Harm', 'Was anybody hurt, or kept from what they needed?'),
  many('contributing', 'Contributing factors', 'What made it possible, or worse?'),
  one('confidence', 'Confidence in the cause', 'How sure are we of the cause?', [
    'confirmed',
    'likely',
    'possible',
    'not known',
  ]),
  one('seen-before', 'Same cause before', 'Has this cause been behind an incident before? Which?'),
  many('went-well', 'What went well', 'What went well, and should stay?'),
  many('went-badly', 'What did not go well', 'What went badly, or was slow?'),
  many('lucky', 'Where we were lucky', 'What could have gone worse, and did not by luck?'),
  about('cue', 'Cues', 'What did people see or hear just then?'),
  about('expectation', 'Expectations', 'What did they expect to happen next?'),
  about('option', 'Options', 'What else could they have done, and why did they not?'),
  about('late-reason', 'Reasons for lateness', 'Why was it later than its deadline?'),
  notice('malicious', 'Unlawful or malicious act', 'Is one suspected: yes, no, or not known, and why?'),
  notice('cross-border', 'Impact across borders', 'Can it reach another country, and which?'),
  notice('indicators', 'Indicators of compromise', 'Which traces may others look for? (none: say none)'),
  notice('threat', 'Type of threat or root cause', 'What kind of threat was it, or what most likely lay behind it?'),
  notice('mitigation', 'Mitigation', 'Which measures were applied, and which go on?'),
  notice(
    'nature',
    'Nature of the personal-data breach',
    'Were data about people lost, changed, seen, or out of reach? How?',
  ),
  notice('data-subjects', 'People concerned', 'Which kinds of people, and about how many?'),
  notice('records', 'Records concerned', 'Which kinds of records, and about how many?'),
  notice('consequences', 'Likely consequences', 'What may it mean for the people concerned?'),
  notice('measures', 'Measures', 'What was done or is proposed, also so that it harms people less?'),
  notice('told', 'Who else is told', 'Who else was told or will be: the people affected, other bodies, the public?'),
  notice('contact', 'Contact', 'Data protection officer, or who else answers: name, telephone, mail?'),
  notice('notice-late', 'Why a notice is late', 'Which notice came after its deadline, and why?'),
  one('owner', 'Owner of the review', 'Who answers for this review?'),
  one('facilitator', 'Facilitator', 'Who leads the conversation?'),
  one('attendees', 'Attendees', 'Who takes part?'),
  one('status', 'Status of the review', 'Where does the review stand?', ['draft', 'in review', 'agreed', 'closed']),
];

/** The kind of that id; undefined where there is none, as in a timeline of a newer holdfast. */
export function reviewKind(id: string): ReviewKind | undefined {
  return reviewKinds.find((kind) => kind.id === id);
}
