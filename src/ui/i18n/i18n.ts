import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { first } from './en/first.ts';

/**
 * The page's words. Keys are flat (a code and its `.hint` may stand side by side), English is the fallback; another
 * language is one more object with the same keys. Values are escaped by React, not here.
 * @param words those at hand from the start; `LaterWords` brings the others
 */
export function createWords(language = 'en', words: Readonly<Record<string, string>> = first): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: { ...words } } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    returnNull: false,
    interpolation: { escapeValue: false },
    missingInterpolationHandler: () => '',
    react: { useSuspense: false },
  });
  return instance;
}
