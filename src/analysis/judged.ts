import type { Runbook } from '../runbook/index.ts';
import { plural } from '../text/index.ts';
import { type Instant, millis, shortDuration } from '../time/index.ts';
import type { Coverage } from './coverage.ts';
import { isOver } from './outages.ts';
import type { History, PastFollowUp } from './history.ts';

/** One line of a score: so many points of so many, and why. `of` is 0 where it does not apply. */
export interface ScoreLine {
  readonly id: 'reviewed' | 'drilled' | 'coverage' | 'rto' | 'follow-ups' | 'roles';
  readonly points: number;
  readonly of: number;
  readonly reason: string;
}

/** What a score is the sum of, and what the lines say in data. */
export interface Judged {
  readonly lines: readonly ScoreLine[];
  /** `YYYY-MM-DD`: the runbook's revision. */
  readonly reviewed?: string;
  /** When people drilled it last. */
  readonly drilled?: Instant;
  readonly services: readonly RtoInDrills[];
  readonly followUps: readonly OpenFollowUp[];
  /** Roles with those who held them lately, in a drill or for real. */
  readonly roles: readonly RoleTrained[];
}

/** A service with an RTO, and whether the last drill in which it was away kept it; absent where it never was away in one. */
interface RtoInDrills {
  readonly service: string;
  readonly title: string;
  readonly rto: string;
  readonly met?: boolean;
  /** How long it was away then, in milliseconds. */
  readonly length?: number;
  readonly in?: string;
}

interface OpenFollowUp extends Pick<PastFollowUp, 'id' | 'words' | 'owner' | 'due'> {
  readonly in: string;
  readonly overdue: boolean;
}

interface RoleTrained {
  readonly role: string;
  readonly title: string;
  readonly people: readonly string[];
}

/** What each line weighs, in points; all together a hundred. Ours, and no standard's: what is exercised weighs most. */
const weights = { reviewed: 15, drilled: 20, coverage: 25, rto: 15, 'follow-ups': 10, roles: 15 } as const;

const day = 86_400_000;

/** Reviewed or drilled within a year counts in full, within two by half; who held a role within two is trained for it. */
const fresh = 365 * day;
const stale = 2 * fresh;

/** Points lost for each follow-up that is open, and for each of those that is past its day beside that. */
const lost = { open: 2, overdue: 3 };

/** A role with fewer has nobody to relieve its holder. */
const enough = 2;

/** Judges a runbook at a moment by what had happened until then. */
export function judged(runbook: Runbook, coverage: Coverage, past: readonly History[], at: Instant): Judged {
  const own = past.filter(({ runbooks, exercised }) => runbooks.includes(runbook.id) && !exercised.simulated);
  const drills = own
    // One that was begun and nothing was done in exercised nobody.
    .filter(({ exercised }) => exercised.mode === 'drill' && exercised.by.has(runbook.id))
    .toSorted((a, b) => millis(b.begun) - millis(a.begun));
  const reviewed = reviewedBy(runbook, at);
  const drilled = drills[0]?.begun;
  const services = rtoIn(runbook, drills);
  const followUps = own.flatMap((one) => openAt(one, at));
  const roles = trainedIn(runbook, own, at);
  return {
    ...(reviewed !== undefined && { reviewed }),
    ...(drilled !== undefined && { drilled }),
    services,
    followUps,
    roles,
    lines: [
      reviewedLine(runbook, reviewed, at),
      drilledLine(drilled, drills[0]?.exercised.alias, at),
      coverageLine(coverage),
      rtoLine(services),
      followUpsLine(followUps, own.length),
      rolesLine(roles),
    ],
  };
}

type Line = Omit<ScoreLine, 'of'>;

const line = ({ id, points, reason }: Line): ScoreLine => ({ id, points: Math.floor(points), of: weights[id], reason });
const notApplying = (id: ScoreLine['id'], reason: string): ScoreLine => ({ id, points: 0, of: 0, reason });

/** All, half or nothing of the weight, by how long ago it was. */
function byAge(weight: number, then: number, at: Instant): number {
  const age = millis(at) - then;
  return age <= fresh ? weight : age <= stale ? weight / 2 : 0;
}

/** The day of its revision, where that is not later than the moment that is asked about. */
function reviewedBy({ revision }: Runbook, at: Instant): string | undefined {
  // East of Greenwich a day begins earlier.
  return revision !== undefined && millis(`${revision}T00:00:00Z`) <= millis(at) + day ? revision : undefined;
}

function reviewedLine({ revision }: Runbook, reviewed: string | undefined, at: Instant): ScoreLine {
  if (reviewed !== undefined)
    return line({
      id: 'reviewed',
      points: byAge(weights.reviewed, millis(`${reviewed}T00:00:00Z`), at),
      reason: `last reviewed ${reviewed}`,
    });
  if (revision !== undefined)
    return notApplying('reviewed', 'an earlier revision was in force, of which the day is not known');
  return line({ id: 'reviewed', points: 0, reason: 'no revision says when it was last reviewed' });
}

