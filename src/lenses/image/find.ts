import type { Finding } from '../../core/errors.ts';
import type { EstimatorRegistry } from '../../core/learn/estimator.ts';
import type { PictureNotes } from '../../core/learn/image/skills.ts';
import { classProbability } from '../../core/learn/prediction.ts';
import type { Judged, LensFindings } from '../predict/method.ts';
import type { FittedPipeline } from '../predict/model.ts';
import { memberEstimator } from '../predict/pipeline.ts';
import { pictureShape } from '../predict/problem.ts';
import type { Training } from '../predict/training.ts';
import { judgeTestRows, type JudgedRows } from '../text/find/judged-rows.ts';
import { figuresPerClass } from '../text/find/per-class.ts';
import { readClinically } from './clinical.ts';
import type { Clinical, ImageFindings } from './types.ts';

const MOST_MISTAKES = 36;
const MOST_UNSURE = 12;

/** What there is to see besides the figures: classes, pictures to look at, and a reading as a test of health. */
export async function findInPictures(training: Training, { choice, judged, judgement }: Judged): Promise<LensFindings> {
  const shape = pictureShape(training.problem);
  if (!shape) throw new Error('a question about pictures without any');
  const test = await judgeTestRows(training, judged, judgement.threshold);
  const notes = notesOf(judged, training.input.estimators);
  const clinical = choice.chosen.family === 'baseline' ? undefined : clinicalOf(training, choice, test);
  const image: ImageFindings = {
    shape,
    perClass: figuresPerClass(test, []).map(({ name, count, precision, recall, f1 }) => ({
      name,
      count,
      precision,
      recall,
      f1,
    })),
    gallery: galleryOf(test),
    augmentation: changesOf(notes),
    classWeights: notes.some(({ classWeights }) => classWeights),
    ...(clinical ? { clinical } : {}),
    findings: [...pictureNotes(training, notes), ...(clinical ? clinicalNotes(clinical, training) : [])],
  };
  return { image };
}

/** What the members of a model did to their pictures. */
function notesOf({ members }: FittedPipeline, estimators: EstimatorRegistry): PictureNotes[] {
  return members.flatMap((member) => {
    const skills = memberEstimator(member, estimators).picture;
    return skills ? [skills.notes(member.state)] : [];
  });
}

/** The surest mistakes, then the right ones that were least sure. */
function galleryOf({ rows, actual, predicted, prediction, classes }: JudgedRows): ImageFindings['gallery'] {
  const shown = Array.from(rows, (row, i) => {
    const said = predicted[i] as number;
    const share = prediction.probabilities[i * classes.length + said] as number;
    return {
      row,
      actual: classes[actual[i] as number] as string,
      predicted: classes[said] as string,
      share,
      right: said === actual[i],
    };
  });
  const mistakes = shown.filter(({ right }) => !right).toSorted((a, b) => b.share - a.share || a.row - b.row);
  const unsure = shown.filter(({ right }) => right).toSorted((a, b) => a.share - b.share || a.row - b.row);
  return [...mistakes.slice(0, MOST_MISTAKES), ...unsure.slice(0, MOST_UNSURE)].map(
    ({ row, actual: is, predicted: said, share }) => ({ row, actual: is, predicted: said, share }),
  );
}

function clinicalOf({ space }: Training, { chosen }: Judged['choice'], test: JudgedRows): Clinical | undefined {
  const { target } = space;
  if (target.task !== 'binary' || chosen.prediction.task === 'regression') return undefined;
  const validation = {
    y: Int32Array.from(space.validation, (row) => target.codes[row] as number),
    p: classProbability(chosen.prediction),
  };
  const positive = target.classes[1] as string;
  return readClinically(positive, validation, { y: test.actual, p: classProbability(test.prediction) });
}

function clinicalNotes({ points, negatives }: Clinical, { split }: Training): Finding[] {
  const findings: Finding[] = [{ level: 'careful', code: 'image.not-a-medical-device', params: {} }];
  // Fewer than one "no" may be called "yes": the count cannot tell such an aim from 1.
  const coarse = points.filter(({ aim }) => negatives * (1 - aim) < 1).map(({ aim }) => aim);
  if (coarse.length > 0) {
    const [share] = coarse as [number];
    findings.push({ level: 'note', code: 'image.coarse-specificity', params: { share, negatives } });
  }
  if (split.scheme === 'grouped') findings.push({ level: 'note', code: 'image.pictures-together', params: {} });
  return findings;
}

/** Rows that could not be learned from, and what was done so that rare kinds are not passed over. */
function pictureNotes({ problem, input, split }: Training, notes: readonly PictureNotes[]): Finding[] {
  const known = problem.target.task === 'regression' ? 0 : problem.target.codes.filter((code) => code >= 0).length;
  const without = known - problem.rows.length;
  const findings: Finding[] = [];
  if (without > 0) {
    const params = { rows: without, of: input.table.rowCount };
    findings.push({ level: 'careful', code: 'image.rows-without-picture', params });
  }
  const fewest = Math.min(...notes.flatMap(({ sampled }) => sampled ?? []));
  if (Number.isFinite(fewest)) {
    findings.push({ level: 'note', code: 'image.sampled', params: { count: fewest, of: split.train.length } });
  }
  if (notes.some(({ classWeights }) => classWeights)) {
    findings.push({ level: 'note', code: 'image.class-weights', params: {} });
  }
  return findings;
}

/** Each way of changing pictures once: as the member that used it says, or else the first. */
function changesOf(notes: readonly PictureNotes[]): ImageFindings['augmentation'] {
  const all = notes.flatMap(({ augmentation }) => augmentation);
  return [...new Set(all.map(({ kind }) => kind))].map((kind) => {
    const own = all.filter((note) => note.kind === kind);
    return (own.find(({ used }) => used) ?? own[0]) as (typeof all)[number];
  });
}
