import type { BinaryCurves } from '../../../lenses/predict/report.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { IconArray, iconArrayHeight, iconCounts } from '../../charts/icon-array.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { decisionCounts, pointAt } from '../view/threshold.ts';

interface BinaryProofProps {
  readonly curves: BinaryCurves;
  readonly threshold: number;
  /** The class that counts as yes. */
  readonly yes: string;
}

/** Of 100 rows like these: found, missed, false alarms and left in peace at the threshold. */
export function BinaryProof({ curves, threshold, yes }: BinaryProofProps) {
  const words = useWords();
  const format = useFormat();
  const colors = roleColors(useScheme());
  const point = pointAt(curves.thresholds, threshold);
  const counts = point ? decisionCounts(point) : ([0, 0, 0, 0] as const);
  const [found = 0, missed = 0, alarms = 0, peace = 0] = iconCounts(counts);
  const groups = [
    { label: words('proof.found'), count: found, color: colors.hit, shape: 'filled' },
    { label: words('proof.missed'), count: missed, color: colors.miss, shape: 'ring' },
    { label: words('proof.alarms'), count: alarms, color: colors.falseAlarm, shape: 'cross' },
    { label: words('proof.peace'), count: peace, color: colors.baseline, shape: 'dot' },
  ] as const;
  const table = {
    columns: [words('proof.kind'), words('proof.ofHundred'), words('proof.rows')],
    rows: groups.map(({ label, count }, index) => [label, count, counts[index] ?? 0]),
  };
  return (
    <ChartFrame
      title={words('proof.binary.title', { threshold: format.percent(threshold) })}
      rows={{ set: curves.rows, count: curves.rowCount }}
      summary={words('proof.binary.summary', { yes, positives: found + missed, found, missed, alarms })}
      table={table}
      fileName={`of-100-${curves.rows}`}
      height={iconArrayHeight(100, groups.length)}
      state={point ? 'ready' : 'empty'}
      level={2}
    >
      <IconArray groups={groups} />
    </ChartFrame>
  );
}
