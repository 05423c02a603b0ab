import type { AppState } from '../../src/app/state.ts';
import type { Card } from '../../src/core/advise/types.ts';
import type { TableProfile } from '../../src/core/profile/types.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictQuestion } from '../../src/lenses/predict/question.ts';
import type { PredictReport } from '../../src/lenses/predict/report.ts';
import type { Reading, Subject, TextFindings, Topics } from '../../src/lenses/text/types.ts';
import type { TableSummary } from '../../src/workers/data-contract.ts';
import { fakeModel, fakeState } from './fake-predict-state.ts';

/** Made-up findings about an inbox for tests of the screens; every figure is fixed. */

export const TEXT_QUESTION: PredictQuestion = {
  lens: 'text',
  target: 'category',
  task: 'multiclass',
  columns: ['text'],
  split: { kind: 'random', testShare: 0.2 },
  inbox: { date: 'received', rating: 'rating', answers: 'answer' },
};

/** What people wrote, by row: HTML, Chinese, a long one and an empty one among them. */
export const FAKE_TEXTS: readonly (string | null)[] = [
  'Where is my parcel? It should have been here on Monday.',
  'My parcel <b>is late</b> again & nobody answers <script>alert(1)</script>',
  '我的包裹在哪里？已经等了两个星期了，客服也不回复。',
  'I want my money back for the broken kettle.',
  '退款什么时候到账？',
  `The kettle arrived broken. ${'It leaks from the bottom and the lid does not close. '.repeat(12)}`,
  'How do I change the address of my order?',
  null,
  'Wrong address on my order, please change it 🙏',
  'Cancel my account',
];

const estimate = (value: number, half: number) => ({
  value,
  low: Math.max(0, value - half),
  high: Math.min(1, value + half),
});

const KINDS = ['late parcel', 'refund', 'damaged item', 'change address', 'cancel account', '退款 Rückgabe'] as const;

const perClass = KINDS.map((name, i) => ({
  name,
  count: 60 - 7 * i,
  precision: estimate(0.97 - 0.03 * i, 0.05),
  recall: estimate(0.98 - 0.05 * i, 0.06),
  f1: 0.97 - 0.04 * i,
  words: [['late', 'parcel', 'arrive'], ['refund', 'money'], ['broken'], ['address'], ['cancel'], ['退款']][i] ?? [],
}));

const subject = (name: string, i: number): Subject => ({
  name,
  rows: 240 - 30 * i,
  share: estimate(0.2 - 0.025 * i, 0.02),
  growth: {
    ratio: i === 2 ? { value: 2.1, low: 1.6, high: 2.8 } : { value: 1.05, low: 0.8, high: 1.3 },
    days: 91,
    before: i === 2 ? 58 : 90,
    after: i === 2 ? 122 : 94,
    adjustedPValue: i === 2 ? 0.0004 : 0.7,
  },
  rating: {
    mean: i === 1 ? { value: 2.1, low: 1.9, high: 2.3 } : { value: 3.7, low: 3.4, high: 4 },
    elsewhere: 3.8,
    rows: 180,
    adjustedPValue: i === 1 ? 0.00001 : 0.4,
  },
  trend: Array.from({ length: 12 }, (_, month) => ({
    from: Date.UTC(2026, month, 1),
    count: 10 + ((month * (i + 3)) % 9),
  })),
  examples: [i, i + 3, i + 1],
});

