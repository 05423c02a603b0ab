import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { CodedError } from '../../../core/errors.ts';
import { buildPredict } from '../../predict/share/build.ts';
import { makeHeldList } from '../../predict/share/held.ts';
import { SharedPredictSchema } from '../../predict/share/schema.ts';
import { SHARE_PARTS, type PredictSource, type SharedPredict } from '../../predict/share/types.ts';
import type { PredictReport } from '../../predict/report.ts';
import type { LensSharing, ShareChoices, Shared, SharePart } from '../../share.ts';

/**
 * Of what all lenses share: drivers, curves and formulas name columns made of events, some of which few people did; cards say
 * after how many days half of few people had acted; and a network has seen the journeys.
 */
const NEVER = SHARE_PARTS.filter((part) => part !== 'proof');

/** Rows that one person may have among those that judge: one a date. */
function rowsOfOne({ sequence }: PredictReport): number {
  if (!sequence) return Infinity;
  const { at, testFrom = 0 } = sequence.snapshots;
  return at.length - testFrom;
}

/** Bands count rows: only where each is another person do 11 of them say that they are about 11. */
const proofIsSafe = (report: PredictReport): boolean => report.binary !== undefined && rowsOfOne(report) === 1;

const sequenceParts = ({ model: { report } }: PredictSource): SharePart[] =>
  proofIsSafe(report) ? [{ id: 'proof' }] : [];

/** @throws share.next-event, share.too-few-of-class, share.target-out, share.too-few-rows */
function buildSequence(source: PredictSource, choices: ShareChoices): Shared<SharedPredict> {
  const { report } = source.model;
  checkPeople(source.model);
  const without = proofIsSafe(report) ? [...choices.without, ...NEVER] : SHARE_PARTS;
  const { body, held } = buildPredict(source, { ...choices, without });
  const own = makeHeldList();
  own.add('journeys');
  if (!proofIsSafe(report)) own.add('journey-proof');
  return { body, held: [...held, ...own.list()] };
}

/**
 * Names of next events may be about single people, however many rows they have; of an outcome there are at least 11 people
 * where there are 11 rows for each row that one person may have.
 */
function checkPeople({ report, target }: PredictSource['model']): void {
  const { plan, binary } = report;
  if (plan.question.sequence?.ask === 'next') throw new CodedError('share.next-event');
  const needed = MIN_GROUP * rowsOfOne(report);
  const yes = binary?.test.positives ?? 0;
  const no = (binary?.test.rowCount ?? 0) - yes;
  if (!(Math.min(yes, no) >= needed)) {
    throw new CodedError('share.too-few-of-class', { target, needed });
  }
}

/** How the lens of journeys shares what a training found: never a journey, an event of one, or whose it was. */
export const sequenceSharing: LensSharing<PredictSource, SharedPredict> = {
  lens: 'sequence',
  parts: sequenceParts,
  build: buildSequence,
  schema: SharedPredictSchema,
};
