import { charts } from './charts.ts';
import { errors } from './errors.ts';
import { home } from './home.ts';
import { shell } from './shell.ts';

/** Words that the page needs before any table is there. */
export const first = { ...shell, ...charts, ...home, ...errors } as const;
