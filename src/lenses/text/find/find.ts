import type { Card } from '../../../core/advise/types.ts';
import type { Finding } from '../../../core/errors.ts';
import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { LONGEST_TEXT } from '../../../core/text/normalise.ts';
import type { TrainEvent } from '../../predict/events.ts';
import type { Judged, LensFindings } from '../../predict/method.ts';
import type { FittedPipeline } from '../../predict/model.ts';
import { memberEstimator } from '../../predict/pipeline.ts';
import { MIN_CLASS_ROWS } from '../../predict/problem.ts';
import type { Training } from '../../predict/training.ts';
import { timeAt } from '../time-left.ts';
import type { OutOfScope, TextFindings } from '../types.ts';
import { textCards } from './cards.ts';
import { classSubjects, type ClassSubjects } from './class-subjects.ts';
import { fitMembers, quickMember } from './fit-members.ts';
import { countTexts, languageOf, rareLabels } from './inbox-texts.ts';
import { classTargetOf, judgeTestRows } from './judged-rows.ts';
import { predictOutOfFold, type OutOfFold } from './out-of-fold.ts';
import { measureOutOfScope } from './out-of-scope.ts';
import { confusionPairs, figuresPerClass } from './per-class.ts';
import { findSentiment } from './sentiment.ts';
import { countLeaks, findDuplicates, tellDuplicates, tellMislabelled, type Duplicates } from './suspicious.ts';

const WORDS_A_CLASS = 12;
const RARE_NAMED = 5;

/**
 * What there is to see besides the figures, on a model that is settled: classes and their words, pairs that are taken for
 * each other, doubtful labels, copies, and how the model does on texts of a kind that it has not seen.
 */
export async function* findInTexts(
  training: Training,
  { choice, judged, judgement }: Judged,
): AsyncGenerator<TrainEvent, LensFindings> {
  const language = languageOf(training);
  const test = await judgeTestRows(training, judged, judgement.threshold);
  yield timeAt(training, 0.53);
  const words = await wordsOf(training, judged);
  yield timeAt(training, 0.56);
  const duplicates = await findDuplicates(training, language);
  yield timeAt(training, 0.62);
  const outOfFold = await predictOutOfFold(training, choice.chosen);
  yield timeAt(training, 0.68);
  const outOfScope = await measureOutOfScope(training, choice.chosen);
  yield timeAt(training, 0.77);
  const classed = await classSubjects(training, judged, outOfFold, outOfScope?.advised ?? 0);
  const { subjects, sorted } = classed;
  yield timeAt(training, 0.78);
  const sentiment = await findSentiment(training, language);
  const texts = countTexts(training, language);
  const text: TextFindings = {
    language,
    texts,
    perClass: figuresPerClass(test, words),
    confusions: confusionPairs(test),
    outOfScope: outOfScope ?? NOT_MEASURED,
    mislabelled: outOfFold ? tellMislabelled(training, outOfFold, duplicates) : { estimated: 0, rows: [] },
    duplicates: tellDuplicates(duplicates),
    subjects,
    ...(sentiment ? { sentiment } : {}),
    findings: [
      ...textNotes(training, texts),
      ...lookNotes(training, duplicates, outOfFold, outOfScope),
      ...(sorted > 0 ? [note('text.subjects-by-model', { rows: sorted })] : []),
      ...sampleNotes(training, judged),
    ],
  };
  return { text, cards: cardsOf(training, classed, duplicates) };
}

function cardsOf(training: Training, { counted, groupOf }: ClassSubjects, duplicates: Duplicates): Card[] {
  const { complaints, ratings } = counted;
  return textCards({
    complaints,
    groupOf,
    ...(ratings ? { ratings: ratings.values } : {}),
    target: training.problem.question.target,
    names: classTargetOf(training).classes,
    copies: duplicates.groups,
    lookedFor: duplicates.looked,
  });
}

/** Every text is answered: there is nothing that would say when not to. */
const NOT_MEASURED: OutOfScope = {
  heldOut: [],
  auroc: { value: NaN, low: NaN, high: NaN },
  inScopeRows: 0,
  outOfScopeRows: 0,
  curve: [],
  advised: 0,
};

/** Words that speak for each class, of a linear member, or of one fitted for this. */
async function wordsOf(training: Training, judged: FittedPipeline): Promise<readonly (readonly string[])[]> {
  const told = (pipeline: FittedPipeline): readonly (readonly string[])[] | undefined => {
    for (const member of pipeline.members) {
      const skills = memberEstimator(member, training.input.estimators).text;
      if (skills?.words) return skills.words(member.state, WORDS_A_CLASS, MIN_GROUP);
    }
    return undefined;
  };
  const own = told(judged);
  if (own) return own;
  const quick = quickMember(training);
  if (!quick) return [];
  const { problem, split } = training;
  return told(await fitMembers(training, [quick], problem.features, classTargetOf(training), split.train)) ?? [];
}

const note = (code: string, params: Finding['params'], level: Finding['level'] = 'note'): Finding => ({
  level,
  code,
  params,
});

/** Share of texts of which the end was not read that matters. */
const MANY_CUT = 0.01;
const cutLevel = (cut: number, rows: number): Finding['level'] => (cut >= MANY_CUT * rows ? 'careful' : 'note');

function textNotes(training: Training, { rows, empty, cut }: TextFindings['texts']): Finding[] {
  const rare = rareLabels(training);
  const names = rare.length > RARE_NAMED ? [...rare.slice(0, RARE_NAMED), '…'] : rare;
  return [
    ...(empty > 0 ? [note('text.empty-texts', { count: empty }, 'careful')] : []),
    ...(rare.length > 0
      ? [note('text.rare-classes', { count: rare.length, needed: MIN_CLASS_ROWS, names }, 'careful')]
      : []),
    ...(cut > 0
      ? [note('text.cut-texts', { count: cut, of: rows, characters: LONGEST_TEXT }, cutLevel(cut, rows))]
      : []),
  ];
}

function lookNotes(
  training: Training,
  duplicates: Duplicates,
  outOfFold: OutOfFold | undefined,
  outOfScope: OutOfScope | undefined,
): Finding[] {
  const { problem, split } = training;
  const leaks = countLeaks(duplicates, training);
  const all = problem.rows.length;
  return [
    ...(leaks > 0 ? [note('text.test-duplicates', { count: leaks, of: split.test.length }, 'careful')] : []),
    ...(duplicates.looked < all ? [note('text.duplicates-sampled', { rows: duplicates.looked, of: all })] : []),
    ...(outOfFold?.sampled
      ? [note('text.mislabelled-sampled', { rows: outOfFold.rows.length, of: split.train.length })]
      : []),
    ...(outOfScope ? [] : [note('text.no-out-of-scope', { classes: classTargetOf(training).classes.length })]),
  ];
}

/** Members that learned from a sample, for time's sake. */
function sampleNotes({ input, split }: Training, { members }: FittedPipeline): Finding[] {
  const sizes = members.flatMap((member) => {
    const rows = memberEstimator(member, input.estimators).text?.sampled?.(member.state);
    return rows === undefined ? [] : [rows];
  });
  if (sizes.length === 0) return [];
  return [note('text.learned-from-sample', { rows: Math.min(...sizes), of: split.train.length })];
}
