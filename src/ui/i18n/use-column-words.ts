import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { makeColumnWords, type ColumnWords } from './column-words.ts';

/** Names of columns and levels as people know them, in the page's language. */
export function useColumnWords(): ColumnWords {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  return useMemo(() => makeColumnWords(locale, (key, params) => t(key, { ...params })), [t, locale]);
}
