import type { Column } from '../table/column.ts';
import type { Role } from './types.ts';

/** Names under which ids go: `id`, `customerID`, `user_id`, `uuid`, `订单号`, … */
const ID_NAME =
  /(^|[^a-z])(id|uuid|guid|key)s?$|[a-z](Id|ID|Uuid|Key)$|(编号|单号|序号|账号|用户|客户|번호|コード|番号)$/u;
const isIdName = (name: string): boolean => ID_NAME.test(name) || /(^|[\s_.-])(id|uuid|guid)([\s_.-]|$)/i.test(name);
/** Names of those that act: they repeat, and rows of one belong together. */
const ENTITY_NAME =
  /(customer|client|user|member|account|patient|student|visitor|device|session|subscriber|客户|用户|会员|患者|学生)/i;

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

export function roleOf(column: Column, facts: RoleFacts): Role {
  const { rowCount, missing, distinct } = facts;
  const known = rowCount - missing;
  if (known === 0) return 'empty';
  if (distinct === 1 && missing === 0 && rowCount > 1) return 'constant';
  if (column.kind === 'date') return 'time';
  if (column.kind === 'number' && isCounting(column.values)) return 'row-number';
  const ownEach = known >= LEAST_ROWS && distinct >= NEARLY_ALL * known;
  const named = isIdName(column.name);
  if (column.kind === 'number') {
    // Numbers are ids by their name alone: amounts differ in every row too.
    if (!facts.integers || !named) return 'feature';
    return ownEach ? 'id' : distinct > 2 ? 'entity' : 'feature';
  }
  if (ownEach && (named || !hasSentences(column))) return 'id';
  if (known > distinct && distinct > 10 && (named || (ENTITY_NAME.test(column.name) && distinct > 0.01 * known))) {
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
  if (column.kind === 'category') return column.levels.slice(0, SAMPLED_TEXTS).some((level) => wordsIn(level) > 2);
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
    if (wordsIn(text) > 2 || text.length > 60) long++;
  }
  return long > seen / 4;
}

const wordsIn = (text: string): number => text.split(/\s+/u).filter(Boolean).length;
