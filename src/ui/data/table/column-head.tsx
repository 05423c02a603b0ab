import type { ColumnProfile } from '../../../core/profile/types.ts';
import type { ColumnKind } from '../../../core/table/column.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { SparkDistribution } from './spark-distribution.tsx';
import classes from './table-grid.module.css';

interface ColumnHeadProps {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Absent while the columns are still being looked at. */
  readonly profile: ColumnProfile | undefined;
  readonly use: 'target' | 'feature' | 'left-out' | undefined;
  readonly onOpen: () => void;
}

/** Name, kind, gaps and shape of a column; opens its details. */
export function ColumnHead({ name, kind, profile, use, onOpen }: ColumnHeadProps) {
  const words = useWords();
  const format = useFormat();
  const gaps =
    profile && profile.missing > 0
      ? words('table.gaps', { share: format.percent(profile.missing / profile.rowCount) })
      : '';
  const facts = [words(`kind.${kind}`), gaps, use === undefined || use === 'feature' ? '' : words(`use.${use}`)];
  return (
    <button type="button" className={classes.head} onClick={onOpen} data-use={use} title={name}>
      <span className={classes.name}>{name}</span>
      <span className={classes.facts}>{facts.filter(Boolean).join(' · ')}</span>
      {profile ? <SparkDistribution profile={profile} /> : <span className={classes.sparkless} />}
    </button>
  );
}
