import { charts } from './charts.ts';
import { data } from './data.ts';
import { errors } from './errors.ts';
import { findings } from './findings.ts';
import { home } from './home.ts';
import { predict } from './predict.ts';
import { prepare } from './prepare.ts';
import { shell } from './shell.ts';

/** English, one object an area; keys never repeat between areas. */
export const en = { ...shell, ...charts, ...home, ...data, ...prepare, ...predict, ...findings, ...errors } as const;

type Base<K extends string> = K extends `${infer Stem}_one`
  ? Stem
  : K extends `${infer Stem}_other`
    ? Stem
    : K extends `${infer Stem}_zero`
      ? Stem
      : K;

/** What may be asked for: plural forms (`_one`, `_other`, chosen by `count`) under their common stem. */
export type WordKey = Base<keyof typeof en>;