export const FAKE_FINDINGS: TextFindings = {
  language: 'en-like',
  texts: { rows: 1200, empty: 14, cut: 3, medianTokens: 12 },
  perClass,
  confusions: [
    { actual: 'damaged item', predicted: 'refund', count: 6, of: 46, rows: [3, 5] },
    { actual: '退款 Rückgabe', predicted: 'refund', count: 3, of: 25, rows: [4] },
  ],
  outOfScope: {
    heldOut: ['refund', 'cancel account'],
    auroc: estimate(0.88, 0.03),
    inScopeRows: 180,
    outOfScopeRows: 90,
    curve: Array.from({ length: 101 }, (_, i) => ({
      threshold: i / 100,
      accuracy: Math.min(1, 0.9 + 0.1 * (i / 100) ** 0.7),
      answered: 1 - (i / 100) ** 2.2,
      handedOver: (i / 100) ** 0.4,
    })),
    advised: 0.42,
  },
  mislabelled: {
    estimated: 18.4,
    rows: [
      { row: 1, given: 'refund', suggested: 'late parcel', score: 0.97 },
      { row: 4, given: 'late parcel', suggested: '退款 Rückgabe', score: 0.91 },
      { row: 8, given: 'cancel account', suggested: 'change address', score: 0.66 },
    ],
  },
  duplicates: {
    rows: 5,
    groups: [
      { rows: [0, 1, 2], disagree: false },
      { rows: [6, 8], disagree: true },
    ],
  },
  subjects: KINDS.map(subject),
  sentiment: {
    column: 'rating',
    scale: 'stars',
    lowTo: 2,
    rated: 900,
    low: { rows: 210, share: estimate(210 / 900, 0.03) },
    words: [
      { word: 'broken', rows: 44, mean: { value: 1.9, low: 1.6, high: 2.2 }, elsewhere: 3.6, adjustedPValue: 1e-6 },
      { word: 'money back', rows: 61, mean: { value: 2.2, low: 1.9, high: 2.5 }, elsewhere: 3.6, adjustedPValue: 1e-5 },
    ],
    tried: 312,
    told: { auroc: estimate(0.84, 0.05), lowRows: 42, otherRows: 138 },
  },
  findings: [],
};

const card = (code: string, kind: number, facts: Card['facts'] = []): Card => ({
  id: `${code}-${kind}`,
  code,
  params: { name: KINDS[kind] ?? '' },
  segment: [{ column: 'category', kind: 'category', levels: [KINDS[kind] ?? ''] }],
  validationRows: 0,
  allRows: 240 - 30 * kind,
  rate: estimate(0.2, 0.02),
  overallRate: 1 / 6,
  adjustedPValue: 0.00001,
  segmentsTried: 6,
  evidence: 'association',
  why: [],
  facts,
  test: { code: 'card.text.test.answer-half', params: { rows: 210 } },
});

/** What stands out: one kind is rated low, one grows. */
export const FAKE_CARDS: readonly Card[] = [
  card('card.text.low-rated', 1, [
    { code: 'card.text.fact.share', params: { rows: 210, share: 0.175, shareLow: 0.155, shareHigh: 0.195 } },
    { code: 'card.text.fact.rating', params: { rows: 180, mean: 2.1, low: 1.9, high: 2.3, elsewhere: 3.8 } },
  ]),
  card('card.text.growing', 2, [
    { code: 'card.text.fact.grown', params: { days: 91, before: 58, after: 122, ratio: 2.1, low: 1.6, high: 2.8 } },
  ]),
];

export const FAKE_TOPICS: Topics = {
  column: 'text',
  rows: 1200,
  topics: [
    ['late', 'parcel', 'arrive', 'tracking'],
    ['refund', 'money', 'back'],
    ['包裹', '快递', '没收到'],
    ['address', 'change', 'order'],
    ['hello', 'test'],
  ].map((words, id) => ({ id, words, subject: { ...subject(words.slice(0, 3).join(', '), id) } })),
  codes: Int32Array.from({ length: 1200 }, (_, row) => (row % 7 > 4 ? -1 : row % 7)),
  next: [9, 7, 5, 2],
};

export const FAKE_READING: Reading = {
  classes: [
    { name: 'late parcel', share: 0.91 },
    { name: 'refund', share: 0.05 },
    { name: 'damaged item', share: 0.02 },
  ],
  confidence: 0.91,
  handOver: false,
  marks: [
    { start: 3, end: 9, weight: 1.4 },
    { start: 10, end: 19, weight: 0.9 },
    { start: 29, end: 38, weight: -0.5 },
  ],
  answers: [
    {
      answer: 'We are sorry. Your parcel is with the carrier; this is how you follow it: …',
      question: 'Where is my parcel? It should have been here on Monday.',
      score: 8.31,
      because: ['parcel', 'where'],
      label: 'late parcel',
    },
    { answer: '您的包裹正在路上。', question: '我的包裹在哪里？', score: 3.2, because: [] },
  ],
};

