import { first } from './first.ts';
import { later } from './later.ts';

/** English as a whole: the keys there are. The page loads the two parts apart. */
export const en = { ...first, ...later } as const;

type Base<K extends string> = K extends `${infer Stem}_${'one' | 'other' | 'zero'}` ? Stem : K;

/** What may be asked for: plural forms (`_one`, `_other`, chosen by `count`) under their common stem. */
export type WordKey = Base<keyof typeof en>;
