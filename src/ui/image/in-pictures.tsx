import type { ReactNode } from 'react';
import { RowsAre } from '../i18n/rows-are.ts';

/** Screens of which every row is a picture: their sentences say so. */
export function InPictures({ children }: { readonly children: ReactNode }) {
  return <RowsAre value="asPictures.">{children}</RowsAre>;
}
