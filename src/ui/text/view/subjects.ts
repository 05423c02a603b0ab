import type { Subject } from '../../../lenses/text/types.ts';

/** What a subject is worth looking at for. */
export type SubjectReason = 'most' | 'growing' | 'unhappy';

export interface SubjectCard {
  readonly reason: SubjectReason;
  readonly subject: Subject;
}

/** A difference this unlikely by chance, over all subjects looked at, is told. */
const TOLD = 0.05;
/** Cards of one reason at most. */
const EACH = 3;
const EACH_MOST = 2;

const grows = ({ growth }: Subject): boolean =>
  growth !== undefined && growth.ratio.low > 1 && growth.adjustedPValue < TOLD;
/** Clearly more of it than of the others on average. */
const standsOut = (subjects: readonly Subject[]): ((subject: Subject) => boolean) => {
  const usual = subjects.reduce((sum, { share }) => sum + share.value, 0) / Math.max(1, subjects.length);
  return ({ share }) => share.low > usual;
};
const isUnhappy = ({ rating }: Subject): boolean =>
  rating !== undefined && rating.mean.high < rating.elsewhere && rating.adjustedPValue < TOLD;

/** Recommendations: what people are unhappy about, what grows, what there is most of; each subject once. */
export function subjectCards(subjects: readonly Subject[]): readonly SubjectCard[] {
  const taken = new Set<string>();
  const take = (reason: SubjectReason, found: readonly Subject[]): readonly SubjectCard[] =>
    found
      .filter(({ name }) => !taken.has(name))
      .slice(0, reason === 'most' ? EACH_MOST : EACH)
      .map((subject) => {
        taken.add(subject.name);
        return { reason, subject };
      });
  const gap = ({ rating, rows }: Subject): number => rows * ((rating?.elsewhere ?? 0) - (rating?.mean.value ?? 0));
  const more = ({ growth }: Subject): number => (growth?.after ?? 0) - (growth?.before ?? 0);
  return [
    ...take(
      'unhappy',
      subjects.filter(isUnhappy).toSorted((a, b) => gap(b) - gap(a)),
    ),
    ...take(
      'growing',
      subjects.filter(grows).toSorted((a, b) => more(b) - more(a)),
    ),
    ...take(
      'most',
      subjects.filter(standsOut(subjects)).toSorted((a, b) => b.rows - a.rows),
    ),
  ];
}
