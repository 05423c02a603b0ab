import { createContext } from 'react';

/**
 * What keys begin with that stand in for others on the screens around, which call rows something else (`asPictures.`);
 * those that have no such sentence are worded as everywhere.
 */
export const RowsAre = createContext('');

interface Known {
  exists(key: string): boolean;
}

/** Whether there is a sentence; plural ones exist under their forms only. */
export const exists = (i18n: Known, code: string): boolean => i18n.exists(code) || i18n.exists(`${code}_other`);

/** The key under which a sentence stands on screens that call rows something else. */
export const keyWhere = <Key extends string>(i18n: Known, rows: string, key: Key): Key =>
  // A sentence of its own has the same params as the one that it stands in for.
  rows && exists(i18n, rows + key) ? (`${rows}${key}` as Key) : key;
