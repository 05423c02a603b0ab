import { useCallback, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageParams } from '../../core/errors.ts';
import type { WordKey } from './en/en.ts';
import { keyWhere, RowsAre } from './rows-are.ts';

export type Words = (key: WordKey, params?: MessageParams) => string;

/** Sentences of the page by key. `count` chooses the plural form. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const rows = useContext(RowsAre);
  return useCallback(
    (key, params) => t(keyWhere(i18n, rows, key), { ...params } as Record<string, unknown>),
    [t, i18n, rows],
  );
}

/** BCP 47 tag for Intl. */
export function useLocale(): string {
  const { i18n } = useTranslation();
  return i18n.language;
}