const PROFILE: TableProfile = {
  rowCount: 1200,
  duplicateRows: 0,
  personal: [],
  findings: [],
  columns: [
    { name: 'ticket', kind: 'text', role: 'id', rowCount: 1200, missing: 0, distinct: 1200, findings: [] },
    { name: 'received', kind: 'date', role: 'time', rowCount: 1200, missing: 0, distinct: 300, findings: [] },
    { name: 'text', kind: 'text', role: 'text', rowCount: 1200, missing: 14, distinct: 1150, findings: [] },
    { name: 'rating', kind: 'number', role: 'feature', rowCount: 1200, missing: 300, distinct: 5, findings: [] },
    { name: 'answer', kind: 'text', role: 'text', rowCount: 1200, missing: 500, distinct: 60, findings: [] },
    { name: 'category', kind: 'category', role: 'feature', rowCount: 1200, missing: 40, distinct: 6, findings: [] },
  ],
};

const TABLE: TableSummary = {
  tableId: 'table-1',
  rowCount: 1200,
  columns: PROFILE.columns.map(({ name, kind }) => ({ name, kind })),
  readings: [],
  combine: { kind: 'single', file: 'file-1' },
  proposals: [],
  findings: [],
};

export function fakeTextModel(findings: Partial<TextFindings> = {}, fields: Partial<PredictModel> = {}): PredictModel {
  const made = fakeModel('multiclass', {
    classes: [...KINDS],
    testRows: 240,
    text: { ...FAKE_FINDINGS, ...findings },
    lens: 'text',
    cards: FAKE_CARDS,
  } satisfies Partial<PredictReport>);
  const { plan, data } = made.report;
  return {
    ...made,
    lens: 'text',
    id: 'model-text',
    target: 'category',
    classes: [...KINDS],
    assistant: { format: 'sightglass.assistant', version: 1, column: 'answer', entries: [], index: null, threshold: 1 },
    report: { ...made.report, plan: { ...plan, question: TEXT_QUESTION }, data: { ...data, rowsWithoutTarget: 40 } },
    ...fields,
  };
}

/** An inbox with labels and a table, and nothing trained yet. */
export function fakeTextState(overrides: Partial<AppState> = {}): AppState {
  const state = fakeState({ table: { status: 'ready', value: TABLE }, profile: { status: 'ready', value: PROFILE } });
  return { ...state, choices: { ...state.choices, name: 'Inbox', question: TEXT_QUESTION }, ...overrides };
}

/** The same with a model on the screen whose rows are those of the table. */
export function fakeJudgedInbox(model: PredictModel = fakeTextModel(), overrides: Partial<AppState> = {}): AppState {
  const summary = {
    id: model.id,
    name: 'category',
    createdAt: model.createdAt,
    target: model.target,
    projectId: 'project-1',
    byteLength: 1,
    metric: { name: 'accuracy' as const, value: 0.9, low: 0.8, high: 1 },
    dataKey: JSON.stringify([[], null, []]),
  };
  return fakeTextState({
    model: { status: 'ready', value: model },
    models: { status: 'ready', value: [summary] },
    ...overrides,
  });
}

/** Rows of the table by number, as the data worker gives them. */
export const fakeRowsAt = (rows: readonly number[], columns: readonly string[] = ['text']) =>
  Promise.resolve({
    columns,
    rows: rows.map((row) => ({
      row,
      cells: columns.map((name) =>
        name === 'text' ? (FAKE_TEXTS[row % FAKE_TEXTS.length] ?? null) : (KINDS[row % KINDS.length] ?? null),
      ),
    })),
  });
