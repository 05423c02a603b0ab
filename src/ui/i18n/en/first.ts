import { charts } from './charts.ts';
import { columns } from './columns.ts';
import { errors } from './errors.ts';
import { home } from './home.ts';
import { keeping } from './keeping.ts';
import { pictureErrors } from './pictures.ts';
import { shareLink } from './share-link.ts';
import { shell } from './shell.ts';

/** Words that the page needs before any table is there. */
export const first = {
  ...shell,
  ...charts,
  ...columns,
  ...home,
  ...errors,
  ...keeping,
  ...shareLink,
  ...pictureErrors,
} as const;
