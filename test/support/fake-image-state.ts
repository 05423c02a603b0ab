import type { LookedAt } from '../../src/app/image.ts';
import type { AppState } from '../../src/app/state.ts';
import type { PictureCells } from '../../src/core/images/picture-cells.ts';
import type { TableProfile } from '../../src/core/profile/types.ts';
import type { ImageFindings } from '../../src/lenses/image/types.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictQuestion, Suggestion } from '../../src/lenses/predict/question.ts';
import type { PredictReport } from '../../src/lenses/predict/report.ts';
import type { TableSummary } from '../../src/workers/data-contract.ts';
import { fakeModel, fakeState, FAKE_TRAINING } from './fake-predict-state.ts';

/** Made-up findings about pictures for tests of the screens; every figure is fixed. */

export const KINDS = ['arrow', 'glass', 'umbrella', 'übergroß & <b>fett</b>'] as const;
const PIXELS = Array.from({ length: 64 }, (_, i) => `p${i}`);

export const IMAGE_QUESTION: PredictQuestion = {
  lens: 'image',
  target: 'mark',
  task: 'multiclass',
  columns: PIXELS,
  split: { kind: 'random', testShare: 0.2 },
  shape: { height: 8, width: 8, channels: 1 },
};

export const BINARY_QUESTION: PredictQuestion = {
  ...IMAGE_QUESTION,
  target: 'finding',
  task: 'binary',
  positive: 'ill',
};

const suggestion = (question: PredictQuestion): Suggestion => ({
  question,
  reason: { code: 'suggest.pictures-labelled', params: { column: question.target, values: 4 } },
  strength: 0.9,
  leftOut: [],
});

const estimate = (value: number, half: number) => ({
  value,
  low: Math.max(0, value - half),
  high: Math.min(1, value + half),
});

const shown = (row: number, actual: string, predicted: string, share: number) => ({ row, actual, predicted, share });

export const FAKE_PICTURE_FINDINGS: ImageFindings = {
  shape: { height: 8, width: 8, channels: 1 },
  perClass: KINDS.map((name, i) => ({
    name,
    count: 60 - 10 * i,
    precision: estimate(0.97 - 0.03 * i, 0.05),
    recall: estimate(0.98 - 0.06 * i, 0.06),
    f1: 0.97 - 0.04 * i,
  })),
  gallery: [
    shown(1, 'glass', 'arrow', 0.93),
    shown(6, 'umbrella', 'arrow', 0.71),
    shown(4, 'arrow', 'arrow', 0.51),
    shown(5, 'glass', 'glass', 0.55),
  ],
  augmentation: [
    { kind: 'shift', used: true, code: 'augment.some-code-without-words' },
    { kind: 'flip', used: false, code: 'augment.some-code-without-words' },
  ],
  classWeights: true,
  findings: [],
};

/** Sensitivity and specificity of a made-up test on 40 with it and 160 without. */
export const FAKE_CLINICAL: NonNullable<ImageFindings['clinical']> = {
  positive: 'ill',
  positives: 40,
  negatives: 160,
  points: [
    { aim: 0.8, threshold: 0.2, sensitivity: estimate(0.975, 0.05), specificity: estimate(0.8125, 0.06) },
    { aim: 0.9, threshold: 0.4, sensitivity: estimate(0.9, 0.08), specificity: estimate(0.9, 0.05) },
    { aim: 0.95, threshold: 0.6, sensitivity: estimate(0.8, 0.1), specificity: estimate(0.95, 0.03) },
    { aim: 0.99, threshold: 1.1, sensitivity: estimate(0, 0.05), specificity: estimate(1, 0.01) },
  ],
};

const level = (name: string, count: number) => ({ level: name, count });
export const FAKE_LEVELS = [level('arrow', 300), level('glass', 250), level('umbrella', 60), level(KINDS[3], 40)];

const PROFILE: TableProfile = {
  rowCount: 660,
  duplicateRows: 0,
  personal: [],
  findings: [],
  pixels: { columns: PIXELS, height: 8, width: 8, channels: 1, low: 0, high: 16 },
  columns: [
    { name: 'mark', kind: 'category', role: 'feature', rowCount: 660, missing: 10, distinct: 4, findings: [] },
    { name: 'finding', kind: 'category', role: 'feature', rowCount: 660, missing: 0, distinct: 2, findings: [] },
    ...PIXELS.map((name) => ({
      name,
      kind: 'number' as const,
      role: 'feature' as const,
      rowCount: 660,
      missing: 0,
      distinct: 17,
      findings: [],
    })),
  ],
};

