import type { Finding } from '../../core/errors.ts';
import type { TaskKind } from '../../core/learn/task.ts';
import type { ColumnProfile, TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion, SplitChoice, Suggestion } from './question.ts';
import { likelyPositive, targetWordKinds } from './target-words.ts';

/** More classes than this are no target. */
export const MAX_CLASSES = 50;
/** Whole numbers with at most this many values may stand for classes, where the column's name says so. */
const MAX_NUMBERED_CLASSES = 20;
const TEST_SHARE = 0.2;
const MAX_SUGGESTIONS = 5;

/** Findings that leave a column out from the first: what they name cannot be known before the target is. */
const GIVES_TARGET_AWAY = new Set(['profile.copy-of-target', 'profile.sum-is-target']);

const two = (column: ColumnProfile): boolean => column.distinct === 2;

/** The task that a column asks for as a target, or undefined where it cannot be one. */
export function taskFor(column: ColumnProfile): TaskKind | undefined {
  if (column.distinct < 2 || ['date', 'text', 'image'].includes(column.kind)) return undefined;
  if (two(column)) return 'binary';
  if (column.kind === 'category') return column.distinct <= MAX_CLASSES ? 'multiclass' : undefined;
  const numbered =
    column.numeric?.integers === true &&
    column.distinct <= MAX_NUMBERED_CLASSES &&
    targetWordKinds(column.name).has('class');
  return numbered ? 'multiclass' : 'regression';
}

/** Why a column is no feature: `left-out.id`, `.constant`, `.empty`, `.row-number`, `.text`, `.image`, `.entity`, `.leak`. */
function leftOutCode(column: ColumnProfile, suspects: readonly Finding[]): string | undefined {
  if (suspects.some((found) => found.column === column.name && GIVES_TARGET_AWAY.has(found.code)))
    return 'left-out.leak';
  switch (column.role) {
    case 'id':
    case 'constant':
    case 'empty':
    case 'row-number':
    case 'text':
    case 'image':
    case 'entity':
      return `left-out.${column.role}`;
    case 'feature':
    case 'time':
      return column.kind === 'text' ? 'left-out.text' : undefined;
  }
}

/** Time where there is time, entities where they repeat, else at random. */
function proposeSplit(profile: TableProfile, target: string): SplitChoice {
  const others = profile.columns.filter((column) => column.name !== target);
  const time = others.find((column) => column.role === 'time' && column.missing === 0 && column.distinct > 2);
  if (time) return { kind: 'time', column: time.name, testShare: TEST_SHARE };
  const entity = others.find((column) => column.role === 'entity' && column.missing === 0);
  if (entity) return { kind: 'entity', column: entity.name, testShare: TEST_SHARE };
  return { kind: 'random', testShare: TEST_SHARE };
}

/**
 * The question for a target chosen by hand or by `suggestQuestions`: task, "yes", columns and split inferred.
 * @param suspects findings about this target (`findSuspects`); columns that are copies of it are left out
 * @returns undefined where the column cannot be a target (constant, empty, free text, a date, more than 50 classes)
 */
export function makeQuestion(
  profile: TableProfile,
  target: string,
  suspects: readonly Finding[] = [],
): { readonly question: PredictQuestion; readonly leftOut: Suggestion['leftOut'] } | undefined {
  const column = profile.columns.find((candidate) => candidate.name === target);
  const task = column && taskFor(column);
  if (!column || !task) return undefined;
  const leftOut: { column: string; code: string }[] = [];
  const columns: string[] = [];
  for (const other of profile.columns) {
    if (other.name === target) continue;
    const code = leftOutCode(other, suspects);
    if (code === undefined) columns.push(other.name);
    else leftOut.push({ column: other.name, code });
  }
  const positive = task === 'binary' ? likelyPositive(column.levels ?? []) : undefined;
  const question: PredictQuestion = {
    lens: 'predict',
    target,
    task,
    ...(positive === undefined ? {} : { positive }),
    columns,
    split: proposeSplit(profile, target),
  };
  return { question, leftOut };
}

interface Scored {
  readonly column: ColumnProfile;
  readonly points: number;
  readonly reason: Suggestion['reason'];
}

/** How likely a person wants this column predicted. Hand-set points, in the order of what people expect. */
function scoreTarget(column: ColumnProfile, index: number, profile: TableProfile): Scored | undefined {
  const task = taskFor(column);
  if (!task || column.role !== 'feature' || column.missing > column.rowCount / 2) return undefined;
  const last = index === profile.columns.length - 1;
  const words = targetWordKinds(column.name);
  const named =
    (words.has('outcome') && task !== 'regression') ||
    (words.has('class') && task !== 'regression') ||
    (words.has('quantity') && task === 'regression');
  let points = 0;
  if (words.has('outcome')) points += task === 'regression' ? 4 : 6;
  if (words.has('class') && task !== 'regression') points += task === 'binary' ? 4 : 3;
  if (words.has('quantity') && task === 'regression') points += 3;
  if (task === 'binary') points += 2;
  if (task === 'regression' && column.distinct > MAX_NUMBERED_CLASSES) points += 0.5;
  if (task === 'multiclass' && column.distinct > MAX_NUMBERED_CLASSES) points -= 1;
  if (words.has('attribute') && !words.has('outcome')) points -= 4;
  if (last) points += 3;
  else if (index === 0) points += 0.5;
  else points += index / profile.columns.length / 2;
  const params = { column: column.name, values: column.distinct };
  const code = named
    ? 'suggest.named-like-target'
    : last
      ? 'suggest.last-column'
      : two(column)
        ? 'suggest.two-values'
        : 'suggest.possible';
  return { column, points, reason: { code, params } };
}

/** Questions that the columns suggest, the likeliest first; none where no column can be a target. */
export function suggestQuestions(profile: TableProfile): Suggestion[] {
  // Nobody asks for a single pixel of a picture.
  const pixels = new Set(profile.pixels?.columns);
  return profile.columns
    .map((column, index) => (pixels.has(column.name) ? undefined : scoreTarget(column, index, profile)))
    .filter((scored) => scored !== undefined)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, MAX_SUGGESTIONS)
    .flatMap(({ column, reason }) => {
      const made = makeQuestion(profile, column.name);
      return made && made.question.columns.length > 0 ? [{ ...made, reason }] : [];
    });
}
