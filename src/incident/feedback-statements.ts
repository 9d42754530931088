/** A statement about an exercise that each participant agrees with or not. */
export interface FeedbackStatement {
  readonly id: string;
  readonly text: string;
}

/**
 * What a participant is asked of an exercise, each from 1 (not at all) to 5: what the participant feedback form of the Homeland Security
 * Exercise and Evaluation Program asks (HSEEP, January 2020, Evaluation), in fewer words.
 */
export const feedbackStatements: readonly FeedbackStatement[] = [
  { id: 'organised', text: 'The exercise was well structured and organised.' },
  { id: 'realistic', text: 'The scenario was plausible and realistic.' },
  { id: 'led', text: 'Whoever led it knew the subject and kept it on course.' },
  { id: 'papers', text: 'What was handed out before it helped.' },
  { id: 'my-role', text: 'Taking part was right for somebody in my position.' },
  { id: 'right-people', text: 'The right people took part, of the right trades and ranks.' },
  { id: 'prepared', text: 'After it I am better prepared for the real thing.' },
];

/** The statement of that id; undefined where there is none, as in a timeline of a newer holdfast. */
export const feedbackStatement = (id: string): FeedbackStatement | undefined =>
  feedbackStatements.find((statement) => statement.id === id);
