import type { ColumnProfile, TableProfile } from '../profile/types.ts';
import type { Language } from './language.ts';

/** Why a column of words is no free text: too few words a cell, the same ones over and over, codes, or personal data. */
export type NoText = 'few-words' | 'repeats' | 'codes' | 'personal';

export interface TextColumnFacts {
  readonly column: string;
  readonly isText: boolean;
  readonly why?: NoText;
  readonly language: Language;
  /** Of the filled cells; a character of a script without spaces counts as a word. */
  readonly medianWords: number;
  readonly medianCharacters: number;
  /** Share of the filled cells that say something of their own. */
  readonly distinctShare: number;
  readonly filled: number;
}

export interface RatingColumn {
  readonly column: string;
  readonly lowest: number;
  readonly highest: number;
}

/** What of a table is for the text lens, each list with the likeliest first. */
export interface RecognisedTexts {
  /** Columns of words; those that are free text first, those that look like answers behind the others of them. */
  readonly texts: readonly TextColumnFacts[];
  /** Few repeated values, to be told from the texts. */
  readonly labels: readonly string[];
  readonly ratings: readonly RatingColumn[];
  /** What was answered, or an FAQ's answers. */
  readonly answers: readonly string[];
  readonly dates: readonly string[];
}

const ASKED =
  /text|message|ticket|body|descri|question|query|request|review|comment|feedback|content|complaint|chat|utterance|inquiry|email|mail|note|内容|问题|提问|留言|评论|评价|反馈|投诉|描述|咨询|工单|消息/iu;
const ANSWERED = /answer|reply|replies|respon[sd]|resolution|solution|回复|答复|回答|答案|解决|处理结果|客服/iu;
const LABELLED =
  /label|categor|intent|topic|class|(^|[^a-z])tags?($|[^a-z])|reason|type|issue|department|team|queue|sentiment|target|主题|分类|类别|标签|意图|类型|原因|情感/iu;
const RATED = /(^|[^a-z])(rating|rated|stars?($|[^a-z])|scores?($|[^a-z])|nps|csat|grade|satisf)|评分|打分|星级|满意/iu;

/** `customerRating` is `customer Rating`; `OperatingSystems` rates nothing. */
const isRated = (name: string): boolean => RATED.test(name.replace(/([a-z])([A-Z])/g, '$1 $2'));

/** Fewer words are names and codes; a column named like a text may have fewer. */
const LEAST_WORDS = 4;
const LEAST_NAMED_WORDS = 2;
/** Scripts without spaces count characters. */
const LEAST_CHARACTERS = 5;
/** The same cells over and over are values to choose from. */
const LEAST_DISTINCT_SHARE = 0.1;
const LEAST_DISTINCT = 10;
/** Counting stops there (see ColumnProfile): the share is then unknown, and high enough. */
const COUNTED = 100_000;
const LEAST_SPACED = 0.5;
/** Below this share of tokens without digits or signs they are addresses of the web, lists of numbers, versions. */
const LEAST_WORD_SHARE = 0.6;
/** Longer ones are more than a name or an address. */
const PERSONAL_WORDS = 12;

/** What of a table is for the text lens, by its profile alone. */
export function recogniseTexts(profile: TableProfile): RecognisedTexts {
  const personal = new Set(profile.personal.map(({ column }) => column));
  const facts = profile.columns.flatMap((column) => textFacts(column, personal.has(column.name)) ?? []);
  const answers = facts
    .filter(({ column, isText, why, medianWords }) => {
      // What is answered is often the same.
      return ANSWERED.test(column) && (isText || why === 'repeats') && medianWords >= LEAST_WORDS;
    })
    .map(({ column }) => column);
  const isAnswer = new Set(answers);
  const texts = facts.toSorted(
    (a, b) =>
      Number(b.isText) - Number(a.isText) ||
      Number(isAnswer.has(a.column)) - Number(isAnswer.has(b.column)) ||
      Number(ASKED.test(b.column)) - Number(ASKED.test(a.column)) ||
      b.medianCharacters - a.medianCharacters,
  );
  const main = texts.find(({ isText }) => isText)?.column;
  const free = new Set(texts.filter(({ isText }) => isText).map(({ column }) => column));
  const ratings = profile.columns.flatMap((column) => ratingOf(column) ?? []);
  const isRating = new Set(ratings.map(({ column }) => column));
  return {
    texts,
    labels: labelsOf(
      profile.columns.filter(({ name }) => !free.has(name) && !isAnswer.has(name) && !isRating.has(name)),
    ),
    ratings: ratings.toSorted((a, b) => Number(isRated(b.column)) - Number(isRated(a.column))),
    // A text alone with a name like an answer's is what the person has.
    answers: answers.filter((column) => column !== main),
    dates: profile.columns.filter(({ kind, role }) => kind === 'date' && role !== 'empty').map(({ name }) => name),
  };
}

