import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/en.ts';

/**
 * The page's words. Keys are flat (a code and its `.hint` may stand side by side), English is the fallback; another
 * language is one more object with the same keys. Values are escaped by React, not here.
 */
export function createWords(language = 'en'): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en } },
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
