import { exerciseFace } from './exercise.ts';
import { focusedOn } from '../guide/index.ts';
import type { Guide } from '../guide/index.ts';
import type { Talk } from './talk.ts';

/** The guide as this person looks at it. */
export function guideOf(talk: Talk): Guide {
  const guide = talk.session.guide();
  const looking = guide.current.find((step) => step.key === talk.looking);
  if (looking === undefined) talk.looking = undefined;
  return looking === undefined ? guide : focusedOn(guide, looking.key);
}

/** All that would make the situation worth saying again; not the minutes that go by. */
export function faceOf(guide: Guide): string {
  const step = guide.current.find((each) => each.key === guide.focus);
  return JSON.stringify([
    guide.alias,
    guide.me,
    guide.state,
    guide.severity,
    guide.finished,
    guide.current.map((each) => [each.key, each.turn, each.state, each.overdue]),
    step === undefined
      ? null
      : [
          step.key,
          step.checklist,
          step.record,
          step.command,
          step.options,
          step.asks,
          step.needsEvidence,
          step.approval,
        ],
    guide.questions.map((question) => [question.kind, question.ref]),
    guide.clocks.map((clock) => [clock.id, clock.state, clock.late]),
    guide.services.map((service) => [service.id, service.state]),
    exerciseFace(guide),
  ]);
}