function textFacts(column: ColumnProfile, personal: boolean): TextColumnFacts | undefined {
  const { text, name, distinct, rowCount, missing } = column;
  if (!text || column.role === 'empty') return undefined;
  const filled = rowCount - missing;
  const why = whyNoText(column, personal);
  return {
    column: name,
    isText: why === undefined,
    ...(why ? { why } : {}),
    language: text.language,
    medianWords: text.medianWords,
    medianCharacters: text.medianCharacters,
    distinctShare: filled === 0 ? 0 : distinct / filled,
    filled,
  };
}

function whyNoText({ text, name, distinct, rowCount, missing }: ColumnProfile, personal: boolean): NoText | undefined {
  if (!text) return 'few-words';
  const spacedScript = text.language === 'en-like';
  const least = !spacedScript ? LEAST_CHARACTERS : ASKED.test(name) ? LEAST_NAMED_WORDS : LEAST_WORDS;
  if (text.medianWords < least) return 'few-words';
  if (personal && text.medianWords < PERSONAL_WORDS) return 'personal';
  if (text.wordShare < LEAST_WORD_SHARE || (spacedScript && text.spaced < LEAST_SPACED)) return 'codes';
  const filled = rowCount - missing;
  const various = distinct >= Math.min(LEAST_DISTINCT, filled / 2);
  const own = distinct >= COUNTED || distinct >= LEAST_DISTINCT_SHARE * filled;
  return various && own ? undefined : 'repeats';
}

const MOST_LABELS = 300;
const MOST_NUMBER_LABELS = 20;
/** Rows of each on average. */
const LEAST_ROWS_EACH = 3;

/** Columns with few values that repeat, those named like labels first; numbers only where they are named so. */
function labelsOf(columns: readonly ColumnProfile[]): string[] {
  return columns
    .filter((column) => {
      const { kind, role, distinct, rowCount, missing, numeric, name } = column;
      if (role !== 'feature' && role !== 'text') return false;
      if (distinct < 2 || distinct > MOST_LABELS || distinct * LEAST_ROWS_EACH > rowCount - missing) return false;
      if (kind === 'category' || kind === 'text') return true;
      return kind === 'number' && distinct <= MOST_NUMBER_LABELS && numeric?.integers === true && LABELLED.test(name);
    })
    .toSorted((a, b) => Number(LABELLED.test(b.name)) - Number(LABELLED.test(a.name)) || b.distinct - a.distinct)
    .map(({ name }) => name);
}

/** Steps of a scale: whole ones, or halves. */
const MOST_STEPS = 21;
const MOST_NAMED = 101;

/** A number named like a rating on a scale up to 10 or 100, or one that takes each of 1 … 5 and nothing else. */
function ratingOf({ name, kind, numeric, distinct, role }: ColumnProfile): RatingColumn | undefined {
  if (kind !== 'number' || !numeric || role !== 'feature' || distinct < 2) return undefined;
  const { min, max, integers } = numeric;
  const found = { column: name, lowest: min, highest: max };
  if (isRated(name) && min >= 0 && max <= 10 && distinct <= MOST_STEPS) return found;
  if (isRated(name) && min >= 0 && max <= 100 && distinct <= MOST_NAMED && integers) return found;
  return integers && min === 1 && max === 5 && distinct === 5 ? found : undefined;
}
