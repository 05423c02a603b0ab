// The screens that need these words need these styles too, before their own.
import '../later-styles.ts';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { later } from './en/later.ts';

/** Brings the words of the steps; what is inside may use them. Load it lazily: they are most of the words. */
export default function LaterWords({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  // Before the children are rendered, once; adding them again changes nothing.
  useState(() => i18n.addResourceBundle('en', 'translation', later, true, true));
  return children;
}
