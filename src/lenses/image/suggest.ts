import type { Finding } from '../../core/errors.ts';
import type { TaskKind } from '../../core/learn/task.ts';
import type { ColumnProfile, TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion, SplitChoice, Suggestion } from '../predict/question.ts';
import { likelyPositive, targetWordKinds } from '../predict/target-words.ts';

/** More classes than this are names rather than kinds. */
const MOST_CLASSES = 50;
/** Pictures of a class, on average, below which whole numbers are a measure rather than classes. */
const FEWEST_OF_CLASS = 5;
const TEST_SHARE = 0.2;
/** What the reading of picture files adds of each: how large it was, not what it shows. */
const SIZES: ReadonlySet<string> = new Set(['width', 'height']);
/** Above every question about columns: pictures are of no use as anything else. */
const STRENGTH = { named: 0.95, possible: 0.9 } as const;

/** Where the pictures of a table are. */
interface Pictures {
  readonly columns: readonly string[];
  readonly shape?: PredictQuestion['shape'];
}

function picturesIn({ columns, pixels }: TableProfile): Pictures | undefined {
  const image = columns.find(({ kind, missing, rowCount }) => kind === 'image' && missing < rowCount);
  if (image) return { columns: [image.name] };
  if (!pixels) return undefined;
  const { height, width, channels } = pixels;
  return { columns: pixels.columns, shape: { height, width, channels } };
}

/** The task a column would set as the label of pictures; undefined where it cannot be one. */
function labelTask(column: ColumnProfile): Exclude<TaskKind, 'regression'> | undefined {
  const { kind, distinct, rowCount, missing, numeric, role } = column;
  if (distinct < 2 || distinct > MOST_CLASSES || missing > rowCount / 2) return undefined;
  if (role === 'id' || role === 'row-number' || role === 'time' || role === 'constant' || role === 'empty')
    return undefined;
  if (kind !== 'category' && kind !== 'number') return undefined;
  if (kind === 'number' && (numeric?.integers !== true || (rowCount - missing) / distinct < FEWEST_OF_CLASS)) {
    return undefined;
  }
  return distinct === 2 ? 'binary' : 'multiclass';
}

/** `train`, `test` and nothing else. */
function dealsRowsOut({ levels, distinct, missing }: ColumnProfile): boolean {
  const said = new Set((levels ?? []).map(({ level }) => level.trim().toLowerCase()));
  return distinct === 2 && missing === 0 && said.has('train') && said.has('test');
}

/** A column that says which rows to judge on; else whole entities (patients, sites) on one side; else at random. */
function splitOf(others: readonly ColumnProfile[]): SplitChoice {
  const deals = others.find(dealsRowsOut);
  if (deals) return { kind: 'column', column: deals.name };
  const entity = others.find((column) => column.role === 'entity' && column.missing === 0);
  if (entity) return { kind: 'entity', column: entity.name, testShare: TEST_SHARE };
  return { kind: 'random', testShare: TEST_SHARE };
}

interface Candidate {
  readonly column: ColumnProfile;
  readonly task: Exclude<TaskKind, 'regression'>;
  readonly named: boolean;
}

/** Labels from the likeliest on: named like one first, then words before numbers. */
function labelsOf(others: readonly ColumnProfile[]): Candidate[] {
  const points = ({ column, named }: Candidate): number =>
    (named ? 4 : 0) + (column.kind === 'category' ? 2 : 0) - (column.role === 'entity' ? 3 : 0);
  return others
    .filter((column) => !dealsRowsOut(column))
    .flatMap((column): Candidate[] => {
      const task = labelTask(column);
      const words = targetWordKinds(column.name);
      return task ? [{ column, task, named: words.has('class') || words.has('outcome') }] : [];
    })
    .toSorted((a, b) => points(b) - points(a));
}

const besides = (profile: TableProfile, pictures: Pictures): readonly ColumnProfile[] => {
  const shown = new Set(pictures.columns);
  const measured = profile.columns.some(({ name, kind }) => kind === 'image' && shown.has(name));
  return profile.columns.filter(
    ({ name, kind }) => kind !== 'image' && !shown.has(name) && !(measured && kind === 'number' && SIZES.has(name)),
  );
};

/** Questions about the pictures of a table: a column a question that says what each of them shows, the likeliest first. */
export function suggestImage(profile: TableProfile): Suggestion[] {
  const pictures = picturesIn(profile);
  if (!pictures) return [];
  const others = besides(profile, pictures);
  return labelsOf(others).map(({ column, task, named }): Suggestion => {
    const rest = others.filter((other) => other !== column);
    const split = splitOf(rest);
    const dealing = split.kind === 'random' ? undefined : split.column;
    const positive = task === 'binary' ? likelyPositive(column.levels ?? []) : undefined;
    return {
      question: {
        lens: 'image',
        target: column.name,
        task,
        ...(positive === undefined ? {} : { positive }),
        columns: pictures.columns,
        split,
        ...(pictures.shape ? { shape: pictures.shape } : {}),
      },
      reason: {
        code: named ? 'suggest.pictures-labelled' : 'suggest.pictures-maybe',
        params: { column: column.name, values: column.distinct },
      },
      strength: named ? STRENGTH.named : STRENGTH.possible,
      leftOut: rest
        .filter(({ name }) => name !== dealing)
        .map(({ name }) => ({ column: name, code: 'left-out.beside-pictures' })),
    };
  });
}

/** Pictures that nothing can be learned from yet, and what to add. */
export function imageFindings(profile: TableProfile): Finding[] {
  const pictures = picturesIn(profile);
  if (!pictures) return [];
  const others = besides(profile, pictures);
  if (labelsOf(others).length > 0) return [];
  const params = { count: profile.rowCount };
  const single = others.find(({ distinct, kind }) => distinct === 1 && kind === 'category');
  if (single) {
    return [
      { level: 'careful', code: 'image.one-label', column: single.name, params: { ...params, column: single.name } },
    ];
  }
  const crowded = others.find(({ kind, role, distinct, rowCount }) => {
    const isKind = kind === 'category' && (role === 'feature' || role === 'entity');
    return isKind && distinct > MOST_CLASSES && distinct <= rowCount / 2;
  });
  if (crowded) {
    const { name, distinct } = crowded;
    const said = { ...params, column: name, kinds: distinct, most: MOST_CLASSES };
    return [{ level: 'careful', code: 'image.many-labels', column: name, params: said }];
  }
  return [{ level: 'careful', code: 'image.no-label', params }];
}