const TABLE: TableSummary = {
  tableId: 'table-1',
  rowCount: 660,
  columns: PROFILE.columns.map(({ name, kind }) => ({ name, kind })),
  readings: [],
  combine: { kind: 'single', file: 'file-1' },
  proposals: [],
  findings: [],
};

/** So many pictures of 8 × 8, each a bright square elsewhere; every seventh is missing. */
export function fakePictures(count: number): PictureCells {
  const pixels = new Uint8Array(count * 64);
  for (let i = 0; i < count; i++) pixels.fill(255, i * 64 + (i % 8) * 8, i * 64 + (i % 8) * 8 + 8);
  return { width: 8, height: 8, channels: 1, pixels, missing: Uint8Array.from({ length: count }, () => 0) };
}

/** What is seen in the upper left alone. */
export const FAKE_LOOK: LookedAt = {
  picture: fakePictures(1),
  reading: {
    classes: [
      { name: 'arrow', share: 0.93 },
      { name: 'glass', share: 0.05 },
      { name: 'umbrella', share: 0.02 },
    ],
    heat: { height: 8, width: 8, values: Float32Array.from({ length: 64 }, (_, i) => (i % 8 < 2 && i < 16 ? 1 : 0)) },
  },
};

export function fakeImageModel(
  question: PredictQuestion = IMAGE_QUESTION,
  findings: Partial<ImageFindings> = {},
): PredictModel {
  const classes = question.task === 'binary' ? ['well', 'ill'] : [...KINDS];
  const made = fakeModel(question.task, {
    classes,
    ...(question.task === 'binary' ? {} : { testRows: 200 }),
    image: { ...FAKE_PICTURE_FINDINGS, ...findings },
    lens: 'image',
    cards: [],
    importances: [],
    dependence: [],
  } satisfies Partial<PredictReport>);
  const { plan } = made.report;
  return {
    ...made,
    lens: 'image',
    id: 'model-image',
    target: question.target,
    classes,
    columns: PIXELS.map((name) => ({ name, kind: 'number', quantiles: [0, 16], missingShare: 0, typical: 0 })),
    report: { ...made.report, plan: { ...plan, question } },
  };
}

/** Labelled pictures, and nothing trained yet. */
export function fakeImageState(overrides: Partial<AppState> = {}, question = IMAGE_QUESTION): AppState {
  const state = fakeState({
    table: { status: 'ready', value: TABLE },
    profile: { status: 'ready', value: PROFILE },
    suggestions: [suggestion(IMAGE_QUESTION), suggestion(BINARY_QUESTION)],
    suspects: [],
  });
  return { ...state, choices: { ...state.choices, name: 'Marks', question }, ...overrides };
}

/** The same with a model on the screen whose rows are those of the table. */
export function fakeJudgedPictures(
  model: PredictModel = fakeImageModel(),
  overrides: Partial<AppState> = {},
): AppState {
  const summary = {
    id: model.id,
    name: model.target,
    createdAt: model.createdAt,
    target: model.target,
    projectId: 'project-1',
    byteLength: 1,
    metric: { name: 'accuracy' as const, value: 0.9, low: 0.8, high: 1 },
    dataKey: JSON.stringify([[], null, []]),
  };
  return fakeImageState(
    { model: { status: 'ready', value: model }, models: { status: 'ready', value: [summary] }, ...overrides },
    model.report.plan.question,
  );
}

/** A race in which a network for pictures tells what it sees. */
export const FAKE_WATCHED: AppState['training'] = {
  ...FAKE_TRAINING,
  race: FAKE_TRAINING.race.map((row) =>
    row.candidate.family === 'network'
      ? {
          ...row,
          live: {
            filters: {
              count: 20,
              height: 3,
              width: 3,
              channels: 1,
              values: Float32Array.from({ length: 180 }, Math.sin),
            },
            examples: [
              { row: 3, actual: 'arrow', predicted: 'arrow', share: 0.91 },
              { row: 8, actual: 'glass', predicted: 'umbrella', share: 0.62 },
            ],
          },
        }
      : row,
  ),
};
