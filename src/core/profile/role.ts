import type { Column } from '../table/column.ts';
import { UNSPACED } from '../text/language.ts';
import type { Role } from './types.ts';

const ACTORS = 'customer|client|user|member|account|patient|student|visitor|session|subscriber';
const THINGS = 'order|invoice|ticket|contract|policy|case|transaction|booking|product|item|article|serial|reference';

/** Names under which ids go: `id`, `customerID`, `user_id`, `userid`, `uuid`, `InvoiceNo`, `订单号`, … */
const ID_NAMES: readonly RegExp[] = [
  /(^|[^a-z])(id|uuid|guid|key)s?$/,
  /[a-z](Id|ID|Uuid|Key)$/,
  /(^|[\s_.-])(id|uuid|guid)([\s_.-]|$)/i,
  new RegExp(`(^|[^a-z])(${ACTORS}|${THINGS})[\\s_.-]?(id|no|nr|num|number|ref)$`, 'i'),
  /(编号|单号|序号|账号|用户|客户|번호|コード|番号)$/u,
];
const isIdName = (name: string): boolean => ID_NAMES.some((pattern) => pattern.test(name));

/** Names of those that act, with nothing behind: they repeat, and rows of one belong together. No `customer_state`. */
const ENTITY_NAME = new RegExp(`(^|[^a-z])(${ACTORS})([\\s_.-]?(name|code|email))?$|(会员|患者|学生)$`, 'iu');

/** Facts that decide what a column is for. */
export interface RoleFacts {
  readonly rowCount: number;
  readonly missing: number;
  readonly distinct: number;
  readonly integers: boolean;
}

/** From this share of different values on, each row has its own. */
const NEARLY_ALL = 0.98;
/** Fewer rows than this prove nothing by being all different. */
const LEAST_ROWS = 20;
/** Fewer of them (shops, regions) are kinds to learn from rather than someone to split by. */
const LEAST_ENTITIES = 11;

export function roleOf(column: Column, facts: RoleFacts): Role {
  const { rowCount, missing, distinct } = facts;
  const known = rowCount - missing;
  if (known === 0) return 'empty';
  if (column.kind === 'image') return 'image';
  if (distinct === 1 && missing === 0 && rowCount > 1) return 'constant';
  if (column.kind === 'date') return 'time';
  if (column.kind === 'number' && isCounting(column.values)) return 'row-number';
  const ownEach = known >= LEAST_ROWS && distinct >= NEARLY_ALL * known;
  const named = isIdName(column.name);
  if (column.kind === 'number') {
    // Numbers are ids by their name alone: amounts differ in every row too.
    if (!facts.integers || !named) return 'feature';
    return ownEach ? 'id' : distinct >= LEAST_ENTITIES ? 'entity' : 'feature';
  }
  if (ownEach && (named || !hasSentences(column))) return 'id';
  if (
    known > distinct &&
    distinct >= LEAST_ENTITIES &&
    (named || (ENTITY_NAME.test(column.name) && distinct > 0.01 * known))
  ) {
    return 'entity';
  }
  return column.kind === 'text' ? 'text' : 'feature';
}

/** 0, 1, 2, … or 1, 2, 3, … from the first row to the last. */
function isCounting(values: Float64Array): boolean {
  if (values.length < LEAST_ROWS || (values[0] !== 0 && values[0] !== 1)) return false;
  for (let i = 1; i < values.length; i++) if (values[i] !== (values[i - 1] as number) + 1) return false;
  return true;
}

const SAMPLED_TEXTS = 200;

/** Whether the values read like sentences rather than like codes. */
function hasSentences(column: Column): boolean {
  if (column.kind === 'category')
    return column.levels.slice(0, SAMPLED_TEXTS).some((level) => wordsIn(level) > 2 || isUnspacedPhrase(level));
  if (column.kind !== 'text') return false;
  const decoder = new TextDecoder();
  const rows = column.offsets.length - 1;
  const step = Math.max(1, Math.floor(rows / SAMPLED_TEXTS));
  let long = 0;
  let seen = 0;
  for (let row = 0; row < rows; row += step) {
    const text = decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]));
    if (text === '') continue;
    seen++;
    if (wordsIn(text) > 2 || text.length > 60 || isUnspacedPhrase(text)) long++;
  }
  return long > seen / 4;
}

/** Characters of scripts without spaces that most names do not reach. */
const UNSPACED_PHRASE = 7;
const UNSPACED_CHARACTER = new RegExp(`[${UNSPACED}]`, 'gu');
const isUnspacedPhrase = (text: string): boolean => (text.match(UNSPACED_CHARACTER)?.length ?? 0) >= UNSPACED_PHRASE;

const wordsIn = (text: string): number => text.split(/\s+/u).filter(Boolean).length;
