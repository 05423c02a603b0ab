import type { Finding } from '../../core/errors.ts';
import type { ColumnProfile, TableProfile } from '../../core/profile/types.ts';
import { recogniseTexts, type RecognisedTexts } from '../../core/text/recognise.ts';
import type { InboxColumns, PredictQuestion, SplitChoice, Suggestion } from '../predict/question.ts';
import { likelyPositive } from '../predict/target-words.ts';

const TEST_SHARE = 0.2;
const MOST_CLASSES = 100;
/** Rows of a class that can be learned and judged; two classes need it. */
const LEAST_CLASS_ROWS = 8;
/** Texts of which a word or two can be said. */
const LEAST_TEXTS = 20;
const MOST_LABELS_PROPOSED = 2;

/** How sure the lens is by the columns that it would leave aside: with few of them the texts are what the table is about. */
const STRENGTHS = { labelled: [0.9, 0.7, 0.4], unlabelled: [0.65, 0.45, 0.3] } as const;
const FEW_OTHERS = 2;
const SOME_OTHERS = 5;
/** Of a second column of labels against the first, and of texts for which labels are there but not used. */
const LESS = 0.15;

/** The question for a column of texts, put together by hand or by `suggestText`. */
export function makeTextQuestion(profile: TableProfile, text: string, target: string): PredictQuestion {
  const found = recogniseTexts(profile);
  const label = profile.columns.find(({ name }) => name === target);
  const inbox = inboxOf(found, text, target);
  const binary = label?.distinct === 2;
  const positive = binary ? likelyPositive(label.levels ?? []) : undefined;
  return {
    lens: 'text',
    target,
    task: binary ? 'binary' : 'multiclass',
    ...(positive === undefined ? {} : { positive }),
    columns: [text],
    split: splitOf(profile, target),
    ...(Object.keys(inbox).length > 0 ? { inbox } : {}),
  };
}

/** Texts to be told apart by their labels, or grouped where they have none; the likeliest first. */
export function suggestText(profile: TableProfile): Suggestion[] {
  const found = recogniseTexts(profile);
  const main = found.texts.find(({ isText, filled }) => isText && filled >= LEAST_TEXTS);
  if (!main) return [];
  const text = main.column;
  const labels = found.labels.filter((name) => name !== text && isLabel(profile, name)).slice(0, MOST_LABELS_PROPOSED);
  const others = countOthers(profile, found, text, labels);
  const sure = others <= FEW_OTHERS ? 0 : others <= SOME_OTHERS ? 1 : 2;
  const labelled = labels.map((target, rank): Suggestion => {
    const classes = profile.columns.find(({ name }) => name === target)?.distinct ?? 0;
    return {
      question: makeTextQuestion(profile, text, target),
      reason: { code: 'suggest.texts-with-labels', params: { column: text, target, classes } },
      strength: STRENGTHS.labelled[sure] - rank * LESS,
      leftOut: [],
    };
  });
  const alone: Suggestion = {
    question: makeTextQuestion(profile, text, ''),
    reason: { code: 'suggest.texts', params: { column: text, rows: main.filled } },
    strength: STRENGTHS.unlabelled[sure] - (labels.length > 0 ? LESS : 0),
    leftOut: [],
  };
  return [...labelled, alone];
}

/** A column of labels that is passed over, and why: texts would be grouped as if nobody had sorted them. */
export function textFindings(profile: TableProfile): Finding[] {
  const found = recogniseTexts(profile);
  const main = found.texts.find(({ isText, filled }) => isText && filled >= LEAST_TEXTS);
  if (!main || found.labels.some((name) => name !== main.column && isLabel(profile, name))) return [];
  const finding = (code: string, { name, distinct }: ColumnProfile): Finding => ({
    level: 'careful',
    code,
    column: name,
    params: { column: name, kinds: distinct, most: MOST_CLASSES, rows: LEAST_CLASS_ROWS },
  });
  const crowded = profile.columns.find(
    ({ kind, role, distinct, rowCount }) =>
      kind === 'category' &&
      (role === 'feature' || role === 'entity') &&
      distinct > MOST_CLASSES &&
      distinct <= rowCount / LEAST_CLASS_ROWS,
  );
  if (crowded) return [finding('text.many-labels', crowded)];
  const single = profile.columns.find(
    ({ kind, distinct, role }) => kind === 'category' && role === 'constant' && distinct === 1,
  );
  return single ? [finding('text.one-label', single)] : [];
}

/** Two to 100 classes, two of them with rows enough, and nothing that names a person. */
function isLabel(profile: TableProfile, name: string): boolean {
  const column = profile.columns.find((candidate) => candidate.name === name);
  if (!column || column.distinct > MOST_CLASSES || profile.personal.some((found) => found.column === name))
    return false;
  const enough = (column.levels ?? []).filter(({ count }) => count >= LEAST_CLASS_ROWS);
  return enough.length >= 2;
}

function inboxOf(found: RecognisedTexts, text: string, target: string): InboxColumns {
  const free = (name: string | undefined): name is string => name !== undefined && name !== text && name !== target;
  const date = found.dates.find(free);
  const rating = found.ratings.map(({ column }) => column).find(free);
  const answers = found.answers.find(free);
  return { ...(date ? { date } : {}), ...(rating ? { rating } : {}), ...(answers ? { answers } : {}) };
}

/** Columns that a table of numbers would be learned from, and the texts would not. */
function countOthers(profile: TableProfile, found: RecognisedTexts, text: string, labels: readonly string[]): number {
  const taken = new Set([
    text,
    ...labels,
    ...found.answers,
    ...found.dates,
    ...found.ratings.map(({ column }) => column),
  ]);
  const isOther = ({ name, role }: ColumnProfile): boolean =>
    (role === 'feature' || role === 'text') && !taken.has(name);
  return profile.columns.filter(isOther).length;
}

/** Time where there is time, entities where they repeat, else at random. */
function splitOf(profile: TableProfile, target: string): SplitChoice {
  const whole = profile.columns.filter((column) => column.name !== target && column.missing === 0);
  const time = whole.find(({ role, kind, distinct }) => role === 'time' && kind === 'date' && distinct > 2);
  if (time) return { kind: 'time', column: time.name, testShare: TEST_SHARE };
  const entity = whole.find(({ role }) => role === 'entity');
  return entity
    ? { kind: 'entity', column: entity.name, testShare: TEST_SHARE }
    : { kind: 'random', testShare: TEST_SHARE };
}
