import { useCallback, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message, MessageParams } from '../../core/errors.ts';
import { makeNumberFormat } from '../format/number.ts';
import { makeColumnWords } from './column-words.ts';
import { exists, keyWhere, RowsAre } from './rows-are.ts';

export interface Messages {
  /** What happened. A code without a sentence is named rather than hidden. */
  readonly message: (message: Message) => string;
  /** What to do about it; undefined where nothing helpful can be said. */
  readonly hint: (message: Message) => string | undefined;
  /** Whether there is a sentence of its own. */
  readonly known: (code: string) => boolean;
}

/** Puts coded messages of the core into words. Numbers are formatted, lists joined, in the page's language. */
export function useMessage(): Messages {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  const rows = useContext(RowsAre);
  const said = useCallback((code: string) => keyWhere(i18n, rows, code), [i18n, rows]);
  const wordParams = useMemo(
    () => makeWordParams(locale, (key, params) => (exists(i18n, key) ? t(key, { ...params }) : undefined)),
    [locale, t, i18n],
  );
  const message = useCallback(
    ({ code, params }: Message) =>
      exists(i18n, code)
        ? t(said(code), wordParams(params))
        : t('message.unknown', { code, params: JSON.stringify(params) }),
    [t, i18n, said, wordParams],
  );
  const hint = useCallback(
    ({ code, params }: Message) =>
      exists(i18n, `${code}.hint`) ? t(said(`${code}.hint`), wordParams(params)) : undefined,
    [t, i18n, said, wordParams],
  );
  const known = useCallback((code: string) => exists(i18n, code), [i18n]);
  return useMemo(() => ({ message, hint, known }), [message, hint, known]);
}

/**
 * Numbers formatted, lists joined, names of closed sets in words. `count`, `rows` and the like choose plurals, so the
 * raw number goes beside them as `count`.
 */
function makeWordParams(
  locale: string,
  word: (key: string, params?: Readonly<Record<string, string>>) => string | undefined,
): (params: MessageParams) => Record<string, unknown> {
  const numbers = makeNumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const names = makeColumnWords(locale, (key, params) => word(key, params) ?? key);
  const more = (count: string): string => word('list.more', { count }) ?? `+${count}`;
  const say = (name: string, value: string): string => {
    if (name === 'level' || name === 'levels') return names.level('', value);
    const key = NAMED.get(name)?.(value);
    return (key === undefined ? undefined : word(key)) ?? names.column(value);
  };
  return (params) => {
    const worded: Record<string, unknown> = {};
    let count: number | undefined;
    for (const [name, value] of Object.entries(params)) {
      if (typeof value === 'number') {
        if (name === 'count' || (count === undefined && COUNTED.has(name))) count = value;
        worded[name] = SHARES.has(name) ? numbers.percent(value) : numbers.number(value);
      } else if (Array.isArray(value)) {
        worded[name] = list.format(
          abridge(
            (value as readonly string[]).map((item) => say(name, item)),
            more,
          ),
        );
      } else {
        worded[name] = typeof value === 'string' ? say(name, value) : value;
      }
    }
    if (count !== undefined) worded['count'] = count;
    return worded;
  };
}

/** Params whose values are names of the core's closed sets, and where the words for those stand. */
const NAMED: ReadonlyMap<string, (value: string) => string> = new Map([
  ['kind', (value) => `file-kind.${value}`],
  ['kinds', (value) => `personal.kind.${value}`],
  ['metric', (value) => `metric.${value}.name`],
  ['family', (value) => `family.${value}`],
  ['estimator', (value) => `estimator.${value}`],
  ['parts', (value) => `derived.part.${value}`],
  ['encoding', (value) => `encoding.${value}`],
  ['error', (value) => value],
]);

/** Params that say how many, in the order in which they choose the plural form; `count` comes before them all. */
const COUNTED: ReadonlySet<string> = new Set([
  'rows',
  'rejected',
  'columns',
  'cells',
  'values',
  'files',
  'levels',
  'found',
  'tries',
  'pooled',
  'missing',
]);
/** Params that are shares 0 … 1. */
const SHARES: ReadonlySet<string> = new Set(['share', 'shareLow', 'shareHigh', 'matchRate', 'rate', 'missingShare']);
const LISTED = 8;

function abridge(values: readonly string[], more: (count: string) => string): readonly string[] {
  const shown = LISTED - 1;
  return values.length <= LISTED ? values : [...values.slice(0, shown), more(String(values.length - shown))];
}
