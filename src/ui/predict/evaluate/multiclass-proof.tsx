import type { MulticlassView } from '../../../lenses/predict/report-view.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { ConfusionGrid, confusionGridHeight } from '../../charts/confusion-grid.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useColumnWords } from '../../i18n/use-column-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { commonestMixUp } from '../view/confusion.ts';

interface MulticlassProofProps {
  readonly result: MulticlassView;
  readonly target: string;
}

/** What happened against what the model said, class by class. */
export function MulticlassProof({ result, target }: MulticlassProofProps) {
  const words = useWords();
  const format = useFormat();
  const names = useColumnWords();
  const classes = result.classes.map((name) => names.level(target, name));
  const worst = commonestMixUp({ ...result, classes });
  const isHeld = result.confusion.some((counts) => counts.includes(null));
  const summary = isHeld
    ? worst
      ? words('held.mixUp', { actual: worst.actual, predicted: worst.predicted, count: worst.count })
      : words('held.mixUps')
    : worst
      ? words('proof.multiclass.summary', {
          actual: worst.actual,
          predicted: worst.predicted,
          count: worst.count,
          share: format.percent(worst.share),
        })
      : words('proof.multiclass.allRight');
  return (
    <ChartFrame
      title={words('proof.multiclass.title', { target })}
      rows={{ set: result.rows, count: result.rowCount }}
      summary={summary}
      table={{
        columns: [words('proof.actual'), ...classes],
        rows: classes.map((name, row) => [name, ...(result.confusion[row] ?? [])]),
      }}
      fileName="confusion"
      height={confusionGridHeight(result.classes.length)}
      level={2}
    >
      <ConfusionGrid
        classes={classes}
        counts={result.confusion}
        actualTitle={words('proof.actual')}
        predictedTitle={words('proof.predicted')}
        format={format.count}
        held={words('proof.held')}
      />
    </ChartFrame>
  );
}