function drilledLine(drilled: Instant | undefined, alias: string | undefined, at: Instant): ScoreLine {
  if (drilled === undefined) return line({ id: 'drilled', points: 0, reason: 'never drilled by people' });
  return line({
    id: 'drilled',
    points: byAge(weights.drilled, millis(drilled), at),
    reason: `last drilled ${drilled.slice(0, 10)} in ${alias ?? 'a drill'}`,
  });
}

function coverageLine({ shares: { step, option, track } }: Coverage): ScoreLine {
  const all = [step, option, track];
  const of = all.reduce((sum, share) => sum + share.of, 0);
  const exercised = all.reduce((sum, share) => sum + share.exercised, 0);
  return line({
    id: 'coverage',
    points: (weights.coverage * exercised) / of,
    reason: `${exercised} of ${of} steps, options and tracks were ever exercised by people`,
  });
}

function rtoIn({ services = {} }: Runbook, drills: readonly History[]): readonly RtoInDrills[] {
  return Object.entries(services).flatMap(([service, { title, rto }]) => {
    if (rto === undefined) return [];
    for (const { outages, exercised } of drills) {
      // What was still away when the drill ended says nothing, unless its RTO was over by then.
      const lengths = outages
        .filter((outage) => outage.service === service && (outage.restored || isOver(outage.length, rto)))
        .map((outage) => outage.length);
      if (lengths.length === 0) continue;
      const length = Math.max(...lengths);
      return [{ service, title, rto, length, met: !isOver(length, rto), in: exercised.alias }];
    }
    return [{ service, title, rto }];
  });
}

function rtoLine(services: readonly RtoInDrills[]): ScoreLine {
  if (services.length === 0) return notApplying('rto', 'no service of it has an RTO');
  const met = services.filter((one) => one.met === true).length;
  const late = services.filter((one) => one.met === false);
  const never = services.filter((one) => one.met === undefined);
  const hasTried = never.length < services.length;
  const reasons = [
    ...(hasTried ? [`${met} of ${plural(services.length, 'RTO')} met in the last drill`] : []),
    ...late.map(({ title, rto, length = 0 }) => `${title} took ${shortDuration(length)} against ${rto}`),
    ...(never.length === 0 ? [] : [`never away and back in a drill: ${never.map(({ title }) => title).join(', ')}`]),
  ];
  return line({
    id: 'rto',
    points: (weights.rto * met) / services.length,
    reason: reasons.join('; '),
  });
}

function openAt({ followUps, exercised }: History, at: Instant): readonly OpenFollowUp[] {
  const isBy = (then: Instant | undefined): boolean => then !== undefined && millis(then) <= millis(at);
  return followUps
    .filter(({ proposed, done }) => isBy(proposed) && !isBy(done))
    .map(({ id, words, owner, due }) => ({
      id,
      words,
      ...(owner !== undefined && { owner }),
      ...(due !== undefined && { due }),
      in: exercised.alias,
      overdue: isBy(due),
    }));
}

function followUpsLine(open: readonly OpenFollowUp[], nights: number): ScoreLine {
  if (nights === 0) return notApplying('follow-ups', 'no incident or drill yet that could have left any');
  const overdue = open.filter((one) => one.overdue).length;
  const points = weights['follow-ups'] - lost.open * open.length - lost.overdue * overdue;
  const late = overdue === 0 ? '' : `, ${overdue} past ${overdue === 1 ? 'its day' : 'their day'}`;
  return line({
    id: 'follow-ups',
    points: Math.max(0, points),
    reason: open.length === 0 ? 'no follow-up is open' : `${plural(open.length, 'follow-up')} open${late}`,
  });
}

/** Who held a role while something of this runbook was done; a night that only may have come to it trained nobody for it. */
function trainedIn({ id, roles = {} }: Runbook, own: readonly History[], at: Instant): readonly RoleTrained[] {
  const lately = own.filter(({ begun, exercised }) => exercised.by.has(id) && millis(at) - millis(begun) <= stale);
  const held = lately.flatMap(({ holders }) => holders);
  return Object.entries(roles).map(([role, { title }]) => ({
    role,
    title,
    people: [...new Set(held.filter((one) => one.role === role).map(({ person }) => person))],
  }));
}

function rolesLine(roles: readonly RoleTrained[]): ScoreLine {
  if (roles.length === 0) return notApplying('roles', 'it has no roles');
  const thin = roles.filter(({ people }) => people.length < enough);
  const named = thin.map(({ title, people }) => `${title} (${people.length})`).join(', ');
  return line({
    id: 'roles',
    points: (weights.roles * (roles.length - thin.length)) / roles.length,
    reason:
      thin.length === 0
        ? 'every role was held by two or more people'
        : `fewer than two trained people in ${thin.length} of ${plural(roles.length, 'role')}: ${named}`,
  });
}
